"""What officers type is read as they mean it."""

from datetime import date

import pytest

from goldthread.core.refusals import NotValid
from goldthread.link.picture.asked import read_asked


def asked(text, boroughs=("Merrowfield", "Stanehithe")):
    return read_asked(text, boroughs)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jes Cant", ["JES", "CANT"]),
        ("O'Brien-Łuk", ["OBRIEN", "LUK"]),
        ("Kent, Jess", ["KENT", "JESS"]),
        ("the boy called Sam Kent", ["SAM", "KENT"]),
        ("Jess Kent 12 Mulberry Rd", ["JESS", "KENT"]),
        ("Marwood 1956", ["MARWOOD"]),
    ],
)
def test_names_are_what_is_left_when_everything_else_is_taken(text, words):
    assert list(asked(text).words) == words


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Kent 15", "15"),
        ("about 15 Kent", "15~"),
        ("15yo Kent", "15"),
        ("Kent 14-16", "14/16~"),
        ("Kent 6 months", "0"),
    ],
)
def test_an_age_is_read_as_people_say_it(text, age):
    assert str(asked(text).age) == age


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Kent 11 May 2011", "2011-05-11"),
        ("Kent 11/5/11", "2011-05-11"),
        ("Kent May 2011", "2011-05"),
        ("Kent 2011", "2011"),
        ("Kent born 2011-05-11", "2011-05-11"),
    ],
)
def test_a_birth_date_is_read_however_much_of_it_is_known(text, born):
    assert str(asked(text).born) == born


@pytest.mark.parametrize(("text", "sex"), [("girl 15", "FEMALE"), ("15m Kent", "MALE"), ("Kent 15F", "FEMALE")])
def test_a_sex_is_read_from_a_word_or_beside_an_age(text, sex):
    assert asked(text).sex == sex


def test_a_number_before_a_street_is_a_house_and_no_age():
    read = asked("Flat 2, 14 Elm Rd")
    assert [(door.flat, door.number, door.street) for door in read.doors] == [("2", "14", "ELM ROAD")]
    assert read.age is None


def test_a_number_that_begins_the_line_may_be_a_house_or_an_age():
    read = asked("5 Undercliff")
    assert read.maybe_doors == [("5", "UNDERCLIFF")]
    assert read.is_age_unsure


def test_a_street_alone_is_a_street_and_its_borough_is_known():
    read = asked("Mulberry Road Merrowfield")
    assert "MULBERRY ROAD" in read.streets
    assert read.boroughs == ["Merrowfield"]


def test_a_telephone_number_an_nhs_number_and_the_end_of_a_telephone_number_are_told_apart():
    assert asked("07700 900123").phones == ["+447700900123"]
    assert asked("999 000 0018").numbers == [["9990000018"]]
    assert asked("phone ends 4417").phone_ends == ["4417"]


@pytest.mark.parametrize("text", ["4417/24OCT16", "MF/4417/16", "26PAC00000872", "000-A0004417", "2010/0163001B"])
def test_a_record_number_is_one_number_and_neither_age_nor_year(text):
    read = asked(text)
    assert read.numbers[0][0] == text
    assert (read.age, read.born, read.words) == (None, None, {})


def test_half_a_postcode_is_read_as_one():
    assert asked("Kent ZZ1").half_postcodes == ["ZZ1"]
    assert asked("Kent zz1 1aa").postcodes == ["ZZ1 1AA"]


@pytest.mark.parametrize("text", ["", "   ", "the", "31 Feb 2011", "x" * 201])
def test_what_cannot_be_searched_for_is_refused_with_what_to_enter(text):
    with pytest.raises(NotValid):
        asked(text)


def test_a_two_digit_year_is_of_this_century_only_up_to_this_year(monkeypatch):
    monkeypatch.setattr("goldthread.core.clocks.today", lambda: date(2026, 10, 23))
    assert str(asked("Kent 11/5/11").born) == "2011-05-11"
    assert str(asked("Kent 11/5/85").born) == "1985-05-11"
