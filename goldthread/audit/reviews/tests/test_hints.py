"""A hint says where the record stands beside a question, as known then; it is never an answer."""

from goldthread.audit.reviews.reading import open_audited_case
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.respond.concern.actions import record_concern
from goldthread.respond.missing.tests.playing import (  # noqa: F401 - jess is a fixture
    found,
    jess,
    london,
    report,
    reviewed,
    spoken_to,
    step,
)
from goldthread.testing import factories as make
from goldthread.testing.audits import sample_of

NOVEMBER = london("2026-11-20T12:00")


def _hints(reference, as_known_at=None, **wanted):
    with clocks.held_at(NOVEMBER):
        sample = sample_of(make.reader("auditor_central"), [reference], **wanted)
        with database.transaction():
            told = open_audited_case(make.reader("auditor_central"), sample.reference, 1, as_known_at).as_json()
    assert {one["question"] for one in told["hints"]} <= {one["id"] for one in told["questions"]}
    return told["hints"]


def _of(hints, question):
    return [one["sentence"] for one in hints if one["question"] == question]


def _episode(code):
    case = report(code, "2026-09-04T21:15")
    step(case, "grade", "2026-09-04T21:40", grade="medium", why="A girl of 15 in care, out after dark.")
    reviewed(case, "duty_inspector", "2026-09-04T22:20")
    found(case, "2026-09-05T01:15", "self_return")
    spoken_to(case, "2026-09-05T16:00")
    return case.reference


def test_a_clock_of_the_case_says_in_time_or_late_and_when_it_was_due(jess):  # noqa: F811
    told = _of(_hints(_episode(jess), case_types=["missing"]), "MIS-04")
    assert told == [
        "Inspector's first review, medium risk: in time, 4 September 2026, 22:20; due 5 September 2026, 01:40."
    ]


def test_a_fact_is_told_and_its_absence_is_told_as_nothing_recorded(jess):  # noqa: F811
    hints = _hints(_episode(jess), case_types=["missing"])
    assert "Prevention interview: done." in _of(hints, "MIS-13")
    assert "Return interview: nothing recorded." in _of(hints, "MIS-14")
    assert "Sexual exploitation, as asked when it was reported: no." in _of(hints, "MIS-08")


def test_the_longest_time_without_an_entry_is_counted_while_the_child_was_away(jess):  # noqa: F811
    """From the inspector's review at 22:20 until found at 01:15."""
    assert _of(_hints(_episode(jess), case_types=["missing"]), "COM-12") == [
        "The longest time without an entry while the child was away: 2 h 55 min, from 4 September 2026, 22:20."
    ]


def test_what_was_not_known_yet_at_the_moment_shown_is_in_no_hint(jess):  # noqa: F811
    hints = _hints(_episode(jess), london("2026-09-04T22:00"), case_types=["missing"])
    assert _of(hints, "MIS-04")[0].startswith("Inspector's first review, medium risk: not due yet")
    assert _of(hints, "MIS-13") == [
        "Prevention interview: nothing recorded.",
        "The child was spoken to: nothing recorded.",
    ]


def test_a_case_held_elsewhere_has_no_hint_and_another_area_none_of_a_missing_childs(db):
    assert _hints("CRIS 1/26") == []
    code = make.load_child()
    with database.transaction():
        concern = record_concern(make.reader("responding_officer"), code, seen="A bruise.").reference
    with clocks.held_at(clocks.now()):
        sample = sample_of(make.reader("auditor_central"), [concern])
        with database.transaction():
            told = open_audited_case(make.reader("auditor_central"), sample.reference, 1).as_json()
    assert all("child was away" not in one["sentence"] for one in told["hints"])
