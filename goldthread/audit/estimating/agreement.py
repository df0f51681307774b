"""How far two graders of the same cases agree, for grades in order: methods.md 1.10. Three measures, together.

No one of them is enough: where nearly all cases are of one grade, kappa falls though graders agree on nearly all.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from goldthread.audit.estimating.distributions import binomial_at_least, chi_squared_above, students_quantile
from goldthread.core.shares import Z

ONE_GRADE = 0.85  # methods.md 1.10: above it kappa and alpha say little of the graders
LEAST_FOR_LENIENCY = 15  # methods.md 1.10
Table = Sequence[Sequence[int]]  # rows: the first grader; columns: the second; grades in order
Weights = Callable[[int, int, int], float]


def same(k: int, m: int, of: int) -> float:
    return float(k == m)


def linear(k: int, m: int, of: int) -> float:
    return 1 - abs(k - m) / (of - 1)


def quadratic(k: int, m: int, of: int) -> float:
    return 1 - ((k - m) / (of - 1)) ** 2


@dataclass(frozen=True)
class Agreed:
    """One measure with its standard error at large numbers; None where the table leaves it without meaning."""

    value: float | None
    error: float | None

    @property
    def interval(self) -> tuple[float, float] | None:
        if self.value is None or self.error is None:
            return None
        return self.value - Z * self.error, min(1.0, self.value + Z * self.error)


def exact(table: Table) -> float:
    """The share of cases given the same grade by both."""
    return sum(table[k][k] for k in range(len(table))) / _many(table)


def kappa(table: Table, weights: Weights = quadratic) -> Agreed:
    """Cohen's kappa, weighted; its error by Fleiss, Cohen and Everitt (1969)."""
    cells, (rows, columns) = _shares(table), _margins(table)
    w = [[weights(k, m, len(rows)) for m in range(len(rows))] for k in range(len(rows))]
    seen = _sum(cells, lambda k, m: w[k][m])
    chance = sum(w[k][m] * rows[k] * columns[m] for k, m in _pairs(rows))
    if chance == 1:
        return Agreed(None, None)
    by_row = [sum(w[k][m] * columns[m] for m in range(len(rows))) for k in range(len(rows))]
    by_column = [sum(w[k][m] * rows[k] for k in range(len(rows))) for m in range(len(rows))]
    squares = _sum(cells, lambda k, m: (w[k][m] * (1 - chance) - (by_row[k] + by_column[m]) * (1 - seen)) ** 2)
    variance = (squares - (seen * chance - 2 * chance + seen) ** 2) / (_many(table) * (1 - chance) ** 4)
    return Agreed((seen - chance) / (1 - chance), max(0.0, variance) ** 0.5)


def gwet(table: Table, weights: Weights = quadratic) -> Agreed:
    """Gwet's AC2, which does not fall where one grade holds nearly everything; with equal weights only, AC1."""
    cells, (rows, columns) = _shares(table), _margins(table)
    of, many = len(rows), _many(table)
    mean = [(one + other) / 2 for one, other in zip(rows, columns, strict=True)]
    scale = sum(weights(k, m, of) for k, m in _pairs(rows)) / (of * (of - 1))
    chance = scale * sum(one * (1 - one) for one in mean)
    seen = _sum(cells, lambda k, m: weights(k, m, of))
    value = (seen - chance) / (1 - chance)

    def apart(k: int, m: int) -> float:
        of_case = (weights(k, m, of) - chance) / (1 - chance)
        its_chance = scale * ((1 - mean[k]) + (1 - mean[m])) / 2
        return (of_case - 2 * (1 - value) * (its_chance - chance) / (1 - chance) - value) ** 2

    return Agreed(value, (_sum(cells, apart) / (many - 1)) ** 0.5 if many > 1 else None)


def alpha(units: Iterable[Sequence[int | None]], kind: str = "ordinal") -> float | None:
    """Krippendorff's alpha; each unit is one case with what each grader gave, None where none did. Grades are ordinal.

    Krippendorff (2011), Computing Krippendorff's alpha-reliability. Our own: the package in use is under the GPL.
    """
    held = [[one for one in unit if one is not None] for unit in units]
    held = [unit for unit in held if len(unit) > 1]
    counts = Counter(one for unit in held for one in unit)
    known = sorted(counts)
    many = sum(counts.values())
    apart = {(k, m): DISTANCES[kind](counts, k, m) for k in known for m in known}
    seen = sum(
        apart[one, other] / (len(unit) - 1)
        for unit in held
        for place, one in enumerate(unit)
        for at, other in enumerate(unit)
        if at != place
    )  # fmt: skip
    by_chance = sum(counts[k] * counts[m] * apart[k, m] for k in known for m in known)
    return 1 - (many - 1) * seen / by_chance if by_chance else None


def units_of(table: Table) -> list[tuple[int, int]]:
    """The cases of a table of two graders, one by one."""
    return [(k, m) for k, row in enumerate(table) for m, count in enumerate(row) for _ in range(count)]


def largest_share(table: Table) -> float:
    """The share of all grades given, by both, that are of the commonest grade."""
    return max((one + other) / 2 for one, other in zip(*_margins(table), strict=True))


@dataclass(frozen=True)
class Lenient:
    """By how many grades the first grader is stricter (above nought) or kinder, with Student's 95%; so many cases."""

    cases: int
    mean: float
    error: float | None
    interval: tuple[float, float] | None

    @property
    def is_enough(self) -> bool:
        return self.cases >= LEAST_FOR_LENIENCY


def lenient(table: Table) -> Lenient:
    """The mean signed difference, first less second: grades are numbered from good, so below nought is kinder."""
    apart = [k - m for k, m in units_of(table)]
    many, mean = len(apart), sum(apart) / len(apart)
    if many < 2:
        return Lenient(many, mean, None, None)
    error = (sum((one - mean) ** 2 for one in apart) / (many - 1) / many) ** 0.5
    reach = students_quantile(0.975, many - 1) * error
    return Lenient(many, mean, error, (mean - reach, mean + reach))


def one_sided(table: Table) -> float:
    """McNemar's exact test on good against not good: how often chance alone leans so far to one side."""
    kinder, stricter = sum(table[0][1:]), sum(row[0] for row in table[1:])
    most, all_apart = max(kinder, stricter), kinder + stricter
    return min(1.0, 2 * binomial_at_least(most, all_apart, 0.5)) if all_apart else 1.0


def even(table: Table) -> tuple[float, float]:
    """Bowker: whether cases leave each grade for each other as often as they come back. Chi-squared, and its chance."""
    pairs = [(table[k][m], table[m][k]) for k in range(len(table)) for m in range(k)]
    apart = sum((one - other) ** 2 / (one + other) for one, other in pairs if one + other)
    return apart, chi_squared_above(apart, len(pairs))


def drift(apart: Iterable[float], spread: float, allowed: float = 0.5) -> list[tuple[float, float]]:
    """The two sums of a CUSUM of signed differences, in spreads; an alarm at 4. What to look at, never a verdict."""
    up, down, found = 0.0, 0.0, []
    for one in apart:
        up, down = max(0.0, up + one / spread - allowed), max(0.0, down - one / spread - allowed)
        found.append((up, down))
    return found


def _ordinal(counts: Counter[int], k: int, m: int) -> float:
    """Krippendorff's distance of two grades: how many were given from one to the other, the ends by half."""
    low, high = min(k, m), max(k, m)
    between = sum(many for one, many in counts.items() if low <= one <= high)
    return (between - (counts[low] + counts[high]) / 2) ** 2


DISTANCES: dict[str, Callable[[Counter[int], int, int], float]] = {
    "nominal": lambda counts, k, m: float(k != m),
    "ordinal": _ordinal,
    "interval": lambda counts, k, m: float((k - m) ** 2),
    "ratio": lambda counts, k, m: ((k - m) / (k + m)) ** 2 if k + m else 0.0,
}


def _many(table: Table) -> int:
    return sum(map(sum, table))


def _shares(table: Table) -> list[list[float]]:
    return [[one / _many(table) for one in row] for row in table]


def _margins(table: Table) -> tuple[list[float], list[float]]:
    cells = _shares(table)
    return [sum(row) for row in cells], [sum(column) for column in zip(*cells, strict=True)]


def _pairs(grades: Sequence[float]) -> list[tuple[int, int]]:
    return [(k, m) for k in range(len(grades)) for m in range(len(grades))]


def _sum(cells: Sequence[Sequence[float]], value: Callable[[int, int], float]) -> float:
    return sum(share * value(k, m) for k, row in enumerate(cells) for m, share in enumerate(row))
