"""Intervals and sizes against the test vectors of methods.md 1.1, 1.2 and 1.9: statsmodels and scipy."""

from itertools import pairwise
from math import comb

import pytest

from goldthread.audit.estimating.distributions import beta_quantile
from goldthread.audit.estimating.intervals import (
    at_least,
    clopper_pearson,
    exact_count,
    goodman,
    jeffreys,
    share_of_few,
    wilson_of_few,
)
from goldthread.audit.estimating.sizes import (
    assurance,
    design_effect,
    pass_mark,
    power_to_see_a_change,
    size_for,
    size_to_rule_out,
    sizes_to_see_a_change,
)
from goldthread.core.refusals import NotValid
from goldthread.core.shares import wilson

HALF = 5e-7  # the vectors are printed to six places
ONE_SHARE = [
    (278, 374, (0.696729, 0.784954), (0.695890, 0.786842), (0.697291, 0.785591)),
    (38, 374, (0.074923, 0.136387), (0.072909, 0.136787), (0.074058, 0.135285)),
    (36, 38, (0.827145, 0.985446), (0.822509, 0.993561), (0.841705, 0.988903)),
    (39, 40, (0.871186, 0.995573), (0.868414, 0.999367), (0.889051, 0.997289)),
    (125, 135, (0.869013, 0.959269), (0.867994, 0.963908), (0.872591, 0.961280)),
    (191, 214, (0.843894, 0.927309), (0.843105, 0.930638), (0.845798, 0.928726)),
    (0, 12, (0, 0.242494), (0, 0.264648), (0, 0.185306)),
    (3, 12, (0.088942, 0.532305), (0.054861, 0.571858), (0.075942, 0.529191)),
]
OF_FEW = [
    (5, 20, 120, (0.119623, 0.449864), (12, 56), (0.116667, 0.259921, 0.441667)),
    (8, 30, 120, (0.154262, 0.420274), (17, 52), (0.15, 0.272312, 0.416667)),
    (0, 20, 120, (0, 0.138975), (0, 18), (0, 0.019841, 0.108333)),
    (15, 60, 120, (0.180847, 0.334789), (21, 41), (0.183333, 0.252049, 0.333333)),
    (3, 10, 40, (0.122054, 0.569184), (4, 24), (0.125, 0.313636, 0.575)),
]


def test_none_reaches_down_to_nought_and_all_up_to_one_whatever_the_rounding():
    """By hand: with p = 0 middle and reach are both z^2 / 2n, so the lower end is nought itself."""
    assert {wilson(0, of)[0] for of in range(1, 400)} == {0.0}
    assert {wilson(of, of)[1] for of in range(1, 400)} == {1.0}


@pytest.mark.parametrize(("count", "of", "by_wilson", "exactly", "by_jeffreys"), ONE_SHARE)
def test_one_share_has_the_published_intervals(count, of, by_wilson, exactly, by_jeffreys):
    assert wilson(count, of) == pytest.approx(by_wilson, abs=HALF)
    assert clopper_pearson(count, of) == pytest.approx(exactly, abs=HALF)
    assert jeffreys(count, of) == pytest.approx(by_jeffreys, abs=HALF)


def test_without_its_convention_jeffreys_would_not_reach_nought():
    assert beta_quantile(0.025, 0.5, 12.5) == pytest.approx(0.00004, abs=5e-6)
    assert jeffreys(0, 12)[0] == 0
    assert jeffreys(12, 12)[1] == 1


def test_three_grades_at_once_have_goodmans_intervals():
    expected = [(0.035796, 0.147043), (0.374359, 0.575901), (0.353361, 0.554264)]
    assert goodman([10, 64, 61]) == [pytest.approx(one, abs=HALF) for one in expected]


@pytest.mark.parametrize(("count", "of", "population", "corrected", "between", "bayes"), OF_FEW)
def test_a_borough_has_few_cases_and_its_interval_says_so(count, of, population, corrected, between, bayes):
    assert wilson_of_few(count, of, population) == pytest.approx(corrected, abs=HALF)
    assert exact_count(count, of, population) == between
    assert share_of_few(count, of, population) == pytest.approx(bayes, abs=HALF)


def test_all_cases_looked_at_leave_no_doubt():
    assert wilson_of_few(3, 12, 12) == (0.25, 0.25)
    assert exact_count(3, 12, 12) == (3, 3)
    assert share_of_few(3, 12, 12) == (0.25, 0.25, 0.25)
    assert wilson_of_few(0, 0, 12) is None


@pytest.mark.parametrize(
    ("population", "share", "reach", "size"),
    [
        (None, 0.5, 0.1, 97), (None, 0.5, 0.05, 385), (120, 0.5, 0.1, 54), (120, 0.25, 0.1, 46), (120, 0.25, 0.05, 85),
        (60, 0.25, 0.1, 33), (3840, 0.25, 0.05, 269), (3840, 0.25, 0.03, 663), (3840, 0.5, 0.03, 836),
    ],
)  # fmt: skip
def test_how_many_to_draw_for_a_width(population, share, reach, size):
    assert size_for(reach, share, population) == size


@pytest.mark.parametrize(
    ("size", "of_many", "of_120"),
    [(5, 0.2869, 0.2840), (10, 0.2282, 0.2217), (12, 0.2132, 0.2054), (20, 0.1737, 0.1613), (30, 0.1458, 0.1286),
     (50, 0.1156, 0.0900), (60, 0.1062, 0.0766)],
)  # fmt: skip
def test_what_a_sample_buys(size, of_many, of_120):
    """The half-width that is expected where a quarter are good, over every count that the draw may give."""

    def expected(ends):
        chances = [comb(size, count) * 0.25**count * 0.75 ** (size - count) for count in range(size + 1)]
        return sum(chance * (high - low) / 2 for chance, (low, high) in zip(chances, ends, strict=True))

    assert expected([wilson(count, size) for count in range(size + 1)]) == pytest.approx(of_many, abs=6e-5)
    finite = [comb(30, count) * comb(90, size - count) / comb(120, size) for count in range(min(size, 30) + 1)]
    half = sum(
        chance * (high - low) / 2
        for count, chance in enumerate(finite)
        for low, high in [wilson_of_few(count, size, 120)]
    )
    assert half == pytest.approx(of_120, abs=2e-3)


def test_how_many_without_one_rule_a_share_out():
    assert [size_to_rule_out(share) for share in (0.1, 0.05, 0.02, 0.01)] == [29, 59, 149, 299]
    assert [size_to_rule_out(share, 50) for share in (0.1, 0.05)] == [22, 39]
    assert [size_to_rule_out(share, 100) for share in (0.1, 0.05)] == [25, 45]
    assert [size_to_rule_out(share, 200) for share in (0.1, 0.05)] == [27, 51]


def test_fifty_nine_straight_passes_show_95_per_cent_good_and_58_do_not():
    assert at_least(59, 59) >= 0.95 > at_least(58, 58)
    assert pass_mark(20, 0.7) == 18


@pytest.mark.parametrize(
    ("least", "truly", "found"),
    [(0.7, 0.8, (130, 100, 0.838410)), (0.7, 0.9, (33, 28, 0.893891)), (0.8, 0.9, (94, 82, 0.856218)),
     (0.5, 0.75, (28, 19, 0.861546))],
)  # fmt: skip
def test_how_many_prove_a_share_with_the_power_held(least, truly, found):
    size, mark, power = assurance(least, truly)
    assert (size, mark) == found[:2]
    assert power == pytest.approx(found[2], abs=1e-6)


def test_a_pass_mark_grows_with_the_size_by_none_or_one():
    marks = [pass_mark(size, 0.7) for size in range(1, 200)]
    assert {later - earlier for earlier, later in pairwise(marks)} == {0, 1}
    assert assurance(0.7, 0.72)[0] > 3000


def test_what_no_sample_tells_apart_is_refused():
    with pytest.raises(NotValid, match="No sample up to 20,000 tells"):
        assurance(0.7, 0.705)


@pytest.mark.parametrize(
    ("after", "pooled", "unpooled"),
    [(0.3, 1250.717, 1247.972), (0.35, 328.472, 325.729), (0.4, 151.869, 149.129), (0.5, 57.673, 54.942)],
)
def test_how_many_a_round_show_a_rise_from_a_quarter(after, pooled, unpooled):
    assert sizes_to_see_a_change(0.25, after) == pytest.approx((pooled, unpooled), abs=6e-4)


def test_twenty_a_borough_rarely_show_even_a_doubling():
    assert power_to_see_a_change(0.25, 0.5, 20) == pytest.approx(0.367613, abs=1e-6)


def test_cases_of_one_officer_count_for_less():
    assert design_effect(12, 0.05) == pytest.approx(1.55)


def test_why_walds_interval_is_never_used():
    """How often each 95% really holds a quarter at twelve cases: .8274 for Wald's, which nothing here gives."""

    def held(ends):
        chances = ((comb(12, count) * 0.25**count * 0.75 ** (12 - count), ends(count)) for count in range(13))
        return sum(chance for chance, (low, high) in chances if low <= 0.25 <= high)

    def wald(count):
        half = 1.959964 * (count / 12 * (1 - count / 12) / 12) ** 0.5
        return count / 12 - half, count / 12 + half

    told = [
        held(wald),
        held(lambda x: wilson(x, 12)),
        held(lambda x: jeffreys(x, 12)),
        held(lambda x: clopper_pearson(x, 12)),
    ]
    assert told == pytest.approx([0.8274, 0.9139, 0.9541, 0.9857], abs=5e-5)


def test_a_sample_of_half_of_ten_thousand_is_told_at_once_and_as_the_normal_form_tells_it():
    least, most = exact_count(3333, 5000, 10000)
    low, high = wilson_of_few(3333, 5000, 10000)
    assert (least, most) == pytest.approx((low * 10000, high * 10000), abs=3)
