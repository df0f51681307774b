"""Missing children by page: a queue that has every grade on it, and a case that is passed to another borough."""

import re

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


def test_an_absent_owner_is_said_once_and_one_step_stands_out_of_the_many(jess):  # noqa: F811
    case = report(jess, "2026-10-24T20:00")
    step(case, "grade", "2026-10-24T20:10", grade="medium", why="Out after dark.")
    page = client("control_room").get(f"/case/{case.reference}").content.decode()
    assert page.count("NO OWNER") == 1
    assert "first report in 90 days" in page  # missing.repeat.window_days
    steps = page.split('class="goldthread-form"')[1].split("</form>")[0]
    main, (leads, *_) = (
        re.findall(r'class="govuk-button"[^>]*>([^<]+)<', steps),
        re.findall(r"(?s)<div.*?</div>", steps),
    )
    assert main == ["Take this case"]
    assert "Found" in leads
    recorded = steps.split("Record what was done, or whom you told")[1]
    assert "An officer is there" in recorded
    assert "govuk-button--secondary" not in recorded


def test_a_mandatory_check_stands_filled_in_until_somebody_confirms_it(jess):  # noqa: F811
    case = report(jess, "2026-10-24T20:00")
    step(case, "grade", "2026-10-24T20:10", grade="medium", why="Out after dark.")
    room, check = client("control_room"), f"/case/{case.reference}/item/check_calls"
    page = room.get(f"/case/{case.reference}").content.decode()
    item = page.split('id="item-check_calls"')[1].split("</li>")[0]
    assert "To do: CAD" in item
    assert item.count("CAD holds 1 record, the last of") == 2  # told, and in the field that goes with the answer
    assert item.index('value="hit"') < item.index('value="no_hit"')
    custody = page.split('id="item-check_custody"')[1].split("</li>")[0]
    assert custody.index('value="unavailable"') < custody.index('value="hit"')
    room.post(check, {"answer": "hit", "why-check_calls": "CAD holds 1 record: read. A shop, in September."})
    item = room.get(f"/case/{case.reference}").content.decode().split('id="item-check_calls"')[1].split("</li>")[0]
    assert "CAD holds 1 record: read. A shop, in September." in item
    assert "the last of" not in item
