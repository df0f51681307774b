"""What was published stays: hashed, with the cases behind each figure; outside readers get no small number of it."""

import json
import re
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import ProgrammingError, connections

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.journal.models import Event
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.improve.recommendations.tests.register_help import confirmed
from goldthread.improve.reporting.document import canonical, digest, from_json
from goldthread.improve.reporting.freezing import publish
from goldthread.improve.reporting.models import Edition, FigureCase
from goldthread.improve.reporting.periods import quarter_of
from goldthread.improve.reporting.queries import cases_behind, figures_of_case, open_report, published
from goldthread.testing import factories as make
from goldthread.testing.episodes import fill_episodes

LAST = quarter_of(clocks.today()).before


@pytest.fixture
def a_quarter(db):
    """A register, and 400 episodes in the quarter that has ended."""
    with clocks.held_at(LAST.since):
        confirmed()
    make.reader("missing_unit")
    make.load_child()
    with clocks.held_at(LAST.until):
        fill_episodes(400, still_open=0)


def freeze(why: str = "", role: str = "chief_officer") -> Edition:
    with database.transaction():
        return publish(make.reader(role), LAST.name, why)


def test_what_was_published_is_what_its_hash_says(a_quarter):
    edition = freeze()
    read = Edition.objects.get(pk=edition.pk)
    whole, outside = from_json(read.whole), from_json(read.outside)
    assert (digest(whole), digest(outside)) == (read.digest, read.outside_digest)
    assert f"Published {clocks.today():%-d %B %Y}" in whole.standing
    with database.transaction():
        look(make.reader("mash_desk"))
        event = Event.objects.get(kind="report.published")
    assert event.facts["digest"] == read.digest


def test_of_two_who_publish_at_once_one_does_and_the_other_is_told(a_quarter):
    """Two connections, held at the same line until both are there."""
    chiefs = [make.reader("chief_officer", username=f"chief{number}") for number in (1, 2)]
    start = threading.Barrier(2)

    def press(by: Reader) -> str:
        start.wait()
        try:
            with database.transaction():
                publish(by, LAST.name)
            return "published"
        except Clash as clash:
            return clash.words
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        first, second = sorted(pool.map(press, chiefs))
    assert second == "published"
    assert re.search("is publishing this quarter now|published this quarter already", first)
    assert [one.number for one in Edition.objects.all()] == [1]


def test_a_published_report_is_never_changed_and_no_case_is_added_to_it(a_quarter):
    edition = freeze()
    with pytest.raises(ProgrammingError), database.transaction():
        Edition.objects.filter(pk=edition.pk).update(why="other")
    for change in ("UPDATE report_edition SET why = 'other'", "DELETE FROM report_edition"):
        with database.speaking_as(database.OWNER), pytest.raises(ProgrammingError, match="append-only"):
            database.run(change)
    with database.as_service(), pytest.raises(ProgrammingError):
        FigureCase.objects.create(edition=edition, figure="1", borough="", case_id=uuid.uuid4())
    with database.transaction():
        look(make.reader("chief_officer"))
        keep = "SELECT goldthread_report_keep(%s, '1', '{}') AS kept"
        with pytest.raises(Exception, match="not changed"):
            database.fetch_one(keep, [edition.pk])


def test_a_correction_is_a_further_edition_that_names_the_earlier_and_says_why(a_quarter):
    first = freeze()
    with pytest.raises(Clash, match="published this quarter already"):
        freeze()
    second = freeze("A borough sent its times late.")
    assert (second.number, second.corrects_id) == (2, first.pk)
    assert "corrects edition 1: A borough sent its times late." in second.whole["standing"]
    assert digest(from_json(Edition.objects.get(pk=first.pk).whole)) == first.digest


def test_a_quarter_that_runs_is_not_published(db):
    with pytest.raises(NotValid, match="has not ended"), database.transaction():
        publish(make.reader("chief_officer"), quarter_of(clocks.today()).name)


@pytest.mark.parametrize("role", ["plan_lead", "inspectorate", "analyst", "borough_commander"])
def test_only_a_chief_officer_publishes(db, role):
    with pytest.raises(Refusal):
        freeze(role=role)


def test_every_figure_of_cases_keeps_as_many_as_it_counts(a_quarter):
    edition = freeze()
    whole = from_json(edition.whole)
    with database.as_service():
        for figure in whole.figures.values():
            # MIS-I09 counts reviews, of which a case has several.
            if figure.cases and not figure.borough and figure.unit == "share" and "MIS-I09" not in figure.measure:
                kept = FigureCase.objects.filter(edition=edition, figure=figure.id).count()
                assert (figure.name, kept) == (figure.name, figure.count)


def test_the_cases_behind_a_published_figure_open_to_who_works_them_and_to_nobody_else(a_quarter):
    name = freeze().name
    key = "area.missing.MIS-I11-done.all"
    with database.transaction():
        report = open_report(make.reader("missing_unit"), name)
        figure = report.figure(key)
        found = cases_behind(make.reader("missing_unit"), name, figure.id)
    assert found.total == figure.count
    assert found.rows
    with pytest.raises(Refusal, match="You cannot open these cases") as refused, database.transaction():
        cases_behind(make.reader("chief_officer"), name, figure.id)
    assert refused.value.remedy.startswith("Ask who works missing")


def test_a_figure_by_borough_opens_that_boroughs_cases(a_quarter):
    name = freeze().name
    unit = make.reader("missing_unit")
    with database.transaction():
        report = open_report(unit, name)
        whole = report.figure("area.missing.MIS-I11-done.all")
        parts = [one for one in report.document.figures.values() if one.measure == whole.measure and one.borough]
        totals = [cases_behind(unit, name, one.id).total for one in parts]
    assert sum(totals) == whole.count


def test_from_a_case_one_gets_back_to_every_published_figure_it_entered(a_quarter):
    name = freeze().name
    unit = make.reader("missing_unit")
    with database.transaction():
        figure = open_report(unit, name).figure("area.missing.MIS-I11-done.all")
        reference = cases_behind(unit, name, figure.id).rows[0]["reference"]
    with database.transaction():
        from goldthread.core.cases.queries import open_case_file

        file = open_case_file(unit, reference)
        back = figures_of_case(unit, file.case)
    assert (name, figure.id) in {(one.report, one.figure) for one in back}


@pytest.mark.parametrize("role", ["inspectorate", "panel_member"])
def test_an_outside_reader_gets_the_edition_without_small_numbers_and_no_draft(a_quarter, role):
    edition = freeze()
    with database.transaction():
        opened = open_report(make.reader(role), edition.name)
    assert opened.is_outside
    assert opened.document.is_suppressed
    assert opened.digest == edition.outside_digest
    least = [one.count for one in opened.document.figures.values() if one.of_children and one.count]
    assert min(least, default=5) >= 5
    assert canonical(opened.document) == canonical(from_json(json.loads(json.dumps(edition.outside))))
    with pytest.raises(Refusal), database.transaction():
        open_report(make.reader(role), LAST.name)


def test_the_list_names_every_edition_and_an_unknown_one_is_not_found(a_quarter):
    freeze()
    with database.transaction():
        assert [one.name for one in published(make.reader("analyst"))] == [f"{LAST.name}-1"]
    with pytest.raises(NotFound), database.transaction():
        open_report(make.reader("analyst"), f"{LAST.name}-2")
