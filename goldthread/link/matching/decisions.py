"""What people decided of pairs of mentions: it outlives every re-run and every new model (linking.md 5, guard 8)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

Pair = frozenset[UUID]


@dataclass(frozen=True)
class Decisions:
    """Pairs that are one person, and pairs that are not. Where the two contradict each other, *not* stands."""

    must_link: frozenset[Pair] = field(default_factory=frozenset)
    cannot_link: frozenset[Pair] = field(default_factory=frozenset)

    def partners(self, mention: UUID) -> set[UUID]:
        """Mentions that a person said are the same as this one."""
        return {other for pair in self.must_link if mention in pair for other in pair - {mention}}


NONE = Decisions()


def decisions(same: Iterable[tuple[UUID, UUID]] = (), different: Iterable[tuple[UUID, UUID]] = ()) -> Decisions:
    return Decisions(_pairs(same), _pairs(different))


def _pairs(given: Iterable[tuple[UUID, UUID]]) -> frozenset[Pair]:
    return frozenset(frozenset(pair) for pair in given if pair[0] != pair[1])
