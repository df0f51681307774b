"""A quarantined row waits until a named person puts it right, replays it or returns it; nothing is lost on the way."""

import csv
import io
import json

import pytest

from goldthread.core import db as database
from goldthread.core.records.models import RecordContent, SourceRecord
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.link.feeds import actions as feeds
from goldthread.link.feeds import queries, settling
from goldthread.link.feeds.models import Delivery, QuarantinedRow
from goldthread.testing import factories as make


def waiting(source: str, *rows: object) -> Delivery:
    return make.deliver(source, make.ndjson(rows))  # type: ignore[arg-type]


def the_row() -> QuarantinedRow:
    with database.as_service():
        return QuarantinedRow.objects.filter(state="waiting").get()


def correct(row: QuarantinedRow, **how: object) -> Delivery:
    again = settling.correct(make.reader("analyst"), row.pk, **how)  # type: ignore[arg-type]
    return feeds.load(again.pk)


def test_a_row_put_right_by_its_field_is_taken_in_and_the_row_as_it_came_is_kept(db):
    first = waiting("cad", make.cad_row("2/01OCT26", opened_at="2026-10-01T22:41:00"))
    again = correct(the_row(), changes={"opened_at": "2026-10-01T22:41:00+01:00"})
    assert (again.state, again.accepted, again.replay_of_id) == ("loaded", 1, first.pk)
    with database.as_service():
        row = QuarantinedRow.objects.get()
        kept = SourceRecord.objects.get()
        assert (row.state, row.replay_id) == ("replayed", again.pk)
        assert '"2026-10-01T22:41:00"' in (row.raw or "")
        assert (kept.source_record_id, kept.delivery_id) == ("2/01OCT26", again.pk)
        assert json.loads(kept.content.raw or "")["opened_at"] == "2026-10-01T22:41:00+01:00"


def test_the_counts_of_the_delivery_a_row_came_in_stay_as_they_were(db):
    first = waiting("cad", make.cad_row(), make.cad_row("2/01OCT26", opened_at="yesterday"))
    correct(the_row(), changes={"opened_at": make.instant()})
    with database.as_service():
        first.refresh_from_db()
    assert (first.rows_read, first.accepted, first.unchanged, first.quarantined) == (2, 1, 0, 1)


def test_a_correction_that_is_still_wrong_is_refused_with_its_field_and_the_row_goes_on_waiting(db):
    waiting("cad", make.cad_row("2/01OCT26", opened_at="yesterday"))
    with pytest.raises(NotValid) as refused:
        settling.correct(make.reader("analyst"), the_row().pk, changes={"opened_at": "last week"})
    assert (refused.value.field, bool(refused.value.words), bool(refused.value.remedy)) == ("opened_at", True, True)
    assert the_row().state == "waiting"


def test_a_row_that_cannot_be_taken_apart_is_put_right_as_text(db):
    make.deliver("cad", b"{broken " + make.ndjson([make.cad_row()]))
    again = correct(the_row(), text=json.dumps(make.cad_row("9/01OCT26")))
    assert again.accepted == 1


def test_text_of_two_rows_is_refused(db):
    make.deliver("cad", b"{broken " + make.ndjson([make.cad_row()]))
    two = make.ndjson([make.cad_row("8/01OCT26"), make.cad_row("9/01OCT26")]).decode()
    with pytest.raises(NotValid, match="2 rows"):
        settling.correct(make.reader("analyst"), the_row().pk, text=two)


def test_a_field_in_a_list_is_put_right_in_its_place(db):
    children = [make.child("1"), make.child("2", forenames="Ned", birth_date="31/02/2011")]
    waiting("cad", make.cad_row(linked_persons=children))
    row = the_row()
    assert row.field == "linked_persons[2].birth_date"
    assert correct(row, changes={row.field: "2011-02-28"}).accepted == 1
    assert make.code_of("1/01OCT26", "linked:2")


def test_a_row_of_csv_is_replayed_under_its_own_header(db):
    from goldthread.link.feeds.adapters import MERLIN

    columns = list(reversed(MERLIN.columns()))
    row = make.merlin_row(reported_at="2026-10-01T10:00:00")
    make.deliver("merlin", make.csv_bytes(columns, [row]))
    again = correct(the_row(), changes={"reported_at": "2026-10-01T10:00:00+01:00"})
    assert (again.state, again.accepted) == ("loaded", 1)


def test_rows_replayed_as_they_stand_that_fail_again_wait_in_the_replay(db):
    first = waiting("cad", make.cad_row("2/01OCT26", opened_at="yesterday"))
    again = feeds.load(settling.replay(make.reader("analyst"), first.pk).pk)
    assert (again.rows_read, again.quarantined) == (1, 1)
    with database.as_service():
        states = list(QuarantinedRow.objects.order_by("pk").values_list("delivery_id", "state"))
    assert states == [(first.pk, "replayed"), (again.pk, "waiting")]


def test_replaying_every_waiting_row_twice_takes_each_in_once(db):
    first = waiting("cad", make.cad_row("2/01OCT26", opened_at="yesterday"))
    settling.replay(make.reader("analyst"), first.pk)
    with pytest.raises(NotFound):
        settling.replay(make.reader("analyst"), first.pk)


def test_a_row_settled_by_somebody_first_is_a_clash(db):
    first = waiting("cad", make.cad_row("2/01OCT26", opened_at="yesterday"))
    row = the_row()
    settling.replay(make.reader("analyst"), first.pk)
    with pytest.raises(Clash):
        settling.correct(make.reader("analyst"), row.pk, changes={"opened_at": make.instant()})


def test_a_row_returned_to_its_sender_needs_a_reason_and_can_be_taken_back(db):
    waiting("cad", make.cad_row("2/01OCT26", opened_at="yesterday"))
    row, by = the_row(), make.reader("analyst")
    with pytest.raises(NotValid):
        settling.give_back(by, [row.pk], " ")
    assert settling.give_back(by, [row.pk], "Control room sends it again with the time.") == 1
    with database.as_service():
        assert QuarantinedRow.objects.get().state == "returned"
    assert settling.take_back(by, [row.pk]) == 1
    assert the_row().pk == row.pk


def test_nothing_above_official_can_be_replayed_because_its_words_were_never_kept(db):
    first = waiting("cad", make.cad_row("2/01OCT26", handling="SECRET"))
    with pytest.raises(NotFound, match="No row"):
        settling.replay(make.reader("analyst"), first.pk)


def test_only_those_who_keep_feeds_put_a_row_right(db):
    waiting("cad", make.cad_row("2/01OCT26", opened_at="yesterday"))
    row = the_row()
    for done in (
        lambda by: settling.correct(by, row.pk, text="{}"),
        lambda by: settling.replay(by, row.delivery_id),
        lambda by: settling.give_back(by, [row.pk], "why"),
        lambda by: queries.for_the_sender(by, row.delivery_id),
    ):
        with pytest.raises(Refusal):
            done(make.reader("responding_officer"))


def test_the_senders_file_has_every_quarantined_row_with_what_to_do_and_runs_no_formula(db):
    bad = make.cad_row("2/01OCT26", opened_at="=HYPERLINK(1)")
    first = make.deliver("cad", make.ndjson([make.cad_row(), bad]) + b"=1+1,OFFICIAL\n")
    with database.transaction():
        content = queries.for_the_sender(make.reader("analyst"), first.pk).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [(row["row"], row["field"], row["state"]) for row in rows] == [
        ("2", "opened_at", "waiting"),
        ("3", "", "waiting"),
    ]
    assert rows[1]["row as sent"] == "'=1+1,OFFICIAL"
    assert all(row["what is wrong"] and row["what to do"] for row in rows)


def test_a_row_put_right_does_not_count_as_news_from_its_source(db):
    from goldthread.core.records.models import Source

    waiting("cad", make.cad_row("2/01OCT26", opened_at="yesterday"))
    correct(the_row(), changes={"opened_at": make.instant()})
    with database.as_service():
        assert Source.objects.get(code="cad").last_good_load_at is None
        assert RecordContent.objects.count() == 1
