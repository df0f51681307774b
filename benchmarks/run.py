"""The benchmarks: a table with medians, worst twentieths and ratios; kept as JSON to compare the next run with.

Run by `./check --bench`. It makes an installation of its own in a temporary folder and clears it away.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import paging
import starting
from figures import Figure

PROJECT = Path(__file__).resolve().parents[1]
KEPT = PROJECT / "var" / "bench"
USERS, THINK, SECONDS = 10, 5.0, 90.0
PARTS = (
    "pages", "looks", "clocks", "queue", "board", "concerns", "missing", "effect", "reports", "briefings", "feeds",
    "linking", "replay", "journeys",
)  # fmt: skip
ON_EPISODES = {"effect", "reports", "briefings"}
Step = tuple[str, Callable[[], list[Figure]]]


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--seconds", type=float, default=SECONDS, help="How long the pages are used.")
    wanted.add_argument("--only", action="append", default=[], choices=PARTS, help="One part; may be given again.")
    asked = wanted.parse_args()
    home = Path(tempfile.mkdtemp(prefix="goldthread-bench-"))
    home.chmod(0o711)  # the account PostgreSQL runs as may pass through to its own folder
    for name in [name for name in os.environ if name.startswith("GOLDTHREAD_") and name != "GOLDTHREAD_POSTGRES"]:
        del os.environ[name]
    os.environ["GOLDTHREAD_HOME"] = str(home)
    try:
        figures = measured(asked.seconds, set(asked.only))
    finally:
        shutil.rmtree(home, ignore_errors=True)
    show(figures, before())
    if not asked.only:  # a part is compared with the last whole run, and is none itself
        keep(figures)


def measured(seconds: float, only: set[str]) -> list[Figure]:
    """The figures in the order of the table: all, or those of the parts named, with what these stand on."""
    if only & ON_EPISODES:
        only = only | {"missing"}
    port = starting.free_port()
    figures = []
    say("Starting on an empty folder: PostgreSQL, its shape, the assets and the invented force.")
    with starting.served(port) as cold:
        first = Figure.of("first start, to the first page", "s", [cold])
        figures.append(first)
    say("Starting again.")
    with starting.served(port) as warm:
        figures.append(Figure.of("second start, to the first page", "s", [warm], against=first))
        from goldthread.config.starting import load_django

        load_django()  # only now is there an installation for its settings to read
        for name, (words, measure) in zip(PARTS, steps(port, seconds), strict=True):
            if not only or name in only:
                say(words)
                figures += measure()
    return figures


def steps(port: int, seconds: float) -> list[Step]:
    """What is measured, in the order of PARTS: some stand on the cases that an earlier one laid down."""
    import boarding
    import counting
    import effecting
    import feeding
    import linking
    import looking
    import mining
    import pacesetter
    import people
    import queueing
    import replaying
    import reporting
    import ticking

    codes, misspelt = people.children()
    return [
        (f"{USERS} people use the pages for {seconds:g} s, {THINK:g} s apart.",
         lambda: paging.pages(port, USERS, THINK, seconds, codes, misspelt)),
        ("Looking, with and without row rules and log.", lambda: looking.looks(codes, misspelt)),
        ("Clocks: a million open, a thousand due; due dates.", ticking.clocks_figures),
        ("Queue: a page of it, with five thousand open.", queueing.queue_figures),
        ("Board: five hundred missing children on one page.", boarding.board_figures),
        ("Figures: all of a year of 25,000 concerns, and the cases behind some.", counting.counting_figures),
        ("Figures: all of a year of 25,000 missing children's episodes, and the cases behind two.",
         counting.missing_figures),
        ("Effect: all nine tests over the same episodes, against a query for each borough.",
         effecting.effect_figures),
        ("Reports: the quarterly report of 32 boroughs, in each form, beside a figure at a time.",
         lambda: reporting.reporting_figures(fill=False)),
        ("The briefings of 32 boroughs.", lambda: pacesetter.pacesetter_figures(fill=False)),
        ("Feeds: rows to mentions and to people, beside plain bulk loading; memory.", feeding.feeding_figures),
        ("Linking: an invented population with known truth, beside exact matching.",
         linking.linking_figures),
        ("Replay: planted failures, row by row: who is told, how soon, at what cost.",
         replaying.replay_figures),
        ("Journeys: the map of ten million events, beside pm4py, DuckDB and pandas.",
         mining.journey_figures),
    ]  # fmt: skip


def before() -> dict[str, dict[str, Any]]:
    """The figures of the last run here, by name."""
    last = KEPT / "latest.json"
    return {one["name"]: one for one in json.loads(last.read_text())["figures"]} if last.exists() else {}


def show(figures: list[Figure], earlier: dict[str, dict[str, Any]]) -> None:
    heads = ("", "n", "median", "worst 5%", "ratio", "last run")
    rows = [heads, *(figure.row(earlier.get(figure.name)) for figure in figures)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(heads))]
    for row in rows:
        cells = [f"{cell:{width}}" if not place else f"{cell:>{width}}" for place, (cell, width) in
                 enumerate(zip(row, widths, strict=True))]  # fmt: skip
        print("  ".join(cells).rstrip())
    print("\nratio: against the same work without it, or against the first start.")


def keep(figures: list[Figure]) -> None:
    from goldthread import __version__
    from goldthread.core import clocks

    KEPT.mkdir(parents=True, exist_ok=True)
    when = clocks.now()
    report = {
        "at": when.isoformat(),
        "version": __version__,
        "processors": os.cpu_count(),
        "load": os.getloadavg()[0],
        "figures": [figure.as_json() for figure in figures],
    }
    text = json.dumps(report, indent=2) + "\n"
    for name in (f"{when:%Y%m%dT%H%M%SZ}.json", "latest.json"):
        (KEPT / name).write_text(text)
    print(f"Written: {(KEPT / 'latest.json').relative_to(PROJECT)}")


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
