"""Who is on duty, and who is skilled in what: a roster that contradicts itself is refused, by the database too."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connections
from django.test.utils import CaptureQueriesContext

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.organisation.actions import end_posts
from goldthread.core.organisation.models import Accreditation, DutyShift, Officer, Post
from goldthread.core.organisation.queries import accredited, on_duty, skills_of
from goldthread.core.organisation.rosters import Shift, accredit, roster, take_off, withdraw
from goldthread.core.organisation.skills import skills
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.testing import factories as make

SEVEN = datetime(2026, 3, 2, 7, tzinfo=UTC)
THREE = SEVEN + timedelta(hours=8)
TODAY = SEVEN.date()


@pytest.fixture(autouse=True)
def monday() -> object:
    with clocks.held_at(SEVEN):
        yield


def keeper() -> object:
    return make.reader("administrator")


def post_of(username: str, role: str = "duty_inspector", borough: str = "Merrowfield") -> Post:
    return Post.objects.get(officer=make.officer(role, username, borough))


def put_on(post: Post, starts_at: datetime = SEVEN, ends_at: datetime = THREE) -> None:
    with database.transaction():
        roster(keeper(), [Shift(post.pk, starts_at, ends_at)])


def names(posts: list[Post]) -> list[str]:
    return [post.officer.username for post in posts]


class TestRoster:
    def test_shifts_are_put_on_in_one_statement(self, db):
        post, by = post_of("amber"), keeper()
        days = [timedelta(days=n) for n in range(60)]
        with database.transaction(), CaptureQueriesContext(connections["default"]) as seen:
            assert roster(by, [Shift(post.pk, SEVEN + day, THREE + day) for day in days]) == 60
        assert len([query for query in seen if query["sql"].startswith("INSERT")]) == 1

    @pytest.mark.parametrize(("starts", "ends"), [(0, 8), (-1, 1), (7, 9), (2, 3), (-1, 9)])
    def test_a_post_is_not_on_duty_twice_at_once(self, db, starts, ends):
        post = post_of("amber")
        put_on(post)
        with pytest.raises(Clash, match="already on duty"):
            put_on(post, SEVEN + timedelta(hours=starts), SEVEN + timedelta(hours=ends))
        assert DutyShift.objects.count() == 1

    def test_one_shift_may_begin_as_another_ends(self, db):
        post = post_of("amber")
        put_on(post)
        put_on(post, THREE, THREE + timedelta(hours=8))
        assert DutyShift.objects.count() == 2

    def test_two_posts_may_be_on_duty_at_once(self, db):
        put_on(post_of("amber"))
        put_on(post_of("basil"))
        assert DutyShift.objects.count() == 2

    def test_where_one_shift_of_a_list_overlaps_none_is_put_on(self, db):
        post = post_of("amber")
        later = Shift(post.pk, THREE - timedelta(minutes=1), THREE + timedelta(hours=1))
        with pytest.raises(Clash), database.transaction():
            roster(keeper(), [Shift(post.pk, SEVEN, THREE), later])
        assert not DutyShift.objects.exists()

    def test_the_database_itself_refuses_an_overlap(self, db):
        post = post_of("amber")
        put_on(post)
        with pytest.raises(IntegrityError, match="shifts_of_a_post_do_not_overlap"), database.transaction():
            DutyShift.objects.create(post=post, starts_at=SEVEN, ends_at=THREE)

    @pytest.mark.parametrize("hours", [0, -1, 25])
    def test_a_shift_of_impossible_length_is_refused(self, db, hours):
        with pytest.raises(NotValid, match="within 24 hours"):
            put_on(post_of("amber"), SEVEN, SEVEN + timedelta(hours=hours))

    def test_a_shift_without_an_offset_is_refused(self, db):
        with pytest.raises(NotValid, match="offset"):
            put_on(post_of("amber"), SEVEN.replace(tzinfo=None), THREE.replace(tzinfo=None))

    def test_a_shift_of_no_post_is_refused(self, db):
        with pytest.raises(NotFound, match="no post"), database.transaction():
            roster(keeper(), [Shift(999_999, SEVEN, THREE)])

    def test_only_who_keeps_officers_keeps_the_roster(self, db):
        post = post_of("amber")
        with pytest.raises(Refusal) as refused, database.transaction():
            roster(make.reader("analyst"), [Shift(post.pk, SEVEN, THREE)])
        assert refused.value.status == 403
        assert not DutyShift.objects.exists()

    def test_a_shift_to_come_is_taken_off_and_one_begun_stays(self, db):
        post = post_of("amber")
        put_on(post, SEVEN - timedelta(hours=1), SEVEN + timedelta(hours=1))
        put_on(post, THREE, THREE + timedelta(hours=8))
        begun, coming = DutyShift.objects.order_by("starts_at")
        with database.transaction():
            take_off(keeper(), coming.pk)
        with pytest.raises(Clash, match="has begun"):
            take_off(keeper(), begun.pk)
        assert list(DutyShift.objects.all()) == [begun]


class TestOnDuty:
    def test_those_whose_shift_it_is_are_on_duty_from_its_start_up_to_its_end(self, db):
        put_on(post_of("amber"))
        moments = [SEVEN - timedelta(seconds=1), SEVEN, THREE - timedelta(seconds=1), THREE]
        found = [names(on_duty("duty_inspector", "merrowfield", at)) for at in moments]
        assert found == [[], ["amber"], ["amber"], []]

    def test_another_role_or_borough_is_not(self, db):
        put_on(post_of("amber"))
        put_on(post_of("basil", borough="Oxlade"))
        put_on(post_of("cicely", role="supervisor"))
        assert names(on_duty("duty_inspector", "merrowfield", SEVEN)) == ["amber"]
        assert names(on_duty("duty_inspector", None, SEVEN)) == ["amber", "basil"]

    def test_a_post_of_the_whole_force_comes_after_the_boroughs_own(self, db):
        forcewide = post_of("amber")
        with database.as_service():
            Post.objects.filter(pk=forcewide.pk).update(borough=None)
        put_on(forcewide)
        put_on(post_of("basil"))
        assert names(on_duty("duty_inspector", "merrowfield", SEVEN)) == ["basil", "amber"]

    def test_a_post_that_has_ended_is_not_on_duty_though_its_shift_runs(self, db):
        put_on(post_of("amber"))
        with database.transaction():
            end_posts(keeper(), "amber")
        assert on_duty("duty_inspector", "merrowfield", SEVEN + timedelta(hours=1)) == []

    def test_an_officer_who_has_left_is_not_on_duty(self, db):
        post = post_of("amber")
        put_on(post)
        with database.as_service():
            Officer.objects.filter(pk=post.officer_id).update(is_active=False)
        assert on_duty("duty_inspector", "merrowfield", SEVEN) == []

    def test_it_costs_one_query_however_many_are_on_duty(self, db):
        for name in ("amber", "basil", "cicely", "dill"):
            put_on(post_of(name))
        with CaptureQueriesContext(connections["default"]) as seen:
            found = on_duty("duty_inspector", "merrowfield", SEVEN)
            assert [str(post.officer) + str(post.borough) for post in found] == ["Test Duty InspectorMerrowfield"] * 4
        assert len(seen) == 1


def award(username: str, skill: str = "arms", awarded_on: date = TODAY, **told: object) -> Accreditation:
    with database.transaction():
        return accredit(keeper(), username, skill, awarded_on, **{"evidence": "Certificate 14", **told})  # type: ignore[arg-type]


class TestAccreditation:
    def test_an_officer_is_accredited_from_the_day_of_the_award_to_the_last_day_both_included(self, db):
        post_of("amber")
        award("amber", awarded_on=date(2026, 1, 10), expires_on=date(2026, 2, 10))
        days = [date(2026, 1, 9), date(2026, 1, 10), date(2026, 2, 10), date(2026, 2, 11)]
        assert [len(accredited("arms", on)) for on in days] == [0, 1, 1, 0]

    def test_without_a_last_day_it_holds_until_it_is_withdrawn(self, db):
        post_of("amber")
        held = award("amber")
        assert len(accredited("arms", date(2040, 1, 1))) == 1
        with database.transaction():
            withdraw(keeper(), held.pk, TODAY)
        assert (len(accredited("arms", TODAY)), len(accredited("arms", TODAY + timedelta(days=1)))) == (1, 0)

    def test_an_officer_accredited_twice_is_named_once(self, db):
        post_of("amber")
        award("amber", awarded_on=date(2025, 1, 10))
        award("amber")
        assert [officer.username for officer in accredited("arms", TODAY)] == ["amber"]

    def test_officers_who_have_left_and_other_skills_do_not_count(self, db):
        post_of("basil")
        left = post_of("amber").officer
        award("amber")
        award("basil", "abe")
        with database.as_service():
            Officer.objects.filter(pk=left.pk).update(is_active=False)
        assert accredited("arms", TODAY) == []

    def test_the_skills_of_many_officers_cost_one_query(self, db):
        officers = [post_of(name).officer.pk for name in ("amber", "basil", "cicely")]
        award("amber")
        award("amber", "abe")
        award("basil", "detective", date(2024, 1, 1), expires_on=date(2025, 1, 1))
        with CaptureQueriesContext(connections["default"]) as seen:
            found = skills_of(officers, TODAY)
        assert [found[one] for one in officers] == [{"arms", "abe"}, frozenset(), frozenset()]
        assert len(seen) == 1

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"skill": "juggling"}, "is not a skill"),
            ({"awarded_on": TODAY + timedelta(days=1)}, "future"),
            ({"expires_on": TODAY - timedelta(days=1)}, "before the day of the award"),
            ({"evidence": " "}, "where it is proved"),
        ],
    )
    def test_an_impossible_or_unproved_award_is_refused(self, db, change, words):
        post_of("amber")
        with pytest.raises(NotValid, match=words):
            award("amber", **change)
        assert not Accreditation.objects.exists()

    def test_one_award_of_one_day_is_recorded_once(self, db):
        post_of("amber")
        award("amber")
        with pytest.raises(Clash, match="already"):
            award("amber")

    def test_a_withdrawal_never_makes_it_last_longer(self, db):
        post_of("amber")
        held = award("amber", awarded_on=date(2026, 1, 10), expires_on=date(2026, 2, 10))
        with pytest.raises(Clash, match="sooner"):
            withdraw(keeper(), held.pk, TODAY)
        with pytest.raises(NotValid, match="before the day"):
            withdraw(keeper(), held.pk, date(2026, 1, 9))

    def test_only_who_keeps_officers_accredits(self, db):
        post_of("amber")
        with pytest.raises(Refusal) as refused, database.transaction():
            accredit(make.reader("analyst"), "amber", "arms", TODAY, evidence="Certificate 14")
        assert refused.value.status == 403


def test_every_skill_says_what_it_is_and_who_asks_for_it():
    assert {"detective", "child_abuse_investigation", "arms", "missing_adviser", "abe", "exploitation_lead",
            "search_adviser", "custody_officer"} <= set(skills())  # fmt: skip
    assert [one.id for one in skills().values() if not one.sentence.endswith(".") or not one.source] == []
