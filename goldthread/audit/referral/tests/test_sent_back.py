"""What an audit sends back: at once, whoever graded, and open until somebody outside the team confirms the child safe.

The rule and its reason: inspection.md 0.3 and 4 (November 2026): three cases that the force graded inadequate itself
and then left.
"""

from datetime import timedelta

import pytest

from goldthread.audit.reviews.closing import close_audit
from goldthread.audit.reviews.referring import send_back, settle_elsewhere
from goldthread.audit.reviews.reviewing import Told, submit_review
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.climbing import climb
from goldthread.core.alerts.models import Alert, Delivery
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.models import Case
from goldthread.core.clocks.models import Clock
from goldthread.core.journal.queries import verify
from goldthread.core.organisation.models import DutyShift
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.respond.missing.tests.conftest import jess  # noqa: F401 - the fixture
from goldthread.respond.missing.tests.playing import london, report, step
from goldthread.testing import factories as make
from goldthread.testing.audits import answers, sample_of

AUDITED = "2026-10-26T10:00"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def away(jess) -> Case:  # noqa: F811
    """Jess, reported missing on a Saturday night; the duty inspector is on duty when the case is audited."""
    case = report(jess, "2026-10-24T22:40")
    with clocks.held_at(london("2026-09-02T12:00")):
        make.officer("auditor_local")
        make.officer("auditor_central")
        make.officer("duty_inspector", "inspector_oxlade", borough="Oxlade")
        with database.as_service():
            on_duty = make.reader("duty_inspector").post
            DutyShift.objects.create(
                post=on_duty, starts_at=london("2026-10-26T06:00"), ends_at=london("2026-10-27T06:00")
            )
    return case


def _sample(case: Case):
    with clocks.held_at(london("2026-10-26T09:00")):
        return sample_of(make.reader("auditor_local"), [case.reference], "borough_qa", case_types=("missing",))


def _graded(sample, *, live: bool = True, at: str = AUDITED, **said):
    with clocks.held_at(london(at)), database.transaction():
        told = Told(answers(sample, **said), "inadequate", risk_is_live=live)
        return submit_review(make.reader("auditor_local"), sample.reference, 1, told)


def _referral() -> Case:
    with database.as_service():
        return Case.objects.get(area="referral")


def _now(case: Case) -> Case:
    with database.as_service():
        return Case.objects.get(pk=case.pk)


def _move(name: str, at: str, role: str = "duty_inspector", username: str = "", **told):
    with clocks.held_at(london(at)), database.transaction():
        return move_case(make.reader(role, username=username), _referral().reference, name, **told)


def test_a_missing_case_its_borough_grades_inadequate_goes_back_is_mended_and_confirmed_by_another_team(away):
    sample = _sample(away)
    sent = _graded(sample, MIS_09="no").referral
    referral = _referral()
    assert (referral.reference, referral.state, referral.borough_id) == (sent, "raised", "merrowfield")
    with database.as_service():
        told = Alert.objects.get(kind="sent_back", to_role="duty_inspector")
        reached = Delivery.objects.select_related("officer").filter(alert=told)
        assert [one.officer.username for one in reached] == ["duty_inspector"]
        assert told.raised_at - london(AUDITED) < MINUTE
        assert told.urgency == "now"
        clock = Clock.objects.get(rule_id="referral.first_response")
        assert clock.due_at == london("2026-10-26T14:00")
    assert _now(away).instructed_at == london(AUDITED)
    with pytest.raises(Clash), clocks.held_at(london("2026-10-26T10:30")), database.transaction():
        close_audit(make.reader("auditor_local"), sample.reference)
    _move("acknowledge", "2026-10-26T10:05")
    with database.as_service():
        assert Alert.objects.filter(kind="sent_back", withdrawn_at=None).count() == 0
    _move("act", "2026-10-26T11:00", answers={"done": "Officers went to the flat in Wharf Road."})
    _move(
        "safe", "2026-10-26T12:30", answers={"safe_on": london("2026-10-26T12:00").isoformat(), "seen_by": "PC Hale."}
    )
    for username in ("", "superintendent"):
        with pytest.raises(Refusal) as refused:
            _move("confirm", "2026-10-26T13:00", "duty_inspector" if not username else "supervisor", username,
                  answers={"how": "I read it."})  # fmt: skip
        assert refused.value.code == "own_case"
        if not username:
            step(away, "take", "2026-10-26T12:45", "supervisor")
    _move("confirm", "2026-10-26T14:30", username="inspector_oxlade", answers={"how": "I spoke to her and the home."})
    assert _referral().state == "confirmed"
    with database.as_service():
        assert Clock.objects.get(rule_id="referral.first_response").ended_at == london("2026-10-26T11:00")
        assert verify().as_json()["whole"]


def test_a_no_goes_back_whatever_the_grade_only_where_the_risk_is_live(away):
    assert _graded(_sample(away), live=False, MIS_09="no").referral == ""
    with database.as_service():
        assert not Case.objects.filter(area="referral").exists()


def test_a_no_to_a_question_that_refers_nothing_sends_nothing_back(away):
    assert _graded(_sample(away), MIS_05="no").referral == ""


def test_the_auditors_own_word_sends_it_back_before_anything_is_graded_and_once(away):
    sample = _sample(away)
    references = set()
    for _ in range(2):
        with clocks.held_at(london(AUDITED)), database.transaction():
            by = make.reader("auditor_local")
            references.add(send_back(by, sample.reference, 1, "She is with the man in Wharf Road."))
    assert references == {_referral().reference}
    with pytest.raises(NotValid), database.transaction():
        send_back(make.reader("auditor_local"), sample.reference, 1, " ")


def test_nobody_who_answers_it_stops_it_climbing(away):
    sample = _sample(away)
    _graded(sample, MIS_09="no")
    with clocks.held_at(london("2026-10-26T11:05")):
        assert climb() >= 1


def test_a_closed_case_is_opened_again_by_its_areas_own_move(db):
    from goldthread.respond.concern.actions import record_concern
    from goldthread.testing.audits import given_to

    desk, code = make.reader("mash_desk"), make.load_child()
    with database.transaction():
        reference = record_concern(make.reader("responding_officer"), code, seen="A bruise.").reference
    with database.transaction():
        move_case(desk, reference, "take")
    make.closed_unshared(desk, reference)
    sample = given_to("auditor_central", [reference])
    with database.transaction():
        send_back(make.reader("auditor_central"), sample.reference, 1, "He is back at the address tonight.")
    with database.as_service():
        case = Case.objects.get(reference=reference)
        assert (case.state, case.closed_at) == ("recorded", None)
        assert verify().as_json()["whole"]


def test_an_auditor_may_still_read_what_they_sent_back(away):
    """What was done for the audit is no work on the case: it makes nobody part of the team."""
    from goldthread.audit.reviews.reading import open_audited_case

    sample = _sample(away)
    _graded(sample, MIS_09="no")
    with clocks.held_at(london("2026-10-26T11:00")), database.transaction():
        assert open_audited_case(make.reader("auditor_local"), sample.reference, 1).case


def test_the_owner_is_told_by_name_beside_the_duty_inspector(away):
    step(away, "take", "2026-10-25T10:00", "supervisor")
    _graded(_sample(away), MIS_09="no")
    with database.as_service():
        told = Alert.objects.filter(kind="sent_back").select_related("to_officer")
        assert {one.to_officer.username if one.to_officer else one.to_role for one in told} == {
            "duty_inspector", "supervisor"}  # fmt: skip


def test_of_a_case_held_elsewhere_the_duty_inspector_is_told_its_reference(db):
    sample = sample_of(make.reader("auditor_central"), ["CRIS 01/2345/26"])
    with database.transaction():
        sent = send_back(make.reader("auditor_central"), sample.reference, 1, "The suspect is at the address.")
    assert sent == "CRIS 01/2345/26"
    with database.as_service():
        told = Alert.objects.get(kind="sent_back_elsewhere")
        assert "CRIS 01/2345/26" in told.words
        assert told.urgency == "now"


def test_one_sent_back_elsewhere_keeps_the_sample_open_until_another_auditor_says_that_the_child_is_safe(db):
    by, another = make.reader("auditor_central"), make.reader("auditor_central", username="second_auditor")
    sample = sample_of(by, ["CRIS 01/2345/26"])
    for grader in (by, another):
        with database.transaction():
            submit_review(grader, sample.reference, 1, Told(answers(sample), "good"))
    with database.transaction():
        send_back(by, sample.reference, 1, "The suspect is at the address.")
    with pytest.raises(Clash), database.transaction():
        close_audit(by, sample.reference)
    with pytest.raises(Refusal) as refused, database.transaction():
        settle_elsewhere(by, sample.reference, 1, "Seen by the ward sergeant.")
    assert refused.value.code == "own_case"
    with database.transaction():
        settle_elsewhere(another, sample.reference, 1, "Seen by the ward sergeant at 14:00.")
    with database.transaction():
        assert close_audit(by, sample.reference).closed_at


def test_sent_back_by_two_at_the_same_instant_it_is_one_referral(away):
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connections

    sample, readers = (
        _sample(away),
        [make.reader("auditor_local"), make.reader("auditor_local", username="second_local")],
    )

    def press(by) -> str:
        try:
            with database.transaction():
                return send_back(by, sample.reference, 1, "She is with the man in Wharf Road.")
        finally:
            connections.close_all()

    with clocks.held_at(london(AUDITED)), ThreadPoolExecutor(2) as at_once:
        references = set(at_once.map(press, readers))
    assert references == {_referral().reference}


def test_who_holds_the_case_reads_that_an_audit_asks_and_not_a_supervisor(away):
    from goldthread.core.cases.in_hand import open_in_hand

    step(away, "take", "2026-10-25T10:00", "supervisor")
    _graded(_sample(away), MIS_09="no")
    with clocks.held_at(london("2026-10-26T10:30")), database.transaction():
        (asked,) = open_in_hand(make.reader("supervisor")).asked
    assert asked["asked_by"] == "An audit"
    assert "MIS-09" in asked["asks"]
