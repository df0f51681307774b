"""A supervisor's review: who may, what it must say, what it asks of whom, and when the next one is due."""

from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.in_hand import open_in_hand
from goldthread.core.cases.models import Case
from goldthread.core.cases.queries import open_case_file
from goldthread.core.cases.queueing import Wanted, open_queue
from goldthread.core.cases.reviewing import Reviewed, carry_out, review
from goldthread.core.clocks.models import Clock
from goldthread.core.journal.queries import verify
from goldthread.core.organisation.models import Officer
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make

SOUND = Reviewed(looked_at=("whole",), verdict="sound", found="The grade fits what is written.")
ASKS = Reviewed(
    looked_at=("decisions", "voice"), verdict="to_do", found="Nobody wrote what she said.",
    instructions="See her alone, and write what she says.",
)  # fmt: skip


@pytest.fixture
def desk(db):
    return make.reader("mash_desk")


@pytest.fixture
def boss(db):
    return make.reader("supervisor")


def concern(owner=None) -> str:
    code = make.load_child()
    with database.transaction():
        reference = record_concern(make.reader("responding_officer"), code, seen="Alone.", risk="low").reference
    if owner:
        with database.transaction():
            move_case(owner, reference, "take")
    return reference


def reviewed(by, reference: str, told: Reviewed = SOUND, **more) -> Case:
    with database.transaction():
        return review(by, reference, told, **more)


def refused(by, reference: str, told: Reviewed = SOUND) -> Refusal:
    with pytest.raises(Refusal) as found:
        reviewed(by, reference, told)
    return found.value


def with_changes(told: Reviewed, **changes) -> Reviewed:
    return Reviewed(**{**told.__dict__, **changes})


def open_clocks(reference: str) -> dict[str, Clock]:
    with database.as_service():
        case = Case.objects.get(reference=reference)
        return {one.rule_id: one for one in Clock.objects.filter(stream=f"case:{case.pk}", ended_at=None)}


def alerts(kind: str) -> list[Alert]:
    with database.as_service():
        return list(Alert.objects.filter(kind=kind, withdrawn_at=None).order_by("pk"))


def differences() -> list:
    with database.as_service():
        return verify().differences


def found_in_queue(by, wanted: str) -> list[str]:
    with database.transaction():
        return [row["reference"] for row in open_queue(by, "concern", Wanted(review=wanted)).rows]


def in_hand(by):
    with database.transaction():
        return open_in_hand(by)


def test_a_review_stands_on_the_timeline_with_what_was_looked_at_and_found(desk, boss):
    reference = concern(desk)
    reviewed(boss, reference)
    with database.transaction():
        told = open_case_file(desk, reference).as_json()
    event = next(one for one in told["timeline"] if one["kind"] == "case.reviewed")
    assert event["sentence"] == "Reviewed by a supervisor"
    assert event["body"]["found"] == "The grade fits what is written."
    assert event["body"]["looked_at"] == "Everything that happened in it"
    assert told["review"]["verdict"] == "sound"
    assert told["review"]["by"] == str(boss.officer)
    assert differences() == []


def test_whoever_lacks_the_permission_or_the_rank_reviews_nothing(desk, boss):
    reference = concern(desk)
    assert refused(desk, reference).code == "not_in_role"
    with database.speaking_as(database.OWNER), database.transaction():
        Officer.objects.filter(pk=boss.officer.pk).update(rank="Detective Constable")
    boss.officer.refresh_from_db()
    assert refused(boss, reference).code == "not_in_rank"
    with database.speaking_as(database.OWNER), database.transaction():
        Officer.objects.filter(pk=boss.officer.pk).update(rank="Detective Sergeant")
    boss.officer.refresh_from_db()
    assert reviewed(boss, reference).reviewed_by_id == boss.officer.pk


def test_a_review_by_somebody_whose_rank_nobody_recorded_stands_and_says_so(desk, boss):
    """The post of a supervisor is the authority; the rank is checked where it is known, and never made up."""
    reference = concern(desk)
    assert boss.officer.rank == ""
    reviewed(boss, reference)
    with database.speaking_as(database.OWNER), database.transaction():
        Officer.objects.filter(pk=boss.officer.pk).update(rank="Detective Sergeant")
    boss.officer.refresh_from_db()
    reviewed(boss, reference)
    with database.transaction():
        told = open_case_file(desk, reference).as_json()
    said = [one["body"].get("rank", "") for one in told["timeline"] if one["kind"] == "case.reviewed"]
    assert sorted(said) == ["Detective Sergeant", "Not recorded. The review was held in the post of a supervisor."]


def test_nobody_reviews_work_that_they_hold(boss):
    assert refused(boss, concern(boss)).code == "own_work"


@pytest.mark.parametrize(("changes", "field"), [
    ({"looked_at": ()}, "looked_at"),
    ({"looked_at": ("weather",)}, "looked_at"),
    ({"verdict": ""}, "verdict"),
    ({"found": " "}, "found"),
    ({"verdict": "to_do"}, "instructions"),
    ({"do_by": clocks.today()}, "instructions"),
    ({"next_review_on": clocks.today() - timedelta(days=1)}, "next_review_on"),
])  # fmt: skip
def test_a_review_that_does_not_say_enough_is_refused_by_its_field(desk, boss, changes, field):
    assert refused(boss, concern(desk), with_changes(SOUND, **changes)).field == field


def test_what_a_review_asks_reaches_the_owner_until_it_is_done(desk, boss):
    reference = concern(desk)
    reviewed(boss, reference, with_changes(ASKS, do_by=clocks.today() + timedelta(days=2)))
    [told] = alerts("review_instruction")
    assert told.to_officer == desk.officer
    assert told.next_climb_at is not None
    [row] = in_hand(desk).asked
    assert (row["reference"], row["asks"]) == (reference, "See her alone, and write what she says.")
    assert found_in_queue(boss, "asked") == [reference]
    with database.transaction():
        carry_out(desk, reference, "Seen at school; her words are in the note.")
    assert in_hand(desk).asked == []
    assert alerts("review_instruction") == []
    assert [one.to_officer for one in alerts("review_done")] == [boss.officer]
    with pytest.raises(Clash), database.transaction():
        carry_out(desk, reference, "Again.")
    assert differences() == []


def test_only_the_owner_or_a_supervisor_says_that_it_is_done(desk, boss):
    reference = concern(desk)
    reviewed(boss, reference, ASKS)
    other = make.reader("mash_desk", username="second_desk")
    with pytest.raises(Refusal) as found, database.transaction():
        carry_out(other, reference, "Done.")
    assert found.value.code == "not_owner"
    with database.transaction():
        assert carry_out(boss, reference, "Done.").instructed_at is None


def test_what_a_review_asks_follows_the_case_when_it_was_closed(desk, boss):
    reference = concern(desk)
    make.closed_unshared(desk, reference)
    reviewed(boss, reference, ASKS)
    hand = in_hand(desk)
    assert [row["reference"] for row in hand.asked] == [reference]
    assert hand.mine == []


def test_a_review_of_a_case_that_nobody_holds_reaches_the_desk_on_duty(boss):
    reference = concern()
    reviewed(boss, reference, ASKS)
    [told] = alerts("review_instruction")
    assert (told.to_officer, told.to_role) == (None, "mash_desk")


def test_a_review_is_due_by_a_clock_and_a_review_stops_it(desk, boss):
    reference = concern(desk)
    assert "concern.review" in open_clocks(reference)
    assert found_in_queue(boss, "never") == [reference]
    reviewed(boss, reference)
    assert "concern.review" not in open_clocks(reference)
    assert found_in_queue(boss, "never") == []


def test_the_day_set_for_the_next_review_runs_as_a_clock_until_the_next_one(desk, boss):
    reference = concern(desk)
    first, second = clocks.today() + timedelta(days=3), clocks.today() + timedelta(days=9)
    reviewed(boss, reference, with_changes(SOUND, next_review_on=first))
    due = open_clocks(reference)["review.next"].due_at
    assert due.astimezone(clocks.LONDON).date() == first + timedelta(days=1)
    reviewed(boss, reference, with_changes(SOUND, next_review_on=second))
    with database.as_service():
        runs = list(Clock.objects.filter(rule_id="review.next").order_by("start_ref"))
    assert [one.due_at.astimezone(clocks.LONDON).date() for one in runs] == [
        first + timedelta(days=1), second + timedelta(days=1),
    ]  # fmt: skip
    assert [one.how for one in runs] == ["stopped", ""]
    reviewed(boss, reference)
    assert "review.next" not in open_clocks(reference)
    assert differences() == []


def test_the_queue_finds_what_a_review_is_due_of(desk, boss):
    reference = concern(desk)
    assert found_in_queue(boss, "due") == []
    with database.as_service():
        Clock.objects.filter(rule_id="concern.review").update(due_at=clocks.now() - timedelta(hours=1))
    assert found_in_queue(boss, "due") == [reference]


def test_a_review_sent_twice_is_one_and_tells_once(desk, boss):
    reference = concern(desk)
    for _ in range(2):
        reviewed(boss, reference, ASKS, idempotency_key="r1")
    assert len(alerts("review_instruction")) == 1


def test_a_closed_case_is_given_no_next_day(desk, boss):
    reference = concern(desk)
    make.closed_unshared(desk, reference)
    with pytest.raises(NotValid) as found:
        reviewed(boss, reference, with_changes(SOUND, next_review_on=clocks.today()))
    assert found.value.field == "next_review_on"
