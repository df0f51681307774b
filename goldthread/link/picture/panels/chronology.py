"""The chronology: what happened, across systems and our own work, newest first. A time not told stays untold.

A case of ours that went to another system and came back stands once, as ours, and says under which number it came back.
"""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.areas.registry import areas
from goldthread.core.cases.numbering import own_cases
from goldthread.core.cases.projection import STREAM
from goldthread.core.clocks import LONDON
from goldthread.core.panels.grammar import Body, Subject
from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.picture.panels.shapes import day, entries, evidence, facts_of, instant, whom_to_ask

OURS = "goldthread"
# Facts of a record that are happenings of their own: what it was, from which group or none.
HAPPENED = {
    "social_care": {
        ("", "conference_on"): "Child protection conference",
        ("", "closed_on"): "Children's services closed the case",
        ("s47", "started_on"): "Section 47 enquiry began",
        ("plan", "started_on"): "Child protection plan began",
        ("plan", "ended_on"): "Child protection plan ended",
        ("placement", "started_on"): "Placed by the local authority",
        ("placement", "ended_on"): "Placement ended",
        ("missing", "started_at"): "Missing, as children's services told",
        ("missing", "ended_at"): "Missing no more, as children's services told",
    },
    "merlin": {("", "found_at"): "Found", ("", "shared_at"): "Notification shared"},
    "custody": {("", "charged_at"): "Charged", ("", "released_at"): "Released from custody"},
}


def chronology(subject: Subject) -> Body:
    ours = list(_ours(subject))
    back = _put_back(subject.records, ours)
    items = [_record(row) for row in subject.records if row["id"] not in back]
    happened = [item for row in subject.records for item in _happenings(row)]
    return {"items": sorted([*items, *happened, *ours], key=_newest, reverse=True)}


def _put_back(records: list[dict[str, Any]], ours: list[dict[str, Any]]) -> set[UUID]:
    """Put what came back under the case that it is, where that case stands here; which records those are.

    Whose words are above this reader's layer says whom to ask there; one that is limited stands by itself.
    """
    opened = {item["case"]: item for item in ours if item.pop("is_opening")}
    shown = {row["id"]: row for row in records if not (row["withheld"] and row["restriction"])} if opened else {}
    back = {record: case for record, case in (own_cases(shown) if shown else {}).items() if case in opened}
    for record, case in back.items():
        told = _record(shown[record])
        opened[case]["returned"].append({name: told[name] for name in ("text", "evidence", "signal")})
    return set(back)


def _newest(item: dict[str, Any]) -> tuple[str, str]:
    """By when it happened; what has only a day stands at the day's start, what has neither by when it was known."""
    if item["occurred_at"]:
        return item["occurred_at"].astimezone(LONDON).isoformat(), ""
    if item["occurred_on"]:
        return datetime.combine(item["occurred_on"], time(), LONDON).isoformat(), ""
    return item["known_at"].astimezone(LONDON).isoformat(), ""


def _record(row: dict[str, Any]) -> dict[str, Any]:
    only_day = bool(row["occurred_at"]) and row["system"] in ADAPTERS and ADAPTERS[row["system"]].occurs_on_day
    return {
        "system": row["system"],
        "system_name": row["system_name"],
        "kind": row["kind"],
        "title": row["title"],
        "role": row["role"],
        "occurred_at": None if only_day else row["occurred_at"],
        "occurred_on": row["occurred_at"].astimezone(LONDON).date() if only_day else None,
        "known_at": row["known_at"],
        "text": None if row["withheld"] else row["narrative"] or None,
        "evidence": evidence(row),
        "case": None,
        "returned": [],
        "signal": whom_to_ask(row["ask"]) if row["withheld"] else None,
    }


def _happenings(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for (group, name), words in HAPPENED.get(row["system"], {}).items():
        for told in entries(row, group) if group else [facts_of(row)]:
            at, on = instant(told.get(name)), day(told.get(name))
            if at or on:
                yield {
                    **_record(row),
                    "title": words,
                    "occurred_at": at,
                    "occurred_on": None if at else on,
                    "text": None,
                }


def _ours(subject: Subject) -> Iterator[dict[str, Any]]:
    """Every step of our own work about the person, by its sentence."""
    known = subject.known
    rows = db.fetch(
        f"""SELECT e.kind, e.occurred_at, e.known_at, c.reference, c.area,
                  coalesce(goldthread_called(e.officer_id, e.recorded_at), e.service) AS who
             FROM cases_case c JOIN journal_event e ON e.stream = %(stream)s || c.id
            WHERE c.mention_id = ANY(%(mentions)s) AND (%(at)s::timestamptz IS NULL OR e.{known.time} <= %(at)s)
            ORDER BY e.id""",
        {"stream": STREAM, "mentions": subject.mentions, **known.param},
    )
    for row in rows:
        area = areas()[row["area"]]
        step = area.sentence(row["kind"])
        yield {
            "system": OURS,
            "system_name": "Goldthread",
            "kind": area.noun,
            "title": f"{area.noun.capitalize()}: {step[:1].lower()}{step[1:]}",
            "role": row["who"],
            "occurred_at": row["occurred_at"],
            "occurred_on": None,
            "known_at": row["known_at"],
            "text": None,
            "evidence": None,
            "case": row["reference"],
            "returned": [],
            "is_opening": row["kind"] == area.opening_event,
            "signal": None,
        }
