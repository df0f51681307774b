"""A concern from the door to the authority's answer and back to the officer, each at their own page."""

from uuid import UUID

import pytest
from playwright.sync_api import expect

from goldthread.core import db as database
from goldthread.respond.concern.actions import record_concern
from goldthread.respond.sharing.reading import read_file
from goldthread.testing import factories as make
from goldthread.testing.browsing import DESK, TABLET

pytestmark = [pytest.mark.journeys, pytest.mark.browser]
SUMMARY = "Alone at night for the third time. She said her mother comes back in the morning."


def test_a_concern_is_researched_graded_shared_answered_by_the_authority_and_the_officer_is_told(story):
    code = make.load_child(address="12 Mulberry Road", postcode="XX1 2AB")
    with database.transaction():
        reference = record_concern(make.reader("responding_officer"), code, seen="Alone at night.").reference
    make.reader("partner")
    desk = story.as_role("mash_desk", DESK)
    _researched_and_graded(story, desk, reference)
    _shared(story, desk)
    partner = story.as_role("partner", TABLET)
    story.picture(partner, "partner-home")
    partner.get_by_role("link", name="S-").first.click()
    expect(partner.get_by_text(SUMMARY)).to_be_visible()
    story.picture(partner, "shared-one")
    partner.get_by_role("button", name="Say that you have it").click()
    partner.select_option("[name=outcome]", "referral referral_assessment")
    partner.fill("#why", "A visit was made today.")
    partner.get_by_role("button", name="Send the answer").click()
    expect(partner.get_by_text("Assessment required").first).to_be_visible()
    story.picture(partner, "answered")
    desk.goto(f"{story.served}/case/{reference.lower()}")
    expect(desk.get_by_text("The authority has decided").first).to_be_visible()
    desk.fill("#reason", "They assess the family. You were right to write it down.")
    desk.get_by_role("button", name="Close this concern").click()
    desk.get_by_role("button", name="Close this concern").click()
    expect(desk.get_by_text("Nothing more is due")).to_be_visible()
    officer = story.as_role("responding_officer", TABLET)
    expect(officer.get_by_text(f"{reference} is closed. Read the outcome.").first).to_be_visible()
    story.picture(officer, "officer-told")


def test_a_long_file_of_outcomes_is_handed_in_and_read_a_page_at_a_time(story):
    reference = make.shared(make.reader("mash_desk"), make.load_child())
    rows = [f"{reference},RC8", *[f"{reference},nonsense"] * 120]
    desk = story.as_role("mash_desk", DESK)
    desk.goto(f"{story.served}/shares")
    content = "our_reference,code\n" + "\n".join(rows)
    desk.set_input_files("[name=file]", {"name": "october.csv", "mimeType": "text/csv", "buffer": content.encode()})
    desk.get_by_role("button", name="Hand it in").click()
    expect(desk.get_by_text("Waiting to be read: 0 of 121 rows.")).to_be_visible()
    story.picture(desk, "outcomes-waiting")
    read_file(UUID(desk.url.rsplit("/", 1)[-1]))
    expect(desk.get_by_text("1 to 50 of 121")).to_be_visible()  # without a press: the page follows the reading
    desk.get_by_role("link", name="Set aside (120)").click()
    desk.get_by_role("link", name="Next page").click()
    desk.get_by_role("link", name="Next page").click()
    expect(desk.get_by_text("101 to 120 of 120")).to_be_visible()
    story.picture(desk, "outcomes-last-page")
    desk.get_by_role("link", name="put it right").last.click()
    desk.fill("[name=code]", "RC8")
    desk.get_by_role("button", name="Take it again").click()
    expect(desk.get_by_text("1 accepted, 1 unchanged")).to_be_visible()
    desk.get_by_role("link", name="Back").click()
    expect(desk.get_by_text("119 rows")).to_be_visible()
    story.picture(desk, "outcome-files")


def _researched_and_graded(story, desk, reference):
    desk.goto(f"{story.served}/case/{reference.lower()}")
    desk.get_by_role("button", name="Take this concern").click()
    expect(desk.get_by_role("heading", name="What is held")).to_be_visible()
    story.picture(desk, "research")
    for item in ("earlier_read", "checks_done"):
        desk.locator(f"#item-{item} summary").click()
        desk.locator(f"#item-{item} button[value=done]").click()
    desk.get_by_role("button", name="Grade it").click()
    for words in ("Amber: complex", "3: complex or several needs"):
        desk.get_by_label(words, exact=True).check()
    desk.locator("[name=open_to][value=no]").check()
    desk.fill("[name=why]", "Three times in a month.")
    desk.get_by_role("button", name="Grade it").click()


def _shared(story, desk):
    desk.get_by_role("button", name="Share it", exact=True).click()
    expect(desk.locator("[name=recipient][value=merrowfield]")).to_be_checked()  # of the child's address
    for name, value in (("basis", "public_task"), ("consent", "not_safe"), ("route", "api")):
        desk.locator(f"[name={name}][value={value}]").check()
    desk.fill("[name=summary]", SUMMARY)
    desk.fill("[name=why]", "To be seen as a whole.")
    desk.get_by_role("button", name="Share it", exact=True).click()
    story.picture(desk, "share-confirm")
    desk.get_by_role("button", name="Share it", exact=True).click()
    expect(desk.get_by_text("Shared: the authority has not answered").first).to_be_visible()
    desk.get_by_role("navigation", name="Respond").get_by_role("link", name="Shared").click()
    expect(desk.get_by_text("Merrowfield Council").first).to_be_visible()
    story.picture(desk, "shares")
