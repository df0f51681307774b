"""A review of one sampled case: submitted whole, never changed. A correction is its next version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldthread.audit.grading import Answer, Decided, Evidence, Grade, Said, decide, propose
from goldthread.audit.reviews.models import Review, Sample, SampledCase
from goldthread.audit.reviews.reading import asked_in, hold, officer_of, under_look
from goldthread.audit.reviews.referring import mentions_of, send_back_under
from goldthread.core import clocks, db
from goldthread.core.access.actions import Look
from goldthread.core.access.reader import Reader
from goldthread.core.journal import actions as journal
from goldthread.core.journal.models import Event
from goldthread.core.refusals import Clash, NotValid, Refusal

LONGEST = 20_000  # ours: of the words beside one answer


@dataclass(frozen=True)
class Told:
    """What an auditor says of a case. Answers by question: `said`, `evidence`, `confidence` and words beside."""

    answers: Mapping[str, Mapping[str, Any]]
    grade: str
    reason: str = ""
    risk_is_live: bool = False
    why_live: str = ""


@dataclass(frozen=True)
class Submitted:
    """A review as it was kept, and the referral that it opened."""

    review: Review
    referral: str

    def as_json(self) -> dict[str, Any]:
        return {**review_as_json(self.review), "sent_back": self.referral}


def submit_review(
    by: Reader, reference: str, place: int, told: Told, *, idempotency_key: str | None = None
) -> Submitted:
    """Grade one case of a sample. A no on an R question whose risk is live sends it back in the same transaction."""
    by.must("audit_cases")
    with db.transaction():
        under, sample, drawn = under_look(by, reference, place, operation="alteration", change="audit review")
        hold(drawn)
        check_open(sample)
        given = list(read_answers(told.answers))
        decided = decide(propose(asked_in(sample), given), grade_called(told.grade), told.reason)
        which = which_of(by, sample, drawn)
        event, is_new = _write(by, under, drawn, which, told, decided, idempotency_key)
        if not is_new:
            return Submitted(Review.objects.get(event_id=event.pk), "")
        review = _keep(by, drawn, which, told, given, decided, event)
        live = decided.proposal.referral if told.risk_is_live else ()
        sent = send_back_under(by, under, drawn, told.why_live, live) if live else ""
    return Submitted(review, sent)


def check_open(sample: Sample) -> None:
    if sample.closed_at:
        raise Clash("This sample is closed.", "Its grades stand as they are.")


def read_answers(told: Mapping[str, Mapping[str, Any]]) -> Iterable[Answer]:
    """The answers as grading takes them; a fault names the question."""
    for question, one in told.items():
        said = str(one.get("said", "")).strip().lower()
        if said not in list(Said):
            raise NotValid(question, f'"{said[:30]}" is no answer.', f"One of: {', '.join(Said)}.")
        words = str(one.get("words", ""))
        if len(words) > LONGEST:
            raise NotValid(question, f"The words are over {LONGEST:,} characters.", "Shorten them.")
        seen = tuple(_evidence(question, each) for each in one.get("evidence", ()))
        yield Answer(question, Said(said), seen, str(one.get("confidence", "medium")), words)


def grade_as_json(one: Review) -> dict[str, Any]:
    """What one version of a grading came to, without its answers."""
    return {
        "which": one.which,
        "version": one.version,
        "at": one.at.isoformat(),
        "proposed": one.proposed["proposed"],
        "reasons": one.proposed["reasons"],
        "grade": one.grade,
        "is_departure": one.is_departure,
        "risk_is_live": one.risk_is_live,
    }


def review_as_json(one: Review) -> dict[str, Any]:
    return {
        **grade_as_json(one),
        "not_recorded": one.proposed["not_recorded"],
        "referral_questions": one.proposed["referral"],
        "answers": one.answers,
    }


def _evidence(question: str, told: Mapping[str, Any]) -> Evidence:
    system, record, at = (told.get(name, "") for name in ("system", "record", "at"))
    try:
        moment = at if isinstance(at, datetime) else datetime.fromisoformat(str(at))
    except ValueError:
        raise NotValid(question, "The time of its evidence cannot be read.", "Like 2026-10-24T22:41+01:00.") from None
    if not str(system).strip() or not str(record).strip() or moment.tzinfo is None:
        raise NotValid(question, "Evidence has no system, record or time with offset.", "Name all three.")
    return Evidence(str(system).strip()[:60], str(record).strip()[:80], moment)


def grade_called(text: str) -> Grade:
    """The grade of that name; another word is refused."""
    if text not in list(Grade):
        raise NotValid("grade", f'"{text[:30]}" is no grade.', f"One of: {', '.join(Grade)}.")
    return Grade(text)


def which_of(by: Reader, sample: Sample, drawn: SampledCase) -> str:
    """Whether this reader grades first or again; refused where somebody else did, or chance did not choose it."""
    rows = db.fetch("SELECT which, officer_id FROM goldthread_audit_graders(%s)", [drawn.pk])
    graders = {row["which"]: row["officer_id"] for row in rows}
    me = by.officer.pk if by.officer else None
    is_first = by.role.id == sample.first_role
    if is_first and graders.get("first", me) == me:
        return "first"
    if by.role.id != sample.second_role:
        raise Refusal("graded_by_another", "Another auditor graded this case.", "Grade another of the sample.")
    if not drawn.is_again:
        raise Refusal("not_again", "Chance did not choose this case to be graded again.", "Grade one that it chose.")
    if graders.get("second", me) != me:
        raise Refusal("graded_by_another", "Another auditor graded this case again.", "Grade another of the sample.")
    return "second"


def _write(
    by: Reader, under: Look, drawn: SampledCase, which: str, told: Told, decided: Decided, key: str | None
) -> tuple[Event, bool]:
    """The event: codes as facts, and an auditor's words erasable in the payload."""
    words = {question: str(one.get("words", "")) for question, one in told.answers.items() if one.get("words")}
    payload = {"words": words, "reason": decided.reason, "why_live": told.why_live.strip()}
    coded = {question: str(one.get("said", "")) for question, one in told.answers.items()}
    return journal.write(
        "audit.reviewed",
        stream=f"audit:{drawn.pk}:{which}",
        by=by,
        under=under,
        occurred_at=clocks.now(),
        mentions=mentions_of(drawn),
        facts={"facts": {"grade": str(decided.grade), "said": coded, "live": told.risk_is_live},
               "proposed": decided.proposal.as_json()},
        payload=payload if any(payload.values()) else None,
        idempotency_key=key,
    )  # fmt: skip


def _keep(
    by: Reader, drawn: SampledCase, which: str, told: Told, given: Iterable[Answer], decided: Decided, event: Event
) -> Review:
    before = db.fetch_one("SELECT coalesce(max(versions), 0) AS n FROM goldthread_audit_graders(%s) WHERE which = %s",
                          [drawn.pk, which])  # fmt: skip
    return Review.objects.create(
        sample_id=drawn.sample_id,
        sampled=drawn,
        which=which,
        version=before["n"] + 1,
        officer=officer_of(by),
        at=event.recorded_at,
        answers={one.question: _coded(one) for one in given},
        proposed=decided.proposal.as_json(),
        grade=str(decided.grade),
        is_departure=decided.is_departure,
        risk_is_live=told.risk_is_live,
        event_id=event.pk,
    )


def _coded(one: Answer) -> dict[str, Any]:
    seen = [{"system": each.system, "record": each.record, "at": each.at.isoformat()} for each in one.evidence]
    return {"said": str(one.said), "confidence": one.confidence, "evidence": seen}
