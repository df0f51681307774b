"""The sources by page: data protection renews an agreement there, whoever keeps feeds changes a desk, nobody else."""

from datetime import date, timedelta
from typing import Any

import pytest

from goldthread.core import clocks
from goldthread.core.alerts.models import Alert
from goldthread.core.records.models import Source
from goldthread.link.quality.watching import watch
from goldthread.synthetic.loading import add_sources
from tests.pages.test_thread import client, text

PAGE = "/feeds/sources/merlin"


def on(days: int) -> date:
    return clocks.today() + timedelta(days=days)


def agreed(**changed: Any) -> dict[str, Any]:
    asked = {"do": "agree", "agreement": "DSA-9", "ends_on": f"{on(700):%Y-%m-%d}", "reason": "Signed by both."}
    return {**asked, **changed}


def test_the_pages_say_when_each_agreement_ends_in_words(db):
    add_sources({"merlin": 12, "custody": -1})
    for page in ("/feeds/sources", "/feeds"):
        said = text(client("analyst").get(page))
        assert f"ends in 12 days, on {on(12):%-d %B %Y}" in said.replace("Ends in", "ends in")
        assert f"ended on {on(-1):%-d %B %Y}" in said.replace("Ended on", "ended on")


def test_data_protection_renews_an_agreement_and_the_page_says_what_it_was(db):
    add_sources({"merlin": -1})
    dpo = client("dpo")
    done = dpo.post(PAGE, agreed())
    assert (done.status_code, done["Location"]) == (302, PAGE)
    said = text(dpo.get(PAGE))
    assert f"Its agreement, DSA-9, ends on {on(700):%-d %B %Y}." in said
    assert "Agreement: Invented agreement merlin-1, now DSA-9" in said
    assert f"Last day: {on(-1):%-d %B %Y}, now {on(700):%-d %B %Y}" in said
    assert "Signed by both." in said


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(db):
    add_sources()
    page = client("dpo").post(PAGE, agreed(ends_on=f"{on(-1):%Y-%m-%d}"))
    assert page.status_code == 422
    assert 'href="#ends_on"' in page.content.decode()
    assert 'value="DSA-9"' in page.content.decode()
    assert "is in the past" in text(page)


def test_an_earlier_end_is_taken_only_once_it_is_said_to_be_meant(db):
    add_sources()
    dpo, earlier = client("dpo"), f"{on(30):%Y-%m-%d}"
    page = dpo.post(PAGE, agreed(ends_on=earlier))
    assert page.status_code == 422
    assert "It is meant to end earlier" in text(page)
    assert dpo.post(PAGE, agreed(ends_on=earlier, is_shorter="yes")).status_code == 302
    assert Source.objects.get(pk="merlin").agreement_ends_on == on(30)


def test_a_source_that_nobody_entered_is_entered_with_its_first_agreement(db):
    dpo = client("dpo")
    assert "Nobody has entered this source." in text(dpo.get(PAGE))
    without = dpo.post(PAGE, agreed(desk="", stale_after_hours="24"))
    assert 'href="#desk"' in without.content.decode()
    words = dpo.post(PAGE, agreed(desk="Public Protection Desk", stale_after_hours="a day"))
    assert "That is not a number of hours." in text(words)
    assert dpo.post(PAGE, agreed(desk="Public Protection Desk", stale_after_hours="24")).status_code == 302
    assert Source.objects.get(pk="merlin").name == "Merlin"


def test_the_analyst_changes_a_desk_and_is_offered_no_agreement(db):
    add_sources()
    analyst = client("analyst")
    assert "Renew the agreement" not in text(analyst.get(PAGE))
    kept = {"do": "keep", "name": "Merlin", "desk": "Second floor", "stale_after_hours": "12"}
    refused = analyst.post(PAGE, {**kept, "why": ""})
    assert (refused.status_code, 'href="#why"' in refused.content.decode()) == (422, True)
    assert analyst.post(PAGE, {**kept, "why": "It moved."}).status_code == 302
    assert "Desk: Public Protection Desk, now Second floor" in text(analyst.get(PAGE))
    assert analyst.post(PAGE, agreed()).status_code == 403


@pytest.mark.parametrize("role", ["responding_officer", "mash_desk", "supervisor", "partner"])
def test_who_keeps_neither_feeds_nor_data_protection_opens_no_source(db, role):
    add_sources()
    assert {client(role).get(page).status_code for page in ("/feeds/sources", PAGE)} == {403}


def test_a_feed_that_there_is_not_is_not_found(db):
    assert client("dpo").get("/feeds/sources/pigeon").status_code == 404


def test_the_warning_leads_to_the_sources(db):
    add_sources({"merlin": 20})
    watch()
    for role in ("dpo", "analyst", "administrator"):
        page = client(role).get("/alerts").content.decode()
        assert 'href="/feeds/sources"' in page, role


def test_once_the_agreement_is_renewed_nobody_need_take_the_warning_any_more(db):
    add_sources({"merlin": 20, "custody": 20})
    watch()
    client("dpo").post(PAGE, agreed())
    for role in ("dpo", "analyst"):
        to_take = client(role).get("/alerts", {"state": "open"}).content.decode()
        assert ("for Merlin (" in to_take, "for Custody (" in to_take) == (False, True), role
    watch()
    assert Alert.objects.filter(kind="feed_agreement", withdrawn_at=None, words__contains="for Merlin").count() == 0
