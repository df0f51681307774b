"""The sheet of a briefing: what each missing child's block says, in as many queries however many children."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.models import LogEntry
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.board_sheets import Sheet, log_paper, open_sheet, sheet_csv
from goldthread.core.cases.checking import add_note
from goldthread.core.cases.queueing import Wanted
from goldthread.core.refusals import Refusal
from goldthread.respond.missing.tests.told import a_child, reported
from goldthread.testing import factories as make


@pytest.fixture
def room(db):
    return make.reader("control_room")


def sheet(by, wanted: Wanted | None = None) -> Sheet:
    with database.transaction():
        return open_sheet(by, "missing", wanted)


def said(found: Sheet, reference: str) -> dict[str, str]:
    return {one.name: one.words for one in found.says[reference]}


def found_and_back(by, case, place: str) -> None:
    at = clocks.now().isoformat()
    with database.transaction():
        move_case(by, case.reference, "grade", answers={"grade": "medium", "why": "As told."})
        move_case(by, case.reference, "locate", answers={"located_on": at, "located_how": "self_return",
                  "located_place": place, "located_with": "Nobody"})  # fmt: skip


def test_it_says_where_last_seen_why_worried_and_the_last_notes(room):
    case = reported(room, a_child("Ann"), last_seen_at=clocks.now().isoformat(), last_seen_with="Alone")
    with database.transaction():
        add_note(room, case.reference, "Rang the mother.")
    told = said(sheet(room), case.reference)
    assert told["Last seen"].endswith("At the bus stop, Alone")
    assert told["Why worried"] == "It is not like her."
    assert told["Last notes"] == "Rang the mother."
    assert told["Trigger plan"] == "none"


def test_blank_is_said_and_not_left_out(room):
    case = reported(room, a_child("Ann"), last_seen_place="")
    told = said(sheet(room), case.reference)
    assert (told["Last seen"], told["Found before at"]) == ("not known", "nothing recorded")


def test_where_the_child_was_found_before_stands_on_the_sheet_of_the_next_episode(room):
    code = a_child("Ann")
    found_and_back(room, reported(room, code), "14 Quay Street")
    again = reported(room, code)
    assert said(sheet(room), again.reference)["Found before at"] == "14 Quay Street"


def test_the_file_has_a_line_for_each_child_with_what_the_sheet_says(room):
    case = reported(room, a_child("Ann"))
    head, line = sheet_csv(sheet(room)).removeprefix("\ufeff").splitlines()[:2]
    assert head.startswith("reference,surname,forename,born")
    assert line.startswith(case.reference)
    assert "It is not like her." in line


def test_putting_it_on_paper_is_logged_as_a_disclosure_of_everybody_on_it(room):
    for name in ("Ann", "Ben"):
        reported(room, a_child(name))
    with database.transaction():
        log_paper(room, "missing")
    with database.as_service():
        entry = LogEntry.objects.order_by("-id").first()
    assert (entry.operation, len(entry.people)) == ("disclosure", 2)


def test_it_costs_as_many_queries_however_many_children_stand_on_it(room):
    reported(room, a_child("Ann"))
    few = _queries(room)
    for number in range(8):
        reported(room, a_child(f"Child{number}"))
    assert _queries(room) == few


def test_who_may_not_see_missing_children_has_no_sheet_of_them(db):
    with pytest.raises(Refusal):
        sheet(make.reader("image_team"))


def _queries(by) -> int:
    with CaptureQueriesContext(connections[database.alias()]) as caught:
        sheet(by)
    return len(caught)
