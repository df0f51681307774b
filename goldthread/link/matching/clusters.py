"""Groups of mentions as they grow, and what forbids two of them to become one (linking.md 5, guards on clusters)."""

from collections.abc import Callable
from dataclasses import dataclass, field

from goldthread.link.matching.guards import CLUSTER, SAME_REPORT, TOLD_APART, VERIFIED_DIFFER, scheme_differs
from goldthread.link.matching.mention import Candidate

MOST_CONFLICTS = 1 / 3  # linking.md 5, guard 6
COMPARED = 12  # ours: of a large group this many are compared, the first by content


@dataclass(slots=True)
class Cluster:
    """The places of its mentions, lowest first, with what a newcomer is held against."""

    members: list[int]
    records: set[tuple[str, str]]
    verified: dict[str, set[str]]
    apart: set[int] = field(default_factory=set)

    def absorb(self, other: "Cluster") -> None:
        self.members = sorted(self.members + other.members)
        self.records |= other.records
        self.apart |= other.apart
        for scheme, values in other.verified.items():
            self.verified.setdefault(scheme, set()).update(values)


def cluster_of(place: int, mention: Candidate, apart: set[int]) -> Cluster:
    numbers: dict[str, set[str]] = {}
    for number in mention.identifiers:
        if number.verified:
            numbers.setdefault(number.scheme, set()).add(number.value)
    return Cluster([place], {mention.record}, numbers, apart)


def are_told_apart(one: Cluster, other: Cluster) -> bool:
    return not one.apart.isdisjoint(other.members) or not other.apart.isdisjoint(one.members)


def forbids(one: Cluster, other: Cluster, conflicts: Callable[[int, int], bool]) -> str:
    """The guard that keeps two groups apart, or empty."""
    if are_told_apart(one, other):
        return TOLD_APART
    if not one.records.isdisjoint(other.records):
        return SAME_REPORT
    if any(scheme_differs(values, other.verified.get(scheme, set())) for scheme, values in one.verified.items()):
        return VERIFIED_DIFFER
    return CLUSTER if disagree(one, other, conflicts) else ""


def disagree(one: Cluster, other: Cluster, conflicts: Callable[[int, int], bool]) -> bool:
    """Whether over a third of the compared pairs conflict."""
    ours, theirs = one.members[:COMPARED], other.members[:COMPARED]
    against = sum(conflicts(mine, yours) for mine in ours for yours in theirs)
    return against > MOST_CONFLICTS * len(ours) * len(theirs)
