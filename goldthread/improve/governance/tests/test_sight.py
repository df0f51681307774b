"""What a seat shows is what the profile says, no more: for every body and every kind; an ended seat shows nothing."""

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.core.standards.faults import StandardsFault
from goldthread.improve.governance.bodies import KINDS, bodies, declared
from goldthread.improve.governance.models import Meeting, Seat
from goldthread.improve.governance.queries import decisions, sight_of
from goldthread.improve.governance.seats import end_seat, give_seat
from goldthread.testing import factories as make
from goldthread.testing.bodies import decided, met, seated, since_long

BODIES = bodies(clocks.today())
SIX = ["delivery", "diamond", "scrutiny", "advisory", "mayors", "inspectorate"]
# Whom a body is of: its own people sit there in the tests below.
OUTSIDERS = {"advisory": "oversight_member", "mayors": "oversight_member", "inspectorate": "inspectorate"}
INSIDE = {"delivery": "plan_lead", "diamond": "chief_officer", "scrutiny": "auditor_central"}


@pytest.mark.parametrize("profile", ["met", "thornmere"])
def test_a_force_has_six_bodies_each_with_a_source(profile):
    found = declared(profile)
    assert list(dict.fromkeys(one.id for one in found)) == SIX
    assert all(one.source for one in found)


@pytest.mark.parametrize("profile", ["met", "thornmere"])
def test_no_body_sees_cases_and_no_outside_body_sees_a_draft_or_a_pack(profile):
    for one in declared(profile):
        assert "cases" not in one.sees
        assert not one.is_outside or not one.sees & {"drafts", "packs"}


def test_the_inspectorate_is_called_by_its_name_of_the_day():
    named = {one.since: one.name for one in declared("met") if one.id == "inspectorate"}
    assert [named[since] for since in sorted(named, key=str, reverse=True)] == ["HMIC", "HMICFRS"]


@pytest.mark.parametrize("body", SIX)
def test_a_seat_held_by_somebody_with_nothing_of_their_own_shows_exactly_what_the_profile_says(db, body):
    sight = sight_of(seated("oversight_member", body))
    assert {kind for kind in KINDS if kind in sight.sees} == BODIES[body].sees
    assert sight.is_suppressed is BODIES[body].is_suppressed
    assert sight.bodies == (body,)


@pytest.mark.parametrize("body", SIX)
def test_a_seat_that_ended_shows_nothing(db, body):
    reader = seated("oversight_member", body)
    end_seat(make.reader("plan_lead"), Seat.objects.get(officer=reader.officer).pk)
    sight = sight_of(reader)
    assert (sight.sees, sight.bodies, sight.meetings_of, sight.decisions_of) == (frozenset(), (), set(), set())
    assert sight.is_suppressed


def test_small_numbers_are_withheld_from_somebody_outside_who_sits_on_a_body_that_withholds_them(db):
    seated("oversight_member", "inspectorate")
    assert sight_of(seated("oversight_member", "advisory")).is_suppressed


def test_an_officer_of_the_force_on_the_panel_keeps_what_their_post_shows(db):
    sight = sight_of(seated("auditor_central", "scrutiny"))
    assert sight.sees == {"plans", "positions", "evidence", "effect", "findings", "meetings", "decisions", "packs"}
    assert not sight.is_suppressed


def test_a_service_and_a_role_without_a_seat_see_nothing(db):
    assert sight_of(make.reader("panel_member")).sees == frozenset()
    assert sight_of(make.reader("dpo")).sees == frozenset()


@pytest.mark.parametrize("body", SIX)
def test_whoever_sits_on_one_body_reads_its_decisions_and_those_it_is_to_read_and_no_others(db, body):
    for other in SIX:
        by = seated({**OUTSIDERS, **INSIDE}[other], other, "secretary", username=f"secretary_{other}")
        decided(by, met(by, other), f"Decided by {other}.")
    reader = seated("oversight_member", body, username="reader")
    with database.transaction():
        found = {one.body for one in decisions(reader, *since_long())}
    assert found == {body, *BODIES[body].reads}


@pytest.mark.parametrize("body", SIX)
def test_the_row_rules_keep_another_bodys_minutes_from_an_outside_member_who_asks_the_table(db, body):
    for other in SIX:
        by = seated({**OUTSIDERS, **INSIDE}[other], other, "secretary", username=f"secretary_{other}")
        met(by, other)
    reader = seated("oversight_member", body, username="reader")
    with database.transaction():
        look(reader)
        assert set(Meeting.objects.values_list("body", flat=True)) == {body, *BODIES[body].reads}


def test_nobody_reads_decisions_without_the_permission(db):
    with pytest.raises(Refusal, match="cannot read what bodies decide"), database.transaction():
        decisions(make.reader("mash_desk"), *since_long())


def test_only_the_keeper_of_the_plans_seats_people(db):
    with pytest.raises(Refusal, match="cannot seat people on bodies"), database.transaction():
        give_seat(make.reader("chief_officer"), "delivery", "chief_officer", "chair", "Thornmere Police")


@pytest.mark.parametrize(("changed", "field"), [
    ({"kind": "king"}, "kind"), ({"username": "nobody"}, "username"), ({"organisation": " "}, "organisation"),
    ({"username": "mash_desk"}, "username"),
])  # fmt: skip
def test_a_seat_that_cannot_be_is_refused_by_field(db, changed, field):
    make.officer("chief_officer")
    make.officer("mash_desk")
    told = {"body": "delivery", "username": "chief_officer", "kind": "chair", "organisation": "Thornmere", **changed}
    with pytest.raises(NotValid) as refused, database.transaction():
        give_seat(make.reader("plan_lead"), **told)
    assert refused.value.field == field


def test_nobody_sits_on_one_body_twice_and_a_body_there_is_not_is_not_found(db):
    seated("chief_officer", "delivery")
    with pytest.raises(Clash):
        give_seat(make.reader("plan_lead"), "delivery", "chief_officer", "chair", "Thornmere")
    with pytest.raises(NotFound):
        give_seat(make.reader("plan_lead"), "council", "chief_officer", "chair", "Thornmere")


@pytest.mark.parametrize("line", ["sees: [plans, secrets]", "sees: [plans]\n    reads: [council]",
                                  "sees: [plans]\n    oversees: nothing"])  # fmt: skip
def test_a_profile_with_a_word_nobody_knows_is_a_fault(tmp_path, line):
    kept = "" if "oversees" in line else "oversees: all"
    path = tmp_path / "own.yaml"
    path.write_text(
        f"id: own\nname: Own\nbodies:\n  - id: one\n    name: One\n    chair: A\n    every_days: 28\n    source: S\n"
        f"    {line}\n    {kept}\n"
    )
    with pytest.raises(StandardsFault):
        declared(str(path))
