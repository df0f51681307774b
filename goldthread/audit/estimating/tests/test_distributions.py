"""The distributions against sums that can be worked out exactly, and against published tables."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from goldthread.audit.estimating.distributions import (
    beta_binomial,
    beta_cdf,
    beta_quantile,
    binomial_at_least,
    chi_squared_above,
    hypergeometric,
    hypergeometric_at_least,
    students_quantile,
)


@settings(deadline=None)
@given(some.integers(1, 400), some.data())
def test_a_binomial_tail_is_the_sum_of_its_terms(of, data):
    count, share = data.draw(some.integers(0, of)), Fraction(data.draw(some.integers(1, 99)), 100)
    exact = sum(comb(of, one) * share**one * (1 - share) ** (of - one) for one in range(count, of + 1))
    assert binomial_at_least(count, of, float(share)) == pytest.approx(float(exact), rel=1e-9, abs=1e-13)


@settings(deadline=None)
@given(some.floats(0.5, 500), some.floats(0.5, 500), some.floats(0.001, 0.999))
def test_a_quantile_is_where_its_chance_is_reached(a, b, chance):
    """To within what a machine can tell of a number close to one, where the curve is steepest."""
    assert beta_cdf(beta_quantile(chance, a, b), a, b) == pytest.approx(chance, abs=1e-7)


@settings(deadline=None)
@given(some.floats(0.2, 500), some.floats(0.2, 500), some.floats(0.001, 0.999))
def test_the_two_tails_of_a_beta_add_up_to_one(a, b, x):
    assert beta_cdf(x, a, b) + beta_cdf(1 - x, b, a) == pytest.approx(1, abs=1e-9)


@settings(deadline=None)
@given(some.integers(1, 200), some.data())
def test_hypergeometric_chances_add_up_to_one(population, data):
    having, drawn = (data.draw(some.integers(0, population)) for _ in range(2))
    assert sum(hypergeometric(one, population, having, drawn) for one in range(drawn + 1)) == pytest.approx(1)
    assert hypergeometric_at_least(0, population, having, drawn) == pytest.approx(1)


@settings(deadline=None)
@given(some.integers(0, 300), some.floats(0.5, 50), some.floats(0.5, 50))
def test_beta_binomial_chances_add_up_to_one(of, a, b):
    assert sum(beta_binomial(one, of, a, b) for one in range(of + 1)) == pytest.approx(1)


@pytest.mark.parametrize(("freedom", "t"), [(1, 12.706205), (5, 2.570582), (30, 2.042272), (120, 1.979930)])
def test_students_t_is_that_of_the_tables(freedom, t):
    assert students_quantile(0.975, freedom) == pytest.approx(t, abs=5e-7)


@pytest.mark.parametrize(("freedom", "value"), [(1, 3.841459), (2, 5.991465), (3, 7.814728), (10, 18.307038)])
def test_chi_squared_is_that_of_the_tables(freedom, value):
    assert chi_squared_above(value, freedom) == pytest.approx(0.05, abs=5e-8)
    assert chi_squared_above(0, freedom) == 1
