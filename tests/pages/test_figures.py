"""Audit and Demand open on figures: counts by borough and one wait, and nobody's name."""

from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.figures import figures_of
from goldthread.core.refusals import Refusal
from goldthread.respond.concern.actions import record_concern
from goldthread.respond.concern.area import AREA
from goldthread.testing import factories as make
from tests.pages.test_thread import client, text


def three_concerns() -> None:
    """One waiting, one taken after 30 minutes, one taken after 90 and closed."""
    code = make.load_child()
    officer, desk = make.reader("responding_officer"), make.reader("mash_desk")
    start = clocks.now() - timedelta(hours=5)
    for place, minutes in enumerate((None, 30, 90)):
        with clocks.held_at(start), database.transaction():
            case = record_concern(officer, code, seen=f"Seen {place}")
        if minutes:
            with clocks.held_at(start + timedelta(minutes=minutes)), database.transaction():
                move_case(desk, case.reference, "take")
    make.closed_unshared(desk, case.reference)


def test_each_stage_is_counted_and_the_wait_is_the_median_of_those_taken(db):
    three_concerns()
    with database.transaction():
        (row,) = figures_of(make.reader("analyst"), AREA, "see_figures")
    assert (row.borough, row.opened, row.waiting, row.taken, row.closed) == ("Merrowfield", 3, 1, 1, 1)
    assert row.median_wait == timedelta(minutes=60)


def test_a_borough_where_nothing_was_taken_has_no_wait(db):
    code = make.load_child()
    with database.transaction():
        record_concern(make.reader("responding_officer"), code, seen="Seen")
        (row,) = figures_of(make.reader("analyst"), AREA, "see_figures")
    assert row.median_wait is None


@pytest.mark.parametrize(("role", "path"), [("analyst", "/demand"), ("auditor_central", "/audit")])
def test_the_pages_show_figures_and_no_name(db, role, path):
    three_concerns()
    page = client(role).get(path)
    assert page.status_code == 200
    assert "Merrowfield" in text(page)
    assert "Kentwell" not in page.content.decode()
    assert "J.K." not in page.content.decode()


@pytest.mark.parametrize("role", ["responding_officer", "mash_desk", "partner", "dpo"])
def test_figures_are_for_those_who_keep_them(db, role):
    with pytest.raises(Refusal), database.transaction():
        figures_of(make.reader(role), AREA, "see_figures")
