"""The page on how good the feeds are: filtered, sorted, saved as a file, and without anybody's name."""

import csv
import io
import re
from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.organisation.models import Borough
from goldthread.core.records.models import Source
from goldthread.testing import factories as make
from tests.pages.test_thread import client, text

PAGE = "/feeds/quality"


def three_calls() -> None:
    with database.as_service():
        for name in ("Merrowfield", "Eastmere"):
            Borough.objects.get_or_create(code=name.lower(), defaults={"name": name})
    calls = [
        make.cad_row("1/01OCT26"),
        make.cad_row("2/01OCT26", location={"address": "1 Quay", "borough": "Eastmere"}),
        make.cad_row("3/01OCT26", opened_at="yesterday"),
    ]
    make.deliver("cad", make.ndjson(calls))


@pytest.mark.parametrize("role", ["analyst", "administrator", "dpo"])
def test_the_page_shows_counts_and_names_nobody(db, role):
    three_calls()
    page = client(role).get(PAGE)
    assert page.status_code == 200
    said = text(page)
    assert "1 of 3" in said
    assert "Q-TIME-01" in said
    assert "kentwell" not in said.lower()


def test_a_borough_and_a_source_are_chosen(db):
    three_calls()
    analyst = client("analyst")
    said = text(analyst.get(PAGE, {"source": "cad", "borough": "Eastmere"}))
    assert "Showing: CAD; Eastmere." in said
    assert "Every column of CAD." in said
    assert "linked_persons[].nhs_no" in said
    assert "linked_persons[].nhs_no" not in text(analyst.get(PAGE))
    assert analyst.get(PAGE, {"source": "pigeon"}).status_code == 404


def test_days_typed_wrong_are_told_and_kept(db):
    three_calls()
    page = client("analyst").get(PAGE, {"from": "31/02/2026"})
    assert page.status_code == 422
    assert 'value="31/02/2026"' in page.content.decode()
    assert "Error: Data quality" in page.content.decode()


def test_a_table_is_sorted_by_the_column_asked_for_and_says_so(db):
    three_calls()
    analyst = client("analyst")

    def order(sort: str) -> list[str]:
        said = text(analyst.get(PAGE, {"sort": sort}))
        return sorted(("Merrowfield", "Eastmere"), key=said.rindex)

    assert order("b-name") == ["Eastmere", "Merrowfield"]
    assert order("-b-name") == ["Merrowfield", "Eastmere"]
    assert 'aria-sort="descending"' in analyst.get(PAGE, {"sort": "-b-name"}).content.decode()


def test_the_file_for_a_spreadsheet_holds_every_count(db):
    three_calls()
    page = client("analyst").get("/feeds/quality.csv", {"source": "cad"})
    lines = list(csv.DictReader(io.StringIO(page.content.decode())))
    assert page["Content-Type"].startswith("text/csv")
    told = {(line["table"], line["borough"], line["what"]): (line["count"], line["of"]) for line in lines}
    assert told["system", "", "rows"] == ("3", "")
    assert told["system", "", "aside"] == ("1", "3")
    assert told["borough", "Eastmere", "rows"] == ("1", "")
    assert told["set aside", "", "Q-TIME-01"] == ("1", "")
    assert told["filled", "", "linked_persons[].surname"] == ("2", "2")


def test_an_agreement_that_ends_within_thirty_days_is_shown(db):
    three_calls()
    with database.as_service():
        Source.objects.filter(pk="cad").update(agreement_ends_on=clocks.today() + timedelta(days=12))
    said = text(client("dpo").get(PAGE))
    assert "The agreement for CAD, Invented agreement cad-1, ends on" in said
    assert "12 days left" in said
    assert "The agreement for Merlin" not in said


def test_before_anything_came_the_page_says_what_it_does_not_know(db):
    make.deliver("cad", b"{}\n")
    said = text(client("analyst").get(PAGE))
    assert re.search("Nothing was received in these days from [^.]*Merlin", said)
    assert "none to count" in said
