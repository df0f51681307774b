"""Addresses as hands type them, each read by hand: what is flat, what is house, and what nobody could tell."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.core.records import addresses
from goldthread.core.records.addresses import DOUBTS, parse

# What was typed, and what it is: F flat, B building, N number, S street, L locality, P postcode, ? what is in doubt.
# Parts that are not named are empty. No postcode is in doubt everywhere, and is not written.
TABLE = """
FLAT 7, 22 Quarry Lane                              | F 7 | N 22 | S QUARRY LANE
Flat 7 22 Quarry Lane                               | F 7 | N 22 | S QUARRY LANE
flat 7,22 quarry lane                               | F 7 | N 22 | S QUARRY LANE
FLAT 07, 22 QUARRY LANE                             | F 7 | N 22 | S QUARRY LANE
Flat no. 7, 22 Quarry Lane                          | F 7 | N 22 | S QUARRY LANE
Flat7, 22 Quarry Lane                               | F 7 | N 22 | S QUARRY LANE
Flt 7, 22 Quarry Ln                                 | F 7 | N 22 | S QUARRY LANE
Apt 7, 22 Quarry Lane                               | F 7 | N 22 | S QUARRY LANE
Apartment 7, 22 Quarry Lane                         | F 7 | N 22 | S QUARRY LANE
22 Quarry Lane, Flat 7                              | F 7 | N 22 | S QUARRY LANE
22 Quarry Lane Flat 7                               | F 7 | N 22 | S QUARRY LANE
22 (Flat 7) Quarry Lane                             | F 7 | N 22 | S QUARRY LANE
22, Flat 7, Quarry Lane                             | F 7 | N 22 | S QUARRY LANE
Flat 7 - 22 Quarry Lane                             | F 7 | N 22 | S QUARRY LANE
Flat 7; 22 Quarry Lane; Oxlade                      | F 7 | N 22 | S QUARRY LANE | L OXLADE
7, 22 Quarry Lane                                   | F 7 | N 22 | S QUARRY LANE
7 22 Quarry Lane                                    | F 7 | N 22 | S QUARRY LANE
Flat A, 22 Quarry Lane                              | F A | N 22 | S QUARRY LANE
Flat 7B, 22 Quarry Lane                             | F 7B | N 22 | S QUARRY LANE
Flat 7 B, 22 Quarry Lane                            | F 7B | N 22 | S QUARRY LANE
Flat B12, 22 Quarry Lane                            | F B12 | N 22 | S QUARRY LANE
A/22 Quarry Lane                                    | F A | N 22 | S QUARRY LANE
22/A Quarry Lane                                    | F A | N 22 | S QUARRY LANE
7/22 Quarry Lane                                    | N 7/22 | S QUARRY LANE | ? which_is_the_flat
22/7 Quarry Lane                                    | N 22/7 | S QUARRY LANE | ? which_is_the_flat
2/1, 22 Quarry Street                               | F 2/1 | N 22 | S QUARRY STREET
2/1 22 Quarry Street                                | F 2/1 | N 22 | S QUARRY STREET
Flat 2/1, 22 Quarry St                              | F 2/1 | N 22 | S QUARRY STREET
Flat 0/2 22 Quarry St                               | F 0/2 | N 22 | S QUARRY STREET
Flat, 22 Quarry Lane                                | N 22 | S QUARRY LANE | ? flat_not_told
The Flat, 22 Quarry Lane                            | N 22 | S QUARRY LANE | ? flat_not_told
Basement flat, 22 Quarry Lane                       | F BASEMENT | N 22 | S QUARRY LANE
Basement, 22 Quarry Lane                            | F BASEMENT | N 22 | S QUARRY LANE
The Basement Flat 22 Quarry Lane                    | F BASEMENT | N 22 | S QUARRY LANE
Top flat, 22 Quarry Lane                            | F TOP FLAT | N 22 | S QUARRY LANE
Garden Flat 22 Quarry Lane                          | F GARDEN FLAT | N 22 | S QUARRY LANE
Ground floor flat, 22 Quarry Lane                   | F GROUND FLOOR | N 22 | S QUARRY LANE
GFF 22 Quarry Lane                                  | F GROUND FLOOR | N 22 | S QUARRY LANE
1st Floor Flat 22 Quarry Lane                       | F FIRST FLOOR | N 22 | S QUARRY LANE
First floor, 22 Quarry Lane                         | F FIRST FLOOR | N 22 | S QUARRY LANE
1st flr flat 2, 22 Quarry Lane                      | F FIRST FLOOR, 2 | N 22 | S QUARRY LANE
Flat above chip shop, 22 Quarry Lane                | F ABOVE | B CHIP SHOP | N 22 | S QUARRY LANE
The Annexe, 22 Quarry Lane                          | F ANNEXE | N 22 | S QUARRY LANE
Studio 4, 22 Quarry Lane                            | F STUDIO 4 | N 22 | S QUARRY LANE
Room 12, Rowan House                                | F ROOM 12 | B ROWAN HOUSE
Rm 12 Rowan Hse, 22 Quarry Ln                       | F ROOM 12 | B ROWAN HOUSE | N 22 | S QUARRY LANE
Room 4 at St Osyth Hostel, 3 Church Rd              | F ROOM 4 | B ST OSYTH HOSTEL | N 3 | S CHURCH ROAD
St Osyth Hostel, Room 4, 3 Church Rd                | F ROOM 4 | B ST OSYTH HOSTEL | N 3 | S CHURCH ROAD
Flat 2, Room 3, 22 Quarry Lane                      | F 2, ROOM 3 | N 22 | S QUARRY LANE
Unit 5, Rope Yard, Oxlade                           | F UNIT 5 | S ROPE YARD | L OXLADE
Caravan 6, Marsh Farm, Ferry Lane                   | F CARAVAN 6 | B MARSH FARM | S FERRY LANE
Flat 7 Coppice Court 22 Quarry Lane                 | F 7 | B COPPICE COURT | N 22 | S QUARRY LANE
Flat 7 Coppice Ct, 22 Quarry Ln, Oxlade             | F 7 | B COPPICE COURT | N 22 | S QUARRY LANE | L OXLADE
7 Coppice Court, 22 Quarry Lane                     | F 7 | B COPPICE COURT | N 22 | S QUARRY LANE | ? block_or_street
7 Coppice Court 22 Quarry Lane                      | F 7 | B COPPICE COURT | N 22 | S QUARRY LANE | ? block_or_street
Coppice Court, 22, Quarry Lane                      | B COPPICE COURT | N 22 | S QUARRY LANE
Coppice Court 22 Quarry Lane                        | B COPPICE COURT | N 22 | S QUARRY LANE
7 Coppice Court                                     | F 7 | B COPPICE COURT | ? block_or_street
7 Rowan House, Mill Ln                              | F 7 | B ROWAN HOUSE | S MILL LANE
7 Rowan House Mill Lane                             | F 7 | B ROWAN HOUSE | S MILL LANE
A12 Rowan House, Mill Lane                          | F A12 | B ROWAN HOUSE | S MILL LANE
Flat 7, 3 Coppice Court, 22 Quarry Lane             | F 7 | B 3 COPPICE COURT | N 22 | S QUARRY LANE
Flat 7, Block 3, Tallow House, Ferry Road           | F 7 | B BLOCK 3, TALLOW HOUSE | S FERRY ROAD
Cooper Tower 39 Quarry Road                         | B COOPER TOWER | N 39 | S QUARRY ROAD
Flat 1 Cooper Tower 39 Quarry Road                  | F 1 | B COOPER TOWER | N 39 | S QUARRY ROAD
Rose Cottage, Mill Lane, Oxlade                     | B ROSE COTTAGE | S MILL LANE | L OXLADE
The Willows, Mill Lane                              | B THE WILLOWS | S MILL LANE
The Willows                                         | B THE WILLOWS | ? name_or_place
1 The Cottages, Mill Lane                           | N 1 | S THE COTTAGES | L MILL LANE
Church Hill Primary School, Mill Lane               | B CHURCH HILL PRIMARY SCHOOL | S MILL LANE
Mulberry Lodge, 5 Chapel Row                        | B MULBERRY LODGE | N 5 | S CHAPEL ROW
7A High St                                          | N 7A | S HIGH STREET | ? flat_or_house
7 A High Street                                     | N 7A | S HIGH STREET | ? flat_or_house
12-14 High Street                                   | N 12-14 | S HIGH STREET | ? range
12 - 14 High Street                                 | N 12-14 | S HIGH STREET | ? range
12–14 High Street                                   | N 12-14 | S HIGH STREET | ? range
7 High St Oxlade                                    | N 7 | S HIGH STREET | L OXLADE
22 Quarry Lane Oxlade                               | N 22 | S QUARRY LANE | L OXLADE
22, Quarry Lane                                     | N 22 | S QUARRY LANE
Quarry Lane 22                                      | N 22 | S QUARRY LANE
No. 22 Quarry Lane                                  | N 22 | S QUARRY LANE
Number 22, Quarry Lane                              | N 22 | S QUARRY LANE
Quarry Lane Oxlade                                  | S QUARRY LANE | L OXLADE
22 Broadway                                         | N 22 | S BROADWAY
22 The Broadway                                     | N 22 | S THE BROADWAY
22 St. John's Rd                                    | N 22 | S ST JOHNS ROAD
22 Saint John’s Road                                | N 22 | S ST JOHNS ROAD
22 St Johns St                                      | N 22 | S ST JOHNS STREET
22 Park Rd North                                    | N 22 | S PARK ROAD NORTH
22 Old Park Lane                                    | N 22 | S OLD PARK LANE
22 2nd Ave                                          | N 22 | S 2ND AVENUE
22 Forest Hill                                      | N 22 | S FOREST HILL
22 Forest Hill Station Road                         | N 22 | S FOREST HILL STATION ROAD
3 Rue de l'Église                                   | N 3 | S RUE DE LEGLISE
22 QUARRY LANE                                      | N 22 | S QUARRY LANE
22 quarry   lane                                    | N 22 | S QUARRY LANE
22 Quarry Lane.                                     | N 22 | S QUARRY LANE
c/o Mrs Smith, 22 Quarry Lane                       | N 22 | S QUARRY LANE
C / O Smith 22 Quarry Lane                          | N 22 | S QUARRY LANE
Care of Smith, Flat 7, 22 Quarry Lane               | F 7 | N 22 | S QUARRY LANE
22 Quarry Lane c/o Smith                            | N 22 | S QUARRY LANE
22                                                  | N 22
"""
NAMES = {"F": "flat", "B": "building", "N": "number", "S": "street", "L": "locality", "P": "postcode", "?": "doubts"}


def rows() -> list[tuple[str, dict[str, str]]]:
    found = []
    for line in TABLE.strip().splitlines():
        text, *cells = (cell.strip() for cell in line.split("|"))
        told = dict.fromkeys(NAMES.values(), "") | {NAMES[cell[0]]: cell[2:].strip() for cell in cells}
        found.append((text, told))
    return found


def as_told(text: str, postcode: str = "") -> dict[str, str]:
    read = parse(text, postcode)
    told = {name: getattr(read, name) for name in NAMES.values() if name != "doubts"}
    return told | {"doubts": ", ".join(sorted(read.doubts - {"no_postcode"}))}


@pytest.mark.parametrize(("text", "told"), rows(), ids=[text for text, _ in rows()])
def test_an_address_is_read(text: str, told: dict[str, str]) -> None:
    assert as_told(text) == told
    assert "no_postcode" in parse(text).doubts


@pytest.mark.parametrize(("text", "told"), rows(), ids=[text for text, _ in rows()])
def test_a_postcode_changes_nothing_else_wherever_it_stands(text: str, told: dict[str, str]) -> None:
    told = told | {"postcode": "XX1 2AB"}
    assert as_told(text, "xx12ab") == told
    assert as_told(f"{text} XX1 2AB") == told
    assert as_told(f"{text}, xx1 2ab.") == told


def test_the_table_has_at_least_eighty_addresses() -> None:
    assert len(rows()) >= 80
    assert {doubt for _, told in rows() for doubt in told["doubts"].split(", ") if doubt} <= set(DOUBTS)


class TestPostcodes:
    @pytest.mark.parametrize(
        ("text", "canonical"),
        [
            ("XX1 2AB", "XX1 2AB"),
            ("xx12ab", "XX1 2AB"),
            (" x1  2ab ", "X1 2AB"),
            ("X1A 2AB", "X1A 2AB"),
            ("XX1A 2AB", "XX1A 2AB"),
            ("XX11 2AB", "XX11 2AB"),
            ("GIR 0AA", "GIR 0AA"),
        ],
    )
    def test_every_form_is_read(self, text: str, canonical: str) -> None:
        assert addresses.postcode(text) == canonical

    @pytest.mark.parametrize(
        "text", ["", "XX1", "XX1 2A", "XX1 OAB", "XX1 2AC", "XX1 2CB", "XXX1 2AB", "1XX 2AB", "XX1 2ABD"]
    )
    def test_what_is_no_postcode_is_none(self, text: str) -> None:
        """The last two letters are never C, I, K, M, O or V: a hand might write them like others."""
        assert addresses.postcode(text) is None

    def test_a_wrong_one_is_kept_and_told_of(self) -> None:
        read = parse("22 Quarry Lane", "XX1 OAB")
        assert (read.postcode, read.wrong_postcode, read.doubts) == ("", "XX1 OAB", {"wrong_postcode"})

    def test_a_wrong_one_inside_the_text_is_no_part_of_the_street(self) -> None:
        read = parse("22 Broadway xx1 oab")
        assert (read.street, read.wrong_postcode, read.doubts) == ("BROADWAY", "XX1 OAB", {"wrong_postcode"})

    def test_where_two_are_told_the_field_is_taken_and_the_difference_noted(self) -> None:
        read = parse("22 Quarry Lane XX1 2AB", "XX9 2AB")
        assert (read.postcode, read.doubts) == ("XX9 2AB", {"postcodes_differ"})

    def test_one_in_the_text_stands_in_for_a_wrong_one_beside_it(self) -> None:
        read = parse("22 Quarry Lane XX1 2AB", "XX9")
        assert (read.postcode, read.wrong_postcode) == ("XX1 2AB", "XX9")

    def test_a_postcode_alone_is_an_address_without_a_door(self) -> None:
        read = parse("XX1 2AB")
        assert (read.kind, read.canonical(), read.names_a_building) == ("address", "XX1 2AB", False)


class TestWhatIsNoDoor:
    @pytest.mark.parametrize(
        "text", ["NFA", "N.F.A.", "nfa", "No fixed abode", "of no fixed abode", "No Fixed Address", "Homeless"]
    )
    def test_no_fixed_abode(self, text: str) -> None:
        assert (parse(text).kind, parse(text).canonical()) == ("no_fixed_abode", "NO FIXED ABODE")

    def test_no_fixed_abode_keeps_where_somebody_may_be_found(self) -> None:
        read = parse("NFA - c/o Smith, 22 Quarry Lane, XX1 2AB")
        assert (read.kind, read.care_of, read.number, read.street) == ("no_fixed_abode", "SMITH", "22", "QUARRY LANE")

    def test_a_hostel_for_the_homeless_is_an_address(self) -> None:
        assert parse("Homeless hostel, 3 Mill Lane").kind == "address"

    @pytest.mark.parametrize("text", ["PO Box 12, XX1 2AB", "P.O. Box 12 XX1 2AB", "p o box 12, xx1 2ab"])
    def test_a_post_office_box(self, text: str) -> None:
        read = parse(text)
        assert (read.kind, read.po_box, read.canonical()) == ("po_box", "12", "PO BOX 12, XX1 2AB")

    @pytest.mark.parametrize("text", ["", "  ", "unknown", "N/K", "Not known", "refused", "?", "-"])
    def test_no_address_at_all(self, text: str) -> None:
        assert (parse(text).kind, parse(text).canonical()) == ("unknown", "")

    def test_in_whose_care_somebody_lives_is_kept_and_is_no_part_of_the_place(self) -> None:
        read = parse("c/o Mrs Smith, 22 Quarry Lane")
        assert (read.care_of, read.canonical()) == ("MRS SMITH", "22 QUARRY LANE")


def test_every_doubt_has_words() -> None:
    assert parse("7A High St").doubt_words() == (DOUBTS["flat_or_house"], DOUBTS["no_postcode"])


WORDS = """
    flat 7 22 7A A B 12-14 7/22 2/1 0/1 A/3 room 12 unit apt floor first 1st 2nd flr the basement top garden studio
    coppice court rowan house hse block tower quarry lane ln rd road st saint street johns high park hill green north
    church school c/o smith care of nfa no fixed abode po box xx1 2ab xx12ab xx1 oab e1 at in - / , , , number broadway
    view terrace oxlade & ß é ŉ ( ) 007 99999 annexe gff above homeless unknown
"""
TYPED = st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join) | st.text(max_size=40)


class TestWhateverIsTyped:
    @settings(max_examples=600, deadline=None)
    @given(TYPED, TYPED)
    def test_nothing_raises_and_what_was_typed_is_kept(self, text: str, postcode: str) -> None:
        assert parse(text, postcode).text == text

    @settings(max_examples=1500, deadline=None)
    @given(TYPED)
    def test_the_comparable_form_stays_as_it_is_when_read_again(self, text: str) -> None:
        once = parse(text).canonical()
        assert parse(once).canonical() == once

    @settings(max_examples=600, deadline=None)
    @given(TYPED)
    def test_capitals_and_spaces_do_not_matter(self, text: str) -> None:
        spaced = text.replace(" ", "  ")
        assert parse(spaced).canonical() == parse(text).canonical()
        if text.isascii():
            assert parse(text.upper()).canonical() == parse(text.lower()).canonical()

    @settings(max_examples=400, deadline=None)
    @given(
        st.sampled_from(
            ["Flat {}, {}", "flat {} {}", "{1}, Flat {0}", "FLT {}, {}", "Flat no {}, {}", "Apartment {}; {}"]
        ),
        st.from_regex(r"[1-9][0-9]{0,2}[A-H]?", fullmatch=True),
        st.sampled_from(
            ["22 Quarry Lane", "Coppice Court", "Rowan Hse, 3 Mill Ln", "The Willows, High St, Oxlade", "Oxlade"]
        ),
    )
    def test_a_flat_is_never_lost(self, form: str, flat: str, rest: str) -> None:
        read = parse(form.format(flat, rest))
        assert read.flat == flat
        assert f"FLAT {flat}," in read.canonical()
