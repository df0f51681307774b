"""Concerns go to Merlin once each, and the number that comes back is put on our case: one notification, not two."""

import csv
import io

import pytest

from goldthread.core import db as database
from goldthread.core.cases.models import Case
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.link.feeds.adapters import MERLIN
from goldthread.respond.concern.actions import record_concern
from goldthread.respond.concern.exporting import as_csv, export_concerns, mapping
from goldthread.testing import factories as make


def recorded(number: str = "1/01OCT26", seen: str = "A cold flat.", **told) -> str:
    code = make.load_child(number)
    with database.transaction():
        return record_concern(make.reader("responding_officer"), code, seen=seen, **told).reference


def export(**how):
    with database.transaction():
        return export_concerns(make.reader("mash_desk"), "merlin", **how)


def the_case(reference: str) -> Case:
    with database.as_service():
        return Case.objects.get(reference=reference)


def test_a_concern_is_written_out_with_its_fields_and_our_reference(db):
    reference = recorded(words="He is coming back.", alone="with_others", home="Cold", categories=("neglect",))
    (row,) = export().rows
    assert row["goldthread_no"] == reference
    assert (row["report_type"], row["spoken_to"], row["categories"]) == ("PAC", "with others", "neglect")
    assert (row["seen_words"], row["child_words"], row["home_conditions"]) == (
        "A cold flat.",
        "He is coming back.",
        "Cold",
    )
    assert (row["subject_surname"], row["subject_birth_date"]) == ("Kentwell", "2011-05-11")


def test_each_is_written_out_once_and_a_batch_can_be_written_again(db):
    recorded()
    first = export()
    assert len(first.rows) == 1
    assert export().rows == []
    again = export(batch=first.number)
    assert (again.number, again.rows) == (first.number, first.rows)
    recorded("2/01OCT26", seen="Another night.")
    assert [row["seen_words"] for row in export().rows] == ["Another night."]


def test_a_batch_nobody_wrote_is_not_found_and_another_system_takes_none(db):
    with pytest.raises(NotFound):
        export(batch="merlin-none")
    with pytest.raises(NotValid, match="takes no concerns"), database.transaction():
        export_concerns(make.reader("mash_desk"), "cad")


def test_only_whoever_handles_concerns_may_write_them_out(db):
    with pytest.raises(Refusal), database.transaction():
        export_concerns(make.reader("responding_officer"), "merlin")


def test_the_number_that_merlin_gives_is_put_on_our_case_and_makes_no_second_one(db):
    reference = recorded()
    (row,) = export().rows
    back = make.merlin_row("26PAC00000777", goldthread_no=row["goldthread_no"].lower(), seen_words="A cold flat.")
    make.deliver("merlin", make.csv_bytes(list(MERLIN.columns()), [back]))
    assert the_case(reference).external_reference == "26PAC00000777"
    # The same row again, and a newer version of it, change nothing.
    newer = {**back, "source_updated_at": make.instant(0.2), "outcome": "seen"}
    make.deliver("merlin", make.csv_bytes(list(MERLIN.columns()), [back]), "again")
    make.deliver("merlin", make.csv_bytes(list(MERLIN.columns()), [newer]), "newer")
    with database.as_service():
        assert Case.objects.count() == 1
        events = database.fetch("SELECT 1 FROM journal_event WHERE kind = 'case.referenced'")
    assert len(events) == 1
    assert export().rows == []


def test_a_row_that_names_no_case_of_ours_is_taken_in_like_any_other(db):
    row = make.merlin_row("26PAC00000778", goldthread_no="N-ZZZZZZZ")
    delivery = make.deliver("merlin", make.csv_bytes(list(MERLIN.columns()), [row]))
    assert (delivery.accepted, delivery.quarantined) == (1, 0)


def test_a_merlin_that_has_not_got_our_column_yet_is_read_as_before(db):
    delivery = make.deliver("merlin", make.csv_bytes(list(MERLIN.needed()), [make.merlin_row()]))
    assert "goldthread_no" not in MERLIN.needed()
    assert (delivery.accepted, delivery.notes) == (1, [])


def test_a_formula_in_a_cell_stays_text(db):
    recorded(seen="=1+1")
    text = as_csv(export().as_json())
    assert next(csv.DictReader(io.StringIO(text)))["seen_words"] == "'=1+1"


def test_what_merlin_reads_back_it_is_sent_under_the_same_names():
    ours = {one["column"] for one in mapping("merlin")["columns"]}
    assert {"goldthread_no", "report_type", "reported_at", "seen_words", "child_words", "spoken_to"} <= ours
    assert {name for name in ours if name.startswith("subject_")} - {"subject_described"} <= set(MERLIN.columns())
