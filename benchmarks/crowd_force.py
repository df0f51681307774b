"""An installation that holds a force of about so many records, loaded by the feeds' own door, and its truth."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

SMALL_RECORDS = 8_000  # what the small force's systems send in all
SCALE = "crowd"
DONE, TRUTH = "crowd.json", "feeds/truth.json"

INIT = "from goldthread.cli import main; main()"

Say = Callable[[str], None]


def made(home: Path, records: int, seed: int, say: Say) -> float:
    """Seconds that loading took; an installation that holds it already is used as it stands.

    In a process of its own: the server that it starts goes with it, and no connection outlives that.
    """
    kept = home / DONE
    if not kept.exists():
        say(f"Inventing and loading a force of about {records:,} records.")
        subprocess.run([sys.executable, "-c", INIT, "db", "init"], check=True, stdout=subprocess.DEVNULL)
        began = time.monotonic()
        subprocess.run([sys.executable, __file__, str(home / "feeds"), str(records), str(seed)], check=True)
        kept.write_text(json.dumps({"seconds": time.monotonic() - began}))
    return float(json.loads(kept.read_text())["seconds"])


def _load(folder: Path, records: int, seed: int) -> None:
    """The demonstration's own steps, at another scale."""
    from goldthread.core.db import installing, migrating
    from goldthread.jobs import mode
    from goldthread.jobs.prepare import DEMONSTRATION

    with installing.at_hand():
        mode.settle(demo=True, real=False)
        migrating.migrate(lambda line: None)
        from goldthread.config.starting import load_django

        load_django()
        from goldthread.core import clocks
        from goldthread.synthetic import loading
        from goldthread.synthetic.force import write
        from goldthread.synthetic.scales import SCALES

        small = SCALES["small"]
        SCALES[SCALE] = replace(small, name=SCALE, people=small.people * records // SMALL_RECORDS)
        written = write(folder, seed, SCALE, clocks.now())
        loading.enrol(json.loads((folder / "officers.json").read_text(encoding="utf-8")))
        loading.add_sources()
        for file, source in loading.in_their_order(written.files):
            print(f"{clocks.now():%H:%M:%S} {source}, {file}", file=sys.stderr, flush=True)
            loading.deliver(source, folder / source / file)
        loading.load_report()
        migrating.mark(**{DEMONSTRATION: clocks.now().isoformat()})


if __name__ == "__main__":
    _load(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
