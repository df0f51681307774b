"""Every row delivered is accepted, unchanged or quarantined; a killed load goes on; nothing newer is overwritten."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.records.models import Assertion, Mention, RecordContent, Source, SourceRecord
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.link.feeds import actions as feeds
from goldthread.link.feeds.models import Delivery, DeliveryPiece, QuarantinedRow
from goldthread.testing import factories as make


def counts(delivery: Delivery) -> tuple[int, int, int, int]:
    return delivery.rows_read, delivery.accepted, delivery.unchanged, delivery.quarantined


def test_what_came_in_is_what_was_accepted_unchanged_or_quarantined(db):
    good, bad = make.cad_row("1/01OCT26"), make.cad_row("2/01OCT26", opened_at="yesterday")
    delivery = make.deliver("cad", make.ndjson([good, bad, good]) + b"{not json\n")
    assert counts(delivery) == (4, 1, 1, 2)
    with database.as_service():
        rows = list(QuarantinedRow.objects.order_by("row").values_list("row", "field", "source_record_id"))
    assert rows == [(2, "opened_at", "2/01OCT26"), (4, "", "")]


def test_a_quarantined_row_says_what_is_wrong_and_what_to_do_and_keeps_the_row(db):
    make.deliver("cad", make.ndjson([make.cad_row("2/01OCT26", opened_at="yesterday")]))
    with database.as_service():
        row = QuarantinedRow.objects.get()
    assert row.code.startswith("Q-")
    assert row.words
    assert row.remedy
    assert '"yesterday"' in (row.raw or "")


def test_the_record_is_kept_word_for_word(db):
    line = make.ndjson([make.cad_row(text="Zoë said: “he’s outside”\\n  twice.")])
    make.deliver("cad", line)
    with database.as_service():
        assert RecordContent.objects.get().raw == line.decode().rstrip("\n")


def test_the_same_file_again_is_the_same_delivery(db):
    content = make.ndjson([make.cad_row()])
    assert make.deliver("cad", content).pk == make.deliver("cad", content).pk


def test_two_presses_at_one_moment_are_one_delivery(db):
    make.deliver("cad", make.ndjson([make.cad_row()]))
    analyst, content = make.reader("analyst"), make.ndjson([make.cad_row("2/01OCT26")])
    at_once = Barrier(2)

    def press(_: int) -> object:
        try:
            with database.transaction():
                at_once.wait(timeout=20)
                taken = feeds.receive(analyst, "cad", "pressed twice", content)
                return taken.pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as presses:
        assert len(set(presses.map(press, range(2)))) == 1
    with database.as_service():
        assert Delivery.objects.filter(name="pressed twice").count() == 1


def test_the_same_rows_in_another_file_change_nothing(db):
    row = make.cad_row()
    make.deliver("cad", make.ndjson([row]))
    assert counts(make.deliver("cad", make.ndjson([row]) + b"\n", "again"))[:3] == (1, 0, 1)


def test_a_late_row_stands_beside_and_never_replaces_a_newer_one(db):
    make.deliver("cad", make.ndjson([make.cad_row(days_ago=1, text="newer")]), "newer")
    make.deliver("cad", make.ndjson([make.cad_row(days_ago=3, text="older")]), "late")
    with database.as_service():
        current = SourceRecord.objects.get(is_current=True)
        assert (current.content.narrative, SourceRecord.objects.count()) == ("newer", 2)
        assert Assertion.objects.filter(record__is_current=False).count() == 0


def test_reordered_versions_in_one_file_end_with_the_newest(db):
    rows = [make.cad_row(days_ago=age, text=f"{age} days ago") for age in (2, 1, 3)]
    make.deliver("cad", make.ndjson(rows))
    with database.as_service():
        assert SourceRecord.objects.get(is_current=True).content.narrative == "1 days ago"


def test_a_delete_in_the_source_takes_its_mentions_out_of_search(db):
    from goldthread.link.picture.searching import search

    make.deliver("cad", make.ndjson([make.cad_row()]))
    make.deliver("cad", make.ndjson([make.cad_row(days_ago=0.1, op="delete")]), "deletion")
    with database.transaction():
        assert search(make.reader("responding_officer"), "Jess Kentwell").hits == []


def test_a_killed_load_goes_on_where_it_stopped(db, monkeypatch):
    rows = [make.cad_row(f"{n}/01OCT26", linked_persons=[make.child(forenames=f"Name{n}")]) for n in range(1, 8)]
    monkeypatch.setattr(feeds, "BATCH", 2)
    whole, calls = feeds._load_batch, []

    def dies_in_the_third(delivery, batch):
        calls.append(len(batch))
        if len(calls) == 3:
            raise KeyboardInterrupt
        whole(delivery, batch)

    monkeypatch.setattr(feeds, "_load_batch", dies_in_the_third)
    with pytest.raises(KeyboardInterrupt):
        make.deliver("cad", make.ndjson(rows))
    monkeypatch.setattr(feeds, "_load_batch", whole)
    with database.as_service():
        delivery = Delivery.objects.get()
        assert (delivery.rows_read, SourceRecord.objects.count()) == (4, 4)
    assert counts(feeds.load(delivery.pk)) == (7, 7, 0, 0)
    with database.as_service():
        assert (SourceRecord.objects.count(), Mention.objects.count()) == (7, 7)


def test_a_file_that_cannot_be_read_fails_whole_and_says_why(db):
    delivery = make.deliver("merlin", b"not,the,columns\n1,2,3\n")
    assert delivery.state == "failed"
    assert delivery.notes[0]["code"].startswith("F-")
    with database.as_service():
        assert SourceRecord.objects.count() == 0
        assert Source.objects.get(code="merlin").last_failed_at is not None


def test_delivered_bytes_are_kept_only_until_they_are_loaded(db):
    make.deliver("cad", make.ndjson([make.cad_row()]))
    with database.as_service():
        assert DeliveryPiece.objects.count() == 0


def test_a_feed_whose_agreement_has_ended_is_refused(db):
    make.deliver("cad", make.ndjson([make.cad_row()]))
    with database.as_service():
        Source.objects.filter(code="cad").update(agreement_ends_on="2020-01-01")
    with pytest.raises(Refusal) as refused, database.transaction():
        feeds.receive(make.reader("analyst"), "cad", "x", b"x")
    assert refused.value.code == "no_agreement"


@pytest.mark.parametrize(("source", "content", "kind"), [("cad", b"", NotValid), ("nothing", b"x", NotFound)])
def test_an_empty_file_and_an_unknown_source_are_refused(db, source, content, kind):
    make.deliver("cad", make.ndjson([make.cad_row()]))
    with pytest.raises(kind), database.transaction():
        feeds.receive(make.reader("analyst"), source, "x", content)


def test_only_those_who_keep_feeds_hand_one_in(db):
    make.load_child()
    with pytest.raises(Refusal), database.transaction():
        feeds.receive(make.reader("responding_officer"), "cad", "x", b"x")


def test_known_at_is_when_the_source_held_it_and_recorded_at_is_ours(db):
    before = clocks.now()
    row = make.cad_row(days_ago=2)
    make.deliver("cad", make.ndjson([row]))
    with database.as_service():
        record = SourceRecord.objects.get()
    assert (record.known_at, record.known_from) == (make.as_instant(row["source_recorded_at"]), "source_recorded_at")
    assert before <= record.recorded_at <= clocks.now()


def test_who_somebody_is_may_be_shown_as_a_signal_and_the_rest_at_summary(db):
    make.deliver("cad", make.ndjson([make.cad_row(linked_persons=[make.child(phone="07700 900123")])]))
    with database.as_service():
        ranks = dict(Assertion.objects.values_list("field", "layer_rank"))
    assert (ranks["surname"], ranks["phone"]) == (1, 2)
