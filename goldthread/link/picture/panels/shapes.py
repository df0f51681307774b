"""What every panel says alike: where something comes from, a day and how it was told, somebody's name."""

import re
from datetime import date, datetime
from typing import Any

from goldthread.core.people.queries import Identity

DESK_HOURS = "24 h"
HOURS = re.compile(r"(.+?), (\d.*)")
ADULT = 18


def evidence(row: dict[str, Any]) -> dict[str, Any]:
    """The record something rests on; `row` is a record, or an assertion of one."""
    return {
        "record_id": str(row.get("record_id") or row["id"]),
        "system": row["system"],
        "system_name": row["system_name"],
        "reference": row["reference"],
        "at": row["known_at"],
        "layer": "signal" if row.get("withheld") else "shown",
    }


def whom_to_ask(desk: str) -> dict[str, str]:
    """The signal layer: that something is held, and who tells more; hours given with the desk's name go before ours."""
    told = HOURS.match(desk)
    return {"ask": told[1], "hours": told[2]} if told else {"ask": desk, "hours": DESK_HOURS}


def facts_of(row: dict[str, Any]) -> dict[str, str]:
    """A record's facts by name; of several under one name the last. Nothing where its words are withheld."""
    return dict(row["facts"] or [])


def many(row: dict[str, Any], name: str) -> list[str]:
    return [value for key, value in row["facts"] or [] if key == name]


def named(who: Identity | None, code: str = "") -> dict[str, Any] | None:
    """Somebody beside the child, as far as the reader's own rows name them."""
    if who is None:
        return {"code": code, "name": None, "age": None, "sex": None, "is_child": None} if code else None
    return {
        "code": who.code,
        "name": who.name,
        "age": who.age,
        "sex": who.sex or None,
        "is_child": None if who.age is None else who.age < ADULT,
    }


def day(text: str | None) -> date | None:
    """A whole day told as a fact; None where it is told in part or not at all."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def said_day(text: str) -> str:
    """`25 August 2026`; what is no whole day stays as it was told."""
    on = day(text)
    return f"{on.day} {on:%B %Y}" if on else text


def instant(text: str | None) -> datetime | None:
    try:
        read = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return read if read and read.tzinfo else None


def entries(row: dict[str, Any], group: str) -> list[dict[str, str]]:
    """The entries of one group of a record's facts (`plan 1 started_on`), the newest first."""
    found: dict[str, dict[str, str]] = {}
    for name, value in row["facts"] or []:
        parts = name.split(" ")
        if len(parts) == 3 and parts[0] == group:
            found.setdefault(parts[1], {})[parts[2]] = value
    return sorted(found.values(), key=lambda one: one.get("started_on", ""), reverse=True)
