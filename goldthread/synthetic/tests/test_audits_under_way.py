"""The invented audits: what is answered follows the rules by which grades are proposed, and no quarter lies ahead."""

from datetime import UTC, datetime

import pytest

from goldthread.audit.criteria import questions_for, sets_for
from goldthread.audit.grading import Answer, Evidence, Grade, Said, propose
from goldthread.core.clocks import LONDON
from goldthread.improve.effect.evaluating import of_share, verdict
from goldthread.improve.effect.shapes import BETTER, NO_CLEAR_CHANGE, TOO_FEW
from goldthread.synthetic.audits_under_way import BEFORE, KINDS, LIVE, before
from goldthread.synthetic.quarters import audited_quarters

SEEN = (Evidence("Merlin", "26MIS1", datetime(2026, 7, 1, tzinfo=UTC)),)


def _proposed(answers):
    asked = questions_for(sets_for(["missing"]))
    return propose(asked, [Answer(one.id, Said(answers.get(one.id, "yes")), SEEN) for one in asked])


@pytest.mark.parametrize("grade", list(Grade))
def test_each_kind_of_case_is_graded_as_its_answers_propose(grade):
    assert {_proposed(answers).grade for answers in KINDS[grade]} == {grade}


def test_what_is_sent_back_was_answered_no_where_the_risk_is_live():
    assert set(_proposed(LIVE).referral) == {"COM-01", "MIS-09"}


def _read(question, said):
    """A question's share of yes among the cases to which it applies, as a test of effect reads it."""
    asked = [one for answers in said if (one := answers.get(question, "yes")) != "not applicable"]
    return of_share(asked.count("yes"), len(asked), (SEEN[0].at, SEEN[0].at))


def test_of_the_tests_that_audits_measure_one_is_better_one_unclear_and_one_too_few_to_say():
    then = [before(number) for number in range(BEFORE)]
    many = {Grade.GOOD: 16, Grade.REQUIRES_IMPROVEMENT: 35, Grade.INADEQUATE: 29}  # of the two quarters since
    now = [KINDS[grade][number % len(KINDS[grade])] for grade in many for number in range(many[grade])]
    told = {one: verdict(_read(one, then), _read(one, now), "higher") for one in ("COM-04", "COM-12", "COM-10")}
    assert told == {"COM-04": BETTER, "COM-12": NO_CLEAR_CHANGE, "COM-10": TOO_FEW}
    assert _read("COM-04", then).of == BEFORE


@pytest.mark.parametrize(
    ("now", "first", "last"),
    [
        (datetime(2026, 11, 30, 12, tzinfo=UTC), (2026, 4), (2026, 10)),
        (datetime(2027, 1, 20, 12, tzinfo=UTC), (2026, 4), (2026, 10)),
        (datetime(2027, 2, 20, 12, tzinfo=UTC), (2026, 7), (2027, 1)),
    ],
)
def test_the_two_quarters_are_the_last_whose_audits_are_graded_by_now(now, first, last):
    (since, between), (after, until) = audited_quarters(now)
    assert (since, until) == (datetime(*first, 1, tzinfo=LONDON), datetime(*last, 1, tzinfo=LONDON))
    assert between == after
