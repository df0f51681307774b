"""What is wrong with an identifier, said in one plain sentence to whoever corrects the row."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.core import clocks
from goldthread.core.records.explaining import SCHEMES, explain


@pytest.mark.parametrize(
    ("scheme", "text", "words"),
    [
        (
            "pnc",
            "1979/0163001A",
            '"1979/0163001A" is not a valid PNC id: the check character should be B, not A; or one of its other '
            "characters is wrong.",
        ),
        ("pnc", "79/163001b", '"79/163001b" is a valid PNC id, read as 1979/0163001B.'),
        ("pnc", "1979/0163001B", '"1979/0163001B" is a valid PNC id.'),
        ("pnc", "2018/1Z", '"2018/1Z" is not a valid PNC id: the year 2018 cannot be. One looks like 1979/0163001B.'),
        (
            "cro",
            "085227/65G",
            '"085227/65G" is not a valid CRO number: the check character should be L, not G; or one of its other '
            "characters is wrong.",
        ),
        (
            "cro",
            "65656/91O",
            '"65656/91O" is not a valid CRO number: the check character should be H, not O; or one of its other '
            "characters is wrong. O is never a check letter.",
        ),
        (
            "asn",
            "11/01ZD/01/448754K",
            '"11/01ZD/01/448754K" is a valid arrest/summons number, read as 1101ZD0100000448754K.',
        ),
        (
            "urn",
            "01ZD0300821",
            '"01ZD0300821" is a valid case URN. It has no check character, so a slip in it would not show.',
        ),
        (
            "urn",
            "00NP0000008",
            '"00NP0000008" is a valid case URN. It is of a range that stands in for a reference: '
            "it joins no two cases.",
        ),
        ("nhs", "943 476 5919", '"943 476 5919" is a valid NHS number, read as 9434765919.'),
        (
            "nhs",
            "999 123 4578",
            '"999 123 4578" is a valid NHS number, read as 9991234578. Numbers from 999 are never issued: it is an '
            "invented person's.",
        ),
        (
            "nhs",
            "94347659I9",
            '"94347659I9" is not a valid NHS number: it is not ten digits. It holds the letter I; perhaps the digit 1 '
            "was meant. One looks like 999 123 4578.",
        ),
        (
            "nhs",
            "9990000000",
            '"9990000000" is not a valid NHS number: no check digit exists for these nine digits. One looks like '
            "999 123 4578.",
        ),
        (
            "upn",
            "A000999926001",
            '"A000999926001" is not a valid UPN: the check character should be D, not A; or one of its other '
            "characters is wrong.",
        ),
        (
            "upn",
            "D000999926001",
            '"D000999926001" is a valid UPN. No authority has the code 000: it is an invented pupil\'s.',
        ),
        (
            "uprn",
            "10023456",
            '"10023456" is a valid UPRN, read as 000010023456. It has no check digit, so a slip in it would not show.',
        ),
        ("nhs", "  ", "No NHS number is given."),
    ],
)
def test_an_identifier_is_explained(scheme: str, text: str, words: str) -> None:
    assert explain(scheme, text, this_year=2017) == words


def test_a_temporary_upn_is_said_to_be_one() -> None:
    assert "a temporary number" in explain("upn", "P00000000000B")


def test_the_year_of_now_settles_a_century_where_none_is_told() -> None:
    with clocks.held_at(datetime(2018, 6, 1, tzinfo=UTC)):
        assert "read as 2018/0000001Z" in explain("pnc", "18/1Z")
    with clocks.held_at(datetime(2017, 6, 1, tzinfo=UTC)):
        assert "read as 1918/0000001Z" in explain("pnc", "18/1Z")


@given(st.sampled_from(sorted(SCHEMES)), st.text(max_size=60))
def test_anything_typed_is_explained_in_a_sentence(scheme: str, text: str) -> None:
    words = explain(scheme, text, this_year=2017)
    assert SCHEMES[scheme].name in words
    assert words.endswith(".")
