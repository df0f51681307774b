"""A child is reported missing: the report is saved as it came, with what is counted of earlier ones."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.cases.actions import open_case
from goldthread.core.cases.answering import read_answers
from goldthread.core.cases.models import Case
from goldthread.core.clocks.book import book
from goldthread.core.flags.actions import stand
from goldthread.core.journal.actions import written_under
from goldthread.core.organisation.models import Borough
from goldthread.core.people.queries import identities, newest_mention, person_by_code
from goldthread.link.picture.beside import boroughs
from goldthread.respond.household import ADULT
from goldthread.respond.missing.again import attach, open_one
from goldthread.respond.missing.checks import CHECKS
from goldthread.respond.missing.factors import repeats
from goldthread.respond.missing.grading import urgent
from goldthread.respond.missing.mirroring import hold
from goldthread.respond.trigger_plan.due import fall_due

FLAG = "missing_repeat"


def report_missing(
    by: Reader,
    code: str,
    *,
    occurred_at: datetime | None = None,
    risk: str = "",
    idempotency_key: str | None = None,
    borough: str = "",
    **told: Any,
) -> Case:
    """Record that a child who is held is missing. `told` answers what the declaration asks; grading is the next step.

    The report counts among the child's others at once: the one that makes a pattern starts the clocks of the meeting
    and of the plan, and tells the coordinator. Where two systems are worked in, a child who is away already has a case:
    the report is put on that one.
    """
    by.must("report_missing")
    area = areas()["missing"]
    given = read_answers(area.opening, told)
    when = occurred_at or clocks.now()
    key = idempotency_key and f"missing:{idempotency_key}"
    with db.transaction():
        person_id, _ = person_by_code(code)
        look(by, people=[person_id], reason="to record that a child is missing")
        hold([person_id])  # before the key is looked for: of a double press the second sees what the first wrote
        earlier = written_under(by, key)
        open_already = open_one(person_id, when, earlier)
        if open_already:
            return attach(by, open_already, given, when, key)
        first = {**_first_facts(person_id, when), **_delay(given.facts, when)}
        facts = earlier.facts["facts"] if earlier else {**given.facts, **first}
        case = open_case(
            by,
            area,
            person_id=person_id,
            mention_id=earlier.mentions[0] if earlier else newest_mention(person_id),
            occurred_at=when,
            payload=given.words,
            facts=facts,
            risk="",
            borough_code=borough or _borough(by, person_id),
            idempotency_key=key,
        )
        if facts["is_repeat"] == "yes" and facts.get("who") != "adult" and not earlier:
            fall_due(by, person_id, case, facts["repeat"])
            _tell_pattern(by, person_id, code, case, facts["repeat"], clocks.day_of(when))
    return case


def _tell_pattern(by: Reader, child: UUID, code: str, case: Case, words: str, on: date) -> None:
    """The coordinator is told once for each crossing, and the flag stands until the window is clear (MIS-C22).

    Not told again where the rule that watches Merlin's reports, or an earlier report here, told it in the window.

    A report of long ago that is recorded now makes no flag that would have ended by today.
    """
    window = timedelta(days=int(book().setting("missing.repeat.window_days", clocks.today())))
    told = db.fetch_one("SELECT goldthread_repeat_told(%s, %s) AS yes", [child, clocks.now() - window])
    if not told["yes"]:
        urgent(case, "missing_repeat", f"A child is reported missing: {words}. A meeting and a plan are due.",
               "missing_unit", urgency="today")  # fmt: skip
    clear_on = on + window
    if clear_on > clocks.today():
        stand(by, code, FLAG, f"Reported missing: {words}. The newest report is {case.reference}.", ends_on=clear_on)


def _borough(by: Reader, child: UUID) -> str | None:
    """Which borough owns the episode: that of the post that takes the report; of a force-wide one, the home's."""
    if by.post and by.post.borough_id:
        return str(by.post.borough_id)
    home = boroughs([child]).get(child, "")
    return Borough.objects.filter(name=home).values_list("code", flat=True).first() if home else None


def _delay(facts: Mapping[str, Any], reported: datetime) -> Mapping[str, int]:
    """Whole minutes from when it was noticed to the report: an indicator, and no excuse (1.14)."""
    noticed = facts.get("noticed_at")
    if not noticed:
        return {}
    waited = reported.astimezone(UTC) - datetime.fromisoformat(noticed).astimezone(UTC)
    return {"noticed_to_reported_minutes": max(0, int(waited.total_seconds() // 60))}


def _first_facts(person_id: UUID, when: datetime) -> Mapping[str, Any]:
    """Child or adult, the count of reports, the definition it is recorded under (1.1), and the checks asked (1.5).

    Whose age nobody knows is dealt with as a child until it is known.
    """
    who = identities([person_id]).get(person_id)
    age, repeat = who.age if who else None, repeats(person_id, when)
    return {
        "who": "adult" if age is not None and age >= ADULT else "child",
        "definition": str(book().setting("missing.definition", clocks.day_of(when))),
        "repeat": repeat.words,
        "is_repeat": "yes" if repeat.is_repeat else "no",
        CHECKS: list(book().setting("missing.checks", clocks.day_of(when))),
    }
