"""A case that Merlin owns, as pages show it: whose it is, under which number, and no step to take here."""

from bs4 import BeautifulSoup

from goldthread.core import clocks
from goldthread.respond.missing.tests.playing import london
from goldthread.respond.missing.tests.test_side_by_side import cases_of, rehearsed, row, sent  # noqa: F401 - the fixture
from tests.pages.test_thread import client


def test_it_says_that_merlin_owns_it_and_offers_no_step(rehearsed):  # noqa: F811
    sent("2026-09-08T22:00", row(3, "Ben", "2026-09-08T21:00", risk="high"))
    (case,) = cases_of(rehearsed["Ben"])
    with clocks.held_at(london("2026-09-08T23:00")):
        page = client("missing_unit").get(f"/case/{case.reference.lower()}")
        board = client("missing_unit").get("/board/missing?all=yes")
    words = " ".join(BeautifulSoup(page.content, "html.parser").main.get_text(" ").split())
    assert (page.status_code, board.status_code) == (200, 200)
    assert "26MIS00000003" in words
    assert "Merlin" in words
    assert "NO OWNER" not in words
    assert "1 earlier report" not in words
    assert "Take this case" not in words
    assert "Found A carer says" not in words
