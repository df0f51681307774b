"""What a person should look at in a group already made: its size, its dates, its sexes, one pair that holds it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from goldthread.link.matching.clusters import Cluster
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.model import Model

MANY_DATES = 3  # ours: a slip makes two whole birth dates, and then the truth is still one of them
EACH_SIDE = 3  # ours: mentions on each side of a pair for it to be a bridge

SIZE, DATES, SEXES, BRIDGE, CONTRADICTION = "size", "birth_dates", "both_sexes", "bridge", "contradiction"
WORDS = {
    SIZE: "So many mentions are one person that it may be several.",
    DATES: "One person has several whole birth dates.",
    SEXES: "One person is female in some records and male in others.",
    BRIDGE: "One pair alone holds two groups together.",
    CONTRADICTION: "People decided both that these are one and that they are not; they are kept apart.",
}


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is strange, and the mentions it is about."""

    kind: str
    mentions: tuple[UUID, ...]


def alarms_of(
    mentions: Sequence[Candidate], clusters: Iterable[Cluster], edges: Iterable[tuple[float, int, int]],
    contradictions: Iterable[tuple[int, int]], model: Model,
) -> Iterator[Alarm]:  # fmt: skip
    for pair in contradictions:
        yield Alarm(CONTRADICTION, tuple(mentions[place].id for place in pair))
    near: dict[int, set[int]] = {}
    for _, one, other in edges:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    for group in sorted(clusters, key=lambda one: one.members[0]):
        if len(group.members) > 1:
            yield from _of_group(mentions, group.members, near, model)


def _of_group(
    mentions: Sequence[Candidate], members: Sequence[int], near: dict[int, set[int]], model: Model
) -> Iterator[Alarm]:
    people = tuple(mentions[place].id for place in members)
    if len(members) > model.largest:
        yield Alarm(SIZE, people)
    dates = {mentions[place].birth for place in members}
    if len({date for date in dates if date and date.is_whole and not date.is_first_of_january}) >= MANY_DATES:
        yield Alarm(DATES, people)
    sexes = [mentions[place].sex for place in members if mentions[place].sex]
    if min(sexes.count("female"), sexes.count("male")) > 1:
        yield Alarm(SEXES, people)
    if len(members) >= 2 * EACH_SIDE:
        for one, other in bridges(members, near):
            yield Alarm(BRIDGE, (mentions[one].id, mentions[other].id))


def bridges(members: Sequence[int], near: dict[int, set[int]]) -> list[tuple[int, int]]:
    """Edges whose loss would leave two sides, each of `EACH_SIDE` mentions or more."""
    inside = set(members)
    found = []
    for one in members:
        for other in sorted(near.get(one, set()) & inside):
            if one < other:
                side = _reached(one, (one, other), near, inside)
                if other not in side and min(len(side), len(members) - len(side)) >= EACH_SIDE:
                    found.append((one, other))
    return found


def _reached(start: int, without: tuple[int, int], near: dict[int, set[int]], inside: Collection[int]) -> set[int]:
    seen, stack = {start}, [start]
    while stack:
        here = stack.pop()
        for there in near.get(here, ()):
            if there in inside and there not in seen and {here, there} != set(without):
                seen.add(there)
                stack.append(there)
    return seen
