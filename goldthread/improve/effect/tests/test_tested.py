"""Tests of effect against the journal: every number here was counted by hand from the cases that each test makes."""

from datetime import timedelta

import pytest

from goldthread.audit.reviews.moderating import moderate
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.improve.effect import queries
from goldthread.improve.effect.declared import OURS, read_tests
from goldthread.improve.effect.entered import entered
from goldthread.improve.effect.evaluating import verdict
from goldthread.improve.effect.measures import cases, measures, read
from goldthread.improve.effect.months import moved, words_of
from goldthread.improve.effect.queries import one_tested, read_measure
from goldthread.improve.effect.shapes import NOT_COMPARABLE, UNKNOWN
from goldthread.respond.concern.actions import record_concern
from goldthread.respond.missing.reporting import report_missing
from goldthread.respond.missing.tests.playing import REPORT, back, found, jess, london, report, step
from goldthread.testing import factories as make
from goldthread.testing.audits import graded_apart

__all__ = ["jess"]
NOW = "2026-11-20T12:00"
OCTOBER = (london("2026-10-01T00:00"), london("2026-11-01T00:00"))


def seen(case, at: str) -> None:
    step(case, "see_safe", at, seen_on=london(at).isoformat(), wellbeing="Cold, unhurt.", protection="no")


@pytest.fixture
def three(jess) -> list:
    """Three October reports of one girl: seen after 300 and 100 minutes, and one who is still away."""
    first = report(jess, "2026-10-02T20:00")
    step(first, "take", "2026-10-02T20:10", "missing_unit")
    found(first, "2026-10-03T00:30", "police")
    seen(first, "2026-10-03T01:00")
    back(first, "2026-10-03T02:00")
    second = report(jess, "2026-10-10T20:00")
    step(second, "take", "2026-10-10T20:30", "missing_unit")
    found(second, "2026-10-10T21:30", "family")
    seen(second, "2026-10-10T21:40")
    back(second, "2026-10-10T22:00")
    third = report(jess, "2026-10-31T20:00")
    return [first, second, third]


def test_the_wait_ends_when_an_officer_has_seen_the_child_and_not_when_the_child_is_found(three) -> None:
    with clocks.held_at(london(NOW)):
        waits = read(["held-to-safe"], *OCTOBER)["held-to-safe"].waits
    (one,) = waits.values()
    assert sorted(one.over) == [100, 300]
    assert one.waiting == (20 * 24 * 60 - 8 * 60,)  # from 31 October, 20:00, to 20 November, 12:00
    assert one.never == 0


def test_a_moderators_grade_is_the_one_that_is_read_and_how_many_were_is_said(db) -> None:
    month = (london("2026-11-01T00:00"), london("2026-12-01T00:00"))
    with clocks.held_at(london(NOW)):
        sample = graded_apart("auditor_central", "CRIS 2/26")
        by = make.reader("auditor_central", username="fourth_auditor")
        with database.transaction():
            moderate(by, sample.reference, 1, "inadequate", "Nobody asked her alone.")
    one = read(["below-good:COM"], *month)["below-good:COM"].reading(*month)
    assert (one.count, one.moderated) == (1, 1)


def test_a_named_person_acts_when_somebody_takes_the_case(three) -> None:
    with clocks.held_at(london(NOW)):
        cells = read(["held-to-acted", "held-to-acted-missing", "held-to-acted-concern"], *OCTOBER)
    for name in ("held-to-acted", "held-to-acted-missing"):
        (one,) = cells[name].waits.values()
        assert sorted(one.over) == [10, 30]
    assert cells["held-to-acted-concern"].reading(*OCTOBER).unknown


def test_what_lay_for_seven_weeks_before_anybody_recorded_it_is_counted_from_when_it_was_held(jess) -> None:
    with clocks.held_at(london(NOW)), database.transaction():
        late = report_missing(make.reader("control_room"), jess, occurred_at=london("2026-10-02T20:00"), **REPORT)
        wait = read(["held-to-acted"], *OCTOBER)["held-to-acted"].reading(*OCTOBER)
        assert (wait.of, cases("held-to-acted", "", *OCTOBER, 0, 10)[1][0][0]) == (1, late.pk)
        assert {one.measure_id for one in entered(make.reader("supervisor"), late.reference)} >= {"held-to-acted"}


def test_the_cases_behind_a_wait_are_all_of_them_those_not_over_first(three) -> None:
    with clocks.held_at(london(NOW)):
        total, shown = cases("held-to-safe", "", *OCTOBER, 0, 10)
        assert (total, [one for one, _ in shown]) == (3, [three[2].pk, three[0].pk, three[1].pk])
        assert cases("held-to-safe", "", *OCTOBER, 200, 200) == (3, [])
        assert cases("held-to-safe", "Nowhere", *OCTOBER, 0, 10) == (0, [])


def test_three_children_are_too_few_to_say_and_nothing_that_is_not_held_is_made_up(three) -> None:
    with clocks.held_at(london(NOW)):
        told = {one.number: one for one in queries.tested(make.reader("plan_lead"))}
        one = read_measure(make.reader("plan_lead"), "held-to-safe")
    assert list(told) == list("123456789")
    assert one.too_few
    assert (one.count, one.of, one.waiting) == (2, 3, 1)
    for number in "478":
        assert told[number].verdict == UNKNOWN
        assert told[number].now.value is None
        assert told[number].now.unknown
    assert told["2"].pass_mark == 300
    assert told["2"].adopted_by is None
    assert told["2"].is_passed is None
    assert "PROPOSED" in " ".join(told["2"].sentences)


def test_a_test_without_an_outcome_is_not_known_whatever_its_inputs(three) -> None:
    with clocks.held_at(london(NOW)):
        told = one_tested(make.reader("plan_lead"), "9")
    assert told.inputs
    assert told.verdict == UNKNOWN  # nobody audited; that everybody is accredited would not change it
    assert told.is_passed is None


def test_who_may_not_read_recommendations_reads_no_test_of_them(db) -> None:
    with pytest.raises(Refusal, match="cannot read the recommendations"):
        queries.tested(make.reader("responding_officer"))
    with pytest.raises(NotFound):
        one_tested(make.reader("plan_lead"), "10")
    with pytest.raises(NotValid, match="is no measure"):
        read_measure(make.reader("plan_lead"), "happiness")


def test_a_wait_of_several_kinds_of_work_is_not_compared_where_the_kinds_differ(three, jess) -> None:
    september = (london("2026-09-01T00:00"), london("2026-10-01T00:00"))
    with clocks.held_at(london("2026-09-10T10:00")), database.transaction():
        record_concern(make.reader("responding_officer"), jess, seen="A bruise.")
    with clocks.held_at(london(NOW)):
        cells = read(["held-to-acted", "held-to-safe"], september[0], OCTOBER[1])
    before, now = cells["held-to-acted"].reading(*september), cells["held-to-acted"].reading(*OCTOBER)
    assert (before.terms, now.terms) == ("of concerns", "of missing children")
    assert verdict(before, now, "lower") == NOT_COMPARABLE
    assert cells["held-to-safe"].reading(*OCTOBER).terms == ""


def test_a_time_that_ends_before_it_begins_is_refused(db) -> None:
    with pytest.raises(NotValid, match="no time"):
        queries.tested(make.reader("plan_lead"), OCTOBER[1] + timedelta(days=40), OCTOBER[0])


def test_each_test_names_a_change_for_a_child_and_measures_that_exist() -> None:
    tests = read_tests(OURS)
    assert [one.number for one in tests.tests] == list("123456789")
    for one in tests.tests:
        assert "child" in one.child
        assert one.inputs
        assert one.cannot_know
        for name in filter(None, (one.outcome, one.counter.measure, *one.also)):
            assert name in measures()
        assert not one.outcome or one.outcome != one.counter.measure


def test_months_are_londons() -> None:
    assert moved(london("2026-01-31T23:30"), -1) == london("2025-12-01T00:00")
    assert words_of(*OCTOBER) == "October 2026"
    assert words_of(OCTOBER[0], london("2027-02-01T00:00")) == "October 2026 to January 2027"
