"""From one case to every live figure that it entered."""

from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.refusals import NotFound, Refusal
from goldthread.improve.effect.entered import entered
from goldthread.improve.effect.measures import measures, read
from goldthread.respond.missing.tests.playing import back, found, jess, london, report, spoken_to, step
from goldthread.testing import factories as make
from goldthread.testing.audits import graded_sample

__all__ = ["jess"]


def figures(reference: str) -> dict[str, bool]:
    with clocks.held_at(london("2026-11-20T12:00")), database.transaction():
        return {one.measure_id: one.counts for one in entered(make.reader("supervisor"), reference)}


def test_a_case_says_which_figures_it_is_in_and_where_it_counts(jess) -> None:
    case = report(jess, "2026-10-02T20:00")
    told = figures(case.reference)
    assert told["held-to-safe"] is False
    assert told["held-to-acted"] is False
    assert "missing:MIS-I11-done" not in told  # it is of children found
    step(case, "take", "2026-10-02T20:10", "missing_unit")
    found(case, "2026-10-03T00:30", "police")
    step(case, "see_safe", "2026-10-03T01:00", seen_on=london("2026-10-03T01:00").isoformat(), wellbeing="Cold.",
         protection="no")  # fmt: skip
    back(case, "2026-10-03T02:00")
    assert figures(case.reference)["missing:MIS-I11-done"] is False
    spoken_to(case, "2026-10-03T16:00")
    told = figures(case.reference)
    assert told["held-to-safe"] is True
    assert told["held-to-acted"] is True
    assert told["missing:MIS-I11-done"] is True


def test_each_figure_names_its_month_and_the_test_that_reads_it(jess) -> None:
    case = report(jess, "2026-10-02T20:00")
    with clocks.held_at(london("2026-11-20T12:00")), database.transaction():
        told = {one.measure_id: one for one in entered(make.reader("supervisor"), case.reference)}
    safe = told["held-to-safe"]
    assert (safe.recommendation, safe.since, safe.until) == (
        "2", london("2026-10-01T00:00"), london("2026-11-01T00:00")
    )  # fmt: skip
    assert told["held-to-acted-missing"].recommendation is None


def test_who_opens_no_case_reads_no_figure_of_it(jess) -> None:
    case = report(jess, "2026-10-02T20:00")
    with pytest.raises(Refusal), database.transaction():
        entered(make.reader("plan_lead"), case.reference)
    with pytest.raises(NotFound), database.transaction():
        entered(make.reader("supervisor"), "M-NOTHERE")


def test_no_figure_that_audits_grade_tells_that_a_case_was_sampled(jess) -> None:
    case = report(jess, "2026-10-02T20:00")
    graded_sample("auditor_central", case.reference)
    with database.transaction():
        told = {one.measure_id for one in entered(make.reader("supervisor"), case.reference)}
    assert "held-to-safe" in told
    assert not told & {"missing:MIS-I18", "missing:MIS-I20"}


def test_an_audited_cases_borough_is_told_by_its_name_as_waits_have_it(jess) -> None:
    graded_sample("auditor_central", report(jess, "2026-10-02T20:00").reference)
    now = clocks.now()
    with database.transaction():
        cells = read([one for one in measures() if one.startswith("below-good:")], now - timedelta(days=1), now)
    assert {name for one in cells.values() for name in one.boroughs} == {"Merrowfield"}
