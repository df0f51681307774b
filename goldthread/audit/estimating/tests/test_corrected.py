"""Corrected shares, unequal chances, plans and changes against the test vectors of methods.md 1.3, 1.5, 1.6 and 1.9."""

import pytest

from goldthread.audit.estimating.change import by_bayes, change, fisher, ratio_interval, several, two_sided
from goldthread.audit.estimating.known_errors import Known, restored
from goldthread.audit.estimating.passing import Standard, lines_for, plan_for
from goldthread.audit.estimating.two_phase import (
    LocalClass,
    bayes_draws,
    bayes_moments,
    bayes_quantiles,
    by_classes,
    by_difference,
    by_regression,
    corrected,
    split_to_regrade,
    within_and_first,
    worth_of,
)
from goldthread.audit.estimating.unequal import weighed_back
from goldthread.core.refusals import NotValid

A = [LocalClass("good", 400, 60, 21), LocalClass("not good", 240, 60, 57)]
B = [LocalClass("good", 400, 75, 26), LocalClass("not good", 240, 45, 43)]


def test_local_grades_are_made_right_by_the_central_ones_of_each_class():
    found = by_classes(A)
    assert found.share == pytest.approx(0.575)
    assert within_and_first(A, found.share, 640) == pytest.approx((0.001619, 0.000132), abs=5e-7)
    assert found.error == pytest.approx(0.041848, abs=5e-7)
    assert (found.low, found.high) == pytest.approx((0.491662, 0.654282), abs=5e-7)
    assert found.worth == pytest.approx(139.54, abs=5e-3)
    assert found.error == pytest.approx(0.0417975742, abs=1e-3)  # R survey::twophase


def test_a_random_subset_gives_the_same_share_and_says_what_local_grades_are_worth():
    assert by_classes(B).error == pytest.approx(0.038302, abs=5e-7)
    found = worth_of(*B)
    assert found.share == pytest.approx(0.575)
    assert (found.misses, found.alarms, found.k) == pytest.approx((0.37681159, 0.03921569, 0.3555745), abs=5e-8)
    assert found.variance == pytest.approx(0.00144812, abs=5e-9)
    assert found.best_part(1, 3) == pytest.approx(0.777249, abs=5e-7)
    assert found.most == pytest.approx(1.551769, abs=1e-5)  # 1 / (1 - .3555745)


def test_regrades_are_spent_where_local_says_good():
    planned = [LocalClass("good", 400, 100, 35), LocalClass("not good", 240, 100, 95)]
    assert split_to_regrade(planned, 120) == pytest.approx([94.18, 25.82], abs=5e-3)


def test_the_bayesian_form_has_its_exact_moments_and_its_quantiles_by_a_seed():
    mean, variance = bayes_moments(A)
    assert (mean, variance**0.5) == pytest.approx((0.57280675, 0.04095476), abs=5e-9)
    assert bayes_quantiles(A, (0.025, 0.5, 0.975)) == pytest.approx([0.494, 0.572, 0.654], abs=1.5e-3)
    drawn = bayes_draws(A)
    assert sum(one > 0.6 for one in drawn) / len(drawn) == pytest.approx(0.252, abs=4e-3)
    assert bayes_quantiles(A, (0.5,), seed=7) == bayes_quantiles(A, (0.5,), seed=7)


def test_a_class_that_is_thin_is_estimated_by_bayes():
    assert corrected(A).form == "class"
    assert corrected([LocalClass("good", 40, 5, 2), A[1]]).form == "bayes"
    assert corrected([LocalClass("good", 40, 20, 0), A[1]]).form == "bayes"
    with pytest.raises(ValueError, match="good"):
        by_classes([LocalClass("good", 40, 1, 1), A[1]])


def test_regression_and_difference_have_their_published_errors():
    pairs = [(0, 0)] * 49 + [(0, 1)] * 26 + [(1, 0)] * 2 + [(1, 1)] * 43
    found = by_regression(pairs, 240 / 640, 640)
    assert (found.share, found.error) == pytest.approx((0.575, 0.038333), abs=5e-7)
    rest = [1] * (240 - 45) + [0] * (400 - 75)
    found = by_difference(pairs, rest)
    assert (found.share, found.error) == pytest.approx((0.575, 0.045598), abs=5e-7)


def test_known_errors_restore_the_true_share():
    found = restored(240, 640, Known(0.70, 80, 0.95, 60))
    assert (found.share, found.error) == pytest.approx((0.5, 0.053744), abs=5e-7)
    assert (found.low, found.high) == pytest.approx((0.389951, 0.609155), abs=5e-7)
    assert restored(23, 150, Known(0.96, 10**9, 0.89, 10**9)).share == pytest.approx(0.05098, abs=5e-6)


def test_graders_who_tell_no_more_than_a_coin_correct_nothing():
    with pytest.raises(NotValid, match="no information"):
        restored(240, 640, Known(0.6, 80, 0.5, 60))


def test_unequal_chances_are_weighed_back():
    found = weighed_back([0.9, 0.9, 0.5, 0.5, 0.25, 0.25, 0.1, 0.1], [1, 1, 1, 0, 1, 0, 0, 1])
    assert found.raw == 0.625
    assert (found.total / 30, found.total_error / 30) == pytest.approx((0.607407, 0.340338), abs=5e-7)
    assert found.population == pytest.approx(34.222222, abs=5e-7)
    assert (found.mean, found.mean_error) == pytest.approx((0.532468, 0.211267), abs=5e-7)
    assert found.worth == pytest.approx(4.830143, abs=5e-7)
    with pytest.raises(NotValid, match="no chance"):
        weighed_back([0.5, 0], [1, 1])


@pytest.mark.parametrize(
    ("good", "bad", "risks", "population", "plan", "chances"),
    [
        (0.8, 0.5, (0.1, 0.1), None, (19, 13), (0.067600, 0.083534)),
        (0.8, 0.5, (0.1, 0.1), 120, (16, 11), (0.067068, 0.089063)),
        (0.8, 0.5, (0.1, 0.1), 60, (16, 11), (0.050637, 0.071583)),
        (0.9, 0.7, (0.05, 0.1), None, (33, 27), (0.041704, 0.094446)),
        (0.9, 0.7, (0.05, 0.1), 120, (28, 23), (0.031915, 0.083064)),
        (0.85, 0.6, (0.05, 0.1), 80, (20, 15), (0.040357, 0.092299)),
    ],
)
def test_the_smallest_plan_that_keeps_both_risks(good, bad, risks, population, plan, chances):
    found = plan_for(Standard(good, bad, *risks), population)
    assert (found.size, found.mark) == plan
    assert (found.fails_wrongly, found.passes_wrongly) == pytest.approx(chances, abs=1e-6)


def test_walds_lines():
    lines = lines_for(Standard(0.8, 0.5))
    assert (lines.slope, lines.apart) == pytest.approx((0.339036, 1.584963), abs=5e-7)
    assert [lines.say(*one) for one in ((2, 1), (0, 4), (0, 5), (3, 4))] == ["fail", "go on", "pass", "fail"]


@pytest.mark.parametrize(
    ("later", "earlier", "difference", "low", "high", "ratio", "odds", "z"),
    [
        ((191, 214), (278, 374), 0.149208, 0.085188, 0.207348, 1.200733, 2.867688, 4.332745),
        ((125, 135), (278, 374), 0.182610, 0.112092, 0.239900, 1.245670, 4.316547, 4.479006),
        ((191, 214), (125, 135), -0.033403, -0.092365, 0.033299, 0.963925, 0.664348, -1.038642),
    ],
)
def test_a_change_between_rounds(later, earlier, difference, low, high, ratio, odds, z):
    found = change(later, earlier)
    assert (found.difference, found.low, found.high) == pytest.approx((difference, low, high), abs=1e-6)
    assert (found.ratio, found.odds, found.z) == pytest.approx((ratio, odds, z), abs=1e-6)
    assert found.is_beyond_chance == (low > 0 or high < 0)


def test_fishers_exact_test():
    assert fisher((191, 214), (278, 374)) == pytest.approx(0.00001, abs=6e-6)
    assert fisher((125, 135), (278, 374)) == pytest.approx(0.000002, abs=6e-7)
    assert fisher((191, 214), (125, 135)) == pytest.approx(0.350710, abs=1e-6)
    assert two_sided(1.959963985) == pytest.approx(0.05, abs=1e-9)


ROUNDS = {"2016": (278, 374), "Q3": (125, 135), "Q4": (191, 214)}


@pytest.mark.parametrize(
    ("later", "earlier", "ends"),
    [("Q4", "2016", (1.111555, 1.296180)), ("Q3", "2016", (1.148094, 1.343921)), ("Q4", "Q3", (0.901029, 1.037685))],
)
def test_the_score_interval_of_a_ratio(later, earlier, ends):
    assert ratio_interval(ROUNDS[later], ROUNDS[earlier]) == pytest.approx(ends, abs=1e-6)


def test_three_rounds_at_once():
    apart, chance = several(list(ROUNDS.values()))
    assert apart == pytest.approx(33.002731, abs=1e-6)
    assert chance == pytest.approx(6.8e-8, abs=5e-10)


def test_how_sure_a_rise_is_by_bayes():
    drawn = by_bayes(ROUNDS["Q4"], ROUNDS["2016"])
    assert sum(one > 0 for one in drawn) / len(drawn) > 0.9999 - 1e-4
    assert [drawn[int(at * len(drawn))] for at in (0.025, 0.5, 0.975)] == pytest.approx([0.086, 0.148, 0.208], abs=2e-3)
