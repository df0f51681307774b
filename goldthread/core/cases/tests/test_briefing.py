"""The briefing: what each area declares, of the reader's borough or the force, now; what is unknown is not none."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldthread.cli.tests.commands import command
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.models import LogEntry
from goldthread.core.areas.grammar import BriefingLine
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.briefing import open_briefing, open_line
from goldthread.core.cases.models import Case
from goldthread.core.organisation.models import Borough
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make
from tests.pages.test_thread import client, text


@pytest.fixture
def boss(db):
    return make.reader("supervisor")


def recorded(number: int = 1, hours_ago: float = 1) -> str:
    code = make.load_child(f"{number}/01OCT26", surname=f"Oak{chr(97 + number)}e", birth_date=f"2012-03-0{number}")
    with clocks.held_at(clocks.now() - timedelta(hours=hours_ago)), database.transaction():
        return record_concern(make.reader("responding_officer"), code, seen="A cold flat.").reference


def sentences(by, **asked: str) -> list[str]:
    with database.transaction():
        return [one.sentence for one in open_briefing(by, area="concern", **asked).lines]


def test_each_line_is_a_sentence_with_its_number(boss):
    recorded(1)
    recorded(2, hours_ago=30)
    assert sentences(boss) == [
        "1 concern was recorded in the last 24 hours.",
        "None recorded in the last 24 hours is the child's third or later in 12 months.",
        "2 open concerns are without an owner now.",
        "1 open concern is past a time it was due by.",  # to be taken within four hours (standards.yaml)
    ]
    assert sentences(boss, period="7d")[0] == "2 concerns were recorded in the last 7 days."


def test_where_nothing_is_it_says_none_of_each(boss):
    assert sentences(boss) == [
        "No concern was recorded in the last 24 hours.",
        "None recorded in the last 24 hours is the child's third or later in 12 months.",
        "No open concern is without an owner now.",
        "No open concern is past a time it was due by.",
    ]


def test_what_cannot_be_known_is_never_told_as_none():
    line = BriefingLine("x", "Children seen alone", "y", ("None.", "One.", "{n}."))
    assert (line.sentence(None, ""), line.sentence(0, "")) == ("Children seen alone: not known.", "None.")
    assert BriefingLine("x", "Children seen alone", "y").sentence(1200, "") == "Children seen alone: 1,200."


def test_it_is_of_the_readers_own_borough_unless_another_or_all_is_named(boss):
    recorded(1)
    with database.as_service():
        Borough.objects.create(code="oxlade", name="Oxlade")
        Case.objects.update(borough_id="oxlade")
    assert [one[0] for one in sentences(boss)] == ["N"] * 4
    assert sentences(boss, borough="oxlade")[0] == "1 concern was recorded in the last 24 hours."
    assert sentences(boss, borough="all") == sentences(boss, borough="oxlade")


def test_open_work_in_no_borough_is_said_to_be_in_no_boroughs_numbers(boss):
    recorded(1)
    with database.as_service():
        Case.objects.update(borough=None)
    with database.transaction():
        assert open_briefing(boss).unplaced == 1
    assert "1 open case stands in no borough" in text(client("supervisor").get("/briefing"))
    assert "in no borough" not in text(client("supervisor").get("/briefing?borough=all"))


def test_only_whoever_sees_an_areas_queue_has_its_lines(db):
    for step in (open_briefing, lambda by: open_line(by, "concern", "late")):
        with pytest.raises(Refusal) as found, database.transaction():
            step(make.reader("ward_officer"))
        assert found.value.code == "not_in_role"


def test_a_period_or_a_borough_that_is_none_is_refused_beside_its_field(boss):
    for field in ("period", "borough"):
        with pytest.raises(NotValid) as found, database.transaction():
            open_briefing(boss, **{field: "soon"})
        assert found.value.field == field
        assert client("supervisor").get(f"/briefing?{field}=soon").status_code == 422
    with pytest.raises(NotFound), database.transaction():
        open_line(boss, "concern", "weather")


def test_counting_names_nobody_and_the_cases_behind_a_line_are_one_look(boss):
    reference = recorded(1)
    asker = client("supervisor")
    with database.as_service():
        before = LogEntry.objects.count()
    page = asker.get("/briefing")
    assert "Oakbe" not in page.content.decode()
    with database.as_service():
        assert LogEntry.objects.count() == before
    listed = asker.get("/briefing/concern/recorded?borough=merrowfield&period=24h")
    assert reference in text(listed)
    assert "1 concern was recorded in the last 24 hours." in text(listed)
    with database.as_service():
        row = LogEntry.objects.latest("id")
        assert (LogEntry.objects.count(), len(row.people)) == (before + 1, 1)


def test_a_line_has_as_many_cases_as_it_says(boss):
    for number in range(1, 4):
        recorded(number)
    taken = recorded(4)
    with database.transaction():
        move_case(make.reader("mash_desk"), taken, "take")
    with database.transaction():
        for one in open_briefing(boss).lines:
            assert len(open_line(boss, one.area.id, one.line.id).rows) == one.many
    assert sentences(boss)[2] == "3 open concerns are without an owner now."


def test_more_cases_cost_no_more_queries(boss):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            open_briefing(boss)
            open_line(boss, "concern", "recorded")
        return len(found)

    recorded(1)
    asked()
    one = asked()
    for number in range(2, 6):
        recorded(number)
    assert asked() == one


def test_a_chief_officer_hears_of_the_whole_force_in_counts_and_opens_no_case(boss):
    recorded(1)
    chief = client("chief_officer")
    page = chief.get("/briefing")
    said = unescape(text(page))
    assert "All boroughs, the last 24 hours." in said
    assert "1 concern was recorded in the last 24 hours." in said
    body = page.content.decode()
    assert ("/briefing/concern/" in body, 'name="borough"' in body) == (False, False)
    assert 'href="/briefing"' in chief.get("/").content.decode()
    assert chief.get("/briefing?borough=merrowfield").status_code == 422
    assert chief.get("/briefing/concern/recorded?borough=all&period=24h").status_code == 403
    told = command("briefing", "--json", by="chief_officer").json
    assert (told["borough"], told["lines"][0]["count"]) == ("", 1)


@pytest.mark.parametrize("role", ["analyst", "plan_lead", "training_lead"])
def test_who_studies_the_figures_has_no_briefing(boss, role):
    """A briefing is what those who answer for today do next; who studies figures has the months, the few left out."""
    assert client(role).get("/briefing").status_code == 403


def test_the_command_and_the_page_say_the_same(boss):
    recorded(1)
    told = command("briefing", "--json", by="supervisor").json
    assert (told["borough"], told["period"], told["unplaced"]) == ("merrowfield", "24h", 0)
    page = unescape(text(client("supervisor").get("/briefing")))
    assert [one["sentence"] for one in told["lines"] if one["sentence"] not in page] == []
