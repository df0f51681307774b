"""`python -m goldthread.testing.hostile`: spoilt rows, or loads killed, in an installation of its own.

With `--rows 100000` it pours so many spoilt rows in and counts what became of them; with `--kills 20` it kills so many
loading processes and compares the end with a load in peace.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m goldthread.testing.hostile", description=__doc__)
    asked.add_argument("--rows", type=int, default=100_000, help="How many rows in all.")
    asked.add_argument("--seed", type=int, default=2016, help="What decides how they are spoilt.")
    asked.add_argument("--kills", type=int, default=0, help="Kill so many loads instead.")
    given = asked.parse_args()
    home = Path(tempfile.mkdtemp(prefix="goldthread-hostile-"))
    home.chmod(0o711)  # the account PostgreSQL runs as may pass through to its own folder
    for name in [name for name in os.environ if name.startswith("GOLDTHREAD_") and name != "GOLDTHREAD_POSTGRES"]:
        del os.environ[name]
    os.environ["GOLDTHREAD_HOME"] = str(home)
    from goldthread.core.db import installing

    ours = None
    try:
        ours = installing.start(_say)
        _prepare()
        sound = _killed(given.kills, given.seed) if given.kills else _poured(given.rows, given.seed)
    finally:
        if ours:
            ours.remove()
        shutil.rmtree(home, ignore_errors=True)
    raise SystemExit(0 if sound else 5)


def _prepare() -> None:
    from goldthread.config.starting import load_django
    from goldthread.core.db import migrating
    from goldthread.jobs import mode

    mode.settle(demo=True, real=False)
    migrating.migrate(lambda line: None)
    load_django()


def _poured(rows: int, seed: int) -> bool:
    from goldthread.synthetic.loading import add_sources
    from goldthread.testing.hostile.intake import pour_spoilt

    add_sources()
    began = time.monotonic()
    tally = pour_spoilt(rows, seed, at_once=1_000, twice=16)
    print(f"{tally.rows:,} rows in {tally.files:,} files, seed {seed}, {time.monotonic() - began:,.0f} s.")
    for code, number in tally.fates.most_common():
        print(f"{number:>9,}  {code}")
    for words in tally.broken[:50]:
        print(f"BROKEN: {words}")
    print(f"{len(tally.broken)} promises broken.")
    return not tally.broken


def _killed(kills: int, seed: int) -> bool:
    from goldthread.testing.hostile.comparing import killed_and_not

    began = time.monotonic()
    done, found = killed_and_not(kills, rows=50 * kills, batch=10, seed=seed)
    print(f"{done} loads killed, seed {seed}, {time.monotonic() - began:,.0f} s.")
    for name, differing in found.items():
        print(f"DIFFERS: {name}: {differing}")
    print("It stands as after a load in peace." if not found else f"{len(found)} kinds of thing differ.")
    return done == kills and not found


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
