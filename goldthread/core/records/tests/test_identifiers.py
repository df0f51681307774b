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
        [
            "1101ZD0100000448754K",
            "2202XC0200000000021R",
            "2005FF0500000000555P",
            "22FD112200001234560X",
            "9700000000000123456K",
        ],
    )
    def test_arrest_summons_numbers(self, number: str) -> None:
        assert identifiers.asn(number) == number

    @pytest.mark.parametrize(
        "number",
        [
            "A950000178301",
            "H243278544154",
            "B801200005001",
            "P207000016049",
            "D000999926001",
            "T000999926002",
            "G000999926003",
        ],
    )
    def test_upns(self, number: str) -> None:
        assert identifiers.upn(number) == number

    @pytest.mark.parametrize("number", ["9434765919", "9990000018", "9990000026", "9991234578", "9995551233"])
    def test_nhs_numbers(self, number: str) -> None:
        assert identifiers.nhs(f"{number[:3]} {number[3:6]} {number[6:]}") == number

    def test_a_printed_upn_of_a_sum_added_up_wrongly_is_refused(self) -> None:
        """A public help page gives its sum as 267 (letter Q); it is 2x2 + 7x4 + 1x9 + 6x10 + 4x12 + 9x13 = 266."""
        with pytest.raises(InvalidIdentifier, match="should be P"):
            identifiers.upn("Q207000016049")

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

    @pytest.mark.parametrize(
        ("divided", "whole"),
        [
            ("11/01ZD/01/448754K", "1101ZD0100000448754K"),
            ("22/02XC/02/21R", "2202XC0200000000021R"),
            (" 11 / 01zd / 01 / 448754k ", "1101ZD0100000448754K"),
            ("97/0000/00/00000123456K", "9700000000000123456K"),
        ],
    )
    def test_an_arrest_summons_number_with_slashes_is_written_out(self, divided: str, whole: str) -> None:
        assert identifiers.asn(divided) == whole

    def test_a_top_level_forces_character_stands_third_and_does_not_count(self) -> None:
        assert identifiers.asn("11A01ZD0100000448754K") == "11A01ZD0100000448754K"
        assert identifiers.asn("11/A01ZD/01/448754K") == "11A01ZD0100000448754K"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "1101ZD0100000448754",
            "1101ZD010000044875K",
            "x1101ZD0100000448754K",
            "1101ZD0100000448754KK",
            "11/01ZD/01/000000448754K",
            "11-01ZD-01-448754K",
            "١١01ZD0100000448754K",
        ],
    )
    def test_what_is_not_an_arrest_summons_number_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidIdentifier):
            identifiers.asn(text)

    @pytest.mark.parametrize(
        ("text", "canonical"),
        [("01ZD0300821", "01ZD0300821"), ("01 zd 03008 21", "01ZD0300821"), ("01/ZD/03008/21", "01ZD0300821")],
    )
    def test_a_case_reference_is_held_to_its_form_only(self, text: str, canonical: str) -> None:
        assert identifiers.urn(text) == canonical

    @pytest.mark.parametrize("text", ["", "01ZD", "01ZD03008210", "01Z-0300821A", "01ZD03O0821"])
    def test_what_is_not_a_case_reference_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidIdentifier):
            identifiers.urn(text)

    def test_a_case_reference_that_stands_in_for_a_real_one_is_recognised(self) -> None:
        dummies = ["00NP0000008", "00PP0000008", "0100000008"]
        assert [identifiers.is_dummy_urn(identifiers.urn(text)) for text in dummies] == [True, True, True]
        assert not identifiers.is_dummy_urn(identifiers.urn("01ZD0300821"))

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
    @given(st.text(DIGITS, min_size=17, max_size=17))
    def test_of_an_arrest_summons_number_whose_codes_are_digits(self, body: str) -> None:
        """The body is force, system, year and serial, in that order."""

        def number(of: str) -> str:
            return f"{of[4:6]}{of[:2]}ZD{of[2:4]}{of[6:]}"

        check = identifiers.asn_check(body[4:6], body[:2], body[2:4], body[6:])
        identifiers.asn(number(body) + check)
        for slip in slips(body):
            with pytest.raises(InvalidIdentifier):
                identifiers.asn(number(slip) + check)

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


class TestWhatACheckCharacterDoesNotProtect:
    """So that nobody takes a number that passes for a number that is right."""

    def test_the_century_of_a_pnc_id(self) -> None:
        assert pnc("1902/0073319Z") == "1902/0073319Z"
        assert pnc("2002/0073319Z") == "2002/0073319Z"

    @given(st.from_regex(r"[A-Z0-9]{2}", fullmatch=True))
    def test_the_unit_code_of_an_arrest_summons_number(self, unit: str) -> None:
        assert identifiers.asn(f"1101{unit}0100000448754K") == f"1101{unit}0100000448754K"

    @given(st.from_regex(r"[A-Z]{2}|[A-Z][0-9]|[0-9][A-Z]", fullmatch=True))
    def test_letters_in_a_force_or_system_code_of_an_arrest_summons_number(self, code: str) -> None:
        assert identifiers.asn(f"22{code}112200001234560X") == f"22{code}112200001234560X"
        serial = "00001234560"
        check = identifiers.asn_check("22", "01", "ZZ", serial)
        assert identifiers.asn(f"220111{code}{serial}{check}") == f"220111{code}{serial}{check}"

    def test_a_case_reference_at_all(self) -> None:
        assert identifiers.urn("01ZD0300821") != identifiers.urn("01ZD0300812")
