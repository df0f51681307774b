"""Actions: whose post answers, dates that move, what was said before; the two plans beside each other."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.improve.plans import queries, working
from goldthread.improve.plans.tests.plans_help import action, lead, promise, register, report, stands
from goldthread.testing import factories as make


def alter(reference: str, days: int, **changes) -> None:
    told = working.Told("Train all.", "missing", "force", "training_lead", clocks.today() + timedelta(days=days))
    with database.transaction():
        working.alter_action(lead(), reference, told, **changes)


def test_a_later_day_needs_a_reason_and_the_day_first_promised_stays(db):
    reference = action((register()["2"], 1))
    with pytest.raises(NotValid, match="A later day needs a reason"):
        alter(reference, 40)
    alter(reference, 40, reason="The trainer is ill.")
    with database.transaction():
        standing, versions = queries.action_standing(lead(), reference)
    assert standing.due_on - standing.first_due_on == timedelta(days=10)
    assert [row.reason for row in versions] == ["The trainer is ill.", ""]


def test_an_earlier_day_needs_none(db):
    alter(action((register()["2"], 1)), 20)


def test_the_post_that_answers_reports_and_alters_nothing_else(db):
    reference = action((register()["2"], 1))
    report(reference, "done", by=make.reader("training_lead"))
    with pytest.raises(Refusal, match="Another post answers"):
        report(reference, "in_progress", by=make.reader("borough_commander"))
    with pytest.raises(Refusal, match="drops an action"):
        report(reference, "dropped", by=make.reader("training_lead"), reason="No.")
    with pytest.raises(Refusal, match="cannot change the plans"), database.transaction():
        working.add_action(make.reader("training_lead"), working.Told("x", "missing", "force", "x", clocks.today()))


def test_an_action_is_done_on_a_day_that_has_come(db):
    with pytest.raises(NotValid, match="still to come"):
        report(action(), "done", done_on=clocks.today() + timedelta(days=1))


def test_dropping_needs_a_reason(db):
    with pytest.raises(NotValid, match="why it is dropped"):
        report(action(), "dropped")


def test_whoever_read_an_older_version_overwrites_nothing(db):
    reference = action()
    report(reference, "in_progress")
    with pytest.raises(Clash, match="altered"):
        report(reference, "done", version=1)


def test_what_was_said_is_never_said_otherwise_afterwards(db):
    action()
    with pytest.raises(ProgrammingError, match="permission denied"), database.transaction():
        database.run("UPDATE plans_actionversion SET due_on = due_on + 1")


def test_a_past_instant_is_told_as_it_stood(db):
    with clocks.held_at(clocks.now() - timedelta(days=9)):
        one = register()["2"]
        reference = action((one, 1))
    before = clocks.now() - timedelta(days=1)
    report(reference, "done")
    assert [each.state for each in stands(one).actions] == ["done"]
    assert [each.state for each in stands(one, before).actions] == ["planned"]


def test_the_same_work_in_both_plans_and_a_point_without_an_action_are_said(db):
    one = register()["2"]
    promise(one)
    action((one, 1), plan="missing")
    action((one, 1), plan="child_protection", due_on=clocks.today() + timedelta(days=60))
    assert set(stands(one).notes) >= {
        "No action serves point 2.2.",
        "Both plans act on point 2.1: A-001, A-002.",
        "A-001 and A-002 say the same: do it once. Their dates differ.",
    }


def test_the_queries_do_not_grow_with_the_recommendations(db, django_assert_max_num_queries):
    register()
    with database.transaction(), django_assert_max_num_queries(20):
        assert len(queries.standing(lead())) == 3
