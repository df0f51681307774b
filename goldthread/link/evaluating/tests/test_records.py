"""Rows as records: those of one report are one record; what cannot be read is noted and takes part as typed."""

from datetime import UTC, datetime

import pytest

from goldthread.link.evaluating.reading import PersonRow
from goldthread.link.evaluating.records import Made, records_of, system_codes

NOW = datetime(2018, 3, 1, tzinfo=UTC)


def made(*cells: dict[str, str]) -> Made:
    rows = [
        PersonRow(n, f"R{n}", {"record_id": f"R{n}", **own}, "", "", "", "") for n, own in enumerate(cells, start=2)
    ]
    return records_of(rows, NOW)


def values_of(found: Made, field: str) -> list[tuple[str, str | None]]:
    return [
        (value.text, value.canonical)
        for record in found.records
        for mention in record.mentions
        for value in mention.values
        if value.field == field
    ]


def test_rows_of_one_system_and_event_are_one_record_wherever_they_stand_in_the_file():
    found = made(
        {"system": "cad", "event_id": "E1", "forename": "Jess"},
        {"system": "cad", "event_id": "E2"},
        {"system": "cad", "event_id": "E1", "forename": "Tom"},
        {"system": "crime", "event_id": "E1"},
    )
    assert [len(record.mentions) for record in found.records] == [2, 1, 1]
    assert [mention.key for mention in found.records[0].mentions] == ["row:2", "row:4"]


def test_rows_without_an_event_are_each_a_record_of_their_own():
    assert len(made({"system": "cad"}, {"system": "cad"}).records) == 2


def test_every_row_is_behind_one_mention():
    found = made({"system": "cad", "event_id": "E1"}, {"event_id": "E1"}, {}, {"event_id": "X" * 200})
    assert sorted(row.record_id for row in found.rows.values()) == ["R2", "R3", "R4", "R5"]
    assert all(len(reference) <= 80 for _, reference, _ in found.rows)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2011-05-11", "2011-05-11"),
        ("11/05/2011", "2011-05-11"),
        ("2011", "2011"),
        ("2011-05", "2011-05"),
        ("c 2011", "2011~"),
    ],
)
def test_a_birth_date_may_be_whole_or_partial(typed: str, read: str):
    assert values_of(made({"dob": typed}), "birth_date") == [(typed, read)]


def test_a_date_expected_is_no_birth_date():
    found = made({"dob": "EDD 11/05/2018"})
    assert values_of(found, "birth_date") == []
    assert values_of(found, "expected_birth_date") == [("EDD 11/05/2018", "2018-05-11")]


@pytest.mark.parametrize("typed", ["31/02/2011", "unreadable", "2031-01-01"])
def test_a_birth_date_that_cannot_be_is_noted_and_its_row_takes_part(typed: str):
    found = made({"dob": typed, "forename": "Jess"})
    assert values_of(found, "birth_date") == [(typed, None)]
    assert [(note.row, note.record_id, note.field) for note in found.notes] == [(2, "R2", "dob")]
    assert found.notes[0].words == f'dob "{typed}" cannot be read. It was kept as typed.'


def test_an_identifier_that_fails_its_check_is_noted_and_kept_as_typed():
    # 9990000018 is valid by the NHS data dictionary's weights; its neighbour is not.
    found = made({"nhs_no": "999 000 0018"}, {"nhs_no": "9990000019"})
    assert values_of(found, "nhs_no") == [("999 000 0018", "9990000018"), ("9990000019", None)]
    assert [(note.row, note.field) for note in found.notes] == [(3, "nhs_no")]


def test_several_aliases_have_a_bar_or_a_semicolon_between():
    assert [text for text, _ in values_of(made({"alias": "Jay|Jaybo;JK"}), "alias")] == ["Jay", "Jaybo", "JK"]


def test_a_record_is_known_from_the_earliest_of_its_dates_and_from_now_where_none_can_be_read():
    found = made(
        {"event_id": "E", "record_date": "2016-07-02"},
        {"event_id": "E", "record_date": "2016-07-01"},
        {"record_date": "soon"},
    )
    assert [record.known_at for record in found.records] == [datetime(2016, 6, 30, 23, tzinfo=UTC), NOW]
    assert [note.field for note in found.notes] == ["record_date"]


def test_details_are_known_only_where_forename_surname_and_whole_date_are():
    found = made(
        {"forename": "Łucja", "surname": "O’Brien", "dob": "2011-05-11"},
        {"forename": "Unknown", "surname": "Kentwell", "dob": "2011-05-11"},
        {"forename": "Jess", "surname": "Kentwell", "dob": "2011"},
    )
    assert found.details == {"R2": ("LUCJA", "OBRIEN", "2011-05-11")}


def test_systems_of_any_name_get_codes_of_their_own():
    codes = system_codes(["CAD", "cad", "", "Merlin / PAC (borough of Osier)", "Merlin / PAC (borough of Elm)", "*"])
    assert len(set(codes.values())) == 6
    assert all(0 < len(code) <= 20 for code in codes.values())
