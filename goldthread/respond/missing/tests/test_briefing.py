"""The briefing of missing people: each line with its number, and the same instant always told the same."""

import json
from datetime import timedelta

import pytest

from goldthread.api.tests.calls import answer, call, token_of
from goldthread.cli.tests.commands import command
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases.briefing import open_briefing, open_line
from goldthread.core.refusals import NotValid
from goldthread.respond.missing.tests.playing import back, found, london, report, reviewed, step
from goldthread.testing import factories as make

THEN = "2026-10-24T03:00"


def briefed(at: str = "", role: str = "supervisor", **asked) -> dict:
    with database.transaction():
        return open_briefing(make.reader(role), "all", area="missing", at=london(at) if at else None, **asked).as_json()


def lines(told: dict) -> dict[str, int]:
    return {one["line"]: one["count"] for one in told["lines"] if one["count"]}


BOY = make.child("2", forenames="Omar", surname="Haddad", birth_date="2012-03-02", sex="M")


@pytest.fixture
def night(jess) -> list[str]:
    """Three reports of one girl: the first two back without an interview, the last not found at three. And a boy."""
    first = report(jess, "2026-10-20T10:00")
    step(first, "grade", "2026-10-20T10:05", grade="medium", why="Out since the morning.")
    found(first, "2026-10-21T12:00", "self_return")
    back(first, "2026-10-21T12:00")
    report(jess, "2026-10-23T12:00")  # she comes back by the next one
    with clocks.held_at(london("2026-09-02T12:00")):
        make.deliver("cad", make.ndjson([make.cad_row("2/01SEP26", linked_persons=[BOY])]))
    report(make.code_of("2/01SEP26"), "2026-10-23T20:00")
    last = report(jess, "2026-10-23T22:40", q_cse_now="yes")
    step(last, "take", "2026-10-23T22:45")
    step(last, "grade", "2026-10-23T22:55", grade="high", why="A man of 29 named in the last interview.")
    return [first.reference, last.reference]


# Away: the girl and the boy, who is not graded; no owner: her first two and the boy; late: all four by something.
EXPECTED = {"away": 2, "high": 1, "ungraded": 1, "without_owner": 3, "late": 4, "no_activity": 1, "interview_owed": 2,
            "return_48": 1, "plan_due": 1}  # fmt: skip


def test_each_line_counts_what_stood_at_the_instant(night):
    told = briefed(THEN)
    assert lines(told) == EXPECTED
    assert told["lines"][1]["sentence"] == "1 missing person is graded high risk."
    assert told["unplaced"] is None  # of a time past it is not known
    last = next(one for one in told["open"] if one["reference"] == night[1])
    assert (last["grade"], last["since"]) == ("high", london("2026-10-23T22:40").astimezone(clocks.UTC).isoformat())
    assert last["next_clock"] == "MIS-C03.high"
    assert [one["since"] for one in told["open"]] == sorted(one["since"] for one in told["open"])


def test_the_same_instant_is_told_the_same_whatever_is_recorded_later(night):
    before = briefed(THEN)
    from goldthread.core.cases.models import Case

    with database.as_service():
        last = Case.objects.get(reference=night[1])
    reviewed(last, "duty_inspector", "2026-10-24T03:20")
    found(last, "2026-10-24T04:00", "police")
    step(last, "return", "2026-10-24T05:00", returned_on=london("2026-10-24T05:00").isoformat(), returned_to="home",
         return_safe="The home is staffed.")  # fmt: skip
    assert briefed(THEN) == before
    assert lines(briefed("2026-10-24T06:00"))["away"] == 1


def test_now_is_told_from_the_rows_as_it_would_be_from_the_journal(night):
    with clocks.held_at(london(THEN)):
        now, then = briefed(), briefed(THEN)
    assert now | {"unplaced": None} == then
    with clocks.held_at(london(THEN)), database.transaction():
        behind = open_line(make.reader("supervisor"), "missing", "high", "all")
    assert [row["reference"] for row in behind.rows] == [night[1]]


def test_a_line_of_another_area_that_cannot_be_asked_of_the_past_is_not_known(night):
    with database.transaction():
        told = open_briefing(make.reader("supervisor"), "all", at=london(THEN)).as_json()
    assert told["open"] is None
    assert {one["count"] for one in told["lines"] if one["area"] == "concern"} == {None}


def test_whoever_answers_for_the_force_hears_counts_and_no_reference(night):
    with database.transaction():
        told = open_briefing(make.reader("chief_officer"), area="missing", at=london(THEN)).as_json()
    assert lines(told) == EXPECTED
    assert told["open"] is None


def test_command_and_api_tell_the_same(night):
    expected = briefed(THEN)
    done = command(
        "briefing", "missing", "--at", london(THEN).isoformat(), "--borough", "all", "--json", by="supervisor"
    )
    assert json.loads(done.out) == expected
    asked = {"area": "missing", "at": london(THEN).isoformat(), "borough": "all"}
    assert answer(call(token_of("supervisor"), "GET", "/briefing", **asked)) == expected


def test_an_area_without_lines_and_a_time_to_come_are_refused(night):
    for wrong in ({"area": "trigger_plan"}, {"at": clocks.now() + timedelta(days=1)}):
        with pytest.raises(NotValid), database.transaction():
            open_briefing(make.reader("supervisor"), **wrong)
