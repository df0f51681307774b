"""Clocks as they run in cases: started and stopped by events, told by the sweep, adopted by a chief officer."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connections

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert
from goldthread.core.alerts.queries import alerts_open_count
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.queries import open_case_file
from goldthread.core.clocks.actions import adopt, end_adoption, sweep
from goldthread.core.clocks.models import Clock
from goldthread.core.journal.queries import verify
from goldthread.core.organisation.models import DutyShift
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make

BEGAN = datetime(2026, 10, 23, 21, 40, tzinfo=UTC)


@pytest.fixture
def child(db) -> str:
    return make.load_child()


@pytest.fixture(autouse=True)
def _then():
    with clocks.held_at(BEGAN):
        yield


def concern(child: str, risk: str = "high"):
    with database.transaction():
        return record_concern(make.reader("responding_officer"), child, seen="A child alone.", risk=risk)


def take(case, **when):
    with database.transaction():
        return move_case(make.reader("mash_desk"), case.reference, "take", **when)


def held() -> dict[str, Clock]:
    with database.as_service():
        return {clock.rule_id: clock for clock in Clock.objects.all()}


def told() -> list[tuple[str, str]]:
    with database.as_service():
        rows = Alert.objects.filter(kind="clock").order_by("id")
        return [(alert.to_role or "owner", alert.words) for alert in rows]


def test_a_high_risk_concern_starts_the_clock_of_its_risk_and_no_other(child):
    concern(child)
    assert {name: clock.due_at for name, clock in held().items()} == {
        "concern.take.high": BEGAN + timedelta(minutes=30)
    }


def test_taking_it_stops_one_clock_and_starts_the_next(child):
    case = concern(child)
    with clocks.held_at(BEGAN + timedelta(minutes=20)):
        take(case)
    found = held()
    assert (found["concern.take.high"].how, found["concern.take.high"].is_late) == ("stopped", False)
    # Taken on Friday 23 October 2026: three working days after it is Wednesday 28 October.
    assert str(found["concern.decide"].due_on) == "2026-10-28"


def test_the_sweep_tells_each_role_as_its_time_comes_and_nothing_twice(child):
    case = concern(child)
    with clocks.held_at(BEGAN + timedelta(minutes=22)):
        assert sweep() == {"clocks": 0, "alerts": 0}
    with clocks.held_at(BEGAN + timedelta(minutes=31)):
        assert sweep() == {"clocks": 1, "alerts": 2}  # two steps for the desk have come: it is told once
        assert sweep() == {"clocks": 0, "alerts": 0}
    assert [who for who, _ in told()] == ["mash_desk", "supervisor"]
    with clocks.held_at(BEGAN + timedelta(minutes=40)):
        assert sweep() == {"clocks": 1, "alerts": 1}
    assert told()[-1] == ("duty_inspector", "High-risk concern taken: late. Was due 23 Oct 23:10")
    with database.as_service():
        assert set(Alert.objects.filter(kind="clock").values_list("case_reference", flat=True)) == {case.reference}


def test_a_role_is_told_in_the_cases_borough_and_where_nobody_is_on_duty_there_in_the_whole_force(child):
    concern(child)
    here, there = (
        make.officer("supervisor", name, borough) for name, borough in (("a", "Merrowfield"), ("b", "Oxlade"))
    )
    with database.as_service():
        DutyShift.objects.create(post=here.posts.get(), starts_at=BEGAN, ends_at=BEGAN + timedelta(hours=8))
    with clocks.held_at(BEGAN + timedelta(minutes=40)):
        sweep()
    with database.as_service():
        told_to = dict(Alert.objects.filter(kind="clock").values_list("to_role", "to_borough"))
        assert told_to == {"mash_desk": None, "supervisor": "merrowfield", "duty_inspector": None}
        assert [alerts_open_count(one, "supervisor", one.posts.get().borough_id) for one in (here, there)] == [1, 0]
        inspector = make.officer("duty_inspector", "c", "Oxlade")
        assert alerts_open_count(inspector, "duty_inspector", "oxlade") == 1


def test_a_stopped_clock_tells_nobody(child):
    case = concern(child)
    take(case)
    with clocks.held_at(BEGAN + timedelta(hours=1)):
        assert sweep()["alerts"] == 0


def test_an_act_in_time_but_written_late_is_met_and_the_lateness_shown(child):
    case = concern(child)
    with clocks.held_at(BEGAN + timedelta(hours=2)):
        take(case, occurred_at=BEGAN + timedelta(minutes=10))
        with database.transaction():
            file = open_case_file(make.reader("mash_desk"), case.reference)
    shown = next(one for one in file.clocks if one["rule"] == "concern.take.high")
    assert (shown["state"], shown["is_late"]) == ("met", False)
    assert shown["recorded_late"] == timedelta(minutes=110)


def test_an_act_too_late_stays_late(child):
    case = concern(child)
    with clocks.held_at(BEGAN + timedelta(hours=2)):
        take(case)
    assert held()["concern.take.high"].is_late


def test_a_case_shows_its_clocks_as_reminders_until_adopted(child):
    case = concern(child)
    with clocks.held_at(BEGAN + timedelta(hours=2)), database.transaction():
        file = open_case_file(make.reader("mash_desk"), case.reference)
    assert [(one["state"], one["is_reminder"]) for one in file.clocks] == [("missed", True)]


def test_a_chief_officer_adopts_a_number_of_ours_and_a_later_miss_is_a_breach(child):
    chief = make.reader("chief_officer")
    with database.transaction():
        adopted = adopt(chief, "concern.take.high", why="A child in danger waits for nobody.")
    assert (adopted.name, adopted.post) == (str(chief.officer), chief.post.title)
    case = concern(child)
    with clocks.held_at(BEGAN + timedelta(hours=2)), database.transaction():
        file = open_case_file(make.reader("mash_desk"), case.reference)
    assert [one["state"] for one in file.clocks] == ["breached"]


def test_an_adoption_ends_and_is_kept(child):
    chief = make.reader("chief_officer")
    with database.transaction():
        adopt(chief, "concern.take.high", why="It is ours now.")
        with pytest.raises(Clash):
            adopt(chief, "concern.take.high", why="Again.")
        ended = end_adoption(chief, "concern.take.high")
        with pytest.raises(NotValid):
            end_adoption(chief, "concern.take.high")
    assert ended.to_on == BEGAN.date()


@pytest.mark.parametrize(
    ("rule", "values", "code"),
    [
        ("PP-C01", {"why": "Law"}, "not_valid"),
        ("concern.decide", {"why": " "}, "not_valid"),
        ("concern.decide", {"why": "x", "from_on": date(2026, 10, 22)}, "not_valid"),
        ("nothing.here", {"why": "x"}, "unknown_rule"),
    ],
)
def test_what_cannot_be_adopted_is_refused(db, rule, values, code):
    with database.transaction(), pytest.raises(Refusal) as refused:
        adopt(make.reader("chief_officer"), rule, **values)
    assert refused.value.code == code


def test_only_a_chief_officer_adopts(db):
    with database.transaction(), pytest.raises(Refusal) as refused:
        adopt(make.reader("duty_inspector"), "concern.decide", why="x")
    assert refused.value.code == "not_in_role"


def test_clocks_are_rebuilt_from_the_journal_without_a_difference(child):
    case = concern(child)
    desk = make.reader("mash_desk")
    for hours, move, note in ((1, "take", ""), (2, "return", "Not ours"), (3, "take", "")):
        with clocks.held_at(BEGAN + timedelta(hours=hours)), database.transaction():
            move_case(desk, case.reference, move, note=note)
    with clocks.held_at(BEGAN + timedelta(hours=4)):
        make.closed_unshared(desk, case.reference)
    with clocks.held_at(BEGAN + timedelta(hours=5)):
        sweep()
        with database.as_service():
            assert verify().differences == []


def test_without_a_look_no_clock_is_seen(child):
    concern(child)
    with database.transaction():
        assert list(Clock.objects.all()) == []


def test_a_clock_whose_rule_is_gone_is_told_by_its_id_and_stops_no_other(child):
    concern(child)
    with database.as_service():
        Clock.objects.update(rule_id="an.old.rule")
    with clocks.held_at(BEGAN + timedelta(minutes=40)):
        assert sweep()["alerts"] == 3
    assert told()[-1][1] == "an.old.rule: late. Was due 23 Oct 23:10"


def test_two_chief_officers_at_once_adopt_once_and_the_second_is_told(db):
    chief, answers = make.reader("chief_officer"), []
    begun = threading.Barrier(2)

    def press() -> None:
        try:
            with clocks.held_at(BEGAN), database.transaction():
                begun.wait(5)
                adopt(chief, "concern.decide", why="It is ours.")
            answers.append("adopted")
        except Clash:
            answers.append("told")
        finally:
            connections.close_all()

    pressing = [threading.Thread(target=press) for _ in range(2)]
    for one in pressing:
        one.start()
    for one in pressing:
        one.join(20)
    assert sorted(answers) == ["adopted", "told"]
