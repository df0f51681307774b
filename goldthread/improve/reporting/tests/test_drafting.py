"""A draft says what stands, what is not known and of which quarter; who may draft it is asked first."""

from datetime import datetime
from pathlib import Path

import pytest

from goldthread.cli.tests.commands import command
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases.indicators import area_figures
from goldthread.core.refusals import NotValid, Refusal
from goldthread.improve.recommendations import actions as register
from goldthread.improve.recommendations.tests.register_help import PUBLISHED, TEXT, confirmed, saved
from goldthread.improve.reporting.document import Document, Ref
from goldthread.improve.reporting.drafting import draft
from goldthread.improve.reporting.shown import words
from goldthread.testing import factories as make
from goldthread.testing.episodes import fill_episodes


def drafted(period: str, role: str = "plan_lead") -> Document:
    with database.transaction():
        return draft(make.reader(role), period)


def test_every_recommendation_stands_in_the_report_in_its_publishers_words(db):
    with clocks.held_at(datetime(2016, 12, 1, 9, tzinfo=clocks.LONDON)):
        confirmed()
    made = drafted("2016-Q4")
    assert [one.id for one in made.sections if one.id[1:].isdigit()] == ["r1", "r2", "r3"]
    section = made.section("r1")
    assert section is not None
    assert [block.kind for block in section.blocks[:2]] == ["verdict", "quoted"]
    assert made.stages["r2.1"] == "Not yet accepted"


def test_recommendations_of_the_same_number_in_two_reports_are_told_apart(db):
    with clocks.held_at(datetime(2016, 12, 1, 9, tzinfo=clocks.LONDON)):
        confirmed()
        other = saved(TEXT.replace(b"Thornmere", b"Oxlade"))
        with database.transaction():
            items = register.items_as_read(other)
            register.confirm(make.reader("plan_lead"), other.pk, items, title="Another", published_on=PUBLISHED)
    made = drafted("2016-Q4")
    names = [one.id for one in made.sections if one.id.startswith("r") and one.id[1:2].isdigit()]
    assert len(set(names)) == len(names) == 6
    assert names[:3] == ["r1", "r2", "r3"]
    assert {name.split(".")[0] for name in made.stages} == set(names)


def test_a_quarter_of_which_nothing_is_held_says_so(db):
    empty = drafted("2016-Q1").section("empty")
    assert empty is not None
    assert "Nothing is held of January to March 2016" in str(empty.blocks[0])


def test_a_figure_of_the_report_is_the_figure_of_the_area(db):
    make.reader("missing_unit")
    make.load_child()
    with clocks.held_at(
        datetime(2026, 11, 20, 12, tzinfo=clocks.LONDON)
    ):  # on the first of a month it has no figure yet
        fill_episodes(400, still_open=20)
        made = drafted("2026-Q4")
        with database.transaction():
            areas = area_figures(make.reader("plan_lead"), "missing", "2026-11")
    found = next(one for one in made.figures.values() if one.key == "area.missing.MIS-I08.all")
    assert found.of is not None
    assert found.of >= next(one.counted.of for one in areas.of_all() if one.indicator.id == "MIS-I08")
    assert words(made, Ref(found.id, "of")) == f"{found.of:,}"


def test_who_may_not_draft_gets_no_draft(db):
    for role in ("inspectorate", "panel_member", "analyst", "duty_inspector"):
        with pytest.raises(Refusal):
            drafted("2016-Q4", role)


def test_a_quarter_that_has_not_begun_is_refused(db):
    with pytest.raises(NotValid, match="has not begun"):
        drafted("2099-Q1")


def test_the_command_writes_the_form_that_the_files_name_says(db, tmp_path: Path):
    by = make.reader("plan_lead").officer.username
    for name in ("q.html", "q.pdf", "q.docx"):
        done = command("report", "quarterly", "--period", "2016-Q4", "--out", str(tmp_path / name), by=by)
        assert (done.code, done.err) == (0, "")
        assert (tmp_path / name).stat().st_size > 1000
    refused = command("report", "quarterly", "--period", "2016-Q4", "--out", str(tmp_path / "q.odt"), by=by)
    assert refused.code == 3
