"""Many local grades made right by some central ones: methods.md 1.3, the core of what an audit can say.

Local grades alone are never a quality. Of each local class some are drawn at random and graded again, blind, by the
central team; the shares that it finds correct all. Each function says what is not good, as a share of all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from goldthread.core.shares import LEAST_OF_A_STRATUM, TOO_FEW, Z, on_the_logit_scale

Pair = tuple[float, float]  # what local said and what central said of one case
DRAWS = 40_000  # the ends then move by about .0005 from seed to seed


@dataclass(frozen=True)
class LocalClass:
    """The cases of one local grade: how many there are, how many were graded again, how many are truly not good.

    Where cases weigh unequally they are as many cases of equal weight as they are worth, and no whole numbers.
    """

    name: str
    graded: float
    regraded: float
    not_good: float

    @property
    def share(self) -> float:
        return self.not_good / self.regraded

    @property
    def is_thin(self) -> bool:
        """Too few graded again, or all the same: then its variance says nothing, and the Bayesian form is used."""
        return self.regraded < TOO_FEW or not 0 < self.share < 1


@dataclass(frozen=True)
class Corrected:
    """A corrected share with its interval. `worth` is as many central audits as it took to know as much (n_eff)."""

    form: str
    share: float
    variance: float
    low: float
    high: float

    @property
    def error(self) -> float:
        return self.variance**0.5

    @property
    def worth(self) -> float:
        return self.share * (1 - self.share) / self.variance if self.variance else float("inf")


def corrected(classes: Sequence[LocalClass], seed: int = 1) -> Corrected:
    """By the class form, or by the Bayesian form where a class is thin."""
    held = [one for one in classes if one.graded]
    return by_bayes(held, seed) if any(one.is_thin for one in held) else by_classes(held)


def by_classes(classes: Sequence[LocalClass]) -> Corrected:
    """p = sum W_j l_j, with its interval on the logit scale. Each class needs two that were graded again."""
    if short := [one.name for one in classes if one.regraded < LEAST_OF_A_STRATUM]:
        raise ValueError(f"Fewer than two of {', '.join(short)} were graded again.")
    weights, everything = _weights(classes), sum(one.graded for one in classes)
    share = sum(weight * one.share for weight, one in zip(weights, classes, strict=True))
    variance = sum(within_and_first(classes, share, everything))
    if not 0 < share < 1:
        return Corrected("class", share, variance, share, share)
    return Corrected("class", share, variance, *on_the_logit_scale(share, variance))


def within_and_first(classes: Sequence[LocalClass], share: float, everything: float) -> Pair:
    """The two parts of the variance: of grading only some again, and of having drawn the local cases themselves."""
    weights = _weights(classes)
    within = sum(
        w * w * one.share * (1 - one.share) / (one.regraded - 1) for w, one in zip(weights, classes, strict=True)
    )
    first = sum(w * (one.share - share) ** 2 for w, one in zip(weights, classes, strict=True)) / everything
    return within, first


def by_bayes(classes: Sequence[LocalClass], seed: int = 1) -> Corrected:
    """W ~ Dirichlet(counts + 1), l_j ~ Beta(1 + y_j, 1 + n_j - y_j): moments exact, ends by chance from a seed."""
    mean, variance = bayes_moments(classes)
    low, high = bayes_quantiles(classes, (0.025, 0.975), seed)
    return Corrected("bayes", mean, variance, low, high)


def bayes_moments(classes: Sequence[LocalClass]) -> Pair:
    """Exact mean and variance of the Bayesian form."""
    total = sum(one.graded + 1 for one in classes)
    weights = [(one.graded + 1) / total for one in classes]
    shares = [(1 + one.not_good) / (2 + one.regraded) for one in classes]
    spreads = [s * (1 - s) / (3 + one.regraded) for s, one in zip(shares, classes, strict=True)]
    mean = sum(w * s for w, s in zip(weights, shares, strict=True))
    of_weights = (sum(w * s * s for w, s in zip(weights, shares, strict=True)) - mean**2) / (total + 1)
    of_shares = sum((w * (1 - w) / (total + 1) + w * w) * spread for w, spread in zip(weights, spreads, strict=True))
    return mean, of_weights + of_shares


def bayes_quantiles(classes: Sequence[LocalClass], chances: Sequence[float], seed: int = 1) -> list[float]:
    """The places below which the share is with these chances."""
    drawn = bayes_draws(classes, seed)
    return [drawn[min(int(chance * len(drawn)), len(drawn) - 1)] for chance in chances]


def bayes_draws(classes: Sequence[LocalClass], seed: int = 1, draws: int = DRAWS) -> list[float]:
    """The share as often as asked, sorted; the same for the same seed."""
    chance = Random(seed)  # noqa: S311  (a simulation, no secret)
    return sorted(_one_draw(classes, chance) for _ in range(draws))


def by_regression(pairs: Sequence[Pair], local_mean: float, local_many: int) -> Corrected:
    """For any score: the mean of central, moved by how local of the pairs differs from local of all."""
    many = len(pairs)
    local, central = (sum(one[at] for one in pairs) / many for at in (0, 1))
    spread = sum((one[0] - local) ** 2 for one in pairs)
    slope = sum((one[0] - local) * (one[1] - central) for one in pairs) / spread if spread else 0.0
    left = sum((one[1] - central - slope * (one[0] - local)) ** 2 for one in pairs)
    of_central = sum((one[1] - central) ** 2 for one in pairs) / (many - 1)
    variance = left / (many - 2) * (1 / many - 1 / local_many) + of_central / local_many
    return _plain("regression", central + slope * (local_mean - local), variance)


def by_difference(pairs: Sequence[Pair], rest: Sequence[float]) -> Corrected:
    """The mean of local on those not graded again, and how central differs on those that were.

    It can do worse than central grades alone, where the two hardly agree: prefer the class or the regression form. How
    far local grades spread is taken from the pairs, as our reference does.
    """
    apart = [central - local for local, central in pairs]
    share = sum(rest) / len(rest) + sum(apart) / len(apart)
    of_local = _spread([local for local, _ in pairs])
    return _plain("difference", share, of_local / len(rest) + _spread(apart) / len(apart))


@dataclass(frozen=True)
class Worth:
    """Tenenbein's closed form, for cases graded again at random whatever local said.

    `k` is the squared correlation of the two gradings: n central grades are never worth more than n/(1 - k).
    `misses` is how often local says good of what is not; `alarms` how often it says not good of what is.
    """

    share: float
    misses: float
    alarms: float
    k: float
    variance: float

    @property
    def most(self) -> float:
        """How many times as much a central grade can be worth, however many local grades there are."""
        return 1 / (1 - self.k) if self.k < 1 else float("inf")

    def best_part(self, cost_local: float, cost_central: float) -> float:
        """Which part to grade again for the money, where each such case costs both."""
        return min(1.0, (cost_local * (1 - self.k) / (cost_central * self.k)) ** 0.5) if self.k else 1.0


def worth_of(good: LocalClass, not_good: LocalClass) -> Worth:
    """Of what local called good and of what it called not good."""
    both, again = good.graded + not_good.graded, good.regraded + not_good.regraded
    local = not_good.graded / both
    share = (1 - local) * good.share + local * not_good.share
    misses = (1 - local) * good.share / share if share else 0.0
    alarms = local * (1 - not_good.share) / (1 - share) if share < 1 else 0.0
    spread = share * (1 - share)
    k = spread * (1 - misses - alarms) ** 2 / (local * (1 - local)) if 0 < local < 1 else 0.0
    return Worth(share, misses, alarms, k, spread * (1 - k) / again + spread * k / both)


def split_to_regrade(classes: Sequence[LocalClass], size: int) -> list[float]:
    """How many of each class to grade again, by Neyman: most where local says good, for there the doubt is."""
    doubts = [one.graded * (one.share * (1 - one.share)) ** 0.5 for one in classes]
    return [size * one / sum(doubts) for one in doubts]


def _weights(classes: Sequence[LocalClass]) -> list[float]:
    everything = sum(one.graded for one in classes)
    return [one.graded / everything for one in classes]


def _one_draw(classes: Sequence[LocalClass], chance: Random) -> float:
    parts = [chance.gammavariate(one.graded + 1, 1) for one in classes]
    shares = (chance.betavariate(1 + one.not_good, 1 + one.regraded - one.not_good) for one in classes)
    return sum(part * share for part, share in zip(parts, shares, strict=True)) / sum(parts)


def _plain(form: str, share: float, variance: float) -> Corrected:
    reach = Z * variance**0.5
    return Corrected(form, share, variance, max(0.0, share - reach), min(1.0, share + reach))


def _spread(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return sum((one - mean) ** 2 for one in values) / (len(values) - 1)
