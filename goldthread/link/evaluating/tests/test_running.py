"""The real path over a small file: who ended as one person, what is written, and what is told."""

import csv
import io
from pathlib import Path
from uuid import UUID

import pytest
from django.db import DataError

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.people.actions import Pair, keep_possibles
from goldthread.core.records.models import Mention
from goldthread.link.evaluating import running
from goldthread.link.evaluating.answers import Place, possibles
from goldthread.link.evaluating.form import COLUMNS
from goldthread.link.evaluating.reading import PeopleFile, Truths, read_people
from goldthread.link.evaluating.records import records_of
from goldthread.link.evaluating.report import lines, report, write_people, write_possibles
from goldthread.link.feeds.keeping import keep
from tests.population import population

TRUTHS = Truths("truth", "group", "household", "twinset")
# Two records of Jess agree wholly; her twin was named in the second report; a third record has no truth.
FEW = """record_id,system,event_id,forename,surname,dob,truth,group,household,twinset
A,cad,E1,Jess,Kentwell,2011-05-11,jess,english,h,w
B,pac,E2,JESS,KENTWELL,11/05/2011,jess,english,h,w
C,pac,E2,Joss,Kentwell,2011-05-11,joss,english,h,w
D,cad,,Jess,Kentwell,2011-05-11,,english,h,
"""


def read(text: str) -> PeopleFile:
    return read_people(io.BytesIO(text.encode()), TRUTHS)


def evaluated(found: PeopleFile) -> tuple:
    made = records_of(found.rows, clocks.now())
    return made, running.run(made, lambda line: None)


def test_records_that_agree_end_in_one_person_and_a_twin_does_not(db):
    found = read(FEW)
    told = report(found, *evaluated(found))
    assert told["pairwise"]["precision"] == told["pairwise"]["recall"] == 1
    assert (told["scored_records"], told["true_people"], told["people"]) == (3, 2, 2)
    assert (told["twins"]["count"], told["twins"]["of"]) == (0, 1)
    assert told["groups"]["english"]["recall"] == 1
    assert told["exact_agreement"]["rate"] == 1


def test_the_files_name_every_record_and_the_person_it_ended_in(db, tmp_path: Path):
    made, ran = evaluated(read(FEW))
    write_people(tmp_path / "people.csv", made, ran)
    write_possibles(tmp_path / "pairs.csv", made, ran)
    person = {row["record_id"]: row["person_id"] for row in csv.DictReader((tmp_path / "people.csv").open())}
    assert list(person) == ["A", "B", "C", "D"]
    assert person["A"] == person["B"] == person["D"] != person["C"]
    assert (tmp_path / "pairs.csv").read_text().startswith("record_id_1,record_id_2,person_id_1,person_id_2")


def test_a_pair_left_to_a_person_counts_as_possible_and_is_written(db, tmp_path: Path):
    found = read(FEW.replace("B,pac,E2,JESS", "B,pac,E2,JESSICA"))
    made, ran = evaluated(found)
    one, other = (place for place, row in made.rows.items() if row.record_id in ("A", "B"))
    mentions = sorted((mention_of(one), mention_of(other)))
    with database.as_service():
        pair = Pair(*mentions, score=4.25, stopped_by="twins", explanation={})
        keep_possibles(mentions, [pair], dict.fromkeys(mentions, clocks.now()))
        ran.possibles = possibles()
    told = report(found, made, ran)
    assert told["linked_or_possible"]["rate"] == 1
    write_possibles(tmp_path / "pairs.csv", made, ran)
    every = csv.DictReader((tmp_path / "pairs.csv").open())
    (row,) = [one for one in every if {one["record_id_1"], one["record_id_2"]} == {"A", "B"}]
    assert {row["person_id_1"], row["person_id_2"]} == {ran.people[one], ran.people[other]}
    assert (row["score"], row["stopped_by"]) == ("4.25", "twins")


def mention_of(place: Place) -> UUID:
    with database.as_service():
        found: UUID = Mention.objects.get(source=place[0], source_record_id=place[1], key=place[2]).pk
    return found


def test_a_file_without_rows_has_no_rates(db):
    found = read(FEW.splitlines()[0] + "\n")
    told = report(found, *evaluated(found))
    assert (told["records"], told["pairwise"]["recall"], told["twins"]["rate"]) == (0, None, None)
    assert list(lines(told))


def test_words_of_any_length_take_part(db):
    long = "Kent-well " * 900
    columns = [name for name in COLUMNS if name not in ("record_id", "dob", "record_date")]
    head = ",".join(["record_id", *columns, "truth", "group", "household", "twinset"])
    found = read(f"{head}\nA,{','.join([long] * len(columns))},a,,,\nB,{','.join([long] * len(columns))},a,,,\n")
    told = report(found, *evaluated(found))
    assert (told["records"], told["bad_rows"]) == (2, [])


def test_a_row_the_database_will_not_keep_is_bad_and_the_others_are_taken_in(db, monkeypatch):
    def refuse(delivery, records):
        if any("JESSICA" in record.raw for record in records):
            raise DataError
        return keep(delivery, records)

    monkeypatch.setattr(running, "keep", refuse)
    found = read(FEW + "E,cad,,JESSICA,Kentwell,,,,,\n")
    told = report(found, *evaluated(found))
    assert [(bad["row"], bad["words"]) for bad in told["bad_rows"]] == [
        (6, "The row was read and could not be kept (DataError).")
    ]
    assert (told["rows"], told["records"], told["pairwise"]["recall"]) == (5, 4, 1)


@pytest.fixture
def invented() -> PeopleFile:
    rows = list(population(seed=5, records=400))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return read(out.getvalue())


def test_every_record_has_a_person_and_some_arrive_one_at_a_time(db, monkeypatch, invented: PeopleFile):
    monkeypatch.setattr(running, "BATCH", 50)
    made, ran = evaluated(invented)
    assert set(ran.people) == set(made.rows)
    assert 20 <= len(ran.arriving) == len(ran.arriving_linking) <= 40
    assert ran.bulk_rows + sum(len(one.mentions) for one in made.records[::10]) == 400
    assert all(whole > linking > 0 for whole, linking in zip(ran.arriving, ran.arriving_linking, strict=True))


def test_the_table_says_what_the_object_says(db, invented: PeopleFile):
    told = report(invented, *evaluated(invented))
    text = "\n".join(lines(told))
    assert "400 records taken in of 400 rows, 400 of them scored." in text
    assert f"{told['pairwise']['recall']:.4f}" in text
    assert f"from {told['gap']['worst']} to {told['gap']['best']}" in text
    assert "records a second kept and linked" in text
