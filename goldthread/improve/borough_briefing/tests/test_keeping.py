"""Lines of intelligence are graded and end; champions have a name and hours; wards say what to look for."""

from datetime import timedelta
from decimal import Decimal

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.journal.models import Event
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.improve.borough_briefing import keeping, queries
from goldthread.improve.borough_briefing.keeping import LineToKeep
from goldthread.testing import factories as make
from tests.pages.test_thread import client, text

KEEP = "/improve/briefing/merrowfield/keep"


@pytest.fixture
def ward(db):
    return make.reader("ward_officer")


@pytest.fixture
def boss(db):
    return make.reader("borough_commander")


def line(by, **changes):
    told = {"words": "A grey car.", "source": "2", "assessment": "B", "handling": "P", **changes}
    with database.transaction():
        return keeping.add_line(by, LineToKeep(**told))


def sheet(by, at=None):
    with database.transaction():
        return queries.open_sheet(by, at=at)


def test_a_line_stands_for_a_week_and_then_no_more(ward, boss):
    line(ward)
    assert [one.grading for one in sheet(boss).lines] == ["2BP"]
    with clocks.held_at(clocks.now() + timedelta(days=7, minutes=1)):
        assert sheet(boss).lines == ()
        assert sheet(boss).counts.intelligence == 0


def test_a_line_withdrawn_is_gone_and_of_then_it_is_still_told(ward, boss):
    kept = line(ward)
    then = clocks.now()
    with database.transaction():
        keeping.withdraw_line(ward, kept.pk, "The car was the caretaker's.")
    assert (sheet(boss).lines, len(sheet(boss, at=then).lines)) == ((), 1)
    with pytest.raises(Clash), database.transaction():
        keeping.withdraw_line(ward, kept.pk, "Again.")


@pytest.mark.parametrize(("field", "changes"), [
    ("words", {"words": ""}), ("source", {"source": "9"}), ("assessment", {"assessment": "F"}),
    ("handling", {"handling": ""}), ("conditions", {"handling": "C"}),
    ("until", {"until": clocks.now() + timedelta(days=29)}), ("dated_on", {"dated_on": clocks.today() + timedelta(1)}),
])  # fmt: skip
def test_a_line_that_is_not_whole_is_refused_beside_its_field(ward, field, changes):
    with pytest.raises(NotValid) as found:
        line(ward, **changes)
    assert found.value.field == field


def test_a_line_of_code_c_carries_its_conditions(ward, boss):
    line(ward, handling="C", conditions="Police only.")
    assert sheet(boss).lines[0].conditions == "Police only."


def test_who_keeps_what(ward, boss):
    with pytest.raises(Refusal, match="cannot enter or withdraw a line"):
        line(boss)
    with pytest.raises(Refusal, match="cannot name a borough's champions"), database.transaction():
        keeping.keep_champion(ward, "ward_officer", about="All.", hours="2")


def test_a_champion_has_hours_until_the_commander_ends_it(boss, ward):
    with database.transaction():
        kept = keeping.keep_champion(boss, "ward_officer", about="Missing children", hours="4.5")
    assert kept.hours_a_week == Decimal("4.5")
    (told,) = sheet(boss).champions
    assert (told.name, told.about, told.hours) == ("Test Ward Officer", "Missing children", 4.5)
    with database.transaction():
        keeping.end_champion(boss, kept.pk)
    assert sheet(boss).champions == ()
    with pytest.raises(NotFound), database.transaction():
        keeping.end_champion(boss, kept.pk)


@pytest.mark.parametrize("hours", ["many", "-1", "61"])
def test_hours_that_cannot_be_are_refused(boss, ward, hours):
    with pytest.raises(NotValid) as found, database.transaction():
        keeping.keep_champion(boss, "ward_officer", about="All.", hours=hours)
    assert found.value.field == "hours"


def test_all_of_it_is_kept_on_one_page_and_is_an_event_each(ward, boss):
    asker, commander = client("ward_officer"), client("borough_commander")
    told = {"words": "A grey car.", "source": "2", "assessment": "B", "handling": "P"}
    assert asker.post(KEEP, told).status_code == 302
    asker.post(KEEP, {"ward_name": "Harbour", "look_for": "Cars outside the home."})
    commander.post(KEEP, {"champion": "ward_officer", "about": "All of it", "hours": "2"})
    page = text(commander.get("/improve/briefing/merrowfield"))
    assert all(words in page for words in ("A grey car.", "Look for: Cars outside the home.", "All of it"))
    with database.as_service():
        kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"intelligence.entered", "ward.kept", "champion.named"} <= kinds
    assert "Choose one." in text(asker.post(KEEP, {**told, "source": ""}))
