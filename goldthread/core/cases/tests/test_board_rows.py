"""The board by rows: the most pressing first, counted in its scope, in as many queries whatever its length."""

from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.models import LogEntry
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.board_rows import Rows, open_rows, own_scope, version
from goldthread.core.cases.checking import add_note
from goldthread.core.cases.models import Case
from goldthread.core.cases.queueing import Wanted
from goldthread.core.refusals import NotValid, Refusal
from goldthread.respond.missing.area import AREA
from goldthread.respond.missing.tests.told import a_child, reported
from goldthread.testing import factories as make


@pytest.fixture
def room(db):
    return make.reader("control_room")


def board(by, wanted: Wanted | None = None) -> Rows:
    with database.transaction():
        return open_rows(by, "missing", wanted)


def graded(by, case: Case, grade: str) -> Case:
    with database.transaction():
        return move_case(by, case.reference, "grade", answers={"grade": grade, "why": "As told."})


def due(case: Case, away: timedelta) -> None:
    with database.speaking_as(database.OWNER), database.transaction():
        database.run("UPDATE clocks_clock SET due_at = %s WHERE ended_at IS NULL AND stream = %s",
                     [clocks.now() + away, f"case:{case.pk}"])  # fmt: skip


def references(found: Rows) -> list[str]:
    return [row["reference"] for row in found.rows]


def test_no_owner_stands_first_then_what_is_late_then_risk(room):
    taken, late, medium, high = (reported(room, a_child(name)) for name in ("Ann", "Ben", "Cal", "Dee"))
    for case, grade in ((taken, "high"), (late, "medium"), (medium, "medium"), (high, "high")):
        graded(room, case, grade)
        due(case, timedelta(hours=1))
    due(late, -timedelta(minutes=5))
    with database.transaction():
        move_case(room, taken.reference, "take")
    found = board(room)
    assert references(found) == [one.reference for one in (late, high, medium, taken)]
    assert found.counts == {"open": 4, "high": 2, "late": 1, "no_owner": 3}


def test_a_child_who_is_back_stands_below_those_who_are_still_away(room):
    back, away = reported(room, a_child("Ann")), reported(room, a_child("Ben"))
    graded(room, back, "high")
    at = clocks.now().isoformat()
    with database.transaction():
        move_case(room, back.reference, "locate", answers={"located_on": at, "located_how": "self_return",
                  "located_place": "At home", "located_with": "Nobody"})  # fmt: skip
        move_case(
            room, back.reference, "return", answers={"returned_on": at, "returned_to": "home", "return_safe": "Yes."}
        )
    parts = [(title, [row["reference"] for row in rows]) for title, rows in board(room).parts()]
    assert parts == [("Missing", [away.reference]), ("Back: to be listened to", [back.reference])]


def test_a_row_counts_from_the_true_time_and_says_how_much_later_it_was_written_down(room):
    before = clocks.now() - timedelta(hours=3)
    reported(room, a_child("Ann"), occurred_at=before)
    row = board(room).rows[0]
    assert row["began_at"] == before.isoformat()
    assert timedelta(seconds=row["written_late_seconds"]) >= timedelta(hours=2, minutes=59)


def test_a_row_says_what_an_officer_did_last_and_when(room):
    case = reported(room, a_child("Ann"))
    with database.transaction():
        add_note(room, case.reference, "Rang the mother.")
    assert board(room).rows[0]["last"] == "Note added"


def test_what_is_late_outside_the_filter_is_counted_beside_it(room):
    case = reported(room, a_child("Ann"))
    due(case, -timedelta(minutes=5))
    found = board(room, Wanted(risk="high"))
    assert (found.found, found.hidden_late, found.counts["open"]) == (0, 1, 1)


def test_a_borough_post_opens_its_own_borough_and_the_control_room_the_whole_force(db):
    assert own_scope(make.reader("duty_inspector"), AREA.board) == "merrowfield"
    assert own_scope(make.reader("control_room"), AREA.board) == ""


def test_the_counts_are_those_of_the_borough_that_is_chosen(room):
    reported(room, a_child("Ann"))
    make.officer("control_room", "elsewhere", "Quayside")
    reported(make.reader("control_room", username="elsewhere"), a_child("Ben"))
    assert board(room).counts["open"] == 2
    found = board(room, Wanted(borough="quayside"))
    assert (found.scope, found.counts["open"]) == ("Quayside", 1)


def test_the_version_changes_when_a_child_is_reported_told_of_or_late_and_else_stays(room):
    seen = [version(room, "missing", Wanted(), clocks.now())[0]]

    def look_again() -> str:
        seen.append(version(room, "missing", Wanted(), clocks.now())[0])
        return seen[-1]

    case = reported(room, a_child("Ann"))
    assert look_again() != seen[-2]
    assert look_again() == seen[-2]
    with database.transaction():
        add_note(room, case.reference, "Rang the mother.")
    assert look_again() != seen[-2]
    due(case, -timedelta(minutes=5))
    assert look_again() != seen[-2]
    assert board(room).version == seen[-1]


def test_the_version_tells_how_many_rows_were_told_something_since(room):
    first, _ = reported(room, a_child("Ann")), reported(room, a_child("Ben"))
    since = clocks.now()
    with database.transaction():
        add_note(room, first.reference, "Rang the mother.")
    assert version(room, "missing", Wanted(), since)[1] == 1


def test_asking_for_the_version_logs_no_look_and_opening_the_board_names_everybody_on_it(room):
    cases = [reported(room, a_child(name)) for name in ("Ann", "Ben")]
    with database.as_service():
        before = LogEntry.objects.count()
    version(room, "missing", Wanted(), clocks.now())
    with database.as_service():
        assert LogEntry.objects.count() == before
    board(room)
    with database.as_service():
        entry = LogEntry.objects.order_by("-id").first()
    assert len(entry.people) == len(cases)


def test_it_costs_as_many_queries_whatever_stands_on_it(room):
    reported(room, a_child("Ann"))
    few = _queries(room)
    for number in range(12):
        reported(room, a_child(f"Child{number}"))
    assert _queries(room) == few


def test_who_may_not_see_missing_children_has_no_board_of_them(db):
    with pytest.raises(Refusal):
        board(make.reader("image_team"))


def test_work_without_rows_says_that_its_board_counts(db):
    with pytest.raises(NotValid, match="no board by rows"), database.transaction():
        open_rows(make.reader("mash_desk"), "concern")


def _queries(by) -> int:
    with CaptureQueriesContext(connections[database.alias()]) as caught:
        board(by)
    return len(caught)
