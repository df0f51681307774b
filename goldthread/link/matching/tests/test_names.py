"""Names are compared by what tells people apart: the cases are those of linking.md section 2."""

import pytest

from goldthread.core import yaml_files
from goldthread.link.matching import variants
from goldthread.link.matching.mention import Names
from goldthread.link.matching.naming import compare_forenames, compare_names, compare_surnames
from goldthread.link.matching.skeletons import skeleton, without_particles


def name(forenames: str = "", surnames: str = "", middle: str = "", alias: str = "") -> Names:
    aliases = (tuple(alias.split()),) if alias else ()
    return Names(tuple(forenames.split()), tuple(middle.split()), tuple(surnames.split()), aliases)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MOHAMMED", "MUHAMMAD"),
        ("HUSSAIN", "HOSSEIN"),
        ("CHOWDHURY", "CHOUDHURY"),
        ("CHOWDHURY", "CHAUDHRY"),
        ("OLEKSANDR", "ALEKSANDER"),
        ("KOWALSKI", "KOWALSKA"),
        ("JANKOWSKI", "YANKOVSKA"),
        ("KAZLAUSKAS", "KAZLAUSKIENE"),
        ("IVANOV", "IVANOVA"),
        ("YUSUF", "YOUSSEF"),
        ("SARAH", "SARA"),
        ("ŁUKASZ", "LUKASZ"),
    ],
)
def test_spellings_of_one_name_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("SMITH", "JONES"), ("AMINA", "SAMIRA"), ("NOWAK", "KOWALSKI")])
def test_different_names_do_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_particles_carry_no_name_unless_they_are_all_there_is() -> None:
    assert without_particles(("ABDUL", "RAHMAN")) == ("RAHMAN",)
    assert without_particles(("ABDUL",)) == ("ABDUL",)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (name("AMINA"), name("AMINA"), "same"),
        (name("AMINA"), name(), "missing"),
        (name("KATE"), name("KATHERINE"), "variant"),
        (name("FEMI"), name("OLUWAFEMI"), "variant"),
        (name("KASIA"), name("KATARZYNA"), "variant"),
        (name("HASSAN"), name("HUSSEIN"), "different"),  # one skeleton, two names: brothers often bear them
        (name("HASSAN"), name("HOSSIEN"), "alike"),  # a slip of HOSSEIN
        (name("JESSICA"), name("JESSCIA"), "edit"),
        (name("WILLIAM"), name("WILLAIM"), "skeleton"),
        (name("ROWENNA"), name("ROWEMNA"), "edit"),
        (name("S"), name("SAMIRA"), "initial"),
        (name("MOHAMMED BILAL"), name("BILAL"), "same"),
        (name("MOHAMMED", middle="BILAL"), name("BILAL"), "second_name"),
        (name("MOHAMMED BILAL"), name("MOHAMMED IMRAN"), "different"),
        (name("MOHAMMED BILAL"), name("MOHAMMED"), "leading"),
        (name("JIA YI"), name("XIN YI"), "alike"),
        (name("XIU YING"), name("XIUYING"), "same"),
        (name("SPIRO"), name("ANGELOS", alias="SPIRO"), "alias"),
        (name("NASRIN", "MOHAMMADI", alias="NASREEN MOHAMMADI"), name("MARIAM", alias="MARIAM MOHAMMADI"), "different"),
        (name("", "BERNADETTE LYNCH"), name("TERESA", "LYNCH"), "different"),  # a whole name, and another's
        (name("AMINA"), name("TOLUWANI"), "different"),
    ],
)
def test_forenames_are_told_apart_as_people_use_them(one: Names, other: Names, level: str) -> None:
    assert compare_forenames(one, other).level == level
    assert compare_forenames(other, one).level == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (name("A", "KOWALSKI"), name("A", "KOWALSKA"), "skeleton"),
        (name("A", "SILVA FERREIRA"), name("A", "FERREIRA"), "token"),
        (name("A", "SMITH JONES"), name("A", "JONES"), "token"),
        (name("A", "WARSAME"), name("A", "WARSAMI"), "variant"),
        (name("A", "AL SAYED"), name("A", "ELSAYED"), "skeleton"),
        (name("A", "WARSAME", "YUSUF"), name("A", "YUSUF"), "token"),
        (name("A", "WONG"), name("A", "HUANG"), "variant"),
        (name("A", "SMITH"), name("A", "OKAFOR"), "different"),
        (name("A", "SMITH"), name("A"), "missing"),
    ],
)
def test_surnames_are_told_apart_as_families_use_them(one: Names, other: Names, level: str) -> None:
    assert compare_surnames(one, other).level == level
    assert compare_surnames(other, one).level == level


def test_names_in_each_others_place_agree_once_and_not_twice() -> None:
    forename, surname = compare_names(name("WEI", "ZHANG"), name("ZHANG", "WEI"))
    assert (forename.level, surname.level) == ("crossed", "crossed")


def test_names_that_agree_straight_are_not_crossed() -> None:
    assert compare_names(name("HASSAN", "HUSSEINI"), name("HOSSEIN", "HUSSEINI"))[0].level == "different"


def test_a_whole_name_in_one_field_is_found_in_it() -> None:
    forename, surname = compare_names(name("AMINA", "WARSAME"), name("", "AMINA WARSAME"))
    assert (forename.level, surname.level) == ("same", "token")


def test_every_part_of_the_variants_says_where_it_comes_from_and_writes_names_folded() -> None:

    table = yaml_files.read(variants.TABLE)
    parts = [table["leading"], *table["forenames"], *table["surnames"]]
    assert all(part["source"] for part in parts)
    names = [word for field in ("forenames", "surnames") for part in table[field] for line in part["names"]
             for word in line.split()]  # fmt: skip
    assert all(word.isascii() and word.isalpha() and word.isupper() for word in names)
