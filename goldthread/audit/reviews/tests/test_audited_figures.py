"""What audits say of missing children's cases is a figure: the central team's grade, with the cases behind it."""

from datetime import timedelta

import pytest

from goldthread.audit.reviews.moderating import moderate
from goldthread.audit.reviews.reviewing import Told, submit_review
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases.indicators import area_figures, cases_behind
from goldthread.core.cases.models import Case
from goldthread.core.refusals import Refusal
from goldthread.respond.missing.measures import NO_AUDIT, cases
from goldthread.respond.missing.tests.playing import jess, london, report  # noqa: F401 - a fixture
from goldthread.testing import factories as make
from goldthread.testing.audits import answers, sample_of

NOVEMBER = london("2026-11-20T12:00")


def _graded(case, **no):
    """A sample of one case, which is graded twice by two of the central team."""
    sample = sample_of(make.reader("auditor_central"), [case.reference], case_types=["missing"])
    for username in ("", "second_auditor"):
        with database.transaction():
            submit_review(make.reader("auditor_central", username=username), sample.reference, 1,
                          Told(answers(sample, **no), "inadequate" if no else "good"))  # fmt: skip


def _figure(number, month=""):
    with database.transaction():
        rows = area_figures(make.reader("analyst"), "missing", month).of_all()
    return next(one.counted for one in rows if one.indicator.id == number)


def _behind(number):
    """The cases behind a figure, which nobody opens by it who does not see samples: not who works them, nor who answers
    for them."""
    for role in ("supervisor", "borough_commander"):
        with pytest.raises(Refusal, match="cannot see samples"), database.transaction():
            cases_behind(make.reader(role), "missing", number)
    now = clocks.now()
    total, shown = cases(number, "", now - timedelta(days=365), now, now, 0, 200)
    with database.as_service():
        found = dict(Case.objects.filter(pk__in=dict(shown)).values_list("pk", "reference"))
    assert total == len(shown)
    return [found[one] for one, _ in shown]


def test_a_case_graded_good_counts_in_the_month_of_its_report_with_the_case_behind_it(jess):  # noqa: F811
    with clocks.held_at(NOVEMBER):
        first, second = report(jess, "2026-10-02T12:00"), report(jess, "2026-11-10T12:00")
        _graded(first)
        _graded(second, MIS_05="no")
        assert (_figure("MIS-I20").count, _figure("MIS-I20").of) == (1, 2)
        assert (_figure("MIS-I18").count, _figure("MIS-I18").of) == (1, 2)
        assert (_figure("MIS-I20", "2026-10").count, _figure("MIS-I20", "2026-10").of) == (1, 1)
        assert (_figure("MIS-I20", "2026-11").count, _figure("MIS-I20", "2026-11").of) == (0, 1)
        assert _behind("MIS-I20") == [first.reference]


def test_a_boroughs_own_grade_speaks_for_nothing_until_the_central_team_graded_too(jess):  # noqa: F811
    with clocks.held_at(NOVEMBER):
        case = report(jess, "2026-11-10T12:00")
        sample = sample_of(make.reader("auditor_local"), [case.reference], "borough_qa", case_types=["missing"])
        with database.transaction():
            submit_review(make.reader("auditor_local"), sample.reference, 1, Told(answers(sample), "good"))
        assert (_figure("MIS-I20").of, _figure("MIS-I20").unknown) == (0, NO_AUDIT)
        with database.transaction():
            submit_review(make.reader("auditor_central"), sample.reference, 1,
                          Told(answers(sample, MIS_08="no"), "inadequate"))  # fmt: skip
        assert (_figure("MIS-I20").count, _figure("MIS-I20").of) == (0, 1)


def test_a_moderators_grade_speaks_for_a_case_where_one_decided(jess):  # noqa: F811
    with clocks.held_at(NOVEMBER):
        case = report(jess, "2026-11-10T12:00")
        sample = sample_of(make.reader("auditor_central"), [case.reference], case_types=["missing"])
        for username, no in (("", {}), ("second_auditor", {"MIS_08": "no"})):
            with database.transaction():
                submit_review(make.reader("auditor_central", username=username), sample.reference, 1,
                              Told(answers(sample, **no), "inadequate" if no else "good"))  # fmt: skip
        assert (_figure("MIS-I20").count, _figure("MIS-I20").of) == (1, 1)
        assert _figure("MIS-I20").note == "moderated: 0 of 1"
        with database.transaction():
            moderate(make.reader("auditor_central", username="third_auditor"), sample.reference, 1, "inadequate",
                     "Nobody went to see her.")  # fmt: skip
        assert (_figure("MIS-I20").count, _figure("MIS-I20").of) == (0, 1)
        assert _figure("MIS-I20").note == "moderated: 1 of 1"


def test_one_of_two_blind_grades_speaks_for_nothing_yet(jess):  # noqa: F811
    with clocks.held_at(NOVEMBER):
        case = report(jess, "2026-11-10T12:00")
        sample = sample_of(make.reader("auditor_central"), [case.reference], case_types=["missing"])
        with database.transaction():
            submit_review(make.reader("auditor_central"), sample.reference, 1, Told(answers(sample), "good"))
        assert _figure("MIS-I20").unknown == NO_AUDIT
