"""The map of cases that were played: every number here was counted by hand from the steps each test takes."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from goldthread.api.tests.calls import answer, call, token_of
from goldthread.cli.tests.commands import command
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.organisation.models import Borough
from goldthread.core.refusals import NotValid, Refusal
from goldthread.demand.from_journal.queries import cases_behind, open_journeys
from goldthread.demand.from_journal.telling import told_journeys
from goldthread.demand.from_journal.wanted import Wanted
from goldthread.respond.concern.actions import record_concern
from goldthread.respond.missing.tests.playing import back, found, london, report, step
from goldthread.testing import factories as make
from goldthread.testing.backlog import fill, put_steps_behind
from tests.pages.test_thread import client, text

MINUTE, HOUR = 60, 3600
NOW = "2026-09-06T01:15"
REPORTED, GRADED, LOCATED, RETURNED = (f"missing.{kind}" for kind in ("reported", "graded", "located", "returned"))
NAMES = ("Kent", "Farid", "Moss")


def another(number: str, **who: str) -> str:
    with clocks.held_at(london("2026-09-02T12:00")):
        make.deliver("cad", make.ndjson([make.cad_row(number, linked_persons=[make.child(**who)])]), number)
    return make.code_of(number)


@pytest.fixture
def three(jess: str) -> dict[str, str]:
    """A girl of 15 graded after 25 minutes, found after 4 hours and back at once, open; a boy of 14 reported and no
    more; a girl of 9 who was not missing after all, closed after an hour."""
    boy = another("2/01SEP26", forenames="Omar", surname="Farid", birth_date="2012-03-02", sex="M")
    small = another("3/01SEP26", forenames="Ada", surname="Moss", birth_date="2017-06-01", sex="F")
    first = report(jess, "2026-09-04T21:15")
    step(first, "grade", "2026-09-04T21:40", grade="medium", why="A girl of 15 in care, out after dark.")
    found(first, "2026-09-05T01:15", "self_return")
    back(first, "2026-09-05T01:15")
    second = report(boy, "2026-09-05T09:00")
    third = report(small, "2026-09-05T08:00")
    step(
        third, "cancel", "2026-09-05T09:00", "supervisor", not_missing="mistaken", why="She was at her aunt's all day."
    )
    return {"first": first.reference, "second": second.reference, "third": third.reference}


def journeys(role: str = "analyst", **wanted: str) -> dict[str, Any]:
    with clocks.held_at(london(NOW)), database.transaction():
        return told_journeys(open_journeys(make.reader(role), Wanted(**wanted)))


def behind(before: str = "", after: str = "", role: str = "supervisor", page: int = 1, **wanted: str) -> list[str]:
    with clocks.held_at(london(NOW)), database.transaction():
        rows = cases_behind(make.reader(role), Wanted(**wanted), before, after, page=page).rows
        return [row["reference"] for row in rows]


def edges(told: dict[str, Any]) -> dict[tuple[str, str], tuple[int, float]]:
    return {(one["from"], one["to"]): (one["count"], one["sum_s"]) for one in told["edges"]}


def test_the_map_of_played_cases_is_what_was_counted_by_hand(three):
    told = journeys()
    assert (told["cases"], told["events"], told["open"], told["ageless"]) == (3, 7, 2, 0)
    assert edges(told) == {
        (REPORTED, GRADED): (1, 25 * MINUTE),
        (GRADED, LOCATED): (1, 3 * HOUR + 35 * MINUTE),
        (LOCATED, RETURNED): (1, 0),
        (REPORTED, "missing.cancelled"): (1, HOUR),
    }
    assert told["walked_s"] == 5 * HOUR
    assert (told["edges"][0]["from_words"], told["edges"][0]["to_words"]) == ("Graded", "Found")
    assert told["edges"][0]["p95_s"] is None  # of fewer than ten
    assert told["start"] == {REPORTED: 3}
    assert told["end"] == {"missing.cancelled": 1, REPORTED: 1, RETURNED: 1}
    assert [one["count"] for one in told["variants"]] == [1, 1, 1]
    assert told["rework"]["cases"] == 0
    assert told["ties"] == {"pairs": 4, "tied": 1, "share": 0.25}


def test_open_cases_count_as_open(three):
    steps = {one["step"]: one for one in journeys()["steps"]}
    reported, returned = steps[REPORTED], steps[RETURNED]
    # Two went on, after 25 and 60 minutes; the boy has waited 16 hours and a quarter: two thirds had gone by an hour.
    assert (reported["happened"], reported["followed"], reported["waiting"]) == (3, 2, 1)
    assert (reported["median_s"], reported["waiting_s"]) == (HOUR, 16 * HOUR + 15 * MINUTE)
    assert (returned["waiting"], returned["median_s"], returned["longest_s"]) == (1, None, 24 * HOUR)
    assert steps["missing.cancelled"]["ended"] == 1
    told = journeys()
    assert told["waiting_s"] == 40 * HOUR + 15 * MINUTE
    assert told["half_closed_s"] is None  # one of three


def test_the_map_is_of_the_days_the_ages_and_the_borough_asked_for(three):
    assert journeys(since="2026-09-05")["cases"] == 2
    assert journeys(until="04/09/2026")["cases"] == 1
    assert journeys(since="2026-09-05", until="2026-09-05")["cases"] == 2
    assert journeys(age="14-15")["cases"] == 2
    assert journeys(age="9")["cases"] == 1
    assert journeys(age="16-17")["cases"] == 0
    assert (journeys(borough="merrowfield")["cases"], journeys(borough="Merrowfield")["cases"]) == (3, 3)
    with database.as_service():
        Borough.objects.get_or_create(code="oxlade", defaults={"name": "Oxlade"})
    assert journeys(borough="oxlade")["cases"] == 0
    assert journeys(area="concern")["cases"] == 0


def test_a_child_of_no_known_age_is_left_out_of_ages_and_said(three):
    nobody = another("4/01SEP26", forenames="Wren", surname="Moss", birth_date="", sex="F")
    report(nobody, "2026-09-05T10:00")
    assert (journeys()["cases"], journeys()["ageless"]) == (4, 0)
    assert (journeys(age="0-17")["cases"], journeys(age="0-17")["ageless"]) == (3, 1)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"area": "burglary"}, "area"),
        ({"borough": "Atlantis"}, "borough"),
        ({"since": "yesterday"}, "since"),
        ({"since": "2026-09-05", "until": "2026-09-04"}, "since"),
        ({"age": "17-10"}, "age"),
        ({"age": "teen"}, "age"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_its_field(db, wanted, field):
    with pytest.raises(NotValid) as refused:
        journeys(**wanted)
    assert refused.value.field == field


@pytest.mark.parametrize("role", ["responding_officer", "partner", "dpo", "auditor_central", "administrator"])
def test_the_map_is_for_those_who_keep_figures_or_work_the_queue(db, role):
    with pytest.raises(Refusal):
        journeys(role, area="concern")


def test_the_cases_behind_a_figure_are_for_those_who_work_the_queue_and_are_one_look(three):
    assert behind(REPORTED, GRADED) == [three["first"]]
    with database.as_service():
        row = database.fetch_one(
            "SELECT cardinality(people) AS people, operation FROM access_logentry ORDER BY id DESC LIMIT 1"
        )
    assert (row["people"], row["operation"]) == (1, "consultation")
    assert behind(REPORTED) == [three["second"]]
    assert behind(RETURNED, age="14-15") == [three["first"]]
    assert (behind(RETURNED, age="9"), behind("missing.cancelled")) == ([], [])
    assert behind(REPORTED, GRADED, page=9) == []
    assert behind() == [three["first"], three["third"], three["second"]]
    with pytest.raises(Refusal):
        behind(REPORTED, GRADED, role="analyst")
    with pytest.raises(NotValid):
        behind("case.note_added")


def test_the_page_the_call_and_the_command_have_the_same_figures(three):
    with clocks.held_at(london(NOW)):
        told = answer(call(token_of("analyst"), "GET", "/demand/journey", area="missing", age="9-17"))
        printed = command("journey", "map", "--area", "missing", "--age", "9-17", "--json", by="analyst")
        page = client("analyst").get("/demand/journey?area=missing&age=9-17")
    assert printed.json == told == journeys(age="9-17")
    assert page.status_code == 200
    words = text(page)
    assert "3 cases, 2 still open" in words
    assert "Most child-time: Graded , then Found : 0.1 child-days, 72% of the 0.2 from step to step." in words


def test_nobody_is_named_by_any_door(three):
    with clocks.held_at(london(NOW)):
        told = json.dumps(answer(call(token_of("analyst"), "GET", "/demand/journey")))
        page = client("analyst").get("/demand/journey").content.decode()
        printed = command("journey", "map", "--area", "missing", by="analyst").out
    for said in (told, page, printed):
        assert [name for name in (*NAMES, *three.values(), *map(str.lower, three.values())) if name in said] == []
    assert "/demand/journey/cases" not in page


def test_a_commander_opens_the_cases_from_the_map(three):
    with clocks.held_at(london(NOW)):
        boss = client("borough_commander")
        assert "/demand/journey/cases?" in boss.get("/demand/journey?area=missing").content.decode()
        listed = boss.get(f"/demand/journey/cases?area=missing&before={REPORTED}&after={GRADED}")
        assert three["first"] in text(listed)
        assert client("analyst").get(f"/demand/journey/cases?area=missing&before={REPORTED}").status_code == 403


def test_a_wrong_day_is_refused_beside_its_field(three):
    page = client("analyst").get("/demand/journey?since=Octember")
    assert page.status_code == 422
    assert "is not a day" in text(page)


def test_an_area_without_cases_says_so(db):
    assert "No missing" in text(client("analyst").get("/demand/journey?area=missing"))


def test_the_command_takes_a_file_or_an_area_and_says_so(db, tmp_path):
    assert command("journey", "map", by="analyst").code == 2
    assert command("journey", "map", "--area", "missing", "--lifecycle", "complete", by="analyst").code == 2
    file = tmp_path / "events.csv"
    file.write_text("case,activity,time\n1,a,2026-01-01T00:00:00Z\n")
    assert command("journey", "map", str(file), "--area", "missing").code == 2
    assert command("journey", "map", "--area", "missing", "--json", by="dpo").json["refused"]


def test_compiled_code_runs_in_the_worker_that_draws_and_beside_no_page(db):
    page = client("analyst").get("/demand/journey")
    assert "wasm" not in page["Content-Security-Policy"]
    worker = client("analyst").get("/static/dist/drawing.0a1b2c3d4e5f.js")
    assert worker["Content-Security-Policy"] == "default-src 'none'; script-src 'wasm-unsafe-eval'"


def asked_for(what) -> int:
    with CaptureQueriesContext(connections["default"]) as seen, database.transaction():
        what()
    return len(seen)


def test_the_map_asks_as_many_queries_of_three_hundred_as_of_one(db):
    code, reader = make.load_child(), make.reader("analyst")
    with clocks.held_at(clocks.now() - timedelta(days=2)), database.transaction():
        record_concern(make.reader("responding_officer"), code, seen="A bruise.")
    few = asked_for(lambda: open_journeys(reader, Wanted("concern")))
    fill(100, 200)
    put_steps_behind()
    assert asked_for(lambda: open_journeys(reader, Wanted("concern"))) == few
    with database.transaction():
        assert open_journeys(reader, Wanted("concern")).drawn.cases > 250
