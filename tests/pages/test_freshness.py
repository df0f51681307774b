"""Blank is not safe: under every state but fresh, an empty panel reads `unknown` with its source, never `none`."""

import re
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.records.models import Source
from goldthread.core.records.reliance import KNOWN_AS
from goldthread.testing import factories as make
from goldthread.web.styleguide.pages import Page
from goldthread.web.styleguide.people import NOT_FRESH
from goldthread.web.styleguide.pictures import ALL_FRESH, BARE, EMPTY, FULL, PICTURE, panels_of
from goldthread.web.styleguide.rendering import html_of
from tests.pages.test_thread import client, text

# What each panel of the picture says where its sources are fresh and say nothing.
NONE_WORDS = {
    "danger": "Nobody who may harm a child is recorded at a linked address or in a record with this child.",
    "flags": "No flag recorded.",
    "household": "No address recorded in what you may see.",
    "voice": "Nothing recorded in the child's own words.",
    "partners": "Nothing recorded as sent to a partner in what you may see.",
    "chronology": "No earlier record.",
    "values": "Nothing in what you may see.",
}
STATES = {one["state"]: one for one in NOT_FRESH}
SAID = {
    "stale": "custody unknown since Fri 23 Oct 02:10",
    "never": "Jigsaw unknown: never loaded",
    "short": "CAD unknown: far fewer records than usual, last load Fri 23 Oct 22:56",
    "failed": "crime unknown since Fri 23 Oct 19:58: the last load failed",
}


def picture(**unsure: Any) -> str:
    """The picture of somebody of whom nothing is held, as its reader sees it."""
    return said_by({**BARE, "panels": panels_of(EMPTY, {**ALL_FRESH, **unsure})})


def said_by(shown: dict[str, Any]) -> str:
    soup = BeautifulSoup(html_of(Page("picture.html", shown, "mash_desk")), "html.parser")
    return re.sub(r" ([.,;:])", r"\1", " ".join(soup.get_text(" ").split()))


@pytest.fixture(autouse=True)
def plain_static(settings: Any) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.mark.parametrize("panel", NONE_WORDS)
def test_an_empty_panel_says_none_where_its_sources_are_fresh(panel: str) -> None:
    assert NONE_WORDS[panel] in picture(**dict.fromkeys(NONE_WORDS, ()))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("panel", NONE_WORDS)
def test_an_empty_panel_says_unknown_where_a_source_it_relies_on_is_not_fresh(panel: str, state: str) -> None:
    said = picture(**{**dict.fromkeys(NONE_WORDS, ()), panel: [STATES[state]]})
    assert NONE_WORDS[panel] not in said
    assert f"Unknown. {SAID[state]}." in said


@pytest.mark.parametrize("state", STATES)
def test_a_panel_that_shows_something_says_there_may_be_more(state: str) -> None:
    shown = {**PICTURE, "panels": panels_of(FULL, {**ALL_FRESH, "danger": [STATES[state]]})}
    assert f"There may be more: {SAID[state]}." in said_by(shown)


def load_and_age(state: str) -> str:
    """A child known by CAD; then CAD in this state, every other source fresh. The child's code."""
    code = make.load_child()
    now = clocks.now()
    with database.as_service():
        for other, name in KNOWN_AS.items():
            Source.objects.update_or_create(
                code=other,
                defaults={
                    "name": name,
                    "desk": "A desk",
                    "agreement": "DSA",
                    "agreement_ends_on": clocks.today() + timedelta(days=90),
                    "stale_after": timedelta(hours=6),
                    "last_good_load_at": now,
                },
            )
        changes: dict[str, Any] = {
            "fresh": {},
            "never": {"last_good_load_at": None},
            "failed": {"last_failed_at": now + timedelta(minutes=1)},
            "stale": {"last_good_load_at": now - timedelta(hours=7)},
            "short": {"short_since": now},
        }[state]
        if changes:
            Source.objects.filter(pk="cad").update(**changes)
    return code


@pytest.mark.parametrize("state", ["never", "failed", "stale", "short"])
def test_every_page_that_relies_on_a_source_says_when_it_is_not_fresh(db, state):
    code = load_and_age(state)
    desk = client("mash_desk")
    found = text(desk.post("/search", {"q": "Nobodyatall"}))
    assert "Not found, and not known" in found
    assert re.search("these may hold them: CAD unknown", found)
    shown = text(desk.get(f"/child/{code.lower()}"))
    assert "No flag recorded" not in shown
    assert "Unknown. CAD unknown" in shown
    assert re.search("There may be more: CAD unknown", shown)
    assert "CAD unknown" in text(client("responding_officer").get("/"))
    assert "Other children at the address: not known here, and CAD unknown" in text(
        client("responding_officer").get(f"/concern/new?child={code}")
    )
    assert f"{state.capitalize()} unknown" in text(client("analyst").get("/"))


def test_pages_say_none_where_every_source_they_rely_on_is_fresh(db):
    code = load_and_age("fresh")
    desk = client("mash_desk")
    assert "Nobody found under &#34;Nobodyatall&#34; in 8 systems." in text(desk.post("/search", {"q": "Nobodyatall"}))
    shown = text(desk.get(f"/child/{code.lower()}"))
    assert "No flag recorded." in shown
    assert "unknown since" not in shown
