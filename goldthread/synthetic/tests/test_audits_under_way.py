"""The invented audits: what is answered follows the rules by which grades are proposed, and no quarter lies ahead."""

from datetime import UTC, datetime

import pytest

from goldthread.audit.criteria import questions_for, sets_for
from goldthread.audit.grading import Answer, Evidence, Grade, Said, propose
from goldthread.core.clocks import LONDON
from goldthread.synthetic.audits_under_way import KINDS, LIVE
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
