"""Where a child was found: which dwelling that is, whether somebody dangerous lives there, who hears of it.

HMIC 2017, third update on the Metropolitan Police: a missing girl of 15 was found at a registered offender's address
and no plan was recorded (missing-cse-custody.md 1.15, November 2026).
"""

from dataclasses import replace
from typing import Any

from goldthread.core import db
from goldthread.core.access.reader import Reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.cases.answering import Answers
from goldthread.core.cases.models import Case
from goldthread.core.places.finding import typed_places
from goldthread.respond.missing.grading import HIGH, RAISED, child_of, urgent

FOUND = "missing_found"  # the kind of alert by which the unit and the inspector hear of it
RISK = "missing_found_risk"  # the kind of alert; the tripwire of such an address is silent where it was raised


def settle(by: Reader, case: Case, answers: Answers) -> Answers:
    """The answers, and beside them the dwelling that the address names and whether there is danger there.

    The dwelling stays on the case as a number: the words of the address are erasable, and stand with the event.
    """
    place = answers.words.get("located_place", "")
    (found,) = typed_places([(place, case.borough.name if case.borough else "")])
    if found.dwelling_id is None:
        return answers
    told = db.fetch_one("SELECT goldthread_danger_at(%s, %s) AS yes", [found.dwelling_id, child_of(case)])
    facts = {"found_dwelling": str(found.dwelling_id), "found_with_risk": "yes" if told["yes"] else "no"}
    return replace(answers, facts={**answers.facts, **facts})


def tell(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """The missing persons unit and the inspector hear that a child is found; of danger there at once.

    What was told while the child was away needs nobody any more, and climbs no further.
    """
    for kind in (HIGH, RAISED):
        alerts.settle(kind, case.reference, "The child is found.")
    words = "A missing child is found dead." if case.state == "deceased" else "A missing child is found."
    urgent(case, FOUND, words, "missing_unit", "duty_inspector", urgency="today")
    if answers.facts.get("found_with_risk") == "yes":
        words = "A missing child was found where somebody who may harm children lives. Ask for a strategy discussion."
        urgent(case, RISK, words, "duty_inspector", "missing_unit", "offender_manager")


def settle_ended(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """What was told of a case that is ended asks nothing of anybody. Patterns and danger outlive the case."""
    for kind in (HIGH, RAISED, FOUND):
        alerts.settle(kind, case.reference, "The case is closed.")
