"""A pack holds what was asked, answered and done, and nobody: for the seats of its meeting, each look in the log."""

import json
from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.improve.governance import meetings
from goldthread.improve.governance.models import Pack, Seat
from goldthread.improve.governance.packs import digest_of, make_pack, open_pack, packs_of
from goldthread.improve.governance.seats import end_seat
from goldthread.improve.governance.views import _together
from goldthread.improve.recommendations.tests.register_help import browser
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make
from goldthread.testing.audits import given_to
from goldthread.testing.bodies import a_pack, graded_for, met, seated

DAY = timedelta(days=1)


@pytest.fixture
def concern(db) -> str:
    code = make.load_child(address="12 Mulberry Road", postcode="XX1 2AB")
    with clocks.held_at(clocks.now() - timedelta(days=1)), database.transaction():
        return record_concern(make.reader("responding_officer"), code, seen="A bruise, at Larch Primary.").reference


@pytest.fixture
def keeper(db):
    return seated("auditor_central", "scrutiny", "secretary")


def test_nobody_and_no_place_stands_in_a_pack(concern, keeper):
    held = a_pack(keeper, met(keeper, "scrutiny")).held
    said = json.dumps(held).casefold()
    never = (
        "kentwell",
        "jess",
        "2011",
        "mulberry",
        "xx1",
        "bruise",
        "larch",
        concern.casefold(),
        "test ",
        "merrowfield",
    )
    assert [one for one in never if one in said] == []
    assert held["grade"] == "good"
    assert held["steps"][0] == {"day": 1, "time": held["steps"][0]["time"], "what": "Concern recorded"}
    assert {one["said"] for one in held["answers"]} == {"yes"}


def test_a_member_of_the_panel_reads_it_and_the_log_says_so(concern, keeper):
    pack = a_pack(keeper, met(keeper, "scrutiny"))
    member = seated("panel_member", "scrutiny", "outside")
    with database.transaction():
        found = open_pack(member, pack.pk)
    assert (found.number, found.digest) == (1, digest_of(pack.held))
    with database.as_service():
        row = database.fetch_one(
            "SELECT d.body FROM access_logentry e JOIN access_logdetail d ON d.entry_id = e.id"
            " WHERE e.role = 'panel_member' ORDER BY e.id DESC LIMIT 1"
        )
    assert str(pack.pk) in str(row["body"])


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("oversight_member", "advisory"),
        ("oversight_member", "mayors"),
        ("chief_officer", "delivery"),
        ("inspectorate", "inspectorate"),
    ],
)
def test_whoever_sits_on_another_body_does_not_find_it_even_in_the_table(concern, keeper, role, body):
    pack = a_pack(keeper, met(keeper, "scrutiny"))
    other = seated(role, body)
    with pytest.raises(NotFound), database.transaction():
        open_pack(other, pack.pk)
    with database.transaction():
        look(other)
        assert not Pack.objects.exists()


def test_whoever_came_to_the_panel_after_the_meeting_does_not_find_it(concern, keeper):
    meeting = met(keeper, "scrutiny", days_ago=5)
    pack = a_pack(keeper, meeting)
    newcomer = seated("panel_member", "scrutiny", "outside", days_ago=1)
    with database.transaction():
        look(newcomer)
        assert packs_of(newcomer, meeting.pk) == []
    with pytest.raises(NotFound), database.transaction():
        open_pack(newcomer, pack.pk)


def test_the_packs_of_meetings_to_come_stand_on_the_bodys_page_for_whoever_sits_there(concern, keeper):
    held, planned = met(keeper, "scrutiny"), meetings.plan_meeting(keeper, "scrutiny", clocks.now() + 3 * DAY)
    read, to_read = a_pack(keeper, held), a_pack(keeper, planned)
    seated("panel_member", "scrutiny", "outside")
    for role, is_shown in (("panel_member", True), ("plan_lead", False)):
        page = browser(role).get("/improve/governance/body/scrutiny").content.decode()
        assert [str(one.pk) in page for one in (read, to_read)] == [False, is_shown]


def test_the_same_step_at_the_same_time_is_told_once_with_how_often():
    answered, seen = ({"day": 2, "time": "10:00", "what": what} for what in ("Answered", "Seen"))
    told = _together([answered, answered, seen, answered])
    assert [(one["what"], one["times"]) for one in told] == [("Answered", 2), ("Seen", 1), ("Answered", 1)]


def test_whoever_left_the_panel_does_not_find_it(concern, keeper):
    pack = a_pack(keeper, met(keeper, "scrutiny"))
    member = seated("panel_member", "scrutiny", "outside")
    end_seat(make.reader("plan_lead"), Seat.objects.get(officer=member.officer).pk)
    with pytest.raises(NotFound), database.transaction():
        open_pack(member, pack.pk)


def test_a_pack_does_not_say_which_case_it_is_to_those_who_read_it(concern, keeper):
    pack = a_pack(keeper, met(keeper, "scrutiny"))
    member = seated("panel_member", "scrutiny", "outside")
    with database.transaction():
        open_pack(member, pack.pk)
        assert database.fetch("SELECT 1 FROM journal_event WHERE stream = %s", [f"pack:{pack.pk}"]) == []
        assert database.fetch("SELECT 1 FROM audit_sampledcase") == []


def test_words_go_in_only_once_somebody_says_that_they_checked_them(concern, keeper):
    meeting = met(keeper, "scrutiny")
    with pytest.raises(NotValid) as refused, database.transaction():
        a_pack(keeper, meeting, words="She was not asked alone.")
    assert refused.value.field == "is_checked"
    pack = a_pack(keeper, meeting, words="She was not asked alone.", is_checked=True)
    assert (pack.held["words"], pack.words_checked_by) == ("She was not asked alone.", keeper.officer)


@pytest.mark.parametrize("words", ["Case N-4K9WQTD.", "On 24/10/2026.", "Born in 2011.", "At XX1 2AB.",
                                   "Ring 07700 900124.", "Of 12 Mulberry Road."])  # fmt: skip
def test_words_that_lead_to_somebody_are_refused_whoever_checked_them(db, keeper, words):
    with pytest.raises(NotValid, match="in it"), database.transaction():
        make_pack(keeper, met(keeper, "scrutiny").pk, "Q-4K9WQTD", 1, words=words, is_checked=True)


def test_a_case_without_a_grade_is_put_before_nobody(concern, keeper):
    sample = given_to("auditor_central", [concern])
    with pytest.raises(Clash, match="no grade"), database.transaction():
        make_pack(keeper, met(keeper, "scrutiny").pk, sample.reference, 1)


def test_a_case_put_before_a_meeting_twice_stands_there_once(concern, keeper):
    meeting, sample = met(keeper, "scrutiny"), graded_for("auditor_central", concern)
    with database.transaction():
        make_pack(keeper, meeting.pk, sample.reference, 1)
    with pytest.raises(Clash, match="already"), database.transaction():
        make_pack(keeper, meeting.pk, sample.reference, 1)
    member = seated("panel_member", "scrutiny", "outside")
    with database.transaction():
        look(member)
        assert len(packs_of(member, meeting.pk)) == 1


def test_a_body_that_is_shown_no_packs_is_given_none(concern):
    by = seated("auditor_central", "delivery", "secretary")
    with pytest.raises(Refusal) as refused, database.transaction():
        a_pack(by, met(by, "delivery"))
    assert refused.value.code == "no_packs"


def test_a_pack_for_a_meeting_called_off_is_refused(concern, keeper):
    with database.transaction():
        meeting = meetings.plan_meeting(keeper, "scrutiny", clocks.now() + DAY)
        meetings.call_off(keeper, meeting.pk, "Half the panel is ill.")
    with pytest.raises(Clash), database.transaction():
        a_pack(keeper, meeting)


def test_only_an_auditor_makes_a_pack(concern):
    by = seated("panel_member", "scrutiny", "chair")
    with pytest.raises(Refusal, match="cannot audit cases"), database.transaction():
        make_pack(by, met(by, "scrutiny").pk, "Q-4K9WQTD", 1)
