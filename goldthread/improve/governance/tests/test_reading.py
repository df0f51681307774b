"""What a page of governance says: what is late first, nothing of a body that is not the reader's."""

from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.refusals import NotFound
from goldthread.improve.governance import meetings
from goldthread.improve.governance.reading import list_bodies, not_passed_on, open_body, open_meeting, state_of
from goldthread.testing import factories as make
from goldthread.testing.bodies import decided, met, seated

DAY = timedelta(days=1)


@pytest.fixture
def chair(db):
    return seated("chief_officer", "delivery", "chair", days_ago=100)


def _bodies(reader):
    with database.transaction():
        return {one.body.id: one for one in list_bodies(reader)}


def _planned(chair, days_ago):
    at = clocks.now() - days_ago * DAY
    with clocks.held_at(at - DAY), database.transaction():
        return meetings.plan_meeting(chair, "delivery", at)


def test_a_body_that_has_not_met_within_its_interval_shows(chair):
    met(chair, "delivery", days_ago=40)
    assert _bodies(chair)["delivery"].is_overdue
    met(chair, "delivery", days_ago=20)
    assert not _bodies(chair)["delivery"].is_overdue


def test_a_body_that_never_met_shows_once_its_interval_has_gone_by(chair):
    assert _bodies(chair)["delivery"].is_overdue


def test_a_meeting_whose_day_went_by_without_minutes_shows(chair):
    meeting = _planned(chair, 2)
    assert state_of(meeting) == "Not held on its day"
    assert _bodies(chair)["delivery"].not_held == 1


def test_how_late_a_meeting_was_held_is_said(chair):
    meeting = _planned(chair, 4)
    with database.transaction():
        meeting = meetings.hold(chair, meeting.pk, meeting.planned_at + 2 * DAY, "Short.", {})
    assert state_of(meeting) == "Held 2 days late"


def test_the_next_meeting_is_the_nearest_that_is_planned_and_not_called_off(chair):
    with database.transaction():
        near = meetings.plan_meeting(chair, "delivery", clocks.now() + 2 * DAY)
        far = meetings.plan_meeting(chair, "delivery", clocks.now() + 9 * DAY)
        meetings.call_off(chair, near.pk, "The chair is ill.")
    assert _bodies(chair)["delivery"].next_at == far.planned_at


def test_open_and_late_decisions_are_counted(chair):
    meeting = met(chair, "delivery", days_ago=20)
    decided(chair, meeting, due_in=2)
    decided(chair, meeting, due_in=60)
    now = _bodies(chair)["delivery"]
    assert (now.open_decisions, now.late_decisions) == (2, 1)


def test_an_officer_of_the_force_knows_every_body_and_reads_only_their_own(chair):
    found = _bodies(chair)
    assert len(found) == 6
    assert [body for body, one in found.items() if one.is_read] == ["delivery", "diamond", "scrutiny"]


def test_an_outside_member_knows_only_their_own_body(db):
    member = seated("oversight_member", "advisory", "outside")
    assert list(_bodies(member)) == ["advisory"]
    with pytest.raises(NotFound), database.transaction():
        open_body(member, "delivery")


def test_somebody_from_outside_without_a_seat_knows_of_none(db):
    assert _bodies(make.reader("oversight_member")) == {}


def test_an_outside_member_does_not_find_another_bodys_meeting(chair):
    meeting = met(chair, "delivery")
    member = seated("oversight_member", "advisory", "outside")
    with pytest.raises(NotFound), database.transaction():
        open_meeting(member, meeting.pk)


def test_what_is_open_stands_before_what_is_done(chair):
    meeting = met(chair, "delivery", days_ago=20)
    first, _ = decided(chair, meeting, "Done soon.", due_in=5), decided(chair, meeting, "Still open.", due_in=50)
    with database.transaction():
        meetings.done(chair, first.pk, clocks.today(), "Done.")
        _, _, _, told = open_body(chair, "delivery")
    assert [one.words for one in told] == ["Still open.", "Done soon."]


def test_the_route_by_which_learning_has_not_gone_out_is_named(chair):
    meeting = met(chair, "delivery")
    with database.transaction():
        learned = meetings.learn(chair, meeting.pk, "Ask alone.")
        assert not_passed_on(learned) == ["borough commanders", "training and policy"]
        learned = meetings.tell(chair, learned.pk, "boroughs", clocks.today(), "All")
    assert not_passed_on(learned) == ["training and policy"]
