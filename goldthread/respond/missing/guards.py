"""What a step of a missing child's case must not do: what the declaration names."""

from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.core.cases.answering import Answers
from goldthread.core.cases.models import Case
from goldthread.core.refusals import NotValid
from goldthread.respond.missing.grading import urgent


def check_care_told(by: Reader, case: Case, answers: Answers) -> None:
    """A child in an authority's care is told of to the authority where the child is placed too (1.14)."""
    in_care = case.facts.get("care") in ("s20", "s31", "interim", "remand", "other_authority")
    if in_care and not answers["host"]:
        raise NotValid("host", "Choose the authority where the child is placed: a child in care has both.")


def check_close(by: Reader, case: Case, answers: Answers) -> None:
    """Nothing closes without an interview's result, a notification, a review and what came of it (1.6)."""
    if not case.facts.get("interview"):
        raise NotValid("interview", "The prevention interview has no result.", "Record it, or why it was not held.")
    if case.facts.get("who") != "adult":
        _check_childs(case)
    if case.reviewed_at is None:
        raise NotValid("review", "No supervisor reviewed this case.", "Review it first.")
    _check_harm(answers["harm"])


def _check_childs(case: Case) -> None:
    """What a child's case needs besides: statutory guidance of January 2014, and the notification (1.6)."""
    if not case.facts.get("return_interview"):
        raise NotValid("return_interview", "The return interview has no result.", "Record it, or why there is none.")
    if case.facts.get("care_told") != "yes":
        raise NotValid("care_told", "Children's services were not told.", "Tell them, and record it.")


def _check_harm(harm: list[str]) -> None:
    """Not asked is not none, and none stands alone."""
    alone = {"none_known", "not_asked"} & set(harm)
    if alone and len(harm) > 1:
        raise NotValid("harm", "No harm known, and not asked, stand alone.", "Untick them, or the others.")


def tell_told_back(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """A carer's word ends nothing: the control room hears it, since an officer must see the child safe (1.6)."""
    words = "A carer says that a missing child is back. An officer must see the child safe."
    urgent(case, "missing_told_back", words, "control_room")
