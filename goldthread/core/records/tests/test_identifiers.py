"""Identifiers against published vectors, and against every slip of one digit or two neighbours."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.core.records import identifiers
from goldthread.core.records.identifiers import InvalidIdentifier


def pnc(text: str) -> str:
    return identifiers.pnc(text, this_year=2017)


class TestPublishedVectors:
    """From the Ministry of Justice's person record, the Government Data Standards Catalogue and the NHS."""

    @pytest.mark.parametrize(
        "number",
        [
            "1979/0163001B",
            "2002/0073319Z",
            "1981/0000034U",
            "2000/0000223R",
            "2003/0000003Y",
            "1967/9893091D",
        ],
    )
    def test_pnc_ids(self, number: str) -> None:
        assert pnc(number) == number

    @pytest.mark.parametrize(
        ("short", "long"),
        [("79/163001B", "1979/0163001B"), ("033Y", "2003/0000003Y"), (" 79 / 163001b ", "1979/0163001B")],
    )
    def test_short_pnc_ids_are_written_out(self, short: str, long: str) -> None:
        assert pnc(short) == long

    @pytest.mark.parametrize("number", ["065656/91H", "265416/21G", "SF05/482703J", "SF83/50058Z"])
    def test_cro_numbers(self, number: str) -> None:
        assert identifiers.cro(number) == number

    def test_a_published_cro_number_with_the_wrong_check_is_refused_and_the_right_one_named(self) -> None:
        with pytest.raises(InvalidIdentifier, match="should be L"):
            identifiers.cro("085227/65G")

    @pytest.mark.parametrize(
        "number",
        ["A950000178301", "H243278544154", "B801200005001", "P207000016049", "D000999926001", "T000999926002"],
    )
    def test_upns(self, number: str) -> None:
        assert identifiers.upn(number) == number

    @pytest.mark.parametrize("number", ["9434765919", "9990000018", "9990000026", "9991234578", "9995551233"])
    def test_nhs_numbers(self, number: str) -> None:
        assert identifiers.nhs(f"{number[:3]} {number[3:6]} {number[6:]}") == number

    def test_nine_digits_without_a_check_digit_are_refused(self) -> None:
        """999000000 sums to 243, whose check is 10: such a number is not issued."""
        with pytest.raises(InvalidIdentifier, match="no check digit"):
            identifiers.nhs("9990000000")

    def test_a_check_of_eleven_is_written_nought(self) -> None:
        """4 times 10 and 2 times 2 make 44, which 11 divides: the check of 11 is written 0."""
        assert identifiers.nhs("4000000020") == "4000000020"


class TestForm:
    @pytest.mark.parametrize(
        "text",
        ["", "x1979/0163001B", "1979/0163001B9", "1979/01630010B", "1979-0163001B", "٢٠٠٣/0000003Y", "2003/Y"],
    )
    def test_what_is_not_a_pnc_id_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidIdentifier):
            pnc(text)

    def test_two_digit_years_up_to_this_year_are_of_this_century(self) -> None:
        """170000001 leaves 9 over 23, letter J; 180000001 is 23 times 7826087, letter Z."""
        assert pnc("17/1J") == "2017/0000001J"
        assert pnc("18/1Z") == "1918/0000001Z"

    def test_a_pnc_id_of_a_year_to_come_is_refused(self) -> None:
        with pytest.raises(InvalidIdentifier, match="2018"):
            pnc("2018/1Z")

    def test_a_file_only_cro_number_keeps_its_serial_as_written(self) -> None:
        assert identifiers.cro("sf 83/50058z") == "SF83/50058Z"

    @pytest.mark.parametrize("text", ["", "SF05/4827031J", "1234567/91H", "065656/1991H", "065656/91"])
    def test_what_is_not_a_cro_number_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidIdentifier):
            identifiers.cro(text)

    def test_a_temporary_upn_ends_in_a_letter_that_counts(self) -> None:
        """Eleven noughts then B, index 1, times 13: the letter of remainder 13 is P."""
        assert identifiers.upn("P00000000000B") == "P00000000000B"
        with pytest.raises(InvalidIdentifier):
            identifiers.upn("P00000000000C")

    @pytest.mark.parametrize("text", ["", "A95000017830", "A9500001783012", "A95000017830I", "1950000178301"])
    def test_what_is_not_a_upn_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidIdentifier):
            identifiers.upn(text)

    def test_a_uprn_is_twelve_digits_and_never_a_fraction(self) -> None:
        assert identifiers.uprn("10023456") == "000010023456"
        for text in ("", "0", "1234567890123", "100.0", "1e5", "-5"):
            with pytest.raises(InvalidIdentifier):
                identifiers.uprn(text)

    def test_a_refusal_keeps_the_text(self) -> None:
        with pytest.raises(InvalidIdentifier) as refused:
            identifiers.nhs("943 476 5918")
        assert (refused.value.scheme, refused.value.text) == ("NHS", "943 476 5918")


def slips(body: str) -> list[str]:
    """Every change of one digit and every swap of unequal neighbours."""
    changed = [body[:i] + digit + body[i + 1 :] for i in range(len(body)) for digit in "0123456789" if digit != body[i]]
    swapped = [body[:i] + body[i + 1] + body[i] + body[i + 2 :] for i in range(len(body) - 1) if body[i] != body[i + 1]]
    return changed + swapped


DIGITS = st.characters(min_codepoint=48, max_codepoint=57)


class TestEverySlipIsCaught:
    """Of the checked body: the century of a PNC id is not part of it."""

    @settings(deadline=None)
    @given(st.integers(0, 99), st.integers(0, 9_999_999))
    def test_of_a_pnc_id(self, year: int, serial: int) -> None:
        check = identifiers.pnc_check(year, serial)
        pnc(f"19{year:02d}/{serial:07d}{check}")
        for slip in slips(f"{year:02d}{serial:07d}"):
            with pytest.raises(InvalidIdentifier):
                pnc(f"19{slip[:2]}/{slip[2:]}{check}")

    @settings(deadline=None)
    @given(st.text(DIGITS, min_size=8, max_size=8))
    def test_of_a_cro_number(self, body: str) -> None:
        check = identifiers.cro_check(body[:2], body[2:])
        identifiers.cro(f"{body[2:]}/{body[:2]}{check}")
        for slip in slips(body):
            with pytest.raises(InvalidIdentifier):
                identifiers.cro(f"{slip[2:]}/{slip[:2]}{check}")

    @settings(deadline=None)
    @given(st.text(DIGITS, min_size=3, max_size=8))
    def test_of_a_file_only_cro_number(self, body: str) -> None:
        check = identifiers.cro_check(body[:2], body[2:])
        identifiers.cro(f"SF{body[:2]}/{body[2:]}{check}")
        for slip in slips(body):
            with pytest.raises(InvalidIdentifier):
                identifiers.cro(f"SF{slip[:2]}/{slip[2:]}{check}")

    @settings(deadline=None)
    @given(st.text(DIGITS, min_size=12, max_size=12))
    def test_of_a_upn(self, body: str) -> None:
        check = identifiers.upn_check(body)
        identifiers.upn(check + body)
        for slip in slips(body):
            with pytest.raises(InvalidIdentifier):
                identifiers.upn(check + slip)

    @settings(deadline=None)
    @given(st.text(DIGITS, min_size=9, max_size=9).filter(identifiers.nhs_check))
    def test_of_an_nhs_number_its_check_digit_included(self, nine: str) -> None:
        number = nine + str(identifiers.nhs_check(nine))
        identifiers.nhs(number)
        for slip in slips(number):
            with pytest.raises(InvalidIdentifier):
                identifiers.nhs(slip)
