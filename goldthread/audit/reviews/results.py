"""What the grades of a sample prove, which questions were answered no, and the end of a sample."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldthread.audit.agreeing import twice_graded
from goldthread.audit.graded import Graded, Grades
from goldthread.audit.grading import Grade, Said
from goldthread.audit.judging import estimate
from goldthread.audit.reviews.models import Review, Sample, SampledCase
from goldthread.audit.reviews.reading import asked_in, head, line, sample_called
from goldthread.audit.reviews.seeking import is_random
from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.journal import actions as journal
from goldthread.core.refusals import Clash

FIRST_AND_SECOND = ("the first grader", "the second")
LOCAL_AND_CENTRAL = ("who graded first", "who graded again")
Last = Mapping[tuple[UUID, str], Review]


@dataclass(frozen=True)
class Progress:
    """How far one case of a sample is: who graded it, by which of the two, and what was sent back."""

    graders: Mapping[str, int]
    sent: Sequence[Mapping[str, Any]]


def open_audit(by: Reader, reference: str) -> dict[str, Any]:
    """One sample: its cases in the order in which they are graded, what was sent back, and what its grades prove.

    A grade that this reader may not see yet is in nothing here: not in the rows, and not in the estimate.
    """
    by.must("audit_cases")
    wanted = reference.strip().upper()
    look(by.asking_for("audit"), list=f"audit sample {wanted[:20]}")
    sample = sample_called(wanted)
    cases, last, names = list(sample.cases.order_by("place")), last_of(sample), strata_of(sample)
    progress = progress_of(sample)
    targeted = _sought(cases, last, progress)
    return {
        **head(sample),
        "cases": [{**line(one, names), **_standing(one, last, progress[one.pk])} for one in cases],
        **_proved(sample, cases, last, targeted),
        "targeted": targeted,
        "findings": list(_findings(sample, cases, last)),
    }


def close_audit(by: Reader, reference: str) -> Sample:
    """Close a sample whose cases are all graded; never while anything that it sent back is open (inspection.md 4)."""
    by.must("draw_audits")
    wanted = reference.strip().upper()
    with db.transaction():
        under = look(by.asking_for("audit"), operation="alteration", change="audit sample closed",
                     list=f"audit sample {wanted[:20]}")  # fmt: skip
        sample = sample_called(wanted)
        if sample.closed_at:
            return sample
        _check_whole(sample)
        sample.closed_at, sample.closed_by = clocks.now(), by.officer
        journal.write("audit.sample_closed", stream=f"audit:{sample.pk}", by=by, under=under,
                      occurred_at=sample.closed_at, facts={"sample": sample.reference})  # fmt: skip
        sample.save(update_fields=["closed_at", "closed_by"])
    return sample


def last_of(sample: Sample) -> Last:
    """The last version of each review that the open look may read."""
    return {(one.sampled_id, one.which): one for one in Review.objects.filter(sample=sample).order_by("version")}


def strata_of(sample: Sample) -> tuple[str, ...]:
    from goldthread.audit.sampling.frozen import strata_of as names_of

    return names_of(sample.proof)


def progress_of(sample: Sample) -> Mapping[UUID, Progress]:
    """Of every case of a sample how far it is; in one question, however many there are."""
    rows = db.fetch("SELECT * FROM goldthread_audit_progress(%s)", [sample.pk])
    return {row["sampled_id"]: Progress(row["graders"], row["sent"]) for row in rows}


def _check_whole(sample: Sample) -> None:
    progress = progress_of(sample)
    for one in sample.cases.order_by("place"):
        for sent in progress[one.pk].sent:
            if not sent["is_done"]:
                words = f"{one.reference} was sent back and is not confirmed ({sent['reference']})."
                raise Clash(words, "Close it once somebody outside the team confirmed that the child is safe.")
        graders = progress[one.pk].graders
        if "first" not in graders or (one.is_again and "second" not in graders):
            raise Clash(f"{one.reference} is not graded yet.", "Grade it first, and again where chance chose it.")


def _standing(one: SampledCase, last: Last, progress: Progress) -> dict[str, Any]:
    """How far a case of the sample is: graded or not for everybody, the grades as far as this reader may see them."""
    first, second = last.get((one.pk, "first")), last.get((one.pk, "second"))
    return {
        "graded": "first" in progress.graders,
        "graded_again": "second" in progress.graders,
        "grade": first.grade if first else None,
        "second_grade": second.grade if second else None,
        "sent_back": [dict(sent) for sent in progress.sent],
    }


def _sought(
    cases: Iterable[SampledCase], last: Last, progress: Mapping[UUID, Progress]
) -> dict[str, Any] | None:  # fmt: skip
    """What became of the cases that were sought; counted apart, and in no rate. None where none was."""
    sought = [one for one in cases if not is_random(one)]
    if not sought:
        return None
    graded = [last[one.pk, "first"].grade for one in sought if (one.pk, "first") in last]
    not_good, sent = sum(one != Grade.GOOD for one in graded), sum(bool(progress[one.pk].sent) for one in sought)
    told = f"{len(sought)} sought, {len(graded)} graded, {not_good} not good, {sent} sent back"
    words = f"Targeted sample, in no rate: {told}."
    return {"cases": len(sought), "graded": len(graded), "not_good": not_good, "sent_back": sent, "words": words}


def _proved(
    sample: Sample, cases: Iterable[SampledCase], last: Last, targeted: dict[str, Any] | None
) -> dict[str, Any]:  # fmt: skip
    """The estimate of what chance drew, in figures and in sentences, and the targeted arm in a sentence of its own.

    Second grades correct first ones where another team gave them.
    """
    corrects = sample.first_role != sample.second_role
    rows = tuple(_row(one, last, corrects=corrects) for one in cases if is_random(one))
    apart = [targeted["words"]] if targeted else []
    agreed = _agreed(last, corrects=corrects)
    if not any(one.grade for one in rows):
        return {"estimate": None, "words": ["No grade that you may see is in yet.", *apart], "agreement": agreed}
    eligible = int(sample.proof["draw_eligible"])
    told = estimate(Grades(strata_of(sample), rows, eligible=eligible, is_drawn=True))
    kept = ("form", "judged", "share", "low", "high", "too_few")
    # A grade of another auditor that waits for its blind second is there, and is not this reader's to see.
    said = [one.replace("are not graded yet", "are not graded yet, or not shown to you yet") for one in told["words"]]
    words = [*said, *(agreed["words"] if agreed else ()), *apart]
    return {"estimate": {name: told.get(name) for name in kept}, "words": words, "agreement": agreed}


def _row(one: SampledCase, last: Last, *, corrects: bool) -> Graded:
    first, second = last.get((one.pk, "first")), last.get((one.pk, "second"))
    central = Grade(second.grade) if second and first and corrects else None
    return Graded(one.place, tuple(one.strata), one.stratum_cases, Grade(first.grade) if first else None, central)


def _agreed(last: Last, *, corrects: bool) -> dict[str, Any] | None:
    """How far the two blind grades agree, of the cases of which this reader may see both."""
    pairs = [(Grade(first.grade), Grade(last[sampled, "second"].grade)) for (sampled, which), first in last.items()
             if which == "first" and (sampled, "second") in last]  # fmt: skip
    return twice_graded(pairs, LOCAL_AND_CENTRAL if corrects else FIRST_AND_SECOND)


def _findings(sample: Sample, cases: Iterable[SampledCase], last: Last) -> Iterator[dict[str, Any]]:
    """The questions that were answered no or not recorded in what chance drew, the most frequent first."""
    said: dict[str, Counter[str]] = {}
    drawn = {one.pk for one in cases if is_random(one)}
    for (sampled, which), review in last.items():
        for question, one in review.answers.items() if which == "first" and sampled in drawn else ():
            said.setdefault(question, Counter())[one["said"]] += 1
    words = {asked.id: asked.words for asked in asked_in(sample)}
    found = [(counts[Said.NO], counts[Said.NOT_RECORDED], question, counts) for question, counts in said.items()]
    for no, not_recorded, question, counts in sorted(found, key=lambda one: (-(one[0] + one[1]), one[2])):
        if no + not_recorded:
            asked = sum(counts.values()) - counts[Said.NOT_APPLICABLE]
            yield {"question": question, "words": words[question], "no": no, "not_recorded": not_recorded, "of": asked}
