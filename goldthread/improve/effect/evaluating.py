"""Before and now, with how sure we are: the verdict of a test of effect, and whether it passes. Pure.

Shares: Wilson's interval, and Newcombe's for the difference (methods.md 1.1, 1.9). Waits: the median with an interval
free of any shape (`waits`). The difference of two medians is bounded as Newcombe bounds that of two shares, each by
its own interval: the method of variance estimates recovery (Zou and Donner, Statistics in Medicine 27, 2008).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import inf

from goldthread.audit.estimating.change import difference
from goldthread.core.shares import TOO_FEW as LEAST
from goldthread.core.shares import Stratum, stratified_interval, stratified_share, wilson
from goldthread.improve.effect.shapes import (
    BETTER,
    NO_CLEAR_CHANGE,
    NOT_COMPARABLE,
    SHARE,
    TOO_FEW,
    UNKNOWN,
    WAIT,
    WORSE,
    Reading,
)
from goldthread.improve.effect.waits import HALF, NINETEEN, Waits, curve, median_interval, quantile

# Ours: two passes show an effect only where the later begins when the earlier is over, so that no case counts in both.
APART = timedelta(days=90)
Time = tuple[datetime, datetime]


def unknown(unit: str, why: str, time: Time) -> Reading:
    """Nothing is read, and why."""
    return Reading(unit, None, None, None, 0, 0, too_few=False, unknown=why, since=time[0], until=time[1])


def of_share(count: int, of: int, time: Time, terms: str = "", unrecorded: int = 0) -> Reading:
    """A share with Wilson's interval: 3 of 12 is .25, .088942 to .532305.

    With some of whom the record does not say, each end is that of the answers that would move it furthest (Manski,
    Partial Identification of Probability Distributions, 2003): leaving a field blank makes nothing look better.
    """
    every = of + unrecorded
    low, _ = wilson(count, every) or (None, None)
    _, high = wilson(count + unrecorded, every) or (None, None)
    value = count / of if of else None
    return Reading(SHARE, value, low, high, count, of, of < LEAST, "", *time, unrecorded=unrecorded, terms=terms)


def of_strata(strata: Sequence[Stratum], time: Time, terms: str = "") -> Reading:
    """A share of a sample by strata: each weighs as many as are in it. Strata too thin to stand for all: Wilson."""
    count, judged = sum(one.found for one in strata), sum(one.judged for one in strata)
    if not strata or any(not one.is_enough for one in strata):
        return of_share(count, judged, time, terms)
    low, high = stratified_interval(strata)
    return Reading(SHARE, stratified_share(strata), low, high, count, judged, judged < LEAST, "", *time, terms=terms)


def of_waits(waits: Waits, time: Time, terms: str = "") -> Reading:
    """A wait in minutes: the median with its interval, and the wait that 19 in 20 do not pass."""
    steps, ends = curve(waits), median_interval(waits)
    low, high = (None if one == inf else one for one in ends or (inf, inf))
    return Reading(
        WAIT, quantile(steps, HALF), low, high, len(waits.over), waits.of,
        waits.of < LEAST, "", *time, slow=quantile(steps, NINETEEN), waiting=len(waits.waiting), never=waits.never,
        terms=terms,
    )  # fmt: skip


def verdict(baseline: Reading, now: Reading, better: str) -> str:
    """Better or worse only where the whole interval of the difference lies on one side of nought."""
    if baseline.unknown or now.unknown:
        return UNKNOWN
    if baseline.terms != now.terms:
        return NOT_COMPARABLE
    if baseline.too_few or now.too_few:
        return TOO_FEW
    found = _difference(baseline, now)
    if found is None:
        return UNKNOWN
    low, high = found
    if low <= 0 <= high or better == "neither":
        return NO_CLEAR_CHANGE
    return BETTER if (low > 0) == (better == "higher") else WORSE


def _difference(baseline: Reading, now: Reading) -> tuple[float, float] | None:
    """The interval of now less before. A median that is not reached lies beyond every wait: then its ends decide."""
    new, old = _ends(now), _ends(baseline)
    if new is None or old is None:
        return None
    if inf in (new[0], old[0]):  # in one of the two fewer than half are over: by intervals that do not meet
        return -inf if old[2] == inf else new[1] - old[2], inf if new[2] == inf else new[2] - old[1]
    _, low, high = difference(new, old)
    return low, high


def _ends(one: Reading) -> tuple[float, float, float] | None:
    if one.low is None:
        return (inf, inf, inf) if one.never and not one.waiting else None
    top = inf if one.high is None else one.high
    return (inf if one.value is None else one.value, one.low, top)


def meets(now: Reading, mark: float, better: str) -> bool | None:
    """Whether even the worse end of the interval is at the mark or past it; None where too little is known."""
    if now.unknown or now.too_few or _ends(now) is None:
        return None
    if better == "higher":
        return now.low is None or now.low >= mark
    return now.high is not None and now.high <= mark


def passed(now: Reading, mark: float | None, better: str, outcome: str, counter: str) -> bool | None:
    """Whether a test passes. It never does where the counter-measure got worse: then the figure may have been gamed.

    None without an adopted mark, and where outcome or counter-measure cannot be said.
    """
    if mark is None:
        return None
    if WORSE in (outcome, counter):
        return False
    if UNKNOWN in (outcome, counter) or {TOO_FEW, NOT_COMPARABLE} & {outcome, counter}:
        return None
    return meets(now, mark, better)


def is_shown(passes: Iterable[Time]) -> bool:
    """Whether a test was passed twice, months apart: the periods do not overlap (inspection.md 9, November 2026)."""
    ordered = sorted(passes)
    return any(
        later[0] >= earlier[1] and later[1] - earlier[1] >= APART
        for place, earlier in enumerate(ordered)
        for later in ordered[place + 1 :]
    )


def beyond_chance(p_values: Sequence[float], rate: float = 0.05) -> list[bool]:
    """Which of several tests at once stand, one false in twenty of those that do (Benjamini and Hochberg 1995)."""
    ranked = sorted(range(len(p_values)), key=lambda one: p_values[one])
    last = max((place for place, one in enumerate(ranked, 1) if p_values[one] <= rate * place / len(ranked)), default=0)
    standing = set(ranked[:last])
    return [one in standing for one in range(len(p_values))]
