"""Missing children by page: a queue that has every grade on it, and a case that is passed to another borough."""

import pytest

from goldthread.core.areas.registry import areas
from goldthread.link.picture.beside import RISK_WORDS
from goldthread.respond.missing.tests.conftest import jess  # noqa: F401 - the fixture
from goldthread.respond.missing.tests.playing import london, report, step
from goldthread.web import shapes
from tests.pages.test_thread import client, text


def test_every_risk_that_an_area_declares_has_words():
    declared = {value for area in areas().values() for value, _ in area.risks}
    assert "none" in declared
    assert declared <= set(shapes.RISK_WORDS) & set(RISK_WORDS)


@pytest.mark.parametrize("asked", ["", "?risk=none", "?risk=unknown", "?sort=risk"])
def test_the_queue_shows_and_filters_a_child_at_no_apparent_risk(jess, asked):  # noqa: F811
    case = report(jess, "2026-10-24T20:00")
    step(case, "grade", "2026-10-24T20:10", grade="none", why="With an aunt.", agreed="Her mother rings.",
         latest_time=london("2026-10-24T23:00").isoformat())  # fmt: skip
    page = client("control_room").get(f"/queue/missing{asked}")
    assert page.status_code == 200
    assert "No apparent risk" in text(page)
    assert (case.reference in text(page)) is (asked != "?risk=unknown")
