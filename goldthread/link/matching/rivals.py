"""Who cannot be of two people at once: a mention that fits two who are plainly two is of neither.

A child reported missing every week has hundreds of mentions that all fit one another, so looking at every pair for
every third of them is out of the question. What makes two people plainly two, but for a report that names both, is
decided by what a mention says; mentions that say the same are looked at once.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from goldthread.link.matching import guards
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.scoring import Scored

Edge = tuple[float, int, int]  # bits, and the places of two mentions
Fit = tuple[float, int]  # bits, and the place of the mention that fits


@dataclass
class Rivals:
    """The mentions by place, the score of any two of them, and the bits by which one must be the likelier.

    `records` are by place too: the reports that a mention stands in, and those of mentions that it is compared for.
    """

    mentions: Sequence[Candidate]
    score: Callable[[int, int], Scored]
    margin: float
    records: Sequence[Collection[tuple[str, str]]]
    _kinds: dict[int, int] = field(default_factory=dict)
    _numbers: dict[object, int] = field(default_factory=dict)
    _two: dict[tuple[int, int, bool, bool], bool] = field(default_factory=dict)

    def stopped(self, edges: Iterable[Edge]) -> set[tuple[int, int]]:
        """The pairs, lower place first, that a rival stops: the weaker, and the stronger unless much the likelier."""
        near: dict[int, list[Fit]] = {}
        for bits, one, other in edges:
            near.setdefault(one, []).append((bits, other))
            near.setdefault(other, []).append((bits, one))
        stopped: set[tuple[int, int]] = set()
        for place, fits in near.items():
            for best, weaker in self._plainly_two(fits, place):
                stopped.add(_ordered(place, weaker[1]))
                if best[0] - weaker[0] < self.margin:
                    stopped.add(_ordered(place, best[1]))
        return stopped

    def _plainly_two(self, fits: list[Fit], third: int) -> Iterator[tuple[Fit, Fit]]:
        """Pairs of what fits the third that are plainly two people, the stronger first; a pair may come twice."""
        by_record: dict[tuple[str, str], list[Fit]] = {}
        by_kind: dict[int, list[Fit]] = {}
        for fit in sorted(fits, key=lambda fit: (-fit[0], fit[1])):
            for record in self.records[fit[1]]:
                by_record.setdefault(record, []).append(fit)
            by_kind.setdefault(self._kind(fit[1]), []).append(fit)
        for alike in by_record.values():
            yield from combinations(alike, 2)
        unnamed, undated = guards.says_no_forename(self.mentions[third]), guards.says_no_birth(self.mentions[third])
        for one, other in combinations(by_kind, 2):
            if self._are_two(one, other, by_kind[one][0], by_kind[other][0], unnamed, undated):
                yield from (_stronger(ours, theirs) for ours in by_kind[one] for theirs in by_kind[other])

    def _are_two(self, one: int, other: int, ours: Fit, theirs: Fit, unnamed: bool, undated: bool) -> bool:
        key = (*_ordered(one, other), unnamed, undated)
        found = self._two.get(key)
        if found is None:
            found = self._two[key] = guards.say_they_are_two(
                self.mentions[ours[1]],
                self.mentions[theirs[1]],
                unnamed,
                undated,
                lambda: self.score(ours[1], theirs[1]),
            )
        return found

    def _kind(self, place: int) -> int:
        """One number for all mentions of which `say_they_are_two` says the same."""
        found = self._kinds.get(place)
        if found is None:
            one = self.mentions[place]
            says = (one.names, one.birth, one.is_unborn, one.identifiers)
            found = self._kinds[place] = self._numbers.setdefault(says, len(self._numbers))
        return found


def _stronger(one: Fit, other: Fit) -> tuple[Fit, Fit]:
    return (one, other) if (-one[0], one[1]) < (-other[0], other[1]) else (other, one)


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
