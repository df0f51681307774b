"""Levels of everything but names: birth date, sex, stage of life, home, telephone and numbers."""

from datetime import date, timedelta
from functools import lru_cache

from rapidfuzz.distance import OSA

from goldthread.link.matching.mention import ESTIMATED, EXPECTED, Birth, Candidate, Home
from goldthread.link.matching.remembering import ANSWERS

SAME, DIFFERENT, MISSING = "same", "different", "missing"
NEAR_DAYS, YEAR_DAYS = 31, 366
IN_TIME, OUT_OF_TIME = "in_time", "out_of_time"
# From 23 weeks, when a child may live, to two weeks past the date (ours, from general knowledge of obstetric practice).
EARLIEST, LATEST, LONGEST = timedelta(days=119), timedelta(days=21), timedelta(days=290)
EXPECTED_WITHIN = 45  # days between two expected dates of one child (ours)
GUESSED_WITHIN, WIDE_OF_A_GUESS = 2, 4


@lru_cache(maxsize=ANSWERS)
def birth_level(one: Birth | None, other: Birth | None) -> str:
    """How two birth dates agree. One that is only expected is never compared as a birth date (linking.md 2)."""
    if one is None or other is None or EXPECTED in (one.precision, other.precision):
        return MISSING
    if one.is_whole and other.is_whole:
        return _whole_level(one, other)
    if ESTIMATED in (one.precision, other.precision):
        return _guessed_level(abs(one.year - other.year))
    if one.year != other.year:
        return "default_near_year" if abs(one.year - other.year) == 1 else "other"
    if one.month and other.month and "default" not in (_default(one), _default(other)):
        return "same_month" if one.month == other.month else "within_a_year"
    return "same_year"


def _default(birth: Birth) -> str:
    return "default" if birth.is_first_of_january else ""


def _guessed_level(years: int) -> str:
    if years <= GUESSED_WITHIN:
        return "about_the_year"
    return "within_a_year" if years <= WIDE_OF_A_GUESS else "other"


def _whole_level(one: Birth, other: Birth) -> str:
    if one == other:
        return "first_of_january" if one.is_first_of_january else SAME
    if one.year == other.year and one.month == other.day and one.day == other.month:
        return "swapped"
    if one.year == other.year and (one.is_first_of_january or other.is_first_of_january):
        return "default_in_year"
    if abs(one.year - other.year) == 1 and one.is_first_of_january != other.is_first_of_january:
        return "default_near_year"
    if OSA.distance(_digits(one), _digits(other)) == 1:
        return "one_digit"
    days = abs((date(one.year, one.month, one.day) - date(other.year, other.month, other.day)).days)
    return "within_31_days" if days <= NEAR_DAYS else "within_a_year" if days <= YEAR_DAYS else "other"


def _digits(birth: Birth) -> str:
    return f"{birth.year}{birth.month:02d}{birth.day:02d}"


def expected_level(one: Candidate, other: Candidate) -> str:
    """Whether a child not yet born in one record may be the child of the other: `in_time`, or born at another time."""
    if one.is_unborn and other.is_unborn:
        dates = one.birth, other.birth
        if all(dates):
            return IN_TIME if _days_between(*dates) <= EXPECTED_WITHIN else OUT_OF_TIME  # type: ignore[arg-type]
        return MISSING
    unborn, born = (one, other) if one.is_unborn else (other, one)
    if born.birth is None or not born.birth.is_whole:
        return MISSING
    earliest, latest = window(unborn)
    if earliest is None or latest is None:
        return MISSING
    return IN_TIME if earliest <= _day(born.birth) <= latest else OUT_OF_TIME


def window(unborn: Candidate) -> tuple[date | None, date | None]:
    """The days on which an unborn child may be born: round the date expected, and after the record that expects it."""
    birth, on = unborn.birth, unborn.recorded_on
    if birth and birth.month and birth.day:
        due = _day(birth)
        return due - EARLIEST, due + LATEST
    return (on, on + LONGEST) if on else (None, None)


def _days_between(one: Birth, other: Birth) -> int:
    return abs((_day(one) - _day(other)).days)


def _day(birth: Birth) -> date:
    return date(birth.year, birth.month or 7, birth.day or 1)


def sex_level(one: Candidate, other: Candidate) -> str:
    if not one.sex or not other.sex:
        return MISSING
    return SAME if one.sex == other.sex else DIFFERENT


@lru_cache(maxsize=ANSWERS)
def home_level(one: Home | None, other: Home | None) -> str:
    """One dwelling, one building, one postcode, or another. A flat not told is not known to be the same."""
    if one is None or other is None:
        return MISSING
    buildings = one.building, other.building
    if all(buildings) and buildings[0] == buildings[1]:
        return _building_level(one, other)
    codes = one.postcode and other.postcode
    if _is_one_door(one, other):  # the postcode is wrong or missing in one, or one tells the name and one the number
        if one.is_communal or other.is_communal:
            return "communal"
        return "same_building" if one.flat == other.flat else "other" if one.flat and other.flat else "same_block"
    if codes:
        return "same_postcode" if one.postcode == other.postcode else "other"
    return "other" if one.door and other.door else MISSING


def _is_one_door(one: Home, other: Home) -> bool:
    """The same number and street, or name of a building; or one flat of one postcode, where a number is not told."""
    if one.door and one.door == other.door:
        return True
    if one.name and one.name == other.name:
        return not (one.number and other.number and one.number != other.number)
    return bool(
        one.flat and one.flat == other.flat and one.postcode and one.postcode == other.postcode
        and not (one.number and other.number)
    )  # fmt: skip


def _building_level(one: Home, other: Home) -> str:
    if one.is_communal or other.is_communal:
        return "communal"
    if one.flat and other.flat:
        return SAME if one.flat == other.flat else "same_postcode"
    if one.flat == other.flat:
        return "same_block" if one.is_block or other.is_block else SAME
    return "same_building"


def phone_level(one: Candidate, other: Candidate) -> str:
    if not one.phones or not other.phones:
        return MISSING
    return SAME if not set(one.phones).isdisjoint(other.phones) else DIFFERENT


def identifier_levels(one: Candidate, other: Candidate) -> list[tuple[str, str]]:
    """The level of each scheme of which both tell a number."""
    if not one.identifiers or not other.identifiers:
        return []
    ours: dict[str, set[str]] = {}
    theirs: dict[str, set[str]] = {}
    for values, mention in ((ours, one), (theirs, other)):
        for number in mention.identifiers:
            values.setdefault(number.scheme, set()).add(number.value)
    shared = sorted(ours.keys() & theirs.keys())
    return [(scheme, DIFFERENT if ours[scheme].isdisjoint(theirs[scheme]) else SAME) for scheme in shared]


def stage_level(one: Candidate, other: Candidate, birth: str) -> str:
    """A child here and a grown-up there; where both dates are known they say it better."""
    if birth != MISSING:
        return MISSING
    stages = one.stage, other.stage
    return DIFFERENT if all(stages) and stages[0] != stages[1] else MISSING
