"""What concerns are measured by: every number here was counted by hand from the cases that each test makes."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from goldthread.cli.tests.commands import command
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases import indicators
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.briefing import open_line
from goldthread.core.cases.indicators import area_figures, cases_behind, period_of
from goldthread.core.organisation.models import Borough
from goldthread.core.refusals import NotValid, Refusal
from goldthread.core.shares import wilson
from goldthread.link.feeds.adapters import MERLIN
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make
from goldthread.testing.backlog import fill, put_steps_behind
from goldthread.web import area_figure_pages
from tests.pages.test_thread import client, text

OFFICER, DESK = "responding_officer", "mash_desk"
SHARE = {"recipient": "merrowfield", "basis": "public_task", "consent": "not_asked", "route": "file",
         "summary": "Cold flat.", "why": "No heating."}  # fmt: skip
NFA = {"outcome_stage": "referral", "outcome_referral": "referral_nfa"}
ASSESSED = {"outcome_stage": "closure", "outcome_closure": "RC8"}


def recorded(code: str, ago: timedelta, **told: str) -> str:
    with clocks.held_at(clocks.now() - ago), database.transaction():
        return record_concern(make.reader(OFFICER), code, seen="A cold flat.", **told).reference


def moved(reference: str, move: str, ago: timedelta, note: str = "", **answers: object) -> None:
    with clocks.held_at(clocks.now() - ago), database.transaction():
        move_case(make.reader(DESK), reference, move, note=note, answers=answers)


def graded(reference: str, ago: timedelta, grade: str = "green") -> None:
    with clocks.held_at(clocks.now() - ago):
        make.graded(make.reader(DESK), reference, grade=grade)


def days(count: float) -> timedelta:
    return timedelta(days=count)


def figures(month: str = "") -> dict[str, tuple[int, int]]:
    with database.transaction():
        found = area_figures(make.reader("analyst"), "concern", month)
    return {one.indicator.id: (one.counted.count, one.counted.of) for one in found.of_all()}


def behind(indicator: str, **where: Any) -> list[str]:
    with database.transaction():
        found = cases_behind(make.reader("supervisor"), "concern", indicator, **where)
        return [row["reference"] for row in found.rows]


@pytest.fixture
def five(db):
    """Five concerns of three children: not shared, shared and unanswered, closed unassessed, assessed, and waiting."""
    named = (("Jess", "Kentwell"), ("Omar", "Farid"), ("Ada", "Lowe"))
    one, two, three = (
        make.load_child(f"{n}/01OCT26", forenames=name, surname=surname, birth_date=f"201{n}-05-11")
        for n, (name, surname) in enumerate(named, 1)
    )
    told = {"child_seen": "yes", "alone": "alone"}
    made = {
        "unshared": recorded(one, days(40), **told),
        "unanswered": recorded(two, days(30), child_seen="yes", alone="with_others", spoke_why="The mother was there."),
        "unassessed": recorded(two, days(20), child_seen="no", unseen_why="Asleep."),
        "assessed": recorded(three, days(10)),
        "waiting": recorded(one, days(2)),
    }
    for name, ago in (("unshared", 40), ("unanswered", 30), ("unassessed", 20), ("assessed", 10)):
        moved(made[name], "take", days(ago) - timedelta(hours=1))
        graded(made[name], days(ago) - timedelta(hours=2), "blue" if name == "unshared" else "green")
    moved(made["unshared"], "not_share", days(39), not_shared_because="no_need", why="A toy was lost.")
    for name, ago in (("unanswered", 29), ("unassessed", 19), ("assessed", 9)):
        moved(made[name], "share", days(ago), **SHARE)
    moved(made["unanswered"], "chase", days(5), asked_whom="The duty manager", said="They look.")
    for name, ago, outcome in (("unassessed", 18, NFA), ("assessed", 8, ASSESSED)):
        moved(made[name], "outcome", days(ago), outcome_on="2026-11-01", **outcome)
    moved(made["assessed"], "close", days(7), note="Assessed and closed.")
    return made


def test_each_ending_has_its_own_number_of_its_own_cases(five):
    found = figures()
    assert found["unshared"] == (1, 4)
    assert found["nfa_unassessed"] == (1, 2)
    assert found["nfa_assessed"] == (1, 1)
    assert found["later_not_shared"] == (1, 1)  # the girl was met again, two days ago
    assert found["later_unassessed"] == (0, 1)
    assert found["later_assessed"] == (0, 1)


def test_answers_missing_chased_and_told_are_counted(five):
    found = figures()
    assert found["outcome_missing"] == (1, 3)
    assert found["outcome_chased"] == (1, 1)
    assert found["officer_told"] == (1, 2)


def test_the_child_seen_spoken_to_alone_and_notified_again(five):
    found = figures()
    assert found["child_seen"] == (2, 3)  # two concerns say neither
    assert found["spoken_alone"] == (1, 2)
    assert found["repeat"] == (2, 3)  # two of three children had an earlier one


def test_what_is_open_is_counted_by_its_age(five):
    found = figures()
    assert [found[f"open_over_{n}"] for n in (1, 3, 7, 28)] == [(3, 3), (2, 3), (2, 3), (1, 3)]


def test_a_wait_is_the_middle_and_the_slowest_tenth_in_hours(five):
    with database.transaction():
        found = area_figures(make.reader("analyst"), "concern")
    waits = {one.indicator.id: one.as_json() for one in found.of_all() if one.indicator.unit == "wait"}
    assert (waits["taken"]["count"], waits["taken"]["of"], waits["taken"]["median_hours"]) == (4, 5, 1.0)
    assert (waits["graded"]["median_hours"], waits["shared"]["median_hours"]) == (2.0, 24.0)
    assert (waits["seen_by_care"]["count"], waits["seen_by_care"]["of"]) == (2, 3)
    assert waits["seen_by_care"]["median_hours"] == 48.0


def test_in_its_time_goes_by_the_clock_of_the_grade(five):
    """Green is due in three working days: an answer two days on is in time, and none in thirty is not."""
    assert figures()["in_time_green"] == (2, 3)
    assert figures()["in_time_blue"] == (1, 1)


def test_a_list_has_as_many_cases_as_its_figure_says(five):
    for indicator, (count, _) in figures().items():
        assert len(behind(indicator)) == count, indicator
    assert behind("unshared") == [five["unshared"]]
    assert behind("unshared", borough="Oxlade") == []


def test_a_long_list_of_cases_comes_a_page_at_a_time_and_keeps_what_was_asked(five, monkeypatch):
    for module in (indicators, area_figure_pages):
        monkeypatch.setattr(module, "PAGE", 2)
    supervisor, path = client("supervisor"), "/areas/concern/figures/open_over_1?borough="
    pages = [text(supervisor.get(f"{path}&page={number}")) for number in (1, 2)]
    listed = behind("open_over_1") + behind("open_over_1", page=2)
    assert len(listed) == 3
    assert [[reference for reference in listed if reference in page] for page in pages] == [listed[:2], listed[2:]]
    assert all("3 cases" in page for page in pages)


def test_a_concern_of_another_month_or_over_a_year_old_is_not_in_it(five):
    month = f"{clocks.now() - days(400):%Y-%m}"
    assert figures(month) == {}
    with pytest.raises(NotValid, match="Octember"):
        period_of("Octember")


@pytest.mark.parametrize(
    ("what", "counts"),
    [
        ({"report_type": "missing"}, 1),
        ({"report_type": "pac"}, 1),
        ({"report_type": "debrief"}, 0),
        ({"report_type": "pac", "goldthread_no": "N-ZZZZZZZ"}, 1),  # it names no case of ours: a slip is no echo
    ],
)
def test_a_missing_report_after_it_counts_as_met_again_and_a_debrief_does_not(db, what, counts):
    reference = recorded(make.load_child(), days(40))
    moved(reference, "take", days(39.9))
    graded(reference, days(39.8), "blue")
    moved(reference, "not_share", days(39), not_shared_because="no_need", why="A toy was lost.")
    make.deliver("merlin", make.csv_bytes(list(MERLIN.columns()), [make.merlin_row(days_ago=3, **what)]))
    assert figures()["later_not_shared"] == (counts, 1)


def test_wilsons_interval_is_the_published_one():
    """methods.md 1.1: 3 of 12 and 39 of 40."""
    assert [round(end, 6) for end in wilson(3, 12)] == [0.088942, 0.532305]
    assert [round(end, 6) for end in wilson(39, 40)] == [0.871186, 0.995573]
    assert wilson(0, 0) is None


def test_figures_name_nobody_and_the_list_is_for_those_who_work_it(five):
    page = client("analyst").get("/areas/concern/figures")
    assert "too few to say" in text(page)
    assert "Kentwell" not in page.content.decode()
    assert "/figures/unshared" not in page.content.decode()
    assert client("analyst").get("/areas/concern/figures/unshared").status_code == 403
    listed = client("supervisor").get("/areas/concern/figures/unshared")
    assert five["unshared"] in text(listed)
    assert "1 case: closed by us without sharing." in text(listed)
    assert client(OFFICER).get("/areas/concern/figures").status_code == 403
    with pytest.raises(Refusal), database.transaction():
        area_figures(make.reader("dpo"), "concern")


def test_the_file_the_command_and_the_page_have_the_same_numbers(five):
    rows = csv.DictReader(io.StringIO(client("analyst").get("/areas/concern/figures.csv").content.decode()))
    of_all = {row["indicator"]: (int(row["count"]), int(row["of"])) for row in rows
              if not row["borough"] and not row["month"]}  # fmt: skip
    assert of_all == figures()
    told = command("figures", "concern", "--json", by="analyst").json["figures"]
    assert {one["indicator"]: (one["count"], one["of"]) for one in told if not one["borough"] + one["month"]} == of_all
    by_month = [one for one in told if one["month"] and not one["borough"] and one["indicator"] == "taken"]
    assert sum(one["of"] for one in by_month) == 5


def test_a_wrong_month_is_refused_beside_its_field(db):
    page = client("analyst").get("/areas/concern/figures?month=Octember")
    assert page.status_code == 422
    assert "is not a month" in text(page)


def briefed(line: str, **where: str) -> list[str]:
    with database.transaction():
        return [row["reference"] for row in open_line(make.reader("supervisor"), "concern", line, **where).rows]


def test_the_briefing_says_what_is_late_unowned_and_a_third_time(five):
    one = make.code_of("1/01OCT26")
    third = recorded(one, timedelta(hours=3))
    assert five["waiting"] in briefed("late")
    assert five["assessed"] not in briefed("late")
    assert briefed("without_owner") == [five["waiting"], third]
    assert (briefed("third"), briefed("recorded")) == ([third], [third])


def test_a_line_of_the_briefing_is_of_its_borough_and_its_period(five):
    one = make.code_of("1/01OCT26")
    recorded(one, timedelta(hours=9))
    now = recorded(one, timedelta(hours=7))
    assert briefed("recorded", period="8h") == [now]
    assert briefed("recorded", borough="all", period="8h") == [now]
    with database.as_service():
        Borough.objects.get_or_create(code="oxlade", defaults={"name": "Oxlade"})
    assert briefed("recorded", borough="oxlade", period="8h") == []


def asked_for(what) -> int:
    """How many queries something asks."""
    with CaptureQueriesContext(connections["default"]) as seen, database.transaction():
        what()
    return len(seen)


def test_figures_and_the_cases_behind_one_ask_as_many_queries_of_three_hundred_as_of_five(five):
    analyst, boss = make.reader("analyst"), make.reader("supervisor")
    steps = (
        lambda: area_figures(analyst, "concern"),
        lambda: cases_behind(boss, "concern", "taken"),
    )
    few = [asked_for(step) for step in steps]
    fill(100, 200)
    put_steps_behind()
    assert [asked_for(step) for step in steps] == few
    assert asked_for(lambda: cases_behind(boss, "concern", "taken", page=2)) == few[1]
    with database.transaction():
        one, two = (cases_behind(boss, "concern", "taken", page=page) for page in (1, 2))
        past = cases_behind(boss, "concern", "taken", page=9)
    assert (len(one.rows), len(two.rows), past.rows) == (200, one.total - 200, [])
    assert one.total == two.total == past.total == figures()["taken"][0]
    assert not {row["reference"] for row in one.rows} & {row["reference"] for row in two.rows}
