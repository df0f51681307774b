"""The measures by hand calculation, by published figures, and against every pair counted one by one."""

from itertools import combinations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.link.matching.measuring import Placed, exact_agreement, falsely_merged, measure
from goldthread.link.matching.shares import Share

# Newcombe 1998 (Stat Med 17:857-872), table I, method 3: Wilson's score interval.
NEWCOMBE = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]


@pytest.mark.parametrize(("count", "of", "low", "high"), NEWCOMBE)
def test_the_interval_of_a_share_is_that_of_the_published_table(count: int, of: int, low: float, high: float) -> None:
    assert Share(count, of).interval == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_of_nothing_there_is_no_rate() -> None:
    assert Share(0, 0).as_json() == {"count": 0, "of": 0, "rate": None, "interval": None}


def _placed(text: str) -> list[Placed]:
    """`a1 a1 b1`: records in order, each its truth as a letter and the person it ended in as a digit."""
    return [Placed(f"R{place}", word[0].strip("-"), word[1]) for place, word in enumerate(text.split())]


# Two people of three and two records; one record of the first ended with the second's.
# True pairs 3 + 1; linked pairs 1 + 3; right: the two of a in 1, and the two of b in 2.
HAND = "a1 a1 a2 b2 b2"


def test_pairs_by_hand() -> None:
    found = measure(_placed(HAND), [])["pairwise"]
    assert (found["right_pairs"], found["linked_pairs"], found["true_pairs"]) == (2, 4, 4)
    assert (found["precision"], found["recall"], found["f1"]) == (0.5, 0.5, 0.5)


def test_b_cubed_by_hand() -> None:
    found = measure(_placed(HAND), [])["b_cubed"]
    # Precision of each record: 1, 1, 1/3, 2/3, 2/3; recall: 2/3, 2/3, 1/3, 1, 1.
    assert found["precision"] == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert found["recall"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)


def test_a_person_is_exact_who_is_whole_and_alone() -> None:
    found = measure(_placed("a1 a1 b2 c3 c4 d5 e5"), [])["exact_people"]
    assert (found["count"], found["of"]) == (2, 5)  # a and b; c is in two, d and e are in one


def test_a_possible_pair_counts_for_every_record_of_its_two_people() -> None:
    placed = _placed("a1 a1 a2 a3")
    found = measure(placed, [("R0", "R2")])
    # Six true pairs: one linked, two possible through people 1 and 2; strictly only the pair raised.
    assert (found["linked_or_possible"]["count"], found["linked_or_possible"]["of"]) == (3, 6)
    assert found["linked_or_possible_as_raised"]["count"] == 2
    assert (found["in_review"]["count"], found["in_review"]["of"]) == (2, 4)


def test_a_possible_pair_inside_one_person_or_told_twice_adds_nothing() -> None:
    found = measure(_placed("a1 a1 a2"), [("R0", "R1"), ("R0", "R2"), ("R2", "R0")])
    assert found["linked_or_possible"]["count"] == 3
    assert found["linked_or_possible_as_raised"]["count"] == 2


def test_records_without_truth_are_not_scored_and_do_not_spoil_precision() -> None:
    found = measure(_placed("a1 a1 -1 -1"), [])
    assert found["scored_records"] == 2
    assert found["pairwise"]["precision"] == 1


def test_twins_are_counted_by_pairs_of_people_and_not_again_as_siblings() -> None:
    placed = [
        Placed("R1", "ann", 1, household="H", twinset="W"),
        Placed("R2", "bea", 1, household="H", twinset="W"),
        Placed("R3", "bea", 1, household="H", twinset="W"),
        Placed("R4", "cal", 2, household="H"),
        Placed("R5", "dot", 2, household="I"),
    ]
    assert falsely_merged(placed, "twinset") == Share(1, 1)
    # Ann and Cal, Bea and Cal; Dot is of another household.
    assert falsely_merged(placed, "household") == Share(0, 2)


def test_the_gap_is_between_the_groups_best_and_worst_found() -> None:
    placed = [Placed(f"p{n}", "p", n // 2, group="polish") for n in range(4)]
    placed += [Placed(f"e{n}", "e", "x", group="english") for n in range(3)]
    placed += [Placed("s", "s", "y", group="somali")]
    found = measure(placed, [])
    assert found["groups"]["polish"]["recall"] == pytest.approx(2 / 6)
    assert found["groups"]["english"]["recall"] == 1
    assert found["groups"]["somali"]["recall"] is None, "one record makes no pair"
    assert found["gap"] == {"recall": pytest.approx(4 / 6), "best": "english", "worst": "polish"}


def test_a_pair_agrees_exactly_only_where_both_know_everything() -> None:
    told = ("JESS", "KENTWELL", "2011-05-11")
    placed = [Placed("1", "a", 1, details=told), Placed("2", "a", 2, details=told), Placed("3", "a", 3)]
    assert exact_agreement(placed) == Share(1, 3)


Drawn = list[tuple[str, int, bool]]


@given(
    st.lists(st.tuples(st.sampled_from(["", "a", "b", "c", "d"]), st.integers(0, 4), st.booleans()), max_size=14),
    st.integers(),
)
def test_every_measure_equals_a_count_of_all_pairs_one_by_one(drawn: Drawn, seed: int) -> None:
    placed = [Placed(str(n), truth, person) for n, (truth, person, _) in enumerate(drawn)]
    every = list(combinations([one.record for one in placed], 2))
    chance = Random(seed)  # noqa: S311
    possibles = [pair for pair in every if chance.random() < 0.2]
    found = measure(placed, possibles)
    expected = _one_by_one(placed, possibles)
    for name, value in expected.items():
        got = found[name.partition(".")[0]]
        got = got[name.partition(".")[2]]
        assert got == (None if value is None else pytest.approx(value)), name


def _one_by_one(placed: list[Placed], possibles: list[tuple[str, str]]) -> dict[str, Any]:
    """The definitions again, without contingency tables."""
    scored = [one for one in placed if one.truth]
    both = list(combinations(scored, 2))
    right = sum(one.truth == other.truth and one.person == other.person for one, other in both)
    linked = sum(one.person == other.person for one, other in both)
    true = sum(one.truth == other.truth for one, other in both)
    person = {one.record: one.person for one in placed}
    shown = {frozenset((person[one], person[other])) for one, other in possibles}
    found = sum(
        one.truth == other.truth and (one.person == other.person or frozenset((one.person, other.person)) in shown)
        for one, other in both
    )
    pure, whole = [], []
    for one in scored:
        mine = [other for other in scored if other.person == one.person]
        real = [other for other in scored if other.truth == one.truth]
        hits = sum(other.truth == one.truth for other in mine)
        pure.append(hits / len(mine))
        whole.append(hits / len(real))
    return {
        "pairwise.precision": right / linked if linked else None,
        "pairwise.recall": right / true if true else None,
        "b_cubed.precision": sum(pure) / len(pure) if pure else None,
        "b_cubed.recall": sum(whole) / len(whole) if whole else None,
        "linked_or_possible.count": found,
        "linked_or_possible.of": true,
    }
