"""One pair's score: a prior, what the person's own details add, and what the household's add up to a cap."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from goldthread.link.matching.comparing import (
    MISSING,
    birth_level,
    expected_level,
    home_level,
    identifier_levels,
    phone_level,
    sex_level,
    stage_level,
)
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.model import Level, Model, shipped
from goldthread.link.matching.naming import Agreed, compare_middles, compare_names
from goldthread.link.matching.remembering import ANSWERS
from goldthread.link.matching.skeletons import skeleton


class Evidence(NamedTuple):
    """What one comparison found, its bits in all, and how much of them the name's rarity added or took."""

    field: str
    level: str
    bits: float
    adjusted: float = 0.0


class Scored(NamedTuple):
    """A pair's score and all that went into it. `individual` leaves the household and the prior out."""

    bits: float
    individual: float
    household: float
    counted: float  # of the household's bits, those under the cap
    evidence: tuple[Evidence, ...]

    def level(self, field: str) -> str:
        for found in self.evidence:
            if found.field == field:
                return found.level
        return MISSING

    @property
    def agrees_on_an_identifier(self) -> bool:
        return any(found.field in SCHEMES and found.level == "same" for found in self.evidence)


SCHEMES = frozenset({"pnc_id", "cro_no", "nhs_no", "social_care_id", "upn"})
NOTHING = Evidence("", MISSING, 0.0)


@dataclass
class Scorer:
    """Scores pairs under one model, remembering what names are worth. Made once, used for many pairs."""

    model: Model

    def __post_init__(self) -> None:
        self._named = lru_cache(maxsize=ANSWERS)(self._adjusted)
        self._plain = {
            (field, name): Evidence(field, name, level.bits)
            for field, levels in self.model.comparisons.items()
            for name, level in levels.items()
        }

    def score(self, one: Candidate, other: Candidate) -> Scored:
        if one.is_unborn or other.is_unborn:
            return self._unborn(one, other)
        forename, surname = compare_names(one.names, other.names)
        birth = birth_level(one.birth, other.birth)
        own = [
            self._named("forename", forename),
            self._of("middle", compare_middles(one.names, other.names)),
            self._of("birth_date", birth),
            self._of("sex", sex_level(one, other)),
            self._of("stage", stage_level(one, other, birth)),
        ]
        own += [self._of(scheme, level) for scheme, level in identifier_levels(one, other)]
        shared = (
            self._named("surname", surname),
            self._of("address", home_level(one.home, other.home)),
            self._of("phone", phone_level(one, other)),
        )
        return self._summed(own, shared)

    def _unborn(self, one: Candidate, other: Candidate) -> Scored:
        """A child not yet born: its due date, home and numbers. Its surname may change, and other names it has none."""
        surname = compare_names(one.names, other.names)[1]
        own = [self._of("expected", expected_level(one, other))]
        own += [self._of(scheme, level) for scheme, level in identifier_levels(one, other)]
        shared = (
            self._named("surname", surname) if surname.level != "different" else NOTHING,
            self._of("address", home_level(one.home, other.home)),
            self._of("phone", phone_level(one, other)),
        )
        return self._summed(own, shared)

    def _summed(self, own: Sequence[Evidence], shared: Sequence[Evidence]) -> Scored:
        individual = math.fsum([found.bits for found in own])
        household = math.fsum([found.bits for found in shared])
        counted = min(household, self.model.household_cap)
        told = tuple(found for found in (*own, *shared) if found.field)
        return Scored(self.model.prior + individual + counted, individual, household, counted, told)

    def _of(self, field: str, level: str) -> Evidence:
        return self._plain.get((field, level), NOTHING)

    def _adjusted(self, field: str, agreed: Agreed) -> Evidence:
        level = self.model.comparisons[field].get(agreed.level)
        if level is None:
            return NOTHING
        added = self._rarity(field, agreed, level) if level.share and agreed.name else 0.0
        return Evidence(field, agreed.level, level.bits + added, added)

    def _rarity(self, field: str, agreed: Agreed, level: Level) -> float:
        """More bits for agreeing on a rare name, fewer on a common one, bounded both ways."""
        most = self.model.most_adjusted
        added = math.log2(level.share / self._share(agreed, surname=field == "surname"))
        if agreed.level == "crossed":
            family = self._share(agreed, surname=True)
            added += math.log2(self.model.comparisons["surname"]["same"].share / family)
        return max(-most, min(most, added))

    def _share(self, agreed: Agreed, *, surname: bool) -> float:
        names = self.model.frequencies
        shares = [names.of(name, surname=surname) for name in {agreed.name, agreed.other} if name]
        if agreed.level == "skeleton":
            shares.append(names.of_skeleton(skeleton(agreed.name), surname=surname))
        return max(shares)


@lru_cache(maxsize=1)
def shipped_scorer() -> Scorer:
    """One for the process: it remembers what each name is worth under the model of this release."""
    return Scorer(shipped())
