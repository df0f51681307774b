"""Invented populations whose truth is known, for measuring LINK: `population(seed=…, records=…)`."""

from collections.abc import Iterator
from random import Random

from tests.population.families import LAST_DAY, Families
from tests.population.reports import Report, Reports
from tests.population.writing import Scribe

COLUMNS = (
    "record_id", "system", "event_id", "role", "forename", "middle", "surname", "alias", "dob", "sex", "address",
    "postcode", "borough", "phone", "pnc_id", "nhs_no", "social_care_id", "record_date",
)  # fmt: skip
# What only measures may see: who it is, whose names, whose household, and which twins.
TRUTH = ("truth", "group", "household", "twinset")
TWINS = 4.0
# What a system that files one person at a time needs no number for.
UNNUMBERED = ("custody", "offender_register")


def population(seed: int, records: int, twins: float = TWINS) -> Iterator[dict[str, str]]:
    """So many records by their dates, each a row of `COLUMNS` and `TRUTH`. The same seed gives the same rows.

    `twins` is how many times commoner than in life twins are, so that their false merges can be measured.
    """
    rows = _rows(Random(seed), records, twins)  # noqa: S311 - to be the same again is the point
    rows.sort(key=lambda row: row["record_date"])
    for number, row in enumerate(rows, start=1):
        row["record_id"] = f"R{number:07d}"
        yield row


def _rows(chance: Random, records: int, twins: float) -> list[dict[str, str]]:
    reports, rows, events = Reports(chance), list[dict[str, str]](), 0
    for household in Families(chance, twins).households():
        for report in reports.of(household):
            events += 1
            rows += _written(report, events, chance)
            if len(rows) >= records:
                return rows[:records]
    raise AssertionError("There is no last household.")


def _written(report: Report, number: int, chance: Random) -> Iterator[dict[str, str]]:
    scribe = Scribe(report.system, report.day, chance)
    is_unnumbered = len(report.named) == 1 and report.system.code in UNNUMBERED
    for one, role in report.named:
        yield {
            "record_id": "",
            "system": report.system.code,
            "event_id": "" if is_unnumbered else f"E{number:07d}",
            "role": role,
            **scribe.write(one, role),
            "record_date": min(report.day, LAST_DAY).isoformat(),
            "truth": one.truth,
            "group": one.community.code,
            "household": one.household.code,
            "twinset": one.twinset,
        }
