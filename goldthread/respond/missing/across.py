"""A missing report is handed over to another borough: proposed, and the first owner's until their inspector accepts.

MIS-C20 (missing-cse-custody.md 1.9, November 2026): the London Assembly found the response disjointed across borders.
What nobody answers in time stays where it is, and both inspectors and the commander hear of it.
"""

from dataclasses import replace
from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.cases.answering import Answers
from goldthread.core.cases.models import Case
from goldthread.core.organisation.models import Borough
from goldthread.core.refusals import NotValid, Refusal
from goldthread.respond.missing.grading import is_inspector, urgent

KIND = "missing_across"  # the kind of alert by which inspectors hear of it


def check_proposed(by: Reader, case: Case, answers: Answers) -> None:
    if answers["to_borough"] == case.borough_id:
        raise NotValid("to_borough", "It is that borough's already.", "Choose another borough.")


def settle_proposed(by: Reader, case: Case, answers: Answers) -> Answers:
    """Which borough proposed it is kept: it hears the answer, and the owning borough is another by then."""
    return replace(answers, facts={**answers.facts, "from_borough": case.borough_id or ""})


def check_answered(by: Reader, case: Case, answers: Answers) -> None:
    """An inspector of the borough that it was proposed to answers, or one of the whole force."""
    if not is_inspector(by):
        raise Refusal("not_in_rank", "An inspector answers a proposal.", "Ask the duty inspector.")
    here = by.post.borough_id if by.post else None
    if here not in (None, case.facts["to_borough"]):
        words = f"It was proposed to {_name(case)}: their inspector answers."
        raise Refusal("not_your_borough", words, "Take the proposal back, or wait for them.")


def check_withdrawn(by: Reader, case: Case, answers: Answers) -> None:
    """The side that proposed takes it back; the other one declines."""
    here = by.post.borough_id if by.post else None
    if here not in (None, case.borough_id):
        raise Refusal("not_your_borough", "It was not your borough that proposed it.", "Accept it, or say why not.")


def tell_proposed(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    words = f"A missing child is proposed to {_name(case)}. Answer within the hour: until then it is not yours."
    urgent(case, KIND, words, "duty_inspector", borough=case.facts["to_borough"])


def tell_answered(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """The inspector of the borough that proposed it hears the answer."""
    is_theirs = case.facts["crossing"] == "accepted"
    words = (f"{_name(case)} accepted a missing child from you." if is_theirs
             else f"{_name(case)} did not accept a missing child. It is still yours.")  # fmt: skip
    alerts.settle(KIND, case.reference, "It was answered.")
    urgency = "today" if is_theirs else "now"
    urgent(case, KIND, words, "duty_inspector", urgency=urgency, borough=case.facts["from_borough"] or None)


def tell_lapsed(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    words = f"{_name(case)} did not answer for a missing child in time. It stays with its owner."
    for borough in (case.borough_id, case.facts["to_borough"]):
        urgent(case, KIND, words, "duty_inspector", borough=borough)
    urgent(case, KIND, words, "borough_commander", borough=case.facts["to_borough"], urgency="today")


def _name(case: Case) -> str:
    return Borough.objects.filter(code=case.facts["to_borough"]).values_list("name", flat=True).get()
