"""What taking rows in costs: rows a second to their mentions and to who they are, and how much memory a load takes.

Part of `run.py`. By itself, `python benchmarks/feeding.py --rows 10000 100000`, it makes an installation of its own in
a temporary folder, loads each count in turn on top of the ones before, and says in which statements the time went.
"""

import argparse
import csv
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import psycopg
from figures import Figure

ROWS, MANY, LONG = 10_000, 100_000, (1_000_000, 5_000_000)
SOURCES = ("cad", "merlin", "gazetteer")
PEER = """
    CREATE TEMPORARY TABLE plain_record (number integer, raw text);
    CREATE TEMPORARY TABLE plain_assertion (number integer, mention text, field text, text text, canonical text);
"""
Loaded = dict[str, Any]


def feeding_figures() -> list[Figure]:
    """Each feed beside plain bulk loading of the same rows; then what memory a load ten times as large takes."""
    from goldthread.synthetic.loading import add_sources

    add_sources()
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for place, source in enumerate(SOURCES):
            figures += _beside_the_peer(source, Path(folder), 10_000_000 * (place + 1))
        small, large = (loaded_apart("cad", Path(folder), 50_000_000 + n, n)["peak_mb"] for n in (ROWS, MANY))
    few = Figure.of(f"peak memory of loading {ROWS:,} calls", "MB", [small])
    return [*figures, few, Figure.of(f"peak memory of loading {MANY:,} calls", "MB", [large], against=few)]


def _beside_the_peer(source: str, folder: Path, first: int) -> list[Figure]:
    """Microseconds a row. The rows of the two loads differ, so that neither finds the other's held already."""
    plain = Figure.of(
        f"{source}: rows and values by COPY, no checks, no links", "us/row", [_peer(source, folder, first)]
    )
    figures = [plain]
    for place, (words, linking) in enumerate((("to mentions", False), ("to mentions and people", True)), start=1):
        if source == "gazetteer" and linking:
            continue  # it names nobody
        done = loaded_apart(source, folder, first + place * ROWS, ROWS, linking)
        taken = 1_000_000 * done["seconds"] / done["rows"]
        figures.append(Figure.of(f"{source}: {words}", "us/row", [taken], against=plain))
    return figures


def loaded_apart(source: str, folder: Path, first: int, rows: int, linking: bool = True) -> Loaded:
    """Load a file made for it in a process of its own, whose memory is nobody else's."""
    from filling import fill

    path = folder / f"{source}-{first}"
    fill(source, path, first, rows)
    command = [sys.executable, __file__, "--load", source, str(path), *([] if linking else ["--no-linking"])]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    path.unlink()
    if done.returncode:
        raise SystemExit(f"The load failed.\n{done.stderr}")
    found: Loaded = json.loads(done.stdout)
    if found["accepted"] != rows:
        raise SystemExit(f"Of {rows:,} rows {found['accepted']:,} were accepted.")
    return found


def load_here(source: str, path: Path, linking: bool) -> Loaded:
    """Take delivery of a file and load it in this process; when each tenth was done, how large, in which statements."""
    from goldthread.config.starting import load_django

    load_django()
    from django.db import connections

    from goldthread.core import db
    from goldthread.core.access.reader import service_reader
    from goldthread.link.feeds import actions as feeds

    if not linking:
        feeds.resolve = lambda mentions: None  # type: ignore[assignment,return-value,misc]
    with db.as_service(), path.open("rb") as stream:
        by = service_reader("loader", "command:bench", "intake")
        delivery = feeds.put_down(by, feeds.source_called(source), path.name, stream, digest=path.name[:64], size=1)
    spent: Counter[str] = Counter()
    marks: list[tuple[int, float, float]] = []
    began = time.perf_counter()
    with connections["service"].execute_wrapper(_timing(spent)):
        done = feeds.load(
            delivery.pk, lambda one: marks.append((one.rows_read, time.perf_counter() - began, _peak_mb()))
        )
    seconds = time.perf_counter() - began
    return {
        "rows": done.rows_read,
        "accepted": done.accepted,
        "seconds": seconds,
        "peak_mb": _peak_mb(),
        "marks": marks[:: max(1, len(marks) // 10)],
        "statements": {sql: round(taken, 2) for sql, taken in spent.most_common(12)},
    }


def _peak_mb() -> float:
    held = Path("/proc/self/status")
    if held.exists():  # this program's own; what getrusage says includes the parent that wrote the file
        told = next(line for line in held.read_text().splitlines() if line.startswith("VmHWM"))
        return int(told.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _timing(spent: Counter[str]) -> Any:
    def run(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent[" ".join(sql.split())[:90]] += time.perf_counter() - began  # type: ignore[assignment]

    return run


def _peer(source: str, folder: Path, first: int) -> float:
    """The same work without rules: take the rows apart, then COPY their words and values into bare tables."""
    from filling import fill

    from goldthread.config import installation

    path = folder / f"{source}-peer"
    fill(source, path, first, ROWS)
    told = _values(source, path)
    with psycopg.connect(installation.value(installation.OWNER)) as owner:
        owner.execute(PEER)
        began = time.perf_counter()
        with owner.cursor().copy("COPY plain_record FROM STDIN") as copy:
            for row in enumerate(_plainly(source, path)):
                copy.write_row(row)
        with owner.cursor().copy("COPY plain_assertion FROM STDIN") as copy:
            for value in told:
                copy.write_row(value)
        owner.commit()
        taken = time.perf_counter() - began
    path.unlink()
    return 1_000_000 * taken / ROWS


def _plainly(source: str, path: Path) -> list[str]:
    """Each row taken apart by the plain library, and its words."""
    if source == "gazetteer":
        with duckdb.connect(":memory:") as connection:
            return [
                json.dumps(row) for row in connection.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
            ]
    if source == "merlin":
        with path.open(newline="") as lines:
            return [json.dumps(row) for row in csv.DictReader(lines)]
    return [line for line in path.read_text().splitlines() if json.loads(line)]


def _values(source: str, path: Path) -> list[tuple[int, str, str, str, str | None]]:
    """The very assertions that our own reading makes of the rows, made before the peer is timed."""
    from goldthread.core import clocks
    from goldthread.link.feeds.format import ParsedRecord
    from goldthread.link.feeds.reading import read

    with path.open("rb") as stream:
        return [
            (one.row, mention.key, value.field, value.text, value.canonical)
            for one in read(source, stream, clocks.now())
            if isinstance(one, ParsedRecord)
            for mention in one.mentions
            for value in mention.values
        ]


def by_itself(counts: list[int], sources: list[str], linking: bool) -> None:
    """Load so many rows of each feed on top of the last, and print how fast, how large, and where the time went."""
    home = Path(tempfile.mkdtemp(prefix="goldthread-bench-"))
    home.chmod(0o711)  # the account PostgreSQL runs as may pass through to its own folder
    for name in [name for name in os.environ if name.startswith("GOLDTHREAD_") and name != "GOLDTHREAD_POSTGRES"]:
        del os.environ[name]
    os.environ["GOLDTHREAD_HOME"] = str(home)
    from goldthread.core.db import installing

    ours = None
    try:
        ours = installing.start(print)
        _print_each(counts, sources, home, linking)
    finally:
        if ours:
            ours.remove()
        shutil.rmtree(home, ignore_errors=True)


def _print_each(counts: list[int], sources: list[str], home: Path, linking: bool) -> None:
    from goldthread.config.starting import load_django
    from goldthread.core.db import migrating
    from goldthread.jobs import mode

    mode.settle(demo=True, real=False)
    migrating.migrate(lambda line: None)
    load_django()
    from goldthread.synthetic.loading import add_sources

    add_sources()
    first = 0
    for rows in counts:
        for source in sources:
            done = loaded_apart(source, home, first, rows, linking)
            print(f"{source} {rows:,}: {rows / done['seconds']:,.0f} rows/s, peak {done['peak_mb']:.0f} MB", flush=True)
            print("  " + "  ".join(f"{at:,}: {at / taken:,.0f}/s {mb:.0f} MB" for at, taken, mb in done["marks"]))
            for sql, taken in done["statements"].items():
                print(f"  {taken:8.2f} s  {sql}", flush=True)
        first += rows


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--rows", type=int, nargs="+", default=[ROWS, MANY], help="How many rows, one load after another."
    )
    asked.add_argument("--long", action="store_true", help="A million rows, then five.")
    asked.add_argument("--source", choices=SOURCES, action="append", help="Which feed; again. Else all.")
    asked.add_argument("--load", nargs=2, help=argparse.SUPPRESS)
    asked.add_argument("--no-linking", action="store_true", help="Only as far as mentions: who is who is not asked.")
    given = asked.parse_args()
    if given.load:
        print(json.dumps(load_here(given.load[0], Path(given.load[1]), not given.no_linking)))
    else:
        by_itself(list(LONG) if given.long else given.rows, given.source or list(SOURCES), not given.no_linking)
