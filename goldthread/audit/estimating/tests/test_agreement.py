"""Agreement against the test vectors of methods.md 1.10: statsmodels, irrCAC, krippendorff, a published example."""

import pytest

from goldthread.audit.estimating.agreement import (
    alpha,
    drift,
    even,
    exact,
    gwet,
    kappa,
    largest_share,
    lenient,
    linear,
    one_sided,
    same,
    units_of,
)

USUAL = [[28, 6, 1], [9, 30, 5], [1, 8, 12]]
PARADOX = [[1, 2, 0], [3, 110, 2], [0, 1, 1]]


def test_kappa_in_its_three_weights_with_its_error():
    for weights, value, error in ((same, 0.528005, 0.072173), (linear, 0.588900, 0.066544)):
        found = kappa(USUAL, weights)
        assert (found.value, found.error) == pytest.approx((value, error), abs=1e-6)
    found = kappa(USUAL)
    assert (found.value, found.error) == pytest.approx((0.661654, 0.066651), abs=1e-6)
    assert found.interval == pytest.approx((0.531021, 0.792287), abs=1e-6)


def test_gwets_coefficients():
    assert gwet(USUAL, same).value == pytest.approx(0.560391, abs=1e-6)
    assert gwet(USUAL, linear).value == pytest.approx(0.660087, abs=1e-6)
    found = gwet(USUAL)
    assert (found.value, found.error) == pytest.approx((0.753323, 0.049746), abs=1e-6)


def test_krippendorffs_alpha_of_two_graders():
    assert exact(USUAL) == pytest.approx(0.70)
    assert alpha(units_of(USUAL)) == pytest.approx(0.667888, abs=1e-6)
    assert alpha(units_of(USUAL), "nominal") == pytest.approx(0.530032, abs=1e-6)
    assert alpha(units_of(USUAL), "interval") == pytest.approx(0.662775, abs=1e-6)


def test_krippendorffs_alpha_of_the_published_example_with_missing_grades():
    a = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
    b = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
    c = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
    d = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
    units = list(zip(a, b, c, d, strict=True))
    assert alpha(units) == pytest.approx(0.8154, abs=5e-5)
    told = [alpha(units, kind) for kind in ("nominal", "interval", "ratio")]
    assert told == pytest.approx([0.7434, 0.8491, 0.7974], abs=5e-5)


def test_where_one_grade_holds_nearly_everything_the_measures_part():
    assert exact(PARADOX) == pytest.approx(0.933333, abs=1e-6)
    assert kappa(PARADOX).value == pytest.approx(0.332406, abs=1e-6)
    assert alpha(units_of(PARADOX)) == pytest.approx(0.334668, abs=1e-6)
    assert gwet(PARADOX).value == pytest.approx(0.981559, abs=1e-6)
    assert largest_share(PARADOX) > 0.85 > largest_share(USUAL)


def test_graders_who_agree_on_one_grade_alone_leave_kappa_without_meaning():
    table = [[0, 0, 0], [0, 9, 0], [0, 0, 0]]
    assert kappa(table).value is None
    assert alpha(units_of(table)) is None
    assert gwet(table).value == 1


def test_who_is_kinder_and_whether_by_more_than_chance():
    found = lenient(USUAL)
    assert (found.mean, found.error) == pytest.approx((0.06, 0.06), abs=1e-3)
    assert found.is_enough
    assert one_sided(USUAL) == pytest.approx(0.629059, abs=1e-6)
    assert even(USUAL) == pytest.approx((1.292308, 0.730960), abs=1e-6)


def test_a_grader_who_drifts_raises_the_alarm_at_the_eleventh():
    told = [up for up, _ in drift([0, 1, 0, 0, -1, 0, 1, 1, 1, 0, 1, 1, 2, 1], 0.6)]
    expected = [0, 1.1667, 0.6667, 0.1667, 0, 0, 1.1667, 2.3333, 3.5, 3.0, 4.1667, 5.3333, 8.1667, 9.3333]
    assert told == pytest.approx(expected, abs=5e-5)
    assert next(place for place, one in enumerate(told, 1) if one >= 4) == 11
