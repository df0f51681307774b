"""What is due at the end of a tour or at a hand-over: MIS-C06.nar, C14.other and C18.interim, by the roster."""

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.clocks.models import Clock
from goldthread.core.organisation.models import DutyShift, Post
from goldthread.respond.missing.tests.playing import found, london, report, step, told_of
from goldthread.testing import factories as make


@pytest.fixture
def nights(jess) -> str:
    """The control room goes at 06:00 and the inspector at 07:00, on the morning that the clocks go back."""
    with clocks.held_at(london("2026-09-02T12:00")):
        make.officer("duty_inspector", "inspector_n")
    with database.as_service():
        DutyShift.objects.all().delete()
        for role, ends in (("control_room", "2026-10-25T06:00"), ("duty_inspector", "2026-10-25T07:00")):
            for post in Post.objects.filter(role=role):
                DutyShift.objects.create(post=post, starts_at=london("2026-10-24T22:00"), ends_at=london(ends))
    return jess


def absent(code: str, at: str):
    case = report(code, f"2026-10-{at}")
    step(case, "grade", f"2026-10-{at}", grade="none", why="With an aunt.", agreed="Her mother rings.",
         latest_time=london("2026-10-25T01:30").isoformat())  # fmt: skip
    return case


def test_no_apparent_risk_is_reviewed_by_the_time_the_inspector_on_duty_goes(nights):
    case = absent(nights, "24T23:00")
    assert [due for due, _ in told_of(case, "MIS-C06.nar")] == [london("2026-10-25T07:00")]


def test_the_authority_is_told_of_a_return_by_the_end_of_the_tour_of_whoever_records_it(nights):
    case = report(nights, "2026-10-24T23:00")
    step(case, "grade", "2026-10-24T23:10", grade="medium", why="Out after dark.")
    found(case, "2026-10-24T23:50", "family")
    assert [due for due, _ in told_of(case, "MIS-C14.other")] == [london("2026-10-25T06:00")]


def test_where_no_roster_says_a_tour_is_eight_elapsed_hours(nights):
    with database.as_service():
        DutyShift.objects.all().delete()
    case = absent(nights, "24T23:00")  # 23:00 BST and eight hours, an hour of them twice: 06:00 GMT
    assert [due for due, _ in told_of(case, "MIS-C06.nar")] == [london("2026-10-25T06:00")]


def test_an_interim_plan_is_due_at_the_end_of_the_tour_in_which_the_pattern_was_made(nights):
    report(nights, "2026-09-04T21:15")
    report(nights, "2026-09-26T23:05")
    report(nights, "2026-10-24T23:00")
    with database.as_service():
        assert Clock.objects.get(rule_id="MIS-C18.interim").due_at == london("2026-10-25T06:00")
