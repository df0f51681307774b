"""What a sample proves, said in plain sentences, and when nothing may be said. Pure.

The rules are those of methods.md 1.2, 1.3 and 1.9 (November 2026): "higher in the sample", never that the force
changed; "not comparable" where criteria, form, selection or scale differ; "too few to say" under ten, which is ours.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

from goldthread.audit.estimating.change import Estimated, difference
from goldthread.audit.estimating.intervals import exact_count
from goldthread.audit.estimating.two_phase import Corrected
from goldthread.audit.estimating.unequal import Weighed
from goldthread.core.shares import TOO_FEW, wilson

WHAT = "not good"
IF_BY_CHANCE = "This holds only if chance drew the cases."
IF_AGAIN_BY_CHANCE = "This holds only if chance, within each local grade, drew what the central team graded again."
CHOSEN = "They were chosen and not drawn by chance, so nothing follows for other cases."


def is_too_few(judged: int, of: int | None = None) -> bool:
    """Whether nothing is said: under ten were looked at, and they are not all there are."""
    return judged < TOO_FEW and judged != of


def too_few(judged: int) -> str:
    looked = "1 case was" if judged == 1 else f"{judged} cases were"
    return f"Too few to say: {looked} looked at, and under {TOO_FEW} the range is wider than half the scale."


def of_population(found: int, judged: int, population: int) -> str:
    """What a random sample says of so many cases: 5 of 20 drawn of 120 is between 12 and 56."""
    if judged == population:
        return f"All {_cases(population)} looked at: {_are(found)} {WHAT}."
    if is_too_few(judged, population):
        return too_few(judged)
    low, high = exact_count(found, judged, population)
    range_of = f"{low:,}" if low == high else f"Between {low:,} and {high:,}"
    return f"{range_of} of the {population:,} cases are {WHAT}: of the {judged:,} drawn, {_are(found)}. 95% sure."


def of_many(found: int, judged: int) -> str:
    """What a random sample says of all that it stands for, where nobody counted them."""
    ends = wilson(found, judged)
    if ends is None or is_too_few(judged):
        return too_few(judged)
    return f"{_between(*ends)} cases are {WHAT}: of the {judged:,} drawn, {_are(found)}. 95% sure."


def in_a_hundred(found: int, judged: int) -> str:
    """The range of a share, like "Between 9 and 54 in 100": Wilson's at 95%, rounded outwards."""
    return _between(*(wilson(found, judged) or (0.0, 1.0)))


def of_chosen(found: int, judged: int) -> str:
    """What chosen cases say: of themselves, and of nothing else."""
    return f"Of the {_cases(judged)} looked at {_are(found)} {WHAT}. {CHOSEN}"


def of_sought(found: int, judged: int, weighed: Weighed | None = None) -> str:
    """What the targeted arm found; never put together with the other."""
    said = f"Of {judged:,} sought and graded, {_are(found)} {WHAT}."
    if weighed is None:
        return said
    back, even = f"{100 * weighed.mean:.0f} in 100", f"{weighed.worth:,.0f} cases drawn evenly"
    return f"{said} Weighed back by the chance of each that is {back}, which tells as much as {even} would."


def of_parts(low: float, high: float, population: int, judged: int, found: int) -> str:
    """An estimate of all, from parts that were weighed; never fewer, nor fewer good ones, than were seen."""
    fewest, most = _whole(low, high, population)
    fewest, most = max(fewest, found), min(most, population - (judged - found))
    return f"Between {fewest:,} and {most:,} of the {population:,} cases are {WHAT}, by the {judged:,} drawn. 95% sure."


def of_corrected(one: Corrected, local: int, alone: float, central: int, population: int | None = None) -> list[str]:
    """What local grades say once central ones have made them right, and what they were worth.

    `alone` is the share that local grades would have told by themselves; `population` the cases drawn from, if known.
    """
    range_of = f"{_between(one.low, one.high)} cases"
    if population:
        fewest, most = _whole(one.low, one.high, population)
        range_of = f"Between {fewest:,} and {most:,} of the {population:,} cases"
    said = [
        f"{range_of} are {WHAT}, by {local:,} local grades made right by {central:,} central ones. 95% sure.",
        f"Local grades alone said {100 * alone:.0f} in 100; alone they are no measure of quality.",
    ]
    if one.worth < float("inf"):
        said.append(f"It is as sure as {one.worth:,.0f} central audits would be.")
    return said


@dataclass(frozen=True)
class Held:
    """What must be the same in two rounds, or nothing follows from their difference.

    `criteria` are the names of the sets with their versions; `form` is whole or short; `selection` how cases were
    taken; `scale` the grades in use.
    """

    criteria: tuple[str, ...]
    form: str
    selection: str
    scale: str


@dataclass(frozen=True)
class Round:
    """One round of audits: its share with its ends, by whatever form it was estimated; None where too few to say."""

    name: str
    judged: int
    estimated: Estimated | None
    held: Held

    @classmethod
    def of_counts(cls, name: str, found: int, judged: int, held: Held) -> "Round":
        """A round of one random sample."""
        ends = None if is_too_few(judged) else wilson(found, judged)
        return cls(name, judged, (found / judged, *ends) if ends else None, held)


def why_not_comparable(one: Held, other: Held) -> list[str]:
    """Each thing that was not held fixed between two rounds. Nothing: they may be compared."""
    told = (
        ("question sets", ", ".join(sorted(one.criteria)), ", ".join(sorted(other.criteria))),
        ("forms", one.form, other.form),
        ("ways of selection", one.selection, other.selection),
        ("grade scales", one.scale, other.scale),
    )
    return [f"the {name} differ ({mine}; {theirs})" for name, mine, theirs in told if mine != theirs]


def compared(later: Round, earlier: Round) -> str:
    """Two rounds in one sentence, and never a word on what the force did."""
    if reasons := why_not_comparable(later.held, earlier.held):
        return f"Not comparable: {'; '.join(reasons)}."
    if later.estimated is None or earlier.estimated is None:
        return too_few((earlier if earlier.estimated is None else later).judged)
    apart, *ends = difference(later.estimated, earlier.estimated)
    low, high = (round(100 * end) for end in ends)
    if ends[0] <= 0 <= ends[1]:
        return f"No change can be told from the samples: the difference lies between {low:+d} and {high:+d} points."
    least, most = sorted((abs(low), abs(high)))
    return (
        f"In the sample of {later.name} the share {WHAT} was {'higher' if apart > 0 else 'lower'} than in that of "
        f"{earlier.name}: {100 * later.estimated[0]:.0f} after {100 * earlier.estimated[0]:.0f} in 100, by {least} to "
        f"{most} points. That is beyond the chance of the draw. It does not say why."
    )


def of_strata(told: Sequence[tuple[str, int, int, int]]) -> Iterator[str]:
    """Each part by itself: its name, how many were found, judged and are in it."""
    for name, found, judged, population in told:
        yield f"{name}: {of_population(found, judged, population)}"


def _whole(low: float, high: float, population: int) -> tuple[int, int]:
    """The ends of a share in cases, rounded outwards."""
    return floor(low * population + 1e-9), ceil(high * population - 1e-9)


def _between(low: float, high: float) -> str:
    """Rounded outwards, so that no range is told narrower than it is."""
    fewest, most = floor(100 * low + 1e-9), ceil(100 * high - 1e-9)
    return f"Between {fewest} and {most} in 100"


def _cases(many: int) -> str:
    return "1 case that was" if many == 1 else f"{many:,} cases that were"


def _are(many: int) -> str:
    return f"{many:,} is" if many == 1 else f"{many:,} are" if many else "none is"
