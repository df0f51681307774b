"""Plans for the child, as children's services and our own teams told: held, none recorded, not asked, or unknown."""

from typing import Any

from goldthread.core.panels.grammar import Body, Subject
from goldthread.core.panels.registry import planned_steps
from goldthread.core.records.queries import unsure
from goldthread.link.feeds.adapters.census import LEGAL_STATUS, PLACED_IN
from goldthread.link.picture.panels.shapes import day, entries, evidence, facts_of, said_day

HELD, NONE, NOT_ASKED, UNKNOWN = "held", "none recorded", "not asked", "unknown"


def plans(subject: Subject) -> Body:
    care = [one for one in subject.records if one["system"] == "social_care" and one["facts"]]
    found = [plan for row in care for plan in (*_protection(row), *_placements(row), *_conferences(row))]
    return {
        "kinds": [
            _kind("Child protection plan", [one for one in found if one["kind"] == "protection"], subject, care),
            _kind("Care and placement", [one for one in found if one["kind"] == "care"], subject, care),
            _trigger_plan(subject),
        ],
        "conferences": [one for one in found if one["kind"] == "conference"],
    }


def _kind(name: str, found: list[dict[str, Any]], subject: Subject, care: list[dict[str, Any]]) -> dict[str, Any]:
    """`none recorded` needs a record of the child that is fresh: without one nobody has been asked."""
    if found:
        state = HELD
    elif unsure("plans", subject.sources):
        state = UNKNOWN
    else:
        state = NONE if care else NOT_ASKED
    return {"name": name, "state": state, "plans": found, "ask": "the children's services duty team"}


def _trigger_plan(subject: Subject) -> dict[str, Any]:
    """Trigger plans are the missing persons unit's; one held here is found by its steps."""
    plan = planned_steps(subject)
    held = [{"kind": "trigger", "words": plan.whence, "began": None, "ended": None, "evidence": None}] if plan else []
    return {
        "name": "Trigger plan",
        "state": HELD if plan else UNKNOWN,
        "plans": held,
        "ask": "the missing persons unit",
    }


def _protection(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        _plan("protection", row, f"Child protection plan: {one.get('latest_category') or 'category not told'}", one)
        for one in entries(row, "plan")
    ]


def _placements(row: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for one in entries(row, "placement"):
        legal, placed = one.get("legal_status", ""), one.get("type", "")
        told = (LEGAL_STATUS.get(legal, legal), PLACED_IN.get(placed, placed), one.get("provider", ""))
        words = ", ".join(word for word in told if word)
        found.append(_plan("care", row, words or "Placed by the local authority", one))
    if not found and facts_of(row).get("looked_after") == "yes":
        found.append(_plan("care", row, "Looked after; where is not told", {}))
    return found


def _conferences(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        _plan("conference", row, _enquiry_words(one), {"started_on": one.get("started_on", "")})
        for one in entries(row, "s47")
    ]


def _enquiry_words(one: dict[str, str]) -> str:
    if one.get("conference_on"):
        return f"Section 47 enquiry; conference {said_day(one['conference_on'])}"
    if one.get("conference_not_required") == "yes":
        return "Section 47 enquiry; no conference was needed"
    return "Section 47 enquiry; no conference is told of"


def _plan(kind: str, row: dict[str, Any], words: str, one: dict[str, str]) -> dict[str, Any]:
    return {
        "kind": kind,
        "words": words,
        "began": day(one.get("started_on")),
        "ended": day(one.get("ended_on")),
        "evidence": evidence(row),
    }
