"""What an auditor has half written: kept as it is typed, theirs alone, and gone once the review is submitted."""

from collections.abc import Mapping, Sequence
from typing import Any

from goldthread.audit.desk.models import Draft
from goldthread.audit.grading import CONFIDENCE, Said
from goldthread.audit.reviews.gradings import own_grading
from goldthread.audit.reviews.models import SampledCase
from goldthread.audit.reviews.reading import asked_in, hold, officer_of, under_look
from goldthread.audit.reviews.reviewing import LONGEST, Submitted, Told, check_open, submit_review
from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotValid

Answers = dict[str, dict[str, Any]]
MOST_EVIDENCE = 30  # ours: more than one answer was ever seen to need


def answers_of(by: Reader, drawn: SampledCase) -> Answers:
    """What this reader has answered so far: half written, else as they last submitted it. Under a look that is open."""
    kept = Draft.objects.filter(sampled=drawn, officer=officer_of(by)).first()
    if kept:
        return dict(kept.answers)
    last = own_grading(by, drawn)
    return {name: dict(one) for name, one in last.answers.items()} if last else {}


def keep_answers(by: Reader, reference: str, place: int, changed: Mapping[str, Mapping[str, Any]]) -> Answers:
    """Keep these answers of a case as typed, over what was kept of the same questions; nothing is graded.

    Each may hold `said`, `confidence`, `words` and `evidence`; what is left out stays. Refused by question.
    """
    by.must("audit_cases")
    with db.transaction():
        _, sample, drawn = under_look(by, reference, place)
        hold(drawn)  # what the page keeps by itself may be under way when somebody presses a button
        check_open(sample)
        known = {one.id for one in asked_in(sample)}
        kept = answers_of(by, drawn)
        for question, one in changed.items():
            if question not in known:
                raise NotValid(question, f"{question[:20]} is not asked in this form.", "Leave it out.")
            kept[question] = {**kept.get(question, {}), **_checked(question, one)}
        Draft.objects.update_or_create(
            sampled=drawn,
            officer=officer_of(by),
            defaults={"sample_id": drawn.sample_id, "answers": kept, "kept_at": clocks.now()},
        )
    return kept


def submit_kept(by: Reader, reference: str, place: int, told: Told, *, key: str | None = None) -> Submitted:
    """Submit what was kept with the auditor's own grade; the draft is gone in the same transaction.

    `told.answers` are not read: those that were kept are submitted.
    """
    by.must("audit_cases")
    with db.transaction():
        _, _, drawn = under_look(by, reference, place)
        given = {question: one for question, one in answers_of(by, drawn).items() if one.get("said")}
        whole = Told(given, told.grade, told.reason, told.risk_is_live, told.why_live)
        done = submit_review(by, reference, place, whole, idempotency_key=key)
        Draft.objects.filter(sampled=drawn, officer=officer_of(by)).delete()
    return done


def _checked(question: str, one: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of an answer that were given. Half an answer may be kept; a word that is no answer may not."""
    found = {name: one[name] for name in ("said", "confidence", "words", "evidence") if name in one}
    if found.get("said", "") not in ("", *Said):
        raise NotValid(question, f'"{str(found["said"])[:30]}" is no answer.', f"One of: {', '.join(Said)}.")
    if found.get("confidence", "") not in ("", *CONFIDENCE):
        raise NotValid(question, "That does not say how sure you are.", f"One of: {', '.join(CONFIDENCE)}.")
    if len(str(found.get("words", ""))) > LONGEST:
        raise NotValid(question, f"The words are over {LONGEST:,} characters.", "Shorten them.")
    if len(found.get("evidence", ())) > MOST_EVIDENCE:
        raise NotValid(question, f"More than {MOST_EVIDENCE} pieces of evidence.", "Keep those that show it.")
    return found


def with_evidence(kept: Mapping[str, Any], more: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The evidence of an answer and some more, each piece once."""
    held: dict[tuple[str, str], dict[str, str]] = {}
    for one in (*kept.get("evidence", ()), *more):
        held.setdefault((one["system"], one["record"]), dict(one))
    return list(held.values())
