"""Clocks of a grade: always from receipt, and a regrade upwards takes the sooner due time (3.2 of the domain file)."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from goldthread.core.clocks.facts import FactsTurn, climbed, rungs_of
from goldthread.core.clocks.instants import Moment
from goldthread.core.clocks.runs import Happening
from goldthread.core.standards.book import Book
from goldthread.core.standards.profiles import read_profile
from goldthread.respond.concern.area import GRADE

BOOK = Book(read_profile("met"), ())
RECEIVED = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)  # a Monday
CLOCKS = {"red": "mash.red", "amber": "mash.amber", "green": "mash.green", "blue": "mash.blue"}


def hours(number: float) -> datetime:
    return RECEIVED + timedelta(hours=number)


def happened(key: str, at: datetime, ref: int) -> Happening:
    return Happening(key, Moment.of(at), at, ref)


def graded(*turns: tuple[float, str], ended: tuple[str, float] | None = None):
    """The runs of every grade's clock, for a notification received at ten and graded so at these hours after."""
    told = [happened("received_ppd_at", RECEIVED, 1)]
    if ended:
        told.append(happened(ended[0], hours(ended[1]), 99))
    given_grades = [
        FactsTurn(place, Moment.of(hours(at)), hours(at), {"grade": grade})
        for place, (at, grade) in enumerate(turns, start=2)
    ]
    rungs = [
        rung for grade, rule in CLOCKS.items() for rung in rungs_of(BOOK, rule, told, given_grades, ("grade", (grade,)))
    ]
    runs = climbed(BOOK, rungs, lambda fact, value, than: GRADE.is_graver(value, than))
    return [(run.in_force.rule.id, run.reckoned.due_at, run.how) for run in runs]


def test_before_it_is_graded_no_grades_clock_runs():
    assert graded() == []


def test_a_grade_counts_from_receipt_and_not_from_the_grading():
    assert graded((3, "red")) == [("mash.red", hours(4), "")]


def test_a_regrade_upwards_counts_the_graver_time_from_receipt():
    assert graded((1, "amber"), (2, "red")) == [("mash.amber", hours(24), "superseded"), ("mash.red", hours(4), "")]


def test_a_regrade_downwards_gives_the_longer_time_from_receipt():
    friday = datetime(2026, 11, 6, 0, 0, tzinfo=UTC)  # three working days after Monday: the end of Thursday
    assert graded((1, "red"), (2, "green")) == [("mash.red", hours(4), "superseded"), ("mash.green", friday, "")]


def test_back_and_forth_the_same_grade_runs_again_from_receipt():
    assert graded((1, "amber"), (2, "red"), (3, "amber"))[-1] == ("mash.amber", hours(24), "")


def test_a_decision_ends_the_clock_that_runs():
    assert graded((1, "amber"), (2, "red"), ended=("decided_at", 3))[-1] == ("mash.red", hours(4), "stopped")


@given(some.lists(some.sampled_from([*CLOCKS]), min_size=1, max_size=6))
def test_however_it_is_regraded_one_clock_is_open_and_a_graver_grade_never_has_more_time(grades):
    runs = graded(*((place / 100, grade) for place, grade in enumerate(grades, start=1)))
    open_runs = [run for run in runs if not run[2]]
    assert [run[0] for run in open_runs] == [CLOCKS[grades[-1]]]
    for before, after in pairwise(runs):
        old, new = before[0].partition(".")[2], after[0].partition(".")[2]
        if GRADE.is_graver(new, old):
            assert after[1] <= before[1]
