"""What the pages of audit read beyond a sample itself: how far each sample is, and which case comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldthread.audit.reviews.models import Sample
from goldthread.audit.reviews.reading import list_audits, sample_called
from goldthread.audit.sampling import frozen
from goldthread.audit.sampling.drawing import Design
from goldthread.audit.sampling.frames import Frame, Row
from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader


@dataclass(frozen=True)
class Given:
    """A sample given to the reader's post, and how far it is. `next_place` is the next case that they may grade."""

    sample: Sample
    cases: int
    graded: int
    again: int
    graded_again: int
    sent: int
    sent_open: int
    sent_late: int
    next_place: int | None

    @property
    def is_open(self) -> bool:
        return self.sample.closed_at is None

    @property
    def waits(self) -> bool:
        """Whether something of it waits: a case to grade, or a child sent back who is not confirmed safe."""
        return self.next_place is not None or self.sent_open > 0


def samples_given(by: Reader) -> list[Given]:
    """The samples given to the reader, those that wait for something first, then the open ones, each newest first."""
    held = list_audits(by)
    counted = _counted(held)
    return sorted((Given(one, *counted[one.pk]) for one in held), key=lambda one: (not one.waits, not one.is_open))


def next_place(sample: Sample, after: int = 0) -> int | None:
    """The next case of a sample that whoever looks may grade, after a place and then from the beginning."""
    found: int | None = db.fetch("SELECT goldthread_audit_next(%s, %s) AS place", [sample.pk, after])[0]["place"]
    return found


def frozen_again(by: Reader, reference: str) -> tuple[Sample, frozen.Sample]:
    """A sample drawn again from the list, seed and size that were frozen with it: what chance gave, and its list."""
    by.must("audit_cases")
    look(by.asking_for("audit"), list=f"audit sample {reference.strip().upper()[:20]}")
    sample = sample_called(reference)
    proof = sample.proof
    rows = tuple(Row(one[0], tuple(one[1]), one[2]) for one in sample.listed)
    design = Design(int(proof["draw_size"]), proof["draw_seed"], proof["draw_allocate"], int(proof["draw_least"]))
    frame = Frame(frozen.strata_of(proof), rows)
    return sample, frozen.take(frame, design, sample.drawn_at, proof["draw_by"])


def _counted(samples: Sequence[Sample]) -> dict[object, tuple[int, ...]]:
    names = ("cases", "graded", "again", "graded_again", "sent", "sent_open", "sent_late", "next_place")
    rows = db.fetch(
        "SELECT * FROM goldthread_audit_counts(%s::uuid[], %s)", [[one.pk for one in samples], clocks.now()]
    )
    return {row["sample_id"]: tuple(row[name] for name in names) for row in rows}
