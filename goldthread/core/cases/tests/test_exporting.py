"""A queue as a file: all of what the filter shows and nothing else, safe to open, and logged about everybody on it."""

import csv
import io

import pytest

from goldthread.core import db as database
from goldthread.core.access.models import LogDetail, LogEntry
from goldthread.core.cases.exporting import as_file, export_queue
from goldthread.core.cases.queueing import PAGE, Wanted
from goldthread.core.refusals import NotValid, Refusal
from goldthread.core.spreadsheet import cell
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


def exported(by, **wanted) -> list[dict[str, str]]:
    with database.transaction():
        text = as_file(export_queue(by, "concern", Wanted(**wanted)))
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_file_holds_what_the_filter_shows_in_its_order_whichever_page_was_open(desk):
    concern("high")
    fill(3 * PAGE)
    rows = exported(desk, page=3)
    assert len(rows) == 3 * PAGE + 1
    low = exported(desk, risk="low", sort="-opened")
    assert {row["risk"] for row in low} == {"low"}
    assert [row["opened_at"] for row in low] == sorted((row["opened_at"] for row in low), reverse=True)


def test_a_child_is_a_code_initials_and_an_age_and_never_a_name(desk):
    concern("low", "2/01OCT26", surname="Okonkwo", forenames="Amir", birth_date="2014-02-03")
    [row] = exported(desk)
    assert (row["child"], row["initials"]) == (make.code_of("2/01OCT26"), "A.O.")
    assert "okonkwo" not in str(row).lower()


def test_taking_the_file_is_logged_as_a_disclosure_of_everybody_on_it_and_of_nobody_else(desk):
    concern("low")
    concern("high", "2/01OCT26", surname="Okonkwo", forenames="Amir", birth_date="2014-02-03")
    exported(desk, risk="high")
    with database.as_service():
        last = LogEntry.objects.order_by("-id").first()
        assert (last.operation, [str(one) for one in last.people]) == (
            "disclosure",
            [str(make.person_id_of(make.code_of("2/01OCT26")))],
        )
        assert "fields" in LogDetail.objects.get(entry=last).body


def test_a_file_longer_than_may_be_is_refused_before_anything_is_read(desk, monkeypatch):
    concern("low")
    concern("low", "2/01OCT26", surname="Okonkwo", forenames="Amir", birth_date="2014-02-03")
    monkeypatch.setattr("goldthread.core.cases.exporting.MOST", 1)
    with pytest.raises(NotValid):
        exported(desk)


def test_who_may_not_see_the_queue_takes_no_file_of_it(db):
    with pytest.raises(Refusal):
        exported(make.reader("responding_officer"))


@pytest.mark.parametrize("typed", ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_kept_as_text(typed):
    assert cell(typed) == f"'{typed}"
    assert (cell("Amir"), cell(None), cell(7)) == ("Amir", "", "7")
