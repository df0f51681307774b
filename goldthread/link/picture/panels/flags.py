"""Flags: what a source marks the person with, as its own word; and what is raised here."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from goldthread.core.panels.grammar import Body, Subject
from goldthread.link.picture.panels.shapes import day, entries, evidence, facts_of, many, whom_to_ask

# A call that somebody is missing is live for a week where no call says that they were found. DEFAULT, ours: what opens
# and closes an episode is for the missing persons unit, and its board.
STAYS_MISSING = timedelta(days=7)
MISSING, FOUND = "Call: a person missing", "Call: a person found"
LEVELS = {
    "child at risk": "high", "exploitation": "high", "poses a risk to children": "high", "self-harm": "high",
    "violent": "high", "weapons": "high",
}  # fmt: skip
CRIME_FLAGS = {
    "child sexual exploitation": "high", "child criminal exploitation": "high", "child sexual abuse": "high",
    "modern slavery": "high", "honour-based abuse": "high", "female genital mutilation": "high",
    "domestic abuse": "medium", "missing": "medium", "knife": "medium", "gang": "medium",
}  # fmt: skip


def flags(subject: Subject) -> Body:
    found = [*raised(subject), *_missing(subject), *_care(subject), *_offence(subject), *_warnings(subject)]
    return {"items": _each_once(found), "not_shown": _not_shown(subject)}


def raised(subject: Subject) -> list[dict[str, Any]]:
    """Flags raised in Goldthread by a named officer. None can be raised yet."""
    return []


def _each_once(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The newest of those that say the same."""
    newest: dict[str, dict[str, Any]] = {}
    for one in found:
        held = newest.get(one["words"])
        if held is None or one["evidence"]["at"] > held["evidence"]["at"]:
            newest[one["words"]] = one
    order = {"high": 0, "medium": 1}
    return sorted(newest.values(), key=lambda one: order.get(one["level"], 2))


def _flag(row: dict[str, Any], words: str, level: str, why: str, since: Any = None, on_top: bool = True) -> Body:
    return {
        "words": words,
        "level": level,
        "why": why,
        "since": since or row["known_at"].date(),
        "owner": None,
        "review_on": None,
        "is_ours": False,
        "on_top": on_top,
        "evidence": evidence(row),
    }


def _missing(subject: Subject) -> Iterator[dict[str, Any]]:
    """The newest call that the child is missing, where no later call says that they were found."""
    calls = [one for one in subject.records if one["title"] in (MISSING, FOUND) and one["occurred_at"]]
    newest = max(calls, key=lambda one: one["occurred_at"], default=None)
    if newest is None or newest["title"] == FOUND or _reported_found(subject, newest):
        return
    if newest["role"] == "missing person" and subject.known.moment - newest["occurred_at"] <= STAYS_MISSING:
        why = "Called in as missing; no call says that they were found. Ask the control room."
        yield _flag(newest, "Reported missing", "high", why)


def _reported_found(subject: Subject, call: dict[str, Any]) -> bool:
    """True where a report made of that call, or any after it, gives the time of finding."""
    return any(
        facts_of(one).get("found_at", "") > call["occurred_at"].isoformat()
        or (facts_of(one).get("found_at") and facts_of(one).get("cad_no") == call["reference"])
        for one in subject.records
    )


def _care(subject: Subject) -> Iterator[dict[str, Any]]:
    """What children's services do for the child, as they told it."""
    for row in (one for one in subject.records if one["system"] == "social_care" and one["facts"]):
        told = facts_of(row)
        if told.get("looked_after") == "yes":
            yield _flag(row, "Looked after", "medium", "Children's services look after the child")
        for plan in entries(row, "plan"):
            if "ended_on" not in plan:
                category = plan.get("latest_category") or plan.get("first_category")
                why = f"Category: {category}" if category else "Children's services told no category"
                yield _flag(row, "Child protection plan", "high", why, day(plan.get("started_on")))


def _offence(subject: Subject) -> Iterator[dict[str, Any]]:
    """Flags of a crime report that names the person as its victim."""
    for row in subject.records:
        for flag in many(row, "flag") if row["system"] == "crime" and row["role"] == "victim" else ():
            if flag in CRIME_FLAGS:
                yield _flag(row, flag.capitalize(), CRIME_FLAGS[flag], "Flag of a crime report with them as the victim")


def _warnings(subject: Subject) -> Iterator[dict[str, Any]]:
    """Warnings that a source put on the person, as the opinions they are."""
    for one in subject.values:
        if one["field"] == "warning" and one["status"] != "superseded":
            graded = f", graded {one['grade']}" if one["grade"] else ""
            why = f"A warning in {one['system_name']}, as an opinion{graded}"
            yield _flag(one, one["text"].capitalize(), LEVELS.get(one["text"].casefold(), "medium"), why)


def _not_shown(subject: Subject) -> list[dict[str, str]]:
    """Whom to ask for flags that records above the reader's layer may hold."""
    asks = {one["ask"] for one in subject.records if one["withheld"] and one["system"] in ("crime", "intelligence")}
    return [whom_to_ask(ask) for ask in sorted(asks)]
