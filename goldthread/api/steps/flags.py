"""Steps about flags: those on a person, one with its history, raise, review, hand on, lift, list, give to a system."""

from datetime import date
from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.core.flags import actions, queries
from goldthread.core.flags.exporting import as_text, export_flags
from goldthread.core.flags.models import Flag

Answer = dict[str, Any]


def flags(by: Reader, code: str) -> Answer:
    return queries.open_flags(by, code).as_json()


def flag(by: Reader, reference: str) -> Answer:
    return queries.open_flag(by, reference).as_json()


def flag_reviews(by: Reader, *, everybodys: bool = False, page: int = 1) -> Answer:
    return queries.flags_to_review(by, mine=not everybodys, page=page)


def raise_flag(by: Reader, code: str, *, key: str | None = None, **told: Any) -> Answer:
    """`told` is what the action takes: kind, reason, owner, review_on, ends_on."""
    kind = told.pop("kind")
    reason = told.pop("reason")
    return _standing(actions.raise_flag(by, code, kind, reason, idempotency_key=key, **told))


def review_flag(
    by: Reader,
    reference: str,
    *,
    reason: str,
    review_on: date | None = None,
    ends_on: date | None = None,
    seen_event_id: int | None = None,
) -> Answer:
    found = actions.review_flag(
        by, reference, reason, review_on=review_on, ends_on=ends_on, seen_event_id=seen_event_id
    )
    return _standing(found)


def hand_on_flag(by: Reader, reference: str, *, owner: str, reason: str, seen_event_id: int | None = None) -> Answer:
    return _standing(actions.hand_on_flag(by, reference, owner, reason, seen_event_id=seen_event_id))


def lift_flag(by: Reader, reference: str, *, reason: str, seen_event_id: int | None = None) -> Answer:
    return _standing(actions.lift_flag(by, reference, reason, seen_event_id=seen_event_id))


def flag_export(by: Reader, system: str) -> Answer:
    return export_flags(by, system)


def flag_export_text(exported: Answer, form: str) -> str:
    return as_text(exported, form)


def _standing(found: Flag) -> Answer:
    """Where a flag stands now, and nothing about whom it is on."""
    return {
        "reference": found.reference,
        "kind": found.kind,
        "state": found.state,
        "owner": str(found.owner) if found.owner else None,
        "review_on": found.review_on.isoformat(),
        "ends_on": found.ends_on.isoformat() if found.ends_on else None,
        "last_event_id": found.last_event_id,
    }
