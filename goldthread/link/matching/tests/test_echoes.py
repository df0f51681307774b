"""What is written down again word for word joins what it repeats, however often, and is compared once."""

from dataclasses import replace
from datetime import date
from itertools import combinations
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.core import db as database
from goldthread.core.people.models import Link
from goldthread.link.matching.blocking import CAP
from goldthread.link.matching.decisions import decisions
from goldthread.link.matching.echoes import Echoes
from goldthread.link.matching.guards import RIVAL
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.scoring import shipped_scorer
from goldthread.link.matching.solving import solve
from goldthread.link.matching.tests.making import mention, repeated
from goldthread.testing import factories as make

AMINA = {"forename": "Amina", "surname": "Warsame", "birth_date": "2011-05-11", "sex": "female"}
SAMIRA = {**AMINA, "forename": "Samira"}
HOME = "22 Quarry Lane, XX1 2AB"


def groups(*mentions: Candidate) -> list[set[UUID]]:
    return [{one.id for one in group} for group in Echoes(shipped_scorer()).groups(mentions)]


def test_one_child_in_more_records_than_a_block_may_hold_is_one_person(db: None) -> None:
    many = CAP + 20
    rows = [make.cad_row(f"{n}/01JAN19", linked_persons=[make.child()]) for n in range(1, many + 1)]
    make.deliver("cad", make.ndjson(rows[:CAP]))
    make.deliver("cad", make.ndjson(rows[CAP:]))
    with database.as_service():
        people = Link.objects.filter(to_at=None).values_list("person", flat=True)
        assert (len(people), len(set(people))) == (many, 1)


def test_it_stays_one_person_where_one_report_names_the_child_twice() -> None:
    many = [mention(f"m{place}", **AMINA) for place in range(CAP + 20)]
    twice = replace(mention("twice", **AMINA), record=many[0].record)
    largest = max(solve([*many, twice]).people, key=len)
    assert len(largest) == len(many) - 1


def test_words_that_would_not_make_one_person_are_compared_each_for_itself() -> None:
    named = {"forename": "Amina", "surname": "Warsame"}
    one, other = mention("a", **named), mention("b", **named)
    assert groups(one, other) == [{one.id}, {other.id}]
    assert len(solve([one, other]).people) == 2


def test_two_of_one_report_stand_for_nobody_else_however_alike() -> None:
    one, other, third = (mention(name, **AMINA, report=report) for name, report in [("a", "r"), ("b", "r"), ("c", "")])
    assert groups(one, other, third)[0] == {third.id}
    assert len(groups(one, other, third)) == 3
    found = solve([one, other, third])
    assert len(found.people) == 3
    assert {possible.guard for possible in found.possibles} >= {RIVAL}


def test_one_that_a_person_told_apart_stays_apart_from_what_repeats_it() -> None:
    many = [mention(f"m{place}", **AMINA) for place in range(5)]
    told = decisions(different=[(many[0].id, many[3].id)])
    assert sorted(map(len, solve(many, told).people)) == [1, 4]


def test_so_is_a_fit_to_two_whom_any_report_of_theirs_names_apart() -> None:
    """The reports that name both girls are not the ones compared, and still they are two people."""
    amina = [mention(f"a{place}", **AMINA, home=HOME, report=f"a{place}") for place in range(3)]
    samira = [
        mention(f"s{place}", **AMINA | {"forename": "Samira"}, home=HOME, report=f"s{place}") for place in range(3)
    ]
    named_apart = [replace(samira[2], record=amina[2].record)]
    unnamed = mention("u", surname="Warsame", birth_date="2011-05-11", home=HOME)
    found = solve([*amina, *samira[:2], *named_apart, unnamed])
    assert frozenset({unnamed.id}) in found.people


@settings(max_examples=150, deadline=None)
@given(repeated())
def test_mentions_stand_for_one_another_only_where_they_score_alike_with_everybody(mentions: list[Candidate]) -> None:
    score = shipped_scorer().score
    for group in Echoes(shipped_scorer()).groups(mentions):
        for (one, other), beside in ((pair, third) for pair in combinations(group, 2) for third in mentions):
            assert score(one, beside) == score(other, beside)
            assert one.record != other.record


def is_said_again(echoes: Echoes, one: Candidate) -> bool:
    echo = replace(one, id=UUID(int=1), record=("test", "another"))
    return len(list(echoes.groups([one, echo]))) == 1


@settings(max_examples=150, deadline=None)
@given(repeated(), st.lists(st.sampled_from([date(2011, 6, 1), date(2013, 6, 1), date(2014, 6, 1)]), min_size=20))
def test_mentions_of_one_kind_share_every_key_and_those_of_two_do_not(crowd: list[Candidate], days: list[date]) -> None:
    """Whom each is compared with is then the same. The keys of a birth just past hang on the day of the record."""
    echoes = Echoes(shipped_scorer())
    mentions = [replace(one, recorded_on=day) for one, day in zip(crowd, days, strict=False) if not one.is_unborn]
    for one, other in combinations(mentions, 2):
        if echoes.says(one) == echoes.says(other):
            assert echoes.keys(one) == echoes.keys(other)
        elif (one.details, one.stage) == (other.details, other.stage) and is_said_again(echoes, one):
            assert echoes.keys(one) != echoes.keys(other)
