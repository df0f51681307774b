"""XmR charts against the NHS-R package's own answers, as methods.md 2.2 (November 2026) has them."""

import pytest

from goldthread.improve.effect.xmr import OUTSIDE, SHIFT, TREND, TWO_OF_THREE, chart, limits_of, standing

VIGNETTE = (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)
SEED = (-.5605, -.2302, 1.5587, .0705, .1293, 1.7151, .4609, -1.2651, -.6869, -.4457, 1.2241, .3598, .4008, .1107,
        -.5558, 1.7869, .4979, -1.9666, .7014, -.4728)  # fmt: skip
TRIAGE = (62, 65, 61, 64, 66, 63, 60, 65, 62, 64, 61, 63, 70, 72, 74, 75, 77, 78, 80, 79, 81, 82, 80, 83)
RISING = (20, 22, 21, 23, 20, 22, 21, 22, 23, 24, 25, 26, 27, 28, 21, 22, 20, 21, 22, 21)
SHIFTED = (50, 51, 49, 50, 52, 50, 50, 50, 50, 50, 50, 49, 51, 50, 58, 50, 51, 49, 50, 50)


def flags(values, **how) -> dict[int, tuple[str, bool]]:
    """Places from 1, as the source counts them: the rule, and whether it is above or rises."""
    points = enumerate(chart(values, **how), 1)
    return {place: (one.rule, one.is_above) for place, one in points if one.rule}


def expected(**said: str) -> dict[int, tuple[str, bool]]:
    """`outside_below="1,3"` and so on."""
    return {int(place): (name.rsplit("_", 1)[0], name.endswith("above")) for name, places in said.items()
            for place in places.split(",")}  # fmt: skip


@pytest.mark.parametrize(("screened", "low", "high"), [(True, -0.715556, 4.604444), (False, -3.062614, 6.951503)])
def test_the_published_vignette_flags_its_fifth_point_only(screened: bool, low: float, high: float) -> None:
    limits = limits_of(VIGNETTE, screened=screened)
    assert (limits.mean, limits.low, limits.high) == pytest.approx((1.944444, low, high), abs=1e-6)
    assert flags(VIGNETTE, screened=screened) == {5: (OUTSIDE, True)}


def test_noise_alone_flags_nothing() -> None:
    limits = limits_of(SEED)
    assert (limits.mean, limits.low, limits.high) == pytest.approx((0.141625, -3.011413, 3.294663), abs=1e-6)
    assert flags(SEED) == {}


def test_a_service_that_changed_shows_every_rule_in_the_order_of_precedence() -> None:
    limits = limits_of(TRIAGE)
    assert (limits.mean, limits.low, limits.high) == pytest.approx((70.291667, 63.468188, 77.115145), abs=1e-6)
    assert flags(TRIAGE) == expected(
        outside_below="1,3,6,7,9,11,12", two_of_three_below="2,4,8,10", shift_below="5",
        trend_above="13,14,15,16,17", outside_above="18,19,20,21,22,23,24",
    )  # fmt: skip


def test_a_rebase_inside_a_climb_misleads_and_each_stretch_has_its_own_limits() -> None:
    points = chart(TRIAGE, rebase_at=[12])
    first, second = points[0].limits, points[-1].limits
    assert (first.mean, first.low, first.high) == pytest.approx((63, 55.02, 70.98))
    assert (second.mean, second.low, second.high) == pytest.approx((77.583333, 72.988788, 82.177879), abs=1e-6)
    assert flags(TRIAGE, rebase_at=[12]) == expected(
        outside_below="13,14", trend_above="15,16,17,18,19", shift_above="20,23", two_of_three_above="21,22",
        outside_above="24",
    )  # fmt: skip


def test_limits_fixed_after_twelve_hold_over_all() -> None:
    assert flags(TRIAGE, fix_after=12) == expected(
        trend_above="11,12,13", outside_above="14,15,16,17,18,19,20,21,22,23,24"
    )


def test_a_trend_gives_way_to_a_point_outside_the_limits() -> None:
    limits = limits_of(RISING, screened=True)
    assert (limits.mean, limits.low, limits.high) == pytest.approx((22.55, 19.003333, 26.096667), abs=1e-6)
    assert flags(RISING, screened=True) == expected(trend_above="7,8,9,10,11,12", outside_above="13,14")


def test_a_shift_is_flagged_from_its_first_point() -> None:
    limits = limits_of(SHIFTED, screened=True)
    assert (limits.mean, limits.low, limits.high) == pytest.approx((50.5, 47.996471, 53.003529), abs=1e-6)
    assert flags(SHIFTED, screened=True) == expected(shift_below="6,7,8,9,10,11,12", outside_above="15")


def test_an_equal_pair_breaks_a_trend_and_the_mean_itself_breaks_a_shift() -> None:
    assert TREND not in {rule for rule, _ in flags((1, 2, 3, 4, 4, 5, 6, 7)).values()}
    assert SHIFT not in {rule for rule, _ in flags((9, 9, 9, 10, 9, 9, 9, 16)).values()}
    assert TWO_OF_THREE not in {rule for rule, _ in flags((5, 5, 5)).values()}


def test_fewer_than_twelve_points_give_limits_on_trial() -> None:
    assert limits_of(range(11)).is_on_trial
    assert not limits_of(range(12)).is_on_trial


@pytest.mark.parametrize(
    ("target", "better", "said"),
    [(90, "higher", "fail"), (90, "lower", "pass"), (50, "higher", "pass"), (50, "lower", "fail"),
     (70, "higher", "hit and miss")],
)  # fmt: skip
def test_a_mark_beyond_the_limits_is_passed_or_failed_whatever_chance_does(target, better, said) -> None:
    assert standing(limits_of(TRIAGE), target, better) == said
