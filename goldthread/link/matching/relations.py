"""A child not yet born is its mother's: which child it became is proposed, and a person decides (linking.md 2).

Nothing here joins anybody. Its own details would find the wrong child: its surname may change, the rest is hers.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from goldthread.link.matching.comparing import IN_TIME, expected_level
from goldthread.link.matching.mention import EXPECTED, Birth, Candidate

MOTHER_ROLES = frozenset({"parent/carer", "parent", "carer", "mother"})


@dataclass(frozen=True, slots=True)
class UnbornChild:
    """A mention of a child not yet born, the mentions that may be of its mother, and when it is expected."""

    unborn: UUID
    mothers: tuple[UUID, ...]
    expected: Birth | None


@dataclass(frozen=True, slots=True)
class Born:
    """A child that an unborn one may have become: born in time, in a report that names the same mother."""

    unborn: UUID
    child: UUID
    mother: Hashable


def unborn_children(mentions: Iterable[Candidate]) -> list[UnbornChild]:
    """Each unborn child with the grown-up women that its own report names as a parent."""
    by_report = _by_report(mentions)
    found = [
        UnbornChild(one.id, tuple(sorted(other.id for other in named if _may_be_mother(other))), _expected(one))
        for named in by_report.values()
        for one in named
        if one.is_unborn
    ]
    return sorted(found, key=lambda one: one.unborn)


def born_children(mentions: Sequence[Candidate], person_of: Mapping[UUID, Hashable]) -> list[Born]:
    """For each unborn child, the children born in its time whose mother is the same person: twins are two proposals.

    `mentions` are those of every report that names the mother; `person_of` tells who each of them is.
    """
    known = {one.id: one for one in mentions}
    children: dict[Hashable, set[UUID]] = {}
    for named in _by_report(mentions).values():
        for mother in filter(_may_be_mother, named):
            own = {one.id for one in named if one.birth and one.birth.is_whole and not one.is_unborn}
            children.setdefault(person_of.get(mother.id), set()).update(own - {mother.id})
    found = {
        Born(expected.unborn, child, person_of[mother])
        for expected in unborn_children(mentions)
        for mother in expected.mothers
        if person_of.get(mother) is not None
        for child in children.get(person_of[mother], ())
        if expected_level(known[expected.unborn], known[child]) == IN_TIME
    }
    return sorted(found, key=lambda one: (one.unborn, one.child, str(one.mother)))


def _by_report(mentions: Iterable[Candidate]) -> dict[tuple[str, str], list[Candidate]]:
    found: dict[tuple[str, str], list[Candidate]] = {}
    for one in mentions:
        found.setdefault(one.record, []).append(one)
    return found


def _may_be_mother(one: Candidate) -> bool:
    return one.role in MOTHER_ROLES and one.sex != "male" and not one.is_unborn


def _expected(one: Candidate) -> Birth | None:
    return one.birth if one.birth and one.birth.precision == EXPECTED else None
