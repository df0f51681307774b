"""A concern at the door in two minutes, for two children; and without a connection: kept locked, sent once."""

import json
import re
import time
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.testing import factories as make
from tests.pages.test_concern_page import a_home

pytestmark = [pytest.mark.journeys, pytest.mark.browser]
# A tablet held sideways, as in a car.
WIDE: ViewportSize = {"width": 1024, "height": 768}
COUNT_TAPS = "addEventListener('pointerdown', () => { top.taps = (top.taps ?? 0) + 1 }, true)"
TARGET_TAPS, TARGET_TEXTS = 12, 2  # screens.md 2.4
EVERYTHING = """async () => {
  const asked = (made) => new Promise((done) => { made.onsuccess = () => done(made.result) })
  const opened = await asked(indexedDB.open('goldthread', 1))
  const rows = []
  for (const store of opened.objectStoreNames) {
    for (const row of await asked(opened.transaction(store).objectStore(store).getAll())) {
      const data = row.data ? new TextDecoder().decode(row.data) : ''
      rows.push({ store, data, shown: JSON.stringify(row), extractable: row.key ? row.key.extractable : null })
    }
  }
  opened.close()
  const caught = []
  for (const name of await caches.keys()) {
    for (const one of await (await caches.open(name)).keys()) caught.push(new URL(one.url).pathname)
  }
  return { rows, caught }
}"""


def recorded() -> list[dict[str, Any]]:
    """Every concern that was recorded, in the order of its times."""
    with database.as_service():
        return database.fetch(
            """SELECT e.occurred_at, e.recorded_at, e.facts->'facts' AS facts, p.body FROM journal_event e
                 JOIN journal_payload p ON p.event_id = e.id WHERE e.kind = 'concern.recorded' ORDER BY e.id"""
        )


def until(count: int) -> list[dict[str, Any]]:
    for _ in range(60):
        found = recorded()
        if len(found) >= count:
            return found
        time.sleep(0.25)
    return recorded()


def ready(page: Page) -> None:
    """The worker holds the empty form, and this page the key."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    for _ in range(60):
        held = page.evaluate(EVERYTHING)
        if "/concern/offline" in held["caught"] and any(one["store"] == "keys" for one in held["rows"]):
            return
        time.sleep(0.1)
    pytest.fail("This tablet never got ready to be without a connection.")


def test_a_concern_for_two_children_is_recorded_in_two_minutes(story):
    jess, sam, _ = a_home()
    page = story.as_role("responding_officer", WIDE)
    page.goto(f"{story.served}/child/{jess.lower()}")
    page.add_init_script(COUNT_TAPS)
    story.picture(page, "picture")
    began, taps, texts = time.monotonic(), 1, 0
    page.get_by_role("button", name="Record concern").click()
    page.get_by_label(re.compile("KENTWELL, Sam")).check()
    page.get_by_label("What did you see and hear?").fill("Both children alone in the flat. Nobody came for an hour.")
    page.get_by_role("button", name="No food seen").click()
    page.locator("[name=home] ~ *, [data-goldthread-quick=home] button").get_by_text("Cold", exact=True).click()
    taps, texts = taps + 3, texts + 1
    story.picture(page, "who-and-what")
    page.check("[name=spoke][value=alone]")
    page.fill("[name=child_words]", "He is coming back.")
    page.locator("[data-goldthread-quick=demeanour] button").get_by_text("Frightened").click()
    page.check(f"[name=spoke_{sam}][value=alone]")
    page.locator(f"[data-goldthread-quick=demeanour_{sam}] button").get_by_text("Hungry").click()
    taps, texts = taps + 4, texts + 1
    story.picture(page, "voice")
    page.check("[name=danger][value=yes]")
    page.check("[name=immediate][value=safe_adult]")
    page.check("[name=risk][value=high]")
    story.picture(page, "danger-and-done")
    page.get_by_role("button", name="Send to the desk").click()
    taps += 4
    expect(page.get_by_text("2 concerns sent, one for each child")).to_be_visible()
    seconds = time.monotonic() - began
    story.picture(page, "sent")
    first, second = recorded()
    assert first["facts"]["occasion"] == second["facts"]["occasion"]
    assert {first["body"]["words"], second["body"]["words"]} == {"He is coming back.", ""}
    print(json.dumps({"taps": taps, "texts": texts, "seconds_of_the_machine": round(seconds, 1)}))
    assert (taps, texts) == (TARGET_TAPS, TARGET_TEXTS)


def test_without_a_connection_it_is_kept_locked_and_sent_once_with_its_own_time(story):
    jess, sam, _ = a_home()
    page = story.as_role("responding_officer", WIDE)
    page.goto(f"{story.served}/concern/new?child={jess}")
    ready(page)
    page.fill("[name=seen]", "Nobody came to the door for an hour.")
    page.check(f"[name=others][value={sam}]")
    page.context.set_offline(True)
    page.get_by_role("button", name="Send to the desk").click()
    expect(page.get_by_text("Kept on this tablet, locked").first).to_be_visible()
    expect(page.get_by_role("link", name="1 waiting to send")).to_be_visible()
    story.picture(page, "kept")
    held = page.evaluate(EVERYTHING)
    assert recorded() == []
    assert "Nobody came" not in json.dumps(held)
    assert [one["extractable"] for one in held["rows"] if one["store"] == "keys"] == [False]
    assert "/concern/offline" in held["caught"]
    assert all(one == "/concern/offline" or one.startswith("/static/") for one in held["caught"])
    time.sleep(3)
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    first, _ = until(2)
    assert first["body"]["seen"] == "Nobody came to the door for an hour."
    assert (first["recorded_at"] - first["occurred_at"]).total_seconds() >= 2
    expect(page.get_by_role("link", name="1 waiting to send")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('online'))")
    time.sleep(1)
    assert len(recorded()) == 2
    story.picture(page, "sent-by-itself")


def test_the_form_opens_without_a_connection_and_knows_nobody(story):
    jess, *_ = a_home()
    page = story.as_role("responding_officer", WIDE)
    page.goto(f"{story.served}/concern/new")
    ready(page)
    page.context.set_offline(True)
    page.goto(f"{story.served}/concern/new?child={jess}")
    expect(page.get_by_text("No connection. You can still record")).to_be_visible()
    assert "Kentwell" not in page.content()
    assert "Test Responding Officer" not in page.content()
    page.fill("[name=seen]", "A child alone.")
    story.picture(page, "empty-form")
    page.get_by_role("button", name="Send to the desk").click()
    expect(page.get_by_text("Kept on this tablet, locked").first).to_be_visible()
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    assert until(1)[0]["body"]["seen"] == "A child alone."


def test_a_wrong_clock_on_the_tablet_is_put_right_and_told(story):
    jess, *_ = a_home()
    page = story.as_role("responding_officer", WIDE)
    page.clock.install(time=clocks.now() + timedelta(hours=3))
    page.goto(f"{story.served}/concern/new?child={jess}")
    page.fill("[name=seen]", "A cold flat.")
    page.get_by_role("button", name="Send to the desk").click()
    expect(page.get_by_text("clock is 180 min ahead")).to_be_visible()
    story.picture(page, "clock-told")
    (one,) = recorded()
    assert abs((one["recorded_at"] - one["occurred_at"]).total_seconds()) < 60
    assert "written_at" in one["body"]


def test_signing_out_takes_the_key_and_what_waits_stays_locked_until_the_same_officer_is_back(story):
    jess, *_ = a_home()
    page = story.as_role("responding_officer", WIDE)
    make.reader("ward_officer")
    page.goto(f"{story.served}/concern/new?child={jess}")
    ready(page)
    page.route("**/concern/new", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.fill("[name=seen]", "Nobody came to the door.")
    page.get_by_role("button", name="Send to the desk").click()
    expect(page.get_by_text("Kept on this tablet, locked").first).to_be_visible()
    page.locator("form[action='/sign-out'] button").first.click()
    expect(page.get_by_role("button", name=re.compile("1 waiting stays here, locked"))).to_be_visible()
    story.picture(page, "told-before-signing-out")
    page.get_by_role("button", name=re.compile("1 waiting stays here, locked")).click()
    page.wait_for_url(re.compile("sign-in"))
    held = page.evaluate(EVERYTHING)
    assert [one["store"] for one in held["rows"] if one["store"] in ("keys", "drafts")] == []
    assert [one["store"] for one in held["rows"] if one["store"] == "waiting"] == ["waiting"]
    assert "Nobody came" not in json.dumps(held)
    # Another officer sees that something waits, and none of it.
    page.locator("form[action='/sign-in/as/ward_officer'] button").click()
    page.wait_for_url(f"{story.served}/")
    page.goto(f"{story.served}/concern/new")
    expect(page.get_by_text("1 of another officer: locked")).to_be_visible()
    assert "Nobody came" not in page.content()
    story.picture(page, "of-another-officer")
    page.unroute("**/concern/new")
    page.locator("form[action='/sign-out'] button").first.click()
    page.wait_for_url(re.compile("sign-in"))
    assert recorded() == []
    page.locator("form[action='/sign-in/as/responding_officer'] button").click()
    assert until(1)[0]["body"]["seen"] == "Nobody came to the door."


def test_what_the_server_does_not_take_is_put_before_a_person_and_never_lost(story):
    jess, *_ = a_home()
    page = story.as_role("responding_officer", WIDE)
    page.goto(f"{story.served}/concern/new")
    ready(page)
    page.context.set_offline(True)
    page.fill("[name=child_name]", "C-ZZZZZZ")
    page.fill("[name=seen]", "A child alone.")
    page.get_by_role("button", name="Send to the desk").click()
    expect(page.get_by_text("Kept on this tablet, locked").first).to_be_visible()
    page.context.set_offline(False)
    page.goto(f"{story.served}/concern/new")
    expect(page.get_by_text("Not taken: Nobody is held under that reference")).to_be_visible()
    story.picture(page, "asks-a-person")
    page.get_by_role("button", name="Open and put right").click()
    assert page.input_value("[name=seen]") == "A child alone."
    page.fill("[name=child_name]", jess)
    page.get_by_role("button", name="Send to the desk").click()
    expect(page.get_by_text("Waiting for the desk")).to_be_visible()
    assert len(recorded()) == 1
    page.goto(f"{story.served}/concern/new")
    expect(page.locator("[data-goldthread-waiting-list]")).to_be_hidden()


def test_what_is_typed_is_saved_on_the_tablet_and_back_after_a_break(story):
    jess, *_ = a_home()
    page = story.as_role("responding_officer", WIDE)
    page.goto(f"{story.served}/concern/new?child={jess}")
    ready(page)
    page.fill("[name=seen]", "She is streetwise.")
    page.locator("[name=seen]").dispatch_event("input")
    expect(page.get_by_text('"Streetwise": Say what happened')).to_be_visible()
    expect(page.get_by_text("Saved on this tablet")).to_be_visible()
    assert "streetwise" not in json.dumps(page.evaluate(EVERYTHING))
    page.goto(f"{story.served}/help")
    page.goto(f"{story.served}/concern/new?child={jess}")
    expect(page.get_by_text("You were here")).to_be_visible()
    assert page.input_value("[name=seen]") == "She is streetwise."
    story.picture(page, "you-were-here")
