"""Flags: those raised here, and beside them what a source says of the person; whether they are called in as missing."""

from datetime import timedelta
from typing import Any

from goldthread.core.clocks import LONDON
from goldthread.core.flags.queries import Shown, flags_of
from goldthread.core.panels.grammar import Body, Subject
from goldthread.link.picture.panels.shapes import evidence, facts_of, whom_to_ask

# A call that somebody is missing is live for a week where no call says that they were found. DEFAULT, ours: what opens
# and closes an episode is for the missing persons unit, and its board.
STAYS_MISSING = timedelta(days=7)
MISSING, FOUND = "Call: a person missing", "Call: a person found"
REPORTED = "Reported missing"
ABOVE_SUMMARY = ("crime", "intelligence", "custody")


def flags(subject: Subject) -> Body:
    known = subject.known
    standing = flags_of([subject.person_id], known.at, known.basis)[subject.person_id]
    return {"items": [*_missing(subject), *map(_flag, standing)], "not_shown": _not_shown(subject)}


def _flag(flag: Shown) -> dict[str, Any]:
    return {
        "words": flag.name + (" (ended: nobody has looked since)" if flag.state == "ended" else ""),
        "level": flag.level,
        "why": _why(flag),
        "since": flag.since.astimezone(LONDON).date(),
        "owner": flag.owner or None,
        "review_on": flag.review_on,
        "ends_on": flag.ends_on,
        "is_late": flag.is_late,
        "is_ours": flag.is_ours,
        "reference": flag.reference or None,
        "system": flag.system_name or None,
        "record_reference": flag.record_reference or None,
        "record_id": flag.record_id or None,
    }


def _why(flag: Shown) -> str | None:
    """Ours has its officer's reason. A source's says in its own code what the flag's name says in words."""
    return (flag.why or None) if flag.is_ours else None


def _missing(subject: Subject) -> list[dict[str, Any]]:
    """The newest call that the child is missing, where no later call says that they were found."""
    calls = [one for one in subject.records if one["title"] in (MISSING, FOUND) and one["occurred_at"]]
    newest = max(calls, key=lambda one: one["occurred_at"], default=None)
    if newest is None or newest["title"] == FOUND or _reported_found(subject, newest):
        return []
    if newest["role"] != "missing person" or subject.known.moment - newest["occurred_at"] > STAYS_MISSING:
        return []
    source = evidence(newest)
    return [
        {
            "words": REPORTED,
            "level": "high",
            "why": "Called in as missing, and no call says that they were found. Ask the control room.",
            "since": newest["occurred_at"].astimezone(LONDON).date(),
            **dict.fromkeys(("owner", "review_on", "ends_on", "reference")),
            "is_late": False,
            "is_ours": False,
            "system": source["system_name"],
            "record_reference": source["reference"],
            "record_id": source["record_id"],
        }
    ]


def _reported_found(subject: Subject, call: dict[str, Any]) -> bool:
    """True where a report made of that call, or any after it, gives the time of finding."""
    return any(
        facts_of(one).get("found_at", "") > call["occurred_at"].isoformat()
        or (facts_of(one).get("found_at") and facts_of(one).get("cad_no") == call["reference"])
        for one in subject.records
    )


def _not_shown(subject: Subject) -> list[dict[str, str]]:
    """Whom to ask for flags that records above the reader's layer may hold."""
    asks = {one["ask"] for one in subject.records if one["withheld"] and one["system"] in ABOVE_SUMMARY}
    return [whom_to_ask(ask) for ask in sorted(asks)]
