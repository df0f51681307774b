"""Search and the picture as a whole shift uses them: many records, real pages over HTTP, row rules and log as they are.

By itself: `python benchmarks/crowd.py --records 200000 --users 20 --think 5 --seconds 600`. It invents a force of about
so many records, loads it by the feeds' own door, serves it, and lets people search and open pictures; then it says how
long each page took and how often the right person was found. `--home FOLDER` keeps the installation for another run.
It wants a quiet machine; `--records 8000 --seconds 30` is a smoke of it.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import crowd_force
import paging
import starting
from figures import Figure

RECORDS, USERS, THINK, SECONDS, SEED, EACH = 200_000, 20, 5.0, 600.0, 2031, 20
MARKS = {"page: search": 150.0, "page: picture": 250.0}  # ms, of nineteen in twenty: what issue 5 asks for
TABLES = ("records_sourcerecord", "records_mention", "people_person", "people_searchkey", "people_searchword")


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--records", type=int, default=RECORDS)
    wanted.add_argument("--users", type=int, default=USERS)
    wanted.add_argument("--think", type=float, default=THINK, help="Seconds between two presses of one person.")
    wanted.add_argument("--seconds", type=float, default=SECONDS)
    wanted.add_argument("--each", type=int, default=EACH, help="Searches of each kind.")
    wanted.add_argument("--seed", type=int, default=SEED)
    wanted.add_argument("--home", type=Path, help="An installation to make here, or to use again.")
    wanted.add_argument("--json", action="store_true", dest="as_json")
    given = wanted.parse_args()
    home = given.home or Path(tempfile.mkdtemp(prefix="goldthread-crowd-"))
    home.mkdir(exist_ok=True, parents=True)
    home.chmod(0o711)  # the account PostgreSQL runs as may pass through to its own folder
    for name in [name for name in os.environ if name.startswith("GOLDTHREAD_") and name != "GOLDTHREAD_POSTGRES"]:
        del os.environ[name]
    os.environ["GOLDTHREAD_HOME"] = str(home)
    try:
        told = measured(home, given)
    finally:
        if given.home is None:
            shutil.rmtree(home, ignore_errors=True)
    print(json.dumps(told, indent=2) if given.as_json else in_words(told))


def measured(home: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Load, serve, use; then each search once more by itself, for what it costs and whom it finds."""
    loaded_in = crowd_force.made(home, given.records, given.seed, say)
    port = starting.free_port()
    with starting.served(port):
        from goldthread.config.starting import load_django

        load_django()
        import finding
        import people

        asked = finding.asked(home / crowd_force.TRUTH, given.seed, given.each)
        codes, _ = people.children()
        say(f"{given.users} people use the pages for {given.seconds:g} s, {given.think:g} s apart.")
        texts = [one.text for one in asked]
        pages = paging.pages(port, given.users, given.think, given.seconds, codes, texts)
        return {"held": held(), "loaded_in_s": round(loaded_in), "processors": os.cpu_count(),
                "load": os.getloadavg()[0], "users": given.users, "think_s": given.think,
                **finding.found(asked), "pages": [figure.as_json() for figure in pages]}  # fmt: skip


def held() -> dict[str, int]:
    """How much is held, counted and not estimated."""
    from goldthread.core import db

    with db.speaking_as(db.OWNER):
        return {table: db.fetch_one(f"SELECT count(*) AS n FROM {table}")["n"] for table in TABLES}


def in_words(told: dict[str, Any]) -> str:
    lines = [f"{table}: {number:,}" for table, number in told["held"].items()]
    machine = f"{told['processors']} processors, load {told['load']:.1f}"
    lines.append(f"{told['users']} people, {told['think_s']:g} s apart; {machine}")
    figures = [Figure(**one) for one in (*told["pages"], *told["alone"])]
    for figure in figures:
        mark = MARKS.get(figure.name)
        passed = "" if mark is None else f"  asked: {mark:g} ms, {'met' if figure.worst <= mark else 'NOT MET'}"
        spread = f"median {figure.median:.0f}, worst 5% {figure.worst:.0f} {figure.unit}"
        lines.append(f"{figure.name}: n {figure.times:,}, {spread}{passed}")
    lines += _scores(told["found"])
    return "\n".join(lines)


def _scores(found: Sequence[dict[str, Any]]) -> list[str]:
    head = f"{'kind of search':46}{'n':>5}{'first':>8}{'of 3':>8}{'of 10':>8}{'listed':>8}"
    shares = ("first", "first_three", "first_ten")
    rows = [
        f"{one['kind']:46}{one['searches']:5}{''.join(f'{one[share]:8.2f}' for share in shares)}{one['listed']:8.1f}"
        for one in found
    ]
    return [head, *rows]


def say(line: str) -> None:
    print(f"[{time.monotonic() - BEGAN:6.0f} s] {line}", file=sys.stderr, flush=True)


BEGAN = time.monotonic()

if __name__ == "__main__":
    main()
