"""`python -m tests.population --seed 1 --records 20000 > people.csv`: an invented population as a file."""

import argparse
import csv
import sys

from tests.population import COLUMNS, TRUTH, TWINS, population


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, required=True)
    asked.add_argument("--records", type=int, required=True)
    asked.add_argument("--twins", type=float, default=TWINS, help="How many times commoner than in life.")
    given = asked.parse_args()
    writer = csv.DictWriter(sys.stdout, [*COLUMNS, *TRUTH], lineterminator="\n")
    writer.writeheader()
    writer.writerows(population(given.seed, given.records, given.twins))


if __name__ == "__main__":
    main()
