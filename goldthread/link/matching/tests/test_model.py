"""Every number of the model says where it comes from, and a declaration that does not hold together is refused."""

from copy import deepcopy
from itertools import combinations

import pytest
from hypothesis import given, settings

from goldthread.link.matching import frequencies
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.model import UnsoundModel, declaration, model_of, shipped
from goldthread.link.matching.scoring import Scorer, shipped_scorer
from goldthread.link.matching.tests.making import crowds, mention


def test_every_level_names_its_source() -> None:
    levels = [level for levels in shipped().comparisons.values() for level in levels.values()]
    assert len(levels) > 40
    assert all(level.source for level in levels)


def test_a_number_without_a_source_is_refused() -> None:
    declared = deepcopy(declaration())
    declared["comparisons"]["sex"]["same"]["source"] = ""
    with pytest.raises(UnsoundModel, match="sex same: its source is missing"):
        model_of(declared, frequencies.shipped())


def test_a_line_for_possible_above_that_for_linked_is_refused() -> None:
    declared = deepcopy(declaration())
    declared["possible"]["bits"] = 9
    with pytest.raises(UnsoundModel, match="possible"):
        model_of(declared, frequencies.shipped())


def test_frequencies_of_another_version_are_refused() -> None:
    declared = deepcopy(declaration()) | {"frequencies": "a force's own"}
    with pytest.raises(UnsoundModel, match="frequencies"):
        model_of(declared, frequencies.shipped())


def score(one: dict[str, str], other: dict[str, str]):
    return Scorer(shipped()).score(mention("a", **one), mention("b", **other))


def test_the_household_adds_no_more_than_its_cap() -> None:
    home = {"surname": "Okonedo", "home": "22 Quarry Lane, XX1 2AB", "phone": "+447700900123"}
    scored = score(home, home)
    assert scored.household > 30
    assert scored.bits == shipped().prior + shipped().household_cap


def test_a_rare_name_in_common_says_more_than_a_common_one_and_by_a_bounded_amount() -> None:
    rare = score({"forename": "Zebedee"}, {"forename": "Zebedee"}).individual
    common = score({"forename": "Muhammad"}, {"forename": "Muhammad"}).individual
    assert rare > common
    rarest = score({"forename": "Quizzical"}, {"forename": "Quizzical"}).evidence
    assert all(abs(found.adjusted) <= shipped().most_adjusted for found in rarest)


def test_the_score_is_the_same_either_way_round() -> None:
    home = "22 Quarry Lane"
    one = {"forename": "Kate", "surname": "Kowalska", "birth_date": "2011-05-11", "home": home}
    other = {"forename": "Katherine", "surname": "Kowalski", "birth_date": "2011-11-05", "home": f"{home}, XX1 2AB"}
    assert score(one, other).bits == score(other, one).bits


def test_the_sisters_of_the_reference_stay_under_the_line_by_their_guard() -> None:
    """linking.md 6: two sisters, same day, surnames of one skeleton, forenames `shazia` and `saima`."""
    from goldthread.link.matching.guards import guard_of

    home = "22 Quarry Lane, XX1 2AB"
    one = mention("a", forename="Shazia", surname="Chowdhury", birth_date="2008-02-03", home=home)
    other = mention("b", forename="Saima", surname="Chaudhry", birth_date="2008-02-03", home=home)
    scored = Scorer(shipped()).score(one, other)
    assert scored.bits > shipped().link
    assert guard_of(one, other, scored) in ("twin", "forename_differs")


def test_names_are_not_counted_from_too_few_mentions() -> None:
    with pytest.raises(ValueError, match="200 mentions"):
        frequencies.counted([mention("a", forename="Amina")], "own-1")


def test_counted_names_are_shares_of_people() -> None:
    mentions = [mention(f"{i}", forename="Amina" if i % 4 == 0 else "Zofia", surname="Nowak") for i in range(400)]
    table = frequencies.counted(mentions, "own-1")
    assert (table.of("AMINA"), table.of("NOWAK", surname=True)) == (0.25, 1.0)


@settings(max_examples=300, deadline=None)
@given(crowds(largest=6))
def test_a_pair_scores_the_same_whichever_of_the_two_is_named_first(mentions: list[Candidate]) -> None:
    score = shipped_scorer().score
    for one, other in combinations(mentions, 2):
        assert score(one, other) == score(other, one)
