"""The board of missing children as pages show it: initials, what is due, whose it is; on a wall, for a whole shift."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases.actions import move_case
from goldthread.respond.missing.tests.told import a_child, reported
from goldthread.testing import factories as make
from tests.pages.test_thread import client

ALL = "/board/missing?all=yes"


@pytest.fixture
def room(db):
    return make.reader("control_room")


def said(page) -> str:
    return " ".join(BeautifulSoup(page.content, "html.parser").main.get_text(" ").split())


def graded(by, case, grade: str):
    more = {"latest_time": (clocks.now() + timedelta(hours=2)).isoformat(), "agreed": "Rung at ten."}
    with database.transaction():
        told = {"grade": grade, "why": "As told.", **(more if grade == "none" else {})}
        return move_case(by, case.reference, "grade", answers=told)


def test_a_child_stands_on_it_by_initials_and_age_and_never_by_name(room):
    graded(room, reported(room, a_child("Annika")), "high")
    page = client("control_room").get(ALL)
    assert page.status_code == 200
    assert "Annika" not in page.content.decode()
    assert "High risk" in said(page)
    assert "NO OWNER" in said(page)
    assert "1 open : high 1, late 0, no owner 1" in said(page)


@pytest.mark.parametrize("grade", ["high", "medium", "low", "none"])
def test_every_grade_has_its_words_on_the_board_and_in_the_queue(room, grade):
    graded(room, reported(room, a_child("Ann")), grade)
    for path in (ALL, "/queue/missing?all=yes"):
        assert client("control_room").get(path).status_code == 200


def test_a_borough_post_is_led_to_its_own_borough_and_the_control_room_sees_all(room):
    answer = client("duty_inspector").get("/board/missing")
    assert (answer.status_code, answer["Location"]) == (302, "/board/missing?borough=merrowfield")
    assert client("control_room").get("/board/missing").status_code == 200


@pytest.mark.parametrize("role", ["control_room", "missing_unit", "duty_inspector", "borough_commander", "supervisor"])
def test_who_holds_the_risk_has_the_board_one_press_from_the_first_page(room, role):
    home = BeautifulSoup(client(role).get("/").content, "html.parser")
    assert home.main.find("a", href="/board/missing")


def test_a_late_child_outside_the_filter_is_said(room):
    case = reported(room, a_child("Ann"))
    with database.speaking_as(database.OWNER), database.transaction():
        database.run("UPDATE clocks_clock SET due_at = %s WHERE ended_at IS NULL AND stream = %s",
                     [clocks.now() - timedelta(minutes=4), f"case:{case.pk}"])  # fmt: skip
    page = client("control_room").get("/board/missing?scale-grade=high")
    assert "1 late person outside this filter: show" in said(page)


def test_what_cannot_be_chosen_is_refused_beside_the_filter(room):
    assert client("control_room").get("/board/missing?borough=atlantis").status_code == 422


def test_only_who_may_take_a_child_is_offered_it_and_only_where_nobody_has(room):
    case = reported(room, a_child("Ann"))
    address = f"/case/{case.reference.lower()}/move/take"
    assert address in client("control_room").get(ALL).content.decode()
    assert address not in client("borough_commander").get(ALL).content.decode()
    with database.transaction():
        move_case(room, case.reference, "take")
    assert address not in client("control_room").get(ALL).content.decode()


def test_the_wall_has_nothing_but_its_rows_and_the_poll_tells_it_what_it_shows_now(room):
    browser = client("control_room")
    page = browser.get(f"{ALL}&wall=yes")
    assert "Filter" not in said(page)
    soup = BeautifulSoup(page.content, "html.parser")
    note = soup.find(attrs={"data-goldthread-board": "rows-missing"})
    ask = {"board": "rows-missing", "since": note["data-since"], "asked": note["data-asked"]}
    assert browser.get("/changes", ask).json()["version"] == note["data-version"]
    reported(room, a_child("Ann"))
    now = browser.get("/changes", ask).json()
    assert (now["version"] != note["data-version"], now["changed"]) == (True, 1)
    again = BeautifulSoup(browser.get("/board/missing/rows?all=yes&wall=yes").content, "html.parser")
    assert again.find(attrs={"data-version": now["version"]})
    assert again.find(attrs={"data-row": True})


def test_a_board_on_a_wall_goes_on_when_nobody_is_at_it_and_opens_nothing_else(room, settings):
    browser, start = client("control_room"), clocks.now()
    with clocks.held_at(start):
        browser.get(f"{ALL}&wall=yes")
    with clocks.held_at(start + settings.SESSION_IDLE + timedelta(hours=2)):
        for path in ("/changes", "/board/missing/rows?all=yes&wall=yes", f"{ALL}&wall=yes"):
            assert browser.get(path).status_code == 200
        answer = browser.get("/queue/missing")
        assert answer["Location"] == "/sign-in?ended=1"
        assert browser.get("/board/missing/rows?all=yes&wall=yes").status_code == 302


def test_a_board_that_was_never_put_on_a_wall_ends_with_its_session(room, settings):
    browser, start = client("control_room"), clocks.now()
    with clocks.held_at(start):
        browser.get(ALL)
    with clocks.held_at(start + settings.SESSION_IDLE + timedelta(minutes=1)):
        assert browser.get("/board/missing/rows?all=yes").status_code == 302
