"""The map of ten million events beside pm4py, DuckDB and pandas: processor seconds, seconds, and memory at its peak.

Part of `run.py`. By itself, `python benchmarks/mining.py --cases 95000`. pm4py is under the AGPL and never one of our
packages: it is installed into an environment of its own, which is cleared away. Where it cannot be had, that is said.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from figures import Figure

PROJECT = Path(__file__).resolve().parents[1]
CASES, EVENTS_A_CASE, SEED = 950_000, 10_000_000 / 950_000, 3
PEERS = ("pm4py==2.7.23.11", "pandas", "pyarrow")
ACTIVITIES, BEGIN, YEARS = 20, 1_704_067_200, 3 * 365 * 86_400

# Each peer prints how many cases, events, edges and variants it found, and the edges' counts and total time added up.
PM4PY = """
import json, sys, pandas, pm4py
log = pm4py.format_dataframe(
    pandas.read_parquet(sys.argv[1]), case_id="case_id", activity_key="activity", timestamp_key="time"
)
edges, starts, ends = pm4py.discover_dfg(log)
took, _, _ = pm4py.discover_performance_dfg(log)
variants = pm4py.get_variants(log)
durations = pm4py.get_all_case_durations(log)
rework = pm4py.get_rework_cases_per_activity(log)
print(json.dumps([len(durations), len(log), len(edges), len(variants), sum(edges.values()),
                  round(sum(one["sum"] for one in took.values()))]))
"""
PANDAS = """
import json, sys, pandas
log = pandas.read_parquet(sys.argv[1])
for column in ("case_id", "activity"):
    log[column] = log[column].astype("category")
log = log.sort_values(["case_id", "time"], kind="stable")
case, activity = log["case_id"].cat.codes, log["activity"].cat.codes
same = case == case.shift(-1)
pairs = pandas.DataFrame({"before": activity, "after": activity.shift(-1), "gap": log["time"].shift(-1) - log["time"]})
pairs = pairs[same]
pairs["gap"] = pairs["gap"].dt.total_seconds()
grouped = pairs.groupby(["before", "after"])["gap"]
edges = grouped.agg(["size", "mean", "median", "sum"])
edges["p95"] = grouped.quantile(0.95)
times = log.groupby("case_id", observed=True)["time"].agg(["min", "max"])
ways = (activity + 65).map(chr).groupby(case.values, sort=False).agg("".join).value_counts()
rework = log.groupby(["case_id", "activity"], observed=True).size()
rework = (rework[rework > 1]).groupby("activity", observed=True).size()
print(json.dumps([len(times), len(log), len(edges), len(ways), int(edges["size"].sum()), round(edges["sum"].sum())]))
"""
DUCKDB = """
import duckdb, json, sys
ask = duckdb.connect().execute
ask("SET enable_progress_bar=false")
ask("CREATE TABLE log AS SELECT case_id, activity, time, file_row_number AS seq "
    "FROM read_parquet(?, file_row_number=true)", [sys.argv[1]])
edges = ask('''
    WITH next AS (SELECT activity, lead(activity) OVER way AS after, epoch(lead(time) OVER way - time) AS gap FROM log
                  WINDOW way AS (PARTITION BY case_id ORDER BY time, seq))
    SELECT activity, after, count(*), avg(gap), quantile_cont(gap, 0.5), quantile_cont(gap, 0.95), sum(gap)
    FROM next WHERE after IS NOT NULL GROUP BY ALL''').fetchall()
ask("CREATE TABLE ways AS SELECT case_id, string_agg(activity, '>' ORDER BY time, seq) AS way, "
    "max(time) - min(time) AS took FROM log GROUP BY case_id")
variants = ask("SELECT count(DISTINCT way), count(*), quantile_cont(epoch(took), 0.95) FROM ways").fetchone()
rework = ask("SELECT activity, count(*) FROM (SELECT case_id, activity FROM log GROUP BY ALL HAVING count(*) > 1) "
             "GROUP BY activity").fetchall()
print(json.dumps([variants[1], ask("SELECT count(*) FROM log").fetchone()[0], len(edges), variants[0],
                  sum(edge[2] for edge in edges), round(sum(edge[6] for edge in edges))]))
"""
OURS = "from goldthread.cli import main; main()"


@dataclass(frozen=True)
class Ran:
    """What a process of its own used, and the gist of what it found."""

    name: str
    cpu: float
    wall: float
    peak_mb: float
    gist: list[int]


def journey_figures(cases: int = CASES, seed: int = SEED) -> list[Figure]:
    """Ours, then each peer on the same file, its ratio to ours."""
    with tempfile.TemporaryDirectory(prefix="goldthread-bench-") as folder:
        path = Path(folder) / "log.parquet"
        subprocess.run([sys.executable, __file__, "--invent", str(path), str(cases), str(seed)], check=True)
        ours = run("goldthread journey map", [sys.executable, "-c", OURS, "journey", "map", str(path), "--json"])
        if ours is None:
            raise SystemExit("The map could not be drawn.")
        ran = [ours, *_peers(path, Path(folder) / "peers", ours)]
    return [figure for unit in ("cpu", "wall", "peak_mb") for figure in _table(ran, unit)]


def _peers(path: Path, folder: Path, ours: Ran) -> Iterator[Ran]:
    """The peers that run here and find what we find; of the others it is said why they are left out."""
    python = peers_python(folder)
    asked = [("DuckDB on words", sys.executable, DUCKDB)]
    asked += [("pandas", python, PANDAS), ("pm4py", python, PM4PY)] if python else []
    for name, interpreter, text in asked:
        one = run(name, [interpreter, "-c", text, str(path)])
        if one and one.gist == ours.gist:
            yield one
        elif one:
            print(f"{name} finds {one.gist} where we find {ours.gist}: not compared.", file=sys.stderr)


def peers_python(folder: Path) -> str:
    """The Python of an environment with the peers; empty where they cannot be had, which is said."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = str(folder / "bin" / "python")
    done = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", *PEERS], capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(f"pm4py and pandas cannot be had here, so they are not compared.\n{done.stderr[-500:]}", file=sys.stderr)
        return ""
    return python


def run(name: str, command: list[str]) -> Ran | None:
    """A process alone: its own seconds, and the most memory it held. Nothing for one that fails, which is said.

    What this process holds while it starts another counts in the other's peak, so that the log is drawn in a third.
    """
    print(f"  {name}", file=sys.stderr, flush=True)
    began = time.monotonic()
    process = subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(PROJECT)}
    )
    assert process.stdout is not None  # noqa: S101
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        print(f"{name} ended with {process.returncode}: not compared.", file=sys.stderr)
        return None
    wall = time.monotonic() - began
    return Ran(name, used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, gist_of(json.loads(said)))


def gist_of(said: list[int] | dict) -> list[int]:
    """Cases, events, edges, variants, and the edges' counts and seconds added up."""
    if isinstance(said, list):
        return said
    edges = said["edges"]
    counts, seconds = (sum(edge[name] for edge in edges) for name in ("count", "sum_s"))
    return [said["cases"], said["events"], len(edges), said["variants_in_all"], counts, round(seconds)]


def _table(ran: list[Ran], unit: str) -> list[Figure]:
    words = {"cpu": ("processor", "s"), "wall": ("wall", "s"), "peak_mb": ("peak memory", "MB")}[unit]
    ours = Figure.of(_words(ran[0], words[0]), words[1], [getattr(ran[0], unit)])
    return [ours] + [Figure.of(_words(one, words[0]), words[1], [getattr(one, unit)], against=ours) for one in ran[1:]]


def _words(one: Ran, what: str) -> str:
    return f"map of {one.gist[1]:,} events, {what}: {one.name}"


def invent(path: Path, cases: int, seed: int) -> None:
    """Journeys drawn by chance and written in the order of time, as a journal has them; one next event in twenty is
    tied with the one before. Every draw is a digest of the case's number and the seed."""
    import polars as pl

    def draw(salt: int) -> pl.Expr:
        return (pl.col("case").hash(1_000 * seed + salt) // 2048).cast(pl.Float64) / 2**53

    step, at = pl.col("step"), pl.col("at")
    now = pl.DataFrame({"case": pl.Series(range(cases), dtype=pl.UInt32)}).with_columns(
        length=2 + (draw(1) * 18).floor().cast(pl.Int64),
        step=pl.lit(0, dtype=pl.Int64),
        at=BEGIN + (draw(2) * YEARS).cast(pl.Int64),
    )
    short = round(cases * EVENTS_A_CASE) - int(now["length"].sum())
    now = now.with_columns(pl.when(pl.col("case") < short).then(pl.col("length") + 1).otherwise("length"))
    steps = []
    while now.height:
        steps.append(now.select("case", "step", "at"))
        way, leap, wait = (draw(3 * len(steps) + place) for place in (0, 1, 2))
        usual = pl.when(way < 0.75).then(step + 1).when(way < 0.9).then(step + 2).when(way < 0.96).then(step + 17)
        gap = (-wait.log() * 3_600 * (1 + step)).floor().cast(pl.Int64)
        now = now.filter(pl.col("length") > len(steps)).with_columns(
            step=usual.otherwise((leap * ACTIVITIES).floor()).cast(pl.Int64) % ACTIVITIES,
            at=at + pl.when(wait > 0.95).then(0).otherwise(gap),
        )
    log = pl.concat(steps).sort("at", maintain_order=True)
    case_id = pl.format("case-{}", pl.col("case").cast(pl.String).str.zfill(7))
    time_ = pl.from_epoch(at).cast(pl.Datetime("us", "UTC"))
    log.select(case_id=case_id, activity=pl.format("step {} of the way", step), time=time_).write_parquet(path)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=CASES)
    asked.add_argument("--seed", type=int, default=SEED)
    asked.add_argument("--invent", nargs=3, metavar=("PATH", "CASES", "SEED"), help="Only write the log.")
    given = asked.parse_args()
    if given.invent:
        path, cases, seed = given.invent
        return invent(Path(path), int(cases), int(seed))
    for figure in journey_figures(given.cases, given.seed):
        name, _, median, _, ratio, _ = figure.row(None)
        print(f"{name:66}{median:>16}{ratio:>10}", flush=True)
    return None


if __name__ == "__main__":
    main()
