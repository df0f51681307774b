"""Children and adults on one board: what holds for a child alone, and the flag of a child who goes again and again."""

from datetime import date, timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert
from goldthread.core.areas.checklists import asked
from goldthread.core.areas.registry import areas
from goldthread.core.cases.checking import answer_item
from goldthread.core.clocks.models import Clock
from goldthread.core.flags.models import Flag
from goldthread.core.refusals import NotValid
from goldthread.respond.missing.checklist import CHECKLIST
from goldthread.respond.missing.checks import known
from goldthread.respond.missing.reporting import report_missing
from goldthread.respond.missing.tests.playing import (
    REPORT,
    back,
    come_back,
    found,
    london,
    report,
    reviewed,
    spoken_to,
    step,
)
from goldthread.testing import factories as make

CHILDS = {"MIS-C11.high", "MIS-C11.other", "MIS-C14.high", "MIS-C14.other", "MIS-C15", "MIS-C16"}


@pytest.fixture
def adult(jess) -> str:
    with clocks.held_at(london("2026-09-02T12:00")):
        grown = make.child("2", forenames="Paul", surname="Ashby", birth_date="1971-05-11", sex="M")
        make.deliver("cad", make.ndjson([make.cad_row("2/01SEP26", linked_persons=[grown])]))
    return make.code_of("2/01SEP26")


def rules_of(case) -> set[str]:
    with database.as_service():
        return set(Clock.objects.filter(stream=f"case:{case.pk}").values_list("rule_id", flat=True))


def graded(code: str, grade: str, **changes):
    case = report(code, "2026-10-23T22:40", **changes)
    return step(case, "grade", "2026-10-23T22:55", grade=grade, why="As told.",
                latest_time=london("2026-10-24T01:00").isoformat(), agreed="His wife rings.")  # fmt: skip


def test_an_adult_may_be_at_low_risk_and_a_listed_factor_of_a_child_raises_no_adults_grade(adult):
    assert graded(adult, "low").facts["grade"] == "low"


def test_no_apparent_risk_stands_for_an_adult_with_a_factor_that_stops_it_for_a_child(adult, jess):
    assert graded(adult, "none", q_self_harm="yes").facts["grade"] == "none"
    assert graded(jess, "none", q_self_harm="yes").facts["grade"] == "medium"


def test_clocks_of_childrens_services_do_not_run_for_an_adult(adult, jess):
    for code, held in ((adult, set()), (jess, {"MIS-C11.other", "MIS-C14.other", "MIS-C15"})):
        case = graded(code, "medium")
        found(case, "2026-10-24T02:00", "police")
        back(case, "2026-10-24T03:00")
        assert rules_of(case) & CHILDS == held
        assert "MIS-C13.other" in rules_of(case)


def test_an_adults_case_closes_without_a_return_interview(adult, jess):
    for code in (jess, adult):
        case = graded(code, "medium")
        found(case, "2026-10-24T02:00", "police")
        back(case, "2026-10-24T03:00")
        spoken_to(case, "2026-10-24T04:00")
        reviewed(case, "supervisor", "2026-10-24T05:00")
        answered(case, "2026-10-24T05:30")
        if code == jess:
            with pytest.raises(NotValid, match="return interview has no result"):
                closed(case)
    assert closed(case).state == "closed"


def test_nothing_closes_before_the_children_at_home_and_where_found_are_named(adult):
    case = graded(adult, "medium")
    found(case, "2026-10-24T02:00", "police")
    back(case, "2026-10-24T03:00")
    with pytest.raises(NotValid, match="Other children at home: each is named, and seen safe; Other children where"):
        closed(case)
    with pytest.raises(NotValid, match="why"):  # done without a name says nothing
        answered(case, "2026-10-24T05:30", why="")


def answered(case, at: str, why: str = "Two, by PC Shah.") -> None:
    """Everything that closing asks of the checklist."""
    for item in CHECKLIST:
        if "close" in item.needed_for:
            with clocks.held_at(london(at)), database.transaction():
                answer_item(make.reader("control_room"), case.reference, item.id, "done", why=why)


def closed(case):
    return step(case, "close", "2026-10-24T06:00", role="supervisor", harm=["none_known"], reasons=["unknown"],
                onward=["nfa"], why="Nothing.")  # fmt: skip


def test_the_third_report_in_ninety_days_flags_the_child_until_ninety_days_are_clear(jess):
    report(jess, "2026-09-04T21:15")
    report(jess, "2026-09-26T23:05")
    assert not Flag.objects.filter(kind="missing_repeat").exists()
    report(jess, "2026-10-23T22:40")
    with database.as_service():
        flag = Flag.objects.get(kind="missing_repeat")
        assert (flag.state, flag.ends_on) == ("live", date(2027, 1, 21))  # 23 October and 90 days


def test_the_next_report_has_the_flag_stand_longer_and_raises_no_second(jess):
    for at in ("2026-09-04T21:15", "2026-09-26T23:05", "2026-10-23T22:40", "2026-11-14T17:00"):
        report(jess, at)
    with database.as_service():
        assert Flag.objects.get(kind="missing_repeat").ends_on == date(2027, 2, 12)  # 14 November and 90 days


def test_a_third_report_of_long_ago_recorded_now_is_kept_and_flags_nobody(jess):
    for at in ("2026-09-04T21:15", "2026-09-26T23:05", "2026-10-23T22:40"):
        come_back(jess, london(at) - timedelta(hours=1))
        with clocks.held_at(london("2027-08-01T12:00")), database.transaction():
            case = report_missing(make.reader("control_room"), jess, occurred_at=london(at), **REPORT)
    assert case.facts["is_repeat"] == "yes"
    with database.as_service():
        assert not Flag.objects.filter(kind="missing_repeat").exists()


def test_what_was_told_of_a_missing_child_needs_nobody_once_they_are_found(jess):
    case = graded(jess, "high")
    assert waiting(case) == {"missing_high"}
    found(case, "2026-10-24T02:00", "police")
    assert waiting(case) == {"missing_found"}


def waiting(case) -> set[str]:
    """The kinds of alert about a case that nobody took and that stand."""
    with database.as_service():
        told = Alert.objects.filter(case_reference=case.reference, acknowledged_at=None, withdrawn_at=None)
        return {kind for kind in told.values_list("kind", flat=True) if kind.startswith("missing_")}


def test_the_checks_that_are_asked_are_those_of_the_day_of_the_report(jess, monkeypatch):
    before = report(jess, "2026-10-20T12:00")
    from goldthread.core.clocks.book import Book

    plain = Book.setting
    fewer = {"missing.checks": ["pnc", "offenders"]}
    monkeypatch.setattr(Book, "setting", lambda self, name, on: fewer.get(name) or plain(self, name, on))
    after = report(jess, "2026-10-23T12:00")
    for case, expected in ((before, len(known())), (after, 2)):
        items = asked(areas()["missing"], ["open"], case.facts)
        assert len([item for item in items if item.group == "checks"]) == expected
