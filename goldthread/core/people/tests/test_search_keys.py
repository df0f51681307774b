"""What a mention is found by: what a person may remember of it, and no more than its record's restriction allows."""

import pytest

from goldthread.core.people.keys import Held
from goldthread.core.people.search_keys import search_keys
from goldthread.core.records.sounds import sound


def held(**values):
    return [Held(field, text, text) for field, text in values.items()]


JESS = held(forename="JESS", surname="KENTWELL", birth_date="2011-05-11", sex="female")
HOME = held(address="FLAT 2, ROWAN COURT, 14 ELM ROAD", postcode="ZZ1 1AA")


def test_a_mention_is_found_by_each_name_its_sound_its_birth_date_and_sex():
    assert search_keys(JESS) == {
        ("name", "JESS"),
        ("name", "KENTWELL"),
        ("sound", "JS"),
        ("sound", "KNTVL"),
        ("birth_date", "2011-05-11"),
        ("sex", "FEMALE"),
    }


def test_a_home_is_found_by_its_street_its_number_its_flat_its_building_and_its_postcode():
    keys = search_keys(HOME)
    assert ("door", "ELM ROAD|14|2") in keys
    assert ("door", "ROWAN COURT||2") in keys
    assert ("postcode", "ZZ1 1AA") in keys
    assert {value for kind, value in keys if kind == "place"} == {"ELM", "ROWAN"}


def test_the_last_digits_of_a_telephone_number_begin_its_key():
    assert ("phone_end", "32100900") in search_keys(held(phone="+447700900123"))


def test_an_identifier_that_fails_its_check_is_found_as_it_was_typed():
    assert search_keys([Held("pnc_id", "16/ 4417x", None)]) == {("identifier", "16/4417X")}


def test_two_forenames_written_as_one_word_are_found_by_it():
    assert ("name", "ABDULRAHMAN") in search_keys(held(forename="ABDUL RAHMAN"))


def test_a_signalled_record_is_found_by_who_it_is_about_and_never_by_where_they_are_or_its_reference():
    keys = search_keys([*JESS, *HOME, *held(phone="+447700900123")], "12/0004417", "Merrowfield", "signalled")
    assert {kind for kind, _ in keys} == {"ask:name", "ask:sound", "ask:birth_date", "ask:sex"}


def test_a_hidden_record_has_no_key_that_a_search_reads():
    assert search_keys([*JESS, *HOME], "26PAC1", "Merrowfield", "hidden") == set()


# Spellings that people who bear these names use, from general knowledge of naming practice.
@pytest.mark.parametrize(
    "spellings",
    [
        "MOHAMMED MUHAMMAD MOHAMED MD",
        "OLEKSANDR ALEKSANDER ALEXANDER",
        "HUSSAIN HOSSEIN HUSAYN",
        "CHOWDHURY CHOUDHURY CHAUDHRY",
        "SHAUN SEAN SHAWN",
        "CATHERINE KATHRYN",
        "STEPHEN STEVEN",
        "YUSUF YOUSSEF YOSEF",
        "WISNIEWSKI WISNIEWSKA",
        "GEOFFREY JEFFREY",
        "KENT CANT",
    ],
)
def test_spellings_of_one_name_have_one_sound(spellings):
    assert len({sound(name) for name in spellings.split()}) == 1


def test_a_word_of_which_hardly_a_consonant_is_left_has_no_sound():
    assert [sound(name) for name in ("LEE", "AOI", "")] == ["", "", ""]
