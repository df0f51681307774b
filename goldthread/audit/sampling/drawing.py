"""Drawing: a random arm, from which rates are told, and beside it a targeted arm, which finds children at risk.

Both follow from the seed and the references alone (`core.chance`), so that the same list gives the same cases on every
machine and in whatever order it is handed in. A case may be in both arms; they are never mixed into one rate.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from goldthread.audit.sampling.allocating import DEFAULT_RULE, LEAST, UNPLANNED, Part, allocate, within
from goldthread.audit.sampling.frames import Frame, Row, Stratum, called
from goldthread.core.chance import SPAN, number_of, place_of
from goldthread.core.refusals import NotValid

RANDOM, TARGETED = "random", "targeted"
FLOOR = 0.02  # methods.md 1.5: the least chance in a targeted draw; with none at all, nothing could be weighed back


@dataclass(frozen=True)
class Design:
    """How a sample is drawn: everything but the list.

    `expected` is the share expected not good of a stratum, by its name. `targeted` is how many to draw besides by the
    column `weight`, "poisson" for each by its own `probability`, or nothing.
    """

    size: int
    seed: str
    allocate: str = DEFAULT_RULE
    least: int = LEAST
    expected: Mapping[str, float] | None = None
    targeted: str = ""

    @property
    def targets_by_own_chance(self) -> bool:
        return self.targeted == "poisson"


@dataclass(frozen=True)
class Pick:
    """One drawn case: in which arm, by which chance, and of how many in its stratum so many were drawn."""

    arm: str
    place: int
    reference: str
    strata: Stratum
    chance: float
    stratum_cases: int
    stratum_drawn: int


def draw(frame: Frame, design: Design) -> list[Pick]:
    """The random arm, then the targeted one, each in an order of chance of its own.

    So parts stand mixed: who grades in this order and stops half-way has some of each.
    """
    if design.size < 1:
        raise NotValid("size", "Nothing is to be drawn.", "Draw one case or more.")
    if not design.seed.strip():
        raise NotValid("seed", "There is no seed.", "Any text will do; agree on it before the list is closed.")
    arms = ((RANDOM, _random(frame, design)), (TARGETED, _targeted(frame, design)))
    return [one for arm, drawn in arms for one in _numbered(arm, drawn, f"{design.seed}:order")]


def parts_of(frame: Frame, design: Design) -> list[Part]:
    """The strata as they are planned, in order."""
    held = frame.by_stratum()
    expected = dict(design.expected or {})
    if strange := sorted(set(expected) - {called(stratum) for stratum in held}):
        known = ", ".join(called(stratum) for stratum in list(held)[:10])
        raise NotValid("expect", f'"{strange[0][:40]}" is no part of the list.', f"Parts: {known}.")
    return [Part(len(rows), expected.get(called(stratum), UNPLANNED)) for stratum, rows in held.items()]


Drawn = tuple[Row, float, int, int]  # the case, its chance, how many in its stratum, how many drawn of them


def _random(frame: Frame, design: Design) -> Iterator[Drawn]:
    held = frame.by_stratum()
    least = design.least if frame.names else 0
    sizes = allocate(parts_of(frame, design), design.size, design.allocate, least)
    for rows, many in zip(held.values(), sizes, strict=True):
        for one in by_chance(rows, design.seed)[:many]:
            yield one, many / len(rows), len(rows), many


def _targeted(frame: Frame, design: Design) -> Iterator[Drawn]:
    if not design.targeted:
        return
    rows = by_chance(frame.eligible, f"{design.seed}:targeted")
    chances = own_chances(rows) if design.targets_by_own_chance else chances_by_weight(rows, _how_many(design))
    chosen = poisson(rows, chances, design.seed) if design.targets_by_own_chance else systematic(chances, design.seed)
    for place in chosen:
        yield rows[place], chances[place], len(rows), len(chosen)


def by_chance(rows: Sequence[Row], seed: str) -> list[Row]:
    """In the order that the seed gives, the same in whatever order they came."""
    return sorted(rows, key=lambda one: (place_of(seed, one.reference), one.reference))


def own_chances(rows: Sequence[Row]) -> list[float]:
    """Each row's own chance; refused where one is not given, for then it could never be drawn nor weighed back."""
    if without := [one.reference for one in rows if one.chance is None]:
        raise NotValid("probability", f"{without[0][:40]} has no probability.", "Give each eligible case one above 0.")
    return [one.chance for one in rows if one.chance is not None]


def chances_by_weight(rows: Sequence[Row], size: int) -> list[float]:
    """Chances in the proportion of the weights that add up to a size; none under the floor, none above one."""
    if size >= len(rows):
        return [1.0] * len(rows)
    if size < FLOOR * len(rows):
        told = f"{size} of {len(rows)} leave less than the least chance of {FLOOR:g} each."
        raise NotValid("targeted", told, f"Draw at least {int(FLOOR * len(rows)) + 1}.")
    if without := [one.reference for one in rows if one.weight is None]:
        raise NotValid("weight", f"{without[0][:40]} has no weight.", "Give each eligible case one above 0.")
    weights = [one.weight for one in rows if one.weight is not None]
    return within(weights, size, [FLOOR] * len(rows), [1.0] * len(rows))


def poisson(rows: Sequence[Row], chances: Sequence[float], seed: str) -> list[int]:
    """Each by its own chance and whatever becomes of the others; how many come is chance too."""
    thrown = [place_of(f"{seed}:thrown", one.reference) for one in rows]
    return [place for place, chance in enumerate(chances) if thrown[place] < Fraction(chance) * SPAN]


def systematic(chances: Sequence[float], seed: str) -> list[int]:
    """So many as the chances add up to: along the row of chances, one at each whole step from a start by chance."""
    start, reached, found = Fraction(number_of(f"{seed}:targeted:start"), SPAN), Fraction(0), []
    for place, chance in enumerate(chances):
        before, reached = reached, reached + Fraction(chance)
        if _steps(reached - start) > _steps(before - start):
            found.append(place)
    return found


def _steps(along: Fraction) -> int:
    """How many of the points start, start + 1, start + 2 ... have been passed."""
    return max(0, -(-along.numerator // along.denominator))


def _how_many(design: Design) -> int:
    if not design.targeted.isdecimal() or int(design.targeted) < 1:
        raise NotValid("targeted", f'"{design.targeted[:20]}" is no number of cases.', 'A number, or "poisson".')
    return int(design.targeted)


def _numbered(arm: str, drawn: Iterable[Drawn], seed: str) -> Iterator[Pick]:
    mixed = sorted(drawn, key=lambda one: (place_of(seed, one[0].reference), one[0].reference))
    for place, (row, chance, cases, many) in enumerate(mixed, 1):
        yield Pick(arm, place, row.reference, row.strata, chance, cases, many)
