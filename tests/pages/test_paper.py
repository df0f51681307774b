"""The open list that stands in a folder for when the system is down: written by itself, whole, kept for so long."""

import csv
import io
import shutil
from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from goldthread.cli.tests.commands import command
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.models import LogEntry
from goldthread.core.alerts.models import Alert
from goldthread.respond.missing.tests.told import a_child, reported
from goldthread.testing import factories as make
from goldthread.web import paper


@pytest.fixture
def folder(db, tmp_path, monkeypatch):
    monkeypatch.setenv(paper.FOLDER, str(tmp_path / "paper"))
    return tmp_path / "paper"


@pytest.fixture
def child(folder):
    return reported(make.reader("control_room"), a_child("Annika"))


def test_the_list_opens_without_the_system_and_says_what_is_needed_to_go_on(folder, child):
    paper.write_due()
    page = BeautifulSoup((folder / "missing-open.html").read_text(), "html.parser")
    said = " ".join(page.get_text(" ").split())
    for words in (
        child.reference,
        "Annika",
        "NO OWNER",
        "It is not like her.",
        "At the bus stop",
        "If the system is down",
    ):
        assert words in said
    assert not page.find_all(["script", "link", "img"])
    assert not page.find_all(href=True)


def test_the_same_list_is_a_table(folder, child):
    paper.write_due()
    (row,) = csv.DictReader(io.StringIO((folder / "missing-open.csv").read_text().removeprefix("\ufeff")))
    assert (row["reference"], row["owner"], row["Why worried"]) == (child.reference, "NO OWNER", "It is not like her.")


def test_nobody_missing_is_written_too_so_that_an_old_list_is_never_the_newest(folder):
    paper.write_due()
    assert "Nobody is on this list" in (folder / "missing-open.html").read_text()


def test_it_is_written_each_hour_unless_the_force_says_else(folder, monkeypatch):
    start = clocks.now()
    with clocks.held_at(start):
        assert paper.write_due()
    with clocks.held_at(start + timedelta(minutes=30)):
        assert paper.write_due() == []
        monkeypatch.setenv(paper.EVERY, "15")
        assert paper.write_due()
    with clocks.held_at(start + timedelta(hours=9)):
        monkeypatch.setenv(paper.EVERY, "0")
        assert paper.write_due() == []


def test_so_many_are_kept_and_the_oldest_are_removed(folder, monkeypatch):
    monkeypatch.setenv(paper.KEPT, "3")
    start = clocks.now()
    (folder).mkdir()
    (folder / "notes.html").write_text("The force's own.")
    for hour in range(5):
        with clocks.held_at(start + timedelta(hours=hour)):
            paper.write_due()
    dated = [one.name for one in folder.glob("missing-2*.html")]
    assert len(dated) == 3
    assert (folder / "notes.html").exists()
    assert not list(folder.glob("*.part"))


def test_only_its_owner_and_the_group_of_the_folder_may_read_it(folder):
    written = paper.write_due()
    assert {oct(one.stat().st_mode & 0o777) for one in written} == {"0o640"}
    assert oct(folder.stat().st_mode & 0o777) == "0o700"


def test_each_writing_is_logged_as_a_disclosure_of_everybody_on_it_by_the_service(folder, child):
    paper.write_due()
    with database.as_service():
        entry = LogEntry.objects.filter(service="paper").order_by("-id").first()
    assert (entry.operation, entry.door, len(entry.people)) == ("disclosure", "service:paper", 1)


def heard() -> list[tuple[str, str, bool]]:
    with database.as_service():
        found = Alert.objects.filter(kind=paper.NOT_WRITTEN).order_by("pk")
        return [(one.to_role, one.words, one.withdrawn_at is None) for one in found]


def fails(minutes: int, start: datetime) -> None:
    with clocks.held_at(start + timedelta(minutes=minutes)), pytest.raises(OSError, match=r".+"):
        paper.write_due()


def test_a_list_that_cannot_be_written_is_told_once_to_whoever_keeps_the_system_until_it_is_written_again(folder):
    start = clocks.now()
    folder.write_text("A share that is gone: no folder can be made here.")
    fails(0, start)
    fails(5, start)
    [(role, words, stands)] = heard()
    assert (role, stands) == ("administrator", True)
    assert words.startswith('The list "Missing" on paper cannot be written: File exists')
    folder.unlink()
    with clocks.held_at(start + timedelta(minutes=10)):
        assert paper.write_due()
    assert [stands for *_, stands in heard()] == [False]
    shutil.rmtree(folder)
    folder.write_text("Gone again.")
    fails(80, start)
    assert [stands for *_, stands in heard()] == [False, True]


def test_one_that_somebody_took_and_that_still_fails_after_a_day_is_told_again(folder):
    start = clocks.now()
    folder.write_text("A share that is gone.")
    fails(0, start)
    with database.as_service():
        Alert.objects.update(acknowledged_at=start, acknowledged_by=make.officer("administrator"))
    fails(60, start)
    assert len(heard()) == 1
    fails(25 * 60, start)
    assert len(heard()) == 2


def test_by_hand_it_is_a_command_and_says_who_wrote_it(folder, child, tmp_path):
    out = tmp_path / "open.html"
    done = command("board", "missing", "--out", str(out), "--as", "control_room")
    assert done.code == 0
    assert "Written by" in out.read_text()
    assert command("board", "missing", "--out", str(tmp_path / "open.doc"), "--as", "control_room").code != 0


def test_the_board_by_command_has_the_rows_that_the_page_has(folder, child):
    done = command("board", "missing", "--as", "control_room")
    assert child.reference not in done.out.splitlines()[0]
    assert "NO OWNER" in done.out
