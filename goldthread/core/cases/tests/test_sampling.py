"""Ended work is drawn by chance, once a week, and judged by somebody who did not decide it."""

from collections import Counter
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import ProgrammingError

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.areas.grammar import Framed
from goldthread.core.cases import sampling
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.drawing import draw, in_order
from goldthread.core.cases.models import Case
from goldthread.core.cases.queries import open_case_file
from goldthread.core.cases.reviewing import Reviewed, review
from goldthread.core.cases.sampling import Found, draw_week, last_judgement, list_draws, open_draw
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make

FRAME = [Framed(f"c{n}", None, "not_shared", ("Blue" if n % 3 else "Green", f"B{n % 4}")) for n in range(60)]


@pytest.fixture
def desk(db):
    return make.reader("mash_desk")


@pytest.fixture
def boss(db):
    return make.reader("supervisor")


def last_week():
    """An instant of the week that is over."""
    now = clocks.now()
    return now - timedelta(days=now.astimezone(clocks.LONDON).weekday() + 3)


def ended(desk, number: int) -> str:
    code = make.load_child(
        f"{number}/01OCT26", surname=f"Oak{chr(97 + number)}e", birth_date=f"2012-03-{number + 1:02}"
    )
    with database.transaction():
        reference = record_concern(make.reader("responding_officer"), code, seen="A toy was lost.").reference
    with database.transaction():
        move_case(desk, reference, "take")
    make.closed_unshared(desk, reference)
    return reference


@pytest.fixture
def three(desk):
    with clocks.held_at(last_week()):
        return [ended(desk, number) for number in range(1, 4)]


def drawn(by, week=None):
    with database.transaction():
        return draw_week(by, "concern", week)


def opened(by, number: int):
    with database.transaction():
        return open_draw(by, number)


def judged(by, reference: str, judgement: str, **more):
    verdict = "to_do" if judgement in ("should_share", "should_dispute", "higher") else "sound"
    told = Reviewed(["whole"], verdict, "Read in full.", judged=judgement, **more)
    with database.transaction():
        return review(by, reference, told)


def test_the_same_frame_and_seed_draw_the_same_cases_in_any_order_of_asking():
    one = draw(FRAME, 10, "seed")
    assert one == draw(list(reversed(FRAME)), 10, "seed")
    assert len(set(one)) == 10
    assert one != draw(FRAME, 10, "another")


def test_a_draw_can_be_done_again_by_hand():
    """Three of one stratum, by the SHA-256 of seed and id: an order that any tool gives."""
    frame = [Framed(name, None, "not_shared", ("Blue",)) for name in ("a", "b", "c")]
    by_hand = sorted("abc", key=lambda name: sha256(f"s:{name}".encode()).hexdigest())
    assert [one.case_id for one in in_order(frame, "s")] == by_hand


def test_a_stratum_has_its_share_to_within_one_and_each_case_the_same_chance():
    share = Counter(one.strata[0] for one in FRAME)["Green"] / len(FRAME)
    times: Counter[str] = Counter()
    for seed in range(300):
        found = draw(FRAME, 12, f"s{seed}")
        times.update(one.case_id for one in found)
        assert abs(sum(one.strata[0] == "Green" for one in found) - 12 * share) < 1
    assert sum(times.values()) == 300 * 12
    assert 25 <= min(times.values()) <= max(times.values()) <= 100  # 60 expected, sd 6.9: over five sd either way


def test_a_frame_smaller_than_the_sample_is_looked_at_whole():
    assert len(draw(FRAME[:4], 10, "s")) == 4


def test_a_week_is_drawn_once_and_says_who_when_and_from_how_many(three, boss):
    made = drawn(boss)
    assert (made.drawn_by, made.frame_size, len(made.cases)) == (boss.officer, 3, 3)
    assert made.week.weekday() == 0
    with pytest.raises(Clash, match="first draw stands"):
        drawn(boss)
    with pytest.raises(NotValid, match="not over"):
        drawn(boss, clocks.today())


def test_nobody_changes_a_drawn_sample(three, boss):
    made = drawn(boss)
    with pytest.raises(ProgrammingError, match="permission denied"), database.transaction():
        database.run("UPDATE cases_drawn SET seed = 'x' WHERE id = %s", [made.pk])
    owner = database.speaking_as(database.OWNER)
    with pytest.raises(ProgrammingError, match="append-only"), owner, database.transaction():
        database.run("DELETE FROM cases_drawn")


def test_the_desk_draws_and_reads_no_sample(three, boss, desk):
    made = drawn(boss)
    for step in (lambda: drawn(desk), lambda: opened(desk, made.pk)):
        with pytest.raises(Refusal) as found:
            step()
        assert found.value.code == "not_in_role"


def test_an_opened_concern_leaves_the_frame(three, boss, desk):
    with database.transaction():
        move_case(desk, three[0], "reopen", note="The aunt rang.")
    assert drawn(boss).frame_size == 2


def test_a_judgement_counts_in_the_sample_and_reads_on_the_case(three, boss):
    made = drawn(boss)
    judged(boss, three[0], "right")
    judged(boss, three[1], "should_share")
    judged(boss, three[2], "cannot_say")
    found = opened(boss, made.pk)
    assert found.found == Found(drawn=3, reviewed=3, answered=2, wrong=1)
    assert found.as_json()["too_few"] is True
    said = {row["reference"]: row["judged_words"] for row in found.rows}
    assert said[three[1]] == "It should have been shared"
    with database.transaction():
        area, listed = list_draws(boss, "concern")
    assert [one.reviewed for _, one in listed] == [3]
    assert area.id == "concern"


def test_whoever_decided_may_not_judge_it(boss, desk):
    with clocks.held_at(last_week()):
        reference = ended(boss, 1)
    drawn(make.reader("duty_inspector"))
    with pytest.raises(Refusal) as found:
        judged(boss, reference, "right")
    assert found.value.code == "own_work"


def test_a_case_is_judged_once_and_only_where_it_was_drawn(three, boss, desk):
    drawn(boss)
    judged(boss, three[0], "right")
    with pytest.raises(NotValid, match="waits in no sample"):
        judged(boss, three[0], "higher")
    with pytest.raises(NotValid, match="Choose what you say"):
        judged(boss, three[1], "should_dispute")  # that one was never shared


def test_a_decision_that_was_wrong_is_not_sound(three, boss):
    drawn(boss)
    with pytest.raises(NotValid) as found, database.transaction():
        review(boss, three[0], Reviewed(["whole"], "sound", "Read.", judged="should_share"))
    assert found.value.field == "verdict"


def test_a_wrong_decision_stands_on_the_case_until_it_is_opened_again(three, boss, desk):
    drawn(boss)
    judged(boss, three[0], "higher")
    with database.transaction():
        file = open_case_file(boss, three[0])
    found = last_judgement(file.area, file.events)
    assert found is not None
    assert found.is_wrong
    with database.transaction():
        move_case(boss, three[0], "reopen", note="It should have been graded higher.")
        file = open_case_file(boss, three[0])
    assert last_judgement(file.area, file.events) is None
    with database.as_service():
        assert Case.objects.get(reference=three[0]).state == "recorded"


def test_a_judged_review_sent_twice_is_one(three, boss):
    made = drawn(boss)
    told = Reviewed(["whole"], "sound", "Read in full.", judged="right")
    for _ in range(2):
        with database.transaction():
            review(boss, three[0], told, idempotency_key="once")
    assert opened(boss, made.pk).found.reviewed == 1


def test_weeks_of_one_quarter_are_one_share_and_each_weighs_by_how_many_ended_in_it(three, boss, desk):
    """Of the one that ended a week before, one was wrong; of three, none: a half of two is not a quarter of four."""
    with clocks.held_at(last_week() - sampling.WEEK):
        early = ended(desk, 5)
    second, first = drawn(boss), drawn(boss, (clocks.today() - timedelta(days=clocks.today().weekday() + 14)))
    judged(boss, early, "should_share")
    for reference in three:
        judged(boss, reference, "right")
    with database.transaction():
        _, listed = list_draws(boss, "concern")
    together = sampling.together(listed)
    assert together.found == Found(4, 4, 4, 1)
    assert (together.weighed.weeks, together.weighed.ended, together.weighed.share) == (2, 4, None)  # four are too few
    quarters = {name for name, _ in sampling.by_quarter(listed)}
    assert quarters == {f"{one.week.year}-Q{-(-one.week.month // 3)}" for one in (first, second)}
