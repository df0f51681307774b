"""A concern of ours that went to Merlin and came back is one notification wherever notifications are counted."""

from datetime import timedelta
from typing import Any

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.evaluating import sweep
from goldthread.core.alerts.models import Firing
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.indicators import area_figures
from goldthread.core.cases.queries import open_case_file
from goldthread.core.cases.queueing import open_queue
from goldthread.link.feeds.adapters import MERLIN
from goldthread.respond.concern.actions import record_concern
from goldthread.respond.concern.exporting import export_concerns
from goldthread.respond.concern.research import research
from goldthread.testing import factories as make

HOME = {"address": "12 Mulberry Road", "postcode": "XX1 2AB"}
SHARE = {"recipient": "merrowfield", "basis": "public_task", "consent": "not_asked", "route": "file",
         "summary": "Cold flat.", "why": "No heating."}  # fmt: skip
OFFICER, DESK = "responding_officer", "mash_desk"


@pytest.fixture
def code(db) -> str:
    return make.load_child(**HOME)


def recorded(code: str, days_ago: float = 0) -> str:
    with clocks.held_at(clocks.now() - timedelta(days=days_ago)), database.transaction():
        return record_concern(make.reader(OFFICER), code, seen="A cold flat.").reference


def written_out() -> list[dict[str, str]]:
    with database.transaction():
        return export_concerns(make.reader(DESK), "merlin").rows


def merlin(number: str, *, days_ago: float = 0.1, **told: str) -> None:
    row = make.merlin_row(number, days_ago=days_ago, **{"subject_forename": "Jess", **told})
    make.deliver("merlin", make.csv_bytes(list(MERLIN.columns()), [row]), f"{number} {told}")


def come_back(number: str = "26PAC00000777", **told: str) -> None:
    """What was written out is taken into Merlin and comes in its feed, under Merlin's number."""
    (row,) = written_out()
    assert (row["subject_surname"], row["goldthread_no"][:2]) == ("Kentwell", "N-")
    merlin(number, goldthread_no=row["goldthread_no"], grade="green", **told)


def pack(reference: str) -> dict[str, Any]:
    desk = make.reader(DESK)
    with database.transaction():
        file = open_case_file(desk, reference)
        found = research(desk, file.case, file.look)
    assert found is not None
    return found


def in_months(found: dict[str, Any]) -> int:
    kinds = [kind for month in found["months"] for kind in month["kinds"]]
    return sum(kind["count"] for kind in kinds if kind["name"] in ("concern", "notification"))


def test_a_first_concern_that_came_back_has_no_earlier_one(code):
    reference = recorded(code)
    come_back()
    found = pack(reference)
    assert (found["earlier"]["child"]["count"], found["repeats"], found["same_occasion"]) == (0, 0, [])
    assert in_months(found) == 0  # the months are of what came before this one


def test_an_earlier_one_that_came_back_is_one_and_stands_as_ours(code):
    first = recorded(code, days_ago=40)
    come_back()
    found = pack(recorded(code))
    assert [(one["reference"], one["system"]) for one in found["earlier"]["child"]["last"]] == [(first, "Goldthread")]
    assert (found["repeats"], in_months(found)) == (1, 1)


def test_what_merlin_holds_besides_it_still_counts(code):
    recorded(code, days_ago=40)
    come_back()
    merlin("26PAC00000778", days_ago=30)
    found = pack(recorded(code))
    assert {one["reference"] for one in found["earlier"]["child"]["last"]} >= {"26PAC00000778"}
    assert (found["repeats"], in_months(found)) == (2, 2)


def test_a_row_that_names_no_case_of_ours_counts(code):
    merlin("26PAC00000779", days_ago=30, goldthread_no="N-ZZZZZZZ")
    assert pack(recorded(code))["repeats"] == 1


def test_a_row_that_names_the_case_of_another_child_counts(code):
    """A slip of one letter must not hide a child's notification behind somebody else's."""
    other = make.load_child("2/01OCT26", surname="Underhay", forenames="Ada", birth_date="2015-02-02")
    assert other != code
    merlin("26PAC00000780", days_ago=30, goldthread_no=recorded(other))
    assert pack(recorded(code))["repeats"] == 1


def test_it_is_known_by_its_number_when_a_newer_version_no_longer_names_us(code):
    reference = recorded(code)
    come_back()
    merlin("26PAC00000777", days_ago=0.05, grade="green", outcome="seen")
    assert pack(reference)["repeats"] == 0


def test_the_queue_says_how_often_the_child_came_to_notice_without_it(code):
    recorded(code, days_ago=40)
    come_back()
    recorded(code)
    with database.transaction():
        rows = open_queue(make.reader(DESK), "concern").rows
    assert [row["in_12_months"] for row in rows] == [2, 2]


def test_coming_back_after_no_further_action_is_no_new_notification(code):
    desk, reference = make.reader(DESK), recorded(code, days_ago=40)
    (row,) = written_out()
    with clocks.held_at(clocks.now() - timedelta(days=39)):
        with database.transaction():
            move_case(desk, reference, "take")
        make.closed_unshared(desk, reference)
    merlin("26PAC00000777", days_ago=3, goldthread_no=row["goldthread_no"])
    assert _later() == (0, 1)
    merlin("26PAC00000778", days_ago=2)
    assert _later() == (1, 1)


def test_it_is_one_of_three_low_concerns_and_not_two(code):
    recorded(code)
    come_back()
    merlin("26PAC00000778", days_ago=30, grade="blue")
    assert _fired() == 0
    merlin("26PAC00000779", days_ago=20, grade="blue")
    assert _fired() == 1


def _two_rows_of_one(reference: str, first: dict[str, str], second: dict[str, str]) -> None:
    """Merlin holds two rows of one concern of ours: entered twice there, each under a number of its own."""
    merlin("26PAC00000771", days_ago=20, goldthread_no=reference, **first)
    merlin("26PAC00000772", days_ago=15, goldthread_no=reference, **second)


def test_two_rows_that_name_one_concern_of_ours_are_one_of_three_low_concerns(code):
    _two_rows_of_one(recorded(code, days_ago=21), {"grade": "blue"}, {"grade": "blue"})
    merlin("26PAC00000778", days_ago=10, grade="blue")
    assert _fired() == 0
    merlin("26PAC00000779", days_ago=5, grade="blue")
    assert _fired() == 1


def test_a_concern_that_one_of_its_two_rows_says_was_shared_is_no_low_one(code):
    told = {"shared_at": (clocks.now() - timedelta(days=16)).isoformat(), "shared_to": "Oxlade children's services"}
    _two_rows_of_one(recorded(code, days_ago=21), {"grade": "blue"}, {"grade": "blue", **told})
    _two_low_ones()
    assert _fired() == 0


def test_a_concern_that_one_of_its_two_rows_grades_higher_is_no_low_one(code):
    _two_rows_of_one(recorded(code, days_ago=21), {"grade": "blue"}, {"grade": "amber"})
    _two_low_ones()
    assert _fired() == 0


def test_two_rows_that_name_another_childs_concern_are_two(code):
    other = make.load_child("2/01OCT26", surname="Underhay", forenames="Ada", birth_date="2015-02-02")
    _two_rows_of_one(recorded(other, days_ago=21), {"grade": "blue"}, {"grade": "blue"})
    merlin("26PAC00000778", days_ago=10, grade="blue")
    assert _fired() == 1


def _two_low_ones() -> None:
    for number, days_ago in (("26PAC00000778", 10), ("26PAC00000779", 5)):
        merlin(number, days_ago=days_ago, grade="blue")


@pytest.fixture
def long_known(db) -> str:
    """A child of whom nothing but a call of twenty-five days ago is held."""
    make.deliver("cad", make.ndjson([make.cad_row("1/01OCT26", days_ago=25, linked_persons=[make.child(**HOME)])]))
    return make.code_of("1/01OCT26")


def test_the_second_row_of_a_graded_concern_is_not_the_child_met_again(long_known):
    _two_rows_of_one(recorded(long_known, days_ago=21), {"grade": "amber"}, {"grade": "amber"})
    assert _fired("concern_unanswered") == 0
    make.load_child("3/01OCT26", **HOME)
    assert _fired("concern_unanswered") == 1


def test_a_graded_concern_is_answered_where_either_of_its_rows_says_so(code):
    _two_rows_of_one(recorded(code, days_ago=21), {"grade": "amber"}, {"grade": "amber", "outcome": "seen"})
    assert _fired("concern_unanswered") == 0


def test_two_rows_of_one_concern_from_two_boroughs_are_no_new_borough(long_known):
    reference = recorded(long_known, days_ago=21)
    _two_rows_of_one(reference, {"grade": "amber", "borough": "Oxlade"}, {"grade": "amber", "borough": "Stanehithe"})
    assert _fired("new_borough_old_danger") == 0
    merlin("26PAC00000773", days_ago=10, grade="blue", borough="Highmoor")
    assert _fired("new_borough_old_danger") == 1


def test_two_rows_of_one_concern_are_one_of_ten_that_a_desk_has_not_sent_on(code):
    reference = recorded(code, days_ago=21)
    _two_rows_of_one(reference, {"grade": "green", "borough": "Oxlade"}, {"grade": "green", "borough": "Oxlade"})

    def another(number: int) -> None:
        names = {"subject_surname": f"Underhay{chr(97 + number)}", "subject_forename": "Ada", "subject_birth_date": ""}
        merlin(f"26PAC000001{number:02}", days_ago=9, grade="green", borough="Oxlade", **names)

    for number in range(8):
        another(number)
    assert (sweep().fired, _fired("desk_backlog")) == (0, 0)
    another(8)
    assert (sweep().fired, _fired("desk_backlog")) == (1, 1)


def shared(reference: str, days_ago: float) -> None:
    """Taken, graded and shared here; Merlin is told nothing of it."""
    desk = make.reader(DESK)
    with clocks.held_at(clocks.now() - timedelta(days=days_ago)):
        with database.transaction():
            move_case(desk, reference, "take")
        make.graded(desk, reference, grade="green")
        with database.transaction():
            move_case(desk, reference, "share", answers=SHARE)


def test_one_that_was_shared_here_is_no_unshared_one_when_it_comes_back(code):
    """The system it came back from need not know of the sharing; one of three that was shared was read."""
    reference = recorded(code, days_ago=1)
    (row,) = written_out()
    shared(reference, days_ago=0.9)
    merlin("26PAC00000777", goldthread_no=row["goldthread_no"], grade="green")
    for number, days_ago in (("26PAC00000778", 30), ("26PAC00000779", 20)):
        merlin(number, days_ago=days_ago, grade="blue")
    assert _fired() == 0
    merlin("26PAC00000780", days_ago=10, grade="blue")
    assert _fired() == 1


@pytest.mark.parametrize(("is_shared", "fired"), [(True, 0), (False, 1)])
def test_a_graded_one_that_was_shared_here_does_not_stand_unanswered(code, is_shared, fired):
    reference = recorded(code, days_ago=9)
    (row,) = written_out()
    if is_shared:
        shared(reference, days_ago=8)
    merlin("26PAC00000777", days_ago=8, goldthread_no=row["goldthread_no"], grade="amber")
    make.load_child("3/01OCT26", **HOME)
    assert _fired("concern_unanswered") == fired


def test_the_number_of_a_shared_case_on_another_childs_record_hides_nothing(code):
    other = make.load_child("2/01OCT26", surname="Underhay", forenames="Ada", birth_date="2015-02-02")
    reference = recorded(other, days_ago=1)
    shared(reference, days_ago=0.9)
    merlin("26PAC00000777", goldthread_no=reference, grade="green")
    for number, days_ago in (("26PAC00000778", 30), ("26PAC00000779", 20)):
        merlin(number, days_ago=days_ago, grade="blue")
    assert _fired() == 1


def _later() -> tuple[int, int]:
    with database.transaction():
        found = {one.indicator.id: one.counted for one in area_figures(make.reader("analyst"), "concern").of_all()}
    return found["later_not_shared"].count, found["later_not_shared"].of


def _fired(rule: str = "three_low_concerns") -> int:
    with database.as_service():
        return Firing.objects.filter(rule=rule, withdrawn_at=None).count()
