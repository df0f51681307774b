"""The same briefing by command and by the API: the sheet, every borough in counts, a task through its life."""

import json
from datetime import timedelta

import pytest

from goldthread.api.tests.calls import answer, call, token_of
from goldthread.cli.tests.commands import command
from goldthread.core import clocks
from goldthread.respond.missing.tests.told import a_child, reported
from goldthread.testing import factories as make
from goldthread.testing.tasks import a_task


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
