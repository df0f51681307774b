"""An officer's rank is changed from a day on, with why; what was done before it keeps the rank of then."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.queries import access_log
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.queries import open_case_file
from goldthread.core.organisation import ranking
from goldthread.core.organisation.models import Officer, RankHeld
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.link.picture.queries import open_picture
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make

WHY = "Promoted, order 14."


@pytest.fixture
def keeper(db):
    return make.reader("administrator")


@pytest.fixture
def officer(keeper) -> str:
    held = make.reader("mash_desk").officer
    with database.as_service():
        Officer.objects.filter(pk=held.pk).update(rank="Police Constable")
    return str(held.username)


def days_ago(days: int) -> date:
    return clocks.today() - timedelta(days=days)


def promote(keeper, officer: str, rank: str = "Police Sergeant", **told) -> ranking.Kept:
    return ranking.set_rank(keeper, officer, rank, reason=WHY, **told)


def test_the_new_rank_holds_and_the_change_is_kept_with_the_one_before_who_and_why(keeper, officer):
    kept = promote(keeper, officer, from_on=days_ago(3))
    assert kept.officer.rank == "Police Sergeant"
    (change,) = kept.ranks
    assert (change.before, change.rank, change.from_on) == ("Police Constable", "Police Sergeant", days_ago(3))
    assert (change.by, change.reason) == (keeper.officer, WHY)


def test_it_is_logged_as_an_alteration_that_names_no_child(keeper, officer):
    promote(keeper, officer)
    with database.as_service():
        row = database.fetch_one(
            """SELECT e.operation, e.people, e.layer, d.body->>'change' AS change, d.body->>'officer' AS officer
                 FROM access_logentry e JOIN access_logdetail d ON d.entry_id = e.id ORDER BY e.id DESC LIMIT 1"""
        )
    assert row == {"operation": "alteration", "people": [], "layer": "none", "change": "rank", "officer": officer}


def test_what_was_done_before_it_is_told_with_the_rank_of_then(keeper, officer):
    desk, code = make.reader("mash_desk"), make.load_child()
    with clocks.held_at(clocks.now() - timedelta(days=9)):
        with database.transaction():
            reference = record_concern(make.reader("ward_officer"), code, seen="A bruise.").reference
        with database.transaction():
            move_case(desk, reference, "take")
    promote(keeper, officer, from_on=days_ago(3))
    make.graded(desk, reference, grade="green")
    with database.transaction():
        told = {one["kind"]: one["who"] for one in open_case_file(desk, reference).as_json()["timeline"]}
    assert told["concern.taken"] == "Police Constable Test Mash Desk"
    assert told["concern.graded"] == "Police Sergeant Test Mash Desk"


def test_the_log_tells_the_rank_of_then_too(keeper, officer):
    code = make.load_child()
    with clocks.held_at(clocks.now() - timedelta(days=9)), database.transaction():
        open_picture(make.reader("mash_desk"), code)
    promote(keeper, officer, from_on=days_ago(3))
    with database.transaction():
        rows = access_log(make.reader("dpo"), since=clocks.now() - timedelta(days=20))["looks"]
    assert {row["who"] for row in rows if "Mash Desk" in row["who"]} == {"Police Constable Test Mash Desk"}


def test_of_two_changes_each_day_has_its_own_and_one_entered_later_for_an_earlier_day_is_refused(keeper, officer):
    promote(keeper, officer, from_on=days_ago(30))
    promote(keeper, officer, "Inspector", from_on=days_ago(3))
    with database.as_service():
        pk = Officer.objects.get(username=officer).pk
        told = [
            database.fetch_one("SELECT goldthread_called(%s, %s) AS who", [pk, clocks.now() - timedelta(days=days)])[
                "who"
            ]
            for days in (40, 10, 1)
        ]
    assert told == [f"{rank} Test Mash Desk" for rank in ("Police Constable", "Police Sergeant", "Inspector")]
    with pytest.raises(NotValid) as refused:
        promote(keeper, officer, "Chief Inspector", from_on=days_ago(10))
    assert refused.value.field == "from_on"


@pytest.mark.parametrize(
    ("rank", "told", "field"),
    [
        ("Police Constable", {}, "rank"),
        ("Sergent", {}, "rank"),
        ("Detective " * 5 + "Inspector", {}, "rank"),
        ("Inspector", {"from_on": days_ago(-1)}, "from_on"),
        ("Inspector", {"from_on": date(1900, 1, 1)}, "from_on"),
        ("Inspector", {"reason": " "}, "reason"),
        ("Inspector", {"reason": "x" * 301}, "reason"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field_and_nothing_changes(keeper, officer, rank, told, field):
    with pytest.raises(NotValid) as refused:
        ranking.set_rank(keeper, officer, rank, **{"reason": WHY, **told})
    assert refused.value.field == field
    with database.as_service():
        assert (Officer.objects.get(username=officer).rank, RankHeld.objects.count()) == ("Police Constable", 0)


@pytest.mark.parametrize("rank", ["Police staff", "", "Deputy Chief Constable"])
def test_staff_none_and_the_highest_are_taken(keeper, officer, rank):
    assert promote(keeper, officer, rank).officer.rank == rank


def test_a_change_is_never_edited(keeper, officer):
    promote(keeper, officer)
    with pytest.raises(DatabaseError, match="permission denied"), database.as_service():
        RankHeld.objects.update(rank="Commander")


def test_nobody_but_whoever_keeps_accounts_sees_or_changes_it(keeper, officer):
    for role in ("supervisor", "dpo", "analyst", "partner"):
        other = make.reader(role)
        for question in (
            lambda by: promote(by, officer),
            lambda by: ranking.officer_kept(by, officer),
            ranking.officers_kept,
        ):
            with pytest.raises(Refusal):
                question(other)


def test_an_officer_that_there_is_not_is_not_found(keeper):
    with pytest.raises(NotFound):
        promote(keeper, "nobody")
