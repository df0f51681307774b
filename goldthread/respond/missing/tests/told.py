"""Children of the tests of boards and lists, reported missing by the step that the control room takes."""

from itertools import count
from typing import Any

from goldthread.core import db as database
from goldthread.core.access.reader import Reader
from goldthread.core.cases.models import Case
from goldthread.respond.missing.reporting import report_missing
from goldthread.testing import factories as make

REPORT = {
    "informant_role": "parent",
    "informant": "The mother",
    "channel": "999",
    "missing_from": "home",
    "last_seen_place": "At the bus stop",
    "q_worry": "It is not like her.",
    **dict.fromkeys(
        ("q_out_of_character", "q_previous", "q_medical", "q_medication", "q_disability", "q_victim_crime", "q_hurt",
         "q_cse_now", "q_cce", "q_self_harm", "q_danger_others", "q_abroad"), "no"),
    "care": "none",
}  # fmt: skip


SURNAMES = ("Vale", "Okafor", "Brzezinski", "Lindqvist", "Hargreave", "Demir", "Penhaligon", "Yeo")
_numbers = count(1)


def a_child(forename: str) -> str:
    """The code of a child whom a call named; each with a surname and a birth date of their own."""
    number = next(_numbers)
    surname = SURNAMES[number % len(SURNAMES)]
    born = f"{2009 + number % 8}-{1 + number % 12:02}-{1 + number % 27:02}"
    return make.load_child(f"{number}/01OCT26", forenames=forename, surname=surname, birth_date=born)


def reported(by: Reader, code: str, **told: Any) -> Case:
    with database.transaction():
        return report_missing(by, code, **{**REPORT, **told})
