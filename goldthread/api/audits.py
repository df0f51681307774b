"""Operations of audit: samples given to your post, their cases as they were known, reviews, what is sent back."""

from typing import Annotated, Any

from ninja import Path, Query, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.fields import AwareMoment, Number, Reference
from goldthread.api.shapes import audits as shapes
from goldthread.api.work import Key

router = Router(tags=["audit"])
SampleReference = Annotated[Reference, Path(description="A sample's reference, like Q-4K9WQTD.")]
Place = Annotated[Number, Path(description="The place of the case in the sample.", le=100_000)]


@router.post("/audits/draw", response={201: shapes.AuditHead})
def draw_audit(request: Call, asked: shapes.AuditToDraw) -> Any:
    """Draw a sample and freeze it, with its list, seed and time."""
    return steps.draw_audit(request.auth, **asked.dict())


@router.get("/audits", response=shapes.AuditList)
def list_audits(request: Call) -> Any:
    """The samples given to your post, the newest first. Nobody is named."""
    return steps.audits(request.auth)


@router.get("/audits/findings", response=shapes.AuditFindings)
def list_audit_findings(request: Call, wanted: Query[shapes.AuditFindingsWanted]) -> Any:
    """What audits found in a time, question by question, and what became of what was sent back. Counts only."""
    return steps.audit_findings(request.auth, **wanted.dict())


@router.get("/audits/moderation", response=shapes.AuditsToModerate)
def list_audits_to_moderate(request: Call) -> Any:
    """The cases of which a grade departs from its answers, or two blind grades differ. No grade is told here."""
    return steps.audits_to_moderate(request.auth)


@router.get("/audits/{reference}", response=shapes.AuditInFull)
def open_audit(request: Call, reference: SampleReference) -> Any:
    """One sample: its cases by reference, what was sent back, and what its grades prove."""
    return steps.audit(request.auth, reference)


@router.get("/audits/{reference}/cases/{place}", response=shapes.AuditedCase)
def open_audited_case(
    request: Call,
    reference: SampleReference,
    place: Place,
    as_known_at: Annotated[AwareMoment | None, Query(None, description="Else when the sample was drawn.")],
) -> Any:
    """One case as it was known then, with the questions. Nobody audits work of their own or of their team."""
    return steps.audited_case(request.auth, reference, place, as_known_at)


@router.post("/audits/{reference}/cases/{place}/reviews", response={201: shapes.AuditReviewKept})
def submit_audit_review(
    request: Call, reference: SampleReference, place: Place, asked: shapes.AuditReview, idempotency_key: Key
) -> Any:
    """Grade a case. A no to an R question whose risk is live sends it back in the same moment."""
    told = asked.dict()
    return steps.submit_review(request.auth, reference, place, told.pop("answers"), told.pop("grade"), **told,
                               key=idempotency_key)  # fmt: skip


@router.get("/audits/{reference}/cases/{place}/gradings", response=shapes.AuditGradings)
def open_audit_gradings(request: Call, reference: SampleReference, place: Place) -> Any:
    """The gradings of a case that you may see: each version with its answers and words, and what was decided."""
    return steps.audit_gradings(request.auth, reference, place)


@router.post("/audits/{reference}/cases/{place}/moderations", response={201: shapes.AuditModerated})
def moderate_audit(
    request: Call, reference: SampleReference, place: Place, asked: shapes.AuditToModerate, idempotency_key: Key
) -> Any:
    """Decide the grade of record. Neither of the two graders does; both gradings stay as they are."""
    return steps.moderate_audit(request.auth, reference, place, **asked.dict(), key=idempotency_key)


@router.post("/audits/{reference}/cases/{place}/send-back", response={201: shapes.AuditSent})
def send_case_back(request: Call, reference: SampleReference, place: Place, asked: shapes.AuditToSendBack) -> Any:
    """Send a case back at once: a child is at risk now. It waits for no grade."""
    return steps.send_back(request.auth, reference, place, asked.why)


@router.post("/audits/{reference}/cases/{place}/settle", response=shapes.AuditSettled)
def settle_sent_back(request: Call, reference: SampleReference, place: Place, asked: shapes.AuditToSettle) -> Any:
    """Say that a child sent back in a case held elsewhere is safe. Whoever sent it back does not."""
    return steps.settle_elsewhere(request.auth, reference, place, asked.how)


@router.post("/audits/{reference}/close", response=shapes.AuditHead)
def close_audit(request: Call, reference: SampleReference) -> Any:
    """Close a sample that is graded; never while something that it sent back is open."""
    return steps.close_audit(request.auth, reference)
