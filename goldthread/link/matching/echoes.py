"""Mentions that say the same, word for word: one of them is compared with everybody else, for all of them.

A child reported missing every week is written down the same way hundreds of times. Compared each with each they would
fill a block over the cap, and the child with the most records would fall apart into as many people.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from uuid import UUID

from goldthread.link.matching.blocking import by_its_record, keys
from goldthread.link.matching.guards import LINKED, guard_of, standing
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.scoring import Scorer

Says = tuple[object, ...]
Group = tuple[Candidate, ...]  # mentions that stand for one another; the first, by content, is the one compared
SAID = "said:"
ANOTHER_REPORT = ("another report", "")


@dataclass
class Echoes:
    """What mentions say under one model, and which stand for one another. Each mention and each kind is met once."""

    scorer: Scorer
    _keys: dict[UUID, set[str]] = field(default_factory=dict)
    _says: dict[UUID, int] = field(default_factory=dict)
    _kind: dict[Says, int] = field(default_factory=dict)
    _has_echo: dict[Says, bool] = field(default_factory=dict)
    _known: dict[int, tuple[Group, ...]] = field(default_factory=dict)

    def keys(self, one: Candidate) -> set[str]:
        """What two mentions must share one of to be compared; those that say the same share one that no other has."""
        found = self._keys.get(one.id)
        if found is None:
            found = keys(one, self.scorer.model.frequencies)
            if found and not one.is_unborn:
                found.add(_said(one))
            self._keys[one.id] = found
        return found

    def says(self, one: Candidate) -> int:
        """A number, here only, for all that decides whom a mention is compared with and how it scores.

        The report it stands in is left out. One that would not be one person even with its own echo has its own number.
        """
        found = self._says.get(one.id)
        if found is None:
            # All keys but those that the record's day decides are made of the details: they need not be made here.
            told = (*one.details, one.stage, by_its_record(one)) if self._is_said_again(one) else (one.id,)
            found = self._says[one.id] = self._kind.setdefault(told, len(self._kind))
        return found

    def named(self, one: Candidate) -> str:
        """What it says, in words that are the same in every process: for keeping it as a number."""
        return "|".join(sorted(self.keys(one))) if self._is_said_again(one) else f"alone:{one.id}"

    def groups(self, mentions: Sequence[Candidate]) -> Iterator[Group]:
        """The groups of these, among whom is every mention that says what one of them says."""
        for kind, alike in self._kinds(mentions).items():
            if kind not in self._known:
                self._known[kind] = tuple(_groups_of(alike))
            yield from self._known[kind]

    def kind_of(self, one: Candidate, holders: Mapping[str, Sequence[Candidate]]) -> Sequence[Group]:
        """The groups of all that say what this one says, its own among them, given who holds each of its keys."""
        kind = self.says(one)
        if kind not in self._known:
            tuple(self.groups(holders.get(_said(one), ())))
        return self._known.get(kind, ((one,),))

    def number(self, mentions: Iterable[Candidate]) -> int:
        """How many groups these would be if there were no others."""
        return sum(len(tuple(_groups_of(alike))) for alike in self._kinds(mentions).values())

    def _kinds(self, mentions: Iterable[Candidate]) -> dict[int, list[Candidate]]:
        kinds: dict[int, list[Candidate]] = {}
        for one in mentions:
            kinds.setdefault(self.says(one), []).append(one)
        return kinds

    def _is_said_again(self, one: Candidate) -> bool:
        """Whether the same words in another report would make one person of the two.

        A child not yet born is expected as of its report's date, so what it says is said once.
        """
        if one.is_unborn:
            return False
        told = (*one.details, one.stage)
        found = self._has_echo.get(told)
        if found is None:
            echo = replace(one, record=ANOTHER_REPORT)
            scored = self.scorer.score(one, echo)
            found = standing(scored, guard_of(one, echo, scored), self.scorer.model) == LINKED
            self._has_echo[told] = found
        return found


def _groups_of(alike: Sequence[Candidate]) -> Iterator[Group]:
    """One group; but two of one report are two people, however alike, and each of them stands by itself."""
    many = Counter(one.record for one in alike)
    ordered = sorted(alike, key=in_order) if len(alike) > 1 else alike
    group = tuple(one for one in ordered if many[one.record] == 1)
    if group:
        yield group
    yield from ((one,) for one in ordered if many[one.record] > 1)


def share_a_report(one: Group, other: Group) -> bool:
    """Whether a report names a mention of each: then the two are two people, whichever of them are compared."""
    if len(one) == len(other) == 1:
        return one[0].record == other[0].record
    return not {each.record for each in one}.isdisjoint(each.record for each in other)


def in_order(one: Candidate) -> tuple[tuple[str, ...], UUID]:
    """By what it says; by id only where two say the same of everything."""
    return one.content, one.id


def _said(one: Candidate) -> str:
    """A key of what it says; whether its home is a communal one or a block is left out, for that may be learnt late."""
    home = one.home and replace(one.home, is_communal=False, is_block=False)
    told = repr((*replace(one, home=home).details, one.stage)).encode("utf-8", "surrogatepass")
    return f"{SAID}{blake2b(told, digest_size=16).hexdigest()}"


def is_said(key: str) -> bool:
    """Whether a key is that of what a mention says as a whole."""
    return key.startswith(SAID)
