"""A child who is away is reported once more: one going missing stays one case, and whoever works it is told."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.cases.answering import Answers
from goldthread.core.cases.models import Case
from goldthread.core.cases.writing import tell_case
from goldthread.core.journal.models import Event
from goldthread.respond.missing.grading import reported_at, urgent
from goldthread.respond.missing.mirroring import standing

AGAIN, TAKEN_OVER = "case.reported_again", "case.taken_over"


def open_one(child: UUID, when: datetime, earlier: Event | None) -> str:
    """The case that a report is one more of: of a child who is away already. Empty: it opens its own.

    The child is held by whoever asks. A report sent twice is what it was the first time. One of a time before the open
    case began is of another episode, recorded late.
    """
    if earlier:
        return str(earlier.facts["again"]) if earlier.kind == AGAIN else ""
    return standing(child, when)


def attach(by: Reader, reference: str, given: Answers, when: datetime, key: str | None) -> Case:
    """Put what the second report tells on the case that is open. One that followed Merlin is ours from here on."""
    case = tell_case(by, reference, AGAIN, change=AGAIN, facts=given.facts, words=given.words, occurred_at=when,
                     told={"again": reference}, idempotency_key=key)  # fmt: skip
    if case.owned_by:
        case = tell_case(by, reference, TAKEN_OVER, change=TAKEN_OVER, sets={"owned_by": ""}, happened=_begun(case),
                         idempotency_key=key and f"{key}:owned")  # fmt: skip
    words = "A child who is missing is reported again. One case has both."
    urgent(case, "missing_reported_again", words, "missing_unit", urgency="today")
    return case


def _begun(case: Case) -> Mapping[str, str]:
    """What clocks are told of a case that was timed elsewhere until now: its report as it was, its grade as of now."""
    area = areas()["missing"]
    told = area.opening.tells(case.facts, reported_at(case).isoformat())
    grade = area.move("grade")
    if case.facts.get("grade") and grade:
        told |= grade.tells(case.facts, clocks.now().isoformat())
    return told
