"""Question sets are data that cannot quietly change: each fault is named by file and row."""

import re
from pathlib import Path

import pytest

from goldthread.core.criteria.asking import asked_of
from goldthread.core.criteria.reading import SETS, criteria, question_sets, read_set, read_sets, topics
from goldthread.core.criteria.sets import as_they_stand
from goldthread.core.standards.faults import StandardsFault

ONE = SETS / "mis-1.yaml"
HOW_MANY = {"COM": 16, "CON": 12, "CSE": 16, "MIS": 17, "S47": 14}


def held(set_id: str):
    return next(one for one in question_sets() if one.id == set_id)


def test_each_set_holds_its_questions_by_stable_numbers():
    for set_id, many in HOW_MANY.items():
        assert [one.id for one in held(set_id).questions] == [f"{set_id}-{n:02}" for n in range(1, many + 1)]


def test_what_a_no_does_is_as_the_reference_says():
    """inspection.md 8: the questions that send a case back, and those that hold a grade at inadequate."""
    sends_back = {one.id for held in question_sets() for one in held.questions if "R" in one.effects}
    assert sends_back == {"COM-01", "MIS-02", "MIS-09", "CSE-04", "CSE-06", "S47-07", "CON-06"}
    inadequate = {one.id for held in question_sets() for one in held.questions if "I" in one.effects}
    assert inadequate - sends_back == {
        "COM-07", "MIS-01", "MIS-05", "MIS-08", "MIS-15", "CSE-07", "CSE-15", "S47-01", "S47-06", "S47-14",
        "CON-08",
    }  # fmt: skip
    weights = {one.id: one.weight for one in held("COM").questions if one.weight}
    assert weights == {"COM-06": 3, "COM-09": 3, "COM-10": 3, "COM-13": 2, "COM-15": 1, "COM-16": 2}


def test_every_question_is_reported_under_the_topics_of_its_criterion():
    assert list(topics()) == ["1", "2", "3", "4", "5"]
    assert set(criteria()) == {"OV", "IC", "AH", "INV", "DM", "TA", "MR", "PD", "LMG"}
    under_partners = {one.id for held in question_sets() for one in held.questions if "2" in one.topics}
    assert under_partners == {"MIS-16", "CSE-05", "CSE-13", "S47-02", "S47-03", "S47-12"} | {
        f"CON-{n}" for n in ("05", "06", "07", "10", "11")
    }
    assert [one.topics for one in held("COM").questions if one.criterion.code == "OV"] == [()]


def test_a_short_form_holds_what_sends_back_holds_down_or_tests_a_recommendation():
    for one in question_sets():
        needed = {asked.id for asked in one.questions if asked.may_not_be_left_out}
        assert needed <= one.short < {asked.id for asked in one.questions}
        assert one.short_reason.endswith(".")


def test_the_questions_of_the_recommendations_are_those_of_the_reference():
    """inspection.md 9.1, of the sets that ship."""
    by_number = {
        number: {one.id for held in question_sets() for one in held.questions if number in one.recommendations}
        for number in (1, 2, 3, 6, 9)
    }
    assert by_number[1] == {"COM-11"}
    assert by_number[2] == {f"MIS-{n}" for n in ("01", "02", "03", "06", "07", "08", "11", "12")}
    assert by_number[3] == {f"COM-{n}" for n in ("03", "04", "08", "13")} | {"CON-02", "CON-03"}
    assert by_number[6] == {"COM-10", "COM-11", "COM-12", "CSE-06", "S47-09", "S47-10", "S47-11"}
    assert by_number[9] == {"S47-04", "CSE-03"}


def test_an_area_asks_the_words_of_the_sets():
    asked = asked_of("COM", "MIS")
    assert len(asked) == 33
    assert asked[0].words == held("COM").questions[0].words
    assert all(one.source for one in asked)


def test_the_version_of_a_day_is_the_newest_issued_by_then():
    one = held("MIS")
    assert as_they_stand(question_sets(), one.issued_on)["MIS"] is one
    assert "MIS" not in as_they_stand(question_sets(), one.issued_on.replace(year=2025))


def broken(tmp_path: Path, old: str, new: str) -> str:
    text = ONE.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "mis-1.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(StandardsFault) as fault:
        read_set(tmp_path / "mis-1.yaml")
    return str(fault.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("effect_of_no: I", "effect_of_no: X", "mis-1.yaml, row 1 (MIS-01): X is no effect of a no."),
        ("criterion: IC", "criterion: ZZ", "mis-1.yaml, row 1 (MIS-01): ZZ is no criterion."),
        ('topics: ["3"]', 'topics: ["5"]', "mis-1.yaml, row 1 (MIS-01): topics of IC are 3 (criteria.yaml)."),
        ("id: MIS-02", "id: COM-02", "mis-1.yaml, row 2 (COM-02): id must be like MIS-01."),
        ("version: 1", "version: 2", "mis-1.yaml: The file of MIS version 2 is mis-2.yaml."),
        ("mark: DEFAULT", "mark: OURS", "mis-1.yaml: OURS is not a mark."),
        ("MIS-02, ", "", "mis-1.yaml, short_form: MIS-02 may not be left out"),
        ("MIS-02, ", "MIS-02, MIS-77, ", "mis-1.yaml, short_form: MIS-77 is no question of this set."),
        ("recommendations: [2]", "recommendations: [two]", "mis-1.yaml, row 1 (MIS-01): recommendations must be"),
        ("    words: >-", "    wording: >-", "mis-1.yaml, row 1 (MIS-01): wording is no key here."),
        ("found at the time?", "found at the time.", "mis-1.yaml, row 1 (MIS-01): words must be a question"),
    ],
)
def test_a_fault_names_the_file_and_the_row(tmp_path, old, new, told):
    assert told in broken(tmp_path, old, new)


def copied(tmp_path: Path) -> Path:
    for path in SETS.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def test_an_issued_version_cannot_be_changed(tmp_path):
    path = copied(tmp_path) / "mis-1.yaml"
    path.write_text(path.read_text().replace("effect_of_no: w2", "effect_of_no: w1", 1))
    with pytest.raises(StandardsFault, match=re.escape("MIS version 1 was issued and has been changed.")):
        read_sets(tmp_path)


def test_a_comment_or_another_layout_changes_nothing(tmp_path):
    path = copied(tmp_path) / "mis-1.yaml"
    path.write_text("# Read me.\n" + path.read_text().replace("mark: DEFAULT", "mark:   DEFAULT"))
    assert {one.id: one.digest for one in read_sets(tmp_path)}["MIS"] == held("MIS").digest


def test_an_issued_version_cannot_be_taken_away(tmp_path):
    (copied(tmp_path) / "s47-1.yaml").unlink()
    with pytest.raises(StandardsFault, match="S47 version 1 was issued and is not there"):
        read_sets(tmp_path)


def next_version(tmp_path: Path, number: int, change) -> str:
    """A further version of MIS, issued with its digest."""
    text = ONE.read_text(encoding="utf-8").replace("version: 1", f"version: {number}", 1)
    path = tmp_path / f"mis-{number}.yaml"
    path.write_text(change(text), encoding="utf-8")
    with (tmp_path / "issued.yaml").open("a") as ledger:
        ledger.write(f'"MIS version {number}": {read_set(path).digest}\n')
    return path.name


def without_17(text: str) -> str:
    return text[: text.index("  - id: MIS-17")]


def test_a_new_version_stands_beside_the_old_one(tmp_path):
    next_version(copied(tmp_path), 2, without_17)
    assert [one.name for one in read_sets(tmp_path) if one.id == "MIS"] == ["MIS version 1", "MIS version 2"]


def test_an_id_that_was_dropped_never_comes_back(tmp_path):
    copied(tmp_path)
    next_version(tmp_path, 2, without_17)
    next_version(tmp_path, 3, lambda text: text)
    with pytest.raises(StandardsFault, match=re.escape("mis-3.yaml, row 17: MIS-17 was dropped by MIS version 2.")):
        read_sets(tmp_path)
