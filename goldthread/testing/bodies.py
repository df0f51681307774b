"""Bodies for tests: seats given and meetings held by the steps that a keeper and a secretary take."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from goldthread.audit.reviews.models import Sample
from goldthread.audit.reviews.reviewing import Told, submit_review
from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.cases.models import Case
from goldthread.core.organisation.models import Post
from goldthread.improve.governance import meetings
from goldthread.improve.governance.citing import Cited, look_at_effect
from goldthread.improve.governance.models import Decision, Meeting, Pack, Seat
from goldthread.improve.governance.packs import make_pack
from goldthread.improve.governance.seats import give_seat
from goldthread.testing import factories as make
from goldthread.testing.audits import GIVEN_BY, answers, given_to

LONG = timedelta(days=400)
MINUTES = "Two boroughs told how they hear a child."


def seated(role: str, body: str, kind: str = "member", username: str = "", days_ago: float = 10) -> Reader:
    """A reader of this role who has sat on a body for some days."""
    reader, lead = make.reader(role, username=username), make.reader("plan_lead")
    with db.as_service():
        Post.objects.filter(officer__in=[reader.officer, lead.officer]).update(starts_at=clocks.now() - LONG)
    with clocks.held_at(clocks.now() - timedelta(days=days_ago)), db.transaction():
        assert reader.officer is not None  # noqa: S101 - made a line above
        give_seat(lead, body, reader.officer.username, kind, "Thornmere Police")
    return reader


def keeper(role: str) -> Reader:
    """The role's own officer as secretary of the scrutiny panel, seated once."""
    reader = make.reader(role)
    if Seat.objects.filter(officer=reader.officer, body="scrutiny", ends_at=None).exists():
        return reader
    return seated(role, "scrutiny", "secretary")


def met(by: Reader, body: str, days_ago: float = 5, minutes: str = MINUTES) -> Meeting:
    """A meeting of a body that was planned and held, everybody who sits there present."""
    at = clocks.now() - timedelta(days=days_ago)
    with clocks.held_at(at - timedelta(days=1)), db.transaction():
        meeting = meetings.plan_meeting(by, body, at)
    with clocks.held_at(at + timedelta(hours=2)), db.transaction():
        seats = {str(one.pk): "present" for one in Seat.objects.filter(body=body, ends_at=None)}
        return meetings.hold(by, meeting.pk, at, minutes, seats)


def decided(
    by: Reader, meeting: Meeting, words: str = "Every borough hears the child.", due_in: int = 30,
    cites: Cited = Cited(),  # noqa: B008 - frozen
) -> Decision:  # fmt: skip
    """A decision of a meeting, due in some days from the meeting."""
    held_at = meeting.held_at or clocks.now()
    with clocks.held_at(held_at + timedelta(hours=3)), db.transaction():
        due_on = clocks.day_of(held_at + timedelta(days=due_in))
        return meetings.decide(
            by, meeting.pk, words, owner_post="Borough commanders", due_on=due_on, about=["2.1"], cites=cites
        )


def since_long() -> tuple[datetime, datetime]:
    """A time that holds everything a test made."""
    return clocks.now() - timedelta(days=400), clocks.now() + timedelta(days=1)


def everything_of_a_meeting() -> Meeting:
    """A meeting of the scrutiny panel with all that a meeting can hold; its secretary is the central auditor."""
    by = seated("auditor_central", "scrutiny", "secretary")
    at = clocks.now() - timedelta(days=3)
    with clocks.held_at(at - timedelta(days=1)), db.transaction():
        meeting = meetings.plan_meeting(by, "scrutiny", at)
        meetings.add_item(by, meeting.pk, "free", "What the panel heard.")
    with db.transaction():
        seats = {str(one.pk): "present" for one in Seat.objects.filter(body="scrutiny", ends_at=None)}
        meeting = meetings.hold(by, meeting.pk, at, MINUTES, seats)
    cited = decided(by, meeting, cites=Cited("resource", "held-to-acted"))
    with db.transaction():
        look_at_effect(by, cited.pk, "Too early to say.")
    with db.transaction():
        meetings.learn(by, meeting.pk, "Ask each child alone.")
    a_pack(by, meeting)
    return meeting


def a_pack(by: Reader, meeting: Meeting, **told: Any) -> Pack:
    """A pack of a concern that its maker was given and graded; the newest concern that is open."""
    with db.as_service():
        reference = Case.objects.filter(area="concern", closed_at=None).latest("opened_at").reference
    sample = given_to("auditor_central", [reference])
    with db.transaction():
        submit_review(by, sample.reference, 1, Told(answers(sample), "good"))
    with db.transaction():
        return make_pack(by, meeting.pk, sample.reference, 1, **told)


def graded_for(role: str, reference: str) -> Sample:
    """A sample that this role may read, its one case graded first, and by the role where it is second."""
    sample = given_to(role, [reference])
    for grader in dict.fromkeys((GIVEN_BY[role][1], role)):
        with db.transaction():
            submit_review(make.reader(grader), sample.reference, 1, Told(answers(sample), "good"))
    return sample


def pack_of(by: Reader, meeting_id: str, sample: Sample) -> Pack:
    """A pack of a graded sample's first case."""
    with db.transaction():
        return make_pack(by, UUID(meeting_id), sample.reference, 1)
