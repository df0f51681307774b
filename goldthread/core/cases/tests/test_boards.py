"""The board: every open state counted as it stands, in as many queries whatever its length, and nobody named."""

from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.areas.registry import areas
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.boards import Board, open_board
from goldthread.core.cases.queueing import Wanted, open_queue
from goldthread.core.refusals import Refusal
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make
from goldthread.testing.backlog import fill


@pytest.fixture
def desk(db):
    return make.reader("mash_desk")


def concern() -> str:
    code = make.load_child()
    with database.transaction():
        return record_concern(make.reader("responding_officer"), code, seen="Alone.", risk="low").reference


def board(by) -> Board:
    with database.transaction():
        return open_board(by, "concern")


def due(reference: str, away: timedelta) -> None:
    with database.speaking_as(database.OWNER), database.transaction():
        database.run(
            """UPDATE clocks_clock SET due_at = %s WHERE ended_at IS NULL
                AND stream = (SELECT 'case:' || id FROM cases_case WHERE reference = %s)""",
            [clocks.now() + away, reference],
        )


def test_each_open_state_has_its_column_with_what_is_late_soon_due_and_without_an_owner(desk):
    late, soon, later, taken = concern(), concern(), concern(), concern()
    for reference, minutes in ((late, -5), (soon, 30), (later, 90)):
        due(reference, timedelta(minutes=minutes))
    with database.transaction():
        move_case(desk, taken, "take")
    found = board(desk)
    assert [one.state for one in found.columns] == [one.id for one in areas()["concern"].states if not one.is_closed]
    waiting, researching = found.columns[:2]
    assert (waiting.open, waiting.late, waiting.soon, waiting.no_owner) == (3, 1, 1, 3)
    assert (researching.open, researching.no_owner) == (1, 0)
    assert (found.all.open, found.all.oldest) == (4, waiting.oldest)


def test_the_queue_that_a_figure_leads_to_holds_as_many(desk):
    late, soon = concern(), concern()
    due(late, timedelta(minutes=-5))
    due(soon, timedelta(minutes=30))
    for wanted, reference in ((Wanted(late=True), late), (Wanted(due_soon=True), soon)):
        with database.transaction():
            assert [row["reference"] for row in open_queue(desk, "concern", wanted).rows] == [reference]


def test_it_names_nobody_and_costs_as_many_queries_whatever_waits(desk):
    concern()
    few = _queries(desk)
    fill(2000)
    assert _queries(desk) == few
    told = str(board(desk).as_json()).lower()
    assert "kent" not in told
    assert make.code_of("1/01OCT26").lower() not in told


def test_who_may_not_see_the_queue_sees_no_board(db):
    with pytest.raises(Refusal):
        board(make.reader("responding_officer"))


def _queries(by) -> int:
    with CaptureQueriesContext(connections[database.alias()]) as caught:
        board(by)
    return len(caught)
