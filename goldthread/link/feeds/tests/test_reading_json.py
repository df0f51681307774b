"""Objects that are not what they should be: each is set aside with the reason, and the next row is read."""

import json
from typing import Any

import pytest

from goldthread.link.feeds.tests.reading_samples import (
    CALL,
    accepted,
    call_bytes,
    code,
    outcomes,
    read_call,
    reading,
)


def code_of(line: str) -> str:
    bad, good = outcomes("cad", line.encode() + b"\n" + call_bytes(CALL))
    assert code(good) == "accepted"
    return code(bad)


def with_text(text: str) -> str:
    """The good call with a piece of raw JSON where its words were."""
    return json.dumps({**CALL, "text": "HERE"}).replace('"HERE"', text)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("not json", "Q-JSON-01"),
        ("[1, 2]", "Q-JSON-04"),
        ("null", "Q-JSON-04"),
        ('"text"', "Q-JSON-04"),
        ("{}", "Q-ID-01"),
        ('{"op": "upsert", "op": "delete"}', "Q-JSON-02"),
        (with_text('{"a": {"b": {"c": {"d": {"e": {"f": 1}}}}}}'), "Q-JSON-03"),
        (with_text("[" * 50_000), "Q-JSON-03"),
        (with_text("NaN"), "Q-NUM-01"),
        (with_text("-Infinity"), "Q-NUM-01"),
        (with_text("1e400"), "Q-NUM-02"),
        (with_text("9" * 5_000), "Q-NUM-02"),
        (with_text('"a\\u0000b"'), "Q-NUL-01"),
        (with_text('"\\ud83d"'), "Q-CHR-01"),
        (with_text('["two", "texts"]'), "Q-JSON-05"),
    ],
)
def test_a_row_that_is_not_a_plain_object_is_set_aside(line: str, expected: str) -> None:
    assert code_of(line) == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"linked_persons": {"surname": "Kent"}},
        {"linked_persons": ["Kent"]},
        {"linked_persons": [[]]},
        {"linked_persons": "Kent"},
        {"subject_category": [{}]},
        {"location": "14 Osier Bank"},
        {"text": {"first": "Has not"}},
        {"linked_persons": [{"key": "a", "surname": {"family": "Kent"}}]},
        {"source_record_id": ["4417/24OCT16"]},
    ],
)
def test_a_value_of_the_wrong_shape_is_set_aside(changes: dict[str, Any]) -> None:
    assert code(read_call(**changes)) == "Q-JSON-05"


def test_more_people_than_any_call_has_are_set_aside() -> None:
    assert code(read_call(linked_persons=[{"key": str(i)} for i in range(201)])) == "Q-BIG-03"


def test_an_unknown_key_is_kept_in_the_raw_row_and_reported() -> None:
    person = {**CALL["linked_persons"][0], "shoe_size": 4}
    rows = reading("cad", call_bytes({**CALL, "dog": "Rex", "location.borough": "Oxlade", "linked_persons": [person]}))
    (record,) = list(rows)
    assert '"dog": "Rex"' in accepted(record).raw
    assert accepted(record).borough == "Merrowfield"  # a key with a stop in it is not the nested key
    assert rows.warnings == (
        'unknown key "location.borough" (1)',
        "unknown key dog (1)",
        "unknown key linked_persons[].shoe_size (1)",
    )


def test_a_code_the_format_does_not_know_is_kept_as_typed_and_reported() -> None:
    rows = reading("cad", call_bytes({**CALL, "grade": "Q9"}))
    (record,) = list(rows)
    assert ("grade", "Q9") in accepted(record).facts
    assert rows.warnings == ('grade: unknown code "Q9" (1)',)


def test_line_separators_inside_a_text_do_not_end_the_row() -> None:
    assert accepted(read_call(text="one\u2028two\x85three")).narrative == "one\u2028two\x85three"
