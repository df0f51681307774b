"""A model trained on answered pairs says so, keeps what it could not learn, and reads back as it was written."""

import math
from pathlib import Path

import pytest
import yaml

from goldthread.link.matching import frequencies, training
from goldthread.link.matching.model import declaration, model_of, shipped
from goldthread.link.matching.scoring import Scorer
from goldthread.link.matching.tests.making import mention


def answered(count: int) -> list[training.Answered]:
    """Of pairs of one person nine in ten agree on sex; of pairs of two, half."""
    girl, boy = mention("g", sex="female"), mention("b", sex="male")
    one_person = [(girl, boy if i % 10 == 0 else girl, True) for i in range(count)]
    return one_person + [(girl, boy if i % 2 == 0 else girl, False) for i in range(count)]


def test_bits_are_the_logarithm_of_how_much_commoner_a_level_is_among_pairs_of_one_person() -> None:
    found = training.weights(answered(10_000), Scorer(shipped()))["sex"]
    assert found["same"] == pytest.approx(math.log2(0.9 / 0.5), abs=0.01)
    assert found["different"] == pytest.approx(math.log2(0.1 / 0.5), abs=0.01)


def test_too_few_answers_teach_nothing() -> None:
    assert training.weights(answered(40), Scorer(shipped())) == {}


def test_a_trained_declaration_names_its_source_and_keeps_the_rest() -> None:
    trained = training.weights(answered(1_000), Scorer(shipped()))
    made = training.declared(declaration(), trained, version="own-1", source="1,000 pairs", frequencies="general-1")
    model = model_of(made, frequencies.shipped())
    assert (model.version, model.comparisons["sex"]["same"].source) == ("own-1", "1,000 pairs")
    assert model.comparisons["phone"] == shipped().comparisons["phone"]
    assert declaration()["version"] != "own-1"


def test_a_counted_table_reads_back_as_it_was_written(tmp_path: Path) -> None:
    mentions = [mention(f"{i}", forename="Amina" if i % 4 else "Zofia", surname="Nowak") for i in range(400)]
    counted = frequencies.counted(mentions, "own-1")
    path = tmp_path / "frequencies.yaml"
    path.write_text(yaml.safe_dump(training.table(counted)))
    again = frequencies.read(path)
    assert (again.version, again.forenames, again.surnames) == ("own-1", counted.forenames, counted.surnames)
    assert again.of("UNHEARDOF") == pytest.approx(counted.of("UNHEARDOF"))
