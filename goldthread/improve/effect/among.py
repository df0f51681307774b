"""Boroughs looked at together: which changed beyond what chance makes among so many. Pure."""

from collections.abc import Sequence
from statistics import NormalDist

from goldthread.core.shares import Z
from goldthread.improve.effect.evaluating import beyond_chance, verdict
from goldthread.improve.effect.shapes import TOO_FEW, UNKNOWN, Reading, Tested


def compared(told: Tested) -> list[tuple[str, float]]:
    """Each borough of which both times say enough, with how often chance alone makes as large a change."""
    before = dict(told.borough_baselines)
    return [
        (name, _chance(before[name], now))
        for name, now in told.boroughs
        if verdict(before[name], now, told.better) not in (TOO_FEW, UNKNOWN)
    ]


def _chance(before: Reading, now: Reading) -> float:
    """Two-sided, by the width of the two intervals; near enough for whether several stand out at once."""
    ends = [(one.value, one.low, one.high) for one in (before, now)]
    if any(value is None or low is None or high is None for value, low, high in ends):
        return 1.0
    (old, old_low, old_high), (new, new_low, new_high) = ends
    width = (((old_high or 0) - (old_low or 0)) ** 2 + ((new_high or 0) - (new_low or 0)) ** 2) ** 0.5 / (2 * Z)
    return 2 * NormalDist().cdf(-abs((new or 0) - (old or 0)) / width) if width else 1.0


def standing_out(those: Sequence[tuple[str, float]]) -> list[str]:
    """Those whose change is more than chance makes among so many."""
    stands = beyond_chance([chance for _, chance in those])
    return [name for (name, _), is_out in zip(those, stands, strict=True) if is_out]
