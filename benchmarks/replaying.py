"""Planted failures handed in again: minutes from held to told, how many late and never, and false alarms a shift.

Part of `run.py`. By itself, `python benchmarks/replaying.py --seed 2016 --seed 7 --days 42`, it takes several seeds.
"""

import argparse
import json
import subprocess
import sys
from typing import Any

from figures import Figure

SEED, DAYS = 2016, 14
GOLDTHREAD = (sys.executable, "-c", "from goldthread.cli import main; main()")


def replay_figures(seed: int = SEED, days: int = DAYS) -> list[Figure]:
    """In a process of its own: a scratch database must come before Django does."""
    command = [*GOLDTHREAD, "replay", str(seed), "--days", str(days), "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if not done.stdout:
        raise RuntimeError("The replay gave no answer; its words are above.")
    return figures_of(json.loads(done.stdout))


def figures_of(told: dict[str, Any]) -> list[Figure]:
    figures, alarms, n = told["summary"], told["alarms"], told["summary"]["expected"]
    minutes = [one["minutes"] for story in told["stories"] for one in story["told"] if one["minutes"] is not None]
    said = f"told {figures['told']} of {n}, late {figures['late']}, never {figures['never']}"
    return [
        Figure.of(f"planted failures: minutes from held to told ({said})", "min", minutes),
        Figure(f"false alarms a shift, whole force ({told['shifts']} shifts)", "", alarms["false"],
               alarms["false_per_shift"], alarms["false_per_shift"]),
        Figure("other alerts a shift, that no story asked for", "", alarms["others"], alarms["others_per_shift"],
               alarms["others_per_shift"]),
    ]  # fmt: skip


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, action="append", help="Again for another force.")
    asked.add_argument("--days", type=int, default=DAYS)
    given = asked.parse_args()
    for seed in given.seed or [SEED]:
        print(f"seed {seed}")
        for figure in replay_figures(seed, given.days):
            name, times, median, worst, _, _ = figure.row(None)
            print(f"  {name:80}{times:>6}{median:>14}{worst:>14}", flush=True)


if __name__ == "__main__":
    main()
