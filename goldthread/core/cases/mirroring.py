"""A case that another system owns: opened and followed by the service as its rows say. It times nobody here."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area
from goldthread.core.cases.actions import reference_of
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import stream_of
from goldthread.core.journal import actions as journal

MIRRORED = "case.mirrored"


@dataclass(frozen=True)
class Told:
    """What a row of the owning system says: when it happened in the world, and when that system held it."""

    system: str
    number: str
    person_id: uuid.UUID
    mention_id: uuid.UUID
    occurred_at: datetime
    known_at: datetime


def open_mirrored(by: Reader, area: Area, told: Told, borough: str | None) -> Case:
    """The case of this number, opened where there is none: one case for one number, however often it is asked.

    It tells no clock: what the other system owns is timed there.
    """
    case_id = uuid.uuid5(uuid.NAMESPACE_OID, f"goldthread mirrored {area.id} {told.system} {told.number}")
    found = Case.objects.filter(pk=case_id).first()
    if found:
        return found
    at = told.occurred_at.isoformat()
    first = {
        "reference": reference_of(area, case_id),
        "area": area.id,
        "state": area.first_state,
        "mention_id": str(told.mention_id),
        "borough_id": borough,
        "opened_by_id": None,
        "opened_at": at,
        "state_since": at,
        "risk": "",
        "owned_by": told.system,
        "external_reference": told.number,
    }
    _write(by, area.opening_event, case_id, told, {"set": first})
    return Case.objects.get(pk=case_id)


def mirror(by: Reader, case: Case, told: Told, sets: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
    """Write what changed in the system that owns the case; nothing where nothing did."""
    given = {"set": dict(sets), "facts": dict(facts)}
    if any(given.values()):
        _write(by, MIRRORED, case.pk, told, {name: value for name, value in given.items() if value})
        case.refresh_from_db()


def _write(by: Reader, kind: str, case_id: uuid.UUID, told: Told, facts: dict[str, Any]) -> None:
    under = look(by, people=[told.person_id], operation="alteration", change=kind)
    journal.write(
        kind,
        stream=stream_of(case_id),
        by=by,
        under=under,
        occurred_at=told.occurred_at,
        known_at=told.known_at,
        mentions=[told.mention_id],
        facts=facts,
    )
