"""Work is given to a named officer: who may give it, to whom, and who hears of it when a skill is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.areas.grammar import Area
from goldthread.core.cases.holding import Holder, able_roles, holders_among
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import NO_OFFER
from goldthread.core.cases.writing import New, area_of, tell_case
from goldthread.core.organisation.actions import officer_named
from goldthread.core.organisation.queries import officers_in_roles
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Given:
    """What came of one case of many: given, or why not."""

    reference: str
    refusal: Refusal | None = None


def allocate(
    by: Reader,
    reference: str,
    username: str,
    *,
    why: str = "",
    seen_event_id: int | None = None,
    idempotency_key: str | None = None,
) -> Case:
    """Give one open case to a named officer. Who lacks the skill may hold it, and it is alarmed."""
    by.must("open_picture")
    by.must("supervise_work")
    area = area_of(reference)
    to = holder_named(area, username)
    sets = {"owner_id": to.officer.pk, **NO_OFFER}
    new = New(lambda case: _check(case, to))
    case = tell_case(
        by,
        reference,
        "case.allocated",
        change=f"given to {username}",
        sets=sets,
        told={"allocated": {"to": to.officer.pk, "missing": list(to.missing)}},
        words={"to": str(to.officer), "why": why.strip()[:2000], "without": to.missing_words},
        check=new,
        seen_event_id=seen_event_id,
        idempotency_key=idempotency_key,
    )
    if new.is_told:
        _tell(area, case, to)
    return case


def allocate_many(by: Reader, references: Sequence[str], username: str, *, why: str = "") -> list[Given]:
    """Give several cases, each on its own: one that cannot be given says why, and the others are given."""
    by.must("supervise_work")
    if not references:
        raise NotValid("case", "Choose at least one case.")
    if len(references) > MOST_AT_ONCE:
        raise NotValid("case", f"Choose at most {MOST_AT_ONCE} cases at once.")
    found = []
    for reference in dict.fromkeys(references):
        try:
            with db.transaction():
                allocate(by, reference, username, why=why)
        except Refusal as refusal:
            found.append(Given(reference, refusal))
        else:
            found.append(Given(reference))
    return found


def holder_named(area: Area, username: str) -> Holder:
    """An officer who may hold this work, or the refusal that says they may not."""
    if not username.strip():
        raise NotValid("officer", "Choose an officer.")
    try:
        officer = officer_named(username.strip())
    except NotFound as absent:
        raise NotValid("officer", absent.words, "Choose an officer.") from None
    able = officers_in_roles(able_roles(area), None, clocks.now())
    if officer not in able:
        raise NotValid("officer", f"{officer} holds no post that works these cases.", "Choose another officer.")
    return holders_among(area, [officer])[0]


def check_ours(case: Case) -> None:
    """Only open work of our own changes hands here."""
    if case.owned_by:
        raise Refusal("not_ours", f"{case.owned_by} owns this case.", "Change it there: it follows here.")
    if case.closed_at:
        raise Clash("This case is closed.", "Nobody need hold it.")


def _check(case: Case, to: Holder) -> None:
    check_ours(case)
    if case.owner_id == to.officer.pk:
        raise Clash(f"{to.officer} has this case already.", "Nothing is changed.")


def _tell(area: Area, case: Case, to: Holder) -> None:
    reference = case.reference
    alerts.settle("handover", reference, "The case was given to somebody.")
    risk = ": high risk" if case.risk == "high" else ""
    alerts.raise_alert("allocated", f"A {area.noun} was given to you{risk}.", to_officer=to.officer,
                       case_reference=reference)  # fmt: skip
    if to.missing:
        words = f"{to.officer} was given a {area.noun} without the accreditation it asks for: {to.missing_words}."
        alerts.raise_urgent("no_skill", words[:300], "today", case_reference=reference, to_role="duty_inspector",
                            borough=case.borough_id)  # fmt: skip
