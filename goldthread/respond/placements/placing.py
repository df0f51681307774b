"""A child is placed at a home, and the placement ends; one who moves is placed anew, and what was lodged goes along."""

import uuid
from datetime import date
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.journal import actions as journal
from goldthread.core.organisation.authorities import authorities
from goldthread.core.people.queries import newest_mention, person_by_code
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.respond.placements.models import STATUSES, Placement
from goldthread.respond.placements.register import KEEPS, premises_by_code

FIRST = date(2000, 1, 1)


def place_child(by: Reader, code: str, **told: Any) -> Placement:
    """Place the child under a code at a home: `home`, `authority` (who is responsible), `status`, `since`, `told_by`.

    A placement that is open ends on the day that the new one begins: a child lives in one place.
    """
    by.must(KEEPS)
    if by.officer is None:
        raise Refusal("no_person", "A service places nobody.", "A named officer must.")
    with db.transaction():
        person, _ = person_by_code(code)
        under = look(by, people=[person], operation="alteration", change="child placed")
        home = premises_by_code(str(told.get("home") or ""))
        values = _checked(told)
        for one in open_placements(person):
            _end(by, under, one, max(values["since"], one.since))
        placement = Placement(
            id=uuid.uuid4(), premises=home, mention_id=newest_mention(person), entered_at=clocks.now(),
            entered_by=by.officer, **values,
        )  # fmt: skip
        placement.save(force_insert=True)
        _write(by, under, placement, "placement.started")
    return placement


def end_placement(by: Reader, code: str, until: str | date | None = None) -> Placement:
    """End where the child under a code is placed."""
    by.must(KEEPS)
    with db.transaction():
        person, _ = person_by_code(code)
        under = look(by, people=[person], operation="alteration", change="placement ended")
        found = open_placements(person)
        if not found:
            raise NotFound("No placement of this child is open in the register.", "Look at the child's placements.")
        day = _day("until", until) or clocks.today()
        if day < found[0].since:
            raise NotValid("until", "That is before it began.", "Enter the day it ended.")
        _end(by, under, found[0], day)
    return found[0]


def open_placements(person: uuid.UUID) -> list[Placement]:
    """Under a look on the child: the placements of the register without an end."""
    mentions = db.fetch(
        "SELECT mention_id FROM people_link WHERE person_id = %s AND to_at IS NULL AND certainty = 'linked'", [person]
    )
    held = [row["mention_id"] for row in mentions]
    return list(Placement.objects.filter(mention__in=held, until=None).select_related("premises").order_by("-since"))


def _end(by: Reader, under: Look, placement: Placement, day: date) -> None:
    placement.until = day
    placement.save(update_fields=["until"])
    _write(by, under, placement, "placement.ended")


def _checked(told: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {name: str(told.get(name) or "").strip() for name in ("authority", "status")}
    allowed = {"authority": list(authorities()), "status": [value for value, _ in STATUSES]}
    values["status"] = values["status"] or "unknown"
    for name, choices in allowed.items():
        if values[name] not in choices:
            raise NotValid(name, f'"{values[name][:40]}" is not a choice.', f"Choose one of: {', '.join(choices)}.")
    since = _day("since", told.get("since")) or clocks.today()
    if not FIRST <= since <= clocks.today():
        raise NotValid("since", "That day is still to come, or long past.", "Enter the day it began.")
    return {**values, "since": since, "told_by": str(told.get("told_by") or "").replace("\0", "").strip()[:120]}


def _day(name: str, value: Any) -> date | None:
    if not value or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise NotValid(name, f'"{str(value)[:40]}" is no day.', "Write it like 2026-10-23.") from None


def _write(by: Reader, under: Look, one: Placement, kind: str) -> None:
    facts = {"home": one.premises.code, "authority": one.authority, "host": one.premises.host, "status": one.status,
             "since": one.since.isoformat(), "until": one.until.isoformat() if one.until else None}  # fmt: skip
    journal.write(kind, stream=f"placement:{one.pk}", by=by, under=under, occurred_at=clocks.now(),
                  mentions=[one.mention_id], facts=facts)  # fmt: skip
