"""Silence is a finding: which points are silent, what breaks it, and that each silence is told once."""

from datetime import date, timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert
from goldthread.improve.governance import meetings
from goldthread.improve.governance.citing import Cited, look_at_effect
from goldthread.improve.governance.queries import unlooked
from goldthread.improve.plans import actions, silence
from goldthread.improve.plans.tests.plans_help import action, lead, letter, promise, register, stands
from goldthread.improve.recommendations.tests.register_help import TEXT, confirmed
from goldthread.testing.bodies import decided, met, seated


@pytest.fixture
def old(db):
    """Recommendation 2, its points 1 and 2, held since noon 40 days ago: the hour of a run decides nothing."""
    with clocks.held_at(clocks.now().replace(hour=12) - timedelta(days=40)):
        one = register()["2"]
        promise(one)
    return one


def quiet(one: int) -> list[int | None]:
    return [point.silent_days for point in stands(one).points]


def test_a_point_on_which_nothing_is_said_for_28_days_is_silent_and_the_whole_says_nothing_for_it(old):
    with database.transaction():
        actions.say_position(lead(), old, "All is well on the whole.")
    assert quiet(old) == [40, 40]
    with clocks.held_at(clocks.now() - timedelta(days=13)):
        assert quiet(old) == [None, None]


@pytest.mark.parametrize("says", [
    lambda one: actions.say_position(lead(), one, "Teams are trained.", [1]),
    lambda one: action((one, 1)),
    lambda one: actions.move(lead(), one, "accept", [1]),
])  # fmt: skip
def test_a_position_an_action_and_a_move_break_the_silence_of_the_points_they_name_only(old, says):
    with database.transaction():
        says(old)
    assert quiet(old) == [None, 40]


def test_a_decision_of_a_body_breaks_the_silence_of_the_point_it_names_and_is_named_as_no_progress(old):
    chair = seated("chief_officer", "delivery", "chair", days_ago=30)
    meeting = met(chair, "delivery")
    with database.transaction():
        meetings.decide(chair, meeting.pk, "All of it.", owner_post="Chair", due_on=clocks.today(), about=["2"])
    assert quiet(old) == [40, 40]  # of the whole alone it says nothing of a point
    decided(chair, meeting)
    first, second = stands(old).points
    assert (first.silent_days, first.decided_by) == (None, "Child protection delivery group")
    assert (second.silent_days, second.decided_by) == (40, "")
    with database.transaction():
        actions.say_position(lead(), old, "Teams are trained.", [1])
    assert stands(old).points[0].decided_by == ""


def test_an_effect_that_nobody_looked_at_by_its_day_is_told_to_the_lead_once(db):
    chair = seated("chief_officer", "delivery", "chair", days_ago=200)
    decision = decided(chair, met(chair, "delivery", days_ago=100), cites=Cited("resource", "held-to-acted"))
    with database.as_service():
        assert (silence.sweep(), silence.sweep()) == (1, 0)
        assert "looked at the effect" in Alert.objects.get(kind=silence.KIND).words
    with database.transaction():
        look_at_effect(chair, decision.pk, "Too few to say.")
    assert unlooked() == []


def test_what_is_closed_is_not_silent(old):
    with clocks.held_at(clocks.now() - timedelta(days=35)):
        letter({(old, 1): "closed"}, on=date(2026, 1, 1))
    assert quiet(old) == [None, 40]


def test_each_silence_is_told_once_to_the_lead_and_to_the_post_that_answers(old):
    with database.as_service():
        assert silence.sweep() > 0
        assert silence.sweep() == 0
        told = set(
            Alert.objects.filter(kind=silence.KIND, words__contains="point 2.1").values_list("to_role", flat=True)
        )
    assert told == {"plan_lead", "missing_unit", "supervisor"}


def test_points_that_two_reports_number_alike_are_each_told(old):
    with clocks.held_at(clocks.now().replace(hour=12) - timedelta(days=40)):
        confirmed(data=TEXT.replace(b"every missing child is graded", b"every child in custody is seen"))
    with database.as_service():
        silence.sweep()
        told = Alert.objects.filter(kind=silence.KIND, words__contains="point 2.1,", to_role="plan_lead")
        assert len({one.words for one in told}) == len(told) == 2


def test_a_new_silence_is_told_again(old):
    with database.as_service():
        silence.sweep()
    with database.transaction():
        actions.say_position(lead(), old, "Teams are trained.", [1, 2])
    with clocks.held_at(clocks.now() + timedelta(days=29)), database.as_service():
        assert silence.sweep() > 0
