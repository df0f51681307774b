"""A case that an audit sent back, on the pages of whoever must act: the queue, the referral, the case itself."""

import pytest

from goldthread.audit.reviews.referring import send_back
from goldthread.core import db as database
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


def test_the_page_of_the_case_says_that_an_audit_asks(sent):
    told = text(client("mash_desk").get(f"/case/{sent[0].lower()}"))
    assert "An audit asks" in told
    assert WHY in told


def test_an_officer_who_supervises_nothing_is_refused_the_queue_of_what_was_sent_back(sent):
    assert client("responding_officer").get("/queue/referral").status_code == 403
