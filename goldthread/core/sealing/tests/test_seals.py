"""Any row of a sealed log that is edited, removed or inserted is found and named; the tail is only counted."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.sealing.actions import begin_epoch, seal, seal_all
from goldthread.core.sealing.queries import verify
from goldthread.testing import factories as make


def looks(count: int) -> list[int]:
    reader = make.reader("mash_desk")
    entries = []
    for _ in range(count):
        with database.transaction():
            entries.append(look(reader).entry_id)
    return entries


def tamper(sql: str, params: tuple = ()) -> None:
    """As the owner, with the guard taken off: what somebody with the database's keys could do."""
    off, on = (f"ALTER TABLE access_logentry {word} TRIGGER append_only" for word in ("DISABLE", "ENABLE"))
    with database.speaking_as(database.OWNER):
        for statement, own in ((off, ()), (sql, params), (on, ())):
            with database.transaction():
                database.run(statement, own)


def problems() -> list[tuple[str, int | None]]:
    return [(one["problem"], one["row"]) for one in verify("access").problems]


def test_a_log_nobody_touched_is_whole_and_its_tail_is_counted(db):
    looks(3)
    assert seal("access") == 3
    looks(2)
    proof = verify("access")
    assert (proof.problems, proof.rows, proof.unsealed, proof.unanchored) == ([], 5, 2, 0)


@pytest.mark.parametrize(
    "change",
    [
        "purpose = 'call'",
        "at = at + interval '1 second'",
        "officer_id = (SELECT max(id) FROM organisation_officer)",
        "people = ARRAY['00000000-0000-0000-0000-000000000001'::uuid]",
        "door = 'page:other'",
        "layer = 'signal'",
        "outcome = 'refused:x'",
    ],
)
def test_an_edited_row_is_named(db, change):
    entries = looks(5)
    make.officer("dpo", "another")
    seal("access")
    tamper(f"UPDATE access_logentry SET {change} WHERE id = %s", (entries[2],))
    assert problems() == [("row_edited", entries[2])]


def test_a_row_given_another_digest_no_longer_agrees_with_its_seal_or_its_words(db):
    entries = looks(3)
    seal("access")
    tamper("UPDATE access_logentry SET detail_digest = sha256('x') WHERE id = %s", (entries[0],))
    assert problems() == [("row_edited", entries[0]), ("detail_edited", entries[0])]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ('UPDATE access_logdetail SET body = \'{"query": "another"}\' WHERE entry_id = %s', "detail_edited"),
        ("UPDATE access_logdetail SET body = NULL WHERE entry_id = %s", "detail_edited"),
        ("DELETE FROM access_logdetail WHERE entry_id = %s", "detail_removed"),
    ],
)
def test_words_beside_a_row_that_were_changed_or_taken_away_are_named(db, change, problem):
    entries = looks(3)
    seal("access")
    tamper(change, (entries[1],))
    assert problems() == [(problem, entries[1])]


def test_a_removed_row_is_named(db):
    entries = looks(5)
    seal("access")
    tamper("DELETE FROM access_logdetail WHERE entry_id = %s", (entries[1],))
    tamper("DELETE FROM access_logentry WHERE id = %s", (entries[1],))
    assert problems() == [("row_removed", entries[1])]


def test_a_row_put_in_where_the_log_was_sealed_is_named(db):
    entries = looks(5)
    seal("access")
    tamper(
        """INSERT INTO access_logentry (id, operation, at, officer_id, role, purpose, door, layer, people, records,
               outcome, service, post, case_reference, detail_digest, xact)
           SELECT 9999, operation, at, officer_id, role, purpose, door, layer, people, records, outcome, service, post,
                  case_reference, detail_digest, xact FROM access_logentry WHERE id = %s""",
        (entries[0],),
    )
    assert problems() == [("row_inserted", 9999), ("detail_removed", 9999)]


def test_a_row_dated_in_a_transaction_that_has_not_been_yet_is_named(db):
    looks(2)
    seal("access")
    tamper(
        """INSERT INTO access_logentry (id, operation, at, service, role, purpose, door, layer, post, case_reference,
               people, records, outcome, detail_digest, xact)
           VALUES (9999, 'consultation', now(), 'x', 'x', 'x', 'x', 'full', '', '', '{}', '{}', 'done', 'x',
                   '9000000000000000000'::xid8)"""
    )
    assert problems() == [("row_inserted", 9999), ("detail_removed", 9999)]


def test_a_row_and_its_seal_rewritten_together_differ_from_the_anchor_kept_outside(db):
    entries = looks(3)
    seal("access")
    tamper("UPDATE access_logentry SET purpose = 'call' WHERE id = %s", (entries[0],))
    kept = Path(settings.ANCHOR_FILE).read_text()
    with database.speaking_as(database.OWNER), database.transaction():
        database.run("DELETE FROM sealing_seal")
    Path(settings.ANCHOR_FILE).write_text("")
    seal("access")
    assert problems() == []  # without the anchor a rewritten chain looks whole: this is what the anchor is for
    Path(settings.ANCHOR_FILE).write_text(kept)
    assert [problem for problem, _ in problems()] == ["anchor_differs"]


def test_a_log_cut_off_at_an_earlier_seal_is_known_by_the_anchor(db):
    looks(2)
    seal("access")
    late = looks(2)
    seal("access")
    tamper("DELETE FROM access_logdetail WHERE entry_id = ANY(%s)", (late,))
    tamper("DELETE FROM access_logentry WHERE id = ANY(%s)", (late,))
    with database.speaking_as(database.OWNER), database.transaction():
        database.run("DELETE FROM sealing_seal WHERE batch = 2")
    assert [problem for problem, _ in problems()] == ["seal_removed"]


def test_a_transaction_still_running_holds_the_seal_below_it(db):
    """Its rows are not there yet, so nothing at or above its number may be sealed: no gap can appear later."""
    import threading

    started, finish = threading.Event(), threading.Event()
    reader = make.reader("mash_desk")

    def slow() -> None:
        from django.db import connections

        with database.transaction():
            look(reader)
            started.set()
            finish.wait(20)
        connections.close_all()

    thread = threading.Thread(target=slow)
    thread.start()
    started.wait(20)
    try:
        looks(2)  # later transactions, already done
        assert seal("access") == 0
    finally:
        finish.set()
        thread.join()
    assert seal("access") == 3
    assert verify("access").problems == []


def test_a_long_transaction_in_another_database_of_the_server_holds_no_seal_up(db):
    import os
    from urllib.parse import urlsplit

    import psycopg
    from django.db import connections

    settings_of = connections["owner"].settings_dict
    elsewhere = urlsplit(os.environ["GOLDTHREAD_OWNER_URL"])._replace(path="/postgres").geturl()
    with psycopg.connect(elsewhere) as other:
        other.execute("SELECT pg_current_xact_id()")
        assert settings_of["NAME"] != other.info.dbname
        looks(2)
        assert seal("access") == 2
    assert verify("access").problems == []


def test_sealing_again_with_nothing_new_makes_no_seal(db):
    looks(1)
    assert seal("access") == 1
    assert seal("access") == 0
    assert verify("access").seals == 1


def test_a_crash_between_seal_and_anchor_is_made_good_at_the_next_seal(db):
    looks(1)
    seal("access")
    Path(settings.ANCHOR_FILE).write_text('{"log": "acc')  # the line was cut off half-way
    assert verify("access").unanchored == 1
    seal("access")
    assert verify("access").unanchored == 0


def test_a_restored_database_begins_a_new_epoch_and_its_earlier_tail_can_still_be_sealed(db):
    looks(2)
    seal("access")
    looks(1)
    begin_epoch()
    looks(2)
    assert verify("access").problems == []
    assert seal("access") == 3
    assert verify("access").problems == []


def test_the_anchor_names_batches_and_digests_and_nobody(db):
    code = make.load_child()
    seal_all()
    lines = [json.loads(line) for line in Path(settings.ANCHOR_FILE).read_text().splitlines()]
    assert lines
    assert all(set(line) == {"log", "batch", "rows", "digest", "sealed_at"} for line in lines)
    assert code not in Path(settings.ANCHOR_FILE).read_text()
