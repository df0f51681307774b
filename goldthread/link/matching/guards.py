"""What stops a link however high it scores (linking.md 5). A pair that a guard stopped is possible, never lost."""

from collections.abc import Callable

from goldthread.link.matching import frequencies, variants
from goldthread.link.matching.mention import CHECKED, EXPECTED, Candidate
from goldthread.link.matching.model import Model
from goldthread.link.matching.naming import ALIKE, CROSSED, DIFFERENT, INITIAL, LEADING, MISSING, RANK, SHORTENED
from goldthread.link.matching.scoring import SCHEMES, Scored

LINKED, POSSIBLE = "linked", "possible"

SAME_REPORT = "same_report"
VERIFIED_DIFFER = "verified_ids_differ"
FORENAME_DIFFERS = "forename_differs"
TWIN = "twin"
NO_FORENAME = "no_forename"
UNBORN = "unborn"
ANOTHERS_NUMBER = "anothers_number"
SEX_DIFFERS = "sex_differs"
SURNAME_FIRST = "surname_first"
NO_SURNAME = "no_surname"
NAMES_ALONE = "names_alone"
CROSSED_ALONE = "crossed_names"
CLUSTER = "cluster_disagrees"
RIVAL = "two_people_fit"
TOLD_APART = "told_apart"

WORDS = {
    SAME_REPORT: "One report names both as different people.",
    VERIFIED_DIFFER: "Their checked numbers of one kind differ.",
    FORENAME_DIFFERS: "The forenames are clearly different; a home or a date alone does not make them one person.",
    TWIN: "The forenames are only loosely alike, and twins share a birth date, a home and a surname.",
    NO_FORENAME: "One has no forename, and there is no exact date with a home, a telephone or a surname beside it.",
    UNBORN: "One is a child not yet born: a person decides which child it became.",
    ANOTHERS_NUMBER: "A number agrees, but forename and birth date do not: it may be another person's number.",
    SEX_DIFFERS: "One is female and one male, and their forenames are not quite the same: they may be twins.",
    SURNAME_FIRST: "The forename that agrees is a family's name, and the other names do not agree.",
    NO_SURNAME: "One has a single name, which may be a forename or a surname, and no birth date agrees.",
    NAMES_ALONE: "Little but the names agrees, or a forename and a date: another person may have them too.",
    CROSSED_ALONE: "The names agree only crosswise and no birth date does: a father and his son may be named so.",
    CLUSTER: "Over a third of what is known of the two disagrees.",
    RIVAL: "It fits two people who are not each other.",
    TOLD_APART: "A person decided that these are two people.",
}

# Dates that few strangers of one name share; a slip of one digit or a default leaves dozens of days.
SURE_DATES = frozenset({"same", "swapped", "same_month"})
OTHER = "other"
LOOSE = frozenset({ALIKE, INITIAL, LEADING})
LIKE_A_TWINS_DATE = frozenset(
    {"same", "within_31_days", "first_of_january", "swapped", "one_digit", "same_month", MISSING}
)
LIKE_A_TWINS_DATE |= {"same_year", "default_in_year", "about_the_year"}
ONE_SURNAME = frozenset({"same", "skeleton", "variant", "token", "edit"})
ONE_HOME = frozenset({"same", "same_building"})
ANY_HOME = ONE_HOME | {"same_block", "same_postcode", "communal"}
AGREEING_DATES = frozenset({"same", "first_of_january", "swapped", "one_digit", "same_month", "default_in_year"})


def guard_of(one: Candidate, other: Candidate, scored: Scored) -> str:
    """The first guard that stops a pair, or empty."""
    return SAME_REPORT if one.record == other.record else guard_between(one, other, scored)


def guard_between(one: Candidate, other: Candidate, scored: Scored) -> str:
    """The first guard that stops a pair by what the two say, whatever report they stand in; or empty."""
    if one.is_unborn or other.is_unborn:
        return UNBORN
    if verified_differ(one, other):
        return VERIFIED_DIFFER
    forename, birth = scored.level("forename"), scored.level("birth_date")
    if scored.agrees_on_an_identifier:
        disagrees = forename == DIFFERENT and birth in ("other", "within_a_year", MISSING)
        return ANOTHERS_NUMBER if disagrees else ""
    if forename == DIFFERENT:
        return FORENAME_DIFFERS
    if forename == MISSING and not _exact_with_household(scored, birth):
        return NO_FORENAME
    if scored.level("surname") == MISSING and forename != CROSSED and birth not in AGREEING_DATES:
        return NO_SURNAME
    if forename in LOOSE and _may_be_twins(scored, birth):
        return TWIN
    if _sexes_and_forenames_differ(one, other, scored) and _may_be_twins(scored, birth):
        return SEX_DIFFERS
    if scored.level("surname") in (MISSING, DIFFERENT) and forename != CROSSED and _is_familys(one, other):
        return SURNAME_FIRST
    if forename == CROSSED and birth not in AGREEING_DATES:
        return "" if birth == MISSING and _share_a_home(scored) else CROSSED_ALONE
    return "" if _has_more_than_names(scored, birth) else NAMES_ALONE


def is_far_from(scored: Scored, model: Model) -> bool:
    """Whether a pair is neither linked nor possible whichever guard might stop it: then no guard need be asked."""
    return scored.bits < model.possible and not scored.agrees_on_an_identifier


def standing(scored: Scored, guard: str, model: Model) -> str:
    """`linked` for a pair over the line that no guard stops, `possible` for one to look at, or empty."""
    if scored.bits < model.possible:
        # A number that agrees where nothing else does is a fault to put right, whatever the score (linking.md 2).
        return POSSIBLE if guard == ANOTHERS_NUMBER else ""
    if guard == SAME_REPORT and RANK.get(scored.level("forename"), -1) < RANK[SHORTENED]:
        return ""  # brothers and sisters whom one report names: nobody would ask
    return LINKED if scored.bits >= model.link and not guard else POSSIBLE


def _has_more_than_names(scored: Scored, birth: str) -> bool:
    home, phone = scored.level("address"), scored.level("phone")
    return (birth in SURE_DATES and scored.level("surname") != DIFFERENT) or home in ANY_HOME or phone == "same"


def verified_differ(one: Candidate, other: Candidate) -> bool:
    """Two checked numbers of a scheme of which each person has one."""
    if not (one.identifiers and other.identifiers):
        return False
    return any(
        scheme_differs(verified(one, scheme), verified(other, scheme))
        for scheme in {number.scheme for number in one.identifiers if number.verified} & CHECKED
    )


def verified(candidate: Candidate, scheme: str) -> set[str]:
    return {number.value for number in candidate.identifiers if number.scheme == scheme and number.verified}


def scheme_differs(ones: set[str], others: set[str]) -> bool:
    return bool(ones and others) and ones.isdisjoint(others)


def _exact_with_household(scored: Scored, birth: str) -> bool:
    home, phone, surname = scored.level("address"), scored.level("phone"), scored.level("surname")
    if any(found.level == DIFFERENT and found.field in SCHEMES for found in scored.evidence):
        return False
    return birth == "same" and (home in ONE_HOME or phone == "same" or surname in ONE_SURNAME)


def _is_familys(one: Candidate, other: Candidate) -> bool:
    """Whether the forename that both have is known as a surname and not as a forename: typed in the wrong place."""
    names, table = frequencies.shipped(), variants.shipped()
    shared = set(one.names.forenames) & set(other.names.forenames)
    surnames = {word for word in shared if word in names.surnames or word in table.surnames}
    return any(word not in names.forenames and word not in table.forenames for word in surnames)


def _sexes_and_forenames_differ(one: Candidate, other: Candidate, scored: Scored) -> bool:
    return scored.level("sex") == DIFFERENT and one.names.forenames != other.names.forenames


def _share_a_home(scored: Scored) -> bool:
    home, phone = scored.level("address") in ONE_HOME, scored.level("phone") == "same"
    return (home or phone) and scored.level("stage") == MISSING


def _may_be_twins(scored: Scored, birth: str) -> bool:
    family = scored.level("surname") in ONE_SURNAME or scored.level("address") in ONE_HOME
    return birth in LIKE_A_TWINS_DATE and (family or scored.level("phone") == "same")


def speaks_against(one: Candidate, other: Candidate, scored: Scored, conflict: float) -> bool:
    """Whether two mentions of one group conflict: their own details speak against one person, or a report does."""
    if one.record == other.record or verified_differ(one, other):
        return True
    if scored.level("birth_date") == OTHER and not scored.agrees_on_an_identifier:
        return True  # father and son of one name agree on all else
    return scored.individual < conflict


def are_plainly_two(one: Candidate, other: Candidate, third: Candidate, score: Callable[[], Scored]) -> bool:
    """Whether a third mention cannot be both: named apart in one report, or plainly two by what they say."""
    unnamed, undated = says_no_forename(third), says_no_birth(third)
    return one.record == other.record or say_they_are_two(one, other, unnamed, undated, score)


def says_no_forename(third: Candidate) -> bool:
    return not third.names.forenames


def says_no_birth(third: Candidate) -> bool:
    return third.birth is None or third.birth.precision == EXPECTED


def say_they_are_two(
    one: Candidate, other: Candidate, unnamed: bool, undated: bool, score: Callable[[], Scored]
) -> bool:
    """Whether names, births and numbers alone make two people of them, for a third that fits both.

    Two checked numbers of a kind do. A third without a forename fits two of one home equally, as one without a birth
    date fits a father and his son of one name: then the forenames, or the dates, that differ make them two as well.
    """
    if verified_differ(one, other):
        return True
    if not (unnamed or undated):
        return False
    scored = score()
    if scored.agrees_on_an_identifier:
        return False
    return (unnamed and scored.level("forename") == DIFFERENT) or (undated and scored.level("birth_date") == OTHER)
