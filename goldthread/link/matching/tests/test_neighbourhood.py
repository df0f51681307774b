"""Solving the part round a change gives what solving everything gives, whatever came, went or was put right."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from random import Random
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.link.matching.decisions import NONE, Decisions, decisions
from goldthread.link.matching.echoes import Echoes
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.neighbourhood import part
from goldthread.link.matching.scoring import shipped_scorer
from goldthread.link.matching.solving import Solution, solve, solve_part
from goldthread.link.matching.tests.making import crowds, mention, repeated

CAPS = st.sampled_from([2, 3, 250])


def keys(one: Candidate) -> set[str]:
    return Echoes(shipped_scorer()).keys(one)


class Held:
    """Mentions and their keys, as a database would hold them."""

    def __init__(self, mentions: Iterable[Candidate]) -> None:
        self.by_id = {one.id: one for one in mentions}
        self.asked = 0

    def holders(self, wanted: Collection[str]) -> Mapping[str, Sequence[Candidate]]:
        self.asked += 1
        found: dict[str, list[Candidate]] = {}
        for one in self.by_id.values():
            for key in keys(one) & set(wanted):
                found.setdefault(key, []).append(one)
        return found

    def fetch(self, wanted: Collection[UUID]) -> list[Candidate]:
        return [self.by_id[one] for one in wanted if one in self.by_id]


def outcome(solution: Solution, of: Collection[UUID]) -> tuple[object, ...]:
    """What a solution says of some mentions."""
    inside = set(of)
    people = {person for person in solution.people if person & inside}
    possibles = {
        (frozenset((p.one, p.other)), p.guard, p.bits) for p in solution.possibles if {p.one, p.other} & inside
    }
    links = {one: (link.strongest, link.by_decision) for one, link in solution.links.items() if one in inside}
    alarms = {(alarm.kind, frozenset(alarm.mentions)) for alarm in solution.alarms if set(alarm.mentions) & inside}
    return people, possibles, links, alarms


def told_of(mentions: Sequence[Candidate], chance: Random) -> Decisions:
    def pairs() -> list[tuple[UUID, ...]]:
        return [tuple(one.id for one in chance.sample(mentions, 2)) for _ in range(chance.randint(0, 1))]

    return decisions(same=pairs(), different=pairs())


def check(before: list[Candidate], after: list[Candidate], told: Decisions, cap: int) -> None:
    scorer, was = shipped_scorer(), {one.id: one for one in before}
    now = Held(after)
    changed = [one for one in after if was.get(one.id) != one]
    lost = [one for one in before if now.by_id.get(one.id) != one]
    gone = {key for one in lost for key in keys(one)}
    # What people decided may name mentions that went: their partners are solved again.
    joined = now.fetch({other for one in lost for other in told.partners(one.id)})
    found = part(changed, now.holders, scorer, joined=joined, decisions=told, fetch=now.fetch, gone=gone, cap=cap)
    again = solve_part(found, told, scorer)
    core = {one.id for one in found.core}
    whole, old = solve(after, told, cap=cap), solve(before, told, cap=cap)
    assert outcome(again, core) == outcome(whole, core)
    rest = now.by_id.keys() - core
    untouched = outcome(whole, rest), outcome(old, rest)
    assert untouched[0][0] == untouched[1][0]
    assert untouched[0][2:] == untouched[1][2:]
    inside = [{p for p in possibles if p[0] <= rest} for possibles in (untouched[0][1], untouched[1][1])]
    assert inside[0] == inside[1]


@settings(max_examples=250, deadline=None)
@given(crowds(), st.randoms(use_true_random=False), CAPS)
def test_solving_the_part_equals_solving_everything(mentions: list[Candidate], chance: Random, cap: int) -> None:
    here = [one for one in mentions if chance.random() < 0.7]
    later = [one for one in mentions if chance.random() < 0.7]
    check(here, later, told_of(mentions, chance), cap)


@settings(max_examples=250, deadline=None)
@given(repeated(), st.randoms(use_true_random=False), CAPS)
def test_so_it_does_where_much_is_written_down_again_word_for_word(
    mentions: list[Candidate], chance: Random, cap: int
) -> None:
    here = [one for one in mentions if chance.random() < 0.7]
    later = [one for one in mentions if chance.random() < 0.7]
    check(here, later, told_of(mentions, chance), cap)


@settings(max_examples=150, deadline=None)
@given(crowds(), crowds(), st.randoms(use_true_random=False), CAPS)
def test_a_record_put_right_is_solved_as_if_it_had_always_been_so(
    before: list[Candidate], other: list[Candidate], chance: Random, cap: int
) -> None:
    """The two crowds share ids, so that a mention of the second is one of the first with other content."""
    after = before[:-1] + [one for one in other if one.id == before[-1].id]
    check(before, after, told_of(before, chance), cap)


def test_an_arriving_record_asks_only_about_its_own_neighbours() -> None:
    family = [mention(f"{i}", forename="Amina", surname="Warsame", birth_date="2011-05-11") for i in range(4)]
    strangers = [
        mention(f"s{i}", forename=f"Name{chr(65 + i)}", surname="Other", birth_date="1980-02-03") for i in range(9)
    ]
    held = Held([*family, *strangers])
    found = part(family[:1], held.holders, shipped_scorer())
    assert {one.id for one in found.core} == {one.id for one in family}
    assert held.asked <= 3


def test_those_it_was_joined_to_stand_for_keys_no_longer_known() -> None:
    """A store that dropped a record's old keys gives the mentions it was linked to instead."""
    names = {"forename": "Amina", "surname": "Warsame"}
    one = mention("a", **names, birth_date="2011-05-11")
    other = mention("b", **names, birth_date="2011-05-11")
    put_right = mention("a", forename="Zofia", surname="Nowak", birth_date="1999-09-09")
    held = Held([put_right, other])
    found = part([put_right], held.holders, shipped_scorer(), joined=[other])
    again = solve_part(found, NONE)
    assert len(solve([one, other]).people) == 1
    assert set(again.people) == {frozenset({one.id}), frozenset({other.id})}
