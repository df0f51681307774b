"""A missing report that is ended, and a return interview asked of a provider, for whatever must have one waiting."""

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


def ended_report(code: str) -> str:
    """A report of this child, who was in bed: its reference. Nobody is away because of it."""
    with db.transaction():
        reference = report_missing(make.reader("control_room"), code, **REPORT).reference
    with db.transaction():
        answers = {"not_missing": NOT_MISSING[0][0], "why": "In bed."}
        move_case(make.reader("supervisor"), reference, "cancel", answers=answers)
    return reference


def interview_asked(code: str, person_id: UUID) -> str:
    """A request of its own about this child, as it left the force: its reference."""
    supervisor, reference = make.reader("supervisor"), ended_report(code)
    with db.transaction():
        look(supervisor, people=[person_id], case_reference=reference)
        held = Case.objects.get(reference=reference)
        return str(give(supervisor, held, Out(PROVIDER, "interview", "api", "Home at two."), uuid4()).reference)
