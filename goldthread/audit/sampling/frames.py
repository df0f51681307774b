"""The list that a sample is drawn from, frozen: who is eligible, who is not and why, and what the list was."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from goldthread.audit.tables import Line, Sheet
from goldthread.core.refusals import NotValid

REFERENCE, EXCLUDED, PROBABILITY, WEIGHT = "reference", "excluded", "probability", "weight"
Stratum = tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One case of the list. `excluded` says why it is not eligible.

    For the targeted arm alone: `chance` is its own chance of being drawn, `weight` how much it asks to be.
    """

    reference: str
    strata: Stratum = ()
    excluded: str = ""
    chance: float | None = None
    weight: float | None = None

    @property
    def is_eligible(self) -> bool:
        return not self.excluded

    def told(self) -> str:
        """All of it that decides a draw, as one line."""
        numbers = [None if one is None else float(one) for one in (self.chance, self.weight)]
        return json.dumps([self.reference, *self.strata, self.excluded, *numbers])


@dataclass(frozen=True)
class Frame:
    """The list as it was when it was drawn from; `names` say by what its strata are."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def eligible(self) -> list[Row]:
        return [one for one in self.rows if one.is_eligible]

    @property
    def digest(self) -> str:
        """The SHA-256 of all that decides a draw, in whatever order the list came."""
        told = sorted(one.told() for one in self.rows)
        return sha256("\n".join([json.dumps(self.names), *told]).encode()).hexdigest()

    def by_stratum(self) -> dict[Stratum, list[Row]]:
        """The eligible rows of each stratum, strata in order."""
        held: dict[Stratum, list[Row]] = {}
        for one in sorted(self.eligible, key=lambda row: row.strata):
            held.setdefault(one.strata, []).append(one)
        return held

    def why_excluded(self) -> dict[str, int]:
        """How many were left out for each reason."""
        reasons = sorted(one.excluded for one in self.rows if one.excluded)
        return {reason: reasons.count(reason) for reason in dict.fromkeys(reasons)}


def frame_of(rows: Iterable[Row], names: Sequence[str] = ()) -> Frame:
    """A list of given rows; refused where a case is there twice or nobody is eligible."""
    frame = Frame(tuple(names), tuple(rows))
    references = [one.reference for one in frame.rows]
    if len(set(references)) < len(references):
        twice = next(one for place, one in enumerate(references) if one in set(references[:place]))
        raise NotValid("reference", f"{twice[:40]} is there twice.", "Each case once.")
    if not frame.eligible:
        raise NotValid("excluded", "Nobody in the list is eligible.", "Look at the exclusions.")
    return frame


def read_frame(sheet: Sheet, names: Sequence[str] = ()) -> Frame:
    """The list of a CSV: `reference`, a column of each stratum, and if wanted `excluded`, `probability`, `weight`."""
    sheet.must_have([REFERENCE, *names])
    seen: dict[str, int] = {}
    rows = [_row(line, names, seen) for line in sheet.lines]
    return frame_of(rows, names)


def faults_of(sheet: Sheet, names: Sequence[str] = (), most: int = 10) -> list[str]:
    """What is wrong with the rows of a CSV, each by its row and column: all of it, up to so many."""
    sheet.must_have([REFERENCE, *names])
    seen: dict[str, int] = {}
    found: list[str] = []
    for line in sheet.lines:
        try:
            _row(line, names, seen)
        except NotValid as fault:
            found.append(str(fault))
        if len(found) == most:
            break
    return found


def _row(line: Line, names: Sequence[str], seen: dict[str, int]) -> Row:
    reference, excluded = line.needed(REFERENCE), line.get(EXCLUDED)
    if reference in seen:
        raise line.wrong(REFERENCE, f"{reference[:40]} is in row {seen[reference]} too.", "Each case once.")
    seen[reference] = line.row
    strata = tuple(line.get(name) if excluded else line.needed(name) for name in names)
    chance, weight = line.number(PROBABILITY, 0, 1), line.number(WEIGHT, 0, 1e12)
    return Row(reference, strata, excluded, chance, weight)


def label(names: Sequence[str], stratum: Stratum) -> Mapping[str, str]:
    return dict(zip(names, stratum, strict=True))


def called(stratum: Stratum) -> str:
    """A stratum in words."""
    return ", ".join(stratum) or "all cases"
