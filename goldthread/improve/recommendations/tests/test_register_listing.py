"""The register by page: filtered, sorted, a page at a time, downloaded, and open to those who may read it."""

import csv
import io
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.roles import roles
from goldthread.improve.recommendations import actions
from goldthread.improve.recommendations.models import Point, Recommendation, Report
from goldthread.improve.recommendations.tests.register_help import (
    PUBLISHED,
    TEXT,
    browser,
    confirmed,
    item,
    register,
    said,
    saved,
)
from goldthread.testing import factories as make

MARCH = make.as_instant("2017-03-01T12:00:00+00:00")


def numbers(client: Client, query: str = "") -> list[str]:
    """The numbers listed, in order."""
    page = BeautifulSoup(client.get(f"/recommendations{query}").content, "html.parser")
    return [cell.text.split()[0] for cell in page.select("tbody th a")]


def second_report(*items) -> Report:
    report = saved(TEXT + b"\n")
    with database.transaction():
        by = make.reader("plan_lead")
        return actions.confirm(by, report.pk, list(items), title="Later", published_on=PUBLISHED)


def at_stage(stage: str, **of) -> None:
    with database.as_service():
        Recommendation.objects.filter(**of).update(state=stage)


@pytest.mark.parametrize("role", sorted(roles()))
def test_the_register_is_read_by_those_whose_role_says_so_and_nobody_else(db, role: str):
    report = confirmed()
    first = report.recommendations.first().pk
    allowed = "read_recommendations" in roles()[role].may
    client = browser(role)
    for page in ("/recommendations", "/recommendations?download=csv", f"/recommendation/{first}"):
        assert client.get(page).status_code == (200 if allowed else 403)


def test_nobody_signed_in_reads_nothing(db):
    confirmed()
    assert Client().get("/recommendations").status_code in (302, 401)


def test_immediate_ones_come_first_then_the_soonest_due(db):
    confirmed([item("1", timescale="P6M"), item("2"), item("3", timescale="P3M"), item("4", timescale="immediate")])
    assert numbers(browser("inspectorate")) == ["4", "3", "1", "2"]


def test_ten_comes_after_nine_when_sorted_by_number(db):
    confirmed([item(n) for n in ("10", "9", "2", "a")])
    client = browser("inspectorate")
    assert numbers(client, "?sort=number") == ["2", "9", "10", "a"]
    assert numbers(client, "?sort=-number") == ["a", "10", "9", "2"]


def test_filters_choose_by_report_kind_stage_and_lateness(db):
    first = confirmed()
    second_report(item("7", kind="cause_of_concern"), item("8", kind="area_for_improvement"))
    at_stage("closed", number="3")
    with clocks.held_at(MARCH):
        client = browser("inspectorate")
        assert numbers(client, f"?report={first.pk}") == ["1", "2"]
        assert numbers(client, "?kind=cause_of_concern") == ["7"]
        assert numbers(client, "?state=closed") == ["3"]
        assert sorted(numbers(client, "?state=all")) == ["1", "2", "3", "7", "8"]
        assert numbers(client, "?late=1") == ["2"]


@pytest.mark.parametrize("query", ["?report=x", "?kind=wish", "?state=lost", "?sort=owner", "?page=-1", "?page=9999"])
def test_a_choice_that_is_none_shows_the_whole_list(db, query: str):
    confirmed()
    assert numbers(browser("inspectorate"), query) == ["1", "2", "3"]


def test_late_ones_outside_the_filter_are_told(db):
    confirmed()
    with clocks.held_at(MARCH):
        page = browser("inspectorate").get("/recommendations?kind=cause_of_concern")
    assert "1 late recommendation outside this filter" in said(page)


def test_what_is_due_today_is_not_late_and_tomorrow_it_is(db):
    confirmed()
    found = []
    for instant in ("2017-02-25T23:30:00+00:00", "2017-02-26T00:30:00+00:00"):
        with clocks.held_at(make.as_instant(instant)):
            found += [(row["is_late"], row["state"]) for row in register() if row["number"] == "2"]
    assert found == [(False, "due today"), (True, "late by 1 day")]


def test_what_the_inspectorate_closed_is_never_late(db):
    confirmed()
    at_stage("closed", number="2")
    with clocks.held_at(MARCH):
        assert "2" not in [row["number"] for row in register()]
        assert numbers(browser("inspectorate"), "?state=closed&late=1") == []


def test_no_time_given_is_not_open_for_days_since_publication(db):
    confirmed([item()])
    assert register()[0]["state"] == "no day to be due"


def test_fifty_stand_on_a_page_and_the_filter_goes_with_the_next(db):
    confirmed([item(str(n)) for n in range(1, 52)])
    client = browser("inspectorate")
    first = BeautifulSoup(client.get("/recommendations?kind=recommendation&sort=number").content, "html.parser")
    following = first.select_one("a[rel=next]")["href"]
    assert "kind=recommendation" in following
    assert numbers(client, following) == ["51"]


def test_the_page_costs_the_same_queries_for_one_and_for_fifty(db):
    client = browser("plan_lead")

    def cost() -> int:
        client.get("/recommendations")
        with CaptureQueriesContext(connections["default"]) as seen:
            assert client.get("/recommendations").status_code == 200
        return len(seen)

    confirmed([item(points=("a", "b"))])
    one = cost()
    second_report(*(item(str(n), points=("a", "b")) for n in range(1, 51)))
    assert cost() == one


def test_the_page_that_corrects_costs_the_same_queries_however_many_are_held(db):
    client = browser("plan_lead")

    def cost(report: Report) -> int:
        with CaptureQueriesContext(connections["default"]) as seen:
            assert client.get(f"/recommendations/reports/{report.pk}").status_code == 200
        return len(seen)

    confirmed([item(points=("a",))])
    waiting = saved(TEXT + b"\n\n")
    cost(waiting)
    one = cost(waiting)
    second_report(*(item(str(n), points=("a", "b")) for n in range(1, 51)))
    assert cost(waiting) == one


def test_the_download_holds_the_list_as_filtered_with_dates_a_machine_reads(db):
    confirmed()
    sent = browser("inspectorate").get("/recommendations?kind=recommendation&sort=number&download=csv")
    assert sent["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in sent["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(sent.content.decode("utf-8-sig"))))
    assert [(row["number"], row["timescale"], row["due_on"]) for row in rows] == [
        ("1", "immediately", ""),
        ("2", "within 3 months", "2017-02-25"),
        ("3", "within 6 months", "2017-05-25"),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_cell_that_a_spreadsheet_would_obey_is_held_as_words(db, start: str):
    confirmed([item(f"{start}1", text=f"{start}HYPERLINK(1)")])
    sent = browser("inspectorate").get("/recommendations?download=csv").content.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(sent)))
    assert (row["number"], row["title"]) == (f"'{start}1", f"'{start}HYPERLINK(1)")


def test_silence_is_shown_on_every_point_nobody_has_spoken_of(db):
    with clocks.held_at(clocks.now() - timedelta(days=29)):
        confirmed([item(points=("one", "two", "three"))])
    with database.as_service():
        Point.objects.filter(place=1).update(state="effect_shown")
        Point.objects.filter(place=2).update(state="effect_tested")
    client = browser("inspectorate")
    assert "shown 1, testing 1, SILENT 3 (29 d)" in said(client.get("/recommendations"))
    page = said(client.get(f"/recommendation/{register()[0]['id']}"))
    assert "SILENT 29 d 1.3 three never heard of" in page


def test_one_recommendation_says_when_it_is_due_and_who_said_so(db):
    report = saved()
    items = [item("4", timescale="within three months", text="The force should act.", page=16)]
    with database.transaction():
        actions.confirm(make.reader("plan_lead"), report.pk, items, title="T", publisher="HMIC", published_on=PUBLISHED)
    for role, is_owner_told in (
        ("plan_lead", True),
        ("inspectorate", False),
    ):  # no seat shows it plans
        page = said(browser(role).get(f"/recommendation/{register()[0]['id']}"))
        assert "Time given: within 3 months. Due 25 February 2017." in page
        assert "HMIC, T, 25 November 2016, page 16." in page
        assert ("NO OWNER" in page) is is_owner_told


def test_a_recommendation_that_is_not_there_is_not_found(db):
    assert browser("inspectorate").get("/recommendation/999").status_code == 404


def test_a_reading_that_waits_is_shown_only_to_those_who_keep_the_register(db):
    saved()
    assert "waits to be checked" in said(browser("plan_lead").get("/recommendations"))
    assert "waits to be checked" not in said(browser("inspectorate").get("/recommendations"))


def test_due_dates_are_those_of_the_calendar_at_a_months_end(db):
    report = saved()
    with database.transaction():
        by = make.reader("plan_lead")
        items = [item(timescale="P3M"), item("2", timescale="P42D")]
        actions.confirm(by, report.pk, items, title="T", published_on=date(2016, 11, 30))
    assert {row["number"]: row["due_on"] for row in register()} == {"1": date(2017, 2, 28), "2": date(2017, 1, 11)}


@pytest.mark.parametrize(
    ("text", "points", "title"),
    [
        ("The force should review how it holds children. It should: ", ("ask",), "Review how it holds children"),
        ("The force should:", ("end the delays in visits; and", "tell officers."), "End the delays in visits"),
        ("The force should publish a plan.", (), "Publish a plan"),
        ("Ethnicity is recorded poorly.", (), "Ethnicity is recorded poorly"),
    ],
)
def test_what_has_no_title_is_called_by_what_it_asks(db, text: str, points: tuple[str, ...], title: str):
    confirmed([item(text=text, points=points)])
    assert register()[0]["title"] == title
