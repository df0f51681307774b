"""Bodies of the invented force: who sits there, four months of meetings, what was decided, one pack. By the real doors.

Some of it is late on purpose: a meeting held two days late, one that nobody held, decisions past their day, something
learned that reached borough commanders and never the trainers, and an effect that nobody looked at by its day.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from goldthread.audit.reviews.models import Review
from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.organisation.models import Post
from goldthread.improve.governance import citing, meetings, packs, seats
from goldthread.improve.governance.citing import Cited
from goldthread.improve.governance.models import Meeting, Seat

Progress = Callable[[str], None]
DOOR = "command:demo load"
SEATED_FOR, FORCE = timedelta(days=150), "Thornmere Police"
KEEPER = "plan lead"
# Who there is to seat: a name of ours, the role and team of the post, which of them by username.
PEOPLE: dict[str, tuple[str, str, int]] = {
    "chief": ("chief_officer", "", 0),
    KEEPER: ("plan_lead", "", 0),
    "trainer": ("training_lead", "", 0),
    "auditor": ("auditor_central", "", 0),
    "second auditor": ("auditor_central", "", 1),
    "commander": ("borough_commander", "", 0),
    "second commander": ("borough_commander", "", 1),
    "panel": ("panel_member", "", 0),
    "second panel": ("panel_member", "", 1),
    "third panel": ("panel_member", "", 2),
    "advisor": ("oversight_member", "Advisory panel", 0),
    "second advisor": ("oversight_member", "Advisory panel", 1),
    "mayors": ("oversight_member", "Mayor’s office", 0),
    "inspector": ("inspectorate", "", 0),
}
SEATS: tuple[tuple[str, str, str, str], ...] = (
    ("delivery", "chief", "chair", FORCE),
    ("delivery", KEEPER, "secretary", FORCE),
    ("delivery", "trainer", "member", FORCE),
    ("delivery", "auditor", "member", FORCE),
    ("delivery", "commander", "member", FORCE),
    ("diamond", "commander", "chair", FORCE),
    ("diamond", KEEPER, "secretary", FORCE),
    ("diamond", "second commander", "member", FORCE),
    ("scrutiny", "second auditor", "chair", FORCE),
    ("scrutiny", "auditor", "secretary", FORCE),
    ("scrutiny", "trainer", "member", FORCE),
    ("scrutiny", "panel", "outside", "Merrowfield children’s services"),
    ("scrutiny", "second panel", "outside", "Crown prosecutors"),
    ("scrutiny", "third panel", "outside", "A children’s charity"),
    ("advisory", "advisor", "chair", "A children’s charity"),
    ("advisory", KEEPER, "secretary", FORCE),
    ("advisory", "second advisor", "outside", "Thornmere University"),
    ("mayors", "mayors", "secretary", "Mayor’s office"),
    ("mayors", "chief", "member", FORCE),
    ("inspectorate", "inspector", "chair", "Inspectorate"),
    ("inspectorate", KEEPER, "member", FORCE),
)


@dataclass(frozen=True)
class Ruled:
    """A decision: about which recommendations, whose, due so many days after; done so many days after, or not yet."""

    words: str
    about: tuple[str, ...]
    owner: str
    due_in: int
    done_in: int | None = None
    how: str = ""
    cites: Cited = field(default_factory=Cited)
    look_in: int | None = None  # days until its effect is to be looked at, where the body says them
    looked_in: int | None = None
    saw: str = ""


@dataclass(frozen=True)
class Met:
    """A meeting planned for so many days ago and held `late` days after, or, without minutes, not held."""

    body: str
    by: str
    days_ago: int
    minutes: str = ""
    late: int = 0
    agenda: tuple[tuple[str, str, str], ...] = ()
    away: tuple[str, ...] = ()
    ruled: tuple[Ruled, ...] = ()


COMMANDERS, LEAD = "Borough commanders", "Child protection plan lead"
MEETINGS: tuple[Met, ...] = (
    Met("delivery", KEEPER, 112, "Each borough told how concerns are flagged on the day. Two could not say.", agenda=(
        ("recommendation", "3", "Awareness, flags and recording"),), ruled=(
        Ruled("Two more detectives for the night desk in Oxlade.", ("7",),
              COMMANDERS, 21, 20, "Both began on the nineteenth day.", Cited("resource", "held-to-acted", ("Oxlade",)),
              None, 97, "Read after three months, with the other boroughs beside it. We keep the two detectives for a "
              "quarter more and look again: a wait that was long by chance gets shorter by itself."),
        Ruled("Every borough counts the concerns that were flagged on the day.", ("3", "3.2"), COMMANDERS, 28, 24,
              "Four boroughs sent their counts; two are below half."),)),
    Met("diamond", KEEPER, 105, "The two plans both train control room staff: one course is enough.", agenda=(
        ("recommendation", "2", "Children who go missing"),), ruled=(
        Ruled("One course for the control room serves both plans.", ("2.1", "3.1"), "Learning and development lead",
              30, 41, "The course was held, eleven days late."),)),
    Met("scrutiny", "auditor", 98, "Six cases were heard. In four nobody had asked the child alone.", agenda=(
        ("finding", "MIS-08", "Whether the child was heard on return"),), away=("second panel",), ruled=(
        Ruled("Panel members are given the answers a week before.", (), "Detective Superintendent, Quality assurance",
              21, 14, "Packs are numbered and given out by Goldthread."),)),
    Met("mayors", "mayors", 87, "The oversight group asked what children would notice.", agenda=(
        ("recommendation", "1", "Clear oversight"),), ruled=(
        Ruled("The force says for each recommendation what changes for a child.", ("1",), LEAD, 45, 40,
              "A sentence for each stands beside its test of effect."),)),
    Met("advisory", KEEPER, 86, "The panel asked for figures with their uncertainty.", ruled=(
        Ruled("No figure is shown without how many cases are behind it.", ("7",), "Demand analyst", 40, 33, "Done."),)),
    Met("delivery", KEEPER, 84, "Visits to registered offenders: nine are late.", late=2, agenda=(
        ("recommendation", "4", "People who pose a risk"),), ruled=(
        Ruled("Overtime for search teams in Merrowfield at weekends.", ("7", "2"), COMMANDERS, 14, 14,
              "Paid for twelve weekends.", Cited("resource", "held-to-safe", ("Merrowfield",)), look_in=42),
        Ruled("The nine late visits are made.", ("4.2",), "Chief Superintendent, Offender management", 28, 26,
              "All nine were made; one offender had moved."),)),
    Met("inspectorate", "inspector", 63, "The inspectorate will look for silence on flags.", ruled=(
        Ruled("The force writes where each nested point stands.", ("3",), LEAD, 42, 39, "Written."),)),
    Met("delivery", KEEPER, 56, "No unit was silent for two months running.", agenda=(
        ("recommendation", "1", "Clear oversight"), ("recommendation", "9", "Skills audit")), ruled=(
        Ruled("Each specialist unit sends the same figures as a borough.", ("1",), "Heads of specialist units", 28),)),
    Met("scrutiny", "auditor", 39, "Five cases were heard. Two went back at once: a child was at risk.", agenda=(
        ("finding", "MIS-07", "Whether danger at the address was searched"),), ruled=(
        Ruled("What a return interview says is on the trigger plan the next day.", ("2.4",), "Missing persons unit",
              35),)),
    Met("diamond", KEEPER, 48, "Trigger plans: eleven children of twenty have none.", agenda=(
        ("recommendation", "2", "Children who go missing"),), ruled=(
        Ruled("One officer moves from the day desk to return interviews in Alderbrook.", ("7", "2"), COMMANDERS, 20, 18,
              "Moved.", Cited("resource", "missing:MIS-I12-in-time", ("Alderbrook",))),
        Ruled("The eleven children have a trigger plan.", ("2.4",), "Chief Superintendent, Missing children", 28),)),
    Met("delivery", KEEPER, 27, "Effect is read before and after. Missing: too few to say.", agenda=(
        ("recommendation", "2", "Children who go missing"), ("free", "", "What the scrutiny panel learned")),
        away=("trainer",), ruled=(
        Ruled("The measure is read again after forty more cases.", ("2",), "Demand analyst", 60),
        Ruled("Custody sergeants ring the authority at once, and write when.", ("8.3",), "Head of custody", 21),)),
    Met("diamond", KEEPER, 20, agenda=(("recommendation", "2", "Children who go missing"),)),
    Met("scrutiny", "auditor", -4, agenda=(("finding", "MIS-05", "Whether the level of risk was right"),)),
    Met("delivery", KEEPER, -1, agenda=(("recommendation", "5", "Planning and first response"),)),
    Met("mayors", "mayors", -2, agenda=(("recommendation", "2", "Children who go missing"),)),
    Met("advisory", KEEPER, -5),
)  # fmt: skip
# From which meeting of the panel, what, and after how many days each route was told; none: not yet.
LEARNED = (
    (98, "Ask each child alone, and write what the child says in the child’s words.", 6, 12),
    (39, "Search who lives at the address before the car leaves, not after.", 4, None),
)
PACKED = -4  # the pack is put before the meeting to come


def plant_governance(progress: Progress = lambda line: None) -> int:
    """Seats and meetings of all six bodies, once. Returns how many meetings there are."""
    with db.as_service():
        if Seat.objects.exists():
            return 0
        who = _who(clocks.now())
    progress("bodies, seats and meetings")
    _seat(who)
    for one in sorted(MEETINGS, key=lambda met: -met.days_ago):
        _meet(who, one)
    return len(MEETINGS)


def _who(at: datetime) -> dict[str, Reader]:
    """Everybody of PEOPLE who is there: each the officer of that place among those of the role and team."""
    found = {}
    for name, (role, team, place) in PEOPLE.items():
        held = Post.objects.filter(role=role, ends_at=None, **({"team": team} if team else {}))
        posts = list(held.select_related("officer").order_by("officer__username"))
        if len(posts) > place:
            found[name] = reader_for(posts[place].officer, DOOR)
    return found


def _seat(who: Mapping[str, Reader]) -> None:
    with clocks.held_at(clocks.now() - SEATED_FOR):
        for body, name, kind, organisation in SEATS:
            if name in who and (officer := who[name].officer):
                with db.transaction():
                    seats.give_seat(who[KEEPER], body, officer.username, kind, organisation)


def _meet(who: Mapping[str, Reader], one: Met) -> None:
    """One meeting: planned three weeks before, its agenda a week before, its minutes two hours after."""
    if one.by not in who:
        return
    by, now = who[one.by], clocks.now()
    planned_at = _at_two(now - timedelta(days=one.days_ago))
    with clocks.held_at(min(now, planned_at - timedelta(days=21))), db.transaction():
        meeting = meetings.plan_meeting(by, one.body, planned_at)
    with clocks.held_at(min(now, planned_at - timedelta(days=7))):
        for kind, about, words in one.agenda:
            with db.transaction():
                meetings.add_item(by, meeting.pk, kind, words, about)
    if one.days_ago == PACKED and one.body == "scrutiny":
        _pack(by, meeting)
    if one.minutes:
        _minute(who, one, meeting, planned_at + timedelta(days=one.late))


def _minute(who: Mapping[str, Reader], one: Met, meeting: Meeting, held_at: datetime) -> None:
    by = who[one.by]
    away = {who[name].officer for name in one.away if name in who}
    with clocks.held_at(held_at + timedelta(hours=2)):
        seated = seats.seated_at(held_at).filter(body=one.body).select_related("officer")
        came = {str(seat.pk): "apologies" if seat.officer in away else "present" for seat in seated}
        with db.transaction():
            meetings.hold(by, meeting.pk, held_at, one.minutes, came)
        made = [(ruled, _rule(by, meeting, ruled, held_at)) for ruled in one.ruled]
    for ruled, decision in made:
        if ruled.done_in is not None:
            with clocks.held_at(held_at + timedelta(days=ruled.done_in)), db.transaction():
                meetings.done(by, decision.pk, clocks.today(), ruled.how)
        if ruled.looked_in is not None:
            with clocks.held_at(held_at + timedelta(days=ruled.looked_in)), db.transaction():
                citing.look_at_effect(by, decision.pk, ruled.saw)
    if one.body == "scrutiny":
        _learn(by, one, meeting, held_at)


def _rule(by: Reader, meeting: Meeting, ruled: Ruled, held_at: datetime) -> Any:
    due_on = clocks.day_of(held_at + timedelta(days=ruled.due_in))
    with db.transaction():
        return meetings.decide(
            by, meeting.pk, ruled.words, owner_post=ruled.owner, due_on=due_on, about=ruled.about,
            cites=_of_what_is_here(ruled, held_at),
        )  # fmt: skip


def _of_what_is_here(ruled: Ruled, held_at: datetime) -> Cited:
    """What it cites, in the boroughs that this invented force has: of a smaller one, the whole."""
    here = set(citing.boroughs_in_words().values())
    look_on = clocks.day_of(held_at + timedelta(days=ruled.look_in)) if ruled.look_in else None
    return replace(ruled.cites, boroughs=tuple(name for name in ruled.cites.boroughs if name in here), look_on=look_on)


def _learn(by: Reader, one: Met, meeting: Meeting, held_at: datetime) -> None:
    """What the panel learned, by its two routes."""
    for days_ago, words, boroughs, training in LEARNED:
        if days_ago != one.days_ago:
            continue
        with clocks.held_at(held_at + timedelta(hours=3)), db.transaction():
            learned = meetings.learn(by, meeting.pk, words)
        for route, after, whom in (("boroughs", boroughs, "All four commanders"), ("training", training, "Trainers")):
            if after is not None:
                with clocks.held_at(held_at + timedelta(days=after)), db.transaction():
                    meetings.tell(by, learned.pk, route, clocks.today(), whom)


def _pack(by: Reader, meeting: Meeting) -> None:
    """A case of Operation Benson that the auditor graded, held here if there is one, else nothing."""
    with db.as_service():
        graded = Review.objects.filter(which="first", officer=by.officer, sample__programme="benson")
        found = graded.select_related("sample", "sampled").order_by("sampled__case", "-at").first()
    if found:
        with db.transaction():
            packs.make_pack(by, meeting.pk, found.sample.reference, found.sampled.place)


def _at_two(instant: datetime) -> datetime:
    """Two in the afternoon of that day in London, or of the Friday before a weekend."""
    local = instant.astimezone(clocks.LONDON)
    return (local - timedelta(days=max(0, local.weekday() - 4))).replace(hour=14, minute=0, second=0, microsecond=0)
