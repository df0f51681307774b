"""How alike two names are: one level for the forename and one for the surname, each with the name they agree on."""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from goldthread.link.matching import variants
from goldthread.link.matching.mention import Names
from goldthread.link.matching.remembering import ANSWERS
from goldthread.link.matching.skeletons import PARTICLES, skeleton, sounded, without_particles

SAME, SKELETON, VARIANT, EDIT, SHORTENED = "same", "skeleton", "variant", "edit", "shortened"
ALIKE, INITIAL, DIFFERENT, MISSING = "alike", "initial", "different", "missing"
CROSSED, SECOND_NAME, ALIAS, LEADING, TOKEN = "crossed", "second_name", "alias", "leading", "token"
SECOND_NAME_SHARED = "second_name_shared"

# The best first. From `SHORTENED` up, two words are taken for one name.
RANK = {name: place for place, name in enumerate((DIFFERENT, INITIAL, ALIKE, SHORTENED, EDIT, VARIANT, SKELETON, SAME))}
ONE_NAME = RANK[SHORTENED]
VERY_ALIKE, ALIKE_ENOUGH = 0.90, 0.80  # Jaro-Winkler, linking.md 3
# Ours: a short skeleton, or one under unlike spellings, is shared by too many different names.
LONG_SKELETON, SPELT_ALIKE = 3, 0.75
SHORTEST_EDITED, SHORTEST_PREFIX = 4, 3


# Forenames that do not settle it, and surnames that are one family's.
LOOSE = frozenset({DIFFERENT, ALIKE, INITIAL, LEADING})
FAMILYS = frozenset({SAME, SKELETON, VARIANT, EDIT, TOKEN})


class Agreed(NamedTuple):
    """A level, and the name agreed on, which says how much it is worth."""

    level: str
    name: str = ""
    other: str = ""


@lru_cache(maxsize=ANSWERS)
def words_level(one: str, other: str, surname: bool = False) -> str:
    """How alike two words are. Two names known to be different are at most alike, whatever their spelling."""
    if one == other:
        return SAME
    if len(one) == 1 or len(other) == 1:
        return INITIAL if one[0] == other[0] else DIFFERENT
    table = variants.shipped()
    if table.are_one(one, other, surname=surname):
        return VARIANT
    closeness = JaroWinkler.similarity(one, other)
    if table.are_known_apart(one, other, surname=surname):
        return ALIKE if closeness >= VERY_ALIKE else DIFFERENT
    return _spelling_level(one, other, closeness)


def _spelling_level(one: str, other: str, closeness: float) -> str:
    bones = skeleton(one)
    if bones == skeleton(other) and _slips_apart(one, other):
        return ALIKE
    heard = sounded(one), sounded(other)
    likeness = max(closeness, JaroWinkler.similarity(*heard))
    if bones == skeleton(other) and likeness >= (SPELT_ALIKE if len(bones) >= LONG_SKELETON else ALIKE_ENOUGH):
        return SKELETON
    if heard[0] == heard[1] and len(heard[0]) >= SHORTEST_EDITED:
        return SKELETON
    if one[0] == other[0]:
        shorter = min(len(one), len(other))
        if closeness >= VERY_ALIKE and shorter > SHORTEST_EDITED:
            return EDIT
        if shorter >= SHORTEST_EDITED and OSA.distance(one, other) == 1:
            return EDIT
        if shorter >= SHORTEST_PREFIX and (one.startswith(other) or other.startswith(one)):
            return SHORTENED
    if _is_ending(one, other):
        return SHORTENED
    return ALIKE if closeness >= ALIKE_ENOUGH else DIFFERENT


def _slips_apart(one: str, other: str) -> bool:
    """Whether one is a slip of a name known to be another's: HOSSIEN is of HOSSEIN, and so is not HASSAN."""
    lines = _lines_near(one), _lines_near(other)
    return all(lines) and lines[0].isdisjoint(lines[1])


@lru_cache(maxsize=ANSWERS)
def _lines_near(word: str) -> frozenset[int]:
    """The lines a forename stands in; of one not listed, those of listed names one slip away."""
    table = variants.shipped()
    if word in table.forenames:
        return table.forenames[word]
    near = _listed_by_skeleton().get(skeleton(word), ())
    return frozenset(line for name in near if OSA.distance(word, name) == 1 for line in table.forenames[name])


@lru_cache(maxsize=1)
def _listed_by_skeleton() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in variants.shipped().forenames:
        found.setdefault(skeleton(name), []).append(name)
    return found


def _is_ending(one: str, other: str) -> bool:
    """Whether one is the end of the other, as KUNLE of ADEKUNLE and XANDER of ALEXANDER."""
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST_EDITED and len(long) >= len(short) + 2 and long.endswith(short)


def _joined(ones: tuple[str, ...], others: tuple[str, ...], surname: bool = False) -> Agreed:
    """The level of words run together: XIU YING is XIUYING, AL SAYED is ELSAYED."""
    one, other = "".join(ones), "".join(others)
    if len(ones) == len(others):  # word for word says more: run together, two long names with one in common look alike
        return Agreed(SAME, one, other) if one == other else Agreed(MISSING)
    level = words_level(one, other, surname)
    return Agreed(level if RANK[level] >= RANK[EDIT] else MISSING, one, other)


def _better(one: Agreed, other: Agreed) -> Agreed:
    return other if RANK.get(other.level, -1) > RANK.get(one.level, -1) else one


def _best(ones: tuple[str, ...], others: tuple[str, ...], surname: bool = False) -> Agreed:
    """The best level between any word of one and any of the other."""
    best, name, with_name = -1, "", ""
    for one in ones:
        for other in others:
            rank = RANK[words_level(one, other, surname)]
            if rank > best:
                best, name, with_name = rank, one, other
    return Agreed(_LEVELS[best], name, with_name) if best >= 0 else Agreed(MISSING)


_LEVELS = list(RANK)


@lru_cache(maxsize=ANSWERS)
def compare_names(one: Names, other: Names) -> tuple[Agreed, Agreed]:
    """The levels of forename and surname, straight or crossed, counted once."""
    forename, surname = compare_forenames(one, other), compare_surnames(one, other)
    is_straight = forename.level not in LOOSE or surname.level in FAMILYS
    crossed = None if is_straight else _crossed(one, other)
    return (crossed, Agreed(CROSSED)) if crossed else (forename, surname)


def _crossed(one: Names, other: Names) -> Agreed | None:
    """Forename in the surname's place and the other way about, in both records together."""
    there, back = _across(one.forenames, other.surnames), _across(other.forenames, one.surnames)
    if min(RANK.get(there.level, -1), RANK.get(back.level, -1)) < RANK[EDIT] or SAME not in (there.level, back.level):
        return None
    # Neither record says which of the two is the forename, so the order of the records may not say it either.
    return Agreed(CROSSED, *sorted((min(there.name, there.other), min(back.name, back.other))))


def _across(given: tuple[str, ...], family: tuple[str, ...]) -> Agreed:
    """A forename's words against a surname's, as written or run together."""
    if not given or not family:
        return Agreed(MISSING)
    ours, theirs = without_particles(given), without_particles(family)
    apart = _better(_best(ours, theirs), _best(ours, theirs, surname=True))
    return _better(apart, _joined(given, family))


def compare_forenames(one: Names, other: Names) -> Agreed:
    """Straight; else one's everyday name is the other's second name; else an alias says it."""
    ours, theirs = one.forenames, other.forenames
    if not ours or not theirs:
        return _forename_in_one_field(one, other) or _by_alias(one, other) or Agreed(MISSING)
    straight = _straight(one, other)
    if RANK.get(straight.level, ONE_NAME) >= ONE_NAME and straight.level != LEADING:
        return straight
    return _by_second_name(one, other) or _by_alias(one, other) or straight


def _straight(one: Names, other: Names) -> Agreed:
    leading = variants.shipped().leading
    ours, theirs = _core(one.forenames, leading), _core(other.forenames, leading)
    if ours and theirs:
        joined = _joined(one.forenames, other.forenames)
        if joined.level == SAME:
            return Agreed(SAME, ours[0], theirs[0])
        apart = _together(ours, theirs) if min(len(ours), len(theirs)) > 1 else _best(ours, theirs)
        return _better(apart, joined)
    found = _best(one.forenames, other.forenames)
    if RANK.get(found.level, -1) < ONE_NAME:
        return found
    rests = _rest(one, found.name, leading), _rest(other, found.other, leading)
    if all(rests) and RANK[_best(*rests).level] < ONE_NAME:
        return Agreed(DIFFERENT)
    return found if bool(ours) == bool(theirs) else Agreed(LEADING, found.name, found.other)


def _together(ones: tuple[str, ...], others: tuple[str, ...]) -> Agreed:
    """Two forenames of several words: alike where one word agrees and the rest do not, as JIA YI and XIN YI."""
    short, long = (ones, others) if len(ones) <= len(others) else (others, ones)
    each = [_best((word,), long) for word in short]
    worst = min(each, key=lambda found: RANK[found.level])
    if RANK[worst.level] >= ONE_NAME:
        return worst
    return Agreed(ALIKE if any(RANK[found.level] >= ONE_NAME for found in each) else DIFFERENT)


def _core(words: tuple[str, ...], leading: frozenset[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in leading and word not in PARTICLES)


def _rest(names: Names, agreed: str, leading: frozenset[str]) -> tuple[str, ...]:
    """What a record gives beside a first name that brothers share, initials left out."""
    own = names.forenames + names.middle
    return tuple(word for word in own if word != agreed and word not in leading and len(word) > 1)


def _by_second_name(one: Names, other: Names) -> Agreed | None:
    for ours, theirs in ((one.forenames, other.middle), (one.middle, other.forenames)):
        found = _best(without_particles(ours), without_particles(theirs)) if ours and theirs else Agreed(MISSING)
        if RANK.get(found.level, -1) >= RANK[EDIT]:
            return Agreed(SECOND_NAME, found.name, found.other)
    return None


def _by_alias(one: Names, other: Names) -> Agreed | None:
    """A word of an alias against a forename or another alias; the family's name in it says nothing of the forename."""
    family = set(one.surnames) | set(other.surnames)
    ours = tuple(word for alias in one.aliases for word in alias if word not in family)
    theirs = tuple(word for alias in other.aliases for word in alias if word not in family)
    pairs = ((ours, other.forenames), (one.forenames, theirs), (ours, theirs))
    for mine, yours in pairs:
        found = _best(mine, yours) if mine and yours else Agreed(MISSING)
        if RANK.get(found.level, -1) >= RANK[EDIT] and len(found.name) > 1:
            return Agreed(ALIAS, found.name, found.other)
    return None


def _forename_in_one_field(one: Names, other: Names) -> Agreed | None:
    """A whole name typed in the surname's place: a forename found there agrees; another word there is another's."""
    for given, whole in ((one, other), (other, one)):
        if given.forenames and not whole.forenames and len(whole.surnames) > 1:
            found = _best(without_particles(given.forenames), whole.surnames)
            if RANK[found.level] >= RANK[EDIT]:
                return Agreed(found.level, found.name, found.other)
            if any(_best((word,), given.surnames, surname=True).level in LOOSE for word in whole.surnames):
                return Agreed(DIFFERENT)
    return None


def compare_surnames(one: Names, other: Names) -> Agreed:
    ours, theirs = _family(one), _family(other)
    if not ours or not theirs:
        return Agreed(MISSING)
    if ours == theirs:
        return Agreed(SAME, ours[-1], theirs[-1])
    found = _best(ours, theirs, surname=True)
    if found.level == SAME:
        is_whole = len(ours) == len(theirs) == 1 and one.surnames and other.surnames
        return Agreed(SAME if is_whole else TOKEN, found.name, found.other)
    if found.level in (SKELETON, VARIANT, EDIT, ALIKE, INITIAL):
        return found
    joined = _joined(one.surnames, other.surnames, surname=True) if one.surnames and other.surnames else Agreed(MISSING)
    if joined.level != MISSING:
        return joined
    return _fathers_name(one, other) or Agreed(DIFFERENT)


def _family(names: Names) -> tuple[str, ...]:
    """The surname's words, or where a whole name was typed in the forename's place, its later words."""
    return without_particles(names.surnames or names.forenames[1:])


def _fathers_name(one: Names, other: Names) -> Agreed | None:
    """A father's or grandfather's name stands as surname in one record and as middle name in the other."""
    for ours, theirs in ((one.surnames, other.middle), (one.middle, other.surnames)):
        if ours and theirs and RANK[(found := _best(ours, theirs, surname=True)).level] >= RANK[EDIT]:
            return Agreed(TOKEN, found.name, found.other)
    if one.middle and other.middle and RANK[_best(one.middle, other.middle).level] >= RANK[EDIT]:
        return Agreed(SECOND_NAME_SHARED)
    return None


def compare_middles(one: Names, other: Names) -> str:
    if not one.middle or not other.middle:
        return MISSING
    rank = RANK[_best(one.middle, other.middle).level]
    return SAME if rank >= RANK[EDIT] else DIFFERENT if rank == 0 else MISSING
