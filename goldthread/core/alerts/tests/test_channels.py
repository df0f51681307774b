"""An alert leaves only by a named channel, to a host on the allow-list, encrypted; it names nobody."""

from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.channels import Mail, Messages, NotSent, channels
from goldthread.core.alerts.delivering import send_waiting
from goldthread.core.alerts.models import Delivery
from goldthread.core.alerts.tests.fakes import gateway, relay
from goldthread.core.alerts.tests.test_telling import NIGHT, on_duty, told
from goldthread.core.organisation.models import Officer


@pytest.fixture(autouse=True)
def ten_at_night() -> object:
    with clocks.held_at(NIGHT):
        yield


def an_officer(email: str = "amber@force.example") -> Officer:
    found = on_duty("offender_manager", "amber")
    with database.as_service():
        Officer.objects.filter(pk=found.pk).update(email=email)
    found.refresh_from_db()
    return found


def test_nothing_is_sent_until_a_channel_is_named(db):
    an_officer()
    alert = told()
    assert channels() == {}
    assert [one.channel for one in Delivery.objects.filter(alert=alert)] == ["screen"]
    assert send_waiting() == {"sent": 0, "failed": 0}


def test_a_letter_goes_to_the_officers_address_and_says_the_reference_and_no_name(db, monkeypatch):
    with relay() as took:
        monkeypatch.setenv("GOLDTHREAD_ALERT_MAIL", f"smtp://127.0.0.1:{took.port}?from=alerts@force.example")
        monkeypatch.setenv("GOLDTHREAD_OUTBOUND", "127.0.0.1")
        an_officer()
        alert = told()
        assert send_waiting() == {"sent": 1, "failed": 0}
        assert send_waiting() == {"sent": 0, "failed": 0}
    (letter,) = took.letters
    assert "amber@force.example" in letter
    assert "T-2222222" in letter
    assert "Somebody may be in danger." in letter
    assert Delivery.objects.get(alert=alert, channel="mail").delivered_at == NIGHT


def test_a_message_goes_to_the_gateway_by_username_with_its_key(db, monkeypatch):
    with gateway() as took:
        monkeypatch.setenv("GOLDTHREAD_ALERT_GATEWAY", f"http://127.0.0.1:{took.port}/send")
        monkeypatch.setenv("GOLDTHREAD_ALERT_GATEWAY_KEY", "a-key")
        monkeypatch.setenv("GOLDTHREAD_OUTBOUND", "127.0.0.1")
        an_officer("")
        told()
        assert send_waiting()["sent"] == 1
    assert took.messages == [
        {"to": "amber", "reference": "T-2222222", "words": "Somebody may be in danger.", "key": "Bearer a-key"}
    ]


def test_a_host_that_is_not_on_the_list_is_never_spoken_to(db, monkeypatch):
    with relay() as took:
        monkeypatch.setenv("GOLDTHREAD_ALERT_MAIL", f"smtp://127.0.0.1:{took.port}")
        monkeypatch.setenv("GOLDTHREAD_OUTBOUND", "relay.force.example")
        an_officer()
        alert = told()
        assert send_waiting() == {"sent": 0, "failed": 1}
    assert took.letters == []
    assert "not on the allow-list" in Delivery.objects.get(alert=alert, channel="mail").failed_words


@pytest.mark.parametrize("channel", [Mail("smtp://relay.force.example"), Messages("http://gateway.force.example/send")])
def test_unencrypted_it_goes_to_this_machine_only(monkeypatch, channel):
    monkeypatch.setenv("GOLDTHREAD_OUTBOUND", "relay.force.example,gateway.force.example")
    with pytest.raises(NotSent, match="not encrypted"):
        channel.send(Officer(username="amber", email="a@force.example"), "T-2222222", "Words.")


def test_an_answer_that_points_elsewhere_is_not_followed(monkeypatch):
    with gateway() as elsewhere, gateway() as took:
        took.redirects_to = f"http://127.0.0.1:{elsewhere.port}/send"
        monkeypatch.setenv("GOLDTHREAD_OUTBOUND", "127.0.0.1")
        with pytest.raises(NotSent):
            Messages(f"http://127.0.0.1:{took.port}/send").send(Officer(username="amber"), "T-2222222", "Words.")
    assert elsewhere.messages == []


def test_what_was_refused_is_tried_again_later_and_at_last_given_up(db, monkeypatch):
    with relay() as took:
        took.refuses = True
        monkeypatch.setenv("GOLDTHREAD_ALERT_MAIL", f"smtp://127.0.0.1:{took.port}")
        monkeypatch.setenv("GOLDTHREAD_OUTBOUND", "127.0.0.1")
        an_officer()
        alert = told()
        failed = 0
        for minute in range(240):
            with clocks.held_at(NIGHT + timedelta(minutes=minute)):
                failed += send_waiting()["failed"]
    found = Delivery.objects.get(alert=alert, channel="mail")
    assert (failed, found.attempts, found.next_attempt_at, found.delivered_at) == (7, 7, None, None)
    assert "did not take it" in found.failed_words


def test_what_was_taken_meanwhile_is_not_sent(db, monkeypatch):
    from goldthread.core.access.reader import reader_for
    from goldthread.core.alerts.answering import acknowledge

    with relay() as took:
        monkeypatch.setenv("GOLDTHREAD_ALERT_MAIL", f"smtp://127.0.0.1:{took.port}")
        monkeypatch.setenv("GOLDTHREAD_OUTBOUND", "127.0.0.1")
        amber = an_officer()
        alert = told()
        with database.transaction():
            acknowledge(alert, reader_for(amber, "page:alert_acknowledge"))
        assert send_waiting() == {"sent": 0, "failed": 0}
    assert took.letters == []
