"""How far a point may come, what each move needs, and that a recommendation is no further than its slowest point."""

import itertools

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.refusals import NotValid, Refusal
from goldthread.improve.plans import actions, shown
from goldthread.improve.plans.models import StageTaken
from goldthread.improve.plans.stages import GONE, MOVES, ORDER, after_letter, slowest
from goldthread.improve.plans.tests.plans_help import action, letter, moved, promise, register, report, stands
from goldthread.improve.recommendations.stages import STAGES
from goldthread.testing import factories as make


@given(st.lists(st.sampled_from(ORDER), min_size=1), st.lists(st.sampled_from(GONE)))
def test_a_recommendation_is_never_further_than_its_slowest_point(live, gone):
    whole = slowest([*gone, *live])
    assert all(ORDER.index(whole) <= ORDER.index(each) for each in live)


def test_no_path_of_moves_reaches_closed_or_returned_without_a_letter():
    reached = {"imported"}
    for _ in MOVES:
        reached |= {move.to for move in MOVES.values() if set(move.start) & reached}
    assert reached == set(STAGES) - {"closed", "returned"}


@pytest.mark.parametrize(("says", "stage", "after"), [
    ("closed", "in_progress", "closed"),
    ("returned", "under_review", "returned"),
    ("progressed", "under_review", "in_progress"),
    ("progressed", "closed", "in_progress"),
    ("progressed", "planned", "planned"),
])  # fmt: skip
def test_a_letter_decides_whatever_stood_here(says, stage, after):
    assert after_letter(says, stage) == after


def test_every_stage_has_words_and_a_place_in_the_order():
    assert set(ORDER) | set(GONE) == set(STAGES)


def test_a_point_is_planned_only_with_an_objective_a_post_and_a_dated_action(db):
    one = register()["2"]
    moved(one, "accept")
    with pytest.raises(NotValid, match="no objective"):
        moved(one, "plan")
    promise(one)
    with pytest.raises(NotValid, match=r"Point 2\.1 has no action"):
        moved(one, "plan")
    action((one, 1), (one, 2))
    assert moved(one, "plan") == "planned"


def test_action_is_complete_only_when_each_is_done_or_dropped(db):
    one = register()["2"]
    promise(one)
    first, second = action((one, 1)), action((one, 1), (one, 2))
    report(first, "in_progress")
    report(second, "in_progress")
    moved(one, "accept", "plan", "start")
    report(first, "done")
    with pytest.raises(NotValid, match=r"Point 2\.1 has actions that are not done"):
        moved(one, "complete")
    report(second, "done")
    assert moved(one, "complete") == "action_complete"


def test_an_action_added_afterwards_takes_its_point_back_to_work(db):
    one = complete(register()["3"])
    assert stands(one).stage == "action_complete"
    action((one, 0))
    assert stands(one).stage == "in_progress"


def test_effect_is_never_typed_in(db, monkeypatch):
    one = complete(register()["3"])
    moved(one, "test")
    with pytest.raises(NotValid, match="has not passed its test twice"):
        moved(one, "show")
    today = clocks.today()
    days = [today.replace(year=today.year - 1), today]
    monkeypatch.setattr(shown, "_readers", [lambda recommendation: days if recommendation == one else []])
    assert moved(one, "show") == "effect_shown"


def test_two_passes_in_one_month_show_nothing(db, monkeypatch):
    one = complete(register()["3"])
    monkeypatch.setattr(shown, "_readers", [lambda _: [clocks.today(), clocks.today()]])
    with pytest.raises(NotValid):
        moved(one, "test", "show")


def test_the_table_itself_closes_nothing_without_a_letter(db):
    one = register()["3"]
    lead = make.reader("plan_lead").officer
    with pytest.raises(IntegrityError, match="plans_only_a_letter_closes"), database.transaction():
        StageTaken.objects.create(recommendation_id=one, place=0, stage="closed", at=clocks.now(), by=lead)


def test_a_letter_closes_and_a_later_one_opens_again_and_both_stay(db):
    one = register()["2"]
    letter({(one, 0): "closed"})
    assert stands(one).stage == "closed"
    assert stands(one).closed_by_letter.reference == "HMI/1"
    letter({(one, 2): "returned"}, "HMI/2")
    now = stands(one)
    assert (now.stage, now.closed_by_letter) == ("returned", None)
    assert [each.reference for each in now.letters] == ["HMI/1", "HMI/2"]


def test_a_point_is_moved_by_itself_and_the_whole_waits_for_it(db):
    one = register()["2"]
    promise(one)
    action((one, 1))
    assert moved(one, "accept") == "accepted"
    assert moved(one, "plan", places=(1,)) == "accepted"
    assert [point.stage for point in stands(one).points] == ["planned", "accepted"]


def test_a_recommendation_without_bullets_is_split_by_hand_and_its_points_go_on_from_where_it_stood(db):
    one = register()["1"]
    before = clocks.now()
    moved(one, "accept")
    with database.transaction():
        actions.split(make.reader("plan_lead"), one, ["Name one chief officer.", "Say who that is."])
    assert [(point.place, point.stage) for point in stands(one).points] == [(1, "accepted"), (2, "accepted")]
    assert [point.place for point in stands(one, before).points] == [0]


def test_what_waits_in_a_ring_is_refused(db):
    ids = register()
    pairs = list(itertools.pairwise([ids["1"], ids["2"], ids["3"], ids["1"]]))
    for one, needs in pairs[:2]:
        with database.transaction():
            actions.depend(make.reader("plan_lead"), one, needs, why="It builds on it.")
    with pytest.raises(NotValid, match="waits for"), database.transaction():
        actions.depend(make.reader("plan_lead"), *pairs[2], why="It builds on it.")
    assert stands(ids["1"]).waits_for == ("2",)


def test_only_who_keeps_the_plans_moves_anything(db):
    one = register()["1"]
    with pytest.raises(Refusal, match="cannot change the plans"), database.transaction():
        actions.move(make.reader("chief_officer"), one, "accept")


def complete(one: int) -> int:
    """A recommendation without points whose one action is done."""
    promise(one)
    reference = action((one, 0))
    report(reference, "done")
    moved(one, "accept", "plan", "start", "complete")
    return one
