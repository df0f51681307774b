"""Pass or fail of a borough from few cases, for where to look next and never for a league table: methods.md 1.6."""

from dataclasses import dataclass
from math import log

from goldthread.audit.estimating.distributions import binomial_at_least, hypergeometric_at_least
from goldthread.core.refusals import NotValid


@dataclass(frozen=True)
class Plan:
    """Draw `size`; it passes when at least `mark` are good.

    `fails_wrongly` is the chance to fail a borough that is as good as hoped, `passes_wrongly` to pass one that is bad.
    """

    size: int
    mark: int
    fails_wrongly: float
    passes_wrongly: float


@dataclass(frozen=True)
class Standard:
    """What is good enough and what is not, and how often each may be taken for the other."""

    good: float
    bad: float
    fails_wrongly: float = 0.1
    passes_wrongly: float = 0.1


def plan_for(standard: Standard, population: int | None = None) -> Plan:
    """The smallest plan that keeps both risks: 80 against 50%: 19 and 13; of 120 cases, 16 and 11."""
    for size in range(1, (population or 2_000) + 1):
        for mark in range(size + 1):
            fails = 1 - passes(size, mark, standard.good, population)
            if fails > standard.fails_wrongly:
                break
            wrongly = passes(size, mark, standard.bad, population)
            if wrongly <= standard.passes_wrongly:
                return Plan(size, mark, fails, wrongly)
    raise NotValid("size", "No size keeps both risks.", "Let good and bad lie further apart.")


def passes(size: int, mark: int, share: float, population: int | None = None) -> float:
    """How often the plan passes where this share is good: its operating characteristic."""
    if population is None:
        return binomial_at_least(mark, size, share)
    return hypergeometric_at_least(mark, population, round(share * population), size)


@dataclass(frozen=True)
class Lines:
    """Wald's sequential plan on failures: fail at `slope` x cases + `apart`, pass at `slope` x cases - `apart`."""

    slope: float
    apart: float

    def say(self, failures: int, cases: int) -> str:
        """ "pass", "fail" or "go on" after so many."""
        if failures >= self.slope * cases + self.apart:
            return "fail"
        return "pass" if failures <= self.slope * cases - self.apart else "go on"


def lines_for(standard: Standard) -> Lines:
    """For failures of a good and of a bad borough: 20 against 50%, both risks .1: .339036 and 1.584963."""
    good, bad = 1 - standard.good, 1 - standard.bad
    step = log(bad * (1 - good) / (good * (1 - bad)))
    return Lines(log((1 - good) / (1 - bad)) / step, log((1 - standard.passes_wrongly) / standard.fails_wrongly) / step)
