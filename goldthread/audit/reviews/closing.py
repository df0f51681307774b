"""The end of a sample: what is missing, what would be frozen, and the closing itself, once."""

from dataclasses import dataclass
from typing import Any

from goldthread.audit.reviews.models import Sample
from goldthread.audit.reviews.moderating import waiting_now
from goldthread.audit.reviews.reading import head, sample_called
from goldthread.audit.reviews.results import progress_of
from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.journal import actions as journal
from goldthread.core.refusals import Clash

SAFE_FIRST = "Close it once somebody outside the team confirmed that the child is safe."
GRADE_FIRST = "Grade it first, and again where chance chose it."


@dataclass(frozen=True)
class Ending:
    """What stands in the way of closing a sample, and what waits and then stays as it is. References in their order."""

    sample: Sample
    cases: int
    to_grade: tuple[str, ...]
    to_grade_again: tuple[str, ...]
    sent_open: tuple[tuple[str, str], ...]  # the case, and what it was sent back as
    to_moderate: tuple[str, ...]

    @property
    def may_close(self) -> bool:
        return not (self.to_grade or self.to_grade_again or self.sent_open)

    def as_json(self) -> dict[str, Any]:
        return {
            **head(self.sample),
            "cases": self.cases,
            "to_grade": list(self.to_grade),
            "to_grade_again": list(self.to_grade_again),
            "sent_open": [{"reference": case, "sent_back": sent} for case, sent in self.sent_open],
            "to_moderate": list(self.to_moderate),
            "may_close": self.may_close,
        }


def before_closing(by: Reader, reference: str) -> Ending:
    """What closing a sample would meet and freeze. Reads only; counts and references, never what was graded."""
    by.must("draw_audits")
    wanted = reference.strip().upper()
    look(by.asking_for("audit"), list=f"audit sample {wanted[:20]}")
    return _ending(sample_called(wanted))


def close_audit(by: Reader, reference: str) -> Sample:
    """Close a sample whose cases are all graded; never while anything that it sent back is open (inspection.md 4).

    Closed already, it stays as it is. What waits for a moderator keeps the grades that were given.
    """
    by.must("draw_audits")
    wanted = reference.strip().upper()
    with db.transaction():
        under = look(by.asking_for("audit"), operation="alteration", change="audit sample closed",
                     list=f"audit sample {wanted[:20]}")  # fmt: skip
        db.fetch("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"audit {wanted}"])
        sample = sample_called(wanted)
        if sample.closed_at:
            return sample
        _check(_ending(sample))
        sample.closed_at, sample.closed_by = clocks.now(), by.officer
        journal.write("audit.sample_closed", stream=f"audit:{sample.pk}", by=by, under=under,
                      occurred_at=sample.closed_at, facts={"sample": sample.reference})  # fmt: skip
        sample.save(update_fields=["closed_at", "closed_by"])
    return sample


def _ending(sample: Sample) -> Ending:
    cases, progress = list(sample.cases.order_by("place")), progress_of(sample)
    waits = {one.sampled_id for one in waiting_now()}
    return Ending(
        sample,
        len(cases),
        tuple(one.reference for one in cases if "first" not in progress[one.pk].graders),
        tuple(one.reference for one in cases if one.is_again and "second" not in progress[one.pk].graders),
        tuple((one.reference, str(sent["reference"])) for one in cases for sent in progress[one.pk].sent
              if not sent["is_done"]),
        tuple(one.reference for one in cases if one.pk in waits),
    )  # fmt: skip


def _check(ending: Ending) -> None:
    for case, sent in ending.sent_open:
        raise Clash(f"{case} was sent back and is not confirmed ({sent}).", SAFE_FIRST)
    for case in (*ending.to_grade, *ending.to_grade_again):
        raise Clash(f"{case} is not graded yet.", GRADE_FIRST)
