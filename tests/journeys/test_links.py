"""The reviewer's story: twins kept apart, a record taken out of the wrong child and put back, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from goldthread.link.review.tests.pairs import TWINS, mention, mention_in, possible
from goldthread.testing import factories as make
from goldthread.testing.browsing import DESK, TABLET

pytestmark = [pytest.mark.journeys, pytest.mark.browser]

HOME = {"address": "Flat 2, 14 Elm Road", "postcode": "XX1 2AB"}


def _twins() -> None:
    """Two sisters of one day, each with her mother beside her, and a third girl further off."""
    mother = make.child(key="2", role="parent/carer", forenames="Mary", birth_date="1980-01-02", sex="F")
    for number, first in (("1/01OCT26", "Shazia"), ("2/01OCT26", "Saima")):
        girl = make.child(surname="Khan", forenames=first, **HOME)
        make.deliver("cad", make.ndjson([make.cad_row(number, linked_persons=[girl, mother])]))
    third = mention("3/01OCT26", surname="Khan", forenames="Shabana", birth_date="2011-05-12")
    possible(mention_in("1/01OCT26", "%1"), mention_in("2/01OCT26", "%1"), 14.8, "twin", TWINS)
    possible(mention_in("1/01OCT26", "%1"), third, 3.2)


@pytest.mark.parametrize("device", [DESK, TABLET], ids=["desk", "tablet"])
def test_a_reviewer_keeps_twins_apart_and_takes_it_back(story, device):
    _twins()
    page = story.as_role("supervisor", device)
    story.picture(page, "home")
    page.get_by_role("link", name="2 pairs to check").click()
    story.picture(page, "queue")
    page.get_by_role("link", name=re.compile("^Check")).first.click()
    expect(page.get_by_text("1 of 2, worst harm first")).to_be_visible()
    expect(page.get_by_text("Maybe twins")).to_be_visible()
    assert "Khan" not in page.title()
    story.picture(page, "pair")
    page.get_by_role("button", name="Save, next").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose same, different or cannot tell")
    page.fill("[name=reason]", "Two girls: the school knows both.")
    page.check("[name=answer][value=different]")
    page.get_by_role("button", name="Save, next").click()
    expect(page.get_by_text("1 of 1, worst harm first")).to_be_visible()
    story.picture(page, "next")
    page.get_by_role("link", name="Take it back").click()
    page.fill("[name=reason]", "I had the wrong two records open.")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Withdrawn")).to_be_visible()
    story.picture(page, "taken-back")


def test_a_record_of_another_child_is_taken_out_of_the_picture(story):
    mention("1/01OCT26", **HOME)
    mention("2/01OCT26", **HOME)
    code = make.code_of("1/01OCT26")
    officer = story.as_role("responding_officer", TABLET)
    officer.goto(f"{story.served}/child/{code.lower()}")
    page = story.as_role("supervisor", DESK)
    page.goto(f"{story.served}/child/{code.lower()}/links")
    story.picture(page, "links")
    page.get_by_label("CAD 2/01OCT26 is another person’s").check()
    page.get_by_role("button", name="Show what will happen first").click()
    expect(page.get_by_role("region", name="What will happen")).to_contain_text(
        "1 other officer has opened this picture"
    )
    story.picture(page, "what-will-happen")
    page.fill("[name=reason]", "The second call was about her cousin: rang the caller.")
    page.get_by_role("button", name="Take these records out").click()
    expect(page.get_by_text("The records are taken out.")).to_be_visible()
    expect(page.get_by_text("rang the caller")).to_be_visible()
    story.picture(page, "taken-out")
