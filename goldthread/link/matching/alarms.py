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
    contradictions: Iterable[tuple[int, int]], model: Model, said_again: Collection[int] = (),
) -> Iterator[Alarm]:  # fmt: skip
    """What is strange in each group. A pair of one that is `said_again` stands for several, so it is no bridge."""
    for pair in contradictions:
        yield Alarm(CONTRADICTION, tuple(mentions[place].id for place in pair))
    near: dict[int, set[int]] = {}
    for _, one, other in edges:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    for group in sorted(clusters, key=lambda one: one.members[0]):
        if len(group.members) > 1:
            yield from _of_group(mentions, group.members, model)
            for pair in bridges(group.members, near) if len(group.members) >= 2 * EACH_SIDE else ():
                if not set(pair) & set(said_again):
                    yield Alarm(BRIDGE, tuple(mentions[place].id for place in pair))


def _of_group(mentions: Sequence[Candidate], members: Sequence[int], model: Model) -> Iterator[Alarm]:
    people = tuple(mentions[place].id for place in members)
    if len(members) > model.largest:
        yield Alarm(SIZE, people)
    dates = {mentions[place].birth for place in members}
    if len({date for date in dates if date and date.is_whole and not date.is_first_of_january}) >= MANY_DATES:
        yield Alarm(DATES, people)
    sexes = [mentions[place].sex for place in members if mentions[place].sex]
    if min(sexes.count("female"), sexes.count("male")) > 1:
        yield Alarm(SEXES, people)


def bridges(members: Sequence[int], near: dict[int, set[int]]) -> list[tuple[int, int]]:
    """Edges whose loss would leave two sides, each of `EACH_SIDE` mentions or more; the lower place first, in order.

    One walk over the edges, after Tarjan (Information Processing Letters 2, 1974): an edge to a mention is a bridge
    where nothing reached through it leads back before it.
    """
    inside, found = set(members), []
    walked: dict[int, int] = {}
    for start in members:
        if start not in walked:
            found += _bridges_from(start, near, inside, walked, len(members))
    return sorted(found)


def _bridges_from(
    start: int, near: dict[int, set[int]], inside: Collection[int], walked: dict[int, int], many: int
) -> list[tuple[int, int]]:
    """The bridges among what an edge ties to the start; `walked` gives each mention its place in the walk."""
    earliest, behind, found = {}, {}, []  # the earliest mention reached again; and how many lie behind each
    path: list[tuple[int, int, Iterator[int]]] = []

    def enter(here: int, came_from: int) -> None:
        walked[here] = earliest[here] = len(walked)
        behind[here] = 1
        path.append((here, came_from, iter(near.get(here, ()))))

    enter(start, -1)
    ended: list[tuple[int, int]] = []
    while path:
        here, came_from, further = path[-1]
        for there in further:
            if there not in inside or there == came_from:
                continue
            if there not in walked:
                enter(there, here)
                break
            earliest[here] = min(earliest[here], walked[there])
        else:
            path.pop()
            if path:
                earliest[came_from] = min(earliest[came_from], earliest[here])
                behind[came_from] += behind[here]
                if earliest[here] == walked[here]:
                    ended.append((came_from, here))
    for before, after in ended:
        one, other = min(before, after), max(before, after)
        side = behind[after] if one == after else behind[start] - behind[after]
        if min(side, many - side) >= EACH_SIDE:
            found.append((one, other))
    return found
