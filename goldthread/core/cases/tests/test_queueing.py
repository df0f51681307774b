"""The queue: what stands first, what a filter keeps, that its length costs no queries, and that a log row names it."""

import re

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.models import LogEntry
from goldthread.core.areas.registry import areas
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.queueing import PAGE, Queue, Wanted, open_queue, queue_changed
from goldthread.core.refusals import NotValid, Refusal
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make
from goldthread.testing.backlog import fill


@pytest.fixture
def desk(db):
    return make.reader("mash_desk")


def concern(risk: str, number: str = "1/01OCT26", **child) -> str:
    code = make.load_child(number, **child)
    with database.transaction():
        return record_concern(make.reader("responding_officer"), code, seen="Alone.", risk=risk).reference


def queue(by, **wanted) -> Queue:
    with database.transaction():
        return open_queue(by, "concern", Wanted(**wanted))


def references(by, **wanted) -> list[str]:
    return [row["reference"] for row in queue(by, **wanted).rows]


def test_what_has_no_owner_stands_before_graver_work_that_somebody_has(desk):
    taken, low, high = concern("high"), concern("low"), concern("high")
    with database.transaction():
        move_case(desk, taken, "take")
    assert references(desk) == [high, low, taken]


def test_a_column_sorts_both_ways(desk):
    low, high, medium = concern("low"), concern("high"), concern("medium")
    assert references(desk, sort="risk") == [high, medium, low]
    assert references(desk, sort="-risk") == [low, medium, high]
    assert references(desk, sort="opened") == [low, high, medium]


def test_what_nobody_graded_stands_before_medium(desk):
    medium, blank = concern("medium"), concern("")
    assert references(desk, sort="risk") == [blank, medium]


def test_a_filter_keeps_what_was_asked_and_says_how_much_there_is_in_all(desk):
    mine, other = concern("high"), concern("low")
    with database.transaction():
        move_case(desk, mine, "take")
    make.graded(desk, mine, grade="amber")
    assert references(desk, owner="mine") == references(desk, owner=desk.officer.username) == [mine]
    assert references(desk, owner="none") == references(desk, risk="low") == [other]
    assert references(desk, scales={"grade": "amber"}) == references(desk, state="graded") == [mine]
    assert references(desk, scales={"grade": "unknown"}) == [other]
    assert references(desk, waiting_days=1) == []
    found = queue(desk, risk="low")
    assert (found.found, found.waiting.open, found.waiting.no_owner) == (1, 2, 1)
    assert found.waiting.by_state == {"recorded": 1, "graded": 1}
    assert found.waiting.backlog == {"under 1 day": {"": 1, "amber": 1}}


def test_a_case_is_found_by_the_beginning_of_its_reference_or_of_the_childs_names(desk):
    jess = concern("low")
    amir = concern("low", "2/01OCT26", surname="Okonkwo", forenames="Amir", birth_date="2014-02-03")
    assert references(desk, find=jess[:6]) == [jess]
    assert references(desk, find="amir okon") == [amir]
    assert references(desk, find="jess okon") == []


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"state": "lost"}, "state"),
        ({"state": "closed"}, "state"),
        ({"risk": "purple"}, "risk"),
        ({"owner": "nobody_we_know"}, "owner"),
        ({"borough": "atlantis"}, "borough"),
        ({"sort": "colour"}, "sort"),
        ({"page": 0}, "page"),
        ({"waiting_days": -1}, "waiting_days"),
        ({"scales": {"grade": "purple"}}, "grade"),
        ({"scales": {"colour": "red"}}, "colour"),
        ({"find": "x" * 101}, "find"),
    ],
)
def test_what_a_queue_cannot_be_asked_is_named(desk, wanted, field):
    with pytest.raises(NotValid) as refused:
        queue(desk, **wanted)
    assert refused.value.field == field


def test_who_may_not_see_the_queue_is_refused(db):
    with pytest.raises(Refusal) as refused:
        queue(make.reader("responding_officer"))
    assert refused.value.code == "not_in_role"


def test_a_queue_is_sorted_by_the_childs_surname_and_then_forename(desk):
    jess = concern("low")
    amir = concern("high", "2/01OCT26", surname="Okonkwo", forenames="Amir", birth_date="2014-02-03")
    zara = concern("low", "3/01OCT26", surname="Abara", forenames="Zara", birth_date="2013-02-03")
    assert references(desk, sort="child") == [zara, jess, amir]
    assert references(desk, sort="-child") == [amir, jess, zara]


def test_a_row_says_how_many_were_opened_about_the_child_in_twelve_months_and_not_about_others(desk):
    first, again = concern("low"), concern("high")
    other = concern("low", "2/01OCT26", surname="Okonkwo", forenames="Amir", birth_date="2014-02-03")
    with database.speaking_as(database.OWNER), database.transaction():
        database.run("UPDATE cases_case SET closed_at = opened_at, state = 'not_shared' WHERE reference = %s", [first])
    times = {row["reference"]: row["in_12_months"] for row in queue(desk).rows}
    assert times == {again: 2, other: 1}
    with database.speaking_as(database.OWNER), database.transaction():
        database.run("UPDATE cases_case SET opened_at = opened_at - interval '13 months' WHERE reference = %s", [first])
    assert {row["reference"]: row["in_12_months"] for row in queue(desk).rows} == {again: 1, other: 1}


def test_the_log_names_those_on_the_page_and_nobody_else(desk):
    concern("low")
    concern("low", "2/01OCT26", surname="Okonkwo", forenames="Amir", birth_date="2014-02-03")
    queue(desk, find="amir")
    shown = make.person_id_of(make.code_of("2/01OCT26"))
    with database.as_service():
        last = LogEntry.objects.order_by("-id").first()
        assert [str(one) for one in last.people] == [str(shown)]


def test_a_list_that_is_polled_is_told_how_many_cases_changed_and_only_to_who_may_see_it(desk):
    reference, area = concern("low"), areas()["concern"]
    began = clocks.now()
    with database.transaction():
        assert queue_changed(desk, area, began) == 0
    with database.transaction():
        move_case(desk, reference, "take")
    with database.transaction():
        assert queue_changed(desk, area, began) == 1
    with pytest.raises(Refusal):
        queue_changed(make.reader("responding_officer"), area, began)


def test_five_thousand_cost_as_many_queries_as_one_and_no_walk_over_all_cases(desk):
    concern("low")
    few = _queries(desk)
    fill(5000, 95_000)
    assert _queries(desk) == few
    found = queue(desk, page=3)
    assert (found.waiting.open, len(found.rows), found.found) == (5001, PAGE, 5001)
    assert "Seq Scan on cases_case" not in _plan(), _plan()


def _queries(by) -> int:
    with CaptureQueriesContext(connections[database.alias()]) as caught:
        queue(by)
    return len(caught)


def _plan() -> str:
    """The plan of the function's own words, as the owner, whom row rules do not stop."""
    with database.speaking_as(database.OWNER):
        body = database.fetch_one("SELECT prosrc FROM pg_proc WHERE proname = 'goldthread_queue_page'")["prosrc"]
        body = body.partition("RETURN QUERY")[2].rpartition(";\nEND")[0]
        given = {"p_area": "'concern'", "p_wanted": "'{}'::jsonb", "p_limit": "50", "p_offset": "0"}
        for name, value in {**given, "p_now": f"'{clocks.now().isoformat()}'::timestamptz"}.items():
            body = re.sub(rf"\b{name}\b", value, body)
        rows = database.fetch(f"EXPLAIN {body.replace('%', '%%')}")
    return "\n".join(row["QUERY PLAN"] for row in rows)
