"""The board of missing children, left alone: a wall shows a new child by itself, a desk says that there is one."""

import time

import pytest
from playwright.sync_api import expect

from goldthread.core import db as database
from goldthread.core.cases.actions import move_case
from goldthread.respond.missing.tests.told import a_child, reported
from goldthread.testing import factories as make
from goldthread.testing.browsing import DESK, TABLET

pytestmark = [pytest.mark.journeys, pytest.mark.browser]
HEARD_WITHIN = 30_000  # ms: the board asks every five seconds, and the machine may be busy
ALL = "board/missing?all=yes"


def test_a_new_child_comes_onto_a_wall_that_nobody_touches(story):
    room = make.reader("control_room")
    reported(room, a_child("Ann"))
    page = story.as_role("control_room", DESK)
    with page.expect_response("**/changes*"):
        page.goto(f"{page.url}{ALL}&wall=yes")
    expect(page.locator("[data-row]")).to_have_count(1)
    story.picture(page, "wall")
    new = reported(room, a_child("Ben"))
    began = time.perf_counter()
    expect(page.locator(f"[data-row='{new.reference}']")).to_be_visible(timeout=HEARD_WITHIN)
    print(f"A new child stood on the open wall after {time.perf_counter() - began:.1f} s.")
    expect(page.locator(f"[data-row='{new.reference}']")).to_contain_text("NEW")
    expect(page.locator("[data-goldthread-board]")).to_be_hidden()
    story.picture(page, "wall-with-the-new-child")


def test_a_wall_that_is_paused_or_read_moves_nothing_and_says_what_changed(story):
    room = make.reader("control_room")
    page = story.as_role("control_room", DESK)
    page.goto(f"{page.url}{ALL}&wall=yes")
    page.get_by_role("button", name="Pause").click()
    reported(room, a_child("Ann"))
    expect(page.get_by_role("link", name="1 change: show")).to_be_visible(timeout=HEARD_WITHIN)
    expect(page.locator("[data-row]")).to_have_count(0)
    story.picture(page, "paused")
    page.get_by_role("button", name="Paused: go on").click()
    expect(page.locator("[data-row]")).to_have_count(1, timeout=HEARD_WITHIN)


def test_a_desk_says_what_changed_and_its_rows_have_letters(story):
    room = make.reader("duty_inspector", username="shah")
    free, other = reported(room, a_child("Ann")), reported(room, a_child("Ben"))
    page = story.as_role("duty_inspector", TABLET)
    home = page.url
    page.get_by_role("link", name="Missing board").click()
    expect(page.locator("[data-row]")).to_have_count(2)
    story.picture(page, "desk")
    with database.transaction():
        move_case(room, other.reference, "take")
    expect(page.get_by_role("link", name="1 change: show")).to_be_visible(timeout=HEARD_WITHIN)
    expect(page.locator(".goldthread-no-owner")).to_have_count(2)
    page.get_by_role("link", name="1 change: show").click()
    expect(page.locator(".goldthread-no-owner")).to_have_count(1)
    page.locator(f"[data-row='{free.reference}'] a").first.focus()
    page.keyboard.press("r")
    page.wait_for_url("**/review")
    page.goto(f"{home}{ALL}")
    page.locator(f"[data-row='{free.reference}'] a").first.focus()
    page.keyboard.press("a")
    page.wait_for_url(f"**/case/{free.reference.lower()}")
    page.goto(f"{home}{ALL}")
    expect(page.locator(".goldthread-no-owner")).to_have_count(0)


def test_letters_that_are_turned_off_do_nothing(story):
    room = make.reader("duty_inspector", username="shah")
    reported(room, a_child("Ann"))
    page = story.as_role("duty_inspector", DESK)
    page.goto(f"{page.url}{ALL}")
    page.get_by_role("button", name="Turn these letters off").click()
    page.locator("[data-row] a").first.focus()
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Turn these letters on")).to_be_visible()
    expect(page.locator(".goldthread-no-owner")).to_have_count(1)
