"""Who is one person is a pure function of what is live: order cannot matter, and a doubtful identifier joins nobody."""

from hypothesis import given
from hypothesis import strategies as st

from goldthread.core.people.keys import Held, match_keys
from goldthread.link.matching.partition import partition


def held(**values: str | None) -> list[Held]:
    return [Held(field, value or "", value) for field, value in values.items()]


def grouped(mentions: dict[str, list[Held]]) -> set[frozenset[str]]:
    from goldthread.core.people.keys import full_birth_dates

    keys = {name: match_keys(values) for name, values in mentions.items()}
    dates = {name: full_birth_dates(values) for name, values in mentions.items()}
    return {frozenset(group) for group in partition(keys, dates)}


JESS = {"forename": "Jess", "surname": "Kentwell", "birth_date": "2011-05-11"}


def test_the_same_names_and_full_birth_date_are_one_person():
    assert grouped({"a": held(**JESS), "b": held(**{**JESS, "forename": "JESS"})}) == {frozenset("ab")}


def test_twins_share_a_surname_and_a_birth_date_and_are_two():
    assert grouped({"a": held(**JESS), "b": held(**{**JESS, "forename": "Jodie"})}) == {frozenset("a"), frozenset("b")}


def test_the_same_name_on_another_birth_date_is_another_person():
    assert len(grouped({"a": held(**JESS), "b": held(**{**JESS, "birth_date": "2011-05-12"})})) == 2


def test_a_birth_year_or_month_joins_nobody():
    part = {**JESS, "birth_date": "2011"}
    assert len(grouped({"a": held(**part), "b": held(**part)})) == 2


def test_a_name_alone_joins_nobody():
    name = {"forename": "Jess", "surname": "Kentwell"}
    assert len(grouped({"a": held(**name), "b": held(**name)})) == 2


def test_an_identifier_joins_a_name_that_was_written_otherwise():
    one = held(nhs_no="9990000018", forename="Jess", surname="Kentwell")
    other = held(nhs_no="9990000018", forename="Jessica", surname="Kentwell-Hart")
    assert grouped({"a": one, "b": other}) == {frozenset("ab")}


def test_an_identifier_shared_by_two_birth_dates_joins_nobody_until_it_is_put_right():
    one = held(nhs_no="9990000018", **JESS)
    other = held(nhs_no="9990000018", forename="Sam", surname="Kentwell", birth_date="2014-02-03")
    assert len(grouped({"a": one, "b": other})) == 2


def test_an_unchecked_identifier_joins_nobody():
    wrong = [Held("nhs_no", "999000001X", None)]
    assert len(grouped({"a": wrong, "b": wrong})) == 2


def test_a_chain_of_shared_keys_is_one_person():
    a = held(**JESS)
    b = held(nhs_no="9990000018", **JESS)
    c = held(nhs_no="9990000018", forename="J", surname="Kent")
    assert grouped({"a": a, "b": b, "c": c}) == {frozenset("abc")}


mention = st.fixed_dictionaries(
    {
        "forename": st.sampled_from(["Jess", "Jodie", "Sam", None]),
        "surname": st.sampled_from(["Kentwell", "Okonkwo", None]),
        "birth_date": st.sampled_from(["2011-05-11", "2014-02-03", "2011", None]),
        "nhs_no": st.sampled_from(["9990000018", "9990000026", None, None]),
    }
)


@given(st.lists(mention, max_size=12), st.randoms())
def test_the_order_in_which_records_arrive_changes_nothing(mentions, random):
    named = {str(place): held(**values) for place, values in enumerate(mentions)}
    shuffled = list(named.items())
    random.shuffle(shuffled)
    assert grouped(named) == grouped(dict(shuffled))


@given(st.lists(mention, max_size=12))
def test_every_mention_is_in_exactly_one_person(mentions):
    named = {str(place): held(**values) for place, values in enumerate(mentions)}
    groups = grouped(named)
    assert sorted(name for group in groups for name in group) == sorted(named)
