"""A case is sent back at once: the referral, the alert that climbs, and the live case told, in one transaction."""

import uuid
from collections.abc import Sequence

from goldthread.audit.referral.guards import TOLD
from goldthread.audit.reviews.models import Referral, SampledCase
from goldthread.audit.reviews.reading import hold, officer_of, under_look
from goldthread.core import clocks, db
from goldthread.core.access.actions import Look
from goldthread.core.access.reader import Reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.areas.registry import areas
from goldthread.core.cases.actions import locked, reopen_under, write_opening
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import stream_of
from goldthread.core.journal import actions as journal
from goldthread.core.refusals import Clash, NotValid, Refusal

LONGEST = 20_000
AREA = "referral"
ELSEWHERE = "sent_back_elsewhere"


def send_back(by: Reader, reference: str, place: int, why: str) -> str:
    """Send a case back on the auditor's own word, at any time; the reference of what it became.

    It never waits for a grade, and a closed sample does not keep it back.
    """
    by.must("audit_cases")
    if not why.strip():
        raise NotValid("why", "Say what puts the child at risk now.")
    if len(why) > LONGEST:
        raise NotValid("why", f"This is over {LONGEST:,} characters.", "Shorten it.")
    with db.transaction():
        under, _, drawn = under_look(by, reference, place, operation="alteration", change="audit sent back")
        return send_back_under(by, under, drawn, why)


def send_back_under(by: Reader, under: Look, drawn: SampledCase, why: str, questions: Sequence[str] = ()) -> str:
    """The same under a look that is open: once for as long as the referral is open."""
    hold(drawn)
    standing = db.fetch("SELECT reference FROM goldthread_audit_sent_back(%s) WHERE NOT is_done", [drawn.pk])
    if standing:
        return str(standing[0]["reference"])
    said = why.strip() or f"Answered no, and the risk is live: {', '.join(questions)}."
    if drawn.case_id is None:
        return _elsewhere(by, under, drawn, said, questions)
    return _here(by, under, drawn, locked(drawn.case_id), said, questions)


def settle_elsewhere(by: Reader, reference: str, place: int, how: str) -> None:
    """Say that a child sent back in a case held elsewhere is safe: an auditor, and not the one who sent it back.

    The work itself is done in the other system. An auditor is outside the team that held the case; `how` says who
    there confirmed it and when.
    """
    by.must("audit_cases")
    if not how.strip() or len(how) > LONGEST:
        raise NotValid("how", "Say who confirmed there that the child is safe, and when.", f"At most {LONGEST:,}.")
    with db.transaction():
        under, _, drawn = under_look(by, reference, place, operation="alteration", change="audit settled")
        waiting = drawn.referrals.filter(case=None).order_by("-raised_at").first()
        standing = db.fetch("SELECT 1 FROM goldthread_audit_sent_back(%s) WHERE NOT is_done", [drawn.pk])
        if waiting is None or not standing:
            raise Clash("Nothing that is held elsewhere waits here.", "A referral of ours is moved as work of its own.")
        if waiting.raised_by_id == officer_of(by).pk:
            raise Refusal("own_case", "You sent it back yourself.", "Another auditor confirms it.")
        journal.write("audit.settled", stream=_sent(drawn), by=by, under=under, occurred_at=clocks.now(),
                      payload={"how": how.strip()})  # fmt: skip
        alerts.settle_told(ELSEWHERE, _told_elsewhere(drawn), "The child was confirmed safe.")


def _sent(drawn: SampledCase) -> str:
    return f"audit:{drawn.pk}:sent"


def _told_elsewhere(drawn: SampledCase) -> str:
    return f"An audit sent {drawn.reference} back, which is held in another system: a child may be at risk now."


def mentions_of(drawn: SampledCase) -> list[uuid.UUID]:
    """Whom the case is about, so that an auditor's words about them are found when they are to be erased."""
    return list(Case.objects.filter(pk=drawn.case_id).values_list("mention_id", flat=True)) if drawn.case_id else []


def _here(by: Reader, under: Look, drawn: SampledCase, case: Case, why: str, questions: Sequence[str]) -> str:
    """Of a case held here: a referral that is work of its own, the duty inspector and the owner told, the case told."""
    now, new_id = clocks.now(), uuid.uuid4()
    # First, so that the row rules open to the auditor the case that it becomes.
    _keep(by, drawn, questions, new_id)
    event, _ = write_opening(
        by, under, areas()[AREA], new_id,
        mention_id=case.mention_id,
        occurred_at=now,
        payload={"why": why, "case": case.reference},
        risk="high",
        borough_code=case.borough_id,
        facts={"about": case.reference, "questions": list(questions)},
    )  # fmt: skip
    reference = str(event.facts["set"]["reference"])
    _tell_officers(case, reference)
    _tell_case(by, under, case, reference, why)
    reopen_under(by, under, case, f"Sent back by an audit: {reference}. {why}")
    return reference


def _keep(by: Reader, drawn: SampledCase, questions: Sequence[str], case_id: uuid.UUID | None) -> Referral:
    return Referral.objects.create(
        sample_id=drawn.sample_id,
        sampled=drawn,
        case_id=case_id,
        questions=list(questions),
        raised_by=officer_of(by),
        raised_at=clocks.now(),
    )


def _tell_officers(case: Case, reference: str) -> None:
    """The duty inspector of the borough, and the named owner: both climb until somebody acknowledges."""
    words = f"An audit sent {case.reference} back: a child may be at risk now."
    alerts.raise_urgent(TOLD, words, "now", case_reference=reference, to_role="duty_inspector", borough=case.borough_id)
    if case.owner:
        alerts.raise_urgent(TOLD, words, "now", case_reference=reference, to_officer=case.owner, to_role="supervisor",
                            borough=case.borough_id)  # fmt: skip


def _tell_case(by: Reader, under: Look, case: Case, reference: str, why: str) -> None:
    """The live case asks its owner to act, as a supervisor's review would."""
    journal.write(
        "case.sent_back",
        stream=stream_of(case.pk),
        by=by,
        under=under,
        occurred_at=clocks.now(),
        mentions=[case.mention_id],
        facts={"set": {"instructed_at": clocks.now().isoformat()}},
        payload={"instructions": f"An audit sent this case back ({reference}). {why}"},
        payload_layer="summary",
    )
    case.refresh_from_db()


def _elsewhere(by: Reader, under: Look, drawn: SampledCase, why: str, questions: Sequence[str]) -> str:
    """Of a case held in another system: the duty inspector is told its reference, and the referral stands by itself."""
    found = _keep(by, drawn, questions, None)
    journal.write("audit.sent_back", stream=_sent(drawn), by=by, under=under, occurred_at=found.raised_at,
                  facts={"questions": list(questions)}, payload={"why": why})  # fmt: skip
    alerts.raise_urgent(
        ELSEWHERE, _told_elsewhere(drawn), "now", to_role="duty_inspector", borough=drawn.sample.of_borough_id
    )
    return drawn.reference
