"""A page that stays open is told what changed: how many alerts wait, which of them interrupt, how much of a board."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts import actions
from goldthread.core.alerts.models import Alert
from goldthread.testing import factories as make
from tests.pages.test_thread import client


def told(role: str, urgency: str = "now", reference: str = "T-2222222") -> Alert:
    with database.as_service():
        return actions.raise_urgent(
            "offender_at_childs_home", "Somebody may be in danger.", urgency, reference=reference, to_role=role,
            borough="merrowfield",
        )  # fmt: skip


def test_only_an_alert_that_presses_interrupts_and_all_are_counted(db):
    browser = client("supervisor")
    pressing = told("supervisor")
    told("supervisor", "soon", "T-3333333")
    told("image_team", reference="T-4444444")
    found = browser.get("/changes").json()
    assert found["alerts"] == 2
    assert found["pressing"] == [
        {"id": pressing.pk, "words": "Somebody may be in danger.", "url": "/alert/t-2222222", "link": "Open T-2222222"}
    ]


def test_on_a_tablet_in_front_of_a_family_an_interruption_says_nothing_of_what_it_is(db):
    browser = client("responding_officer")
    told("responding_officer")
    (one,) = browser.get("/changes").json()["pressing"]
    assert one["words"] == ""
    assert one["link"] == "Open T-2222222"


def test_what_is_taken_or_withdrawn_interrupts_nobody(db):
    browser, alert = client("supervisor"), told("supervisor")
    browser.post(f"/alerts/{alert.pk}/acknowledge")
    assert browser.get("/changes").json()["pressing"] == []
    told("supervisor", reference="T-3333333")
    with database.as_service():
        actions.withdraw("T-3333333", "its system has corrected what it rested on.")
    assert browser.get("/changes").json()["pressing"] == []


def test_a_board_counts_what_changed_since_its_page_was_made(db):
    browser, before = client("supervisor"), clocks.now() - timedelta(minutes=1)
    alert = told("supervisor")
    ask = {"board": "alerts", "since": before.isoformat()}
    assert browser.get("/changes", ask).json()["changed"] == 1
    ask["since"] = clocks.now().isoformat()
    assert browser.get("/changes", ask).json()["changed"] == 0
    browser.post(f"/alerts/{alert.pk}/acknowledge")
    assert browser.get("/changes", ask).json()["changed"] == 1


@pytest.mark.parametrize(
    ("board", "since", "status"),
    [("alerts", "yesterday", 422), ("alerts", "2026-10-23T21:40:00", 422), ("none", "2026-10-23T21:40:00+01:00", 404)],
)
def test_what_cannot_be_asked_is_refused(db, board, since, status):
    assert client("supervisor").get("/changes", {"board": board, "since": since}).status_code == status


def test_a_page_that_polls_keeps_nobody_signed_in(db, settings):
    browser, start = client("supervisor"), clocks.now()
    with clocks.held_at(start):
        browser.get("/")
    for minutes in range(2, 30, 4):
        with clocks.held_at(start + timedelta(minutes=minutes)):
            assert browser.get("/changes").status_code == 200
    with clocks.held_at(start + settings.SESSION_IDLE + timedelta(minutes=1)):
        answer = browser.get("/changes")
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in?ended=1"
    assert Session.objects.count() == 0


def test_a_board_of_figures_is_sent_anew_by_the_same_poll_and_only_to_who_may_see_it(db):
    since = {"board": "board-concern", "since": clocks.now().isoformat()}
    browser = client("mash_desk")
    assert browser.get("/board/concern").status_code == 200
    assert browser.get("/changes", since).json()["figures"]["recorded.open"] == "0"
    client("responding_officer").post("/concern/new", {"child": make.load_child(), "seen": "Alone."})
    figures = browser.get("/changes", since).json()["figures"]
    assert (figures["recorded.open"], figures["recorded.no_owner"], figures["all.open"]) == ("1", "1", "1")
    assert client("responding_officer").get("/changes", since).status_code == 403
