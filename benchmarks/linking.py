"""What linking finds and how fast, on an invented population with known truth, beside exact matching of the same rows.

Part of `run.py`. By itself, `python benchmarks/linking.py --records 20000 --seed 31 --seed 32`, it takes several seeds.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from figures import Figure

PROJECT = Path(__file__).resolve().parents[1]
RECORDS, SEED = 20_000, 31
COLUMNS = ("truth", "group", "household", "twinset")
# What is shown of both: words, and where in the report it is; shares in a hundred.
MEASURES = (
    ("pair precision", ("pairwise", "precision")),
    ("pair recall", ("pairwise", "recall")),
    ("B-cubed F1", ("b_cubed", "f1")),
    ("true pairs linked or possible", ("linked_or_possible", "rate")),
    ("people found whole and alone", ("exact_people", "rate")),
    ("twins falsely merged", ("twins", "rate")),
    ("households falsely merged", ("siblings", "rate")),
    ("recall, gap between communities", ("gap", "recall")),
    ("records in review", ("in_review", "rate")),
)
Told = dict[str, Any]


def linking_figures(records: int = RECORDS, seed: int = SEED) -> list[Figure]:
    """Rates and measures of the linker, each beside those of exact matching on forename, surname and birth date."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        invent(path, records, seed)
        ours, exact = evaluated(path), exactly(path)
    return [*_speeds(ours, exact, records), *(_measure(words, at, ours, exact) for words, at in MEASURES)]


def invent(path: Path, records: int, seed: int) -> None:
    """The population's rows as a file, made by a process of its own."""
    command = [sys.executable, "-m", "tests.population", "--seed", str(seed), "--records", str(records)]
    with path.open("wb") as out:
        subprocess.run(command, cwd=PROJECT, stdout=out, check=True)


def evaluated(path: Path) -> Told:
    """What `goldthread link evaluate` says, in its scratch database."""
    program = "from goldthread.cli import main; main()"
    command = [sys.executable, "-c", program, "link", "evaluate", str(path), "--json"]
    command += [word for name in COLUMNS for word in (f"--{name}", name)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, env=os.environ)
    if done.returncode:
        raise SystemExit(f"Linking could not be measured.\n{done.stderr}")
    told: Told = json.loads(done.stdout)
    return told


def exactly(path: Path) -> Told:
    """The peer: one person is whoever agrees wholly on forename, surname and birth date; capitals and marks aside."""
    from goldthread.core.records.names import fold
    from goldthread.link.matching.measuring import Placed, measure

    with path.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    began = time.perf_counter()
    placed = []
    for row in rows:
        details = fold(row["forename"]), fold(row["surname"]), _day(row["dob"])
        person = details if all(details) else row["record_id"]
        placed.append(Placed(row["record_id"], row["truth"], person, row["group"], row["household"], row["twinset"]))
    seconds = time.perf_counter() - began
    return {**measure(placed, []), "us": 1_000_000 * seconds / len(rows)}


def _day(text: str) -> str:
    from goldthread.core import clocks
    from goldthread.core.records.dates import ImpossibleDate, UnreadableDate, read_date

    try:
        read = read_date(text, on=clocks.today())
    except (ImpossibleDate, UnreadableDate):
        return ""
    return str(read) if read.precision == "day" else ""


def _speeds(ours: Told, exact: Told, records: int) -> list[Figure]:
    speed = ours["speed"]
    plain = Figure.of(f"{records:,} records matched exactly, no database", "us/record", [exact["us"]])
    whole = 1_000_000 / speed["records_per_second"]
    linking = 1_000_000 / speed["linking_records_per_second"]
    found = [
        plain,
        Figure.of(f"{records:,} records kept and linked", "us/record", [whole], against=plain),
        Figure.of("of which linked", "us/record", [linking], against=plain),
    ]
    for name, words in (
        ("arriving_ms", "an arriving record kept and linked"),
        ("arriving_linking_ms", "of which linked"),
    ):
        one = speed[name]
        found.append(Figure(f"{words}, {records:,} held", "ms", one["sample"], one["p50"], one["p95"]))
    return found


def _measure(words: str, at: tuple[str, str], ours: Told, exact: Told) -> Figure:
    """A share in a hundred; its ratio is to exact matching's, where that has one."""
    mine, theirs = (100 * (told[at[0]][at[1]] or 0.0) for told in (ours, exact))
    peer = Figure.of(words, "%", [theirs])
    return Figure.of(f"linking: {words} (exact {theirs:.1f}%)", "%", [mine], against=peer)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--records", type=int, default=RECORDS)
    asked.add_argument("--seed", type=int, action="append", help="Again for another population.")
    given = asked.parse_args()
    for seed in given.seed or [SEED]:
        print(f"seed {seed}")
        for figure in linking_figures(given.records, seed):
            name, times, median, worst, ratio, _ = figure.row(None)
            print(f"  {name:66}{times:>6}{median:>20}{worst:>20}{ratio:>10}", flush=True)


if __name__ == "__main__":
    main()
