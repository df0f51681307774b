"""An alert reaches who is on duty, nearest first; climbs until a named officer takes it; is put off or handed on."""

from datetime import UTC, datetime, timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.access.roles import roles
from goldthread.core.alerts import actions, answering
from goldthread.core.alerts.climbing import climb
from goldthread.core.alerts.models import Alert, Delivery
from goldthread.core.alerts.queries import (
    Wanted,
    alerts_for,
    alerts_open_count,
    deliveries_of,
    find_alerts,
    rule_figures,
)
from goldthread.core.alerts.urgency import urgencies
from goldthread.core.journal.models import Event
from goldthread.core.journal.queries import verify
from goldthread.core.organisation.models import Accreditation, DutyShift, Officer, Post
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.testing import factories as make

NIGHT = datetime(2026, 10, 23, 22, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def ten_at_night() -> object:
    with clocks.held_at(NIGHT):
        yield


def on_duty(role: str, username: str, borough: str = "Merrowfield", hours: float = 8) -> Officer:
    found = make.officer(role, username, borough)
    with database.as_service():
        post = Post.objects.get(officer=found)
        DutyShift.objects.create(
            post=post, starts_at=NIGHT - timedelta(hours=1), ends_at=NIGHT + timedelta(hours=hours)
        )
    return found


def by(officer: Officer) -> Reader:
    return reader_for(officer, "page:alert_step")


def told(
    urgency: str = "now",
    role: str = "offender_manager",
    skill: str = "",
    borough: str = "merrowfield",
    reference: str = "T-2222222",
) -> Alert:
    with database.as_service():
        return actions.raise_urgent(
            "offender_at_childs_home", "Somebody may be in danger.", urgency, reference=reference, to_role=role,
            borough=borough, skill=skill, known_at=NIGHT,
        )  # fmt: skip


def reached(alert: Alert) -> list[tuple[str, str]]:
    return [(one.officer.username, one.why) for one in deliveries_of(alert)]


class TestWhoIsReached:
    def test_the_post_on_duty_in_the_borough(self, db):
        on_duty("offender_manager", "amber")
        on_duty("offender_manager", "basil", "Oxlade")
        assert reached(told()) == [("amber", "on duty")]

    def test_of_several_on_duty_the_accredited_and_else_all_with_the_want_said(self, db):
        on_duty("offender_manager", "amber")
        basil = on_duty("offender_manager", "basil")
        assert [who for who, _ in reached(told(skill="arms"))] == ["amber", "basil"]
        assert "none of them accredited" in reached(told(skill="arms"))[0][1]
        with database.as_service():
            Accreditation.objects.create(officer=basil, skill="arms", awarded_on=NIGHT.date(), evidence="14")
        assert reached(told(skill="arms")) == [("basil", "on duty")]

    def test_nobody_there_the_next_wider_post_of_the_borough_and_it_is_said(self, db):
        make.officer("offender_manager", "amber")  # holds the post and is not on duty
        on_duty("offender_manager", "basil", "Oxlade")
        on_duty("duty_inspector", "cicely")
        ((who, why),) = reached(told())
        assert who == "cicely"
        assert why == "nobody on duty as offender manager there: told instead, duty inspector"

    def test_nobody_in_the_borough_at_all_whoever_of_the_post_is_on_duty_elsewhere(self, db):
        make.officer("offender_manager", "amber")
        on_duty("offender_manager", "basil", "Oxlade")
        assert reached(told()) == [
            ("basil", "nobody on duty as offender manager there: told instead, one elsewhere in the force")
        ]

    def test_nobody_on_duty_anywhere_the_post_still_has_it_on_its_list(self, db):
        amber = make.officer("offender_manager", "amber")
        assert reached(told()) == []
        with database.transaction():
            assert alerts_open_count(amber, "offender_manager", "merrowfield") == 1
            assert alerts_open_count(amber, "offender_manager", "oxlade") == 0

    def test_every_post_that_a_rule_may_tell_has_somebody_wider(self):
        for urgency in urgencies().values():
            assert {role for _, role in urgency.climbs} <= set(roles())


class TestClimbing:
    def climb_at(self, minutes: float) -> int:
        with clocks.held_at(NIGHT + timedelta(minutes=minutes)):
            return climb()

    def test_what_nobody_takes_goes_to_the_supervisor_the_inspector_and_the_commander_each_once(self, db):
        for role in ("offender_manager", "supervisor", "duty_inspector", "borough_commander"):
            on_duty(role, role)
        alert = told("now")
        assert [self.climb_at(minutes) for minutes in (14, 15, 16, 30, 31, 60, 61, 600)] == [0, 1, 0, 1, 0, 1, 0, 0]
        who = [one for one, _ in reached(alert)]
        assert who == ["offender_manager", "supervisor", "duty_inspector", "borough_commander"]

    def test_what_was_taken_climbs_no_more(self, db):
        amber = on_duty("offender_manager", "amber")
        on_duty("supervisor", "basil")
        alert = told("now")
        with database.transaction():
            answering.acknowledge(alert, by(amber))
        assert self.climb_at(20) == 0

    def test_after_a_night_without_a_worker_only_the_last_step_is_told(self, db):
        on_duty("offender_manager", "amber")
        on_duty("supervisor", "basil")
        on_duty("borough_commander", "cicely")
        alert = told("now")
        assert self.climb_at(400) == 1
        assert [one for one, _ in reached(alert)] == ["amber", "cicely"]

    def test_it_goes_to_whoever_is_on_duty_when_it_climbs(self, db):
        on_duty("offender_manager", "amber")
        on_duty("supervisor", "early", hours=0.1)
        alert = told("now")
        with database.as_service():
            late = Post.objects.get(officer=make.officer("supervisor", "late"))
            DutyShift.objects.create(
                post=late, starts_at=NIGHT + timedelta(minutes=6), ends_at=NIGHT + timedelta(hours=8)
            )
        self.climb_at(15)
        assert [one for one, _ in reached(alert)] == ["amber", "late"]

    def test_it_never_climbs_to_the_post_that_holds_it_nor_below(self, db):
        for role in ("supervisor", "duty_inspector", "borough_commander"):
            on_duty(role, role)
        alert = told("now", "duty_inspector")
        assert [self.climb_at(minutes) for minutes in (14, 15, 30, 600)] == [0, 1, 0, 0]
        assert [one for one, _ in reached(alert)] == ["duty_inspector", "borough_commander"]

    def test_the_highest_post_keeps_what_it_is_told(self, db):
        on_duty("borough_commander", "rao")
        assert told("now", "borough_commander").climbs == []
        assert self.climb_at(600) == 0


class TestTwoPosts:
    """One firing told to two posts, one officer on duty for both."""

    def both(self) -> tuple[Alert, Alert]:
        return told("today", "supervisor"), told("today", "offender_manager")

    def test_it_is_one_thing_to_do_and_taken_once(self, db):
        basil = on_duty("supervisor", "basil")  # stands in for the offender manager, of whom none is on duty
        one, other = self.both()
        with database.transaction():
            found, total = find_alerts(basil, "supervisor", "merrowfield", Wanted())
            assert ([each.pk for each in found], total) == ([one.pk], 1)
            assert alerts_open_count(basil, "supervisor", "merrowfield") == 1
            answering.acknowledge(one, by(basil))
            assert alerts_open_count(basil, "supervisor", "merrowfield") == 0
            assert find_alerts(basil, "supervisor", "merrowfield", Wanted())[1] == 1
        other.refresh_from_db()
        assert other.acknowledged_by == basil

    def test_what_another_post_took_is_still_for_this_one_to_take(self, db):
        basil, amber = on_duty("supervisor", "basil"), on_duty("offender_manager", "amber")
        one, other = self.both()
        with database.transaction():
            answering.acknowledge(other, by(amber))
            assert alerts_open_count(basil, "supervisor", "merrowfield") == 1
        one.refresh_from_db()
        assert one.acknowledged_by is None


class TestTheJournal:
    def test_each_step_is_an_event_and_the_row_is_rebuilt_from_them(self, db):
        amber = on_duty("offender_manager", "amber")
        on_duty("mash_desk", "dill")
        alert = told("today")
        with database.transaction():
            answering.snooze(alert, by(amber), 60, "The court sits at nine.")
            answering.hand_on(alert, by(amber), "mash_desk", "Theirs.")
            answering.acknowledge(alert, by(amber))
            answering.judge(alert, by(amber), was_right=False)
        with database.as_service():
            events = list(Event.objects.filter(stream=f"alert:{alert.pk}").order_by("id"))
            assert [one.kind for one in events] == ["alert.put_off", "alert.handed_on", "alert.taken", "alert.judged"]
            assert {one.officer for one in events} == {amber}
            assert verify().differences == []
            Alert.objects.filter(pk=alert.pk).update(acknowledged_by=None)
            assert [f"alert:{alert.pk}: acknowledged_by_id" in one for one in verify().differences] == [True]

    def test_the_reason_can_be_erased_and_the_event_stays(self, db):
        amber = on_duty("offender_manager", "amber")
        alert = told("today")
        with database.transaction():
            answering.snooze(alert, by(amber), 60, "The court sits at nine.")
        with database.as_service():
            (event,) = Event.objects.filter(stream=f"alert:{alert.pk}")
        assert "court" not in str(event.facts)


class TestTaking:
    def test_it_is_taken_once_by_a_named_officer_and_seen(self, db):
        amber = on_duty("offender_manager", "amber")
        alert = told()
        with database.transaction():
            answering.acknowledge(alert, by(amber))
            answering.acknowledge(alert, by(amber))
        alert.refresh_from_db()
        assert (alert.acknowledged_by, alert.acknowledged_at) == (amber, NIGHT)
        assert Delivery.objects.get(alert=alert).seen_at == NIGHT

    def test_who_was_not_told_cannot_take_it(self, db):
        on_duty("offender_manager", "amber")
        alert = told()
        with pytest.raises(Refusal, match="not sent to you"), database.transaction():
            answering.acknowledge(alert, make.reader("analyst"))
        with pytest.raises(Refusal, match="not sent to you"), database.transaction():
            answering.acknowledge(alert, by(make.officer("offender_manager", "other", "Oxlade")))

    def test_the_most_urgent_cannot_be_put_off(self, db):
        amber = on_duty("offender_manager", "amber")
        with pytest.raises(Refusal, match="cannot be put off"), database.transaction():
            answering.snooze(told("now"), by(amber), 10, "Busy.")

    def test_another_is_put_off_with_a_reason_for_hours_at_most_and_comes_back(self, db):
        amber = on_duty("offender_manager", "amber")
        on_duty("supervisor", "basil")
        alert = told("today")
        with pytest.raises(NotValid, match="Enter why"), database.transaction():
            answering.snooze(alert, by(amber), 60, " ")
        with pytest.raises(NotValid, match="4 hours at most"), database.transaction():
            answering.snooze(alert, by(amber), 241, "The court sits at nine.")
        with database.transaction():
            answering.snooze(alert, by(amber), 240, "The court sits at nine.")
            assert alerts_open_count(amber, "offender_manager", "merrowfield") == 0
        with clocks.held_at(NIGHT + timedelta(minutes=130)):
            assert climb() == 0
        with clocks.held_at(NIGHT + timedelta(minutes=241)):
            assert climb() == 1
            with database.transaction():
                assert alerts_open_count(amber, "offender_manager", "merrowfield") == 1

    def test_not_for_me_goes_to_the_post_on_duty_that_it_is_for(self, db):
        amber = on_duty("offender_manager", "amber")
        on_duty("mash_desk", "dill")
        alert = told()
        with database.transaction():
            answering.hand_on(alert, by(amber), "mash_desk", "The child is theirs.")
        assert reached(alert)[1][0] == "dill"
        assert "The child is theirs." in reached(alert)[1][1]
        assert alert.acknowledged_at is None

    def test_what_was_taken_is_neither_put_off_nor_handed_on(self, db):
        amber = on_duty("offender_manager", "amber")
        alert = told("today")
        with database.transaction():
            answering.acknowledge(alert, by(amber))
        with pytest.raises(Clash), database.transaction():
            answering.snooze(alert, by(amber), 10, "Busy.")
        with pytest.raises(Clash), database.transaction():
            answering.hand_on(alert, by(amber), "mash_desk", "Theirs.")

    def test_what_is_withdrawn_is_told_to_all_it_reached(self, db):
        amber = on_duty("offender_manager", "amber")
        told()
        with database.as_service():
            assert actions.withdraw("T-2222222", "a record was put right.") == 1
        with database.transaction():
            assert alerts_open_count(amber, "offender_manager", "merrowfield") == 1  # the notice that it is withdrawn
            (notice,) = Alert.objects.filter(kind="withdrawn")
        assert (notice.to_officer, "a record was put right" in notice.words) == (amber, True)
        with clocks.held_at(NIGHT + timedelta(hours=3)):
            assert climb() == 0


class TestLists:
    def test_what_waits_comes_first_and_of_that_the_most_urgent(self, db):
        amber = on_duty("offender_manager", "amber")
        taken, soon, now = told("now"), told("soon", reference="T-3333333"), told("now", reference="T-4444444")
        with database.transaction():
            answering.acknowledge(taken, by(amber))
            found, total = find_alerts(amber, "offender_manager", "merrowfield", Wanted())
        assert ([one.pk for one in found], total) == ([now.pk, soon.pk, taken.pk], 3)

    @pytest.mark.parametrize(
        ("wanted", "count"),
        [({"state": "open"}, 1), ({"state": "taken"}, 1), ({"urgency": "soon"}, 1), ({"words": "t-2222222"}, 1),
         ({"words": "nothing such"}, 0), ({"kind": "clock"}, 0), ({"page": 2}, 2)],
    )  # fmt: skip
    def test_a_list_is_what_was_asked_for(self, db, wanted, count):
        amber = on_duty("offender_manager", "amber")
        taken = told("now")
        told("soon", reference="T-3333333")
        with database.transaction():
            answering.acknowledge(taken, by(amber))
            assert find_alerts(amber, "offender_manager", "merrowfield", Wanted(**wanted))[1] == count

    def test_a_role_without_a_borough_is_told_of_all(self, db):
        amber = on_duty("offender_manager", "amber")
        told()
        with database.transaction():
            assert [one.urgency for one in alerts_for(amber, "offender_manager", None)] == ["now"]


def test_what_officers_said_of_a_rule_is_counted_against_it(db):
    amber = on_duty("offender_manager", "amber")
    alert = told()
    with clocks.held_at(NIGHT + timedelta(minutes=12)), database.transaction():
        answering.acknowledge(alert, by(amber))
        answering.judge(alert, by(amber), was_right=False)
    figures = rule_figures(by(amber), NIGHT - timedelta(days=1))["offender_at_childs_home"]
    assert (figures["fired"], figures["taken"], figures["was_wrong"], figures["median_minutes"]) == (1, 1, 1, 12)


def test_counts_of_a_rule_are_not_for_an_outsider(db):
    with pytest.raises(Refusal, match="cannot see the figures"):
        rule_figures(by(make.officer("partner")), NIGHT)


def test_every_urgency_climbs_and_says_how_long_it_may_wait():
    for one in urgencies().values():
        assert one.climbs[0][0] == one.take_within_minutes
        assert list(one.climbs) == sorted(one.climbs)
        assert one.snooze_hours <= 8
    assert urgencies()["now"].snooze_hours == 0
