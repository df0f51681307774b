"""Who is one person: a pure function of the live mentions' keys, so that order of arrival cannot matter (decision 8).

First form: one key in common joins. An identifier that two different full birth dates share is an error upstream, so
it joins nobody until it is put right: a wrong link does more harm than a missing one.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from goldthread.core.people.keys import IDENTIFIERS

Key = str
M = TypeVar("M", bound=Hashable)


def partition(keys: Mapping[M, Iterable[Key]], birth_dates: Mapping[M, set[str]]) -> list[set[M]]:
    """Group mentions into people. `keys` and `birth_dates` are by mention."""
    holders: dict[Key, list[M]] = defaultdict(list)
    for mention, own in keys.items():
        for key in own:
            holders[key].append(mention)
    parent = {mention: mention for mention in keys}
    for key, members in holders.items():
        if not is_in_conflict(key, members, birth_dates):
            for other in members[1:]:
                parent[_root(parent, other)] = _root(parent, members[0])
    groups: dict[M, set[M]] = defaultdict(set)
    for mention in keys:
        groups[_root(parent, mention)].add(mention)
    return list(groups.values())


def is_in_conflict(key: Key, members: Iterable[M], birth_dates: Mapping[M, set[str]]) -> bool:
    """True for an identifier held by people of different full birth dates."""
    if key.partition(":")[0] not in IDENTIFIERS:
        return False
    dates = [birth_dates[mention] for mention in members if birth_dates.get(mention)]
    return bool(dates) and not set.intersection(*dates)


def _root(parent: dict[M, M], mention: M) -> M:
    while parent[mention] != mention:
        parent[mention] = parent[parent[mention]]
        mention = parent[mention]
    return mention
