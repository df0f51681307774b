"""Work is given and handed over: to whom, by whom, what climbs, and that an open case always has one who answers."""

import contextlib
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.answering import acknowledge, snooze
from goldthread.core.alerts.climbing import climb
from goldthread.core.alerts.models import Alert, Delivery
from goldthread.core.cases import handing
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.allocating import allocate, allocate_many
from goldthread.core.cases.handing_many import accept_many, offer_many
from goldthread.core.cases.in_hand import InHand, open_in_hand
from goldthread.core.cases.models import Case
from goldthread.core.journal.models import Event
from goldthread.core.journal.queries import verify
from goldthread.core.organisation.models import DutyShift, Post
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make

WORDS = {"done": "School rung.", "next": "See her alone.", "worry": "The uncle."}


@pytest.fixture
def desk(db):
    return make.reader("mash_desk")


@pytest.fixture
def boss(db):
    return make.reader("supervisor")


def on_duty(*readers) -> None:
    now = clocks.now()
    with database.speaking_as(database.OWNER), database.transaction():
        for one in readers:
            post = Post.objects.get(officer=one.officer)
            DutyShift.objects.create(post=post, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=7))


def concern(risk: str = "low", owner=None) -> str:
    code = make.load_child()
    with database.transaction():
        case = record_concern(make.reader("responding_officer"), code, seen="Alone.", risk=risk)
    if owner:
        with database.transaction():
            move_case(owner, case.reference, "take")
    return case.reference


def offer(by, reference: str, to: str, **changes) -> Case:
    by_when = clocks.now() + timedelta(hours=2)
    with database.transaction():
        return handing.offer(by, reference, to=to, **{"next_by": by_when, **WORDS, **changes})


def in_hand(by) -> InHand:
    with database.transaction():
        return open_in_hand(by)


def stored(reference: str) -> Case:
    with database.as_service():
        return Case.objects.select_related("owner", "offered_to").get(reference=reference)


def alerts(kind: str) -> list[Alert]:
    with database.as_service():
        return list(Alert.objects.filter(kind=kind).order_by("pk"))


def refusal(step, *args, **more) -> Refusal:
    with pytest.raises(Refusal) as found, database.transaction():
        step(*args, **more)
    return found.value


def events(reference: str) -> list[str]:
    with database.as_service():
        return [one.kind for one in Event.objects.filter(stream=f"case:{stored(reference).pk}").order_by("id")]


def test_a_supervisor_gives_a_case_and_the_officer_is_told(desk, boss):
    reference = concern()
    with database.transaction():
        allocate(boss, reference, desk.officer.username, why="She knows the family.")
    assert stored(reference).owner == desk.officer
    assert [one.to_officer_id for one in alerts("allocated")] == [desk.officer.pk]


def test_the_desk_gives_nobody_work_and_nothing_is_written(desk):
    reference = concern()
    assert refusal(allocate, desk, reference, desk.officer.username).code == "not_in_role"
    assert events(reference) == ["concern.recorded"]


@pytest.mark.parametrize("username", ["", "no-such-officer", "analyst"])
def test_work_is_given_to_nobody_who_does_not_work_it(boss, username):
    make.reader("analyst")
    reference = concern()
    known = make.reader("analyst").officer.username if username == "analyst" else username
    assert refusal(allocate, boss, reference, known).field == "officer"
    assert events(reference) == ["concern.recorded"]


def test_who_lacks_the_skill_is_given_it_and_an_alarm_climbs(desk, boss, monkeypatch):
    from dataclasses import replace

    from goldthread.core.areas.registry import areas
    from goldthread.core.organisation.skills import skills

    skill = next(iter(skills()))
    monkeypatch.setitem(areas(), "concern", replace(areas()["concern"], skills=(skill,)))
    reference = concern()
    with database.transaction():
        allocate(boss, reference, desk.officer.username)
    assert stored(reference).owner == desk.officer
    (alarm,) = alerts("no_skill")
    assert (alarm.case_reference, skills()[skill].name in alarm.words) == (reference, True)


def test_of_many_each_is_given_or_says_why_not(desk, boss):
    free, taken = concern(), concern(owner=desk)
    with database.transaction():
        found = allocate_many(boss, [free, taken, "N-NOTHERE"], desk.officer.username)
    assert [(one.reference, one.refusal and one.refusal.code) for one in found] == [
        (free, None),
        (taken, "clash"),
        ("N-NOTHERE", "not_found"),
    ]
    assert stored(free).owner == desk.officer


def test_until_it_is_accepted_the_case_is_the_givers(desk, boss):
    on_duty(desk, boss)
    reference = concern(owner=desk)
    offer(desk, reference, boss.officer.username)
    assert stored(reference).owner == desk.officer
    (row,) = in_hand(boss).to_me
    assert (row["done"], row["next"], row["worry"]) == tuple(WORDS.values())
    assert [one["reference"] for one in in_hand(desk).by_me] == [reference]
    with database.transaction():
        handing.accept(boss, reference)
    assert (stored(reference).owner, stored(reference).offered_at) == (boss.officer, None)
    assert [one.to_officer_id for one in alerts("handover_accepted")] == [desk.officer.pk]
    assert [one.withdrawn_at is not None for one in alerts("handover")] == [True]


def test_who_is_off_duty_cannot_receive_and_the_refusal_says_who_is_on(desk, boss):
    other = make.reader("duty_inspector")
    on_duty(desk, other)
    reference = concern(owner=desk)
    found = refusal(handing.offer, desk, reference, to=boss.officer.username, next_by=clocks.now(), **WORDS)
    assert (found.field, "off duty" in found.words, str(other.officer) in found.remedy) == ("to", True, True)
    assert stored(reference).offered_at is None


@pytest.mark.parametrize("missing", ["done", "next", "worry", "next_by"])
def test_a_hand_over_says_what_is_done_what_comes_next_by_when_and_the_worry(desk, boss, missing):
    on_duty(boss)
    reference = concern(owner=desk)
    blank = {missing: None if missing == "next_by" else " "}
    found = refusal(offer, desk, reference, boss.officer.username, **blank)
    assert found.field == missing
    assert "case.handover_offered" not in events(reference)


def test_only_the_owner_hands_it_over_and_only_to_whom_it_was_offered_may_accept(desk, boss):
    other = make.reader("mash_desk", username="other_desk")
    on_duty(desk, boss, other)
    reference = concern(owner=desk)
    assert refusal(offer, other, reference, boss.officer.username).code == "not_owner"
    offer(desk, reference, boss.officer.username)
    assert refusal(handing.accept, other, reference).code == "not_offered"
    assert stored(reference).owner == desk.officer


def test_the_post_on_duty_may_take_what_is_offered_to_the_post(desk):
    other = make.reader("mash_desk", username="other_desk")
    on_duty(other)
    reference = concern(owner=desk)
    offer(desk, reference, "post:mash_desk")
    with database.transaction():
        handing.accept(other, reference)
    assert stored(reference).owner == other.officer


def test_of_two_who_accept_at_once_the_second_is_told_of_the_first(desk, boss):
    other = make.reader("duty_inspector")
    on_duty(boss, other)
    reference = concern(owner=desk)
    offer(desk, reference, boss.officer.username)
    with database.transaction():
        handing.accept(boss, reference)
    assert isinstance(refusal(handing.accept, other, reference), Clash)


def test_what_was_taken_back_or_closed_is_accepted_by_nobody(desk, boss):
    on_duty(boss)
    reference = concern(owner=desk)
    offer(desk, reference, boss.officer.username)
    with database.transaction():
        handing.withdraw(desk, reference)
    assert isinstance(refusal(handing.accept, boss, reference), Clash)
    offer(desk, reference, boss.officer.username)
    make.closed_unshared(desk, reference)
    assert stored(reference).offered_at is None


def test_a_question_is_put_to_the_giver_and_the_case_stays_theirs(desk, boss):
    on_duty(boss)
    reference = concern(owner=desk)
    offer(desk, reference, boss.officer.username)
    with database.transaction():
        handing.ask(boss, reference, "Was the uncle seen?")
    (row,) = in_hand(desk).by_me
    assert (row["question"], stored(reference).owner) == ("Was the uncle seen?", desk.officer)
    assert [one.to_officer_id for one in alerts("handover_asked")] == [desk.officer.pk]


def test_a_high_risk_hand_over_that_nobody_accepts_climbs(desk, boss):
    inspector = make.reader("duty_inspector")
    other = make.reader("mash_desk", username="other_desk")
    on_duty(boss, inspector, other)
    reference = concern("high", owner=desk)
    offer(desk, reference, other.officer.username)
    told = []
    for minutes in (16, 31):
        with database.as_service():
            Alert.objects.filter(kind="handover").update(
                next_climb_at=clocks.now() - timedelta(seconds=1), climbs=_past(alerts("handover")[0], minutes)
            )
        climb()
        with database.as_service():
            told.append(set(Delivery.objects.filter(alert__kind="handover").values_list("officer_id", flat=True)))
    assert boss.officer.pk in told[0]
    assert inspector.officer.pk in told[1]


def _past(alert: Alert, minutes: int) -> list[dict[str, str]]:
    """The ladder as it stands so many minutes later."""
    from datetime import datetime

    shift = timedelta(minutes=minutes) - (clocks.now() - alert.raised_at)
    return [{**step, "at": (datetime.fromisoformat(step["at"]) - shift).isoformat()} for step in alert.climbs]


def test_several_are_accepted_in_one_press_but_never_one_of_high_risk(desk, boss):
    on_duty(boss)
    low, high = concern(owner=desk), concern("high", owner=desk)
    for one in (low, high):
        offer(desk, one, boss.officer.username)
    assert [row["reference"] for row in in_hand(boss).unchanged] == [low]
    with database.transaction():
        taken, left = accept_many(boss, [low, high])
    assert (taken.refusal, left.refusal.code) == (None, "one_by_one")
    assert (stored(low).owner, stored(high).owner) == (boss.officer, desk.officer)
    assert stored(high).offered_at
    assert [row["reference"] for row in in_hand(boss).to_me] == [high]


def offer_all(by, references, to: str, **changes) -> dict[str, str]:
    """What came of each: the code of its refusal, or nothing."""
    told = {"next_by": clocks.now() + timedelta(hours=2), **WORDS, **changes}
    with database.transaction():
        given = offer_many(by, references, to=to, **told)
    return {one.reference: one.refusal.code if one.refusal else "" for one in given}


def test_all_of_ones_cases_are_offered_at_once_and_each_stays_the_givers_until_it_is_accepted(desk, boss):
    on_duty(boss)
    mine, also = concern(owner=desk), concern("high", owner=desk)
    free = concern()
    came = offer_all(desk, [mine, also, free, mine], boss.officer.username, besides={also: "Ring the aunt at eight."})
    assert came == {mine: "", also: "", free: "not_owner"}
    assert {stored(one).owner for one in (mine, also)} == {desk.officer}
    assert stored(free).offered_at is None
    said = {row["reference"]: row["next"] for row in in_hand(boss).to_me}
    assert said == {mine: WORDS["next"], also: f"{WORDS['next']}\nRing the aunt at eight."}
    assert len(alerts("handover")) == 2


def test_words_or_a_receiver_that_none_could_go_by_are_refused_before_any_is_offered(desk, boss):
    mine = [concern(owner=desk), concern(owner=desk)]
    for changes in ({"done": " "}, {"next_by": None}, {}):  # the last: the receiver is off duty
        with pytest.raises(NotValid):
            offer_all(desk, mine, boss.officer.username, **changes)
    with pytest.raises(NotValid):
        offer_all(desk, [], boss.officer.username)
    assert not any(stored(one).offered_at for one in mine)


def test_many_sent_twice_under_one_key_are_offered_once(desk, boss):
    on_duty(boss)
    mine = [concern(owner=desk), concern(owner=desk)]
    by_when = clocks.now() + timedelta(hours=2)
    for _ in range(2):
        came = offer_all(desk, mine, boss.officer.username, idempotency_key="k", next_by=by_when)
        assert set(came.values()) == {""}
    assert [events(one).count("case.handover_offered") for one in mine] == [1, 1]


def test_what_is_not_accepted_stays_the_givers_who_is_told_why(desk, boss):
    on_duty(boss)
    reference = concern(owner=desk)
    offer(desk, reference, boss.officer.username)
    assert refusal(handing.refuse, boss, reference, " ").field == "question"
    with database.transaction():
        handing.refuse(boss, reference, "I go off at six.")
    assert (stored(reference).owner, stored(reference).offered_at) == (desk.officer, None)
    assert [one.to_officer_id for one in alerts("handover_refused")] == [desk.officer.pk]
    assert not [one for one in alerts("handover") if one.withdrawn_at is None]
    assert refusal(handing.refuse, boss, reference, "Again.").code == "clash"


def test_sent_twice_under_one_key_it_is_offered_and_told_once(desk, boss):
    on_duty(boss)
    reference = concern(owner=desk)
    for _ in range(2):
        offer(desk, reference, boss.officer.username, idempotency_key="k", next_by=clocks.now())
    assert (events(reference).count("case.handover_offered"), len(alerts("handover"))) == (1, 1)


STEPS = st.lists(st.tuples(st.sampled_from(["give", "offer", "accept", "withdraw", "ask"]), st.integers(0, 2),
                           st.integers(0, 2)), max_size=12)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_the_order_an_open_case_once_owned_has_one_who_answers_for_it(db, steps):
    people = _people()
    reference = concern(owner=people[0])
    for step, who, to in steps:
        with contextlib.suppress(Clash, NotValid, Refusal):
            _take(step, people[who], reference, people[to].officer.username)
        case = stored(reference)
        assert case.owner_id is not None
        assert case.offered_at is None or case.offered_to_id != case.owner_id
    with database.as_service():
        assert verify().differences == []


def _people():
    people = [make.reader("supervisor"), make.reader("mash_desk"), make.reader("duty_inspector")]
    with database.as_service():
        off = [one for one in people if not DutyShift.objects.filter(post__officer=one.officer).exists()]
    on_duty(*off)
    return people


def _take(step: str, by, reference: str, to: str) -> None:
    if step == "offer":
        offer(by, reference, to)
        return
    with database.transaction():
        if step == "give":
            allocate(by, reference, to)
        elif step == "ask":
            handing.ask(by, reference, "Why?")
        else:
            (handing.accept if step == "accept" else handing.withdraw)(by, reference)


def test_nobody_stops_the_climb_of_a_hand_over_by_taking_its_alert(desk, boss):
    """Only who accepts the case ends it: an alert that is taken and a case that is not would wait unseen."""
    on_duty(desk, boss)
    reference = concern("high", desk)
    offer(desk, reference, boss.officer.username)
    waiting = alerts("handover")[0]
    for step in (acknowledge, lambda alert, by: snooze(alert, by, 10, "Later.")):
        with database.transaction(), pytest.raises(Refusal) as refused:
            step(waiting, boss)
        assert refused.value.code == "ends_with_its_work"
    with database.transaction():
        handing.accept(boss, reference)
    assert alerts("handover")[0].withdrawn_at or alerts("handover")[0].acknowledged_at


def test_each_row_tells_the_words_that_were_written_of_its_own_child(desk, boss):
    on_duty(boss)
    held = [concern(owner=desk) for _ in range(5)]
    for reference in (held[3], held[0], held[4], held[2]):
        offer(desk, reference, boss.officer.username, next=f"Of {reference}.", worry=reference)
    told, mine = in_hand(boss).to_me, in_hand(desk)
    assert [(row["next"], row["worry"]) for row in told] == [
        (f"Of {row['reference']}.", row["reference"]) for row in told
    ]
    assert {row["reference"] for row in told} == {row["reference"] for row in mine.by_me} == {*held} - {held[1]}
    assert [row["reference"] for row in mine.mine] == [held[1]]
