"""Grading a missing child: what may be asked, what is saved, and who is told.

A grade is a fact: whatever was entered it is saved, at the safer grade where a rule says so (`rules.grade_saved`).
"""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.cases.answering import Answers
from goldthread.core.cases.models import Case
from goldthread.core.clocks.book import book
from goldthread.core.organisation.ranks import is_at_least
from goldthread.core.refusals import NotValid, Refusal
from goldthread.respond.missing.choices import GRADES
from goldthread.respond.missing.factors import held
from goldthread.respond.missing.rules import Grade, grade_saved

ORDER = [value for value, _ in GRADES]  # the gravest first
GRADE = {"high": Grade.HIGH, "medium": Grade.MED, "low": Grade.LOW, "none": Grade.NAR}
VALUE = {grade: value for value, grade in GRADE.items()}
HIGH = "missing_high"  # the kind of alert by which inspector and unit hear of a high grade
RAISED = "missing_raised"  # the kind of alert by which an inspector hears that a rule raised a grade


def check_grade(by: Reader, case: Case, answers: Answers) -> None:
    """Anybody who grades may raise a grade; only a supervisor lowers one (screens.md 1.6: confirmed as well)."""
    old, new = case.facts.get("grade", ""), answers["grade"]
    if case.state != "absent" and old == new:
        raise NotValid("grade", "It has that grade already.", "Choose another, or leave it.")
    if old and ORDER.index(new) > ORDER.index(old) and not by.may("supervise_work"):
        raise Refusal("not_in_role", "A supervisor lowers a grade.", "Ask a supervisor or the duty inspector.")
    if answers["inspectors_reason"] and not is_inspector(by):
        raise NotValid("inspectors_reason", "An inspector gives this reason.", "Leave it empty, or ask an inspector.")


def settle(by: Reader, case: Case, answers: Answers) -> Answers:
    """What is saved in place of what was asked: the grade by the rules, and the factors held of the child then."""
    found = held(child_of(case), reported_at(case), case.facts)
    today, is_adult = clocks.today(), case.facts.get("who") == "adult"
    ruling = grade_saved(
        GRADE[answers["grade"]],
        () if is_adult else sorted(found.factors),  # the listed factors are of a child (1.2, R2)
        inspectors_reason=answers["inspectors_reason"],
        child_low_permitted=is_adult or bool(book().setting("missing.child_low_permitted", today)),
        hard_stops=book().setting("missing.nar_hard_stop_factors", today),
    )
    facts = {**answers.facts, "grade": VALUE[Grade(ruling.saved_as)], "factors": sorted(found.factors)}
    if facts["grade"] != "none":
        facts.pop("latest_time", None)
    words = {**answers.words, **({"rule": ruling.words} if ruling.words else {})}
    return replace(answers, facts=facts, words=words)


def tell(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """High goes to the inspector and the missing persons unit at once; a grade raised by rule to the inspector."""
    if answers["grade"] == "high":
        urgent(case, HIGH, "A missing child is graded high risk.", "duty_inspector", "missing_unit")
    elif "rule" in answers.words:
        urgent(case, RAISED, "A missing child was graded too low; it is saved as medium risk.", "duty_inspector")


def tell_promoted(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """The inspector and the control room hear that time alone raised a report; a supervisor may lower it again."""
    words = "No apparent risk was not graded again in time: the report is raised to medium risk."
    urgent(case, RAISED, words, "duty_inspector", "control_room")


def urgent(case: Case, kind: str, words: str, *roles: str, urgency: str = "now", borough: str | None = None) -> None:
    """Tell whoever is on duty for each of these roles in the case's borough, or in another, and have it climb."""
    for role in roles:
        alerts.raise_urgent(kind, words, urgency, reference=case.reference, case_reference=case.reference,
                            to_role=role, borough=borough or case.borough_id)  # fmt: skip


def child_of(case: Case) -> UUID:
    """The person whom the case's mention is now."""
    found = db.fetch_one("SELECT person_id FROM goldthread_mention_people(%s::uuid[])", [[case.mention_id]])
    child: UUID = found["person_id"]
    return child


def reported_at(case: Case) -> datetime:
    """When the child was reported, as the journal has it."""
    found = db.fetch_one(
        "SELECT occurred_at FROM journal_event WHERE stream = 'case:' || %s AND kind = 'missing.reported'", [case.pk]
    )
    at: datetime = found["occurred_at"]
    return at


def is_inspector(by: Reader) -> bool:
    """Whether an inspector decides: by rank, or by the post of the duty inspector."""
    return by.officer is not None and (by.role.id == "duty_inspector" or is_at_least(by.officer.rank, "Inspector"))
