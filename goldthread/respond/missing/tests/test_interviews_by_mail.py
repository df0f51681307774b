"""A provider's return interviews and an authority's outcomes come by mail: each for its own sender alone."""

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert
from goldthread.core.mailbox import queries, settling
from goldthread.core.mailbox.fetching import fetch
from goldthread.core.mailbox.models import Message
from goldthread.core.mailbox.tests.letters import TRUSTED, delivered, letter, maildir
from goldthread.core.refusals import NotValid, Refusal
from goldthread.respond.missing.interviews import COLUMNS
from goldthread.respond.missing.tests import test_exchange as exchange
from goldthread.respond.missing.tests.playing import london
from goldthread.respond.sharing.models import OutcomeFile, OutcomeRow
from goldthread.testing import factories as make
from goldthread.testing.doors.working import work_off

child, case, returned = exchange.child, exchange.case, exchange.returned
EAR, MERROWFIELD = "returns@listening-ear.example.org", "mash@merrowfield.example.org"
LATER = london("2026-10-23T10:00")


@pytest.fixture
def folder(db, tmp_path, monkeypatch):
    monkeypatch.setenv("GOLDTHREAD_MAIL_FOLDER", str(tmp_path / "mail"))
    monkeypatch.setenv("GOLDTHREAD_MAIL_TRUSTED", TRUSTED)
    return maildir(tmp_path / "mail")


def interview(reference: str, **changes: str) -> bytes:
    row = {**exchange.ROW, "our_reference": reference, **changes}
    text = ",".join(COLUMNS) + "\n" + ",".join('"' + row.get(name, "").replace('"', '""') + '"' for name in COLUMNS)
    return text.encode()


def came(folder, sender: str, content: bytes, *, is_proved: bool = True, name: str = "interviews.csv") -> dict:
    """A mail that came, was looked at and read; as the missing persons unit reads it."""
    passed = sender.partition("@")[2] if is_proved else ""
    delivered(folder, letter(sender=sender, files={name: content}, passed=passed))
    with clocks.held_at(LATER):
        fetch()
        work_off()
    with database.as_service():
        reference = Message.objects.latest("received_at").reference
    return told(reference)


def told(reference: str) -> dict:
    with clocks.held_at(LATER), database.transaction():
        return queries.one(make.reader("missing_unit"), reference)


def results() -> list[tuple[str, str]]:
    with database.as_service():
        return [(row.file.authority, row.result) for row in OutcomeRow.objects.select_related("file").order_by("pk")]


def test_a_proved_mail_of_a_provider_puts_its_interview_on_the_case(folder, returned):
    share = exchange.asked(returned)
    mail = came(folder, EAR, interview(share.reference))
    assert (mail["state"], mail["taken_as"]) == ("taken", "provider:listening-ear")
    assert results() == [("listening-ear", "accepted")]
    with database.as_service():
        file = OutcomeFile.objects.get()
    assert mail["attachments"][0]["made"] == [str(file.pk)]
    assert str(file.loaded_by) == "Provider Listening Ear (Thornmere)"


def test_a_provider_answers_by_mail_for_nobody_else(folder, returned):
    share = exchange.asked(returned, "harbour-lane")
    came(folder, EAR, interview(share.reference))
    assert results() == [("listening-ear", "set aside")]


def test_unproved_it_waits_and_both_the_control_room_and_the_unit_are_told(folder, returned):
    share = exchange.asked(returned)
    mail = came(folder, EAR, interview(share.reference), is_proved=False)
    assert (mail["state"], mail["entered_name"]) == ("waiting", "Listening Ear (Thornmere)")
    with database.as_service():
        alerts = Alert.objects.filter(kind="mail_came").order_by("to_role").values_list("to_role", "urgency")
        assert list(alerts) == [("control_room", "now"), ("missing_unit", "today")]
    with clocks.held_at(LATER):
        with database.transaction():
            settling.take(make.reader("missing_unit"), mail["reference"])
        work_off()
    assert results() == [("listening-ear", "accepted")]


def test_who_does_not_exchange_with_providers_takes_none_of_their_mail(folder, returned):
    share = exchange.asked(returned)
    mail = came(folder, EAR, interview(share.reference), is_proved=False)
    with clocks.held_at(LATER), pytest.raises(Refusal, match="exchange with"), database.transaction():
        settling.take(make.reader("control_room"), mail["reference"])
    assert told(mail["reference"])["state"] == "waiting"
    with clocks.held_at(LATER), database.transaction():
        choices = queries.one(make.reader("control_room"), mail["reference"])["choices"]
    assert not [one for one in choices if not one["value"].startswith("home:")]


def test_a_file_whose_columns_are_none_of_ours_is_set_aside_with_the_column_that_is_missing(folder, returned):
    mail = came(folder, EAR, b"name,outcome\nJess,done\n")
    assert (mail["state"], mail["reason"]) == ("aside", "refused")
    assert "no column" in mail["attachments"][0]["words"]
    with clocks.held_at(LATER), pytest.raises(NotValid, match="no column"), database.transaction():
        settling.take(make.reader("missing_unit"), mail["reference"])


def test_an_authority_s_outcomes_come_by_mail_for_its_own_shares(folder, returned):
    mail = came(folder, MERROWFIELD, b"our_reference,code\nS-2222222,contact_nfa\n", name="outcomes.csv")
    assert (mail["state"], mail["taken_as"]) == ("taken", "authority:merrowfield")
    assert results() == [("merrowfield", "set aside")]
