"""A case that an audit sent back, on the pages of whoever must act: the queue, the referral, the case itself."""

import pytest
from django.urls import reverse

from goldthread.audit.reviews.referring import send_back
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases.actions import move_case
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make
from goldthread.testing.audits import given_to
from tests.pages.test_thread import client, text

WHY = "He is back at the address tonight."


@pytest.fixture
def sent(db) -> tuple[str, str]:
    """A concern of hers, and the referral that it became."""
    code = make.load_child()
    with database.transaction():
        reference = record_concern(make.reader("responding_officer"), code, seen="A bruise.").reference
    sample = given_to("auditor_central", [reference])
    with database.transaction():
        return reference, send_back(make.reader("auditor_central"), sample.reference, 1, WHY)


def test_the_duty_inspector_finds_it_in_the_queue_and_takes_it_from_its_page(sent):
    inspector = client("duty_inspector")
    assert sent[1] in text(inspector.get("/queue/referral"))
    page = f"/case/{sent[1].lower()}"
    told = text(inspector.get(page))
    assert WHY in told
    assert sent[0] in told
    assert "Sent back: nobody has acknowledged it" in told
    assert "First response to a case sent back" in told
    inspector.post(f"{page}/move/acknowledge")
    assert "Acknowledged: something is to be done for the child" in text(inspector.get(page))


def test_each_reference_leads_to_its_case_for_who_may_open_it_and_is_read_by_anybody_else(sent):
    concern, referral = (f'href="{reverse("case", args=[one])}"' for one in sent)
    inspector, desk = client("duty_inspector"), client("mash_desk")
    assert concern in inspector.get(f"/case/{sent[1]}").content.decode()
    assert referral in inspector.get(f"/case/{sent[0]}").content.decode()
    told = desk.get(f"/case/{sent[0]}").content.decode()
    assert sent[1] in told
    assert referral not in told


def test_what_an_audit_sent_back_stands_first_in_the_queue_and_says_so_until_the_child_is_confirmed_safe(sent):
    code = make.load_child("2/01OCT26")
    with database.transaction():
        graver = record_concern(make.reader("responding_officer"), code, seen="Alone.", risk="high").reference
    desk = client("mash_desk")
    told = text(desk.get("/queue/concern"))
    assert told.index(f", {sent[0]}") < told.index(f", {graver}")
    assert f"Sent back by an audit: {sent[1]}" in told
    assert "Nobody outside the team has confirmed yet that the child is safe" in text(desk.get(f"/case/{sent[0]}"))
    confirm(sent[1])
    told = text(desk.get("/queue/concern"))
    assert told.index(f", {graver}") < told.index(f", {sent[0]}")
    assert "Sent back by an audit" not in told


def test_a_case_confirmed_by_somebody_outside_says_so_where_it_has_no_review_by_a_supervisor(sent):
    page = f"/case/{sent[1].lower()}"
    assert "No review by a supervisor is recorded. Review it" in text(client("supervisor").get(page))
    confirm(sent[1])
    told = text(client("supervisor").get(page))
    assert "No review by a supervisor is recorded. Confirmed by somebody outside the team: " in told


def confirm(referral: str) -> None:
    """By four steps of three officers, the last of another team."""
    now = clocks.now().isoformat()
    inspector, outside = make.reader("duty_inspector"), make.reader("supervisor", username="outside")
    for by, move, answers in (
        (inspector, "acknowledge", {}),
        (inspector, "act", {"done": "PC Ali saw her."}),
        (inspector, "safe", {"safe_on": now, "seen_by": "PC Ali, at home."}),
        (outside, "confirm", {"how": "I read it all and rang her."}),
    ):
        with database.transaction():
            move_case(by, referral, move, answers=answers)


def test_the_page_of_the_case_says_that_an_audit_asks(sent):
    told = text(client("mash_desk").get(f"/case/{sent[0].lower()}"))
    assert "An audit asks" in told
    assert WHY in told


def test_an_officer_who_supervises_nothing_is_refused_the_queue_of_what_was_sent_back(sent):
    assert client("responding_officer").get("/queue/referral").status_code == 403
