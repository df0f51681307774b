"""The few distributions that the estimators rest on, in the standard library alone.

Exact to about 1e-12, far beyond the 1e-6 of our test vectors. scipy would bring a hundred megabytes for these lines
(decision 0044).
"""

from collections.abc import Callable
from math import comb, erfc, exp, lgamma, log, log1p

TINY, STEPS = 1e-300, 400
IN_WHOLE_NUMBERS = 1000  # ours: over so many, logarithms: right to about 1e-10, and some thousand times quicker


def beta_cdf(x: float, a: float, b: float) -> float:
    """The chance that a beta(a, b) is at most x: the regularised incomplete beta function, by continued fraction."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):  # where the fraction of the other tail converges, and this one does not
        return 1 - beta_cdf(1 - x, b, a)
    front = exp(a * log(x) + b * log1p(-x) - log_beta(a, b)) / a
    return front * _fraction(x, a, b)


def beta_quantile(chance: float, a: float, b: float) -> float:
    """The x below which a beta(a, b) is with this chance."""
    return solved(lambda x: beta_cdf(x, a, b) - chance, 0.0, 1.0)


def binomial_at_least(count: int, of: int, share: float) -> float:
    """The chance of so many or more."""
    if count <= 0:
        return 1.0
    return 0.0 if count > of else beta_cdf(share, count, of - count + 1)


def hypergeometric(count: int, population: int, having: int, drawn: int) -> float:
    """The chance that exactly so many of those drawn without replacement are of those having it."""
    if not max(0, drawn - (population - having)) <= count <= min(drawn, having):
        return 0.0
    if population > IN_WHOLE_NUMBERS:
        rest = _log_comb(population - having, drawn - count) - _log_comb(population, drawn)
        return exp(_log_comb(having, count) + rest)
    return comb(having, count) * comb(population - having, drawn - count) / comb(population, drawn)


def _log_comb(of: int, chosen: int) -> float:
    return lgamma(of + 1) - lgamma(chosen + 1) - lgamma(of - chosen + 1)


def hypergeometric_at_least(count: int, population: int, having: int, drawn: int) -> float:
    return sum(hypergeometric(one, population, having, drawn) for one in range(max(count, 0), min(drawn, having) + 1))


def beta_binomial(count: int, of: int, a: float, b: float) -> float:
    """The chance of so many of `of`, each by a share that is itself a beta(a, b)."""
    choose = lgamma(of + 1) - lgamma(count + 1) - lgamma(of - count + 1)
    return exp(choose + log_beta(count + a, of - count + b) - log_beta(a, b))


def students_quantile(chance: float, freedom: float) -> float:
    """Student's t, for a chance above a half."""
    x = beta_quantile(2 * (1 - chance), freedom / 2, 0.5)
    return float((freedom * (1 - x) / x) ** 0.5)


def chi_squared_above(value: float, freedom: int) -> float:
    """The chance that a chi-squared with so many whole degrees of freedom is above a value."""
    half = value / 2
    start, first = (erfc(half**0.5), 0.5) if freedom % 2 else (exp(-half), 1.0)
    terms = (exp(-half + one * log(half) - lgamma(one + 1)) for one in _steps(first, freedom / 2)) if value > 0 else ()
    return start + sum(terms)


def log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def solved(rising: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function crosses nought, by halving until the machine knows no number between."""
    while low < (middle := (low + high) / 2) < high:
        low, high = (low, middle) if rising(middle) >= 0 else (middle, high)
    return middle


def _steps(first: float, last: float) -> list[float]:
    return [first + step for step in range(int(last - first))]


def _fraction(x: float, a: float, b: float) -> float:
    """Lentz's way of working out the continued fraction of the incomplete beta function."""
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1 / _away(1 + term * d), _away(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


def _away(value: float) -> float:
    """From nought, by which it is divided."""
    return value if abs(value) > TINY else TINY
