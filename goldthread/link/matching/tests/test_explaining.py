"""Every link explains itself in words, and what is stored is enough to draw it again."""

import json

import pytest

from goldthread.link.matching.decisions import decisions
from goldthread.link.matching.explaining import (
    FIELDS,
    explanation,
    level_words,
    likelihood,
    verdict,
    waterfall,
    weakest,
)
from goldthread.link.matching.guards import WORDS, guard_of
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.model import shipped
from goldthread.link.matching.scoring import Scorer
from goldthread.link.matching.solving import solve
from goldthread.link.matching.tests.making import mention

AMINA = {"forename": "Amina", "surname": "Warsame", "birth_date": "2011-05-11", "sex": "female"}
HOME = "22 Quarry Lane, XX1 2AB"


def stored(one: Candidate, other: Candidate) -> dict:
    scored = Scorer(shipped()).score(one, other)
    return json.loads(json.dumps(explanation(scored, guard_of(one, other, scored), shipped())))


@pytest.mark.parametrize(
    ("bits", "words"),
    [
        (12.8, "about 7,000 times likelier if this is one person"),  # the example of linking.md 6
        (1.0, "about 2 times likelier if this is one person"),
        (-4.1, "about 17 times likelier if this is two people"),
        (0.2, "says little either way"),
    ],
)
def test_bits_are_told_as_how_much_likelier(bits: float, words: str) -> None:
    assert likelihood(bits) == words


def test_a_stored_waterfall_starts_at_the_prior_and_ends_at_the_total() -> None:
    found = stored(mention("a", **AMINA, home=HOME), mention("b", **AMINA, home=HOME))
    steps = waterfall(found)
    assert steps[0].total == shipped().prior
    assert steps[-1].total == pytest.approx(found["total"], abs=0.05)
    assert any("count only so far" in step.words for step in steps)
    assert "Same date of birth: about 7,000 times likelier if this is one person" in [step.words for step in steps]


def test_the_verdict_names_the_line_or_the_guard() -> None:
    one = mention("a", **AMINA, home=HOME)
    assert verdict(stored(one, mention("b", **AMINA, home=HOME))).startswith("Linked")
    twin = {**AMINA, "forename": "Hodan"}
    assert "forenames are clearly different" in verdict(stored(one, mention("b", **twin, home=HOME)))
    assert verdict(stored(one, mention("b", forename="Amina", nhs_no="9990000018"))).startswith("Not linked: ")


def test_every_level_of_the_model_has_words() -> None:
    for field, levels in shipped().comparisons.items():
        assert field in FIELDS
        for level in levels:
            words = level_words(field, level)
            assert "_" not in words
            assert "{" not in words


def test_every_guard_has_a_sentence() -> None:
    assert all(sentence.endswith(".") for sentence in WORDS.values())


def test_the_weakest_pair_of_a_person_is_told() -> None:
    one, other = mention("a", **AMINA, home=HOME), mention("b", **AMINA, home=HOME)
    weak = mention("c", forename="Aminah", surname="Warsami", home=HOME, birth_date="2011-11-05")
    solution = solve([one, other, weak])
    assert len(solution.people) == 1
    found = weakest(solution, solution.people[0])
    assert found is not None
    assert weak.id in (found.one, found.other)


def test_a_decision_of_a_person_is_not_the_weakest_pair() -> None:
    one, other = mention("a", **AMINA), mention("b", forename="Nobody", surname="Else")
    solution = solve([one, other], decisions(same=[(one.id, other.id)]))
    assert weakest(solution, solution.people[0]) is None
