"""A page that stays open says a new high alert once, and keeps it in view; one that hears nothing says so."""

import pytest
from playwright.sync_api import expect

from goldthread.core import db as database
from goldthread.core.alerts import actions
from goldthread.testing.browsing import TABLET

pytestmark = [pytest.mark.journeys, pytest.mark.browser]
WORDS = "Somebody may be in danger."
HEARD_WITHIN = 20_000  # ms: the page asks every five seconds, and the machine may be busy


def _told(*references: str, role: str) -> None:
    with database.as_service():
        for reference in references:
            actions.raise_urgent(
                "offender_at_childs_home", WORDS, "now", reference=reference, to_role=role, borough="merrowfield"
            )


def test_a_new_high_alert_announces_itself_once_and_moves_nothing(story):
    page = story.as_role("supervisor")
    page.goto(f"{page.url}search")
    with page.expect_response("**/changes"):  # what waits already is no news
        pass
    _told("T-2222222", role="supervisor")
    card, said = page.locator("#goldthread-new-alerts"), page.locator("#goldthread-said")
    expect(card).to_contain_text(f"{WORDS} Open T-2222222", timeout=HEARD_WITHIN)
    expect(said).to_have_text(f"New high alert. {WORDS}")
    expect(page.get_by_role("link", name="Alerts (1)")).to_be_visible()
    story.picture(page, "announced")
    page.goto(page.url)
    expect(card).to_be_visible()
    expect(said).to_be_empty()
    card.get_by_role("button", name="Hide, not taken").click()
    expect(card).to_be_hidden()
    page.get_by_role("link", name="Alerts (1)").click()
    _told("T-3333333", role="supervisor")
    expect(page.get_by_role("link", name="1 change: show")).to_be_visible(timeout=HEARD_WITHIN)
    expect(page.get_by_role("button", name="I have this")).to_have_count(1)


def test_of_many_at_once_three_are_named_so_that_the_page_stays_in_view(story):
    page = story.as_role("supervisor")
    with page.expect_response("**/changes"):
        pass
    _told(*(f"T-{number}222222" for number in range(2, 7)), role="supervisor")
    card = page.locator("#goldthread-new-alerts")
    expect(card).to_contain_text("5 new high alerts", timeout=HEARD_WITHIN)
    expect(card.get_by_role("listitem")).to_have_count(4)
    expect(page.locator("#goldthread-said")).to_have_text("5 new high alerts.")
    story.picture(page, "many-at-once")
    card.get_by_role("link", name="2 more").click()
    expect(page.get_by_role("button", name="I have this")).to_have_count(5)


def test_on_a_tablet_it_says_only_that_there_is_one(story):
    page = story.as_role("responding_officer", TABLET)
    with page.expect_response("**/changes"):
        pass
    _told("T-2222222", role="responding_officer")
    expect(page.locator("#goldthread-new-alerts")).to_contain_text("Open T-2222222", timeout=HEARD_WITHIN)
    expect(page.locator("#goldthread-new-alerts")).not_to_contain_text(WORDS)
    story.picture(page, "announced-on-a-tablet")


def test_a_page_that_hears_nothing_for_a_while_says_that_it_is_not_updating(story):
    page = story.as_role("supervisor")
    page.route("**/changes*", lambda route: route.abort())
    expect(page.locator("#goldthread-stale")).to_contain_text("Not updating since", timeout=30_000)
    page.unroute("**/changes*")
    expect(page.locator("#goldthread-stale")).to_be_hidden(timeout=10_000)
