"""A mention is what its record says: placeholders are no names, an expected date is no birth date."""

from datetime import date

import pytest

from goldthread.link.matching.mention import EXPECTED, Birth, birth_of, home_of, names_of, sex_of
from goldthread.link.matching.tests.making import held, mention


@pytest.mark.parametrize("forename", ["Unknown", "Baby", "Child 1", "Baby boy"])
def test_words_for_no_name_are_missing_and_kept_as_a_mark(forename: str) -> None:
    names = names_of(held(forename=forename, surname="Kentwell"))
    assert (names.forenames, names.surnames, names.is_placeholder) == ((), ("KENTWELL",), True)


def test_a_childs_name_may_be_a_familys_name() -> None:
    assert names_of(held(forename="Lee", surname="Child")).surnames == ("CHILD",)


@pytest.mark.parametrize("values", [{"forename": "Unborn baby"}, {"expected_birth_date": "2020-09-01"}])
def test_an_unborn_child_is_known_by_words_or_by_a_date_expected(values: dict[str, str]) -> None:
    assert mention("a", surname="Kentwell", **values).is_unborn


def test_an_unborn_child_is_known_by_its_part_in_the_report() -> None:
    assert mention("a", surname="Kentwell", role="unborn child").is_unborn


def test_a_date_expected_is_never_a_birth_date() -> None:
    birth = birth_of(held(expected_birth_date="2020-09-01"), None)
    assert birth == Birth(2020, 9, 1, EXPECTED)
    assert not birth.is_whole


@pytest.mark.parametrize(
    ("told", "born"),
    [
        ({"birth_date": "2011-05-11"}, Birth(2011, 5, 11, "day")),
        ({"birth_date": "2011-05"}, Birth(2011, 5, 0, "month")),
        ({"birth_date": "2011"}, Birth(2011, 0, 0, "year")),
        ({"birth_date": "2011~"}, Birth(2011, 0, 0, "estimated")),
        ({"age": "9"}, Birth(2011, 0, 0, "estimated")),
        ({"birth_date": "2011-05-11", "age": "9"}, Birth(2011, 5, 11, "day")),
    ],
)
def test_a_birth_date_keeps_how_exactly_it_is_known(told: dict[str, str], born: Birth) -> None:
    assert birth_of(held(**told), date(2020, 6, 1)) == born


def test_two_sexes_told_of_one_mention_are_none() -> None:
    assert sex_of([*held(sex="female"), *held(sex="male")]) == ""


def test_a_flat_makes_the_household_and_a_block_makes_none() -> None:
    flat = home_of(held(address="Flat 7, 22 Quarry Lane", postcode="XX1 2AB"))
    block = home_of(held(address="Coppice Court, 22 Quarry Lane", postcode="XX1 2AB"))
    assert flat is not None
    assert block is not None
    assert (flat.household, block.household) == ("7|22|XX1 2AB", "")


def test_a_communal_home_makes_no_household() -> None:
    home = home_of(held(address="22 Quarry Lane", postcode="XX1 2AB"), is_communal=True)
    assert home is not None
    assert home.household == ""


@pytest.mark.parametrize("address", ["NFA", "Unknown", ""])
def test_no_abode_is_no_home(address: str) -> None:
    assert home_of(held(address=address)) is None


def test_an_identifier_that_failed_its_check_verifies_nobody() -> None:
    from goldthread.core.people.keys import Held
    from goldthread.link.matching.mention import identifiers_of

    found = identifiers_of([Held("nhs_no", "999 000 001X", None), Held("social_care_id", "CS1", "CS1")])
    assert [(one.value, one.verified) for one in found] == [("999000001X", False), ("CS1", False)]
