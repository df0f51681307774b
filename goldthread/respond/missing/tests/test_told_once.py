"""What two systems tell of one child is told once; a child found where somebody dangerous lives is told at once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from django.db import connections

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert, Firing
from goldthread.core.areas.checklists import missing_for
from goldthread.core.areas.registry import areas
from goldthread.core.cases.models import Case
from goldthread.core.journal.models import Event
from goldthread.respond.missing.reporting import report_missing
from goldthread.respond.missing.tests.playing import REPORT, london, report, step
from goldthread.respond.missing.tests.test_memory import merlin
from goldthread.respond.tripwires.tests.test_rules import HOME, marker
from goldthread.testing import factories as make


def at(text: str):
    return clocks.held_at(london(text))


def from_merlin(number: str, day: str, **told: str) -> None:
    """A report that Merlin sends on the day it was made."""
    with at(f"{day}T23:00"):
        instant = f"{day}T21:00:00+01:00"
        merlin(number, instant, **{"source_updated_at": instant, "source_recorded_at": instant,
                                   "extracted_at": instant, "risk": "medium", **told})  # fmt: skip


def told() -> tuple[int, int]:
    """How often the coordinator was told of the pattern: by the area, and by the rule."""
    with database.as_service():
        return Alert.objects.filter(kind="missing_repeat").count(), Firing.objects.filter(rule="repeat_missing").count()


def test_our_third_report_tells_it_and_merlins_copy_of_it_is_silent(jess):
    from_merlin("26MIS00000001", "2026-09-03")
    from_merlin("26MIS00000002", "2026-09-10")
    report(jess, "2026-09-20T20:30")
    assert told() == (1, 0)
    from_merlin("26MIS00000003", "2026-09-20")
    assert told() == (1, 0)


def test_where_merlins_third_report_told_it_ours_of_the_next_week_is_silent(jess):
    for number, day in enumerate(("2026-09-03", "2026-09-10", "2026-09-20"), start=1):
        from_merlin(f"26MIS0000000{number}", day)
    assert told() == (0, 1)
    case = report(jess, "2026-09-27T20:30")
    assert (case.facts["is_repeat"], told()) == ("yes", (0, 1))


def test_merlins_report_makes_three_with_two_of_ours(jess):
    for day in ("2026-09-03", "2026-09-10"):
        case = report(jess, f"{day}T12:00")
        step(
            case,
            "locate",
            f"{day}T15:00",
            located_on=london(f"{day}T14:00").isoformat(),
            located_how="family",
            located_place="At a friend's",
            located_with="The friend",
        )
        step(
            case,
            "return",
            f"{day}T16:00",
            returned_on=london(f"{day}T15:00").isoformat(),
            returned_to="home",
            return_safe="Both parents are there.",
        )
    from_merlin("26MIS00000003", "2026-09-20")
    with database.as_service():
        assert Firing.objects.get(rule="repeat_missing").facts == {"reports": 3, "days": 17}


def test_a_report_of_merlins_that_names_ours_or_has_its_time_within_ours_is_no_second_one(jess):
    report(jess, "2026-09-03T12:00")
    from_merlin("26MIS00000001", "2026-09-04")  # while she is away
    from_merlin("26MIS00000002", "2026-09-05")
    assert told() == (0, 0)


def found_at_home_of_danger(code: str) -> Case:
    with at("2026-09-10T12:00"):
        marker(days_ago=-160)  # a managed offender's address, told on that day
    case = report(code, "2026-09-20T20:30")
    step(case, "grade", "2026-09-20T20:40", grade="medium", why="Out after dark.")
    return step(case, "locate", "2026-09-20T23:30", located_on=london("2026-09-20T23:20").isoformat(),
                located_how="police", located_place=f"{HOME['address']}, {HOME['postcode']}",
                located_with="A man of about 40.")  # fmt: skip


def test_a_child_found_where_a_managed_offender_lives_is_told_at_once_and_a_strategy_discussion_is_asked(jess):
    case = found_at_home_of_danger(jess)
    assert case.facts["found_with_risk"] == "yes"
    with database.as_service():
        alerts = Alert.objects.filter(kind="missing_found_risk", case_reference=case.reference)
        assert sorted(alerts.values_list("to_role", flat=True)) == [
            "duty_inspector",
            "missing_unit",
            "offender_manager",
        ]
        assert set(alerts.values_list("urgency", flat=True)) == {"now"}
    waiting = missing_for(areas()["missing"], "close", case.facts, {})
    assert "strategy_discussion" in [item.id for item in waiting]


def test_merlins_copy_of_where_the_child_was_found_tells_it_no_second_time(jess):
    found_at_home_of_danger(jess)
    from_merlin("26MIS00000001", "2026-09-20", found_place=HOME["address"], found_postcode=HOME["postcode"],
                found_at="2026-09-20T23:20:00+01:00")  # fmt: skip
    with database.as_service():
        assert not Firing.objects.filter(rule="missing_found_with_risk").exists()


def test_an_address_that_nobody_told_of_is_not_said_to_be_safe(jess):
    case = report(jess, "2026-09-20T20:30")
    step(case, "grade", "2026-09-20T20:40", grade="medium", why="Out after dark.")
    case = step(case, "locate", "2026-09-20T23:30", located_on=london("2026-09-20T23:20").isoformat(),
                located_how="police", located_place="Behind the station", located_with="Nobody")  # fmt: skip
    assert case.facts["found_with_risk"] == "unknown"
    assert datetime.fromisoformat(case.facts["located_on"]) == london("2026-09-20T23:20")


def test_a_child_who_is_away_and_is_reported_again_has_one_case_and_the_unit_hears(jess):
    case = report(jess, "2026-09-20T20:30")
    with at("2026-09-20T21:00"), database.transaction():
        again = report_missing(make.reader("control_room"), jess, **REPORT)
    with database.as_service():
        assert (again.reference, Case.objects.filter(area="missing").count()) == (case.reference, 1)
        assert Alert.objects.filter(kind="missing_reported_again", case_reference=case.reference).count() == 1


def test_an_episode_before_the_open_one_that_is_recorded_late_is_a_case_of_its_own(jess):
    case = report(jess, "2026-09-20T20:30")
    with at("2026-09-20T21:00"), database.transaction():
        before = report_missing(make.reader("control_room"), jess, occurred_at=london("2026-09-18T20:00"), **REPORT)
    assert before.reference != case.reference


def test_a_report_that_is_pressed_twice_at_once_is_one_report_told_once(jess):
    by, start = make.reader("control_room"), threading.Barrier(2)

    def press(number: int) -> str:
        start.wait()
        try:
            with database.transaction():
                return report_missing(by, jess, idempotency_key="pressed", **REPORT).reference
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        first, second = both.map(press, range(2))
    with database.as_service():
        assert (first, Event.objects.filter(kind="missing.reported").count()) == (second, 1)
        assert not Event.objects.filter(kind="case.reported_again").exists()
