"""What a reader may see of improvement by their seats of today, and what bodies decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Prefetch, QuerySet

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.clocks import LONDON
from goldthread.core.refusals import Refusal
from goldthread.improve.effect.measures import measures
from goldthread.improve.governance.bodies import KIND_WORDS, Body, bodies, seen_by_post
from goldthread.improve.governance.models import Citing, Decision, EffectLook
from goldthread.improve.governance.seats import held_seats


@dataclass(frozen=True)
class Sight:
    """What one reader may read of improvement now. `is_suppressed`: small numbers are withheld from them.

    `bodies` are those on which they sit; `meetings_of` and `decisions_of` those whose words they read.
    """

    sees: frozenset[str]
    is_suppressed: bool
    bodies: tuple[str, ...]
    meetings_of: frozenset[str]
    decisions_of: frozenset[str]
    packs_of: frozenset[str]

    @property
    def sees_plans(self) -> bool:
        return "plans" in self.sees

    @property
    def sees_positions(self) -> bool:
        return "positions" in self.sees

    @property
    def sees_evidence(self) -> bool:
        return "evidence" in self.sees

    @property
    def sees_effect(self) -> bool:
        return "effect" in self.sees

    @property
    def sees_findings(self) -> bool:
        return "findings" in self.sees

    @property
    def sees_cases(self) -> bool:
        return "cases" in self.sees

    @property
    def sees_drafts(self) -> bool:
        return "drafts" in self.sees


@dataclass(frozen=True)
class DecisionNow:
    """One decision as it stands today: open, late or done."""

    id: str
    body: str
    body_name: str
    meeting: str
    on: date
    words: str
    about: tuple[str, ...]
    owner: str
    due_on: date
    is_done: bool
    done_on: date | None
    is_late: bool
    kind: str = "other"
    measure: str = ""  # the figure it cites, by its id and in words; empty: none
    cites: str = ""
    boroughs: tuple[str, ...] = ()  # by code; none: the whole force
    look_on: date | None = None
    looked_on: date | None = None
    is_unlooked: bool = False  # the day to look at its effect is past, and nobody has recorded that they did


def decided() -> QuerySet[Decision]:
    """Decisions with what they cite and who looked at their effect: three queries, however many there are."""
    looks = Prefetch("looks", queryset=EffectLook.objects.select_related("by").order_by("at", "pk"))
    citings = Citing.objects.select_related("by").prefetch_related(looks).order_by("version")
    return Decision.objects.prefetch_related(Prefetch("citings", queryset=citings))


def last_cited(one: Decision, at: datetime | None = None) -> Citing | None:
    """What a decision cites as it was said last, or last before an instant; without a query where `decided` read it."""
    found = [citing for citing in one.citings.all() if at is None or citing.at < at]
    return max(found, key=lambda citing: citing.version) if found else None


def sight_of(by: Reader) -> Sight:
    """What the reader sees: what their post shows inside the force, and what each seat of today adds. One query.

    Somebody from outside has small numbers withheld where any body they sit on has it so, and where they sit nowhere.
    """
    own = seen_by_post().get(by.role.id)
    seats = held_seats(by) if by.may("read_governance") else []
    there = bodies(clocks.today())
    at = [(there[one.body], frozenset(one.reads)) for one in seats if one.body in there]
    return Sight(
        sees=frozenset().union(own or (), *(body.sees for body, _ in at)),
        is_suppressed=own is None and (not at or any(body.is_suppressed for body, _ in at)),
        bodies=tuple(body.id for body, _ in at),
        meetings_of=_words_of(at, "meetings"),
        decisions_of=_words_of(at, "decisions"),
        packs_of=frozenset(body.id for body, _ in at if "packs" in body.sees),
    )


def must_see(by: Reader, kind: str) -> Sight:
    """The reader's sight, where it holds a kind (bodies.KINDS); else refused, in the same words by every door."""
    sight = sight_of(by)
    if kind not in sight.sees:
        words = f"Neither your post nor a seat of yours shows this ({KIND_WORDS[kind].lower()})."
        raise Refusal("not_in_sight", words, "Ask the improvement plan lead.")
    return sight


def _words_of(at: Iterable[tuple[Body, frozenset[str]]], kind: str) -> frozenset[str]:
    """The bodies whose words of a kind are read: their own, and those that both the seat and today's profile name."""
    return frozenset(
        name for body, kept in at if kind in body.sees for name in (body.id, *(kept & frozenset(body.reads)))
    )


def decisions(by: Reader, since: datetime, until: datetime, at: datetime | None = None) -> list[DecisionNow]:
    """What the bodies whose decisions the reader sees decided from one instant up to another, the oldest first.

    `at` is a past instant: what was done since is open still. Minutes written since are in it all the same: they say
    what was decided then.
    """
    by.must("read_governance")
    sight = sight_of(by)
    look(by, list="decisions of bodies")
    found = decided().filter(body__in=sight.decisions_of, decided_at__gte=since, decided_at__lt=until)
    return [decision_now(one, at) for one in found.order_by("decided_at", "body", "place")]


def _is_begun(day: date | None, at: datetime) -> bool:
    return day is not None and datetime.combine(day, time(), LONDON) < at


def decision_now(one: Decision, at: datetime | None = None) -> DecisionNow:
    """A decision as it stands today, or stood at a past instant."""
    named, cited = bodies(clocks.today()).get(one.body), last_cited(one, at)
    day = clocks.day_of(at) if at else clocks.today()
    done_on = one.done_on if at is None or _is_begun(one.done_on, at) else None
    looks = [look.at for look in cited.looks.all() if at is None or look.at < at] if cited else []
    return DecisionNow(
        str(one.pk),
        one.body,
        named.name if named else one.body,
        str(one.meeting_id),
        one.decided_at.astimezone(LONDON).date(),
        one.words,
        tuple(one.about),
        one.owner_post,
        one.due_on,
        done_on is not None,
        done_on,
        done_on is None and one.due_on < day,
        cited.kind if cited else "other",
        cited.measure if cited else "",
        words_of_measure(cited.measure) if cited else "",
        tuple(cited.boroughs) if cited else (),
        cited.look_on if cited else None,
        clocks.day_of(min(looks)) if looks else None,
        cited is not None and cited.look_on is not None and not looks and cited.look_on < day,
    )


def unlooked() -> list[tuple[str, date, date]]:
    """Decisions whose effect nobody looked at by the day set: body, day of the decision, that day. No words."""
    rows = db.fetch(
        "SELECT body, decided_at, look_on FROM goldthread_governance_cited() WHERE looked_at IS NULL AND look_on < %s",
        [clocks.today()],
    )
    return [(row["body"], clocks.day_of(row["decided_at"]), row["look_on"]) for row in rows]


def words_of_measure(measure: str) -> str:
    """A figure in words; one that this installation no longer has stands by its id."""
    found = measures().get(measure)
    return found.words if found else measure
