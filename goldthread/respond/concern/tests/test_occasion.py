"""One visit, several children: a concern for each, linked and not merged; what is needed, refused, and kept true."""

from datetime import UTC, datetime, timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases.queries import open_case_file
from goldthread.core.journal.models import Event
from goldthread.core.refusals import Clash, NotFound, NotValid
from goldthread.link.native.met import Met
from goldthread.respond.concern.actions import record_occasion
from goldthread.respond.concern.telling import Adult, Child, Times, Told
from goldthread.testing import factories as make

BABY = Met("new:1", description="Baby in a blue blanket", age="6 months")


def two_children() -> tuple[str, str]:
    sam = make.child("2", surname="Kentwell", forenames="Sam", birth_date="2018-02-03", sex="M")
    make.deliver("cad", make.ndjson([make.cad_row(linked_persons=[make.child(), sam])]))
    return make.code_of("1/01OCT26", "%1"), make.code_of("1/01OCT26", "%2")


def record(children, told="A cold flat.", role="responding_officer", **more):
    told = Told(told) if isinstance(told, str) else told
    with database.transaction():
        return record_occasion(make.reader(role), children, told, **more)


def opening(reference: str) -> dict:
    with database.transaction():
        file = open_case_file(make.reader("mash_desk"), reference)
        return file.events[-1]["body"] if len(file.events) > 1 else file.events[0]["body"]


def facts_of(case) -> dict:
    with database.as_service():
        return Event.objects.get(stream=f"case:{case.pk}").facts


def test_each_child_has_a_concern_of_its_own_and_all_share_the_occasion(db):
    jess, sam = two_children()
    made = record([Child(jess, words="He is coming back."), Child(sam, words="I am hungry.")])
    assert len({case.reference for case in made.cases}) == 2
    assert [facts_of(case)["facts"]["occasion"] for case in made.cases] == [made.id, made.id]
    assert [opening(case.reference)["words"] for case in made.cases] == ["He is coming back.", "I am hungry."]
    assert [opening(case.reference)["seen"] for case in made.cases] == ["A cold flat.", "A cold flat."]


def test_a_child_whose_name_is_not_known_has_a_concern_like_any_other(db):
    made = record([Child(met=BABY)])
    with database.transaction():
        file = open_case_file(make.reader("mash_desk"), made.cases[0].reference)
    assert file.person is not None
    assert file.person.code.startswith("C-")


def test_only_a_child_and_what_was_seen_are_required(db):
    code = make.load_child()
    assert record([Child(code)]).cases[0].state == "recorded"
    with pytest.raises(NotValid, match="what you saw"):
        record([Child(code)], "  ")
    with pytest.raises(NotValid, match="who the child is"):
        record([])


def test_an_adult_who_was_there_is_kept_and_has_no_concern(db):
    jess, sam = two_children()
    made = record([Child(jess)], adults=[Adult(sam), Adult(met=Met("new:9", "associate", description="Man, 40s"))])
    assert len(made.cases) == 1
    adults = opening(made.cases[0].reference)["adults"]
    assert adults == [sam, "Man, 40s"]


def test_sent_twice_under_one_key_it_is_one_occasion_and_with_other_content_a_clash(db):
    jess, sam = two_children()
    children = [Child(jess), Child(sam), Child(met=BABY)]
    first, again = record(children, idempotency_key="k1"), record(children, idempotency_key="k1")
    assert [case.pk for case in first.cases] == [case.pk for case in again.cases]
    assert first.id == again.id
    for other in (children[:2], [Child(jess, words="No."), *children[1:]]):
        with pytest.raises(Clash):
            record(other, idempotency_key="k1")


def test_a_repeat_is_the_same_though_the_child_was_named_by_a_newer_record_in_between(db):
    code = make.load_child()
    first = record([Child(code)], idempotency_key="k1")
    make.load_child("2/01OCT26")
    assert record([Child(code)], idempotency_key="k1").cases[0].pk == first.cases[0].pk


def test_nothing_is_half_written_when_one_of_several_is_refused(db):
    code = make.load_child()
    with pytest.raises(NotFound):
        record([Child(code), Child("C-ZZZZZZ")])
    with database.as_service():
        assert Event.objects.filter(kind="concern.recorded").count() == 0


def test_one_child_ticked_twice_is_asked_about(db):
    code = make.load_child()
    with pytest.raises(NotValid, match="are one child"):
        record([Child(code), Child(code)])


def test_when_it_happened_stands_apart_from_when_it_was_written(db):
    code = make.load_child()
    yesterday = clocks.now() - timedelta(days=1)
    made = record([Child(code)], Told("Seen.", incident_at=yesterday))
    event = Event.objects.filter(stream=f"case:{made.cases[0].pk}")
    assert opening(made.cases[0].reference)["incident_at"] == yesterday.isoformat()
    with database.as_service():
        assert clocks.now() - event.get().occurred_at < timedelta(minutes=1)


@pytest.mark.parametrize("ahead", [timedelta(days=1), timedelta(hours=1)])
def test_a_time_that_has_not_come_is_refused(db, ahead):
    code = make.load_child()
    with pytest.raises(NotValid, match="in the future"):
        record([Child(code)], Told("Seen.", incident_at=clocks.now() + ahead))


NOON = datetime(2026, 10, 23, 12, tzinfo=UTC)


def test_what_was_written_without_a_connection_keeps_the_time_it_was_written():
    written = NOON - timedelta(hours=2)
    assert Times(written, NOON).true(NOON) == (written, 0)


def test_a_device_whose_clock_is_an_hour_ahead_is_corrected_and_told_of():
    ahead = timedelta(hours=1)
    assert Times(NOON - timedelta(hours=2) + ahead, NOON + ahead).true(NOON) == (NOON - timedelta(hours=2), 3600)


def test_a_device_a_minute_out_is_believed_but_never_in_the_future():
    minute = timedelta(minutes=1)
    assert Times(NOON + minute, NOON + minute).true(NOON) == (NOON, 0)


def test_both_times_are_kept_where_the_clocks_differ(db):
    code = make.load_child()
    wrong = clocks.now() + timedelta(hours=3)
    made = record([Child(code)], times=Times(wrong - timedelta(hours=1), wrong))
    assert made.clock_ahead == pytest.approx(3 * 3600, abs=30)
    assert opening(made.cases[0].reference)["written_at"] == (wrong - timedelta(hours=1)).isoformat()
    assert "clock_ahead" in facts_of(made.cases[0])["facts"]


def test_a_child_in_danger_now_is_high_until_somebody_says_otherwise(db):
    code = make.load_child()
    assert record([Child(code)], Told("Seen.", danger="yes")).cases[0].risk == "high"


def test_the_gravest_of_what_was_done_is_what_the_case_is_counted_under(db):
    code = make.load_child()
    made = record([Child(code)], Told("Seen.", immediate=("safe_adult", "police_protection")))
    assert facts_of(made.cases[0])["facts"]["immediate_action"] == "police_protection"


def test_language_and_voice_are_noted_and_refuse_nothing(db):
    code = make.load_child()
    made = record([Child(code, alone="alone")], "She is streetwise.")
    fields = [note.field for note in made.notes]
    assert fields[:2] == ["seen", "words"]
    assert made.cases[0].state == "recorded"


def test_a_repeat_from_a_tablet_with_a_wrong_clock_is_the_same_though_it_took_longer(db):
    code = make.load_child()
    wrong = clocks.now() + timedelta(hours=3)
    sent = [
        record([Child(code)], times=Times(wrong, wrong + timedelta(seconds=late)), idempotency_key="k1")
        for late in (0, 40)
    ]
    assert sent[0].cases[0].pk == sent[1].cases[0].pk
