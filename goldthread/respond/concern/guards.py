"""What a step of a concern must not do, and whom it tells: checks and messages that the declaration names."""

from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.cases.answering import Answers
from goldthread.core.cases.models import Case
from goldthread.core.clocks.book import book
from goldthread.core.refusals import NotValid, Refusal
from goldthread.respond.concern.choices import GRADES

ORDER = [grade for grade, _ in GRADES]  # the gravest first


def check_regrade(by: Reader, case: Case, answers: Answers) -> None:
    """A grade goes up on the desk's word; red and amber go down on a supervisor's, red with social care's too."""
    old, new = case.facts["grade"], answers["grade"]
    if old == new:
        raise NotValid("grade", "It has that grade already.", "Choose another, or leave it.")
    if ORDER.index(new) < ORDER.index(old) or old not in _supervisors():
        return
    _must_supervise(by, f"A notification graded {old} is lowered by a supervisor.", "grade it again")
    if old == "red" and not answers["agreed_by"]:
        raise NotValid("agreed_by", "Enter who at social care agreed: red is lowered together with them.")


def check_share(by: Reader, case: Case, answers: Answers) -> None:
    """Blue is not shared: what is worth sharing is worth a grade."""
    if case.facts.get("grade") == "blue":
        raise NotValid("recipient", "A blue notification is not shared.", "Grade it again first, and say what is new.")


def check_not_share(by: Reader, case: Case, answers: Answers) -> None:
    """Red and amber are shared. A child's third unshared one in a year is looked at by a sergeant."""
    if case.facts.get("grade") in _supervisors():
        words = f"A notification graded {case.facts['grade']} is kept unshared by a supervisor only."
        _must_supervise(by, words, "decide")
    if unshared_before(case) + 1 >= _setting("concern.unshared.threshold") and not by.may("supervise_work"):
        raise Refusal(
            "sergeant_first",
            "This would be the child's third unshared notification, or more, in the window.",
            "A supervisor reads them together and decides.",
        )


def warn_strategy_awaited(by: Reader, case: Case, answers: Answers) -> list[str]:
    """Closing ends the clocks of a strategy discussion that was asked for: whoever closes it reads so first."""
    if case.facts.get("strategy") != "asked":
        return []
    return ["A strategy discussion was asked for, and nothing is told of it. Once closed, nobody is reminded of it."]


def unshared_before(case: Case) -> int:
    """How many earlier notifications on this child ended unshared inside the window, by whoever the child is now."""
    found = db.fetch_one(
        """SELECT count(DISTINCT c.id) AS n
             FROM people_link mine JOIN people_link theirs ON theirs.person_id = mine.person_id AND theirs.to_at IS NULL
              AND theirs.certainty = 'linked'
             JOIN cases_case c ON c.mention_id = theirs.mention_id
            WHERE mine.mention_id = %s AND mine.to_at IS NULL AND mine.certainty = 'linked' AND c.area = 'concern'
              AND c.id <> %s AND c.state = 'not_shared' AND c.closed_at >= %s - make_interval(months => %s)""",
        [case.mention_id, case.pk, clocks.now(), _setting("concern.unshared.window_months")],
    )
    return int(found["n"])


def _supervisors() -> list[str]:
    """Grades that a researcher neither lowers nor closes unshared: the partnership's own, ours until it sets them."""
    found: list[str] = book().setting("concern.lowered_by_supervisor", clocks.today())
    return found


def _must_supervise(by: Reader, words: str, to: str) -> None:
    """The desk has this step, but not for what is this grave: said so in these words."""
    if not by.may("supervise_work"):
        raise Refusal("not_in_role", words, f"Ask a supervisor or the duty inspector to {to}.")


def _setting(name: str) -> int:
    return int(book().setting(name, clocks.today()))


def tell_opener(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """The officer who recorded it is told that there is something to read: the answer, or a question."""
    question = event.kind == "concern.asked"
    words = (
        f"The desk asks you about {case.reference}." if question else f"{case.reference} is closed. Read the outcome."
    )
    alerts.raise_alert(event.kind, words, to_officer=case.opened_by, case_reference=case.reference)


def tell_owner(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """Whoever holds it at the desk is told that the officer answered; without an owner, the desk."""
    words = f"The officer answered about {case.reference}."
    role = "" if case.owner else "mash_desk"
    alerts.raise_alert(event.kind, words, to_officer=case.owner, to_role=role, case_reference=case.reference)


def tell_supervisor(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """A supervisor takes up what we disagree with."""
    words = f"We disagree with the authority about {case.reference}. Take it up with its manager."
    alerts.raise_alert(event.kind, words, to_role="supervisor", case_reference=case.reference)
