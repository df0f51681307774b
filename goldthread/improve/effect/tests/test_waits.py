"""Waits with some not over: expected values are published, or counted by hand."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.improve.effect.waits import HALF, Waits, curve, least_rank, median_interval, quantile

# Freireich et al., Blood 21, 1963: weeks in remission, the data of every textbook of survival analysis. The medians and
# intervals are those that R's survfit prints: 23 (16 to none) under 6-MP, 8 (4 to 12) under placebo on the log scale.
TREATED = Waits((6, 6, 6, 7, 10, 13, 16, 22, 23), (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35))
PLACEBO = (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)


def test_the_published_remissions_have_their_published_curve_and_median() -> None:
    steps = curve(TREATED)
    told = {at: round(left, 4) for at, left, _ in steps}
    assert told == {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}
    assert quantile(steps, HALF) == 23
    assert median_interval(TREATED) == (16, inf)


def test_a_wait_still_running_that_changes_no_rank_gives_the_published_interval_of_the_placebo() -> None:
    assert quantile(curve(Waits(PLACEBO)), HALF) == 8
    # One patient still waiting after every other was over is in the same place in the order.
    assert median_interval(Waits(PLACEBO[:-1], (23,))) == (4, 12)


@pytest.mark.parametrize(
    ("many", "rank"), [(5, 0), (6, 1), (8, 1), (9, 2), (10, 2), (15, 4), (20, 6), (25, 8), (50, 18)]
)
def test_order_statistics_bound_the_median_by_the_printed_table(many: int, rank: int) -> None:
    assert least_rank(many) == rank  # the table of the sign test at 5%, two-sided: critical values are one less


def test_ten_waits_are_bounded_by_the_second_and_the_ninth() -> None:
    assert median_interval(Waits(tuple(map(float, range(10, 0, -1))))) == (2, 9)


def test_whoever_is_never_seen_counts_as_a_wait_without_end() -> None:
    seen = tuple(map(float, range(1, 11)))
    assert median_interval(Waits(seen, never=2)) == (3, 10)  # ranks 3 and 10 of 12
    assert median_interval(Waits(seen, never=10)) == (6, inf)
    assert median_interval(Waits((), never=10)) == (inf, inf)
    assert quantile(curve(Waits(seen, never=11)), HALF) is None


@given(st.lists(st.integers(1, 50), min_size=8, max_size=40), st.integers(0, 5))
def test_closing_a_case_without_seeing_the_child_never_shortens_the_median(minutes: list[int], closed: int) -> None:
    over = tuple(map(float, minutes))
    honest, gamed = quantile(curve(Waits(over)), HALF), quantile(curve(Waits(over, never=closed)), HALF)
    assert honest is not None
    assert gamed is None or gamed >= honest
