"""What audits found is told in counts of first grades, and never before both of two blind grades are in."""

from datetime import timedelta

import pytest

from goldthread.audit.reviews.findings import findings, sent_back
from goldthread.audit.reviews.referring import send_back, settle_elsewhere
from goldthread.audit.reviews.reviewing import Told, submit_review
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases.actions import move_case
from goldthread.core.refusals import NotValid, Refusal
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make
from goldthread.testing.audits import answers, given_to, sample_of


def _grade(sample, place, username="", role="auditor_central", **said):
    grade = "good" if set(said.values()) <= {"yes"} else "requires improvement"
    with database.transaction():
        submit_review(make.reader(role, username=username), sample.reference, place,
                      Told(answers(sample, **said), grade))  # fmt: skip


def _grade_all(sample, role="auditor_central", **no):
    """Every case graded, and again where chance chose it; `no` says in how many of the first a question is missed."""
    for one in _cases(sample):
        said = {question: answer for question, (answer, many) in no.items() if one.place <= many}
        _grade(sample, one.place, role=role, **said)
        if one.is_again:
            _grade(sample, one.place, "again", "auditor_central", **said)


def _cases(sample):
    with database.as_service():
        return list(sample.cases.order_by("place"))


def _found(question, role="plan_lead", **asked):
    now = clocks.now()
    rows = findings(make.reader(role), now - timedelta(days=1), now + timedelta(seconds=1), **asked)
    return next((one for one in rows if one.question == question), None)


def test_no_and_not_recorded_are_counted_and_told_apart_with_the_interval_of_both(db):
    """Of 20, 5 missed: Wilson's interval at 95% is .111862 to .468701 (methods.md 1.1)."""
    sample = sample_of(make.reader("auditor_central"), [f"CRIS {number}" for number in range(20)])
    _grade_all(sample, COM_08=("no", 3))
    for place in (4, 5):
        _grade(sample, place, COM_08="not recorded")
    one = _found("COM-08")
    assert (one.no, one.not_recorded, one.of, one.samples, one.missed) == (3, 2, 20, 1, 5)
    assert (round(one.low, 4), round(one.high, 4)) == (0.1119, 0.4687)
    assert one.sentence == (
        "Between 11 and 47 in 100 cases, if chance drew them: of the 20 cases that it applied to, "
        "5 (3 no, 2 not recorded). 95% sure."
    )


def test_of_fewer_than_ten_cases_it_is_too_few_to_say(db):
    _grade_all(sample_of(make.reader("auditor_central"), [f"CRIS {number}" for number in range(9)]),
               COM_08=("no", 4))  # fmt: skip
    one = _found("COM-08")
    assert (one.no, one.of, one.low, one.is_too_few) == (4, 9, None, True)
    assert one.sentence.startswith("Too few to say: 9 cases were looked at")


def test_what_waits_for_a_blind_second_grade_is_in_no_count(db):
    sample = given_to("auditor_central", ["CRIS 1"])
    _grade(sample, 1, COM_08="no")
    assert _found("COM-08") is None
    _grade(sample, 1, "again")
    assert (_found("COM-08").no, _found("COM-08").of) == (1, 1)


def test_a_boroughs_own_grades_are_told_only_by_the_name_of_their_programme(db):
    sample = given_to("auditor_local", ["CRIS 1"])
    _grade_all(sample, "auditor_local", COM_08=("no", 1))
    assert _found("COM-08") is None
    assert _found("COM-08", programme="borough_qa").no == 1


def test_a_correction_counts_in_the_time_of_the_grade_that_it_corrects(db):
    sample = sample_of(make.reader("auditor_central"), ["CRIS 1", "CRIS 2", "CRIS 3"])
    place = next(one.place for one in _cases(sample) if not one.is_again)
    _grade(sample, place, COM_08="no")
    with clocks.held_at(clocks.now() + timedelta(days=40)):
        _grade(sample, place, COM_08="yes")
        assert _found("COM-08", role="auditor_central") is None
    assert (_found("COM-08").no, _found("COM-08").of) == (0, 1)


def test_what_was_sent_back_is_open_until_somebody_confirmed_the_child_safe(db):
    sample = given_to("auditor_central", ["CRIS 1"])
    with database.transaction():
        send_back(make.reader("auditor_central"), sample.reference, 1, "He is at the address.")
    assert (_sent().raised, _sent().open, _sent().elsewhere) == (1, 1, 1)
    with database.transaction():
        settle_elsewhere(make.reader("auditor_central", username="other"), sample.reference, 1, "Seen by her sergeant.")
    assert (_sent().confirmed_safe, _sent().open) == (1, 0)
    assert _sent().sentence == "1 case was sent back. 1 confirmed safe; 0 still open."


def test_a_first_response_is_counted_in_time_by_its_clock(db):
    code = make.load_child()
    with database.transaction():
        concern = record_concern(make.reader("responding_officer"), code, seen="A bruise.").reference
    sample = given_to("auditor_central", [concern])
    with database.transaction():
        referral = send_back(make.reader("auditor_central"), sample.reference, 1, "He is at the address.")
    inspector, now = make.reader("duty_inspector"), clocks.now()
    with database.transaction():
        move_case(inspector, referral, "acknowledge")
    with clocks.held_at(now + timedelta(hours=5)), database.transaction():
        move_case(inspector, referral, "act", answers={"done": "A car went."})
    after = _sent(now + timedelta(hours=6))
    assert (after.acted_on, after.acted_on_in_time, after.open) == (1, 0, 1)
    before = _sent(now + timedelta(hours=4))
    assert (before.acted_on, before.open) == (0, 1)


@pytest.mark.parametrize("role", ["responding_officer", "panel_member", "oversight_member"])
def test_only_who_sees_samples_or_figures_asks_of_a_time_of_their_own_choosing(db, role):
    """Whoever sits on a body from outside reads them in a published report, without small numbers."""
    with pytest.raises(Refusal):
        _found("COM-08", role=role)


def test_a_time_that_ends_as_it_begins_is_refused(db):
    now = clocks.now()
    with pytest.raises(NotValid):
        findings(make.reader("plan_lead"), now, now)


def _sent(at=None):
    now = clocks.now()
    return sent_back(make.reader("plan_lead"), now - timedelta(days=1), now + timedelta(seconds=1), at)
