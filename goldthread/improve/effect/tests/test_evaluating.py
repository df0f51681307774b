"""Verdicts of tests of effect: published comparisons, hand counts, and what gaming may never do."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.core.shares import Stratum
from goldthread.improve.effect import saying
from goldthread.improve.effect.evaluating import (
    beyond_chance,
    is_shown,
    meets,
    of_share,
    of_strata,
    of_waits,
    passed,
    unknown,
    verdict,
)
from goldthread.improve.effect.shapes import (
    BETTER,
    NO_CLEAR_CHANGE,
    NOT_COMPARABLE,
    SHARE,
    TOO_FEW,
    UNKNOWN,
    WORSE,
)
from goldthread.improve.effect.waits import Waits

THEN = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))
NOW = (datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC))
LATER = (datetime(2026, 10, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


def share(count: int, of: int, terms: str = ""):
    return of_share(count, of, NOW, terms)


def waits(*minutes: float, still: int = 0, never: int = 0):
    return of_waits(Waits(tuple(minutes), (10_000.0,) * still, never), NOW)


def test_the_inspectorates_rounds_read_as_the_published_intervals_say() -> None:
    # methods.md 1.9: 278 of 374 below good in 2016, 125 of 135 in Q3 2017, 191 of 214 in Q4 2017
    first, third, fourth = share(278, 374), share(125, 135), share(191, 214)
    assert verdict(first, fourth, "lower") == WORSE
    assert verdict(fourth, first, "lower") == BETTER
    assert verdict(third, fourth, "lower") == NO_CLEAR_CHANGE


def test_a_changed_definition_is_not_comparable_however_far_the_shares_are_apart() -> None:
    assert verdict(share(90, 100, "MIS version 1"), share(10, 100, "MIS version 2"), "lower") == NOT_COMPARABLE


def test_fewer_than_ten_are_too_few_to_say_and_what_is_not_known_is_never_none() -> None:
    assert verdict(share(9, 9), share(0, 100), "lower") == TOO_FEW
    assert verdict(unknown(SHARE, "nobody asked", NOW), share(0, 100), "lower") == UNKNOWN


def test_waits_that_do_not_overlap_are_better_and_those_that_do_are_not() -> None:
    slow, quick = waits(*range(400, 440)), waits(*range(100, 140))
    assert verdict(slow, quick, "lower") == BETTER
    assert verdict(slow, waits(*range(395, 435)), "lower") == NO_CLEAR_CHANGE


def test_a_wait_shortened_by_closing_cases_without_seeing_the_child_is_no_better() -> None:
    before = waits(*range(100, 140))
    assert verdict(before, waits(*range(50, 60), never=30), "lower") == WORSE


def test_half_of_the_children_never_seen_leaves_no_median_and_no_pass() -> None:
    now = waits(*range(50, 60), never=30)
    assert now.value is None
    assert now.high is None
    assert meets(now, 60, "lower") is False


def test_a_stratified_share_is_the_published_one() -> None:
    # methods.md 1.4, R survey .2844810063, logit interval .217153 to .363005
    strata = [Stratum(*one) for one in zip((400, 250, 180, 120, 90, 60), (46, 29, 21, 14, 10, 7), (12, 6, 9, 2, 6, 1),
                                           strict=True)]  # fmt: skip
    read = of_strata(strata, NOW)
    assert read.value == pytest.approx(0.284481, abs=1e-6)
    assert (read.low, read.high) == pytest.approx((0.217153, 0.363005), abs=1e-3)  # R takes t for z


@pytest.mark.parametrize(
    ("outcome", "counter", "expected"),
    [(BETTER, NO_CLEAR_CHANGE, True), (BETTER, BETTER, True), (NO_CLEAR_CHANGE, NO_CLEAR_CHANGE, True),
     (BETTER, WORSE, False), (WORSE, BETTER, False), (BETTER, UNKNOWN, None), (BETTER, TOO_FEW, None),
     (UNKNOWN, BETTER, None), (NOT_COMPARABLE, BETTER, None)],
)  # fmt: skip
def test_a_test_never_passes_where_its_counter_measure_got_worse_or_is_not_known(outcome, counter, expected) -> None:
    assert passed(share(10, 200), 0.4, "lower", outcome, counter) is expected


def test_nothing_passes_before_a_chief_officer_has_adopted_its_mark() -> None:
    assert passed(share(0, 500), None, "lower", BETTER, BETTER) is None


def test_a_mark_is_met_only_by_the_worse_end_of_the_interval() -> None:
    assert meets(share(60, 200), 0.4, "lower") is True  # .24 to .37
    assert meets(share(70, 200), 0.4, "lower") is False  # .35 is under it, .4184 is not
    assert meets(share(5, 9), 0.4, "lower") is None


def test_an_effect_is_shown_by_two_passes_in_periods_that_do_not_overlap() -> None:
    assert is_shown([NOW, LATER])
    assert not is_shown([NOW])
    assert not is_shown([NOW, NOW])
    assert not is_shown([NOW, (NOW[0], LATER[1])])


def test_several_boroughs_at_once_are_flagged_by_the_published_procedure() -> None:
    # methods.md 1.8: two of ten stand
    told = beyond_chance([0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216])
    assert told == [True, True] + [False] * 8


counted = st.integers(10, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
MIRROR = {BETTER: WORSE, WORSE: BETTER, NO_CLEAR_CHANGE: NO_CLEAR_CHANGE}


@given(counted, counted)
def test_told_backwards_better_is_worse(before: tuple[int, int], after: tuple[int, int]) -> None:
    one, other = share(*before), share(*after)
    assert verdict(other, one, "lower") == MIRROR[verdict(one, other, "lower")]
    assert verdict(one, other, "higher") == MIRROR[verdict(one, other, "lower")]


RANK = {WORSE: 0, NO_CLEAR_CHANGE: 1, BETTER: 2}


@given(st.lists(st.integers(1, 600), min_size=10, max_size=60), st.lists(st.integers(1, 600), min_size=10, max_size=60),
       st.integers(1, 30))  # fmt: skip
def test_gaming_a_wait_by_closing_unseen_never_improves_the_verdict(before, after, closed) -> None:
    base = waits(*before)
    honest = verdict(base, waits(*after), "lower")
    ranked = sorted(after)
    hidden = min(closed, len(ranked) - 1)
    # The slowest are closed without seeing the child, to be rid of them.
    gamed = verdict(base, waits(*ranked[: len(ranked) - hidden], never=hidden), "lower")
    assert RANK.get(gamed, 0) <= RANK[honest]


@given(st.sampled_from([BETTER, NO_CLEAR_CHANGE]), st.integers(0, 200))
def test_a_worse_counter_measure_never_lets_anything_pass(outcome: str, count: int) -> None:
    assert passed(share(count, 200), 1.0, "lower", outcome, WORSE) is False


def test_a_reading_says_what_has_no_upper_end_and_what_half_have_not_reached() -> None:
    assert saying.reading(waits(*range(50, 60), never=30)) == "not half of 40 yet"
    assert saying.reading(waits(*range(1, 11), never=3)) == "7 min (3 min or longer)"  # ranks 3 and 11 of 13
    assert saying.reading(share(3, 12)) == "25% (9% to 53%)"
    assert saying.reading(share(2, 4)) == "too few to say (4)"


def test_a_reading_goes_out_with_its_times() -> None:
    told = replace(share(3, 12), since=THEN[0]).as_json()
    assert told["since"] == "2026-01-01T00:00:00+00:00"
    assert told["low"] == pytest.approx(0.088942, abs=1e-6)
