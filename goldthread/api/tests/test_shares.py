"""What the desk shared and waits for, and the reminder: by API and by command as on the page."""

from datetime import timedelta

import pytest

from goldthread.api.tests.calls import answer, call, token_of
from goldthread.cli.tests.commands import command
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.respond.sharing.models import Sending
from goldthread.testing import factories as make

SHARES, REMIND = "/shares", "/shares/merrowfield/remind"


@pytest.fixture
def desk(db) -> str:
    return token_of("mash_desk")


@pytest.fixture
def late(desk) -> str:
    """One concern whose answer has been due for days, that went by file."""
    with clocks.held_at(clocks.now() - timedelta(days=20)):
        return make.shared(make.reader("mash_desk"), make.load_child("1/01OCT26"), route="file")


def test_what_waits_stands_by_authority_with_what_is_late_and_the_command_says_the_same(desk, late):
    found = answer(call(desk, "GET", SHARES))
    [authority] = found["authorities"]
    assert (authority["code"], authority["late"], len(authority["rows"])) == ("merrowfield", 1, 1)
    [row] = authority["rows"]
    assert (row["reference"], row["is_late"], row["chases"]) == (late, True, 0)
    told = command("concern", "shared", "--json", by="mash_desk").json
    assert {**told, "as_at": ""} == {**found, "as_at": ""}
    said = command("concern", "shared", by="mash_desk").out
    assert "Merrowfield Council (merrowfield): 1 wait, 1 late" in said
    assert f"{row['case_reference']}  due " in said


def test_a_reminder_is_written_once_a_day_and_goes_the_way_the_concern_went(desk, late):
    assert answer(call(desk, "POST", REMIND)) == {"authority": "merrowfield", "reminded": 1}
    again = call(desk, "POST", REMIND)
    assert (again.status_code, answer(again)["refused"]) == (409, "nothing_late")
    by_command = command("concern", "remind", "merrowfield", by="mash_desk")
    assert (by_command.code != 0, "was not asked for today" in by_command.err) == (True, True)
    assert answer(call(desk, "GET", SHARES))["authorities"][0]["rows"][0]["chases"] == 1
    with database.as_service():
        assert [one.what for one in Sending.objects.order_by("id")] == ["share", "chase"]


def test_the_command_reminds_as_the_call_does(desk, late):
    done = command("concern", "remind", "merrowfield", by="mash_desk")
    assert done.out.strip() == "merrowfield is reminded of 1."
    assert call(desk, "POST", REMIND).status_code == 409


def test_an_authority_that_there_is_not_is_refused_by_name(desk):
    refused = call(desk, "POST", "/shares/nowhere/remind")
    assert (refused.status_code, answer(refused)["field"]) == (422, "authority")


@pytest.mark.parametrize("role", ["partner", "responding_officer", "analyst"])
def test_nobody_but_those_who_decide_sees_what_waits_or_reminds(desk, late, role):
    key = token_of(role)
    for method, path in (("GET", SHARES), ("POST", REMIND)):
        refused = call(key, method, path)
        assert (refused.status_code, answer(refused)["refused"]) == (403, "not_in_role")
