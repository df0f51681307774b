"""Each mail is kept once, as it came: delivered twice, stopped in the middle, from a mailbox that was away."""

import os
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert
from goldthread.core.mailbox import fetching, keeping, settling, sorting
from goldthread.core.mailbox import folder as mail_folder
from goldthread.core.mailbox.fetching import fetch
from goldthread.core.mailbox.models import Attachment, Message, MessageWords, Place
from goldthread.core.mailbox.tests.imap_server import PASSWORD, imap_server
from goldthread.core.mailbox.tests.letters import ROW, delivered, letter, maildir
from goldthread.jobs.examine.database import mail_fetched
from goldthread.testing import factories as make
from goldthread.testing.doors.working import work_off

FOLDER, BOX = "GOLDTHREAD_MAIL_FOLDER", "GOLDTHREAD_MAIL_BOX"


@pytest.fixture
def folder(db, tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "mail"))
    return maildir(tmp_path / "mail")


@pytest.fixture
def box(db, tmp_path, monkeypatch):
    with imap_server(tmp_path) as (held, certificate):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        monkeypatch.setenv("GOLDTHREAD_OUTBOUND", "127.0.0.1")
        monkeypatch.setenv(BOX, f"imaps://missing@force.example@127.0.0.1:{held.port}/INBOX")
        monkeypatch.setenv("GOLDTHREAD_MAIL_PASSWORD", PASSWORD)
        yield held


def kept() -> list[tuple[str, str]]:
    with database.as_service():
        return list(Message.objects.order_by("said__subject").values_list("said__subject", "state"))


def test_where_no_mailbox_is_named_nothing_is_fetched(db):
    assert fetch() == 0
    assert kept() == []
    with database.as_service():
        assert not Place.objects.exists()


def test_a_mail_is_kept_word_for_word_and_put_aside_in_its_folder(folder):
    raw = letter(subject="Jess K", files={"report.csv": ROW})
    delivered(folder, raw)
    assert fetch() == 1
    with database.as_service():
        said = MessageWords.objects.select_related("message").get()
        assert bytes(said.content) == raw
        assert (said.sender, said.subject, said.message.way) == ("night@alder.example", "Jess K", "folder")
    assert list((folder / "new").iterdir()) == []
    assert [path.read_bytes() for path in (folder / "cur").iterdir()] == [raw]


def test_a_mail_from_somebody_unknown_waits_and_the_control_room_is_told_at_once(folder):
    delivered(folder, letter(files={"report.csv": ROW}))
    fetch()
    with database.as_service():
        message = Message.objects.get()
        alert = Alert.objects.get(case_reference=message.reference)
    assert (message.state, message.reason) == ("aside", "unknown")
    assert (alert.kind, alert.urgency, alert.to_role) == ("mail_came", "now", "control_room")


def test_a_flood_of_mail_is_told_once_more_and_not_once_for_each(folder):
    for number in range(30):
        delivered(folder, letter(text=f"Text {number}", number=""), f"{number}.host")
    assert fetch() == 30
    with database.as_service():
        told = Alert.objects.filter(kind="mail_came")
        assert told.exclude(case_reference="").count() == sorting.MANY
        assert [one.words for one in told.filter(case_reference="")] == [sorting.SO_MANY]


def test_files_of_a_plain_folder_are_read_once_they_are_still_and_put_into_taken(db, tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    path = tmp_path / "one.eml"
    path.write_bytes(letter())
    now = clocks.now().timestamp()
    os.utime(path, (now, now))
    assert fetch() == 0
    os.utime(path, (now - 60, now - 60))
    assert fetch() == 1
    assert (tmp_path / "taken" / "one.eml").exists()


def test_a_file_that_cannot_be_read_keeps_no_other_from_being_read_and_is_named(folder, monkeypatch):
    delivered(folder, letter(subject="Bad"), "1.bad")
    delivered(folder, letter(subject="Good"), "2.good")
    read = mail_folder._read

    def denied(path):
        if path.name == "1.bad":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(mail_folder, "_read", denied)
    fetch()
    assert kept() == [("Good", "aside")]
    with database.as_service():
        assert "1.bad: Permission denied" in Place.objects.get(name=FOLDER).failed_words


def test_a_file_that_leads_elsewhere_is_no_mail(folder, tmp_path):
    (tmp_path / "secret").write_bytes(letter())
    (folder / "new" / "link").symlink_to(tmp_path / "secret")
    assert fetch() == 0


def test_a_mail_that_was_kept_before_the_worker_was_killed_is_found_held_and_put_aside(folder, monkeypatch):
    delivered(folder, letter())
    with monkeypatch.context() as patch:
        patch.setattr(sorting, "_settle", _killed)
        with pytest.raises(KeyboardInterrupt):
            fetch()
    assert kept() == [("Report", "kept")]
    delivered(folder, letter(), "again")
    assert fetch() == 0
    assert kept() == [("Report", "aside")]
    with database.as_service():
        assert Alert.objects.filter(kind="mail_came").count() == 1


def _killed(*told: object) -> None:
    raise KeyboardInterrupt


# Each step: a mail delivered (by number), or the worker killed at one of three points of its next run.
STEPS = st.lists(st.one_of(st.integers(0, 3), st.sampled_from(["keep", "aside", "sort", "run"])), max_size=14)
MAILS = [letter(subject=f"Mail {n}", text=f"Text {n}", number="" if n % 2 else "<same@number>") for n in range(4)]


@given(STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_comes_twice_and_whenever_the_worker_is_killed_each_mail_is_kept_once(folder, monkeypatch, steps):
    _emptied(folder)
    sent = set()
    for place, step in enumerate([*steps, "run"]):
        if isinstance(step, int):
            delivered(folder, MAILS[step], f"{place}.host")
            sent.add(f"Mail {step}")
        else:
            _run(monkeypatch, step)
    assert [subject for subject, _ in kept()] == sorted(sent)
    assert {state for _, state in kept()} <= {"aside"}
    assert list((folder / "new").iterdir()) == []
    with database.as_service():
        assert Alert.objects.filter(kind="mail_came").count() == len(sent)


def _run(monkeypatch: pytest.MonkeyPatch, killed_at: str) -> None:
    """A run of the worker, killed before what was kept is committed, before it is put aside, or while it is sorted."""
    where = {"keep": (keeping, "_keep_words"), "aside": (fetching, "_put_aside"), "sort": (sorting, "_settle")}
    with monkeypatch.context() as patch:
        if killed_at in where:
            patch.setattr(*where[killed_at], _killed)
        try:
            fetch()
        except KeyboardInterrupt:
            return


def _emptied(folder) -> None:
    with database.as_service():
        for table in (Attachment, MessageWords, Message, Alert):
            table.objects.all().delete()
    for name in ("new", "cur"):
        for path in (folder / name).iterdir():
            path.unlink()


def test_a_mailbox_is_read_over_tls_from_where_it_was_left_and_nothing_in_it_is_changed(box):
    box.mails = {3: letter(subject="Three"), 5: letter(subject="Five")}
    assert fetch() == 2
    assert fetch() == 0
    box.mails[9] = letter(subject="Nine", files={"report.csv": ROW})
    assert fetch() == 1
    assert [subject for subject, _ in kept()] == ["Five", "Nine", "Three"]
    fetched = [one for one in box.asked if "BODY.PEEK" in one]
    assert len(fetched) == 3
    assert not [one for one in box.asked if one.split()[0] in ("SELECT", "STORE") or "STORE" in one or "BODY[]" in one]


def test_a_mailbox_that_goes_away_in_the_middle_is_read_on_from_there(box):
    box.mails = {1: letter(subject="One"), 2: letter(subject="Two")}
    box.drops_at = 2
    fetch()
    assert kept() == [("One", "aside")]
    box.drops_at = 0
    fetch()
    assert [subject for subject, _ in kept()] == ["One", "Two"]
    assert len([one for one in box.asked if one.startswith("UID FETCH 1 (BODY")]) == 1


def test_a_mailbox_that_numbers_anew_is_read_again_and_no_mail_is_kept_twice(box):
    box.mails = {8: letter(subject="One")}
    fetch()
    box.mails, box.validity = {1: letter(subject="One"), 2: letter(subject="Two")}, 8
    assert fetch() == 1
    assert [subject for subject, _ in kept()] == ["One", "Two"]


@pytest.mark.parametrize(("name", "value", "why"), [
    ("GOLDTHREAD_OUTBOUND", "mail.elsewhere.example", "not on the allow-list"),
    ("GOLDTHREAD_MAIL_PASSWORD", "wrong", "does not open"),
    ("SSL_CERT_FILE", "/dev/null", "does not open"),
])  # fmt: skip
def test_a_mailbox_that_cannot_be_trusted_or_opened_says_why_and_loses_nothing(box, monkeypatch, name, value, why):
    box.mails = {1: letter()}
    with monkeypatch.context() as patch:
        patch.setenv(name, value)
        assert fetch() == 0
    with database.as_service():
        assert why in Place.objects.get(name=BOX).failed_words
    assert fetch() == 1


def test_a_mailbox_is_never_read_in_plain_text(box, monkeypatch):
    monkeypatch.setenv(BOX, f"imap://missing@127.0.0.1:{box.port}/INBOX")
    assert fetch() == 0
    assert box.asked == []
    with database.as_service():
        assert "not encrypted" in Place.objects.get(name=BOX).failed_words


def test_a_mailbox_that_stays_away_for_a_quarter_of_an_hour_is_told_once(box, monkeypatch):
    now = clocks.now()
    monkeypatch.setenv("GOLDTHREAD_MAIL_PASSWORD", "wrong")
    for minutes in (0, 10, 16, 30):
        with clocks.held_at(now + timedelta(minutes=minutes)):
            fetch()
    with database.as_service():
        told = list(Alert.objects.filter(kind="mail_not_fetched").order_by("to_role").values_list("to_role", flat=True))
    assert told == ["administrator", "control_room"]


def test_the_doctor_says_how_each_named_mailbox_is_and_nothing_where_none_is_named(db, tmp_path, monkeypatch):
    assert list(mail_fetched()) == []
    monkeypatch.setenv(FOLDER, str(tmp_path / "mail"))
    assert [(one.check, one.state) for one in mail_fetched()] == [("mail", "warn")]
    maildir(tmp_path / "mail")
    fetch()
    assert [(one.check, one.state) for one in mail_fetched()] == [("mail", "ok")]
    (tmp_path / "mail" / "new").rename(tmp_path / "mail" / "gone")
    (tmp_path / "mail").rename(tmp_path / "away")
    fetch()
    assert [(one.check, one.state) for one in mail_fetched()] == [("mail", "fail")]


def test_one_mailbox_that_is_away_keeps_no_other_from_being_read(box, folder, monkeypatch):
    monkeypatch.setenv("GOLDTHREAD_MAIL_PASSWORD", "wrong")
    delivered(folder, letter())
    assert fetch() == 1


def test_a_mail_too_large_to_keep_is_kept_by_its_head_and_told(folder, monkeypatch):
    monkeypatch.setattr("goldthread.core.mailbox.folder.LARGEST", 3_000)
    monkeypatch.setattr(keeping, "LARGEST", 3_000)
    delivered(folder, letter(subject="Large", text="x" * 5_000))
    assert fetch() == 1
    with database.as_service():
        message = Message.objects.get()
    assert (message.state, message.reason) == ("aside", "large")


def test_to_fetch_at_once_asked_twice_is_one_job_and_undoes_nothing_else(folder):
    delivered(folder, letter())
    with database.transaction():
        for _ in range(2):
            settling.fetch_now(make.reader("control_room"))
        assert database.fetch_one("SELECT 1 AS one") == {"one": 1}
    assert "fetch_mail" in work_off()
    assert kept() == [("Report", "aside")]
