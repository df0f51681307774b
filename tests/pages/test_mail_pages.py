"""The pages of mail that came in: what waits stands first with what to do; one press takes it."""

import pytest
from django.test import Client

from goldthread.core import db as database
from goldthread.core.mailbox.models import Message
from goldthread.respond.missing.partners.models import PartnerReport
from goldthread.testing import factories as make
from goldthread.testing.mails import FROM, a_mail


@pytest.fixture
def room(db) -> Client:
    client = Client()
    client.force_login(make.officer("control_room"), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_where_no_mailbox_is_named_the_empty_list_says_so(room):
    page = room.get("/mail").content.decode()
    assert "No mail came in." in page
    assert "No mailbox is named here" in page


def test_what_waits_is_listed_found_by_its_sender_and_opened(room):
    reference = a_mail()
    page = room.get("/mail", {"search": FROM, "state": "waiting"}).content.decode()
    assert reference in page
    assert "Mallow House" in page
    assert "No mail like that." in room.get("/mail", {"search": "nobody of that name"}).content.decode()
    one = room.get(f"/mail/{reference.lower()}").content.decode()
    assert "no: a sender can be forged" in one
    assert "report.csv" in one


def test_one_press_takes_it_and_the_page_leads_to_what_was_made(room):
    reference = a_mail()
    with database.as_service():
        whose = Message.objects.get().entered_for
    answer = room.post(f"/mail/{reference.lower()}", {"step": "take", "whose": whose, "attempt": "0"}, follow=True)
    with database.as_service():
        report = PartnerReport.objects.get().reference
    assert f"/home-reports/{report.lower()}" in answer.content.decode()
    again = room.post(f"/mail/{reference.lower()}", {"step": "take", "whose": whose, "attempt": "0"})
    assert again.status_code == 409


def test_an_answer_without_words_is_refused_beside_its_field_and_nothing_is_lost(room):
    reference = a_mail()
    answer = room.post(f"/mail/{reference.lower()}", {"step": "answer", "why": "", "attempt": "0"})
    assert answer.status_code == 422
    assert "Enter what became of it." in answer.content.decode()
    told = {"step": "answer", "why": "Spam.", "attempt": "0"}
    assert room.post(f"/mail/{reference.lower()}", told).status_code == 302
