"""An audit from the draw to what it proves: a child at risk is sent back on the way, each at their own page."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make
from goldthread.testing.browsing import DESK, TABLET

pytestmark = [pytest.mark.journeys, pytest.mark.browser]


def test_a_sample_is_drawn_a_case_is_graded_at_the_desk_sent_back_and_the_results_say_how_little_one_case_proves(story):
    code = make.load_child()
    with database.transaction():
        reference = record_concern(make.reader("responding_officer"), code, seen="A bruise on her arm.").reference
    page = story.as_role("auditor_central", DESK)
    _drawn(story, page, reference)
    page.get_by_role("button", name="Grade case 1").click()
    expect(page.get_by_text("A bruise on her arm.").first).to_be_visible()
    _by_key(story, page)
    _sent_back(story, page)
    _every_other_answer(page)
    page.get_by_role("button", name="Save, go to the grade").click()
    expect(page.get_by_role("heading", name="The answers propose: Inadequate")).to_be_visible()
    page.get_by_label("Inadequate", exact=True).check()
    if page.get_by_label("No", exact=True).count():
        page.get_by_label("No", exact=True).check()
    story.picture(page, "grade")
    page.get_by_role("button", name="Submit the review").click()
    expect(page.get_by_text("is kept as inadequate").first).to_be_visible()
    expect(page.get_by_text("not confirmed safe").first).to_be_visible()
    story.picture(page, "results")
    inspector = story.as_role("duty_inspector", TABLET)
    expect(inspector.get_by_text(f"An audit sent {reference} back: a child may be at risk now.").first).to_be_visible()


def _drawn(story, page: Page, reference: str) -> None:
    """The concern and eleven held elsewhere, drawn by chance: the concern may stand anywhere, so it is drawn alone."""
    page.get_by_role("link", name="Audit", exact=True).click()
    page.get_by_role("button", name="Draw a sample").click()
    page.get_by_label("Operation Benson").check()
    page.get_by_label("Cases of an area of work held here").check()
    page.get_by_label("Area of work", exact=True).select_option("concern")
    today = clocks.now()
    page.fill("#since", f"{today - timedelta(days=2):%d/%m/%Y}")
    page.fill("#until", f"{today + timedelta(days=1):%d/%m/%Y}")
    page.fill("#size", "1")
    story.picture(page, "draw")
    page.get_by_role("button", name="Show what it is drawn from").click()
    expect(page.get_by_role("heading", name="Draw 1 of 1 case")).to_be_visible()
    story.picture(page, "drawn-from")
    page.get_by_role("button", name="Draw and freeze the sample").click()
    expect(page.get_by_text("Drawn and frozen").first).to_be_visible()
    expect(page.get_by_text("SHA-256 of the list")).to_be_visible()
    expect(page.get_by_text(reference)).to_be_visible()
    story.picture(page, "frozen")


def _by_key(story, page: Page) -> None:
    """The first question by keys alone: a line is ticked and attached, the answer is no, and the page goes on."""
    page.get_by_text("The whole case was read").click()
    page.keyboard.press("e")
    expect(page.locator(".goldthread-evidence")).to_contain_text("The whole case was read")
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.press("3")
    expect(page.locator("[name=said][value=no]")).to_be_checked()
    expect(page.locator("#kept")).to_contain_text("Kept")
    story.picture(page, "desk")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 of").first).to_be_visible()
    expect(page.locator("#question")).to_contain_text(re.compile("2 of"))


def _sent_back(story, page: Page) -> None:
    page.get_by_text("A child is at risk now: send back").click()
    page.fill("[name=why]", "He is back at the address tonight.")
    page.get_by_role("button", name="Send back now").click()
    expect(page.get_by_text("The duty inspector was told").first).to_be_visible()
    story.picture(page, "sent-back")


def _every_other_answer(page: Page) -> None:
    """The rest on the page that shows every question."""
    page.get_by_role("button", name="All questions on one page").click()
    page.get_by_text("The whole case was read").first.click()
    for one in page.locator("[name^='said-'][value='yes']").all()[1:]:
        one.check()
