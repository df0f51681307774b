"""What a home sent, read by the worker: a good row is a missing report at once, a wrong one is put before a person."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import SERVICE_ROLE, Reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.checking import add_note
from goldthread.core.cases.models import Case
from goldthread.core.people.queries import newest_mention
from goldthread.core.refusals import NotValid, Refusal
from goldthread.respond.missing.choices import IN_CARE
from goldthread.respond.missing.moves import AWAY
from goldthread.respond.missing.partners import models
from goldthread.respond.missing.partners.columns import BACK
from goldthread.respond.missing.partners.finding import child_in, open_report
from goldthread.respond.missing.partners.models import PartnerReport
from goldthread.respond.missing.partners.reading_row import answers_of, check_order, check_readable, instant
from goldthread.respond.missing.partners.receiving import CAME
from goldthread.respond.missing.partners.rows import Row
from goldthread.respond.missing.reporting import report_missing
from goldthread.respond.placements.models import Premises
from goldthread.respond.placements.philomena import keep_form, words_from

FORBIDDEN = 403  # whoever asks may not: nothing is wrong with the row
SERVICE, DOOR = "partner reports", "service:partner reports"
SET_ASIDE, BY_HOME = "partner_report_aside", "missing_by_home"
# Whoever sent it had the right to send; what a report makes is made for them by this service.
FOR_WHOEVER_SENT = replace(SERVICE_ROLE, may=frozenset(("open_picture", "report_missing", "work_missing")))


@dataclass(frozen=True)
class Done:
    """What became of a row: its state, the case it is about, whom it names, and of one set aside the field and why."""

    state: str
    case_reference: str = ""
    mention: UUID | None = None
    field: str = ""
    words: str = ""
    reported_at: datetime | None = None


def read_sending(sending_id: UUID) -> None:
    """Read every report of a sending that nobody has read yet, each in a transaction of its own."""
    with db.as_service():
        waiting = list(
            PartnerReport.objects.filter(sending=sending_id, state=models.WAITING).order_by("number").values_list("pk")
        )
    for (report_id,) in waiting:
        with db.as_service(), db.transaction():
            report = PartnerReport.objects.select_for_update().select_related("sending__sent_by").get(pk=report_id)
            if report.state == models.WAITING:
                _keep(report, read_report(_reader(report), report, dict(report.said.body or {})))


def read_report(by: Reader, report: PartnerReport, row: Row) -> Done:
    """What a row comes to: what refuses it is undone, kept beside it and told at once."""
    if by.service:  # an officer looked already
        look(by, operation="alteration", change="a home's report read", report=report.reference)
    try:
        with db.transaction():
            check_readable(row)
            return _back(by, report, row) if report.what == BACK else _missing(by, report, row)
    except Refusal as refusal:
        if refusal.status == FORBIDDEN and not by.service:
            raise
        return Done(models.ASIDE, field=(refusal.field or "what")[:40], words=str(refusal)[:300])


def settled(report: PartnerReport, done: Done) -> PartnerReport:
    """Write down what became of a report, and tell the control room where it waits for a person."""
    report.state, report.case_reference, report.mention_id = done.state, done.case_reference, done.mention
    report.field, report.words = done.field, done.words
    report.reported_at = done.reported_at or report.reported_at
    report.read_at, report.attempts = clocks.now(), report.attempts + 1
    report.save()
    if done.state != models.ASIDE:
        for kind in (CAME, SET_ASIDE):
            alerts.settle(kind, report.reference, f"It was taken: {report.case_reference or report.state}.")
    _tell(report)
    return report


def _tell(report: PartnerReport) -> None:
    """The control room hears of what waits for a person, and of a case that waits for its grade; of a carer's word that
    a child is back the case's own step tells."""
    kind, words, about, urgency = {
        models.ASIDE: (SET_ASIDE, "A home's report could not be taken: {0}. A child may be missing.", "", "now"),
        models.OPENED: (
            BY_HOME,
            "A home reported a child missing: {0}. The report waits for its grade.",
            "case",
            "now",
        ),
        models.JOINED: (BY_HOME, "A home told more of a child who is missing: {0}.", "case", "today"),
    }.get(report.state, ("", "", "", ""))
    if kind:
        reference = report.case_reference if about else report.reference
        alerts.raise_urgent(kind, words.format(reference), urgency, case_reference=reference, to_role="control_room",
                            borough=_borough(report.home))  # fmt: skip


def _keep(report: PartnerReport, done: Done) -> None:
    settled(report, done)


def _reader(report: PartnerReport) -> Reader:
    sending = report.sending
    return Reader(FOR_WHOEVER_SENT, DOOR, sending.purpose, sending.sent_by, service=SERVICE)


def _borough(home: str) -> str | None:
    return Premises.objects.filter(code=home).values_list("borough_id", flat=True).first()


def _missing(by: Reader, report: PartnerReport, row: Row) -> Done:
    """A missing report like any other, or words to the one that is open on this child."""
    home = Premises.objects.filter(code=report.home, closed_on=None).first()
    if home is None:
        raise NotValid("home", f'"{report.home}" is no home we hold.', "Enter its code from the register.")
    child, code = child_in(row, home.code)
    reported = instant(row, "reported_at") or report.received_at
    check_order(row, reported)
    answers = answers_of(row, home)
    if any(words_from(row, part) for part in ("1", "2")) and answers["care"] in IN_CARE:
        answers["philomena"] = "yes"
    held = open_report(child)
    if held:
        _keep_parts(by, child, row, home, held[0])
        add_note(by, held[0], _in_words(home, answers), idempotency_key=f"partner:{report.pk}")
        return Done(models.JOINED, held[0], newest_mention(child), reported_at=reported)
    case = report_missing(by, code, occurred_at=reported, idempotency_key=f"partner:{report.pk}",
                          borough=home.borough_id or "", **answers)  # fmt: skip
    _keep_parts(by, child, row, home, case.reference)
    return Done(models.OPENED, case.reference, case.mention_id, reported_at=reported)


def _keep_parts(by: Reader, child: UUID, row: Row, home: Premises, case_reference: str) -> None:
    """The Philomena form that came with the report: sent when the child is missing, as the protocol has it."""
    for part in ("1", "2"):
        said = words_from(row, part)
        if said:
            under = look(by, people=[child], operation="alteration", change="Philomena form received",
                         case_reference=case_reference)  # fmt: skip
            keep_form(by, under, child, part, said, row.get("informant") or home.name, home=home,
                      case_reference=case_reference)  # fmt: skip


def _back(by: Reader, report: PartnerReport, row: Row) -> Done:
    """The home says that the child is back. It is kept as told: an officer must still see the child safe."""
    about = _about(report, row)
    at = instant(row, "returned_at") or instant(row, "located_at") or report.received_at
    told = {
        "told_back_on": at.isoformat(),
        "told_back_by": row.get("told_by") or f"The home, {report.home}",
        "told_back_words": row.get("how_is_child", ""),
    }
    case = Case.objects.get(reference=about.case_reference)
    if case.state in ("reported", *AWAY):
        move_case(by, case.reference, "told_back", answers=told, idempotency_key=f"partner:{report.pk}")
    elif case.closed_at is None:
        add_note(by, case.reference, "The home says that the child is back: " + "; ".join(filter(None, told.values())),
                 idempotency_key=f"partner:{report.pk}")  # fmt: skip
    return Done(models.TOLD, case.reference, case.mention_id, reported_at=at)


def _about(report: PartnerReport, row: Row) -> PartnerReport:
    """The report that a `back` row is about: of the same home, and taken."""
    named = row.get("our_reference", "").upper()
    about = PartnerReport.objects.filter(reference=named, home=report.home).exclude(pk=report.pk).first()
    if about is None:
        raise NotValid("our_reference", f'"{named[:20]}" is no report of this home.', "Ask the home whom it means.")
    if not about.case_reference:
        words = f"{about.reference} was not taken yet: the child it names is said to be back."
        raise NotValid("our_reference", words, f"Settle {about.reference} first.")
    return about


def _in_words(home: Premises, answers: dict[str, Any]) -> str:
    """What the home said of a child who is reported already, as a note."""
    said = "\n".join(f"{name.removeprefix('q_').replace('_', ' ')}: {value}" for name, value in answers.items()
                     if value and value != "unknown")  # fmt: skip
    return f"{home.name} reports this child missing too.\n{said}"
