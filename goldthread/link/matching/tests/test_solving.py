"""Who is one person: what links, what a guard stops, what people decide; and that no order of arrival matters."""

from collections.abc import Iterable
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.link.matching import guards
from goldthread.link.matching.decisions import Decisions, decisions
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.scoring import shipped_scorer
from goldthread.link.matching.solving import Solution, solve
from goldthread.link.matching.tests.making import crowds, mention

HOME = "22 Quarry Lane, XX1 2AB"
AMINA = {"forename": "Amina", "surname": "Warsame", "birth_date": "2011-05-11", "sex": "female"}


def solved(*mentions: Candidate, told: Decisions | None = None) -> Solution:
    return solve(mentions, told or decisions())


def are_one(*mentions: Candidate) -> bool:
    return len(solved(*mentions).people) == 1


def guard_between(*mentions: Candidate) -> str:
    solution = solved(*mentions)
    assert len(solution.people) == len(mentions)
    return {possible.guard for possible in solution.possibles}.pop()


class TestLinks:
    def test_names_and_a_whole_birth_date(self) -> None:
        assert are_one(mention("a", **AMINA), mention("b", **AMINA))

    def test_another_spelling_at_the_same_home(self) -> None:
        assert are_one(
            mention("a", **AMINA, home=HOME),
            mention("b", forename="Aminah", surname="Warsami", birth_date="2011-05-11", home=HOME),
        )

    def test_no_birth_date_but_names_and_a_home(self) -> None:
        assert are_one(mention("a", **AMINA, home=HOME), mention("b", forename="Amina", surname="Warsame", home=HOME))

    def test_forename_and_surname_in_each_others_place(self) -> None:
        crossed = {**AMINA, "forename": "Warsame", "surname": "Amina"}
        assert are_one(mention("a", **AMINA), mention("b", **crossed))

    def test_a_checked_number_under_another_surname(self) -> None:
        assert are_one(
            mention("a", **AMINA, nhs_no="9990000018"),
            mention("b", **{**AMINA, "surname": "Okafor"}, nhs_no="9990000018"),
        )


class TestGuards:
    """Each stops a link that the score alone would make, and keeps it as possible."""

    def test_one_report_names_two_people(self) -> None:
        assert guard_between(mention("a", report="r", **AMINA), mention("b", report="r", **AMINA)) == guards.SAME_REPORT

    def test_checked_numbers_differ(self) -> None:
        one, other = mention("a", **AMINA, nhs_no="9990000018"), mention("b", **AMINA, nhs_no="9990000026")
        assert guard_between(one, other) == guards.VERIFIED_DIFFER

    def test_twins_of_unlike_names(self) -> None:
        one, twin = mention("a", **AMINA, home=HOME), mention("b", **{**AMINA, "forename": "Hodan"}, home=HOME)
        assert guard_between(one, twin) == guards.FORENAME_DIFFERS

    def test_twins_of_like_names(self) -> None:
        one, other = {**AMINA, "forename": "Jayden"}, {**AMINA, "forename": "Kayden"}
        assert guard_between(mention("a", **one, home=HOME), mention("b", **other, home=HOME)) == guards.TWIN

    def test_no_forename_and_no_exact_date(self) -> None:
        one, other = {**AMINA, "home": HOME}, {"surname": "Warsame", "home": HOME, "birth_date": "2011-11-05"}
        phone = "+447700900123"
        assert guard_between(mention("a", **one, phone=phone), mention("b", **other, phone=phone)) == guards.NO_FORENAME

    def test_names_alone(self) -> None:
        rare = {"forename": "Zebedee", "surname": "Quillfeather", "sex": "male"}
        one, other = mention("a", **rare), mention("b", **rare, birth_date="2011-05-11", home=HOME)
        assert guard_between(one, other) == guards.NAMES_ALONE

    def test_names_and_a_date_one_digit_out(self) -> None:
        rare = {"forename": "Zebedee", "surname": "Quillfeather"}
        one, other = mention("a", **rare, birth_date="2011-05-11"), mention("b", **rare, birth_date="2011-05-12")
        assert guard_between(one, other) == guards.NAMES_ALONE

    def test_a_brother_and_a_sister_of_one_day_and_like_names(self) -> None:
        born = {"surname": "Warsame", "birth_date": "2011-05-11", "home": HOME}
        one = mention("a", forename="Samira", sex="female", **born)
        other = mention("b", forename="Sameera", sex="male", **born)
        assert guard_between(one, other) == guards.SEX_DIFFERS

    def test_a_familys_name_in_the_forenames_place(self) -> None:
        born = {"forename": "Nguyen", "birth_date": "2011-05-11", "home": HOME}
        one, other = mention("a", surname="Linh", **born), mention("b", surname="Thao", **born)
        assert guard_between(one, other) == guards.SURNAME_FIRST

    def test_a_single_name_and_no_date(self) -> None:
        one = mention("a", forename="Zebedee", surname="Quillfeather", home=HOME, phone="+447700900123")
        other = mention("b", forename="Zebedee", home=HOME, phone="+447700900123")
        assert guard_between(one, other) == guards.NO_SURNAME

    def test_names_crossed_and_birth_dates_of_father_and_son(self) -> None:
        one = mention("a", forename="Gebre", surname="Tesfaye", birth_date="1975-04-20", home=HOME)
        other = mention("b", forename="Tesfaye", surname="Gebre", birth_date="2011-05-11", home=HOME)
        assert guard_between(one, other) == guards.CROSSED_ALONE

    def test_a_child_not_yet_born(self) -> None:
        unborn = mention("a", forename="Unborn", surname="Okafor", expected_birth_date="2020-09-01", home=HOME)
        born = mention("b", forename="Ada", surname="Obi", birth_date="2020-08-20", home=HOME, on="2020-12-01")
        assert guard_between(unborn, born) == guards.UNBORN

    def test_a_number_that_agrees_with_neither_name_nor_date(self) -> None:
        shared = {"surname": "Warsame", "home": HOME, "nhs_no": "9990000018"}
        mother = mention("a", forename="Amina", birth_date="1985-05-11", **shared)
        baby = mention("b", forename="Hodan", birth_date="2019-02-03", **shared)
        assert guard_between(mother, baby) == guards.ANOTHERS_NUMBER


class TestClusters:
    def test_a_mention_without_forename_that_fits_both_twins_is_neither(self) -> None:
        amina = mention("amina", **AMINA, home=HOME)
        hodan = mention("hodan", **{**AMINA, "forename": "Hodan"}, home=HOME)
        nameless = mention("nobody", surname="Warsame", birth_date="2011-05-11", home=HOME)
        solution = solved(amina, hodan, nameless)
        assert len(solution.people) == 3
        assert {p.guard for p in solution.possibles if nameless.id in (p.one, p.other)} == {guards.RIVAL}

    def test_a_mention_without_a_date_that_fits_father_and_son_is_neither(self) -> None:
        names = {"forename": "Aden", "surname": "Warsame", "home": HOME}
        father, son = mention("f", **names, birth_date="1975-04-20"), mention("s", **names, birth_date="2011-05-11")
        assert len(solved(father, son, mention("x", **names)).people) == 3

    def test_people_whom_one_report_tells_apart_are_not_joined_by_a_third_mention(self) -> None:
        one = mention("a", report="r1", **AMINA, home=HOME)
        other = mention("b", report="r1", **AMINA, phone="+447700900123")
        third = mention("c", **AMINA, home=HOME, phone="+447700900123")
        solution = solved(one, other, third)
        assert not any({one.id, other.id} <= person for person in solution.people)

    def test_several_birth_dates_raise_an_alarm(self) -> None:
        number = {"nhs_no": "9990000018"}
        dates = ["2011-05-11", "2011-05-12", "2011-06-11"]
        solution = solved(*(mention(day, **{**AMINA, "birth_date": day}, **number) for day in dates))
        assert [alarm.kind for alarm in solution.alarms] == ["birth_dates"]


class TestDecisions:
    def test_what_a_person_joined_stays_joined(self) -> None:
        one, other = mention("a", **AMINA), mention("b", forename="Nobody", surname="Else")
        solution = solved(one, other, told=decisions(same=[(one.id, other.id)]))
        assert len(solution.people) == 1
        assert solution.links[one.id].by_decision

    def test_what_a_person_told_apart_stays_apart_and_is_not_asked_again(self) -> None:
        one, other = mention("a", **AMINA), mention("b", **AMINA)
        solution = solved(one, other, told=decisions(different=[(one.id, other.id)]))
        assert (len(solution.people), solution.possibles) == (2, ())

    def test_apart_beats_a_chain_of_together_and_is_reported(self) -> None:
        a, b, c = (mention(name, **AMINA) for name in "abc")
        told = decisions(same=[(a.id, b.id), (b.id, c.id)], different=[(a.id, c.id)])
        solution = solved(a, b, c, told=told)
        assert not any({a.id, c.id} <= person for person in solution.people)
        assert "contradiction" in [alarm.kind for alarm in solution.alarms]

    def test_a_third_mention_does_not_join_what_was_told_apart(self) -> None:
        a, b, c = (mention(name, **AMINA) for name in "abc")
        solution = solved(a, b, c, told=decisions(different=[(a.id, b.id)]))
        assert not any({a.id, b.id} <= person for person in solution.people)


def shape(solution: Solution) -> tuple[object, ...]:
    possibles = {(frozenset((p.one, p.other)), p.guard, p.bits) for p in solution.possibles}
    alarms = sorted((alarm.kind, sorted(alarm.mentions)) for alarm in solution.alarms)
    links = {one: (link.strongest, link.certainty) for one, link in solution.links.items()}
    return set(solution.people), possibles, alarms, links


def some_decisions(mentions: list[Candidate], chance: Random) -> Decisions:
    def pairs(count: int) -> Iterable[tuple[object, object]]:
        return [tuple(one.id for one in chance.sample(mentions, 2)) for _ in range(count)]

    return decisions(same=pairs(chance.randint(0, 2)), different=pairs(chance.randint(0, 2)))


@settings(max_examples=300, deadline=None)
@given(crowds(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(mentions: list[Candidate], chance: Random) -> None:
    told = some_decisions(mentions, chance)
    shuffled = chance.sample(mentions, len(mentions))
    assert shape(solve(mentions, told)) == shape(solve(shuffled, told))


@settings(max_examples=100, deadline=None)
@given(crowds())
def test_an_unrelated_mention_changes_nothing(mentions: list[Candidate]) -> None:
    far = {"birth_date": "1950-12-30", "home": "1 Far Road, XX8 1EF"}
    stranger = mention("stranger", forename="Zebedee", surname="Quillfeather", **far)
    with_stranger = solve([*mentions, stranger])
    assert set(with_stranger.people) - {frozenset({stranger.id})} == set(solve(mentions).people)


@settings(max_examples=100, deadline=None)
@given(crowds())
def test_every_mention_is_of_exactly_one_person(mentions: list[Candidate]) -> None:
    solution = solve(mentions)
    assert sorted(one for person in solution.people for one in person) == sorted(one.id for one in mentions)
    assert solution.links.keys() == {one.id for one in mentions}


@settings(max_examples=100, deadline=None)
@given(crowds())
def test_no_report_and_no_checked_number_is_contradicted_within_a_person(mentions: list[Candidate]) -> None:
    known = {one.id: one for one in mentions}
    for person in solve(mentions).people:
        reports = [known[one].record for one in person]
        assert len(reports) == len(set(reports))
        assert len({n.value for one in person for n in known[one].identifiers if n.verified}) <= 1


@pytest.mark.parametrize("seed", range(3))
def test_ids_do_not_decide_where_mentions_differ_in_content(seed: int) -> None:
    from dataclasses import replace
    from uuid import UUID

    chance = Random(seed)  # noqa: S311 - only to be the same again
    names = ["Amina", "Aminah", "Amina", "Amminah", "Amina", "Aminah"]
    mentions = [mention(f"{i}", **{**AMINA, "forename": name}, home=HOME) for i, name in enumerate(names)]
    renamed = {one.id: UUID(int=chance.getrandbits(128)) for one in mentions}
    again = solve([replace(one, id=renamed[one.id]) for one in mentions])
    assert {frozenset(renamed[one] for one in person) for person in solve(mentions).people} == set(again.people)


@settings(max_examples=150, deadline=None)
@given(crowds())
def test_a_pair_that_is_far_from_possible_is_neither_whatever_guard_is_asked(mentions: list[Candidate]) -> None:
    scorer = shipped_scorer()
    for one, other in combinations(mentions, 2):
        scored = scorer.score(one, other)
        kinds = {guards.standing(scored, guard, scorer.model) for guard in (guards.guard_of(one, other, scored), "")}
        assert not (guards.is_far_from(scored, scorer.model) and kinds != {""})
