"""Steps of audit in the database: samples, reviews, what is sent back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from goldthread.audit.reviews import (
    closing,
    drawing,
    findings,
    gradings,
    moderating,
    reading,
    referring,
    results,
    reviewing,
)
from goldthread.core.access.reader import Reader

Answer = dict[str, Any]


def draw_audit(by: Reader, **wanted: Any) -> Answer:
    """Draw a sample and freeze it: its reference and its proof; its cases are read by `audit`."""
    return reading.head(drawing.draw_audit(by, drawing.Wanted(**wanted)))


def audits(by: Reader) -> Answer:
    return {"samples": [reading.head(one) for one in reading.list_audits(by)]}


def audit_findings(
    by: Reader, since: datetime | None = None, until: datetime | None = None, programme: str = ""
) -> Answer:
    """What audits found in a time and what became of what they sent back. Counts only."""
    return findings.told(by, since, until, programme)


def audit(by: Reader, reference: str) -> Answer:
    return results.open_audit(by, reference)


def audited_case(by: Reader, reference: str, place: int, as_known_at: datetime | None = None) -> Answer:
    return reading.open_audited_case(by, reference, place, as_known_at).as_json()


def submit_review(
    by: Reader, reference: str, place: int, answers: Mapping[str, Mapping[str, Any]], grade: str, *, reason: str = "",
    risk_is_live: bool = False, why_live: str = "", key: str | None = None,
) -> Answer:  # fmt: skip
    """Grade a case of a sample; what was sent back is told by its reference."""
    told = reviewing.Told(answers, grade, reason, risk_is_live, why_live)
    return reviewing.submit_review(by, reference, place, told, idempotency_key=key).as_json()


def send_back(by: Reader, reference: str, place: int, why: str) -> Answer:
    return {"sent_back": referring.send_back(by, reference, place, why)}


def settle_elsewhere(by: Reader, reference: str, place: int, how: str) -> Answer:
    """A child sent back in a case held elsewhere is safe."""
    referring.settle_elsewhere(by, reference, place, how)
    return {"settled": True}


def close_audit(by: Reader, reference: str) -> Answer:
    return reading.head(closing.close_audit(by, reference))


def audits_to_moderate(by: Reader) -> Answer:
    """What waits for a moderator among the samples given to the reader."""
    return {"waiting": [one.as_json() for one in moderating.to_moderate(by)]}


def audit_gradings(by: Reader, reference: str, place: int) -> Answer:
    """The gradings of one case with their answers and words, and what a moderator decided."""
    return gradings.open_gradings(by, reference, place).as_json()


def moderate_audit(
    by: Reader, reference: str, place: int, grade: str, reason: str, *, seen: str = "", key: str | None = None
) -> Answer:  # fmt: skip
    """Decide the grade of record of a case."""
    done = moderating.moderate(by, reference, place, grade, reason, seen=seen, key=key)
    return {"version": done.version, "at": done.at.isoformat(), "grade": done.grade}
