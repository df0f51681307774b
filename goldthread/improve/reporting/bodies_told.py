"""What the bodies that oversee the plans decided in the quarter. Pure."""

from collections.abc import Sequence

from goldthread.improve.governance.queries import DecisionNow
from goldthread.improve.reporting.document import NOT_KNOWN, Paragraph, Section, Table
from goldthread.improve.reporting.making import says, section
from goldthread.improve.reporting.plans_told import day

HEAD = ("Body", "Decided", "About", "Owner", "Due", "State")


def told(decided: Sequence[DecisionNow]) -> Section:
    """The decisions that the drafter may read, for inside the force: each body's words are for who sits there."""
    if not decided:
        words = "No decision of the quarter is held that whoever made this report may read."
        return section("decisions", "What bodies decided", Paragraph((says(words),), NOT_KNOWN))
    rows = tuple(
        tuple(map(says, (one.body_name, f"{day(one.on)}: {one.words}", ", ".join(one.about) or "none", one.owner,
                         day(one.due_on), _state(one))))
        for one in decided
    )  # fmt: skip
    return section("decisions", "What bodies decided", Table("Decisions of the quarter", HEAD, rows, inside=True))


def _state(one: DecisionNow) -> str:
    if one.is_done:
        return f"done {day(one.done_on)}"
    return "late" if one.is_late else "open"
