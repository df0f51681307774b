"""What missing children are measured by: every number here was counted by hand from the cases that each test makes."""

from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.areas.grammar import Counted
from goldthread.core.areas.resting import wrong_with_rest
from goldthread.core.cases.checking import answer_item
from goldthread.core.cases.indicators import area_figures, cases_behind
from goldthread.core.clocks.book import book
from goldthread.core.organisation.models import Borough
from goldthread.respond.missing.area import AREA
from goldthread.respond.missing.measures import NO_AUDIT, NO_RESIDENTS
from goldthread.respond.missing.tests.playing import (
    authority,
    back,
    come_back,
    found,
    listened_to,
    london,
    report,
    reviewed,
    spoken_to,
    step,
)
from goldthread.respond.trigger_plan.tests.test_plans import PLAN
from goldthread.testing import factories as make

NOW = "2026-11-20T12:00"
NONE = {"grade": "none", "why": "She always comes back.", "agreed": "The home rings back."}


def told_care(case, at: str) -> None:
    step(case, "tell_care", at, care_told_on=london(at).isoformat(), care_told_by="edt", responsible=authority(),
         host=authority(), told_whom="The duty worker.")  # fmt: skip


def answered(case, at: str) -> None:
    """Every item of the checklist that closing needs."""
    for item in (one.id for one in AREA.checklist if "close" in one.needed_for):
        with clocks.held_at(london(at)), database.transaction():
            answer_item(make.reader("control_room"), case.reference, item, "not_needed", why="Nobody was there.")


def closing(case, at: str, *harm: str):
    return step(case, "close", at, "supervisor", harm=list(harm) or ["none_known"], reasons=["unknown"], onward=["nfa"],
                why="Nothing new.")  # fmt: skip


@pytest.fixture
def four(jess) -> dict[str, str]:
    """Four episodes of two children: three of a girl in 49 days, one of a boy who is still missing."""
    with clocks.held_at(london("2026-09-02T12:00")):
        boy = make.child(forenames="Omar", surname="Farid", birth_date="2012-03-02", sex="M")
        make.deliver("cad", make.ndjson([make.cad_row("2/01SEP26", linked_persons=[boy])]))
    with database.as_service():
        Borough.objects.get_or_create(code="oxlade", defaults={"name": "Oxlade"})
    first = report(jess, "2026-09-04T21:15")
    step(first, "grade", "2026-09-04T21:40", grade="medium", why="A girl of 15 in care, out after dark.")
    reviewed(first, "duty_inspector", "2026-09-04T22:20")  # the inspector's review was due by 01:40
    told_care(first, "2026-09-04T22:30")
    found(first, "2026-09-05T01:15", "self_return")  # missing for four hours
    back(first, "2026-09-05T01:15")
    spoken_to(first, "2026-09-05T16:00")  # in its 24 hours
    listened_to(first, "2026-09-08T11:00")  # late: 72 hours were over at 01:15
    answered(first, "2026-09-09T10:00")
    closing(first, "2026-09-09T10:00")
    second = report(jess, "2026-09-26T23:05", q_previous="no")
    step(second, "grade", "2026-09-26T23:10", latest_time=london("2026-09-27T02:00").isoformat(), **NONE)
    step(second, "reassess", "2026-09-27T02:30", grade="medium", why="Nobody saw her.")  # half an hour late
    found(
        second, "2026-09-27T13:05", "police", borough="oxlade"
    )  # fourteen hours; no inspector had reviewed it by 06:30
    back(second, "2026-09-27T14:00")
    refused = {"interview": "refused", "interview_on": london("2026-09-28T20:00").isoformat(), "why": "She said no."}
    step(second, "interview", "2026-09-28T20:00", **refused)
    third = report(jess, "2026-10-23T22:40", q_cse_now="yes")
    step(third, "grade", "2026-10-23T22:50", latest_time=london("2026-10-24T02:00").isoformat(), **NONE)  # saved medium
    found(third, "2026-10-24T00:40", "police", borough="merrowfield")  # two hours
    fourth = report(make.code_of("2/01SEP26"), "2026-11-20T09:00")
    return {"first": first.reference, "second": second.reference, "third": third.reference, "fourth": fourth.reference}


def figures(month: str = "") -> dict[str, Counted]:
    with clocks.held_at(london(NOW)), database.transaction():
        return {
            one.indicator.id: one.counted for one in area_figures(make.reader("analyst"), "missing", month).of_all()
        }


def behind(indicator: str, **where) -> list[str]:
    with clocks.held_at(london(NOW)), database.transaction():
        rows = cases_behind(make.reader("supervisor"), "missing", indicator, **where).rows
        return [row["reference"] for row in rows]


COUNTED = {
    "MIS-I02": (4, 2),
    "MIS-I03": (1, 2),
    "MIS-I04": (1, 4),  # the third was asked for and saved as medium
    "MIS-I05": (1, 1),
    "MIS-I06": (1, 1),
    "MIS-I07": (1, 2),
    "MIS-I08": (0, 2),  # the first and the second; the third was found before its checks were due
    "MIS-I09": (1, 2),  # the first's was held; the second's was not, by 06:30
    "MIS-I10": (1, 3),  # the fourth may still be told today
    "MIS-I11-in-time": (1, 3),
    "MIS-I11-done": (1, 3),
    "MIS-I12-offered": (1, 2),
    "MIS-I12-in-time": (0, 2),
    "MIS-I12-received": (0, 2),
    "MIS-I13": (0, 1),
    "MIS-I14": (0, 0),
    "MIS-I15": (3, 3),
    "MIS-I16-harm": (0, 3),
    "MIS-I16-not-asked": (0, 3),
    "MIS-I16-not-said": (2, 3),
    "MIS-I17": (1, 4),
    "MIS-I19": (1, 2),
    "late-over": (0, 4),
}


def test_each_figure_is_what_was_counted_by_hand(four):
    found_then = figures()
    assert {name: (one.count, one.of) for name, one in found_then.items() if name in COUNTED} == COUNTED
    assert (found_then["MIS-I15"].median, found_then["MIS-I15"].slow) == (4 * 3600, 12 * 3600)


def test_the_cases_behind_a_figure_are_those_that_count_in_it(four):
    assert behind("MIS-I04") == [four["second"]]
    assert behind("MIS-I03") == [four["third"]]  # the last episode of the girl
    assert behind("MIS-I07") == [four["third"]]
    assert behind("MIS-I09") == [four["first"]]
    assert behind("MIS-I19") == [four["second"]]
    assert behind("MIS-I02") == list(four.values())
    assert behind("MIS-I02", borough="Oxlade") == []
    for name in {one.id for one in AREA.indicators if not one.is_of_audits} - {"MIS-I09"}:
        assert len(behind(name)) == figures()[name].count, name


def test_a_month_counts_the_children_reported_in_it(four):
    october = figures("2026-10")
    assert (october["MIS-I02"].count, october["MIS-I02"].of) == (1, 1)
    assert (october["MIS-I03"].count, october["MIS-I03"].of) == (1, 1)  # the third by the two before the month
    assert behind("MIS-I02", month="2026-10") == [four["third"]]


def test_a_rate_needs_the_residents_that_the_force_entered_and_an_audit_grade_an_audit(four, monkeypatch):
    assert figures()["MIS-I01"] == Counted("MIS-I01", "", "", 4, 0, unknown=NO_RESIDENTS)
    assert [figures()[one].unknown for one in ("MIS-I18", "MIS-I20")] == [NO_AUDIT, NO_AUDIT]
    setting = type(book()).setting
    for told, of, unknown in (
        ({"merrowfield": 30_000}, 0, NO_RESIDENTS),  # of all, only where each borough's is known
        ({"merrowfield": 30_000, "oxlade": 20_000}, 50_000, ""),
    ):
        monkeypatch.setattr(type(book()), "setting", lambda self, name, on, told=told: told
                            if name == "missing.residents_under_18" else setting(self, name, on))  # fmt: skip
        with clocks.held_at(london(NOW)), database.transaction():
            rows = area_figures(make.reader("analyst"), "missing").rows
        rate = {one.counted.borough: one for one in rows if one.indicator.id == "MIS-I01" and not one.counted.month}
        assert (rate[""].counted.of, rate[""].counted.unknown) == (of, unknown)
        assert rate["Merrowfield"].as_json()["each"] == 0.133  # 4 of 30,000


def test_a_report_written_down_late_is_late_and_how_late_is_measured(jess):
    for hours, minutes in ((1, 61), (2, 60), (3, 0)):
        reported = london("2026-11-10T10:00") + timedelta(hours=24 * hours)
        come_back(jess, reported - timedelta(minutes=5))
        with clocks.held_at(reported + timedelta(minutes=minutes)), database.transaction():
            from goldthread.respond.missing.reporting import report_missing
            from goldthread.respond.missing.tests.playing import REPORT

            report_missing(make.reader("control_room"), jess, occurred_at=reported, **REPORT)
    told = figures()
    assert (told["late-over"].count, told["late-over"].of) == (1, 3)
    assert told["late-recording"].median == 3600


def test_a_plan_that_stood_when_a_child_was_reported_was_used_or_not(jess):
    for at in ("2026-09-04T21:15", "2026-09-26T23:05", "2026-10-23T22:40"):
        report(jess, at)
    from goldthread.core.cases.models import Case

    with database.as_service():
        plan = Case.objects.get(area="trigger_plan")
    step(plan, "start", "2026-10-27T10:00", "duty_inspector", **PLAN)
    report(jess, "2026-11-01T20:00")
    step(plan, "use", "2026-11-01T21:00", helped="Her aunt was rung first.")
    report(jess, "2026-11-10T20:00")
    told = figures()
    assert (told["MIS-I13"].count, told["MIS-I13"].of) == (1, 1)
    assert (told["MIS-I14"].count, told["MIS-I14"].of) == (1, 2)


def test_the_area_rests_on_what_is_there_and_asks_what_the_sets_ask():
    assert list(wrong_with_rest(AREA)) == []
    assert [one.id for one in AREA.questions if one.id.startswith("MIS")] == [f"MIS-{n:02}" for n in range(1, 18)]
    assert [one.id for one in AREA.questions if one.id.startswith("COM")] == [f"COM-{n:02}" for n in range(1, 17)]
