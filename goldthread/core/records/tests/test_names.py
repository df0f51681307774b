"""Names: folded for comparison, kept for display, and never made out of the words for not knowing one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.core.records import names


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Wiśniewski", "WISNIEWSKI"),
        ("Łukasz", "LUKASZ"),
        ("GONÇALVES", "GONCALVES"),
        ("Yıldız", "YILDIZ"),
        ("İbrahim", "IBRAHIM"),
        ("Søren", "SOREN"),
        ("Weiß", "WEISS"),
        ("O’Dowd", "ODOWD"),
        ("O'Dowd", "ODOWD"),
        ("Smith-Jones", "SMITH JONES"),
        ("de  la\tCruz ", "DE LA CRUZ"),
        ("Jose\u0301", "JOSE"),
        ("K\u200bent", "KENT"),
        ("\u202eKent", "KENT"),
    ],
)
def test_one_name_typed_two_ways_folds_to_one(typed: str, folded: str) -> None:
    assert names.fold(typed) == folded


def test_a_name_in_another_script_is_kept_as_it_is() -> None:
    assert names.canonical("王 小明") == "王 小明"


@pytest.mark.parametrize("typed", ["Unknown", "unk.", "N/K", "Baby", "Unborn baby", "Child 1", "Male 2", "?", "-", ""])
def test_words_for_not_knowing_a_name_are_no_forename(typed: str) -> None:
    assert names.canonical(typed) is None


@pytest.mark.parametrize("typed", ["Child", "Boy", "Miss", "Nil"])
def test_a_familys_name_is_no_placeholder_in_its_own_place(typed: str) -> None:
    assert names.canonical(typed) is None
    assert names.canonical(typed, surname=True) == typed.upper()


@pytest.mark.parametrize("typed", ["Boye", "Na", "Babyface", "Twinkle", "Malec"])
def test_a_name_that_begins_like_a_placeholder_is_a_name(typed: str) -> None:
    assert names.canonical(typed) == typed.upper()


def test_the_tidy_form_keeps_marks_and_capitals() -> None:
    assert names.tidy("  Zoe\u0301   de Souza ") == "Zoé de Souza"


@settings(deadline=None)
@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = names.fold(text)
    assert names.fold(once) == once
