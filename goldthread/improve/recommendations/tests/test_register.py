"""The register: read once, corrected by a person, confirmed once, due from publication."""

import threading
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.reader import Reader
from goldthread.core.journal.models import Event
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.improve.recommendations import actions, queries
from goldthread.improve.recommendations.models import Recommendation, Report
from goldthread.improve.recommendations.tests.register_help import (
    PUBLISHED,
    TEXT,
    browser,
    confirmed,
    item,
    register,
    saved,
)
from goldthread.testing import factories as make


def test_nothing_read_stands_in_the_register_before_somebody_confirmed_it(db):
    saved()
    assert register() == []


def test_due_dates_count_from_the_day_of_publication(db):
    confirmed()
    due = {row["number"]: (row["timescale"], row["due_on"]) for row in register()}
    assert due == {
        "1": ("immediate", None),
        "2": ("P3M", date(2017, 2, 25)),
        "3": ("P6M", date(2017, 5, 25)),
    }


def test_immediately_has_no_day_so_the_days_it_is_open_are_shown(db):
    confirmed()
    with clocks.held_at(make.as_instant("2018-01-26T12:00:00+00:00")):
        row = next(row for row in register() if row["timescale"] == "immediate")
    assert (row["days_open"], row["state"], row["is_late"]) == (427, "open 427 days", False)


def test_immediately_without_a_day_of_publication_stands_and_says_that_the_day_is_not_known(db):
    confirmed([item(timescale="immediately")], None)
    row = register()[0]
    assert (row["timescale"], row["days_open"], row["state"]) == (
        "immediate",
        None,
        "open, day of publication not known",
    )


def test_what_is_past_its_day_is_late_and_by_how_much(db):
    confirmed()
    with clocks.held_at(make.as_instant("2017-03-01T12:00:00+00:00")):
        rows = {row["number"]: row for row in register()}
    assert (rows["2"]["is_late"], rows["2"]["state"]) == (True, "late by 4 days")
    assert (rows["3"]["is_late"], rows["3"]["state"]) == (False, "due in 85 days")


def test_a_nested_point_is_kept_in_its_place(db):
    confirmed()
    two = next(row for row in register() if row["number"] == "2")
    with database.transaction():
        found = queries.open_recommendation(make.reader("inspectorate"), two["id"])
    assert [point["place"] for point in found["points"]] == [1, 2]
    assert found["points"][1]["text"].startswith("each return is followed")


def test_the_same_report_twice_is_one_reading(db):
    first = saved()
    with database.transaction():
        again, is_new = actions.save_reading(make.reader("plan_lead"), TEXT, "copy.txt")
    assert (again.pk, is_new) == (first.pk, False)


def test_a_reading_is_confirmed_once(db):
    report = confirmed()
    with pytest.raises(Clash), database.transaction():
        actions.confirm(make.reader("plan_lead"), report.pk, [item()], title="x", published_on=PUBLISHED)


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Run the acts at the same moment, each in its own transaction; how each ended."""
    ended, together = [], threading.Barrier(len(acts))

    def press(act: Callable[[], Any]) -> None:
        try:
            together.wait(20)
            with database.transaction():
                act()
            ended.append("done")
        except Refusal as refusal:
            ended.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ended)


def two_leads() -> list[Reader]:
    return [make.reader("plan_lead", username=f"lead{n}") for n in (1, 2)]


def test_two_people_confirm_at_once_and_one_is_told(db):
    report, (one, two) = saved(), two_leads()
    by_each = [
        partial(actions.confirm, by, report.pk, [item()], title="x", published_on=PUBLISHED) for by in (one, two)
    ]
    assert at_once(*by_each) == ["clash", "done"]
    assert len(register()) == 1


def test_one_confirms_while_another_drops_and_only_the_first_is_done(db):
    report, (one, two) = saved(), two_leads()
    confirm = partial(actions.confirm, one, report.pk, [item()], title="x", published_on=PUBLISHED)
    assert at_once(confirm, partial(actions.drop, two, report.pk, "A copy")) == ["clash", "done"]
    with database.as_service():
        assert len(register()) == (Report.objects.get().state == "confirmed")


def test_two_people_hand_in_the_same_report_at_once_and_it_is_one_reading(db):
    assert at_once(*(partial(actions.save_reading, by, TEXT, "r.txt") for by in two_leads())) == ["done", "done"]
    with database.as_service():
        assert Report.objects.count() == 1
        assert Event.objects.filter(kind="report.read").count() == 1


@pytest.mark.parametrize(
    ("items", "published", "field"),
    [
        ([item(text=" ")], PUBLISHED, "text_1"),
        ([item(), item("2", kind="wish")], PUBLISHED, "kind_2"),
        ([item(timescale="soon")], PUBLISHED, "timescale_1"),
        ([item(timescale="by:2016-02-30")], PUBLISHED, "timescale_1"),
        ([item(timescale="P0M")], PUBLISHED, "timescale_1"),
        ([item(timescale="by:20161231")], PUBLISHED, "timescale_1"),
        ([item(timescale="P3M")], None, "published_on"),
        ([item()], date(2099, 1, 1), "published_on"),
        ([item(" ")], PUBLISHED, "number_1"),
        ([item("9" * 21)], PUBLISHED, "number_1"),
        ([item(text="\0\ud800")], PUBLISHED, "text_1"),
        ([item(), item()], PUBLISHED, "number_2"),
        ([], PUBLISHED, "items"),
    ],
)
def test_what_cannot_stand_is_refused_by_row_and_field_and_nothing_is_half_kept(db, items, published, field):
    with pytest.raises(NotValid) as refused:
        confirmed(items, published)
    assert refused.value.field == field
    with database.as_service():
        assert (Recommendation.objects.count(), Report.objects.get().state) == (0, "read")


def test_a_day_named_in_the_report_is_the_day_whatever_the_publication(db):
    confirmed([item(timescale="by:2017-12-31")], None)
    assert register()[0]["due_on"] == date(2017, 12, 31)


def test_reading_confirming_and_dropping_are_each_in_the_journal(db):
    confirmed()
    other = saved(TEXT + b"\n")
    with database.transaction():
        actions.drop(make.reader("plan_lead"), other.pk, "A copy")
    with database.as_service():
        kinds = list(Event.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == ["report.read", "report.confirmed", "report.read", "report.dropped"]


def test_a_dropped_report_may_be_read_again(db):
    report = saved()
    with database.transaction():
        actions.drop(make.reader("plan_lead"), report.pk, "Wrong file")
    assert saved().pk != report.pk


@pytest.mark.parametrize("role", ["borough_commander", "inspectorate", "responding_officer", "analyst", "dpo"])
def test_only_the_plan_lead_changes_the_register(db, role):
    report = saved()
    for act in (
        lambda by: actions.save_reading(by, b"x" + TEXT, "r.txt"),
        lambda by: actions.confirm(by, report.pk, [item()], title="x", published_on=PUBLISHED),
        lambda by: actions.drop(by, report.pk, "why"),
    ):
        with pytest.raises(Refusal) as refused, database.transaction():
            act(make.reader(role))
        assert refused.value.code == "not_in_role"


def test_the_list_costs_the_same_queries_for_one_and_for_fifty(db):
    def cost() -> int:
        with CaptureQueriesContext(connections["default"]) as seen:
            register()
        return len(seen)

    confirmed([item()])
    one = cost()
    with database.transaction():
        report = saved(TEXT + b"\n")
        many = [item(str(n), points=("a", "b")) for n in range(1, 51)]
        actions.confirm(make.reader("plan_lead"), report.pk, many, title="x", published_on=PUBLISHED)
    assert cost() == one


def test_a_report_is_handed_in_corrected_and_confirmed_by_page(db, tmp_path: Path):
    client = browser("plan_lead")
    file = tmp_path / "report.txt"
    file.write_bytes(TEXT)
    with file.open("rb") as handed:
        sent = client.post("/recommendations/import", {"file": handed})
    page = client.get(sent["Location"])
    assert page.content.decode().count('name="text_') == 3
    form = {
        "title": "Inspection, 2016",
        "published_on": "25 November 2016",
        "text_1": "The force should name one chief officer, in public.",
        "kind_1": "recommendation",
        "timescale_1": "immediately",
        "points_1": "",
        "keep_3": "drop",
    }
    assert client.post(sent["Location"], form)["Location"] == "/recommendations"
    listed = client.get("/recommendations").content.decode()
    assert "in public" in listed
    assert "detention" not in listed


def test_a_refused_row_keeps_what_was_typed_and_says_which_row(db):
    report = saved()
    page = browser("plan_lead").post(
        f"/recommendations/reports/{report.pk}",
        {"title": "T", "published_on": "25/11/2016", "keep_1": "drop", "text_2": "", "text_3": "Typed by hand."},
    )
    assert page.status_code == 422
    assert "Typed by hand." in page.content.decode()
    assert 'href="#text_2"' in page.content.decode()


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "empty"), (b"%PDF-1.4 broken", "PDF"), (b"\x7fELF\x02\x01\x01\0\0\0", "not")]
)
def test_a_file_that_cannot_be_read_is_said_beside_its_field(db, tmp_path: Path, data, words):
    file = tmp_path / "report.pdf"
    file.write_bytes(data)
    with file.open("rb") as handed:
        page = browser("plan_lead").post("/recommendations/import", {"file": handed})
    assert page.status_code == 422
    assert words in page.content.decode()
