"""The same briefing by command and by the API: the sheet, every borough in counts, a task through its life."""

import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from pypdf import PdfReader

from goldthread.api.tests.calls import answer, call, token_of
from goldthread.cli.tests.commands import command
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.models import LogEntry
from goldthread.improve.borough_briefing.queries import last_instant
from goldthread.improve.borough_briefing.sheet import Counts, LineNow, Sheet, TasksCounted, Tonight
from goldthread.improve.borough_briefing.writing import written
from goldthread.respond.missing.tests.told import a_child, reported
from goldthread.testing import factories as make
from goldthread.testing.tasks import a_task

NOW = clocks.now()
CHILD = Tonight("A.V. 14", "C-7K4Q2M", "M-4K9WQTD", "Missing", "Missing: being looked for", "high",
                ("Checks on systems",), "Inspector's first review", None, NOW, True)  # fmt: skip
LINE = LineNow(1, "A grey car waits outside the school.", "Harbour", "2BP", "", NOW.date(), NOW, "PC Ann Lee")
SHEET = Sheet(NOW, True, True, Counts("merrowfield", "Merrowfield", 1, 1, 0, 1, 1, 1, TasksCounted(None),
                                      TasksCounted(NOW.date()), (), (), 0), ())  # fmt: skip


@pytest.fixture
def night(db):
    for role in ("duty_inspector", "responding_officer", "chief_officer"):
        make.reader(role)
    reported(make.reader("control_room"), a_child("Ada"))


def said(*words: str, by: str = "duty_inspector") -> str:
    done = command("pacesetter", *words, by=by)
    assert (done.code, done.err) == (0, "")
    return done.out


def test_the_sheet_says_no_name_where_there_is_none(night):
    told = said("sheet")
    assert "TONIGHT 1" in told
    assert "NO NAME" in told


def test_every_borough_is_counted_and_nobody_named(night):
    told = json.loads(command("pacesetter", "all", "--json", by="chief_officer").out)
    assert [(one["name"], one["counts"]["missing"], one["tonight"]) for one in told["boroughs"]] == [
        ("Merrowfield", 1, [])
    ]
    assert "Merrowfield" in said("all", by="chief_officer")


def test_a_task_is_given_taken_answered_and_carried_over(night):
    due = (clocks.now() + timedelta(hours=3)).isoformat(timespec="seconds")
    given = json.loads(command("pacesetter", "give", "Visit.", "--by", due, "--officer", "responding_officer", "--json",
                               by="duty_inspector").out)["reference"]  # fmt: skip
    assert given in said("mine", by="responding_officer")
    assert "accepted" in said("accept", given, by="responding_officer")
    assert "not done" in said("answer", given, "not_done", "--why", "Nobody was in.", by="responding_officer")
    assert said("carry", given, "--by", due).startswith("W-")


def test_the_api_gives_the_same_sheet(night):
    a_task()
    by_api = answer(call(token_of("duty_inspector"), "GET", "/boroughs/merrowfield/pacesetter"))
    by_command = json.loads(command("pacesetter", "sheet", "--json", by="duty_inspector").out)
    assert {**by_api, "at": ""} == {**by_command, "at": ""}


def test_a_sheet_is_written_whole_in_the_form_its_name_ends_in_and_is_a_disclosure(night, tmp_path):
    out = {form: tmp_path / f"merrowfield.{form}" for form in ("txt", "html", "pdf")}
    for file in out.values():
        done = command("pacesetter", "sheet", "--out", str(file), by="duty_inspector")
        assert (done.code, done.err, done.out) == (0, "Reading the briefing.\n", f"Written to {file}.\n")
    assert all("NO NAME" in out[form].read_text() for form in ("txt", "html"))
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(one.name for one in out.values())
    (side,) = PdfReader(out["pdf"]).pages
    assert "Tonight 1, without a name 1" in side.extract_text()
    with database.as_service():
        assert LogEntry.objects.latest("id").operation == "disclosure"


@pytest.mark.parametrize("name", ["merrowfield.docx", "merrowfield", "nowhere/merrowfield.pdf"])
def test_another_form_or_a_folder_there_is_none_of_is_refused_before_anybody_is_read(night, tmp_path, name):
    with database.as_service():
        before = LogEntry.objects.count()
    done = command("pacesetter", "sheet", "--out", str(tmp_path / name), by="duty_inspector")
    assert (done.code, list(tmp_path.iterdir())) == (2, [])
    with database.as_service():
        assert LogEntry.objects.count() == before


def test_every_borough_has_a_file_of_its_own_and_nobody_is_named_in_it(night, tmp_path):
    folder = tmp_path / "today"
    done = command("pacesetter", "all", "--out", str(folder), "--form", "txt", by="chief_officer")
    assert (done.code, done.out) == (0, f"1 file written to {folder}.\n")
    told = (folder / "merrowfield.txt").read_text()
    assert ("Children missing: 1" in told, "NO NAME" in told) == (True, False)
    assert "1 of 1: merrowfield" in done.err


def test_the_last_briefing_is_the_one_held_today_or_yesterday():
    held = clocks.now().astimezone(clocks.LONDON).replace(hour=6, minute=45, second=0, microsecond=0)
    assert last_instant(held + timedelta(hours=9)) == held
    assert last_instant(held - timedelta(minutes=1)).astimezone(clocks.LONDON).hour == 6


def test_a_side_that_is_full_says_what_is_left_out():
    many = [replace(CHILD, child=f"A.{number} 12") for number in range(30)]
    full = replace(SHEET, tonight=tuple(many), lines=tuple([LINE] * 30))
    data, left_out = written(full, "pdf", is_synthetic=True)
    (side,) = PdfReader(io.BytesIO(data)).pages
    told = " ".join(side.extract_text().split())
    assert left_out > 0
    assert f"{left_out} rows left out: all of it stands on /improve/briefing/merrowfield" in told
    assert told.count("more on the page of the briefing") >= 1
