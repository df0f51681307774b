"""Mentions of one person share a key, whatever one record got wrong; a key is of a fixed length and order."""

import pytest

from goldthread.link.matching.blocking import LONGEST_KEY, blocks, keys
from goldthread.link.matching.tests.making import mention

WHOLE = {
    "forename": "Katherine", "surname": "Kowalska", "birth_date": "2011-05-11", "home": "22 Quarry Lane, XX1 2AB",
    "phone": "+447700900123",
}  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        {"forename": "Katharine", "surname": "Kowalski"},
        {"forename": "Kowalska", "surname": "Katherine"},
        {"forename": "Kate", "birth_date": "2011-05-11"},
        {"forename": "Kate", "home": "22 Quarry Lane, XX1 2AB"},
        {"forename": "Kate", "home": "22 Quarry Lane"},
        {"surname": "Kowalski", "birth_date": "2011-11-05"},
        {"forename": "Katherine", "surname": "Smith", "birth_date": "2011-01-01", "phone": "+447700900123"},
        {"birth_date": "2011-05-11", "home": "9 Mill Road, XX1 2AB"},
        {"forename": "", "surname": "Katherine Kowalska"},
    ],
)
def test_records_of_one_person_share_a_key(other: dict[str, str]) -> None:
    assert keys(mention("a", **WHOLE)) & keys(mention("b", **other))


def test_a_common_pair_of_names_alone_is_no_key() -> None:
    one, other = mention("a", forename="Mohammed", surname="Khan"), mention("b", forename="Mohammed", surname="Khan")
    assert not keys(one) & keys(other)


def test_an_unborn_child_is_not_found_by_its_names() -> None:
    assert not keys(mention("a", forename="Unborn", surname="Kowalska")) & keys(mention("b", **WHOLE))


def test_an_unborn_child_is_found_born_at_its_home_within_its_time() -> None:
    home = "9 Mill Road, XX9 2CD"
    unborn = mention("a", forename="Unborn", surname="Okafor", expected_birth_date="2020-09-01", home=home)
    born = mention("b", forename="Ada", birth_date="2020-08-20", home=home, on="2020-12-01")
    assert keys(unborn) & keys(born)


def test_no_key_is_longer_than_its_column() -> None:
    long = mention("a", forename="Wolf" * 90, surname="Featherstone" * 30, phone="1" * 300, social_care_id="9" * 400)
    assert max(map(len, keys(long))) <= LONGEST_KEY


def test_a_block_over_the_cap_is_dropped_and_its_pairs_are_counted() -> None:
    made = blocks([{"common", "rare"}, {"common", "rare"}, {"common"}, {"common"}], cap=3)
    assert (made.pairs(), made.over_cap, made.dropped) == ({(0, 1)}, 1, 6)
