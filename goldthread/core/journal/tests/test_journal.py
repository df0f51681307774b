"""The journal is the truth: written once, three times kept apart, projections rebuilt from it with no difference."""

from datetime import UTC, datetime, timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.models import Case
from goldthread.core.journal import actions as journal
from goldthread.core.journal.models import Event, Payload
from goldthread.core.journal.queries import verify
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make


def concern(**changes) -> Case:
    code = make.load_child()
    with database.transaction():
        return record_concern(make.reader("responding_officer"), code, **{"seen": "A child alone.", **changes})


def write(**changes):
    by = make.reader("mash_desk")
    with database.transaction():
        under = look(by, operation="alteration")
        event, is_new = journal.write(
            "test.happened", **{"stream": "test:1", "by": by, "under": under, "occurred_at": clocks.now(), **changes}
        )
        return event.event_id, is_new


def test_three_times_are_kept_apart_and_ours_is_never_backdated(db):
    happened = datetime(2026, 10, 1, 21, 4, tzinfo=UTC)
    held = datetime(2026, 10, 2, 9, 0, tzinfo=UTC)
    before = clocks.now()
    write(occurred_at=happened, known_at=held)
    with database.as_service():
        event = Event.objects.get()
    assert (event.occurred_at, event.known_at) == (happened, held)
    assert before <= event.recorded_at <= clocks.now()


def test_one_key_writes_once(db):
    first = write(idempotency_key="k", payload={"note": "x"})
    again = write(idempotency_key="k", payload={"note": "x"})
    assert (first[1], again) == (True, (first[0], False))


def test_one_key_with_other_content_is_a_clash(db):
    write(idempotency_key="k", payload={"note": "x"})
    with pytest.raises(Clash):
        write(idempotency_key="k", payload={"note": "y"})


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (datetime(2026, 10, 1, 21, 4), "no offset"),  # noqa: DTZ001
        (datetime(2999, 1, 1, tzinfo=UTC), "future"),
        (datetime(1899, 12, 31, tzinfo=UTC), "before 1900"),
    ],
)
def test_an_instant_that_cannot_be_is_refused_by_name(db, instant, words):
    with pytest.raises(NotValid, match=words) as refused:
        write(occurred_at=instant)
    assert refused.value.field == "occurred_at"


def test_a_clock_slightly_ahead_of_ours_is_believed(db):
    write(occurred_at=clocks.now() + timedelta(minutes=4))


def test_facts_hold_no_personal_words_those_are_in_the_payload(db):
    concern(seen="The words only the payload holds.")
    with database.as_service():
        event, payload = Event.objects.get(), Payload.objects.get()
    assert "words only" not in str(event.facts)
    assert payload.body["seen"] == "The words only the payload holds."


def test_every_projection_rebuilds_with_no_difference(db):
    case = concern()
    desk = make.reader("mash_desk")
    for move, note in (("take", ""), ("return", "Not ours"), ("take", "")):
        with database.transaction():
            move_case(desk, case.reference, move, note=note)
    make.closed_unshared(desk, case.reference)
    with database.transaction():
        move_case(desk, case.reference, "reopen", note="New")
    with database.as_service():
        found = verify()
    assert (found.events, found.rows, found.differences) == (10, 2, [])  # the case, and its clocks


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE cases_case SET state = 'closed'", "state is 'closed', the journal says 'recorded'"),
        ("UPDATE cases_case SET opened_at = opened_at + interval '1 hour'", "opened_at"),
        ("DELETE FROM cases_case", "in the journal but not shown"),
        ("UPDATE cases_case SET id = gen_random_uuid()", "shown but not in the journal"),
        ('UPDATE journal_payload SET body = \'{"seen": "other"}\'', "edited"),
        ("UPDATE journal_payload SET body = NULL", "emptied"),
        ("DELETE FROM journal_payload", "lost"),
    ],
)
def test_anything_shown_that_the_journal_does_not_say_is_named(db, change, words):
    concern()
    with database.speaking_as(database.OWNER), database.transaction():
        database.run(change)
    with database.as_service():
        assert any(words in difference for difference in verify().differences)


def test_a_move_refused_half_way_leaves_neither_event_nor_change(db, monkeypatch):
    case = concern()
    desk = make.reader("mash_desk")

    def fails(event):
        raise RuntimeError("the projection fails")

    monkeypatch.setattr("goldthread.core.journal.projections.apply", fails)
    with pytest.raises(RuntimeError), database.transaction():
        move_case(desk, case.reference, "take")
    with database.as_service():
        assert (Event.objects.count(), Case.objects.get().state) == (1, "recorded")


def test_two_officers_at_once_take_a_case_one_after_the_other(db):
    """Both pressed `Take`: one has it, the other is told; neither act is lost or doubled."""
    import threading

    from django.db import connections

    case = concern()
    readers = [make.reader("mash_desk", username=f"desk{n}") for n in (1, 2)]
    outcomes, together = [], threading.Barrier(2)

    def take(reader):
        try:
            together.wait(20)
            with database.transaction():
                move_case(reader, case.reference, "take")
            outcomes.append("taken")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take, args=(reader,)) for reader in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["clash", "taken"]
    with database.as_service():
        assert Event.objects.filter(kind="concern.taken").count() == 1
