"""Which mentions are worth comparing: those that share a key (linking.md 4). A key proves nothing.

Keys grow more selective for common names, by frequencies frozen in the model: who else is held cannot change them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from goldthread.link.matching import variants
from goldthread.link.matching.frequencies import Frequencies, shipped
from goldthread.link.matching.mention import DAY, ESTIMATED, EXPECTED, MONTH, YEAR, Birth, Candidate
from goldthread.link.matching.skeletons import skeleton, without_particles

CAP = 250  # linking.md 4: a larger block is not compared, and what it would have found is counted
LONGEST_KEY = 200  # as long as `people_matchkey` allows
# Ours: two names together that more than this share of people bear ask for a second field beside them.
COMMON_PAIR = 3e-5
COMMON_NAME = 2e-3
AROUND_A_GUESS = 1  # years each way of a year that is only guessed
# Months round the expected month in which a child may be born: from 23 weeks to 42 (ours; see relations.py).
MONTHS_EARLY, MONTHS_LATE = 4, 1
MONTHS_CARRIED = 9


def keys(candidate: Candidate, names: Frequencies | None = None) -> set[str]:
    """What two mentions must share one of to be compared, at most 200 characters each."""
    frequent = names or shipped()
    found = _identifier_keys(candidate)
    if candidate.is_unborn:
        return found | _born_soon_keys(candidate)
    bones, heads = _bones(candidate), _forename_bones(candidate)
    found |= _name_keys(candidate, bones, frequent)
    found |= _date_keys(candidate.birth, bones, heads, frequent)
    found |= _place_keys(candidate, bones, heads)
    found |= _born_keys(candidate)
    return {key[:LONGEST_KEY] for key in found}


def _identifier_keys(candidate: Candidate) -> set[str]:
    return {f"id:{one.scheme}|{one.value}" for one in candidate.identifiers}


def _bones(candidate: Candidate) -> set[str]:
    """Skeletons of every word of the name, whichever field it was typed in."""
    names = candidate.names
    words = without_particles(names.forenames + names.middle) + without_particles(names.surnames)
    words += tuple(word for alias in names.aliases for word in without_particles(alias))
    return {skeleton(word) for word in words if len(word) > 1}


def _forename_bones(candidate: Candidate) -> set[str]:
    """Skeletons of the forenames, and of the head of each line of variants: Bill is found by WILLIAM."""
    names = candidate.names
    words = set(without_particles(names.forenames + names.middle)) | {a for alias in names.aliases for a in alias[:1]}
    if not names.forenames and len(names.surnames) > 1:
        words |= set(names.surnames)
    table = variants.shipped()
    heads = {head for word in words for head in table.heads_of(word)}
    return {skeleton(word) for word in words | heads if len(word) > 1}


def _name_keys(candidate: Candidate, bones: set[str], frequent: Frequencies) -> set[str]:
    """Two names together, in either order. Common ones need the year of birth beside them."""
    found: set[str] = set()
    pairs = {(a, b) for a in bones for b in bones if a < b and len(a) > 1 and len(b) > 1}
    years = _years(candidate.birth)
    for one, other in pairs:
        share = max(
            frequent.of_skeleton(one) * frequent.of_skeleton(other, surname=True),
            frequent.of_skeleton(other) * frequent.of_skeleton(one, surname=True),
        )
        if share <= COMMON_PAIR:
            found.add(f"nn:{one}|{other}")
        found |= {f"ny:{year}|{one[:3]}|{other[:3]}" for year in years}
    return found


def _years(birth: Birth | None) -> list[int]:
    if birth is None or birth.precision == EXPECTED:
        return []
    around = AROUND_A_GUESS if birth.precision == ESTIMATED else 0
    return list(range(birth.year - around, birth.year + around + 1))


def _date_keys(birth: Birth | None, bones: set[str], heads: set[str], frequent: Frequencies) -> set[str]:
    """A whole date with any name, its day and month in either order; the year with a forename that is not common."""
    if birth is None or birth.precision == EXPECTED:
        return set()
    found = {f"y:{year}|{bone}" for year in _years(birth) for bone in heads if frequent.of_skeleton(bone) < COMMON_NAME}
    if birth.precision in (DAY, MONTH) and birth.day:
        low, high = sorted((birth.month, birth.day))
        found |= {f"d:{birth.year}{low:02d}{high:02d}|{bone}" for bone in bones | heads}
    return found


def _place_keys(candidate: Candidate, bones: set[str], heads: set[str]) -> set[str]:
    """A postcode or a telephone, each with a name or with a date; and a dwelling with the year."""
    code = candidate.home.postcode.replace(" ", "") if candidate.home else ""
    found = {f"pc:{code}|{bone}" for bone in bones | heads} if code else set()
    if candidate.home and candidate.home.number:
        found |= {f"dr:{candidate.home.door}|{bone}" for bone in bones | heads}
    found |= {f"ph:{phone}|{bone}" for phone in candidate.phones for bone in bones | heads}
    birth = candidate.birth
    if birth and birth.precision not in (EXPECTED, ESTIMATED):
        day = str(birth) if birth.precision != YEAR else str(birth.year)
        found |= {f"pd:{code}|{day}"} if code else set()
        found |= {f"pp:{phone}|{day}" for phone in candidate.phones}
    return found


def _born_soon_keys(candidate: Candidate) -> set[str]:
    """Where and when a child not yet born may be found born, or expected in another record."""
    months = _months_of_birth(candidate)
    return {f"born:{place}|{n // 12}{n % 12 + 1:02d}" for place in _places(candidate) for n in months}


def _months_of_birth(candidate: Candidate) -> range:
    """Months since the year 0 in which a child may be born: round the date expected, else after the record."""
    birth, on = candidate.birth, candidate.recorded_on
    if birth and birth.precision == EXPECTED and birth.month:
        month = birth.year * 12 + birth.month - 1
        return range(month - MONTHS_EARLY, month + MONTHS_LATE + 1)
    if on:
        month = on.year * 12 + on.month - 1
        return range(month, month + MONTHS_CARRIED + 1)
    return range(0)


def _born_keys(candidate: Candidate) -> set[str]:
    """The month and place of a birth, for a child under two years old on the day of the record."""
    birth, on = candidate.birth, candidate.recorded_on
    if birth is None or not birth.is_whole or (on and on.year - birth.year > 2):
        return set()
    return {f"born:{place}|{birth.year}{birth.month:02d}" for place in _places(candidate)}


def by_its_record(candidate: Candidate) -> bool:
    """Which keys somebody born has by the day of the record: all others are made of what the record says of them."""
    return bool(_born_keys(candidate))


def _places(candidate: Candidate) -> list[str]:
    home = candidate.home
    homes = [home.postcode.replace(" ", ""), home.door if home.number else ""] if home else []
    return [place for place in (*homes, *candidate.phones) if place]


@dataclass
class Blocks:
    """Who holds each key. `dropped` counts the pairs that blocks over the cap would have compared."""

    holders: dict[str, list[int]] = field(default_factory=dict)
    dropped: int = 0
    over_cap: int = 0

    def pairs(self) -> set[tuple[int, int]]:
        """Every pair of places that share a key, the lower first."""
        found: set[tuple[int, int]] = set()
        for held in self.holders.values():
            found.update(combinations(held, 2))
        return found


def blocks(keyed: Iterable[Iterable[str]], cap: int = CAP) -> Blocks:
    """The blocks of mentions by place in the list. Those over the cap are counted and left out."""
    made = Blocks()
    for place, own in enumerate(keyed):
        for key in own:
            made.holders.setdefault(key, []).append(place)
    large = [key for key, held in made.holders.items() if len(held) > cap]
    for key in large:
        held = made.holders.pop(key)
        made.over_cap += 1
        made.dropped += len(held) * (len(held) - 1) // 2
    return made
