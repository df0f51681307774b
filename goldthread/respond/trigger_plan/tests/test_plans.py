"""A plan falls due with the report that makes a pattern, is put in force by an inspector, and is seen at the next one.

Due times: Jess K, missing-cse-custody.md 5 (November 2026).
"""

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.models import Case
from goldthread.core.journal.queries import verify
from goldthread.core.people.queries import person_by_code
from goldthread.core.refusals import Refusal
from goldthread.link.picture.queries import open_picture
from goldthread.respond.missing.memory import of_child
from goldthread.respond.missing.tests.conftest import jess  # noqa: F401 - the fixture
from goldthread.respond.missing.tests.playing import london, report, step, told_of
from goldthread.respond.trigger_plan.content import suggest
from goldthread.testing import factories as make

FIRST = "A car to 9 Wharf Road, within 15 minutes\nRing her aunt"
PLAN = {"first": FIRST, "ring": "A. Ray, 020 7946 0001", "grade_floor": "high", "agreed_with": "Jess and the home.",
        "do_not": "Ring her mother first"}  # fmt: skip


@pytest.fixture
def plan(jess) -> Case:  # noqa: F811
    """The plan that the third report in 49 days makes due."""
    with clocks.held_at(london("2026-09-02T12:00")):
        make.officer("missing_unit")
    for at in ("2026-09-04T21:15", "2026-09-26T23:05", "2026-10-23T22:40"):
        report(jess, at)
    return due()


def due() -> Case:
    with database.as_service():
        return Case.objects.get(area="trigger_plan")


def started(case: Case, at: str = "2026-10-27T12:00") -> Case:
    return step(case, "start", at, "duty_inspector", **PLAN)


def test_the_report_that_makes_a_pattern_makes_a_meeting_and_a_plan_due_in_working_days(plan):
    # The end of Wednesday 28 and of Friday 30 October, over the night the clocks go back.
    assert told_of(plan, "MIS-C17") == [(london("2026-10-29T00:00"), "running")]
    assert told_of(plan, "MIS-C18") == [(london("2026-10-31T00:00"), "running")]
    step(plan, "meet", "2026-10-26T10:00", "missing_unit", met_on=london("2026-10-26T10:00").isoformat(),
         who_came="The home, Alderbrook.", decided="A plan, and a panel.")  # fmt: skip
    started(plan)
    assert told_of(plan, "MIS-C17") == [(london("2026-10-29T00:00"), "met")]
    assert told_of(plan, "MIS-C18") == [(london("2026-10-31T00:00"), "met")]
    # Reviewed by 24 November: 28 days from the 27th of October.
    assert told_of(plan, "MIS-C19") == [(london("2026-11-25T00:00"), "running")]
    with database.as_service():
        assert verify().as_json()["whole"]


def test_while_a_plan_is_due_or_stands_another_report_makes_no_second(plan, jess):  # noqa: F811
    report(jess, "2026-10-25T22:40")
    started(plan)
    report(jess, "2026-11-01T22:40")
    assert due().reference == plan.reference


def test_once_ended_a_new_pattern_makes_a_new_one(plan, jess):  # noqa: F811
    with clocks.held_at(london("2026-10-28T12:00")), database.transaction():
        move_case(make.reader("duty_inspector"), plan.reference, "end", note="Moved to her aunt. Alderbrook agrees.")
    # Neither was done, and neither is said to have been.
    assert [state for rule in ("MIS-C17", "MIS-C18") for _, state in told_of(plan, rule)] == ["cancelled", "cancelled"]
    report(jess, "2026-11-01T22:40")
    with database.as_service():
        assert Case.objects.filter(area="trigger_plan").count() == 2


def test_an_inspector_puts_a_plan_in_force_and_a_sergeant_does_not(plan):
    with pytest.raises(Refusal, match="An inspector puts a trigger plan in force"):
        step(plan, "start", "2026-10-27T12:00", "supervisor", **PLAN)
    assert started(plan).state == "in_force"


def test_the_next_report_and_the_picture_begin_with_the_first_steps_of_the_plan(plan, jess):  # noqa: F811
    started(plan)
    with clocks.held_at(london("2026-11-14T17:00")), database.transaction():
        reader = make.reader("control_room")
        person, _ = person_by_code(jess)
        told = of_child(reader, person, look(reader, people=[person], reason="a report"))["plan"]
        doing = open_picture(reader, jess).panels["do_now"]
    assert told["steps"] == ("A car to 9 Wharf Road, within 15 minutes", "Ring her aunt")
    assert told["do_not"] == ("Ring her mother first",)
    assert [one["words"] for one in doing["steps"]] == list(told["steps"])
    assert doing["ring"] == [{"who": "A. Ray", "phone": "020 7946 0001"}]


def test_a_live_plan_is_a_factor_that_no_apparent_risk_does_not_stand_against(plan, jess):  # noqa: F811
    started(plan)
    other = report(jess, "2027-06-01T12:00")  # long after: no repeat any more, and the plan still stands
    saved = step(other, "grade", "2027-06-01T12:10", grade="none", why="She is at school, they think.",
                 latest_time=london("2027-06-01T14:00").isoformat(), agreed="The school rings.")  # fmt: skip
    assert (saved.risk, saved.facts["factors"]) == ("medium", ["live_trigger_plan"])


def test_a_review_begins_with_the_plan_as_it_stands_and_counts_28_days_again(plan):
    started(plan)
    with clocks.held_at(london("2026-11-20T12:00")), database.transaction():
        reader = make.reader("missing_unit")
        person, _ = person_by_code(make.code_of("1/01SEP26"))
        look(reader, people=[person], reason="a review")
        begins = suggest(reader, Case.objects.get(pk=plan.pk))
    assert {name: begins[name] for name in PLAN} == PLAN
    step(plan, "review", "2026-11-20T12:00", "missing_unit", **{**PLAN, "worked": "The aunt rang."})
    assert told_of(plan, "MIS-C19") == [
        (london("2026-11-25T00:00"), "met"),
        (london("2026-12-19T00:00"), "running"),
    ]
