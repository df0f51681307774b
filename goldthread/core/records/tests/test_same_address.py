"""One building, one dwelling, or not known: a block of flats is not a household."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.core.records.addresses import parse
from goldthread.core.records.same_address import same_building, same_dwelling

YES, NO, UNKNOWN = True, False, None

# One, the other, whether one building, whether one dwelling.
PAIRS = [
    ("22 Quarry Lane, XX1 2AB", "22 QUARRY LN XX12AB", YES, YES),
    ("Flat 7, 22 Quarry Lane, XX1 2AB", "Apt 7 22 Quarry Ln, XX1 2AB", YES, YES),
    ("Flat 7, 22 Quarry Lane, XX1 2AB", "Flat 9, 22 Quarry Lane, XX1 2AB", YES, NO),
    ("Flat 7, 22 Quarry Lane, XX1 2AB", "22 Quarry Lane, XX1 2AB", YES, UNKNOWN),
    ("Flat, 22 Quarry Lane, XX1 2AB", "22 Quarry Lane, XX1 2AB", YES, UNKNOWN),
    ("Coppice Court, 22 Quarry Lane, XX1 2AB", "Coppice Court, 22 Quarry Lane, XX1 2AB", YES, UNKNOWN),
    ("Flat 7 Coppice Court, XX1 2AB", "Flat 7, Coppice Ct, 22 Quarry Lane XX1 2AB", YES, YES),
    ("7 Coppice Court, XX1 2AB", "Flat 7 Coppice Court, XX1 2AB", YES, YES),
    ("Room 3, Rowan House, XX1 2AB", "Flat 7, Rowan House, XX1 2AB", YES, UNKNOWN),
    ("Studio 7, Rowan House, XX1 2AB", "Flat 7, Rowan House, XX1 2AB", YES, UNKNOWN),
    ("Flat A, 7 High Street, XX1 2AB", "Flat B, 7 High Street, XX1 2AB", YES, NO),
    ("Basement flat, 7 High Street, XX1 2AB", "Garden flat, 7 High Street, XX1 2AB", YES, UNKNOWN),
    # A letter after the number: a flat of it, or the house next door.
    ("7A High Street, XX1 2AB", "7 High Street, XX1 2AB", UNKNOWN, UNKNOWN),
    ("7A High Street, XX1 2AB", "7B High Street, XX1 2AB", UNKNOWN, UNKNOWN),
    ("7A High Street, XX1 2AB", "7a High St, XX1 2AB", YES, YES),
    ("7A High Street, XX1 2AB", "9B High Street, XX1 2AB", NO, NO),
    # Ranges and pairs.
    ("12-14 High Street, XX1 2AB", "14 High Street, XX1 2AB", UNKNOWN, UNKNOWN),
    ("12-14 High Street, XX1 2AB", "16 High Street, XX1 2AB", NO, NO),
    ("7/22 Quarry Lane, XX1 2AB", "Flat 7, 22 Quarry Lane, XX1 2AB", UNKNOWN, UNKNOWN),
    ("7/22 Quarry Lane, XX1 2AB", "9 Quarry Lane, XX1 2AB", NO, NO),
    # Postcodes: one missing is not known, two that differ on one street and number may be a slip.
    ("22 Quarry Lane", "22 Quarry Lane, XX1 2AB", UNKNOWN, UNKNOWN),
    ("22 Quarry Lane", "22 Quarry Lane", UNKNOWN, UNKNOWN),
    ("22 Quarry Lane, Oxlade", "22 Quarry Ln, Oxlade", YES, YES),
    ("22 Quarry Lane, XX1 2AB", "22 Quarry Lane, XX1 2AD", UNKNOWN, UNKNOWN),
    ("22 Quarry Lane, XX1 2AB", "24 Quarry Lane, XX1 2AB", NO, NO),
    ("22 Quarry Lane, XX1 2AB", "22 Quary Lane, XX1 2AB", UNKNOWN, UNKNOWN),
    ("22 Quarry Lane, XX1 2AB", "22 Mill Road, XX9 2AB", NO, NO),
    ("Flat 7, 22 Quarry Lane", "Flat 9, 22 Quarry Lane", UNKNOWN, NO),
    # Names of houses repeat from town to town.
    ("Rose Cottage, Mill Lane, XX1 2AB", "Rose Cottage, XX1 2AB", YES, UNKNOWN),
    ("Rose Cottage, XX1 2AB", "Rose Cottage, XX9 2AB", NO, NO),
    ("Rose Cottage", "Rose Cottage, XX9 2AB", UNKNOWN, UNKNOWN),
    ("Coppice Court, XX1 2AB", "Coppise Court, XX1 2AB", UNKNOWN, UNKNOWN),
    ("Coppice Court, XX1 2AB", "22 Quarry Lane, XX1 2AB", UNKNOWN, UNKNOWN),
    # What names no door.
    ("NFA", "NFA", UNKNOWN, UNKNOWN),
    ("PO Box 12, XX1 2AB", "PO Box 12, XX1 2AB", UNKNOWN, UNKNOWN),
    ("XX1 2AB", "XX1 2AB", UNKNOWN, UNKNOWN),
    ("", "22 Quarry Lane, XX1 2AB", UNKNOWN, UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "building", "dwelling"), PAIRS)
def test_two_addresses_are_compared(one: str, other: str, building: bool | None, dwelling: bool | None) -> None:
    first, second = parse(one), parse(other)
    assert (same_building(first, second), same_dwelling(first, second)) == (building, dwelling)
    assert (same_building(second, first), same_dwelling(second, first)) == (building, dwelling)


PIECES = ["Flat 7", "Flat 9", "Room 3", "Coppice Court", "22", "22A", "7/22", "Quarry Lane", "Mill Road", "Oxlade"]
TYPED = st.lists(st.sampled_from([*PIECES, "XX1 2AB", "XX9 2AB"]), max_size=6).map(" ".join)


@given(TYPED, TYPED)
def test_either_way_round_the_answer_is_the_same(one: str, other: str) -> None:
    first, second = parse(one), parse(other)
    assert same_building(first, second) is same_building(second, first)
    assert same_dwelling(first, second) is same_dwelling(second, first)


@given(TYPED, TYPED)
def test_one_dwelling_is_in_one_building(one: str, other: str) -> None:
    first, second = parse(one), parse(other)
    if same_dwelling(first, second):
        assert same_building(first, second)
    if same_building(first, second) is False:
        assert same_dwelling(first, second) is False


@given(TYPED, TYPED)
def test_a_flat_told_on_one_side_alone_is_never_one_dwelling(one: str, other: str) -> None:
    first, second = parse(one), parse(other)
    if bool(first.flat) != bool(second.flat):
        assert same_dwelling(first, second) is not True
