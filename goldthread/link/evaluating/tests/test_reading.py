"""Reading a file of people: every row is taken in or said to be bad, by row, field and words."""

import io

import pytest

from goldthread.link.evaluating.reading import PeopleFile, Truths, read_people
from goldthread.link.feeds.format import UnreadableFile

HEAD = "record_id,system,forename,surname,dob,who,place\n"
TRUTHS = Truths("who", group="place")


def read(text: str, truths: Truths = TRUTHS) -> PeopleFile:
    return read_people(io.BytesIO(text.encode("utf-8", "surrogateescape")), truths)


def test_a_row_is_what_it_says_with_its_truth_beside_it():
    (row,) = read(HEAD + "A1,cad,Jess,,2011,p7,Osier\n").rows
    assert row.cells == {"record_id": "A1", "system": "cad", "forename": "Jess", "dob": "2011"}
    assert (row.number, row.truth, row.group, row.household) == (2, "p7", "Osier", "")


def test_a_second_row_of_one_record_id_and_a_row_without_are_bad_and_the_first_stands():
    found = read(HEAD + "A1,cad,Jess,,,p7,\nA1,cad,Tom,,,p8,\n ,cad,Tom,,,p8,\n")
    assert [row.cells["forename"] for row in found.rows] == ["Jess"]
    assert [(bad.row, bad.record_id, bad.field) for bad in found.bad] == [(3, "A1", "record_id"), (4, "", "record_id")]
    assert found.bad[0].words == 'record_id "A1" is that of row 2 already.'
    assert found.bad[1].words == "The row has no record_id."


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("A2,cad,Tom\n", "The row has 3 columns where the header has 7."),
        ('A2,cad,"Tom,,,p8,\n', "The quotation marks of the row do not pair."),
        ("A2,cad,T\udce9o,,,p8,\n", "Some bytes cannot be read as utf-8."),
        ("A2,cad,T\x00m,,,p8,\n", "The row holds a NUL character, which no text has."),
    ],
)
def test_a_line_that_cannot_be_read_is_bad_and_harms_no_other(line: str, words: str):
    found = read(HEAD + "A1,cad,Jess,,,p7,\n" + line + "A3,cad,Sam,,,p9,\n")
    assert [row.record_id for row in found.rows] == ["A1", "A3"]
    assert [(bad.row, bad.words) for bad in found.bad] == [(3, words)]


def test_columns_that_are_missing_or_ours_to_ignore_are_named():
    found = read("record_id,who,shoe_size\nA1,p7,43\n", Truths("who"))
    assert found.ignored == ["shoe_size"]
    assert {"dob", "nhs_no", "event_id"} <= set(found.missing)


def test_a_row_without_truth_takes_part():
    (row,) = read(HEAD + "A1,cad,Jess,,,,\n").rows
    assert row.truth == ""


def test_a_file_without_the_column_of_the_truth_is_refused_by_its_name():
    with pytest.raises(UnreadableFile, match="lacks whom"):
        read(HEAD, Truths("whom"))
