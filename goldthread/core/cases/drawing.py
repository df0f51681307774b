"""A sample drawn so that anybody can draw it again: from a frame and a seed, always the same cases. Pure.

The frame is ordered by its strata, within a stratum by the SHA-256 of seed and id, and every so-manieth is taken from a
start that the seed gives: each case has the same chance, and each stratum its share to within one (systematic sampling
from an ordered list; Cochran, Sampling Techniques, chapter 8).
"""

from collections.abc import Sequence
from hashlib import sha256

from goldthread.core.areas.grammar import Framed
from goldthread.core.chance import number_of, place_of


def draw(frame: Sequence[Framed], size: int, seed: str) -> list[Framed]:
    """So many of the frame, or all of it where it is smaller, in the order of the frame."""
    ordered = in_order(frame, seed)
    total = len(ordered)
    if total <= size:
        return ordered
    start = number_of(f"{seed}:start") % total
    # Places start, start + total/size, ...: whole numbers throughout, so that no rounding of a machine moves one.
    return [ordered[place] for place in sorted((start + step * total // size) % total for step in range(size))]


def in_order(frame: Sequence[Framed], seed: str) -> list[Framed]:
    """The frame by stratum, and by chance within each."""
    return sorted(frame, key=lambda one: (one.strata, place_of(seed, one.case_id)))


def digest_of(frame: Sequence[Framed]) -> str:
    """What the frame was: the SHA-256 of its ids, sorted, one a line."""
    return sha256("\n".join(sorted(one.case_id for one in frame)).encode()).hexdigest()
