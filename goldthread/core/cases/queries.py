"""Reading cases: one with its timeline, and the queue of an area. Each is a logged look at whom it is about."""

from dataclasses import dataclass
from typing import Any

from goldthread.core import db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area, Move
from goldthread.core.areas.registry import areas
from goldthread.core.cases.actions import case_ids
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import stream_of
from goldthread.core.clocks.models import Clock
from goldthread.core.clocks.queries import clock_as_json, clocks_of, shown
from goldthread.core.journal.queries import timeline
from goldthread.core.people.queries import Identity, identities
from goldthread.core.refusals import NotFound, NotValid

QUEUE_LENGTH = 200


@dataclass
class CaseFile:
    """A case as one reader may see it."""

    case: Case
    area: Area
    person: Identity | None
    events: list[dict[str, Any]]
    moves: tuple[Move, ...]
    look: Look
    clocks: list[dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        state = self.area.state(self.case.state)
        return {
            "reference": self.case.reference,
            "area": self.area.id,
            "state": state.id,
            "state_words": state.words,
            "whose_turn": state.whose_turn,
            "owner": str(self.case.owner) if self.case.owner else None,
            "risk": self.case.risk,
            "borough": self.case.borough.name if self.case.borough else None,
            "opened_at": self.case.opened_at.isoformat(),
            "closed_at": self.case.closed_at.isoformat() if self.case.closed_at else None,
            "person": self.person.as_json() if self.person else None,
            "moves": [move.id for move in self.moves],
            "facts": self.case.facts,
            "checklist": {item: one["answer"] for item, one in self.case.answers.items()},
            "external_reference": self.case.external_reference,
            "last_event_id": self.case.last_event_id,
            "layer": self.look.layer,
            "clocks": [clock_as_json(clock) for clock in self.clocks],
            "timeline": [_event_json(event, self.area) for event in self.events],
        }


def open_case_file(by: Reader, reference: str) -> CaseFile:
    """One case with everything that happened to it, as far as this reader may see."""
    by.must("open_picture")
    case_id, person_id, area_id = case_ids(reference)
    people_seen = [person_id] if person_id else []
    seen = look(by, people=people_seen, case_reference=reference.strip().upper(), work=area_id)
    found = Case.objects.select_related("owner", "borough", "opened_by").filter(pk=case_id).first()
    if found is None:
        raise NotFound("No case has that reference.", "Check the reference.")
    area = areas()[found.area]
    moves = tuple(move for move in area.moves_from(found.state) if by.may(move.permission))
    people = identities([person_id]) if person_id else {}
    person = people.get(person_id) if person_id else None
    stream = stream_of(case_id)
    owner = str(found.owner) if found.owner else None
    running = [shown(clock, owner) for clock in clocks_of([stream])[stream]]
    return CaseFile(found, area, person, timeline(stream), moves, seen, running)


@dataclass
class Queue:
    """An area's open work, oldest first."""

    area: Area
    rows: list[dict[str, Any]]
    total: int

    def as_json(self) -> dict[str, Any]:
        return {"area": self.area.id, "open": self.total, "cases": self.rows}


def open_queue(by: Reader, area_id: str) -> Queue:
    """The open work of one area. One log row names everybody shown; so many queries whatever its length."""
    area = areas().get(area_id)
    if area is None:
        raise NotValid("area", f'"{area_id}" is not an area of work.', f"Areas: {', '.join(areas())}.")
    by.must(area.queue_permission)
    ids = db.fetch("SELECT case_id, person_id FROM goldthread_queue_ids(%s, %s)", [area_id, QUEUE_LENGTH])
    people = {row["case_id"]: row["person_id"] for row in ids}
    look(by, people=sorted({p for p in people.values() if p}), list=f"{area_id} queue")
    cases = Case.objects.filter(pk__in=list(people)).select_related("owner", "borough").order_by("opened_at", "id")
    who = identities([p for p in people.values() if p])
    running = clocks_of(stream_of(case.pk) for case in cases)
    rows = [_queue_row(case, area, who.get(people[case.pk]), running[stream_of(case.pk)]) for case in cases]
    total = db.fetch_one("SELECT count(*) AS n FROM cases_case WHERE area = %s AND closed_at IS NULL", [area_id])["n"]
    return Queue(area, rows, total)


def _queue_row(case: Case, area: Area, person: Identity | None, running: list[Clock]) -> dict[str, Any]:
    owner = str(case.owner) if case.owner else None
    following = next((clock for clock in running if clock.ended_at is None and clock.due_at), None)
    return {
        "next_due": clock_as_json(shown(following, owner)) if following else None,
        "reference": case.reference,
        "state": case.state,
        "state_words": area.state(case.state).words,
        "risk": case.risk,
        "opened_at": case.opened_at.isoformat(),
        "owner": owner,
        "borough": case.borough.name if case.borough else None,
        "person": person.as_json() if person else None,
    }


def _event_json(event: dict[str, Any], area: Area) -> dict[str, Any]:
    return {
        "sentence": area.sentence(event["kind"]),
        "kind": event["kind"],
        "who": event["who"],
        "occurred_at": event["occurred_at"].isoformat(),
        "known_at": event["known_at"].isoformat(),
        "recorded_at": event["recorded_at"].isoformat(),
        "body": event["body"],
        "erased": event["erased_at"] is not None,
        "withheld": event["withheld"],
    }
