"""The clocks on screen: listed, found, previewed, adopted by a chief officer and by nobody else."""

from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.clocks.models import Adoption
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make
from tests.pages.test_thread import client, text


def test_every_clock_is_listed_and_the_list_can_be_narrowed(db):
    browser = client("responding_officer")
    assert "199 of 199 clocks" in text(browser.get("/rules"))  # 194 of the register, 4 of concerns, 1 of audit
    narrowed = text(browser.get("/rules?q=return+home+interview&mark=STAT"))
    assert "1 of 199" in narrowed
    assert "MIS-C15" in narrowed


def test_the_list_downloads_with_every_column(db):
    answer = client("analyst").get("/rules?subject=custody&download=csv")
    lines = answer.content.decode().splitlines()
    assert lines[0].startswith("id,sentence,start_event,stop_events,calendar,value,mark,source,verified,profile")
    assert sum(line.startswith("CUS-") for line in lines) == 23


def test_a_clock_says_when_it_would_be_due(db):
    found = text(client("duty_inspector").get("/rules/PP-C01?start=2026-10-24T23:50:00%2B01:00"))
    assert "22:50" in found.split("it is")[1].split("Superintendent")[0]
    assert "27 Oct" in found


def test_a_time_that_came_twice_is_said_so(db):
    found = text(client("duty_inspector").get("/rules/PP-C01?start=2026-10-25T01:30"))
    assert "happened twice" in found


def test_a_clock_nobody_knows_is_not_found(db):
    assert client("duty_inspector").get("/rules/NO-SUCH").status_code == 404


def test_a_chief_officer_adopts_on_the_page_and_the_page_says_who(db):
    browser = client("chief_officer")
    assert browser.post("/rules/MIS-C04.high", {"do": "adopt", "why": ""}).status_code == 422
    answer = browser.post("/rules/MIS-C04.high", {"do": "adopt", "why": "It is ours."}, follow=True)
    assert "Adopted for" in text(answer)
    assert Adoption.objects.get().rule_id == "MIS-C04.high"
    assert "End this adoption" in text(answer)
    assert "No chief officer has adopted it" not in text(answer)


@pytest.mark.parametrize("role", ["duty_inspector", "administrator", "partner"])
def test_nobody_else_adopts(db, role):
    assert client(role).post("/rules/MIS-C04.high", {"do": "adopt", "why": "x"}).status_code == 403
    assert not Adoption.objects.exists()


def test_a_case_shows_its_clock(db):
    code = make.load_child()
    with database.transaction():
        case = record_concern(make.reader("responding_officer"), code, seen="A child alone.", risk="high")
    found = text(client("mash_desk").get(f"/case/{case.reference}"))
    assert "High-risk concern taken" in found
    assert "(reminder)" in found


def test_a_queue_counts_what_is_late_and_puts_it_first(db):
    code, now = make.load_child(), clocks.now()
    for hours, risk in ((6, "low"), (1, "medium"), (0, "high")):
        with clocks.held_at(now - timedelta(hours=hours)), database.transaction():
            record_concern(make.reader("responding_officer"), code, seen=f"Seen {risk}.", risk=risk)
    browser = client("mash_desk")
    found = text(browser.get("/queue/concern"))
    assert "3 open, 1 late" in found  # four hours from six hours ago; the others have 3 hours and 30 minutes left
    listed = found.split("then the most urgent")[1]
    assert listed.index("Low risk") < listed.index("High risk") < listed.index("Medium risk")
    assert "1 late case outside this filter" in text(browser.get("/queue/concern?risk=high"))
    home = text(browser.get("/"))
    assert home.index("Concern taken") < home.index("High-risk concern taken")
