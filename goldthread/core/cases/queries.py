"""Reading one case with its timeline: a logged look at whom it is about."""

from dataclasses import dataclass
from typing import Any

from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area, Move
from goldthread.core.areas.moves import is_open
from goldthread.core.areas.registry import areas
from goldthread.core.cases.actions import case_ids
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import stream_of
from goldthread.core.clocks.book import book
from goldthread.core.clocks.queries import clock_as_json, clocks_of, shown
from goldthread.core.journal.queries import timeline
from goldthread.core.people.queries import Identity, identities
from goldthread.core.refusals import NotFound


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
            "review": review_of(self.case),
            "external_reference": self.case.external_reference,
            "last_event_id": self.case.last_event_id,
            "layer": self.look.layer,
            "clocks": [clock_as_json(clock) for clock in self.clocks],
            "timeline": [event_as_json(event, self.area) for event in self.events],
        }


def open_case_file(by: Reader, reference: str) -> CaseFile:
    """One case with everything that happened to it, as far as this reader may see."""
    by.must("open_picture")
    case_id, person_id, area_id = case_ids(reference)
    people_seen = [person_id] if person_id else []
    seen = look(by, people=people_seen, case_reference=reference.strip().upper(), work=area_id)
    found = (
        Case.objects.select_related("owner", "borough", "opened_by", "offered_to", "reviewed_by")
        .filter(pk=case_id)
        .first()
    )
    if found is None:
        raise NotFound("No case has that reference.", "Check the reference.")
    area = areas()[found.area]
    steps = () if found.owned_by else area.moves_from(found.state)  # what another system owns is moved there
    moves = tuple(one for one in steps if is_open(one, found.facts) and by.may(one.permission))
    people = identities([person_id]) if person_id else {}
    person = people.get(person_id) if person_id else None
    stream = stream_of(case_id)
    owner = str(found.owner) if found.owner else None
    here = book()
    running = [shown(clock, owner, here=here) for clock in clocks_of([stream])[stream]]
    return CaseFile(found, area, person, timeline(stream), moves, seen, running)


def review_of(case: Case) -> dict[str, Any] | None:
    """The last review of a case: by whom, when, what came of it, and what it still asks; None: never reviewed."""
    if case.reviewed_at is None:
        return None
    return {
        "by": str(case.reviewed_by),
        "at": case.reviewed_at.isoformat(),
        "verdict": case.review_verdict,
        "next_on": case.next_review_on.isoformat() if case.next_review_on else None,
        "asks_since": case.instructed_at.isoformat() if case.instructed_at else None,
        "do_by": case.do_by.isoformat() if case.do_by else None,
    }


def event_as_json(event: dict[str, Any], area: Area) -> dict[str, Any]:
    """One event of a timeline in an answer."""
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
