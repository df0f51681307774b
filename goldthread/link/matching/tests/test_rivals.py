"""Rivals and bridges found by the quick way are those of the definition, and a child with many records is no burden."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from goldthread.link.matching import guards
from goldthread.link.matching.alarms import EACH_SIDE, bridges
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.model import shipped
from goldthread.link.matching.rivals import Edge, Rivals
from goldthread.link.matching.scoring import Scored, Scorer
from goldthread.link.matching.tests.making import crowds, mention

MARGIN = shipped().rival_margin


def rivals_of(mentions: list[Candidate]) -> tuple[Rivals, list[tuple[int, int]]]:
    """The rivals among these, and a list that grows by every pair that had to be scored."""
    scorer, scored = Scorer(shipped()), []

    def score(one: int, other: int) -> Scored:
        scored.append((one, other))
        return scorer.score(mentions[one], mentions[other])

    return Rivals(mentions, score, MARGIN, [{one.record} for one in mentions]), scored


def as_defined(mentions: list[Candidate], edges: list[Edge]) -> set[tuple[int, int]]:
    """Every two that fit one third, one after the other: what `Rivals` must find without looking at them all."""
    stopped = set()
    for third in range(len(mentions)):
        fits = [(bits, sum(pair) - third) for bits, *pair in edges if third in pair]
        fits.sort(key=lambda fit: (-fit[0], fit[1]))
        for (bits, best), (weaker, rival) in combinations(fits, 2):
            two = [mentions[place] for place in (best, rival)]
            if guards.are_plainly_two(*two, mentions[third], lambda two=two: Scorer(shipped()).score(*two)):
                stopped.add((min(third, rival), max(third, rival)))
                if bits - weaker < MARGIN:
                    stopped.add((min(third, best), max(third, best)))
    return stopped


@st.composite
def crowds_with_edges(draw: st.DrawFn) -> tuple[list[Candidate], list[Edge]]:
    mentions = draw(crowds())
    pairs = list(combinations(range(len(mentions)), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=len(pairs)))
    bits = draw(st.lists(st.sampled_from([8.0, 9.5, 12.0, 20.0]), min_size=len(chosen), max_size=len(chosen)))
    return mentions, [(strength, *pair) for strength, pair in zip(bits, chosen, strict=True)]


@given(crowds_with_edges())
def test_rivals_are_those_found_by_looking_at_every_two_for_every_third(
    made: tuple[list[Candidate], list[Edge]],
) -> None:
    mentions, edges = made
    assert rivals_of(mentions)[0].stopped(edges) == as_defined(mentions, edges)


def test_what_two_kinds_of_mention_say_is_looked_at_once_however_many_mentions_there_are() -> None:
    named = [mention(f"a{i}", forename="Amina", surname="Warsame", birth_date="2011-05-11") for i in range(100)]
    other = [mention(f"s{i}", forename="Samira", surname="Warsame", birth_date="2011-05-11") for i in range(100)]
    unnamed = [mention(f"u{i}", surname="Warsame", birth_date="2011-05-11") for i in range(20)]
    mentions = [*named, *other, *unnamed]
    rivals, scored = rivals_of(mentions)
    edges = [(9.0, fit, third) for third in range(200, 220) for fit in range(200)]
    assert rivals.stopped(edges) == {(fit, third) for _, fit, third in edges}
    assert len(scored) == 1


@given(st.integers(2, 14), st.data())
def test_a_bridge_is_an_edge_whose_loss_leaves_two_sides_of_enough_mentions(many: int, data: st.DataObject) -> None:
    pairs = list(combinations(range(many), 2))
    edges = data.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=many + 3))
    near: dict[int, set[int]] = {}
    for one, other in edges:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    members = sorted(data.draw(st.sets(st.integers(0, many - 1), min_size=2)))
    inside = [(one, other) for one, other in edges if one in members and other in members]
    expected = []
    for one, other in sorted(inside):
        side = reached(one, [edge for edge in inside if edge != (one, other)])
        if other not in side and min(len(side), len(members) - len(side)) >= EACH_SIDE:
            expected.append((one, other))
    assert bridges(members, near) == expected


def reached(start: int, edges: list[tuple[int, int]]) -> set[int]:
    seen = {start}
    while more := {place for edge in edges for place in edge if seen & set(edge)} - seen:
        seen |= more
    return seen


def test_two_threes_that_one_pair_ties_are_held_by_a_bridge() -> None:
    triangles = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)]
    near = {place: {sum(edge) - place for edge in triangles if place in edge} for place in range(6)}
    assert bridges(range(6), near) == [(2, 3)]
