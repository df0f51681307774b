"""A home reports a child missing without an account: kept at once, a case at once, or told to a person at once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.alerts.models import Alert
from goldthread.core.cases.models import Case
from goldthread.core.refusals import Clash, NotFound, Refusal
from goldthread.respond.missing.partners import queries, settling
from goldthread.respond.missing.partners.models import PartnerReport
from goldthread.respond.missing.partners.receiving import hand_in, send_report
from goldthread.respond.missing.tests.test_jess_k import found, london
from goldthread.respond.placements.register import enter_premises, give_key
from goldthread.testing import factories as make
from goldthread.testing.doors.working import work_off

NOW = london("2026-11-10T23:30")
ROW = {
    "forename": "Jess",
    "surname": "Kent",
    "birth_date": "2011-05-11",
    "noticed_at": "2026-11-10T22:10",
    "steps_started_at": "2026-11-10T22:15",
    "pre_report_steps": "Rang her twice; looked in the park.",
    "reported_at": "2026-11-10T23:25",
    "last_seen_at": "2026-11-10T21:00",
    "q_worry": "She does not answer.",
    "q_cse_now": "yes",
}


@pytest.fixture
def jess(db) -> str:
    with clocks.held_at(london("2026-09-02T12:00")):
        child = make.child(forenames="Jess", surname="Kent", birth_date="2011-05-11", sex="F")
        make.deliver("cad", make.ndjson([make.cad_row("1/01SEP26", linked_persons=[child])]))
        make.officer("control_room")
    return make.code_of("1/01SEP26")


@pytest.fixture
def home(db) -> Reader:
    """The reader that the home's key is."""
    with clocks.held_at(london("2026-09-01T12:00")):
        with database.transaction():
            code = enter_premises(
                make.reader("missing_unit"), name="Alderbrook House", kind="childrens_home",
                address="4 Alder Way", host="merrowfield", borough="merrowfield", night_phone="07700 900123",
            ).code  # fmt: skip
        with database.transaction():
            give_key(make.reader("administrator"), code)
        with database.as_service():
            from goldthread.core.organisation.models import Officer

            officer = Officer.objects.get(username=f"home-{code.lower()}")
        return reader_for(officer, "test:door")


def sent(home: Reader, at: datetime = NOW, **changes: str) -> str:
    with clocks.held_at(at):
        with database.transaction():
            reference = send_report(home, {**ROW, **changes}).reference
        work_off()
    return reference


def stands(by: Reader, reference: str) -> dict:
    with clocks.held_at(NOW), database.transaction():
        return queries.report(by, reference)


def test_a_good_row_is_a_missing_report_from_the_time_the_home_reported(home, jess):
    told = stands(home, sent(home))
    assert (told["state"], told["child"]) == ("opened", "reported")
    with database.as_service():
        case = Case.objects.get(reference=told["case_reference"])
        assert (case.state, case.borough_id) == ("reported", "merrowfield")
        assert case.facts["channel"] == "online_portal"
        assert case.facts["noticed_to_reported_minutes"] == 75
        assert case.facts["q_cse_now"] == "yes"
        assert case.facts["q_hurt"] == "unknown"


def test_the_control_room_is_told_before_anybody_has_read_it(home, jess):
    with clocks.held_at(NOW), database.transaction():
        reference = send_report(home, ROW).reference
    with database.as_service():
        alert = Alert.objects.get(case_reference=reference)
    assert (alert.kind, alert.urgency, alert.to_role) == ("partner_report", "now", "control_room")
    assert stands(home, reference)["state"] == "waiting"


def test_a_case_that_a_home_opened_is_told_to_the_control_room_until_somebody_takes_it(home, jess):
    told = stands(home, sent(home))
    with database.as_service():
        alerts = Alert.objects.filter(urgency="now", withdrawn_at=None)
        assert [(one.kind, one.case_reference, one.to_role) for one in alerts] == [
            ("missing_by_home", told["case_reference"], "control_room")]  # fmt: skip


def test_sent_twice_is_one_report(home, jess):
    first, second = sent(home), sent(home, NOW + timedelta(minutes=5))
    assert first == second
    with database.as_service():
        assert Case.objects.count() == 1


def test_what_a_home_tells_of_a_child_reported_already_joins_that_report(home, jess):
    first = stands(home, sent(home))
    second = stands(home, sent(home, q_worry="Her friend saw her get into a car."))
    assert (second["state"], second["case_reference"]) == ("joined", first["case_reference"])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"surname": "Nobody"}, "surname"),
        ({"surname": ""}, "surname"),
        ({"birth_date": "2011"}, "birth_date"),
        ({"noticed_at": "in the evening"}, "noticed_at"),
        ({"noticed_at": "2026-11-10T23:29"}, "noticed_at"),
        ({"noticed_at": "2026-11-10T20:00"}, "noticed_at"),
        ({"reported_at": "2026-11-12T20:00"}, "reported_at"),
        ({"q_cse_now": "perhaps"}, "q_cse_now"),
        ({"care": "in care"}, "care"),
        ({"child_code": "C-222222"}, "child_code"),
    ],
)
def test_a_row_that_is_wrong_waits_with_its_field_and_is_told_at_once(home, jess, changes, field):
    reference = sent(home, **changes)
    told = stands(make.reader("control_room"), reference)
    assert (told["state"], told["field"]) == ("aside", field)
    assert told["told"]["q_worry"] == ROW["q_worry"]
    with database.as_service():
        alert = Alert.objects.get(kind="partner_report_aside")
        assert (alert.case_reference, alert.urgency, alert.to_role) == (reference, "now", "control_room")
        assert not Case.objects.exists()


def test_a_row_put_right_by_the_control_room_is_a_report_and_its_alert_is_settled(home, jess):
    reference = sent(home, surname="Kemt")
    desk = make.reader("control_room")
    with clocks.held_at(NOW), database.transaction():
        told = settling.take_again(desk, reference, {"child_code": jess})
    assert (told["state"], told["field"]) == ("opened", "")
    with database.as_service():
        assert Alert.objects.filter(case_reference=reference, withdrawn_at=None).count() == 0
    with clocks.held_at(NOW), pytest.raises(Clash), database.transaction():
        settling.take_again(desk, reference, {})


def test_a_row_may_be_answered_and_says_so_to_the_home(home, jess):
    reference = sent(home, surname="Kemt")
    with clocks.held_at(NOW), database.transaction():
        settling.answer(make.reader("control_room"), reference, "Rung: she is in her room.")
    told = stands(home, reference)
    assert (told["state"], told["words"]) == ("returned", "Rung: she is in her room.")


def test_a_carer_who_says_that_the_child_is_back_ends_nothing(home, jess):
    reference = sent(home)
    with clocks.held_at(NOW + timedelta(hours=2)):
        with database.transaction():
            back = settling.say_back(home, reference, {"returned_at": "2026-11-11T01:00", "told_by": "M. Cole"})
        work_off()
    told = stands(home, back.reference)
    assert (told["state"], told["child"]) == ("told", "reported")
    with database.as_service():
        assert Alert.objects.filter(kind="missing_told_back", to_role="control_room").count() == 1
        case = Case.objects.get()
    found(case, "2026-11-11T01:40", "police")
    assert stands(home, reference)["child"] == "found"


def test_a_home_sees_nothing_of_another_and_no_picture(home, jess):
    reference = sent(home)
    with clocks.held_at(london("2026-09-01T12:00")):
        other = make.reader("care_home", username="other-home")
    with pytest.raises(NotFound):
        stands(other, reference)
    with database.transaction():
        from goldthread.core.access.actions import look

        look(home)
        for table in ("cases_case", "records_mention", "people_person", "placements_placement"):
            assert database.fetch(f"SELECT * FROM {table}") == []
        assert PartnerReport.objects.count() == 1
    with pytest.raises(Refusal), database.transaction():
        settling.take_again(home, reference, {})


def test_a_file_that_is_no_file_of_ours_waits_as_it_came(home, jess):
    with clocks.held_at(NOW):
        with database.transaction():
            reports = hand_in(home, "letter.doc", b"\xd0\xcf\x11 our Jess has gone")
        work_off()
    told = stands(make.reader("control_room"), reports[0].reference)
    assert (told["state"], told["field"]) == ("aside", "as_it_came")
    assert "our Jess has gone" in told["told"]["as_it_came"]


def test_a_mailed_file_is_handed_in_by_an_officer_with_the_home_in_each_row(home, jess):
    code = home.post.team
    lines = (
        "home,forename,surname,birth_date,noticed_at",
        f"{code},Jess,Kent,11/05/2011,10/11/2026 22:10",
        "H-NONE,A,B,,",
    )
    with clocks.held_at(NOW):
        with database.transaction():
            reports = hand_in(make.reader("control_room"), "mail.csv", "\n".join(lines).encode(), "mail")
        work_off()
    desk = make.reader("control_room")
    ends = [stands(desk, one.reference) for one in reports]
    assert [(one["state"], one["field"]) for one in ends] == [("opened", ""), ("aside", "home")]


def test_a_time_of_the_hour_that_comes_twice_must_say_which(home, jess):
    at = datetime(2026, 10, 25, 3, tzinfo=ZoneInfo("Europe/London"))
    told = {"noticed_at": "2026-10-25T01:30", "steps_started_at": "", "reported_at": "", "last_seen_at": ""}
    reference = sent(home, at, **told)
    assert stands(make.reader("control_room"), reference)["field"] == "noticed_at"
