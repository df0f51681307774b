"""How far graders of one file agree, in three measures together and in words. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from goldthread.audit import saying
from goldthread.audit.estimating import agreement
from goldthread.audit.graded import CENTRAL, GRADE, arm_of, grade_of
from goldthread.audit.grading import Grade
from goldthread.audit.sampling.drawing import RANDOM
from goldthread.audit.tables import Sheet
from goldthread.core.refusals import NotValid
from goldthread.core.shares import TOO_FEW


def agree(sheet: Sheet, columns: Sequence[str] = (GRADE, CENTRAL)) -> dict[str, Any]:
    """How far graders agree: three measures together, of the first two columns; alpha of all of them.

    The targeted arm is left out: it was sought for its hard cases, on which graders agree less.
    """
    if len(columns) < 2:
        raise NotValid("columns", "Two graders or more are compared.", "Name two columns.")
    sheet.must_have(columns)
    lines = [line for line in sheet.lines if arm_of(line) == RANDOM]
    given = [[grade_of(line, column) for column in columns] for line in lines]
    both = Counter((one[0].band, one[1].band) for one in given if one[0] and one[1])
    if not both:
        raise NotValid("columns", f"No case has both a {columns[0]} and a {columns[1]}.", "Grade some twice.")
    table = [[both[k.band, m.band] for m in Grade] for k in Grade]
    units = [[None if one is None else one.band for one in row] for row in given]
    return {"columns": list(columns), "cases": sum(both.values()),
            "targeted_left_out": len(sheet.lines) - len(lines), "table": table, **_measures(table),
            "alpha": _number(agreement.alpha(units)), "words": list(_said_of(table, columns))}  # fmt: skip


def twice_graded(pairs: Iterable[tuple[Grade, Grade]], names: tuple[str, str]) -> dict[str, Any] | None:
    """How far two blind grades of the same cases agree; None where no case has both.

    Under ten cases only the counts are told: of fewer no measure says anything of those who grade.
    """
    both = Counter((first.band, second.band) for first, second in pairs)
    if not both:
        return None
    table = [[both[k.band, m.band] for m in Grade] for k in Grade]
    many, same = sum(both.values()), sum(both[k.band, k.band] for k in Grade)
    measures, is_too_few = _measures(table), saying.is_too_few(many)
    return {
        "cases": many,
        "same": same,
        "too_few": is_too_few,
        "table": table,
        **(dict.fromkeys(measures) if is_too_few else measures),
        "words": [_same_of(many, same), *_rest_of(table, names)],
    }


def _measures(table: agreement.Table) -> dict[str, Any]:
    kappa, ac2, leaning = agreement.kappa(table), agreement.gwet(table), agreement.lenient(table)
    return {
        "exact": _number(agreement.exact(table)),
        "kappa": _number(kappa.value),
        "kappa_interval": kappa.interval and [_number(one) for one in kappa.interval],
        "ac2": _number(ac2.value),
        "ac2_interval": ac2.interval and [_number(one) for one in ac2.interval],
        "mean_difference": _number(leaning.mean),
        "mean_difference_interval": leaning.interval and [_number(one) for one in leaning.interval],
        "largest_share": _number(agreement.largest_share(table)),
    }


def _same_of(many: int, same: int) -> str:
    return f"Of {many:,} graded twice, blind, {same:,} {'has' if same == 1 else 'have'} the same grade from both."


def _rest_of(table: agreement.Table, names: tuple[str, str]) -> Iterator[str]:
    """What is said after the count: that they are too few, or the measures and who leans which way."""
    many = sum(map(sum, table))
    if saying.is_too_few(many):
        yield f"Too few to say how far graders agree: under {TOO_FEW} nothing is measured."
        return
    kappa, ac2 = agreement.kappa(table).value, agreement.gwet(table).value
    if kappa is not None and ac2 is not None:
        yield f"Beyond chance: weighted kappa {kappa:.2f}, Gwet's AC2 {ac2:.2f}; 1 is full agreement, 0 is chance."
    yield from (f"{one[0].upper()}{one[1:]}" for one in _leaning_of(table, names))


def _said_of(table: agreement.Table, columns: Sequence[str]) -> Iterator[str]:
    many, same = sum(map(sum, table)), sum(table[k][k] for k in range(len(table)))
    yield f"{same:,} of {many:,} cases have the same grade from both."
    if saying.is_too_few(many):
        yield saying.too_few(many)
    yield from _leaning_of(table, columns)


def _leaning_of(table: agreement.Table, columns: Sequence[str]) -> Iterator[str]:
    if (largest := agreement.largest_share(table)) > agreement.ONE_GRADE:
        yield f"One grade holds {100 * largest:.0f} in 100 of all: kappa and alpha then say little of the graders."
    leaning = agreement.lenient(table)
    if not leaning.is_enough:
        yield f"Who grades kinder is told from {agreement.LEAST_FOR_LENIENCY} cases on."
    elif leaning.interval and not leaning.interval[0] <= 0 <= leaning.interval[1]:
        how = "kinder" if leaning.mean < 0 else "stricter"
        yield f"{columns[0]} is {how} than {columns[1]}, by {abs(leaning.mean):.2f} of a grade in the mean."
    else:
        yield f"Neither {columns[0]} nor {columns[1]} is kinder beyond chance."


def _number(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
