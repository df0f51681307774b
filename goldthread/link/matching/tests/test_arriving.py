"""Arriving one by one, in pieces or all at once ends with the same people, and so does having come and gone."""

from collections.abc import Collection
from random import Random
from uuid import UUID

import pytest

from goldthread.link.matching.echoes import Echoes
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.model import shipped
from goldthread.link.matching.neighbourhood import Part, part
from goldthread.link.matching.rows import candidates
from goldthread.link.matching.scoring import Scorer
from goldthread.link.matching.solving import solve, solve_part
from tests.population import population

SCORER = Scorer(shipped())
People = set[frozenset[UUID]]


class Store:
    """What is held, in memory: mentions by key, who is whose person, and which pairs are possible."""

    def __init__(self) -> None:
        self.held: dict[UUID, Candidate] = {}
        self.holders: dict[str, list[UUID]] = {}
        self.person: dict[UUID, frozenset[UUID]] = {}
        self.possible: set[frozenset[UUID]] = set()

    def people(self) -> People:
        return set(self.person.values())

    def those(self, wanted: Collection[UUID]) -> list[Candidate]:
        return [self.held[one] for one in wanted if one in self.held]

    def holders_of(self, wanted: Collection[str]) -> dict[str, list[Candidate]]:
        return {key: self.those(self.holders.get(key, ())) for key in wanted}

    def beside(self, mentions: Collection[UUID]) -> set[UUID]:
        linked = {other for one in mentions for other in self.person.get(one, ())}
        return (linked | {one for pair in self.possible if pair & set(mentions) for one in pair}) - set(mentions)

    def part(self, touched: set[UUID]) -> Part:
        return part(self.those(touched), self.holders_of, SCORER, joined=self.those(self.beside(touched)))

    def take_in(self, arrived: list[Candidate]) -> None:
        for one in arrived:
            self.held[one.id] = one
            for key in Echoes(SCORER).keys(one):
                self.holders.setdefault(key, []).append(one.id)
        self._solve({one.id for one in arrived})

    def take_out(self, gone: Collection[UUID]) -> None:
        for one in gone:
            for key in Echoes(SCORER).keys(self.held.pop(one)):
                self.holders[key].remove(one)
        self._solve(set(gone))

    def _solve(self, touched: set[UUID]) -> None:
        found = self.part(touched)
        core = {one.id for one in found.core} | touched
        solution = solve_part(found, model=SCORER)
        self.possible = {pair for pair in self.possible if not pair & core}
        self.possible |= {frozenset((one.one, one.other)) for one in solution.possibles}
        self.person = {one: group for one, group in self.person.items() if one not in core}
        self.person |= {one: group for group in solution.people for one in group}


def everybody(seed: int, count: int = 400) -> list[Candidate]:
    return list(candidates(population(seed=seed, records=count)))


def at_once(mentions: list[Candidate]) -> People:
    return set(solve(mentions, model=SCORER).people)


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_arriving_in_any_order_and_any_pieces_ends_as_solving_everything_at_once(seed):
    mentions = everybody(seed)
    chance = Random(seed)  # noqa: S311
    chance.shuffle(mentions)
    store = Store()
    left = list(mentions)
    while left:
        size = chance.choice([1, 1, 3, 40, 100])
        store.take_in(left[:size])
        left = left[size:]
    assert store.people() == at_once(mentions)


@pytest.mark.parametrize("seed", [14, 15])
def test_taking_mentions_out_again_ends_as_if_they_had_never_come(seed):
    mentions = everybody(seed)
    chance = Random(seed)  # noqa: S311
    store = Store()
    store.take_in(mentions)
    gone = chance.sample(mentions, 120)
    for start in range(0, len(gone), 30):
        store.take_out([one.id for one in gone[start : start + 30]])
    assert store.people() == at_once([one for one in mentions if one not in gone])


def test_mentions_that_nothing_ties_to_the_change_are_not_solved_again():
    mentions = everybody(16, 300)
    store = Store()
    store.take_in(mentions)
    newcomer = everybody(17, 300)[0]
    store.take_in([newcomer])
    assert len(store.part({newcomer.id}).core) < 30
