"""Families worked out from their number alone: the same whoever asks, and as families are."""

from datetime import date, timedelta

import pytest

from goldthread.core.records import identifiers
from goldthread.synthetic import numbers
from goldthread.synthetic.chance import dice
from goldthread.synthetic.names import communities, forename, spellings, spelt_by
from goldthread.synthetic.people import Person
from goldthread.synthetic.places import BOROUGHS
from goldthread.synthetic.population import Population
from goldthread.synthetic.scales import SCALES

ON = date(2017, 3, 1)


@pytest.fixture(scope="module")
def population() -> Population:
    return Population("7", SCALES["small"], ON)


@pytest.fixture(scope="module")
def children(population: Population) -> list[Person]:
    return [child for number in range(population.families.count) for child in population.family(number).children]


def told(person: Person) -> tuple[object, ...]:
    return (person.id, person.forename, person.surname, person.birth_date, person.homes, person.nhs_no, person.upn)


def test_a_family_is_the_same_whoever_was_asked_for_before(population: Population) -> None:
    other = Population("7", SCALES["small"], ON)
    for number in (200, 3, 77):
        assert [told(c) for c in other.family(number).children] == [told(c) for c in population.family(number).children]


def test_no_two_children_share_an_identifier(population: Population, children: list[Person]) -> None:
    assert len(children) == population.families.born
    assert len({child.id for child in children}) == len(children)
    mothers = [population.family(number).parents[0].nhs_no for number in range(population.families.count)]
    assert len({child.nhs_no for child in children} | set(mothers)) == len(children) + len(mothers)
    upns = [child.upn for child in children if child.upn]
    assert len(set(upns)) == len(upns)


def test_the_largest_force_has_never_issued_numbers_enough(population: Population) -> None:
    """Children and mothers of two million people, and some hundreds in stories."""
    force = Population("7", SCALES["force"], ON)
    last = force.families.born + force.families.count + 1_000
    assert identifiers.nhs(numbers.nhs(last)).startswith("999")
    with pytest.raises(ValueError, match="never issued"):
        numbers.nhs(900_000)


def test_every_number_without_a_check_digit_is_left_out() -> None:
    """999 000 000 has the check 10: the list begins at 9990000018."""
    first = [numbers.nhs(serial) for serial in range(2_000)]
    assert first[0] == "9990000018"
    assert [identifiers.nhs(number) for number in first] == sorted(first)


def test_there_are_unborn_twins_stepchildren_half_siblings_and_movers(
    population: Population, children: list[Person]
) -> None:
    assert any(not child.is_born(ON) for child in children)
    assert any(c.birth_date == o.birth_date for c in children for o in c.siblings)
    families = [population.family(number) for number in range(population.families.count)]
    surnames = [{child.surname for child in family.children} for family in families if family.of.surname == "family"]
    # Polish and Ukrainian daughters have an ending of their own, so a step-family is one with two stems.
    assert any(len({surname[:4] for surname in of_one}) > 1 for of_one in surnames)
    assert sum(child.is_child_on(ON) for child in children) == pytest.approx(population.children, rel=0.1)
    moves = [child.homes for child in children if len(child.homes) > 1]
    assert any(homes[0][1].borough != homes[-1][1].borough for homes in moves)
    assert all(homes[0][0] < homes[-1][0] <= ON for homes in moves)
    kinds = {child.address.kind for child in children}
    assert {"", "temporary accommodation", "refuge", "children's home"} <= kinds


def test_siblings_are_born_on_one_day_or_ten_months_apart(children: list[Person]) -> None:
    for child in children:
        for other in child.siblings:
            apart = abs(child.birth_date - other.birth_date)
            assert apart == timedelta(0) or apart > timedelta(days=300)
            assert child.forename != other.forename


def test_some_offenders_live_where_children_do(population: Population) -> None:
    offenders = [population.offender(number) for number in range(population.offenders)]
    homes = {population.family(number).home.uprn for number in range(population.families.count)}
    with_children = [one for one in offenders if one.with_children]
    assert with_children
    assert all(one.person.address.uprn in homes for one in with_children)
    assert {one.band for one in offenders} > {"medium", "low"}


def test_names_come_from_at_least_fifteen_communities_and_many_have_other_spellings() -> None:
    assert len(communities()) >= 15
    assert all(len(set(c.girls)) >= 10 and len(set(c.boys)) >= 10 and len(set(c.surnames)) >= 9 for c in communities())
    assert len(spellings()) >= 50
    known = {name for c in communities() for name in (*c.girls, *c.boys, *c.surnames, *c.women)}
    assert spellings().keys() <= known


def test_a_system_does_not_waver_in_how_it_spells_a_person() -> None:
    spelt = {spelt_by("Mohammed", f"P{number:09d}", "crime") for number in range(40)}
    assert len(spelt) >= 4
    assert spelt_by("Mohammed", "P000000700", "cad") == spelt_by("Mohammed", "P000000700", "cad")
    assert spelt_by("Archie", "P000000700", "cad") == "Archie"


def test_a_daughter_of_kowalski_is_kowalska() -> None:
    polish = next(one for one in communities() if one.name == "polish")
    assert polish.gendered("Jabłoński", "female") == "Jabłońska"
    assert polish.gendered("Dudek", "female") == "Dudek"
    assert forename(dice("1", "any"), polish, "female") in polish.girls


def test_no_two_places_of_the_gazetteer_share_a_property_number_or_a_line(population: Population) -> None:
    places = list(population.gazetteer.everything())
    assert len({place.uprn for place in places}) == len(places)
    assert len({(place.borough, place.line) for place in places}) == len(places)
    flats = [place for place in places if place.flat]
    assert {flat.parent_uprn for flat in flats} <= {place.uprn for place in places if place.kind == "building"}
    kinds = {(place.borough, place.kind) for place in places}
    wanted = (
        "school",
        "children's home",
        "temporary accommodation",
        "refuge",
        "custody",
        "hospital",
        "hotel",
        "hostel",
        "care home",
    )
    assert {(borough, kind) for borough in BOROUGHS for kind in wanted} <= kinds
    assert all(place.secret == (place.kind == "refuge") for place in places)
