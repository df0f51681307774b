"""Silence is a finding: which points are silent, what breaks it, and that each silence is told once."""

from datetime import date, timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert
from goldthread.improve.plans import actions, silence
from goldthread.improve.plans.tests.plans_help import action, lead, letter, promise, register, stands


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


def test_a_new_silence_is_told_again(old):
    with database.as_service():
        silence.sweep()
    with database.transaction():
        actions.say_position(lead(), old, "Teams are trained.", [1, 2])
    with clocks.held_at(clocks.now() + timedelta(days=29)), database.as_service():
        assert silence.sweep() > 0
