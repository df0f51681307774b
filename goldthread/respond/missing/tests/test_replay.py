"""A missing child's case as it was known at an instant: what was recorded later is not in it, at now it is the case."""

import json
from datetime import datetime, timedelta

import pytest

from goldthread.api.tests.calls import answer, call, token_of
from goldthread.cli.tests.commands import command
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases.models import Case
from goldthread.core.cases.queries import open_case_file
from goldthread.core.cases.replaying import replay_case
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.respond.missing.tests.playing import back, found, listened_to, london, report, reviewed, spoken_to, step
from goldthread.testing import factories as make
from tests.pages.test_thread import client, text

STANDING = ("reference", "state", "state_words", "whose_turn", "owner", "risk", "borough", "opened_at", "closed_at",
            "facts", "checklist", "external_reference", "last_event_id", "clocks")  # fmt: skip


def replayed(case: Case, at: str = "", **asked) -> dict:
    instant = london(at) if at else clocks.now()
    with database.transaction():
        asked = asked or {"as_known_at": instant}
        return replay_case(make.reader("supervisor"), case.reference, **asked).as_json()


def clock(told: dict, rule: str) -> tuple[str, str | None]:
    return next((one["state"], one["met_at"]) for one in told["clocks"] if one["rule"] == rule)


@pytest.fixture
def told_late(jess) -> Case:
    """Found at ten to one; the officer who found her writes it down an hour and forty minutes after."""
    case = report(jess, "2026-09-04T21:15")
    step(case, "take", "2026-09-04T21:20")
    step(case, "grade", "2026-09-04T21:40", grade="medium", why="A girl of 15 in care, out after dark.")
    with clocks.held_at(london("2026-09-05T02:30")), database.transaction():
        from goldthread.core.cases.actions import move_case

        move_case(make.reader("control_room"), case.reference, "locate", answers={
            "located_on": london("2026-09-05T00:50").isoformat(), "located_how": "police",
            "located_place": "In the street", "located_with": "Nobody"})  # fmt: skip
    return case


def test_what_was_recorded_later_is_not_in_it_though_it_had_happened(told_late):
    known = replayed(told_late, "2026-09-05T02:00")
    assert (known["state"], known["risk"], known["owner"]) == (
        "open",
        "medium",
        str(make.reader("control_room").officer),
    )
    assert [one["kind"] for one in known["timeline"]] == ["missing.graded", "missing.taken", "missing.reported"]
    assert "located_on" not in known["facts"]
    assert clock(known, "MIS-C05.med")[0] in ("breached", "missed")
    was = replayed(told_late, as_it_was_at=london("2026-09-05T02:00"))
    assert (was["state"], was["timeline"][0]["kind"]) == ("located", "missing.located")
    later = replayed(told_late, "2026-09-05T03:00")
    assert later["timeline"][0]["recorded_after_seconds"] == 100 * 60


def test_a_case_is_replayed_by_its_id_as_by_its_reference(told_late):
    with database.transaction():
        by_id = replay_case(make.reader("supervisor"), str(told_late.pk), as_known_at=london("2026-09-05T02:00"))
    assert by_id.as_json() == replayed(told_late, "2026-09-05T02:00")


def test_a_replay_at_now_is_where_the_case_stands(jess):
    case = report(jess, "2026-09-04T21:15")
    step(case, "grade", "2026-09-04T21:40", grade="medium", why="A girl of 15 in care, out after dark.")
    reviewed(case, "supervisor", "2026-09-04T22:20")
    found(case, "2026-09-05T01:10", "self_return")
    back(case, "2026-09-05T01:10")
    spoken_to(case, "2026-09-05T16:00")
    before = replayed(case, "2026-09-05T17:00")
    listened_to(case, "2026-09-08T11:00")
    with clocks.held_at(london("2026-09-08T12:00")), database.transaction():
        by = make.reader("supervisor")
        page = open_case_file(by, case.reference).as_json()
        told = replay_case(by, case.reference, as_known_at=clocks.now()).as_json()
    assert {name: told[name] for name in STANDING} == {name: page[name] for name in STANDING}
    assert [one["verdict"] for one in told["reviews"]] == ["sound"]
    assert clock(told, "MIS-C15") == ("met_late", london("2026-09-08T11:00").astimezone(clocks.UTC).isoformat())
    # What was told after leaves what was known before as it was.
    assert replayed(case, "2026-09-05T17:00") == before
    assert clock(before, "MIS-C15") == ("running", None)


def test_before_it_was_reported_no_case_was_known(told_late):
    with pytest.raises(NotFound):
        replayed(told_late, "2026-09-04T21:00")


def test_a_time_to_come_and_two_times_at_once_are_refused_and_so_is_whoever_reads_no_case(told_late):
    then, ahead = london("2026-09-05T02:00"), clocks.now() + timedelta(days=1)
    for wrong in ({"as_known_at": ahead}, {"as_known_at": then, "as_it_was_at": then}):
        with pytest.raises(NotValid), database.transaction():
            replay_case(make.reader("supervisor"), told_late.reference, **wrong)
    with pytest.raises(Refusal), database.transaction():
        replay_case(make.reader("chief_officer"), told_late.reference, as_known_at=london("2026-09-05T02:00"))


def test_command_and_api_replay_the_same_and_the_page_says_when(told_late):
    at = london("2026-09-05T02:00").isoformat()
    expected = replayed(told_late, as_known_at=datetime.fromisoformat(at))
    done = command("case", "replay", told_late.reference, "--as-known-at", at, "--json", by="supervisor")
    assert json.loads(done.out) == expected
    path = f"/cases/{told_late.reference}/replay"
    assert answer(call(token_of("supervisor"), "GET", path, as_known_at=at)) == expected
    page = client("supervisor").get(f"/case/{told_late.reference.lower()}/as-known", {"at": "2026-09-05T02:00"})
    assert "As known at Sat 5 Sep 02:00" in text(page)
    assert "In the street" not in text(page)
    wrong = client("supervisor").get(f"/case/{told_late.reference.lower()}/as-known", {"at": "2026-09-01T02:00"})
    assert wrong.status_code == 422
