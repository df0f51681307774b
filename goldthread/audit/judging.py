"""A file of grades in, what it proves out: a share, shares by strata, local grades made right by central ones. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from goldthread.audit import saying
from goldthread.audit.estimating.intervals import exact_count, goodman, wilson_of_few
from goldthread.audit.estimating.two_phase import LocalClass, Worth, corrected, worth_of
from goldthread.audit.estimating.unequal import as_many_as, weighed_back
from goldthread.audit.graded import CASES, GRADE, Graded, Grades
from goldthread.audit.grading import Grade
from goldthread.audit.sampling.frames import Stratum as Where
from goldthread.audit.sampling.frames import called
from goldthread.audit.tables import wrong_at
from goldthread.core.refusals import NotValid
from goldthread.core.shares import Stratum, stratified_interval, stratified_share, wilson


def estimate(grades: Grades, population: int | None = None) -> dict[str, Any]:
    """What the grades prove of all cases, with the sentences that may be said."""
    held = grades.graded
    if not held:
        raise NotValid(f"column {GRADE}", "No case is graded yet.", "Write a grade into the column.")
    told = _told(grades, population)
    sought = _sought(grades)
    told["words"] += [*_caveats(grades), *sought.get("words", [])]
    return {**_counts(grades), **told, "targeted": sought or None}


def _sought(grades: Grades) -> dict[str, Any]:
    """What the targeted arm found, apart: of itself, and weighed back by the chance of each (Hajek)."""
    judged = [one for one in grades.targeted if one.grade]
    found = sum(one.grade is not Grade.GOOD for one in judged)
    told = {"judged": len(judged), "not_good": found}
    chances = [one.chance for one in judged if one.chance is not None]
    if not judged or len(chances) < len(judged) or saying.is_too_few(len(judged)):
        return {**told, "words": [saying.of_sought(found, len(judged))]} if judged else {}
    weighed = weighed_back(chances, [float(one.grade is not Grade.GOOD) for one in judged])
    figures = {"mean": round(weighed.mean, 6), "error": round(weighed.mean_error, 6), "worth": round(weighed.worth, 1)}
    return {**told, **figures, "words": [saying.of_sought(found, len(judged), weighed)]}


def _told(grades: Grades, population: int | None) -> dict[str, Any]:
    """By the form that fits what is there: chosen cases prove nothing, whatever else is known of them."""
    if not grades.by_chance:
        return _chosen(grades)
    if any(one.central for one in grades.graded):
        return _two_phase(grades)
    parts = [cases for _, cases, _ in _strata(grades)] if any(one.cases for one in grades.graded) else []
    return _stratified(grades) if len(parts) > 1 else _one_phase(grades, parts[0] if parts else population)


def _chosen(grades: Grades) -> dict[str, Any]:
    found, judged = _not_good(grades.graded), len(grades.graded)
    return {"form": "chosen", **_ends(found, judged, None), "words": [saying.of_chosen(found, judged)]}


def _counts(grades: Grades) -> dict[str, Any]:
    by_grade = Counter(one.grade for one in grades.graded)
    return {
        "graded": len(grades.graded),
        "not_graded_yet": grades.not_graded,
        "targeted_left_out": len(grades.targeted),
        "grades": [{"grade": str(one), "count": by_grade[one]} for one in Grade],
    }


def _one_phase(grades: Grades, population: int | None) -> dict[str, Any]:
    found, judged = _not_good(grades.graded), len(grades.graded)
    if population is not None and population < judged:
        raise NotValid("population", f"{judged} are graded, more than {population}.", "Give how many there are.")
    words = saying.of_many(found, judged) if population is None else saying.of_population(found, judged, population)
    part = _part(found, judged, population)
    return {"form": "one-phase", **part, "each_grade": [] if part["too_few"] else _each(grades), "words": [words]}


def _each(grades: Grades) -> list[dict[str, Any]]:
    """Each grade with an interval such that all of them hold together (Goodman)."""
    by_grade = Counter(one.grade for one in grades.graded)
    ends = goodman([by_grade[one] for one in Grade])
    return [{"grade": str(one), "low": round(low, 6), "high": round(high, 6)}
            for one, (low, high) in zip(Grade, ends, strict=True)]  # fmt: skip


def _part(found: int, judged: int, population: int | None) -> dict[str, Any]:
    """One share, of many or of a counted population."""
    counted = {}
    if population is not None:
        low, high = exact_count(found, judged, population)
        counted = {"cases": population, "count_low": low, "count_high": high}
    few = saying.is_too_few(judged, population)
    return {**_ends(found, judged, None if few else _interval(found, judged, population)), **counted, "too_few": few}


def _ends(found: int, judged: int, ends: tuple[float, float] | None) -> dict[str, Any]:
    low, high = ends or (None, None)
    rounded = [None if one is None else round(one, 6) for one in (low, high)]
    return {
        "not_good": found,
        "judged": judged,
        "share": round(found / judged, 6),
        "low": rounded[0],
        "high": rounded[1],
    }


def _interval(found: int, judged: int, population: int | None) -> tuple[float, float] | None:
    return wilson(found, judged) if population is None else wilson_of_few(found, judged, population)


def _stratified(grades: Grades) -> dict[str, Any]:
    parts = {where: Stratum(cases, len(rows), _not_good(rows)) for where, cases, rows in _strata(grades)}
    enough = [one for one in parts.values() if one.is_enough]
    judged, cases = sum(one.judged for one in enough), sum(one.of for one in enough)
    everything = grades.eligible or sum(one.of for one in parts.values())
    few = not enough or saying.is_too_few(judged, cases)
    low, high = (None, None) if few else stratified_interval(enough)
    words = (
        [saying.too_few(judged)]
        if low is None or high is None
        else [saying.of_parts(low, high, cases, judged, sum(one.found for one in enough))]
    )
    if cases < everything:
        words.append(f"Nothing is said of {everything - cases:,} more: of their part fewer than two were graded.")
    told = [(called(where), one.found, one.judged, one.of) for where, one in parts.items() if one.judged]
    return {
        "form": "stratified",
        "strata_by": list(grades.names),
        "cases": cases,
        "cases_not_spoken_of": everything - cases,
        "not_good": sum(one.found for one in enough),
        "judged": judged,
        "share": None if few else round(stratified_share(enough), 6),
        "low": None if low is None else round(low, 6),
        "high": None if high is None else round(high, 6),
        "too_few": few,
        "strata": [{"stratum": name, **_part(found, many, of)} for name, found, many, of in told],
        "words": [*words, *saying.of_strata(told)],
    }


def _strata(grades: Grades) -> Iterator[tuple[Where, int, list[Graded]]]:
    """Each stratum with how many are in it and its graded rows; refused where two rows disagree."""
    sizes: dict[Where, int] = {}
    for one in grades.rows:
        if one.cases is None:
            raise wrong_at(one.row, CASES, "It is blank.", "Give how many cases its part has, in every row.")
        if sizes.setdefault(one.where, one.cases) != one.cases:
            told = f"{called(one.where)} has {sizes[one.where]} cases in an earlier row, and {one.cases} here."
            raise wrong_at(one.row, CASES, told, "Correct one.")
    for where, cases in sorted(sizes.items()):
        rows = [one for one in grades.graded if one.where == where]
        if len(rows) > cases:
            told = f"{called(where)} has {cases} cases, and {len(rows)} are graded."
            raise wrong_at(rows[-1].row, CASES, told, "Correct it.")
        yield where, cases, rows


def _two_phase(grades: Grades) -> dict[str, Any]:
    weights = _weights(grades)
    held = [one for grade in Grade if (one := _class(grades.graded, weights, grade)).graded]
    again = sum(one.central is not None for one in grades.graded)
    alone = sum(one.graded for one in held if one.name != Grade.GOOD) / sum(one.graded for one in held)
    shown = {
        "form": "two-phase",
        "judged": len(grades.graded),
        "regraded": again,
        "weighed": len(set(weights.values())) > 1,
        "local_alone": round(alone, 6),
        "classes": [_shown(grades.graded, grade) for grade in Grade],
    }
    if why := _why_nothing(held, again):
        return {**shown, "share": None, "low": None, "high": None, "too_few": True, "words": [why]}
    found = corrected(held)
    return {
        **shown,
        "share": round(found.share, 6),
        "low": round(found.low, 6),
        "high": round(found.high, 6),
        "estimator": found.form,
        "error": round(found.error, 6),
        "worth_central_audits": round(found.worth, 1),
        **_worth(held),
        "too_few": False,
        "words": [
            *saying.of_corrected(found, len(grades.graded), alone, again, grades.eligible),
            saying.IF_AGAIN_BY_CHANCE,
        ],
    }


def _why_nothing(classes: Sequence[LocalClass], again: int) -> str:
    """Why nothing is said: a local grade of which nothing was graded again, or too few in all."""
    if bare := [one.name for one in classes if not one.regraded]:
        return f"Too few to say: of what local called {' and '.join(bare)} nothing was graded again."
    return saying.too_few(again) if saying.is_too_few(again) else ""


def _shown(rows: Sequence[Graded], grade: Grade) -> dict[str, Any]:
    mine = [one for one in rows if one.grade is grade]
    again = [one.central for one in mine if one.central]
    bad = sum(one is not Grade.GOOD for one in again)
    return {"local": str(grade), "graded": len(mine), "regraded": len(again), "not_good": bad}


def _class(rows: Sequence[Graded], weights: Mapping[int, float], grade: Grade) -> LocalClass:
    """The cases of one local grade, each by its weight, in as many cases of equal weight as they are worth (Kish)."""
    everything = [weights[one.row] for one in rows]
    mine = [one for one in rows if one.grade is grade]
    again = [one for one in mine if one.central]
    share = sum(weights[one.row] for one in mine) / sum(everything)
    weight = sum(weights[one.row] for one in again)
    bad = sum(weights[one.row] for one in again if one.central is not Grade.GOOD)
    many = as_many_as([weights[one.row] for one in again])
    return LocalClass(str(grade), share * as_many_as(everything), many, bad / weight * many if weight else 0.0)


def _weights(grades: Grades) -> dict[int, float]:
    """For how many cases of the list each graded row stands; one each where nobody said how many there are."""
    if not any(one.cases for one in grades.graded):
        return {one.row: 1.0 for one in grades.graded}
    return {one.row: cases / len(rows) for _, cases, rows in _strata(grades) for one in rows}


def _worth(classes: Sequence[LocalClass]) -> dict[str, Any]:
    """K, shown wherever assurance is told: what a central grade can be worth at the most is 1/(1 - K)."""
    good = [one for one in classes if one.name == Grade.GOOD]
    rest = [one for one in classes if one.name != Grade.GOOD]
    if not good or not rest:
        return {"k": None, "worth_at_most": None}
    graded, again = sum(one.graded for one in rest), sum(one.regraded for one in rest)
    share = sum(one.graded * one.share for one in rest) / graded
    found: Worth = worth_of(good[0], LocalClass("not good", graded, again, share * again))
    return {"k": round(found.k, 6), "worth_at_most": round(found.most, 2) if found.k < 1 else None}


def _caveats(grades: Grades) -> list[str]:
    told = []
    if not grades.is_drawn and grades.by_chance:
        told.append(saying.IF_BY_CHANCE)
    if grades.not_graded:
        told.append(f"{grades.not_graded} drawn are not graded yet. What is said holds if they are like the others.")
    if grades.targeted:
        told.append(f"{len(grades.targeted)} of the targeted arm are left out: they were sought, and tell no rate.")
    return told


def _not_good(rows: Sequence[Graded]) -> int:
    return sum(one.grade is not Grade.GOOD for one in rows)
