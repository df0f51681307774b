"""Reading what homes sent: a home its own and nothing else, the control room all of it; each a logged look."""

from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.refusals import NotFound, NotValid
from goldthread.respond.missing.partners.models import ASIDE, STATES, WAITING, PartnerReport
from goldthread.respond.missing.partners.receiving import home_of
from goldthread.respond.placements.models import Premises

PAGE = 200
STATE_WORDS = {
    "waiting": "Not read yet",
    "opened": "A missing report was opened",
    "joined": "Joined to the report that was open",
    "aside": "Waits for a person",
    "returned": "Answered by a person",
    "told": "Told: the child is back",
}
# What a home may know of the case: whether the child is found, and no more.
STANDS = {
    "reported": "reported",
    "absent": "being looked for",
    "open": "being looked for",
    "long_term": "being looked for",
    "located": "found",
    "safe": "found",
    "returned": "back",
    "closed": "closed",
    "not_missing": "closed",
    "deceased": "ask the police",
}
# What to do about a row that waits, by the field that was wrong.
TO_DO = {
    "home": "Enter the home's code; or report the child by hand and answer the row.",
    "child_code": "Choose the right child and enter the reference.",
    "surname": "Search for the child. Held: enter the reference. Not held: record the child, then report by hand.",
    "as_it_came": "Read what came and ring the home. Report the child by hand, then answer the row.",
    "our_reference": "Ask the home whom it means; put it right, or answer the row.",
}


def reports(by: Reader, *, state: str = "", page: int = 1, size: int = PAGE) -> dict[str, Any]:
    """What homes sent, what waits for a person first, a page at a time."""
    if state and state not in STATES:
        raise NotValid("state", f'"{state[:20]}" is no state.', f"Choose one of: {', '.join(STATES)}.")
    ids = db.fetch(
        "SELECT * FROM goldthread_partner_reports(%s, NULL, %s, %s, %s)",
        [_theirs(by), state, size, size * (page - 1)],
    )
    look(by, people=sorted({row["person_id"] for row in ids if row["person_id"]}), list="reports of homes")
    order = {row["report_id"]: place for place, row in enumerate(ids)}
    found = PartnerReport.objects.filter(pk__in=order).select_related("sending__sent_by", "settled_by")
    rows = sorted(found, key=lambda one: order[one.pk])
    homes, cases = _homes(rows), _cases(rows)
    return {"reports": [_told(by, one, homes, cases) for one in rows], "total": ids[0]["total"] if ids else 0,
            "waiting": sum(one.state in (ASIDE, WAITING) for one in rows)}  # fmt: skip


def report(by: Reader, reference: str) -> dict[str, Any]:
    """One report, with what it said word for word."""
    one, _ = held(by, reference)
    return opened(by, one)


def opened(by: Reader, one: PartnerReport) -> dict[str, Any]:
    """The same under the look that is open."""
    said = getattr(one, "said", None)
    return {**_told(by, one, _homes([one]), _cases([one])), "told": said.body if said else None,
            "is_erased": bool(said and said.erased_at)}  # fmt: skip


def held(by: Reader, reference: str, *, change: str = "") -> tuple[PartnerReport, Look]:
    """A report that this reader may know of, under a look; another home's is as unknown as one there never was."""
    named = reference.strip().upper()
    ids = db.fetch("SELECT * FROM goldthread_partner_reports(%s, %s, '', 2, 0)", [_theirs(by), named])
    if not ids:
        raise NotFound("No home's report has that reference.", "Check the reference.")
    people = [ids[0]["person_id"]] if ids[0]["person_id"] else []
    operation = "alteration" if change else "consultation"
    under = look(by, people=people, operation=operation, report=named, change=change)
    rows = PartnerReport.objects.filter(pk=ids[0]["report_id"]).select_related("sending__sent_by", "said")
    found = (rows.select_for_update(of=("self",)) if change else rows).first()
    if found is None:
        raise NotFound("No home's report has that reference.", "Check the reference.")
    return found, under


def _theirs(by: Reader) -> str | None:
    """The home whose reports are asked for; None: of all homes. A key without a home sees none."""
    if by.may("see_missing"):
        return None
    by.must("send_missing_report")
    return home_of(by)


def _homes(rows: list[PartnerReport]) -> dict[str, Premises]:
    return {one.code: one for one in Premises.objects.filter(code__in={row.home for row in rows})}


def _cases(rows: list[PartnerReport]) -> dict[str, str]:
    """Where each case stands. A home's key reads no case: the function tells a state and nothing else."""
    named = sorted({row.case_reference for row in rows if row.case_reference})
    return {row["reference"]: row["state"] for row in db.fetch("SELECT * FROM goldthread_case_states(%s)", [named])}


def _told(by: Reader, one: PartnerReport, homes: dict[str, Premises], cases: dict[str, str]) -> dict[str, Any]:
    home, state = homes.get(one.home), cases.get(one.case_reference, "")
    is_officer = by.may("see_missing")
    return {
        "reference": one.reference,
        "what": one.what,
        "state": one.state,
        "state_words": STATE_WORDS[one.state],
        "home": one.home,
        "home_name": home.name if home else "",
        "received_at": one.received_at.isoformat(),
        "reported_at": one.reported_at.isoformat() if one.reported_at else None,
        "sent_by": str(one.sending.sent_by) if is_officer else "",
        "way": one.sending.way,
        "case_reference": one.case_reference,
        "child": STANDS.get(state, "") if one.case_reference else "",
        "case_state": _state_words(state) if is_officer else "",
        "field": one.field,
        "words": one.words,
        "to_do": TO_DO.get(one.field, "Read why, put it right and take it again.") if one.state == ASIDE else "",
        "attempts": one.attempts,
        "waited_minutes": int((clocks.now() - one.received_at).total_seconds() // 60)
        if one.state in (ASIDE, WAITING) else 0,
    }  # fmt: skip


def _state_words(state: str) -> str:
    return next((one.words for one in areas()["missing"].states if one.id == state), "")
