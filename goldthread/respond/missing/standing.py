"""Which open cases each line of the briefing counts, as they stood at an instant (`lines.py` has the words)."""

from collections.abc import Callable
from datetime import timedelta

from goldthread.core.cases.standing import Standing

AWAY = ("reported", "absent", "open", "long_term")
FOUND = ("located", "safe", "returned")
CHASED = timedelta(hours=48)  # the coordinator asks again at 48 and at 72 hours: MIS-C15 (1.9, November 2026)
OWED = timedelta(hours=72)


def _is_away(one: Standing) -> bool:
    return one.case.state in AWAY


def _is_late(one: Standing, *rules: str) -> bool:
    return any(rule.startswith(rules) for rule in one.late)


def _waits(one: Standing, since: timedelta, until: timedelta | None = None) -> bool:
    """Back for so long, and no return interview has a result."""
    back = one.instant("returned_on")
    if one.case.state != "returned" or back is None or one.fact("return_interview") in ("done", "declined"):
        return False
    return since <= one.at - back and (until is None or one.at - back < until)


RULES: dict[str, Callable[[Standing], bool]] = {
    "away": _is_away,
    "high": lambda one: _is_away(one) and one.case.risk == "high",
    "medium": lambda one: _is_away(one) and one.case.risk == "medium",
    "low": lambda one: _is_away(one) and one.case.risk == "low",
    "none": lambda one: one.case.state == "absent",
    "ungraded": lambda one: one.case.state == "reported",
    "without_owner": lambda one: one.case.owner_id is None,
    "late": lambda one: bool(one.late),
    "none_past": lambda one: one.case.state == "absent" and _is_late(one, "MIS-C01"),
    "no_activity": lambda one: _is_away(one) and _is_late(one, "MIS-C21"),
    "offered": lambda one: one.case.offered_at is not None or one.fact("crossing") == "proposed",
    "not_seen": lambda one: one.case.state == "located",
    "interview_owed": lambda one: one.case.state in FOUND and not one.fact("interview"),
    "return_48": lambda one: _waits(one, CHASED, OWED),
    "return_72": lambda one: _waits(one, OWED),
    "plan_due": lambda one: one.case.state == "due",
    "plan_late": lambda one: _is_late(one, "MIS-C17", "MIS-C18", "MIS-C19"),
}


def counts(line: str, one: Standing) -> bool:
    """Whether a line counts an open case as it stood."""
    return RULES[line](one)
