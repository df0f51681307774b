"""A share corrected by how often graders are known to err, from an exercise outside the sample: methods.md 1.3.

Rogan and Gladen (1978); the interval is that of Lang and Reiczigel (2014), Preventive Veterinary Medicine 113: 13-22.
"""

from dataclasses import dataclass

from goldthread.core.refusals import NotValid
from goldthread.core.shares import Z

NO_INFORMATION = 1.1  # methods.md 1.3: at or under it the two together tell hardly more than a coin


@dataclass(frozen=True)
class Known:
    """How often a local grader says "not good" of what is not, and "good" of what is, each from so many cases."""

    sensitivity: float
    sensitivity_of: int
    specificity: float
    specificity_of: int

    @property
    def tells(self) -> float:
        return self.sensitivity + self.specificity - 1


@dataclass(frozen=True)
class Restored:
    """The share truly not good, its standard error, and its interval."""

    share: float
    error: float
    low: float
    high: float


def restored(not_good: int, of: int, known: Known) -> Restored:
    """The true share from the local one: 240 of 640 with .70 (80) and .95 (60) is .5, .389951 to .609155."""
    if known.sensitivity + known.specificity <= NO_INFORMATION:
        told = f"Sensitivity {known.sensitivity:g} and specificity {known.specificity:g} carry no information."
        raise NotValid("sensitivity", told, "Calibrate the graders first, then grade again.")
    share = _true(not_good / of, known)
    low, high = _interval(not_good / of, of, known)
    return Restored(min(1.0, max(0.0, share)), _variance(not_good / of, of, share, known) ** 0.5, low, high)


def _true(seen: float, known: Known) -> float:
    return (seen + known.specificity - 1) / known.tells


def _variance(seen: float, of: float, share: float, known: Known) -> float:
    se, sp = known.sensitivity, known.specificity
    of_se = share**2 * se * (1 - se) / known.sensitivity_of
    of_sp = (1 - share) ** 2 * sp * (1 - sp) / known.specificity_of
    return (seen * (1 - seen) / of + of_se + of_sp) / known.tells**2


def _interval(seen: float, of: int, known: Known) -> tuple[float, float]:
    plus = Known(
        (known.sensitivity_of * known.sensitivity + 1) / (known.sensitivity_of + 2), known.sensitivity_of + 2,
        (known.specificity_of * known.specificity + 1) / (known.specificity_of + 2), known.specificity_of + 2,
    )  # fmt: skip
    many = of + Z * Z
    seen = (of * seen + Z * Z / 2) / many
    share, se, sp = _true(seen, plus), plus.sensitivity, plus.specificity
    lost, gained = share * se * (1 - se) / plus.sensitivity_of, (1 - share) * sp * (1 - sp) / plus.specificity_of
    middle, reach = share + 2 * Z * Z * (lost - gained), Z * _variance(seen, many, share, plus) ** 0.5
    return max(0.0, middle - reach), min(1.0, middle + reach)
