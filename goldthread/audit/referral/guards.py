"""Who may confirm that a child sent back is safe; and that what was told is settled once somebody has it."""

from goldthread.core import db
from goldthread.core.access.reader import Reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.cases.actions import case_ids
from goldthread.core.cases.answering import Answers
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import stream_of
from goldthread.core.journal.models import Event
from goldthread.core.refusals import Refusal

TOLD = "sent_back"  # the kind of alert by which the duty inspector and the owner hear of it


def check_outside(by: Reader, case: Case, answers: Answers) -> None:
    """Independent confirmation is by somebody outside the team that held the case (inspection.md 4, November 2026)."""
    if by.officer is None:
        raise Refusal("no_person", "A service confirms nothing.", "A named officer must.")
    acted = Event.objects.filter(stream=stream_of(case.pk), officer=by.officer).exists()
    audited, _, _ = case_ids(case.facts["about"])
    found = db.fetch_one("SELECT goldthread_audit_is_own(%s, %s) AS yes", [audited, by.officer.pk])
    if acted or found["yes"]:
        words = "You or your team worked on this case or on what was sent back."
        raise Refusal("own_case", words, "A supervisor or duty inspector of another team confirms it.")


def settle_told(by: Reader, case: Case, answers: Answers, event: Event) -> None:
    """A named officer has it: it climbs no further."""
    alerts.settle(TOLD, case.reference, "A named officer acknowledged it.")
