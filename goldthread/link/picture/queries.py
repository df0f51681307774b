"""The picture of one person: opened under one logged look, read once, then drawn panel by panel in order of harm."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.clocks.queries import clock_as_json
from goldthread.core.panels.grammar import Body, Subject
from goldthread.core.panels.registry import read_all
from goldthread.core.people.as_known import AsKnown, as_known
from goldthread.core.people.queries import Identity, ids_under, person_by_code
from goldthread.core.plain import plain
from goldthread.core.records.queries import Freshness
from goldthread.core.refusals import NotFound
from goldthread.link.picture.changes import changed_since_last_look, what_was_learnt
from goldthread.link.picture.held import records_of, values_of
from goldthread.link.picture.near import identified
from goldthread.link.picture.panels.certainty import words_of
from goldthread.link.picture.panels.who import identity
from goldthread.link.picture.sources_then import sources_as_known

RECORD = (
    "id", "system", "system_name", "reference", "kind", "title", "occurred_at", "known_at", "known_from", "recorded_at",
    "borough", "handling", "role", "certainty", "restriction", "ask", "withheld", "narrative", "facts",
)  # fmt: skip
VALUE = (
    "id", "field", "text", "canonical", "kind", "grade", "status", "source_field", "record_id", "system", "reference",
    "known_at",
)  # fmt: skip
WORK = (
    "reference", "area", "area_name", "state", "state_words", "risk", "opened_at", "closed_at", "owner",
)  # fmt: skip


@dataclass
class Picture:
    """Everything held about one person that this reader may see, at one moment."""

    subject: Subject
    look: Look
    panels: dict[str, Body]
    changed: Body | None = None
    learnt: Body | None = None

    @property
    def person_id(self) -> UUID:
        return self.subject.person_id

    @property
    def code(self) -> str:
        return self.subject.code

    @property
    def known(self) -> AsKnown:
        return self.subject.known

    @property
    def person(self) -> Identity | None:
        return self.subject.once(identity)

    @property
    def records(self) -> list[dict[str, Any]]:
        return self.subject.records

    @property
    def values(self) -> list[dict[str, Any]]:
        return self.subject.values

    @property
    def sources(self) -> list[Freshness]:
        return self.subject.sources

    @property
    def limited(self) -> list[dict[str, Any]]:
        """Whom to ask about what is held back: a restricted record, or words above the reader's layer."""
        asks = {(one["ask"], one["restriction"] == "signalled") for one in self.records if one["withheld"]}
        return [{"ask": ask, "is_restricted": restricted} for ask, restricted in sorted(asks)]

    @property
    def handling(self) -> str:
        """The strictest handling among the records shown."""
        marked = {record["handling"] for record in self.records}
        return "OFFICIAL-SENSITIVE" if "OFFICIAL-SENSITIVE" in marked or not marked else "OFFICIAL"

    def as_json(self) -> dict[str, Any]:
        work = [*self.panels["work"]["open"], *self.panels["work"]["closed"]]
        told: dict[str, Any] = plain(
            {
                "code": self.code,
                "person": self.person.as_json() if self.person else None,
                "layer": self.look.layer,
                "handling": self.handling,
                "as_known_at": self.known.at,
                "basis": self.known.basis,
                "limited": self.limited,
                "changed": self.changed,
                "panels": {name: body for name, body in self.panels.items() if name != "work"},
                "learnt_since": self.learnt,
                "alerts": self.panels["work"]["alerts"],
                "work": [_work(one) for one in work],
                "values": [{name: one[name] for name in VALUE} for one in self.values],
                "records": [_record(one) for one in self.records],
                "sources": [source.as_json() for source in self.sources],
            }
        )
        return told


def open_picture(
    by: Reader,
    code: str,
    *,
    known_at: datetime | None = None,
    basis: str = "product",
    reason: str = "",
    learnt_since: bool = False,
) -> Picture:
    """Open one person's picture. Logged once; what the layer does not allow is shown as a signal or not at all.

    `known_at` draws it as it stood then: `product` by when we recorded, `force` by when the force's sources held it.
    The reader's rights are today's; erased and restricted content stays so. `learnt_since` adds what came after, apart.
    """
    by.must("open_picture", lambda: ids_under(code))
    known = as_known(known_at, basis)
    person_id, current_code = person_by_code(code)
    seen = look(by, people=[person_id], reason=reason, as_known_at=known_at, basis=basis if known_at else "")
    subject = _subject(by, seen, person_id, current_code, known)
    panels = read_all(subject)
    changed = None if known.at else changed_since_last_look(subject)
    learnt = what_was_learnt(subject) if known.at and learnt_since else None
    _log_others(by, seen, subject)
    return Picture(subject, seen, panels, changed, learnt)


def log_print(by: Reader, code: str) -> None:
    """Keep that a picture was put on paper: what leaves the screen is looked at by more than its reader."""
    by.must("open_picture", lambda: ids_under(code))
    person_id, _ = person_by_code(code)
    look(by, people=[person_id], printed=True)


def _subject(by: Reader, seen: Look, person_id: UUID, code: str, known: AsKnown) -> Subject:
    records = records_of(person_id, known)
    if not records:
        raise NotFound("Nobody is held under that reference.", "Search by name, birth date or address.")
    return Subject(person_id, code, by, seen.layer, records, values_of(records, known), sources_as_known(known), known)


def _log_others(by: Reader, seen: Look, subject: Subject) -> None:
    """Those named beside the person were seen too, and their own log says so. Last: it opens no more than was open."""
    named = sorted(subject.once(identified).keys() - {subject.person_id})
    if named:
        look(by, people=named, layer=seen.layer, shown_with=subject.code)


def _work(one: dict[str, Any]) -> dict[str, Any]:
    return {**{name: one[name] for name in WORK}, "clocks": [clock_as_json(clock) for clock in one["clocks"]]}


def _record(one: dict[str, Any]) -> dict[str, Any]:
    return {**{name: one[name] for name in RECORD}, "reasons": words_of(one["reasons"])}
