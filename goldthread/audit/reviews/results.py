"""What the grades of a sample prove, which questions were answered no, and how far its graders agree."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.audit.agreeing import twice_graded
from goldthread.audit.graded import Graded, Grades
from goldthread.audit.grading import Grade, Said
from goldthread.audit.judging import estimate
from goldthread.audit.reviews.models import Review, Sample, SampledCase
from goldthread.audit.reviews.moderating import moderated_in, waiting_now
from goldthread.audit.reviews.reading import asked_in, head, line, sample_called
from goldthread.audit.reviews.seeking import is_random
from goldthread.core import db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader

FIRST_AND_SECOND = ("the first grader", "the second")
LOCAL_AND_CENTRAL = ("who graded first", "who graded again")
Last = Mapping[tuple[UUID, str], Review]
Decided = Mapping[UUID, str]  # what a moderator decided, by case


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
    progress, decided = progress_of(sample), moderated_in(sample)
    waits = {one.sampled_id for one in waiting_now()}
    targeted = _sought(cases, last, progress)
    return {
        **head(sample),
        "cases": [
            {
                **line(one, names),
                **_standing(one, last, progress[one.pk]),
                "moderated_grade": decided.get(one.pk),
                "waits_for_moderator": one.pk in waits,
            }
            for one in cases
        ],
        **_proved(sample, cases, last, decided, targeted),
        "moderated": len(decided),
        "to_moderate": sum(one.pk in waits for one in cases),
        "targeted": targeted,
        "findings": list(_findings(sample, cases, last)),
    }


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


def _standing(one: SampledCase, last: Last, progress: Progress) -> dict[str, Any]:
    """How far a case of the sample is: graded or not for everybody, the grades as far as this reader may see them."""
    first, second = last.get((one.pk, "first")), last.get((one.pk, "second"))
    return {
        "graded": "first" in progress.graders,
        "graded_again": "second" in progress.graders,
        "grade": first.grade if first else None,
        "second_grade": second.grade if second else None,
        "missed": _missed(first),
        "sent_back": [dict(sent) for sent in progress.sent],
    }


def _missed(first: Review | None) -> list[str]:
    """The questions answered no or not recorded in a first grading that may be seen."""
    said = first.answers.items() if first else ()
    return [question for question, one in said if Said(one["said"]).counts_as_no]


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
    sample: Sample, cases: Iterable[SampledCase], last: Last, decided: Decided, targeted: dict[str, Any] | None
) -> dict[str, Any]:  # fmt: skip
    """The estimate of what chance drew, in figures and in sentences, and the targeted arm in a sentence of its own.

    Second grades correct first ones where another team gave them; a moderator's grade stands for either.
    """
    corrects = sample.first_role != sample.second_role
    rows = tuple(_row(one, last, decided, corrects=corrects) for one in cases if is_random(one))
    apart = [*_moderated_words(cases, last, decided), *([targeted["words"]] if targeted else [])]
    agreed = _agreed(sample, last, corrects=corrects)
    if not any(one.grade for one in rows):
        return {"estimate": None, "words": ["No grade that you may see is in yet.", *apart], "agreement": agreed}
    eligible = int(sample.proof["draw_eligible"])
    told = estimate(Grades(strata_of(sample), rows, eligible=eligible, is_drawn=True))
    kept = ("form", "judged", "share", "low", "high", "too_few")
    # A grade of another auditor that waits for its blind second is there, and is not this reader's to see.
    said = [one.replace("are not graded yet", "are not graded yet, or not shown to you yet") for one in told["words"]]
    words = [*said, *(agreed["words"] if agreed else ()), *apart]
    return {"estimate": {name: told.get(name) for name in kept}, "words": words, "agreement": agreed}


def _row(one: SampledCase, last: Last, decided: Decided, *, corrects: bool) -> Graded:
    """One case as the estimate takes it.

    Where another team corrects, the first grade stays as that team gave it: it is what is being corrected, and chance
    alone says which cases correct it. A moderator then decides what it is corrected by.
    """
    first, second = last.get((one.pk, "first")), last.get((one.pk, "second"))
    given = Grade(first.grade) if first else None
    of_record = Grade(decided[one.pk]) if first and one.pk in decided else None
    central = (of_record or Grade(second.grade)) if second and first and corrects else None
    grade = given if corrects else of_record or given
    return Graded(one.place, tuple(one.strata), one.stratum_cases, grade, central)


def _moderated_words(cases: Iterable[SampledCase], last: Last, decided: Decided) -> Iterator[str]:
    """How many of the grades of which a share is told were decided by a moderator; nothing where none was."""
    many = sum(is_random(one) and one.pk in decided and (one.pk, "first") in last for one in cases)
    if many:
        yield f"{many:,} {'grade was' if many == 1 else 'grades were'} decided by a moderator who had given neither."


def _agreed(sample: Sample, last: Last, *, corrects: bool) -> dict[str, Any] | None:
    """How far the two blind grades agree, of the cases of which this reader may see both; never a moderator's."""
    blind = _blind(sample)
    pairs = [(Grade(blind[sampled, "first"]), Grade(blind[sampled, "second"])) for sampled, which in last
             if which == "first" and (sampled, "second") in last]  # fmt: skip
    return twice_graded(pairs, LOCAL_AND_CENTRAL if corrects else FIRST_AND_SECOND)


def _blind(sample: Sample) -> dict[tuple[UUID, str], str]:
    """Each grade as it was given blind: the last version from before both were in, else the first one.

    Who has seen the other grade may still correct their own, and would then agree because they saw it.
    """
    reviews = list(
        Review.objects.filter(sample=sample).order_by("version").values_list("sampled_id", "which", "at", "grade")
    )
    came = dict[UUID, dict[str, datetime]]()
    for sampled, which, at, _ in reviews:
        came.setdefault(sampled, {}).setdefault(which, at)
    found: dict[tuple[UUID, str], str] = {}
    for sampled, which, at, grade in reviews:
        both = len(came[sampled]) == 2 and max(came[sampled].values())
        if (sampled, which) not in found or not both or at < both:
            found[sampled, which] = grade
    return found


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
