"""Missing children at the change of a shift: each is somebody's until another accepts, high risk one by one."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.climbing import climb
from goldthread.core.alerts.models import Alert
from goldthread.core.cases import handing
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.board_rows import open_rows
from goldthread.core.cases.board_sheets import open_sheet
from goldthread.core.cases.checking import add_note
from goldthread.core.cases.handing_many import accept_many, offer_many
from goldthread.core.cases.in_hand import open_in_hand
from goldthread.core.cases.models import Case
from goldthread.core.organisation.models import DutyShift, Post
from goldthread.core.refusals import Clash, Refusal
from goldthread.respond.missing.tests.told import a_child, reported
from goldthread.testing import factories as make
from tests.pages.test_thread import client

WORDS = {"done": "The home is searched.", "next": "Ring the aunt at 23:00.", "worry": "The man at Quay Street."}


@pytest.fixture
def late(db):
    """The officer of the late turn, of the missing persons unit."""
    return make.reader("missing_unit", username="late")


@pytest.fixture
def night(db):
    reader = make.reader("missing_unit", username="night")
    with database.speaking_as(database.OWNER), database.transaction():
        now = clocks.now()
        post = Post.objects.get(officer=reader.officer)
        DutyShift.objects.create(post=post, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=7))
    return reader


def held(by, name: str, grade: str) -> Case:
    case = reported(by, a_child(name))
    with database.transaction():
        move_case(by, case.reference, "grade", answers={"grade": grade, "why": "As told."})
        return move_case(by, case.reference, "take")


def offered(by, *cases: Case) -> None:
    given = offer_many(
        by, [one.reference for one in cases], to="night", next_by=clocks.now() + timedelta(hours=1), **WORDS
    )
    assert [one.refusal for one in given] == [None] * len(cases)


def stored(case: Case) -> Case:
    with database.as_service():
        return Case.objects.select_related("owner").get(pk=case.pk)


def said(browser, path: str) -> str:
    return " ".join(BeautifulSoup(browser.get(path).content, "html.parser").main.get_text(" ").split())


def test_of_fourteen_children_all_but_those_of_high_risk_are_accepted_in_one_press_and_none_is_ownerless(late, night):
    high = [held(late, f"High{number}", "high") for number in range(2)]
    rest = [held(late, f"Rest{number}", "medium") for number in range(12)]
    offered(late, *high, *rest)
    assert {stored(one).owner for one in (*high, *rest)} == {late.officer}
    came = accept_many(night, [one.reference for one in (*high, *rest)])
    assert [one.reference for one in came if one.refusal] == [one.reference for one in high]
    assert {stored(one).owner for one in high} == {late.officer}
    assert {stored(one).owner for one in rest} == {night.officer}
    for one in high:
        with database.transaction():
            handing.accept(night, one.reference)
    assert {stored(one).owner for one in (*high, *rest)} == {night.officer}


def test_what_nobody_accepts_climbs_to_the_supervisor_and_says_so_to_whoever_offered_it(late, night):
    make.officer("supervisor")
    make.officer("duty_inspector")
    case = held(late, "Ann", "high")
    offered(late, case)
    with clocks.held_at(clocks.now() + timedelta(hours=2)):
        climb()
        with database.as_service():
            (alert,) = Alert.objects.filter(kind="handover", case_reference=case.reference)
    assert alert.climbs
    assert any(step["role"] == "supervisor" for step in alert.climbs)
    assert stored(case).owner == late.officer


def test_the_board_and_the_sheet_of_the_next_shift_say_what_is_handed_over_and_not_accepted(late, night):
    case = held(late, "Ann", "high")
    offered(late, case)
    with database.transaction():
        (row,) = open_rows(night, "missing").rows
    assert row["is_offered"]
    assert "not accepted 1" in said(client("control_room"), "/board/missing?all=yes")
    with database.transaction():
        told = {one.name: one.words for one in open_sheet(night, "missing").says[case.reference]}
    assert (told["Done"], told["To do next"], told["The worry"]) == tuple(WORDS.values())
    assert "NOT ACCEPTED" in said(client("control_room"), "/board/missing/sheet?all=yes")


def test_what_is_not_accepted_stands_in_the_morning_s_briefing(late, night):
    offered(late, held(late, "Ann", "high"))
    assert "1 hand-over waits to be accepted." in said(client("duty_inspector"), "/briefing?borough=all&period=24h")


@pytest.mark.parametrize("role", ["missing_unit", "control_room", "supervisor", "duty_inspector"])
def test_whoever_works_missing_children_finds_the_hand_over_under_respond(db, role):
    page = BeautifulSoup(client(role).get("/board/missing?all=yes").content, "html.parser")
    assert page.find("nav", attrs={"aria-label": "Respond"}).find("a", href="/handovers")


def test_of_two_officers_at_once_neither_loses_what_they_wrote(late, night):
    """The second is told of the first; a fact is never refused, so both notes stand."""
    case = held(late, "Ann", "medium")
    seen = stored(case).last_event_id
    for by, words in ((late, "Rang the mother."), (night, "Rang the school.")):
        with database.transaction():
            add_note(by, case.reference, words)
    with pytest.raises(Clash), database.transaction():
        move_case(night, case.reference, "deploy", answers={"sent": "A car to the school."}, seen_event_id=seen)
    with database.as_service():
        rows = database.fetch(
            """SELECT p.body->>'note' AS note FROM journal_event e JOIN journal_payload p ON p.event_id = e.id
                WHERE e.stream = %s AND e.kind = 'case.note_added' ORDER BY e.id""",
            [f"case:{case.pk}"],
        )
    assert [row["note"] for row in rows] == ["Rang the mother.", "Rang the school."]


def test_a_step_that_clashes_by_page_keeps_what_was_typed(late, night):
    case = held(late, "Ann", "medium")
    seen = stored(case).last_event_id
    with database.transaction():
        add_note(late, case.reference, "Rang the mother.")
    path = f"/case/{case.reference.lower()}/move/deploy"
    answer = client("control_room").post(path, {"sent": "A car to the school.", "seen_event": str(seen)})
    assert answer.status_code == 409
    assert "A car to the school." in answer.content.decode()


def test_only_whom_it_was_offered_to_accepts_and_the_rest_of_the_unit_sees_whose_it_is(late, night):
    case = held(late, "Ann", "medium")
    offered(late, case)
    other = make.reader("missing_unit", username="other")
    with pytest.raises(Refusal), database.transaction():
        handing.accept(other, case.reference)
    with database.transaction():
        assert [row["reference"] for row in open_in_hand(night).to_me] == [case.reference]
