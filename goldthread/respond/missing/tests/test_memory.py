"""What is remembered of a child when they are reported missing again: no episode twice, no blank where nobody knows."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connections

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.people.queries import person_by_code
from goldthread.link.feeds.adapters.merlin import MERLIN
from goldthread.respond.missing.memory import of_child
from goldthread.respond.missing.tests.playing import found, report, step
from goldthread.testing import factories as make


def merlin(number: str, at: str, **told: str) -> None:
    """One missing report of Merlin on the same girl, who was last seen then."""
    row = make.merlin_row(number, report_type="missing", reported_at=at, subject_surname="Kent", **told)
    make.deliver("merlin", make.csv_bytes(MERLIN.columns(), [row]), number)


def remembered(code: str, at: str = "2026-11-10T12:00"):
    with clocks.held_at(datetime.fromisoformat(at).replace(tzinfo=ZoneInfo("Europe/London"))), database.transaction():
        reader = make.reader("control_room")
        person, _ = person_by_code(code)
        return of_child(reader, person, look(reader, people=[person], reason="a report"))


def test_an_earlier_episode_stands_with_where_and_with_whom_the_child_was_found(jess):
    case = report(jess, "2026-10-20T12:00")
    step(case, "grade", "2026-10-20T12:10", grade="medium", why="Out since the morning.")
    found(case, "2026-10-20T18:00", "police", "Mr P, 29")
    told = remembered(jess)
    assert [one["reference"] for one in told["episodes"]] == [case.reference]
    assert (told["episodes"][0]["hours"], told["places"]) == (6.0, [{"words": "In the street", "times": 1}])
    assert told["people"] == ["Mr P, 29"]


def test_a_child_never_reported_has_no_earlier_report_and_blank_is_not_safe(jess):
    told = remembered(jess)
    assert (told["count"], told["episodes"], told["repeat"]) == (0, [], "")
    assert "Merlin" in " ".join(told["unsure"]["earlier"])  # never delivered: nobody knows


def test_the_mandatory_checks_are_filled_in_with_what_is_held_and_what_is_old_is_no_no_hit(jess):
    merlin("26MIS00000002", "2026-09-01T12:40:00+01:00")
    filled = remembered(jess)["prefills"]
    assert filled["check_earlier_missing"] == {
        "answer": "hit",
        "words": "Merlin holds 1 missing report, the last of 1 Sep 2026 12:40.",
    }
    assert filled["check_custody"] == {
        "answer": "unavailable",
        "words": "Custody is not up to date here: ask it by telephone.",
    }
    assert (filled["check_calls"]["answer"], filled["check_concerns"]["answer"]) == ("hit", "no_hit")


def test_merlins_report_of_the_day_of_one_of_ours_is_the_same_one(jess):
    case = report(jess, "2026-10-20T12:00")
    merlin("26MIS00000001", "2026-10-20T12:40:00+01:00")
    merlin(
        "26MIS00000002", "2026-09-01T12:40:00+01:00", found_place="9 Wharf Road", found_at="2026-09-01T15:40:00+01:00"
    )
    told = remembered(jess)
    assert [one["reference"] for one in told["episodes"]] == [case.reference, "26MIS00000002"]
    assert told["places"] == [{"words": "9 Wharf Road", "times": 1}]


def test_before_there_is_a_case_it_is_told_that_there_was_a_report_and_in_full_where_it_ended(jess):
    merlin("26MIS00000002", "2026-09-01T12:40:00+01:00", found_place="9 Wharf Road")
    told = remembered(jess)
    assert (told["count"], told["places"]) == (1, [])
    report(jess, "2026-10-20T12:00")
    assert remembered(jess)["places"] == [{"words": "9 Wharf Road", "times": 1}]


def test_remembering_asks_the_database_as_often_for_four_episodes_as_for_one(jess):
    report(jess, "2026-10-01T12:00")
    once = statements(jess)
    for day in (2, 3, 4):
        report(jess, f"2026-10-0{day}T12:00")
    assert statements(jess) == once


def statements(code: str) -> int:
    counted = []

    def count(execute, sql, params, many, context):
        counted.append(sql)
        return execute(sql, params, many, context)

    with connections[database.alias()].execute_wrapper(count):
        remembered(code)
    return len(counted)
