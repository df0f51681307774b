"""Every write on evidence: added with its file or address, approved by another officer, withdrawn and never deleted."""

from dataclasses import astuple, dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.improve.governance.queries import must_see
from goldthread.improve.plans.held import Held, Place
from goldthread.improve.plans.keeping import (
    digest_of,
    journal_made,
    journal_of,
    keep_file,
    keeper,
    not_to_come,
    officer_of,
    said,
    serves_of,
)
from goldthread.improve.plans.models import Evidence, KeptFile
from goldthread.improve.plans.once import Sent
from goldthread.improve.plans.posts import check_answers
from goldthread.improve.plans.register import KINDS, chosen


@dataclass(frozen=True)
class Told:
    """What is said of a piece of evidence: a file, or the address of one that is kept elsewhere."""

    title: str
    kind: str
    effective_on: date
    serves: tuple[Place, ...]
    address: str = ""
    data: bytes = b""
    name: str = ""


def add_evidence(by: Reader, told: Told, *, idempotency_key: str | None = None) -> Evidence:
    """Add evidence on some points. An input says what was put in place; it is never proof of effect.

    By whoever keeps the plans, or by a post on what it answers for.
    """
    by.must("own_actions") if not by.may("keep_plans") else None
    officer = officer_of(by)
    if not told.serves:
        raise NotValid("points", "Say which point it is evidence of.")
    title = said("title", told.title, "Enter what it is.", 300)
    kind = chosen("kind", told.kind, KINDS)
    if not told.data and not told.address.strip():
        raise NotValid("file", "Give the file, or the address of where it is kept.")
    sent = Sent("plan.evidence_added", idempotency_key, (*astuple(replace(told, data=b"")), digest_of(told.data)))
    with db.transaction():
        under = look(by, operation="alteration", change="plan.evidence added")
        if before := sent.made_before(by):
            return Evidence.objects.select_related("file").get(pk=before)
        held = Held(clocks.now())
        served = serves_of(held, told.serves)
        check_answers(by, held, {one for one, _ in told.serves}, "points")
        made = Evidence.objects.create(
            title=title,
            kind=kind,
            file=keep_file(by, told.data, told.name) if told.data else None,
            address=_address(told.address),
            effective_on=not_to_come("effective_on", told.effective_on),
            serves=served,
            at=clocks.now(),
            by=officer,
        )
        journal_made(by, under, sent, _stream(made), _facts(made), made.pk)
    return made


def approve_evidence(by: Reader, evidence_id: int) -> Evidence:
    """Approve a piece of evidence under one's own name: never the officer who added it."""
    by.must("approve_evidence")
    officer = officer_of(by)
    with db.transaction():
        under = look(by, operation="alteration", change="plan.evidence approved")
        row = _held(evidence_id)
        if row.by_id == officer.pk:
            raise Refusal("own_evidence", "You added this evidence yourself.", "Another officer approves it.")
        if row.approved_by_id:
            raise Clash(f"{row.approved_by} approved it already.")
        row.approved_at, row.approved_by = clocks.now(), officer
        row.save(update_fields=["approved_at", "approved_by"])
        _journal(by, under, "plan.evidence_approved", row)
    return row


def withdraw_evidence(by: Reader, evidence_id: int, why: str) -> Evidence:
    """Withdraw a piece of evidence, with the reason. It stays on record, crossed out."""
    officer = keeper(by)
    reason = said("why", why, "Say why it is withdrawn.")
    with db.transaction():
        under = look(by, operation="alteration", change="plan.evidence withdrawn")
        row = _held(evidence_id)
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = clocks.now(), officer, reason
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        _journal(by, under, "plan.evidence_withdrawn", row)
    return row


def download(by: Reader, evidence_id: int) -> KeptFile:
    """The file of a piece of evidence, as it was handed in. Who took it is in the access log."""
    by.must("read_recommendations")
    must_see(by, "evidence")
    row = Evidence.objects.select_related("file").filter(pk=evidence_id).first()
    if row is None or row.file is None:
        raise NotFound("There is no such file.", "See the evidence of the recommendation.")
    with db.transaction():
        look(by, operation="consultation", layer="none", evidence=evidence_id, digest=row.file.digest)
    return row.file


def _held(evidence_id: int) -> Evidence:
    row = Evidence.objects.select_for_update(of=("self",)).filter(pk=evidence_id).first()
    if row is None:
        raise NotFound("There is no such evidence.", "See the evidence of the recommendation.")
    if row.withdrawn_at:
        raise Clash("It was withdrawn.", "Add it again, if it holds.")
    return row


def _address(text: str) -> str:
    """Where the evidence is kept; a page shows it as a link only where it is a web address."""
    address = text.strip()
    if len(address) > 500:
        raise NotValid("address", "The address is over 500 characters.")
    if urlsplit(address).scheme.lower() in ("javascript", "data", "vbscript"):
        raise NotValid("address", "This address cannot be kept.", "Enter where the document is.")
    return address


def _journal(by: Reader, under: Look, kind: str, row: Evidence) -> None:
    journal_of(by, under, kind, _stream(row), _facts(row))


def _stream(row: Evidence) -> str:
    return f"plan:evidence-{row.pk}"


def _facts(row: Evidence) -> dict[str, Any]:
    return {"kind": row.kind, "digest": row.file.digest if row.file else "", "serves": row.serves}
