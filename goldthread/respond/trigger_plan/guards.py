"""Who may put a plan in force: an inspector, or whoever sits in the duty inspector's post."""

from goldthread.core.access.reader import Reader
from goldthread.core.cases.answering import Answers
from goldthread.core.cases.models import Case
from goldthread.core.organisation.ranks import is_at_least
from goldthread.core.refusals import Refusal


def check_inspector(by: Reader, case: Case, answers: Answers) -> None:
    """A trigger plan is approved by an inspector (missing-cse-custody.md 1.8)."""
    if by.officer is None or not (by.role.id == "duty_inspector" or is_at_least(by.officer.rank, "Inspector")):
        raise Refusal("not_in_rank", "An inspector puts a trigger plan in force.", "Ask the duty inspector.")
