"""Telephone numbers: one number typed two ways is one number."""

import pytest

from goldthread.core.records.telephones import InvalidTelephone, telephone


@pytest.mark.parametrize(
    "typed",
    [
        "07700 900123",
        "07700-900-123",
        "(07700) 900123",
        "+44 7700 900123",
        "+44 (0)7700 900123",
        "0044 7700 900123",
        "447700900123",
        "07700 900123 ext 12",
    ],
)
def test_a_mobile_number_typed_any_way_is_the_same(typed: str) -> None:
    assert telephone(typed) == "+447700900123"


def test_a_landline_and_a_number_abroad_are_read() -> None:
    assert telephone("020 7946 0123") == "+442079460123"
    assert telephone("+48 22 123 45 67") == "+48221234567"


def test_an_invented_number_may_have_extra_digits_after_a_drama_prefix() -> None:
    assert telephone("07700 9001230001") == "+4477009001230001"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "999",
        "101",
        "900123",
        "07700 90012",
        "07700 90012x",
        "ask mother",
        "0",
        "07911 1234567",
        "+0123456789",
        "٠٧٧٠٠٩٠٠١٢٣",
    ],
)
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    with pytest.raises(InvalidTelephone):
        telephone(typed)
