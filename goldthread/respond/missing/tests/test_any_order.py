"""In whatever order Merlin's rows come in, the same goings missing are the same cases with the same times."""

from datetime import datetime
from itertools import permutations

import pytest

from goldthread.core.cases.models import Case
from goldthread.respond.missing.tests.playing import london, step
from goldthread.respond.missing.tests.test_side_by_side import (
    cases_of,
    found_and_back,
    rehearsed,  # noqa: F401 - the fixture
    reported,
    row,
    sent,
    the_week,
)

# Two goings missing of one child, each told twice: as reported, and as found. When Merlin held each, and its row.
TOLD = (
    ("2026-09-07T21:00", 1, "2026-09-07T20:00", ""),
    ("2026-09-08T02:00", 1, "2026-09-07T20:00", "2026-09-08T01:00"),
    ("2026-09-09T19:00", 2, "2026-09-09T18:00", ""),
    ("2026-09-09T23:00", 2, "2026-09-09T18:00", "2026-09-09T22:00"),
)
ORDERS = list(permutations(range(len(TOLD))))


def one_row(number: int, reported: str, found: str) -> dict[str, str]:
    return row(number, "Ada", reported, **({"found_at": london(found).isoformat()} if found else {}))


def found_at(case: Case) -> datetime:
    return datetime.fromisoformat(case.facts["located_on"])


@pytest.mark.parametrize("order", ORDERS[::3], ids=lambda order: "".join(map(str, order)))
def test_they_are_two_cases_each_found_when_it_was(rehearsed, order):  # noqa: F811
    for minute, place in enumerate(order):
        held, number, reported, found = TOLD[place]
        sent(f"2026-09-10T09:{minute:02}", one_row(number, reported, found), held=held)
    told = {case.external_reference: (case.state, found_at(case)) for case in cases_of(rehearsed["Ada"])}
    assert told == {
        "26MIS00000001": ("located", london("2026-09-08T01:00")),
        "26MIS00000002": ("located", london("2026-09-09T22:00")),
    }
    week = the_week()
    assert (week.reports["matched"], week.reports["second"], week.reports["only_merlin"]) == (2, 0, 0)


@pytest.mark.parametrize("order", ORDERS[1::5], ids=lambda order: "".join(map(str, order)))
def test_the_one_that_was_reported_here_is_ours_and_the_other_is_merlins(rehearsed, order):  # noqa: F811
    case = reported(rehearsed["Ada"], "2026-09-07T20:15")
    step(case, "grade", "2026-09-07T20:30", grade="medium", why="Out after dark.")
    found_and_back(case, "2026-09-08T01:00", "2026-09-08T02:00", "2026-09-08T02:10")
    for minute, place in enumerate(order):
        held, number, at, found = TOLD[place]
        sent(f"2026-09-10T09:{minute:02}", one_row(number, at, found), held=held)
    told = {one.external_reference: one.owned_by for one in cases_of(rehearsed["Ada"])}
    assert told == {"26MIS00000001": "", "26MIS00000002": "Merlin"}
    assert the_week().reports["only_merlin"] == 0
