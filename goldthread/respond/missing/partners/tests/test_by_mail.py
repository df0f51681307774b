"""A home reports by mail: at once where its mail is proved, by one press where it is not, and never lost."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.access.models import LogEntry
from goldthread.core.alerts.models import Alert
from goldthread.core.cases.models import Case
from goldthread.core.mailbox import queries, settling, sorting
from goldthread.core.mailbox.fetching import fetch
from goldthread.core.mailbox.models import Attachment, Message, MessageWords
from goldthread.core.mailbox.tests.letters import AT_HOME, CSV, ROW, TRUSTED, delivered, letter, maildir
from goldthread.core.people.rights import erase
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.respond.missing.partners.models import PartnerReport, ReportWords, Sending
from goldthread.respond.missing.partners.tests.test_reports import NOW, home, jess  # noqa: F401
from goldthread.respond.placements.register import change_premises, enter_premises
from goldthread.testing import factories as make
from goldthread.testing.doors.working import work_off

DOMAIN = AT_HOME.partition("@")[2]
REPORT = {"report.csv": ROW}


@pytest.fixture(autouse=True)
def at_night() -> object:
    with clocks.held_at(NOW):
        yield


@pytest.fixture
def alder(home) -> str:  # noqa: F811
    """The home, with the address that its mail comes from."""
    with database.transaction():
        change_premises(make.reader("missing_unit"), home.post.team, mail=f"office@alder.example, {AT_HOME}")
    return home.post.team


@pytest.fixture
def folder(db, tmp_path, monkeypatch):
    monkeypatch.setenv("GOLDTHREAD_MAIL_FOLDER", str(tmp_path / "mail"))
    monkeypatch.setenv("GOLDTHREAD_MAIL_TRUSTED", TRUSTED)
    return maildir(tmp_path / "mail")


def came(folder, **mail: object) -> str:
    """A mail that came and was looked at: its reference."""
    delivered(folder, letter(**{"files": REPORT, **mail}))
    with database.as_service():
        before = set(Message.objects.values_list("reference", flat=True))
    fetch()
    work_off()
    with database.as_service():
        (found,) = set(Message.objects.values_list("reference", flat=True)) - before
    return found


def told(reference: str, role: str = "control_room") -> dict:
    with database.transaction():
        return queries.one(make.reader(role), reference)


def reports() -> list[tuple[str, str, str]]:
    with database.as_service():
        rows = PartnerReport.objects.select_related("sending__sent_by").order_by("received_at")
        return [(one.state, one.sending.way, str(one.sending.sent_by)) for one in rows]


def test_a_proved_mail_of_a_home_opens_the_case_by_itself(folder, alder, jess):  # noqa: F811
    reference = came(folder, passed=DOMAIN)
    mail = told(reference)
    assert (mail["state"], mail["taken_as"], mail["is_proved"]) == ("taken", f"home:{alder}", True)
    assert reports() == [("opened", "mail", f"Home {alder}")]
    with database.as_service():
        assert Case.objects.get().area == "missing"
        assert mail["attachments"][0]["made"] == [PartnerReport.objects.get().reference]
        assert not Alert.objects.filter(kind="mail_came").exists()


def test_a_mail_that_nothing_proves_waits_for_one_press_and_the_control_room_is_told_at_once(folder, alder, jess):  # noqa: F811
    reference = came(folder)
    mail = told(reference)
    assert (mail["state"], mail["reason"], mail["entered_for"]) == ("waiting", "unproved", f"home:{alder}")
    assert reports() == []
    with database.as_service():
        (alert,) = Alert.objects.all()
    assert (alert.kind, alert.urgency, alert.case_reference) == ("mail_came", "now", reference)


def test_whoever_presses_has_read_what_is_attached_and_is_told_the_number_that_the_register_has(folder, alder):
    mail = told(came(folder))
    assert "Jess,Kent,2011-05-11" in mail["attachments"][0]["says"]
    assert mail["telephone"] == "07700 900123"


def test_what_is_not_opened_here_shows_nothing_of_itself(folder, alder):
    assert told(came(folder, files={"form.pdf": b"%PDF-1.7 Jess"}))["attachments"][0]["says"] == ""


def test_one_press_takes_it_as_the_home_s_in_the_name_of_whoever_pressed(folder, alder, jess):  # noqa: F811
    reference = came(folder)
    room = make.reader("control_room")
    with database.transaction():
        done = settling.take(room, reference)
    work_off()
    assert (done["state"], done["settled_by"]) == ("taken", str(room.officer))
    assert reports() == [("opened", "mail", str(room.officer))]
    with database.as_service():
        assert PartnerReport.objects.get().home == alder
        assert not Alert.objects.filter(kind="mail_came", withdrawn_at=None).exists()


def test_pressed_twice_or_by_two_it_is_taken_once(folder, alder, jess):  # noqa: F811
    reference = came(folder)
    for expected in (None, Clash):
        with database.transaction():
            if expected is None:
                settling.take(make.reader("control_room"), reference, attempt=0)
                continue
        with pytest.raises(expected), database.transaction():
            settling.take(make.reader("supervisor"), reference, attempt=0)
    assert len(reports()) == 1


@pytest.mark.parametrize(("mail", "reason"), [
    ({"sender": "stranger@elsewhere.example", "passed": "elsewhere.example"}, "unknown"),
    ({"sender": ""}, "nobody"),
    ({"files": {}, "passed": DOMAIN}, "nothing"),
    ({"files": {"reports.zip": b"PK\x03\x04"}, "passed": DOMAIN}, "archive"),
    ({"files": {"report.exe": b"MZ"}, "passed": DOMAIN}, "program"),
    ({"files": {"report.pdf": b"%PDF-1.7"}, "passed": DOMAIN}, "unreadable"),
    ({"files": {"report.csv": b"a" * 2_000_001}, "passed": DOMAIN}, "large"),
    ({"files": {"report.csv": CSV + b"A,B,,,,\n" * 201}, "passed": DOMAIN}, "refused"),
])  # fmt: skip
def test_what_cannot_be_taken_is_set_aside_with_why_and_what_to_do_and_told(folder, alder, mail, reason):
    found = told(came(folder, **mail))
    assert (found["state"], found["reason"]) == ("aside", reason)
    assert found["words"]
    assert found["to_do"]
    with database.as_service():
        assert Alert.objects.filter(kind="mail_came", case_reference=found["reference"], urgency="now").count() == 1


def test_of_two_attachments_the_good_one_is_taken_and_the_other_waits(folder, alder, jess):  # noqa: F811
    reference = came(folder, passed=DOMAIN, files={"scan.pdf": b"%PDF-1.7", **REPORT})
    mail = told(reference)
    assert (mail["state"], mail["reason"]) == ("aside", "unreadable")
    assert [one["made"] != [] for one in mail["attachments"]] == [False, True]
    assert [state for state, *_ in reports()] == ["opened"]
    with pytest.raises(NotValid, match="Nothing in it"), database.transaction():
        settling.take(make.reader("control_room"), reference)
    with database.transaction():
        settling.answer(make.reader("control_room"), reference, "The scan is of the same report.")
    assert told(reference)["state"] == "answered"


def test_an_address_that_two_homes_share_says_nothing_of_whose_it_is(folder, alder):
    with database.transaction():
        enter_premises(make.reader("missing_unit"), name="Birch House", kind="childrens_home", address="1 Birch Way",
                       host="merrowfield", mail=AT_HOME)  # fmt: skip
    found = told(came(folder, passed=DOMAIN))
    assert (found["state"], found["reason"], found["entered_for"]) == ("aside", "several", "")


def test_a_mail_of_somebody_unknown_is_taken_as_the_home_s_that_a_person_says(folder, alder, jess):  # noqa: F811
    reference = came(folder, sender="new.manager@elsewhere.example")
    with pytest.raises(NotValid, match="Say whose"), database.transaction():
        settling.take(make.reader("control_room"), reference)
    with database.transaction():
        settling.take(make.reader("control_room"), reference, f"home:{alder}")
    work_off()
    assert [state for state, *_ in reports()] == ["opened"]


def test_the_same_report_by_mail_twice_and_by_hand_is_one_report(folder, alder, jess):  # noqa: F811
    came(folder, passed=DOMAIN)
    second = told(came(folder, passed=DOMAIN, number="<2@alder.example>"))
    assert second["state"] == "taken"
    assert len(reports()) == 1
    with database.as_service():
        assert Case.objects.count() == 1


ROWS = [CSV.replace(b"q_worry", b"q_other") + f"Zed,Nobody,2012-01-01,,,Number {n}\n".encode() for n in range(3)]
MAILS = [letter(files={"a.csv": row, "b.csv": row + row}, passed=DOMAIN, number="") for row in ROWS]
# Each step: one of three mails delivered, or a run of the worker that is killed before or after something is handed in.
STEPS = st.lists(st.one_of(st.integers(0, 2), st.sampled_from(["before", "after", "run"])), max_size=10)


@given(STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_comes_twice_and_whenever_the_worker_is_killed_each_attachment_is_handed_in_once(
    folder, alder, monkeypatch, steps
):
    _emptied(folder)
    sent = set()
    for place, step in enumerate([*steps, "run"]):
        if isinstance(step, int):
            delivered(folder, MAILS[step], f"{place}.host")
            sent.add(step)
        else:
            _run(monkeypatch, step)
    with database.as_service():
        assert Message.objects.filter(state="taken").count() == Message.objects.count() == len(sent)
        assert Sending.objects.count() == 2 * len(sent)


def _run(monkeypatch: pytest.MonkeyPatch, killed: str) -> None:
    """A run of the worker; killed just before it looks who sent a mail, or when everything in it was handed in."""
    where = {"before": "entered_with", "after": "fault_of"}
    with monkeypatch.context() as patch:
        if killed in where:
            patch.setattr(sorting, where[killed], _killed)
        try:
            fetch()
        except KeyboardInterrupt:
            return


def _killed(*told: object) -> None:
    raise KeyboardInterrupt


def _emptied(folder) -> None:
    with database.as_service():
        for table in (Attachment, MessageWords, Message, ReportWords, PartnerReport, Sending):
            table.objects.all().delete()
    for name in ("new", "cur"):
        for path in (folder / name).iterdir():
            path.unlink()


def test_a_home_speaks_for_itself_alone_whatever_its_file_says(folder, alder, jess):  # noqa: F811
    other = CSV.replace(b"\n", b",home\n") + b"Jess,Kent,2011-05-11,2026-11-10T22:10,2026-11-10T23:25,Late.,H-222222\n"
    came(folder, passed=DOMAIN, files={"report.csv": other})
    with database.as_service():
        assert PartnerReport.objects.get().home == alder


def test_who_may_not_take_mail_is_told_who_does_and_a_home_s_key_reads_none(folder, alder, home):  # noqa: F811
    reference = came(folder)
    for by in (make.reader("responding_officer"), make.reader("administrator"), home):
        for ask in (lambda by=by: queries.mail(by), lambda by=by: queries.one(by, reference),
                    lambda by=by: settling.take(by, reference)):  # fmt: skip
            with pytest.raises(Refusal, match="mail that came in"), database.transaction():
                ask()


def test_an_answer_needs_words_and_a_mail_that_there_never_was_is_not_found(folder, alder):
    reference = came(folder)
    with pytest.raises(NotValid, match="what became of it"), database.transaction():
        settling.answer(make.reader("control_room"), reference, " ")
    with pytest.raises(NotFound), database.transaction():
        queries.one(make.reader("control_room"), "E-2222222")


def test_the_list_is_searched_and_filtered_and_what_waits_stands_first(folder, alder, jess):  # noqa: F811
    waits = came(folder, subject="First")
    came(folder, subject="Second", passed=DOMAIN, number="<2@alder.example>")

    def listed(**asked: object) -> list[str]:
        with database.transaction():
            return [one["subject"] for one in queries.mail(make.reader("control_room"), **asked)["mail"]]

    assert listed() == ["First", "Second"]
    assert listed(search="SECOND") == ["Second"]
    assert listed(search=waits.lower()) == ["First"]
    assert listed(search=AT_HOME) == ["First", "Second"]
    assert listed(state="taken") == ["Second"]
    assert listed(page=2) == []
    with pytest.raises(NotValid, match="no state"):
        listed(state="lost")


def test_a_list_of_thirty_asks_the_database_no_more_often_than_a_list_of_three(folder, alder):
    def asked(many: int) -> int:
        for number in range(many):
            delivered(folder, letter(subject=f"{many} {number}", number=""), f"{many}.{number}")
        fetch()
        reader = make.reader("control_room")
        with database.transaction(), CaptureQueriesContext(connections["default"]) as seen:
            queries.mail(reader)
        return len(seen)

    assert asked(3) == asked(30)


def test_looking_at_a_mail_names_whom_it_told_of(folder, alder, jess):  # noqa: F811
    reference = came(folder, passed=DOMAIN)
    told(reference)
    with database.transaction():
        look(make.reader("dpo"))
        entry = LogEntry.objects.filter(door="test:door", operation="consultation").order_by("-pk")[1]
    assert entry.people == [make.person_id_of(jess)]


def test_what_a_mail_said_is_erased_with_the_child_whom_it_told_of(folder, alder, jess):  # noqa: F811
    reference = came(folder, passed=DOMAIN, subject="Jess Kent is missing")
    with database.transaction():
        erase(make.reader("dpo"), jess, authority="The DPO", rule="art17")
    with database.as_service():
        said = MessageWords.objects.get()
    assert (said.content, said.subject, said.text, said.sender) == (None, "", "", "")
    assert told(reference)["is_erased"]
