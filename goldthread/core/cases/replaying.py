"""One case as it was known at an instant, or as it was: folded again from the journal, and nothing told later is in it.

Known at an instant: what Goldthread had recorded by then. As it was at an instant: what had happened by then, whenever
it was written down. The rights are today's, and what was erased since stays erased.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area
from goldthread.core.areas.registry import areas
from goldthread.core.cases import projection as cases
from goldthread.core.cases.actions import case_ids
from goldthread.core.cases.models import Case
from goldthread.core.cases.queries import event_as_json
from goldthread.core.cases.standing import folded
from goldthread.core.clocks.book import book
from goldthread.core.clocks.queries import clock_as_json, in_order, shown
from goldthread.core.journal.models import Event
from goldthread.core.journal.queries import timeline
from goldthread.core.organisation.models import Borough
from goldthread.core.people.as_known import as_known
from goldthread.core.refusals import NotFound, NotValid

KNOWN, WAS = "as_known_at", "as_it_was_at"
TIMES = {KNOWN: "recorded_at", WAS: "occurred_at"}


@dataclass(frozen=True)
class Replay:
    """The case as it stood at `at`: its row, its clocks with their state then, and the events by then, newest first."""

    at: datetime
    time: str
    area: Area
    row: dict[str, Any]
    case: Case  # the row in the shape of the stored one, for a page; it is not stored
    person_id: UUID | None
    owner: str | None
    borough: str | None
    clocks: list[dict[str, Any]]
    events: list[dict[str, Any]]
    reviews: list[dict[str, Any]]
    look: Look

    def as_json(self) -> dict[str, Any]:
        row, state = self.row, self.area.state(self.row["state"])
        return {
            **{name: self.at.isoformat() if self.time == name else None for name in TIMES},
            "reference": row["reference"],
            "area": self.area.id,
            "state": state.id,
            "state_words": state.words,
            "whose_turn": state.whose_turn,
            "owner": self.owner,
            "risk": row["risk"],
            "borough": self.borough,
            "opened_at": row["opened_at"],
            "closed_at": row["closed_at"],
            "is_offered": row["offered_at"] is not None,
            "facts": row["facts"],
            "checklist": {item: one["answer"] for item, one in row["answers"].items()},
            "reviews": self.reviews,
            "external_reference": row["external_reference"],
            "last_event_id": row["last_event_id"],
            "layer": self.look.layer,
            "clocks": [clock_as_json(clock) for clock in self.clocks],
            "timeline": [
                {**event_as_json(event, self.area), "recorded_after_seconds": _gap(event)} for event in self.events
            ],
        }


def replay_case(
    by: Reader,
    wanted: str,
    *,
    as_known_at: datetime | None = None,
    as_it_was_at: datetime | None = None,
    reason: str = "",
) -> Replay:
    """The case under a reference, or its id, at one of two instants; else as known now. It is a look.

    A case that was not known by then is not found.
    """
    by.must("open_picture")
    time, at = _moment(as_known_at, as_it_was_at)
    reference = reference_of(wanted)
    case_id, person_id, area_id = case_ids(reference)
    seen = look(by, people=[person_id] if person_id else [], case_reference=reference, work=area_id, reason=reason,
                as_known_at=at if time == KNOWN else None, as_it_was_at=at if time == WAS else None)  # fmt: skip
    return replayed(case_id, person_id, seen, at, time)


def replayed(case_id: UUID, person_id: UUID | None, seen: Look, at: datetime, time: str = KNOWN) -> Replay:
    """The same under a look that is open already, whose rights decide what is shown."""
    told = list(
        Event.objects.filter(stream=cases.stream_of(case_id), **{f"{TIMES[time]}__lte": at})
        .select_related("officer")
        .order_by("id")
    )
    row, running = folded(told)
    if row is None:
        raise NotFound("No case with that reference was known then.", "Choose a later time.")
    owner = called(row["owner_id"], at)
    here = book()
    return Replay(
        at,
        time,
        areas()[row["area"]],
        row,
        cases.unstored(row),
        person_id,
        owner,
        Borough.objects.filter(pk=row["borough_id"]).values_list("name", flat=True).first(),
        [shown(clock, owner, at, here=here) for clock in in_order(running)],
        timeline(cases.stream_of(case_id), at, TIMES[time]),
        [_review(event) for event in told if event.kind == "case.reviewed"],
        seen,
    )


def reference_of(wanted: str) -> str:
    """The reference of a case by its reference or its id; what is neither is left to be not found."""
    rows = db.fetch("SELECT goldthread_case_reference(%s) AS reference", [wanted.strip()])
    return rows[0]["reference"] or wanted.strip().upper()


def called(officer_id: int | None, at: datetime) -> str | None:
    """An officer's name with the rank held then."""
    if officer_id is None:
        return None
    found = db.fetch_one("SELECT goldthread_called(%s, %s) AS name", [officer_id, at])
    name: str | None = found["name"] if found else None
    return name


def _moment(as_known_at: datetime | None, as_it_was_at: datetime | None) -> tuple[str, datetime]:
    if as_known_at and as_it_was_at:
        raise NotValid(KNOWN, "Known then and as it was then are two questions.", "Enter one of the two.")
    at = as_known(as_known_at or as_it_was_at, "product").moment  # the same refusals as a picture's
    return (WAS if as_it_was_at else KNOWN), at


def _gap(event: dict[str, Any]) -> int:
    """How long after it happened it was recorded; a time agreed upon ahead is not late."""
    return max(0, int((event["recorded_at"] - event["occurred_at"]).total_seconds()))


def _review(event: Event) -> dict[str, Any]:
    sets = event.facts.get("set", {})
    return {"by": called(event.officer_id, event.recorded_at), "at": event.occurred_at.isoformat(),
            "verdict": sets.get("review_verdict", ""), "next_on": sets.get("next_review_on")}  # fmt: skip
