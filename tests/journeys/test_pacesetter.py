"""A briefing: a task is given to a named officer, who answers it; the next day's briefing says what came of it."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.improve.borough_briefing.models import Task
from goldthread.respond.missing.tests.told import a_child, reported
from goldthread.testing import factories as make
from goldthread.testing.browsing import DESK, TABLET

pytestmark = [pytest.mark.journeys, pytest.mark.browser]


def test_a_task_given_in_three_presses_stands_answered_in_the_next_briefing(story):
    make.reader("responding_officer")
    reported(make.reader("control_room"), a_child("Ann"))
    page = story.as_role("duty_inspector", DESK)
    home = page.url
    page.goto(f"{home}improve/briefing/merrowfield?at=now")
    expect(page.get_by_text("NO NAME").first).to_be_visible()
    story.picture(page, "no-name")
    page.get_by_role("link", name="Give task about").click()
    page.get_by_label("What is to be done").fill("See the aunt, and look in every room.")
    page.get_by_label("Who does it").select_option("responding_officer")
    page.get_by_role("button", name="Give task").click()
    expect(page.get_by_role("region", name="Tasks of this briefing")).to_contain_text("Test Responding Officer")

    officer = story.as_role("responding_officer", TABLET)
    officer.get_by_role("link", name="Open W-").first.click()
    officer.get_by_role("button", name="Accept task").click()
    officer.get_by_label("Not done").check()
    officer.get_by_label("Why not").fill("Nobody was in. Go before nine.")
    story.picture(officer, "answering")
    officer.get_by_role("button", name="Save result").click()
    expect(officer.get_by_text("Nobody was in.")).to_be_visible()

    with database.as_service():  # a night passes
        Task.objects.update(briefing_on=clocks.today() - timedelta(days=1))
    page.goto(f"{home}improve/briefing/merrowfield?at=now")
    expect(page.get_by_role("heading", name="done 0, not 1")).to_be_visible()
    expect(page.get_by_role("region", name="Tasks of the last briefing")).to_contain_text("Nobody was in.")
    story.picture(page, "the-next-day")
