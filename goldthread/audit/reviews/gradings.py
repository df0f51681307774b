"""The gradings of one sampled case, every version with its answers and words, and what a moderator decided of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goldthread.audit.grading import Grade
from goldthread.audit.reviews.models import Moderation, Review, Sample, SampledCase
from goldthread.audit.reviews.reading import officer_of, under_look
from goldthread.audit.reviews.reviewing import grade_as_json
from goldthread.core import db
from goldthread.core.access.actions import Look
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotFound

Answers = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Words:
    """What an auditor wrote: beside answers, why they depart, what puts the child at risk. Empty once erased."""

    beside: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    why_live: str = ""
    erased: bool = False


@dataclass(frozen=True)
class Grading:
    """One version of a grading, its words, and what it changed of the version before."""

    review: Review
    words: Words
    changed: tuple[str, ...] = ()

    @property
    def answers(self) -> Answers:
        """The answers by question, each with the words beside it."""
        return {name: {**one, "words": self.words.beside.get(name, "")} for name, one in self.review.answers.items()}

    def as_json(self) -> dict[str, Any]:
        return {
            **grade_as_json(self.review),
            "reason": self.words.reason,
            "why_live": self.words.why_live,
            "erased": self.words.erased,
            "changed": list(self.changed),
            "answers": self.answers,
        }


@dataclass(frozen=True)
class Decision:
    """What a moderator decided; `stands` until a grading that it was of is corrected, or it is decided again."""

    moderation: Moderation
    reason: str
    stands: bool

    def as_json(self) -> dict[str, Any]:
        one = self.moderation
        return {
            "version": one.version,
            "at": one.at.isoformat(),
            "by": str(one.officer),
            "grade": one.grade,
            "reason": self.reason,
            "of": {"first": one.first_version, "second": one.second_version},
            "stands": self.stands,
        }


@dataclass(frozen=True)
class Gradings:
    """What was graded of one case as far as the reader may see it, the first grading first, each by its versions."""

    sample: Sample
    drawn: SampledCase
    look: Look
    versions: Sequence[Grading]
    decisions: Sequence[Decision]

    @property
    def last(self) -> dict[str, Grading]:
        """The last version of each grading, by which of the two it is."""
        return {one.review.which: one for one in self.versions}

    @property
    def of_record(self) -> str:
        """The moderator's grade where one stands; else the second where another team gave it; else the first."""
        standing = next((one for one in self.decisions if one.stands), None)
        if standing:
            return standing.moderation.grade
        corrects = self.sample.first_role != self.sample.second_role
        held = (self.last.get("second") if corrects else None) or self.last.get("first")
        return held.review.grade if held else ""

    def as_json(self) -> dict[str, Any]:
        return {
            "sample": self.sample.reference,
            "place": self.drawn.place,
            "reference": self.drawn.reference,
            "grade_of_record": self.of_record or None,
            "gradings": [one.as_json() for one in self.versions],
            "decisions": [one.as_json() for one in self.decisions],
        }


def open_gradings(by: Reader, reference: str, place: int) -> Gradings:
    """What was graded of a case: the reader's own grading, and others' once they may be seen. A logged look."""
    by.must("audit_cases")
    under, sample, drawn = under_look(by, reference, place, list="audit gradings")
    found = gradings_under(sample, drawn, under)
    if not found.versions:
        raise NotFound("No grading of this case is yours to see yet.", "It is shown once both are in, or at the end.")
    return found


def gradings_under(sample: Sample, drawn: SampledCase, under: Look) -> Gradings:
    """The same under a look at that case that is open."""
    reviews = list(Review.objects.filter(sampled=drawn).order_by("which", "version"))
    moderations = list(Moderation.objects.filter(sampled=drawn).select_related("officer").order_by("version"))
    told = _told([*(one.event_id for one in reviews), *(one.event_id for one in moderations)])
    versions, before = [], dict[str, Grading]()
    for one in reviews:
        words = _words(told, one.event_id)
        changed = tuple(changes(before[one.which], one, words)) if one.which in before else ()
        before[one.which] = Grading(one, words, changed)
        versions.append(before[one.which])
    held = {name: one.review.version for name, one in before.items()}
    decisions = [_decision(one, told, held, is_last=one is moderations[-1]) for one in moderations]
    return Gradings(sample, drawn, under, tuple(versions), tuple(decisions))


def own_grading(by: Reader, drawn: SampledCase) -> Grading | None:
    """The last version that this reader submitted of a case, with its words: what a correction begins with.

    Under a look at that case that is open.
    """
    last = Review.objects.filter(sampled=drawn, officer=officer_of(by)).order_by("-version").first()
    return Grading(last, _words(_told([last.event_id]), last.event_id)) if last else None


def changes(before: Grading, after: Review, words: Words) -> Iterable[str]:
    """What a version changed of the one before it, each in a sentence; the words themselves stand in each version."""
    old = before.review
    if old.grade != after.grade:
        yield f"Grade: {old.grade} to {after.grade}."
    if old.proposed["proposed"] != after.proposed["proposed"]:
        yield f"The answers propose {after.proposed['proposed']}, before {old.proposed['proposed']}."
    yield from answers_changed(before.answers, Grading(after, words).answers)
    if before.words.reason != words.reason:
        yield "The reason for the grade: other words."


def answers_changed(old: Answers, new: Answers) -> Iterable[str]:
    """What differs between the answers of two versions, question by question."""
    for name in sorted({*old, *new}):
        was, now = old.get(name, {}), new.get(name, {})
        if was.get("said") != now.get("said"):
            yield f"{name}: {was.get('said') or 'no answer'} to {now.get('said') or 'no answer'}."
        elif _seen_in(was) != _seen_in(now) or was.get("confidence") != now.get("confidence"):
            yield f"{name}: other evidence, or another confidence."
        if was.get("words", "") != now.get("words", ""):
            yield f"{name}: other words."


def _seen_in(answer: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(one["system"], one["record"]) for one in answer.get("evidence", ())}


def _decision(one: Moderation, told: Mapping[int, Any], held: Mapping[str, int], *, is_last: bool) -> Decision:
    is_of_these = (one.first_version, one.second_version) == (held.get("first", 0), held.get("second", 0))
    body = told.get(one.event_id) or {}
    return Decision(one, str(body.get("reason", "")), is_last and is_of_these)


def _told(events: Sequence[int]) -> dict[int, Any]:
    """The payload of each event that is not erased, in one question."""
    rows = db.fetch("SELECT event_id, body FROM journal_payload WHERE event_id = ANY (%s::bigint[])", [list(events)])
    return {row["event_id"]: row["body"] for row in rows}


def _words(told: Mapping[int, Any], event_id: int) -> Words:
    """No payload: nothing was written. One without a body: it was erased."""
    if event_id not in told:
        return Words()
    if (body := told[event_id]) is None:
        return Words(erased=True)
    return Words(body.get("words", {}), body.get("reason", ""), body.get("why_live", ""))


def between(gradings: Gradings) -> list[Grade]:
    """The grades between the best and the worst of those given and proposed by the last versions: a moderator's choice.

    Ours: a moderator settles what two gradings, or one and its own answers, say of a case, and grades nothing anew.
    """
    said = [
        Grade(text) for one in gradings.last.values() for text in (one.review.grade, one.review.proposed["proposed"])
    ]
    bands = [one.band for one in said]
    return [one for one in Grade if bands and min(bands) <= one.band <= max(bands)]
