"""What is entered after the system was down keeps its true times: clocks count from them, and the gap is shown."""

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.areas.checklists import is_asked
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.checking import add_note, answer_item
from goldthread.core.cases.models import Case
from goldthread.core.cases.opening import open_work
from goldthread.core.cases.reviewing import Reviewed, review
from goldthread.core.clocks.models import Clock
from goldthread.core.journal.queries import verify
from goldthread.core.refusals import NotValid
from goldthread.respond.missing.area import AREA
from goldthread.respond.missing.tests.told import REPORT, a_child, reported
from goldthread.testing import factories as make
from tests.pages.test_thread import client

LATER = timedelta(hours=5)  # so long the system was down


@pytest.fixture
def room(db):
    """The control room, at one instant: what was done then is told against a clock that stands."""
    with clocks.held_at(clocks.now()):
        yield make.reader("control_room")


def then(minutes: int = 0) -> datetime:
    return (clocks.now() - LATER + timedelta(minutes=minutes)).replace(microsecond=0)


def clock(case: Case, rule_id: str) -> Clock:
    with database.as_service():
        return Clock.objects.get(stream=f"case:{case.pk}", rule_id=rule_id)


def graded(by, case: Case, at: datetime) -> None:
    with database.transaction():
        move_case(by, case.reference, "grade", answers={"grade": "high", "why": "As told."}, occurred_at=at)


def test_clocks_count_from_when_the_call_came_and_not_from_when_it_was_typed(room):
    called = then()
    case = reported(room, a_child("Ann"), occurred_at=called)
    assert clock(case, "MIS-C02").due_at == called + timedelta(minutes=30)


def test_a_grade_given_in_time_and_written_down_later_is_met_and_says_how_much_later(room):
    case = reported(room, a_child("Ann"), occurred_at=then())
    graded(room, case, then(10))
    ended = clock(case, "MIS-C02")
    assert (ended.how, ended.is_late) == ("stopped", False)
    assert ended.ended_recorded_at - ended.ended_at > timedelta(hours=4)


def test_a_review_held_on_paper_stops_its_clock_at_the_time_it_was_held(room):
    case = reported(room, a_child("Ann"), occurred_at=then())
    graded(room, case, then(10))
    inspector = make.officer("duty_inspector", "shah")
    with database.as_service():
        inspector.rank = "Inspector"
        inspector.save(update_fields=["rank"])
    told = Reviewed(looked_at=["grade"], verdict="sound", found="The grade is right.", occurred_at=then(40))
    with database.transaction():
        reviewed = review(make.reader("duty_inspector", username="shah"), case.reference, told)
    assert reviewed.reviewed_at == then(40)
    ended = clock(case, "MIS-C06.high")
    assert (ended.ended_at, ended.is_late) == (then(40), False)


def test_the_last_check_of_a_group_stops_its_clock_when_it_was_made(room):
    case = reported(room, a_child("Ann"), occurred_at=then())
    graded(room, case, then(10))
    group = next(one for one in AREA.groups if one.happens)
    for item in (one for one in AREA.checklist if one.group == group.id and is_asked(one, case.facts)):
        with database.transaction():
            answer_item(room, case.reference, item.id, item.answers[0][0], why="Read.", occurred_at=then(35))
    with database.as_service():
        ended = Clock.objects.filter(stream=f"case:{case.pk}", how="stopped").exclude(rule_id="MIS-C02")
        assert {one.ended_at for one in ended} == {then(35)}


def test_a_note_stands_where_it_happened(room):
    case = reported(room, a_child("Ann"), occurred_at=then())
    with database.transaction():
        add_note(room, case.reference, "Rang the mother.", occurred_at=then(20))
    with database.as_service():
        row = database.fetch_one(
            "SELECT occurred_at FROM journal_event WHERE stream = %s AND kind = 'case.note_added'", [f"case:{case.pk}"]
        )
    assert row["occurred_at"] == then(20)


def test_what_is_still_to_come_is_refused_by_its_field(room):
    case = reported(room, a_child("Ann"))
    ahead = clocks.now() + timedelta(hours=1)
    with pytest.raises(NotValid) as refused, database.transaction():
        add_note(room, case.reference, "Rang.", occurred_at=ahead)
    assert refused.value.field == "occurred_at"
    code = a_child("Ben")
    with pytest.raises(NotValid), database.transaction():
        open_work(room, "missing", code, answers=REPORT, occurred_at=ahead)


def test_what_was_entered_later_is_rebuilt_from_the_journal_without_a_difference(room):
    case = reported(room, a_child("Ann"), occurred_at=then())
    graded(room, case, then(10))
    with database.as_service():
        assert verify().differences == []


def test_the_form_takes_the_time_of_the_call_and_the_case_says_that_it_was_written_down_later(room):
    code, called = a_child("Ann"), then().astimezone(clocks.LONDON)
    browser = client("control_room")
    told = {**REPORT, "child": code, "key": "k1", "occurred_at": f"{called:%Y-%m-%dT%H:%M}"}
    answer = browser.post("/case/new/missing", told)
    assert answer.status_code == 302
    said = " ".join(BeautifulSoup(browser.get(answer["Location"]).content, "html.parser").main.get_text(" ").split())
    assert "was written down" in said
    assert "Clocks count from when it began" in said


def test_a_step_by_page_takes_the_time_it_happened_and_keeps_it_where_something_is_missing(room):
    case = reported(room, a_child("Ann"), occurred_at=then())
    browser, when = client("control_room"), f"{then(10).astimezone(clocks.LONDON):%Y-%m-%dT%H:%M}"
    path = f"/case/{case.reference.lower()}/move/grade"
    refused = browser.post(path, {"grade": "high", "why": "", "occurred_at": when})
    assert refused.status_code == 422
    assert f'value="{when}"' in refused.content.decode()
    browser.post(path, {"grade": "high", "why": "As told.", "occurred_at": when})
    assert clock(case, "MIS-C02").ended_at == then(10).replace(second=0)
