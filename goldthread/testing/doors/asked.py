"""A return interview asked of a provider, for whatever must have one waiting; the report behind it is ended."""

from typing import Any
from uuid import UUID, uuid4

from goldthread.core import db
from goldthread.core.access.actions import look
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.models import Case
from goldthread.respond.missing.choices import NOT_MISSING
from goldthread.respond.missing.reporting import report_missing
from goldthread.respond.sharing.giving import Out, give
from goldthread.testing import factories as make

PROVIDER = "listening-ear"
ASKED = ("q_out_of_character", "q_previous", "q_medical", "q_medication", "q_disability", "q_victim_crime", "q_hurt",
           "q_cse_now", "q_cce", "q_self_harm", "q_danger_others", "q_abroad")  # fmt: skip
REPORT: dict[str, Any] = {
    "informant_role": "parent",
    "informant": "The mother",
    "channel": "999",
    "missing_from": "home",
    "q_worry": "It is late.",
    "care": "none",
    **dict.fromkeys(ASKED, "no"),
}


def interview_asked(code: str, person_id: UUID) -> str:
    """A request of its own about this child, as it left the force: its reference."""
    supervisor = make.reader("supervisor")
    with db.transaction():
        case = report_missing(make.reader("control_room"), code, **REPORT)
    with db.transaction():
        move_case(supervisor, case.reference, "cancel", answers={"not_missing": NOT_MISSING[0][0], "why": "In bed."})
    with db.transaction():
        look(supervisor, people=[person_id], case_reference=case.reference)
        held = Case.objects.get(reference=case.reference)
        return str(give(supervisor, held, Out(PROVIDER, "interview", "api", "Home at two."), uuid4()).reference)
