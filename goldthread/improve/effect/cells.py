"""What was counted of one measure, by borough and month: any stretch of whole months is added up from it. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from goldthread.core.shares import TOO_FEW as LEAST
from goldthread.core.shares import Stratum
from goldthread.core.suppressing import Cell
from goldthread.improve.effect.evaluating import of_share, of_strata, of_waits, unknown
from goldthread.improve.effect.months import months_between
from goldthread.improve.effect.shapes import SHARE, WAIT, Reading
from goldthread.improve.effect.waits import Waits

T = TypeVar("T")
FEW = "too few to say; of people who pose a risk no count under ten is told to anybody"
NO_PART = "of people who pose a risk only the whole force is told, so that no few can be worked out"
FEW_SOMEWHERE = "too few to say in some borough; then none is told, so that none can be worked out"


@dataclass
class Cells:
    """What was counted of one measure, by borough and month. `why` says what an empty time means.

    `unrecorded` are those of whom the record does not say, `moderated` the grades that a moderator decided. What stands
    (`stands_to`: the last month read) is read as it stood at the end of a time, since months of it count the same
    people again. `is_guarded`: no small count is told.
    """

    unit: str
    why: str
    shares: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    waits: dict[tuple[str, str], Waits] = field(default_factory=dict)
    strata: dict[tuple[str, str], list[tuple[str, Stratum]]] = field(default_factory=dict)
    terms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    unknown: str = ""
    unrecorded: dict[tuple[str, str], int] = field(default_factory=dict)
    moderated: dict[tuple[str, str], int] = field(default_factory=dict)
    stands_to: str = ""
    is_guarded: bool = False
    is_part: bool = False  # of some boroughs: a sample's strata stand for the whole force, and for no part of it

    def among(self, names: Collection[str], *, is_in: bool = True) -> "Cells":
        """Of these boroughs only, or of all but these."""
        return replace(
            self, shares=_among(self.shares, names, is_in), waits=_among(self.waits, names, is_in),
            strata=_among(self.strata, names, is_in), unrecorded=_among(self.unrecorded, names, is_in),
            moderated=_among(self.moderated, names, is_in), is_part=True,
            unknown=NO_PART if self.is_guarded else self.unknown,
        )  # fmt: skip

    def reading(self, since: datetime, until: datetime, borough: str = "") -> Reading:
        """The measure in a stretch of whole months, of one borough or of all."""
        months, time = frozenset(months_between(since, until)), (since, until)
        if self.unknown:
            return unknown(self.unit, self.unknown, time)
        terms = ", ".join(sorted({one for month in months for one in self.terms.get(month, ())}))
        if self.strata:
            return self._of_strata(months, borough, time, terms)
        if self.unit == WAIT:
            kept = [one for at, one in self.waits.items() if _is_in(at, months, borough)]
            found = Waits(
                tuple(one for part in kept for one in part.over), tuple(one for part in kept for one in part.waiting),
                sum(part.never for part in kept),
            )  # fmt: skip
            return of_waits(found, time, terms) if found.of else unknown(WAIT, self.why, time)
        return self._of_counts(self._standing(months), borough, time, terms)

    def _standing(self, months: frozenset[str]) -> frozenset[str]:
        """The months to add up: of what stands only the last that has come."""
        if not self.stands_to:
            return months
        return frozenset(sorted(one for one in months if one <= self.stands_to)[-1:])

    def _of_counts(
        self, months: frozenset[str], borough: str, time: tuple[datetime, datetime], terms: str
    ) -> Reading:  # fmt: skip
        if self.is_guarded and (why := self._withheld(months, borough)):
            return unknown(SHARE, why, time)
        count, of, unrecorded = self._counted(months, borough)
        if not of:
            return unknown(SHARE, f"of none of {unrecorded} the record says it" if unrecorded else self.why, time)
        return of_share(count, of, time, terms, unrecorded)

    def _counted(self, months: frozenset[str], borough: str) -> tuple[int, int, int]:
        """Those that count, of how many, and of how many more the record does not say."""
        counts = [one for at, one in self.shares.items() if _is_in(at, months, borough)]
        blank = sum(one for at, one in self.unrecorded.items() if _is_in(at, months, borough))
        return sum(one for one, _ in counts), sum(one for _, one in counts), blank

    def _withheld(self, months: frozenset[str], borough: str) -> str:
        """Why a guarded count is not told, or empty. None at all is told as few: or else what comes after one tells."""
        if max((self._counted(frozenset([one]), borough)[1] for one in months), default=0) < LEAST:
            return FEW
        return FEW_SOMEWHERE if borough and any(self._is_small(months, one) for one in self.boroughs) else ""

    def _is_small(self, months: frozenset[str], borough: str) -> bool:
        count, of, _ = self._counted(months, borough)
        return 0 < of < LEAST or Cell(count, of).is_small(LEAST)

    def _of_strata(self, months: frozenset[str], borough: str, time: tuple[datetime, datetime], terms: str) -> Reading:
        """Samples pooled, each stratum of each by how many there are in it. One borough's part is told unweighted."""
        rows = [one for at, part in self.strata.items() if _is_in(at, months, borough) for one in part]
        found, judged = sum(one.found for _, one in rows), sum(one.judged for _, one in rows)
        if not judged:
            return unknown(SHARE, self.why, time)
        is_part = bool(borough) or self.is_part
        read = of_share(found, judged, time, terms) if is_part else of_strata(_together(rows), time, terms)
        return replace(read, moderated=sum(one for at, one in self.moderated.items() if _is_in(at, months, borough)))

    @property
    def boroughs(self) -> list[str]:
        held: Iterable[tuple[str, str]] = (*self.shares, *self.waits, *self.strata)
        return sorted({borough for borough, _ in held})


def _among(held: Mapping[tuple[str, str], T], names: Collection[str], is_in: bool) -> dict[tuple[str, str], T]:
    return {at: one for at, one in held.items() if (at[0] in names) is is_in}


def _is_in(at: tuple[str, str], months: frozenset[str], borough: str) -> bool:
    return at[1] in months and borough in ("", at[0])


def _together(rows: Iterable[tuple[str, Stratum]]) -> list[Stratum]:
    """The parts of one stratum of one sample, which may lie in several boroughs, as the one that was drawn."""
    found: dict[str, Stratum] = {}
    for name, one in rows:
        old = found.get(name, Stratum(one.of, 0, 0))
        found[name] = Stratum(one.of, old.judged + one.judged, old.found + one.found)
    return list(found.values())
