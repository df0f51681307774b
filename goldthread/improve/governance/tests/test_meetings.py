"""A meeting is planned, held, minuted and followed: each step by chair or secretary, each fact kept."""

from datetime import timedelta
from uuid import uuid4

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.improve.governance import meetings
from goldthread.improve.governance.models import Attendance, Meeting
from goldthread.improve.governance.queries import decisions
from goldthread.testing import factories as make
from goldthread.testing.bodies import decided, met, seated, since_long

DAY = timedelta(days=1)


@pytest.fixture
def chair(db):
    return seated("chief_officer", "delivery", "chair")


def _refused(field: str, step, *told, **named):
    with pytest.raises(NotValid) as refused, database.transaction():
        step(*told, **named)
    assert refused.value.field == field


def test_the_day_a_meeting_was_planned_for_stays_beside_the_day_it_was_held(chair):
    planned_at = clocks.now() - 5 * DAY
    with clocks.held_at(planned_at - DAY), database.transaction():
        meeting = meetings.plan_meeting(chair, "delivery", planned_at)
    with database.transaction():
        meeting = meetings.hold(chair, meeting.pk, planned_at + 2 * DAY, "Held two days late.", {})
    assert (meeting.planned_at, meeting.held_at) == (planned_at, planned_at + 2 * DAY)


def test_whoever_is_not_named_as_present_did_not_come(chair):
    seat = seated("plan_lead", "delivery", "member")
    with clocks.held_at(clocks.now() - 2 * DAY), database.transaction():
        meeting = meetings.plan_meeting(chair, "delivery", clocks.now())
    with database.transaction():
        meetings.hold(chair, meeting.pk, clocks.now() - DAY, "Short.", {})
        came = {one.seat.officer_id: one.how for one in Attendance.objects.select_related("seat")}
    assert came == {chair.officer.pk: "absent", seat.officer.pk: "absent"}


def test_a_member_does_not_write_the_minutes(chair):
    member = seated("plan_lead", "delivery", "member")
    with pytest.raises(Refusal) as refused, database.transaction():
        meetings.plan_meeting(member, "delivery", clocks.now())
    assert refused.value.code == "not_secretary"


def test_whoever_sits_elsewhere_does_not_find_the_meeting(chair):
    meeting = met(chair, "delivery")
    other = seated("oversight_member", "advisory", "secretary")
    with pytest.raises(NotFound), database.transaction():
        meetings.decide(other, meeting.pk, "Ours.", owner_post="Chair", due_on=clocks.today())


def test_a_body_that_reads_another_does_not_write_there(chair):
    meeting = met(chair, "delivery")
    other = seated("training_lead", "diamond", "secretary")
    with database.transaction():
        look(other)
        assert Meeting.objects.filter(pk=meeting.pk).exists()
    with pytest.raises(NotFound), database.transaction():
        meetings.call_off(other, meeting.pk, "Not ours.")


def test_what_is_sent_twice_stands_once_and_says_so(chair):
    """A double press, or the same typed again: the second is told that it stands already."""
    meeting, at = met(chair, "delivery"), clocks.now() + DAY
    with database.transaction():
        coming = meetings.plan_meeting(chair, "delivery", at)
    steps = {
        "decisions": lambda: meetings.decide(
            chair, meeting.pk, "Two more.", owner_post="Chair", due_on=clocks.today() + DAY
        ),
        "learned": lambda: meetings.learn(chair, meeting.pk, "Look at the bus."),
        "agenda": lambda: meetings.add_item(chair, coming.pk, "free", "The bus."),
    }
    for step in steps.values():
        with database.transaction():
            step()
    for step in (*steps.values(), lambda: meetings.plan_meeting(chair, "delivery", at)):
        with pytest.raises(Clash, match="already"), database.transaction():
            step()
    with database.transaction():
        look(chair)
        told = [Meeting.objects.get(pk=one.pk) for one in (meeting, coming)]
        assert [told[0].decisions.count(), told[0].learned.count(), told[1].agenda.count()] == [1, 1, 1]
        assert Meeting.objects.filter(body="delivery").count() == 2
        meetings.call_off(chair, coming.pk, "The chair is ill.")
    with database.transaction():
        meetings.plan_meeting(chair, "delivery", at)


def test_minutes_are_written_once(chair):
    meeting = met(chair, "delivery")
    with pytest.raises(Clash), database.transaction():
        meetings.hold(chair, meeting.pk, clocks.now(), "Again.", {})


def test_a_meeting_called_off_keeps_its_reason_and_takes_no_decision(chair):
    with database.transaction():
        meeting = meetings.plan_meeting(chair, "delivery", clocks.now() + DAY)
        meeting = meetings.call_off(chair, meeting.pk, "The chair is at a court.")
    assert meeting.why == "The chair is at a court."
    with pytest.raises(Clash), database.transaction():
        meetings.add_item(chair, meeting.pk, "free", "Anything.")


def test_a_decision_is_open_then_late_then_done(chair):
    decision = decided(chair, met(chair, "delivery"), due_in=2)
    with database.transaction():
        (late,) = decisions(chair, *since_long())
    assert (late.is_late, late.is_done, late.about, late.owner) == (True, False, ("2.1",), "Borough commanders")
    with database.transaction():
        meetings.done(chair, decision.pk, clocks.today(), "Each borough wrote back.")
        (over,) = decisions(chair, *since_long())
    assert (over.is_late, over.is_done, over.done_on) == (False, True, clocks.today())
    with pytest.raises(Clash), database.transaction():
        meetings.done(chair, decision.pk, clocks.today(), "Again.")


def test_what_was_decided_outside_the_time_asked_for_is_not_told(chair):
    decided(chair, met(chair, "delivery"))
    with database.transaction():
        assert decisions(chair, clocks.now() - DAY, clocks.now()) == []


def test_what_was_learned_has_two_routes_each_recorded_once(chair):
    meeting = met(chair, "delivery")
    with database.transaction():
        learned = meetings.learn(chair, meeting.pk, "Ask each child alone.")
        told = meetings.tell(chair, learned.pk, "boroughs", clocks.today(), "All four commanders")
    assert (told.boroughs_told_on, told.training_told_on) == (clocks.today(), None)
    with pytest.raises(Clash), database.transaction():
        meetings.tell(chair, learned.pk, "boroughs", clocks.today(), "Again")


def test_each_step_is_in_the_journal_by_code_and_never_by_its_words(chair):
    decided(chair, met(chair, "delivery", minutes="Words of the minutes."), "Words decided.")
    with database.as_service():
        rows = database.fetch("SELECT kind, facts::text AS facts FROM journal_event WHERE stream = 'body:delivery'")
        kinds = [row["kind"] for row in rows]
    assert kinds == [
        f"governance.{one}" for one in ("seat.given", "meeting.planned", "meeting.held", "decision.written")
    ]
    assert "Words" not in str(rows)


def test_what_cannot_be_is_refused_by_field(chair):
    meeting = met(chair, "delivery")
    with database.transaction():
        planned = meetings.plan_meeting(chair, "delivery", clocks.now() + DAY)
    owner, today = {"owner_post": "Chair"}, clocks.today()
    _refused("planned_at", meetings.plan_meeting, chair, "delivery", clocks.now().replace(tzinfo=None))
    _refused("held_at", meetings.hold, chair, planned.pk, clocks.now() + DAY, "Soon.", {})
    _refused("minutes", meetings.hold, chair, planned.pk, clocks.now(), " ", {})
    _refused("came", meetings.hold, chair, planned.pk, clocks.now(), "Short.", {str(uuid4()): "present"})
    _refused("kind", meetings.add_item, chair, planned.pk, "song", "One.")
    _refused("about", meetings.add_item, chair, planned.pk, "recommendation", "One.")
    _refused("meeting", meetings.decide, chair, planned.pk, "Early.", due_on=today, **owner)
    _refused("due_on", meetings.decide, chair, meeting.pk, "Past.", due_on=today - 30 * DAY, **owner)
    _refused("about", meetings.decide, chair, meeting.pk, "Long.", due_on=today, about=["2" * 30], **owner)
    _refused("route", meetings.tell, chair, uuid4(), "post", today, "All")
    _refused("words", meetings.learn, chair, meeting.pk, "x" * 9_000)


def test_a_service_keeps_no_body(db):
    from goldthread.core.access.reader import service_reader

    with pytest.raises(Refusal), database.transaction():
        meetings.done(service_reader("linker", "job", "linking"), uuid4(), clocks.today(), "Done.")


def test_a_decision_there_is_not_is_not_found(chair):
    with pytest.raises(NotFound), database.transaction():
        meetings.done(chair, uuid4(), clocks.today(), "Done.")
    with pytest.raises(NotFound), database.transaction():
        meetings.tell(make.reader("chief_officer"), uuid4(), "training", clocks.today(), "All")
