"""Intelligence carries its grade and its conditions, and never says who a source is."""

import json
from typing import Any

import pytest

from goldthread.link.feeds.tests.reading_samples import (
    REPORT,
    accepted,
    call_bytes,
    code,
    outcomes,
    read_row,
    reading,
    set_aside,
)

SUBJECT = REPORT["subjects"][0]


def graded(**marks: str) -> Any:
    return read_row("intelligence", grading={**REPORT["grading"], **marks})


class TestGrade:
    def test_every_value_of_a_report_carries_its_grade(self) -> None:
        (subject,) = accepted(read_row("intelligence")).mentions
        assert {value.grade for value in subject.values} == {"3x5x2 2BP"}
        assert [value.kind for value in subject.values] == ["fact", "opinion"]

    def test_an_older_grade_stays_in_its_own_scheme(self) -> None:
        record = accepted(graded(scheme="5x5x5", source="B", assessment="2", handling="1"))
        assert record.mentions[0].values[0].grade == "5x5x5 B21"

    def test_an_unnamed_scheme_is_todays(self) -> None:
        assert accepted(graded(scheme="")).mentions[0].values[0].grade == "3x5x2 2BP"

    @pytest.mark.parametrize(
        ("marks", "field"),
        [
            ({"source": "4"}, "grading.source"),
            ({"source": ""}, "grading.source"),
            ({"source": "B"}, "grading.source"),
            ({"assessment": "F"}, "grading.assessment"),
            ({"assessment": "2"}, "grading.assessment"),
            ({"handling": "5"}, "grading.handling"),
            ({"scheme": "5x5x5", "assessment": "2", "handling": "1"}, "grading.source"),
        ],
    )
    def test_a_mark_of_another_scheme_is_no_mark(self, marks: dict[str, str], field: str) -> None:
        outcome = set_aside(graded(**marks))
        assert (outcome.code, outcome.field) == ("Q-GRADE-01", field)

    def test_an_unknown_scheme_is_set_aside(self) -> None:
        assert code(graded(scheme="4x4")) == "Q-GRADE-02"

    def test_a_report_without_a_grade_is_set_aside(self) -> None:
        assert code(read_row("intelligence", grading=None)) == "Q-GRADE-01"


class TestConditions:
    @pytest.mark.parametrize(
        "grading",
        [
            {"scheme": "3x5x2", "source": "1", "assessment": "A", "handling": "C"},
            {"scheme": "5x5x5", "source": "A", "assessment": "1", "handling": "4"},
            {"scheme": "5x5x5", "source": "A", "assessment": "1", "handling": "5"},
        ],
    )
    def test_conditional_handling_says_which_conditions_and_is_not_in_the_open(self, grading: dict[str, str]) -> None:
        told = {"grading": grading, "handling_conditions": "Missing unit only."}
        assert code(read_row("intelligence", grading=grading)) == "Q-GRADE-03"
        assert code(read_row("intelligence", **told)) == "Q-RES-03"
        record = accepted(read_row("intelligence", **told, restriction="signalled", ask="Intelligence desk"))
        assert ("handling_conditions", "Missing unit only.") in record.facts


class TestSources:
    @pytest.mark.parametrize(
        "changes",
        [
            {"source_name": "Terry Vale"},
            {"sourceName": "Terry Vale"},
            {"source": "Terry Vale"},
            {"source": {"surname": "Vale"}},
            {"Informant": "Terry Vale"},
            {"CHIS ref": "Terry Vale"},
            {"handler": "Terry Vale"},
            {"author": "Terry Vale"},
            {"submitted_by": "Terry Vale"},
            {"location": {**REPORT["location"], "source_address": "Terry Vale"}},
            {"subjects": [{**SUBJECT, "source_pseudonym": "Terry Vale"}]},
            {"subjects": [{**SUBJECT, "role": "source", "surname": "Vale"}]},
            {"subjects": [{**SUBJECT, "role": "CHIS", "surname": "Vale"}]},
        ],
    )
    def test_a_row_that_may_name_a_source_is_not_kept_even_in_quarantine(self, changes: dict[str, Any]) -> None:
        outcome = set_aside(read_row("intelligence", **changes))
        assert (outcome.code, outcome.raw) == ("Q-SRC-01", "")
        assert "Vale" not in str(outcome)

    def test_no_other_fault_of_the_row_goes_before_it(self) -> None:
        outcome = read_row("intelligence", source_name="Terry Vale", op="?", reported_at="never", grading=None)
        assert code(outcome) == "Q-SRC-01"

    @pytest.mark.parametrize(
        "line",
        [
            b'{"source_name": "Terry Vale", "text": "unfinished',
            b'{"op": "upsert", "source": "Terry Vale", "op": "delete"}',
            b'{"informant": "Terry Vale", "number": NaN}',
            b'{"\\u0073ource_name": "Terry Vale",}',
            b'{"source_name": "Terry Vale \xff"}',
        ],
    )
    def test_a_row_that_cannot_be_read_and_may_name_a_source_is_not_kept(self, line: bytes) -> None:
        bad, good = outcomes("intelligence", line + b"\n" + call_bytes(REPORT))
        assert (code(bad), set_aside(bad).raw) == ("Q-SRC-02", "")
        assert code(good) == "accepted"

    def test_the_formats_own_words_do_not_make_a_torn_row_unkept(self) -> None:
        whole = json.dumps(REPORT).encode()
        (torn,) = outcomes("intelligence", whole[:-5])
        assert code(torn) == "Q-CUT-01"
        assert set_aside(torn).raw == whole[:-5].decode()

    def test_words_that_only_sound_like_it_are_drift_and_no_more(self) -> None:
        rows = reading("intelligence", call_bytes({**REPORT, "resources": "2", "authority": "000"}))
        assert [code(outcome) for outcome in rows] == ["accepted"]
        assert rows.warnings == ("unknown key authority (1)", "unknown key resources (1)")

    def test_other_feeds_may_have_a_column_of_that_name(self) -> None:
        assert code(read_row("cad", source_name="Control room 2")) == "accepted"


@pytest.mark.parametrize(
    "line",
    [
        b'{"handling": "SECRET", "text": "unfinished',
        b'{"text": "x", "handling": "TOP SECRET", "number": NaN}',
        b'{"text": "x", "handling":"secret"}}',
    ],
)
def test_a_row_that_cannot_be_read_and_is_marked_secret_is_not_kept(line: bytes) -> None:
    bad, _ = outcomes("cad", line + b"\n{}\n")
    assert (code(bad), set_aside(bad).raw) == ("Q-MARK-02", "")


def test_a_shape_that_is_wrong_does_not_keep_the_words_of_a_row_marked_secret() -> None:
    outcome = set_aside(read_row("cad", handling="SECRET", location="14 Osier Bank"))
    assert (outcome.code, outcome.raw) == ("Q-MARK-02", "")
