"""The truth file says of every row what it is, and of every fault what a reader must make of it."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

from goldthread.core.clocks import LONDON
from goldthread.synthetic.tests.reading_back import ANCHOR, ReadBack


def test_the_rows_that_are_set_aside_are_those_with_a_planted_fault(force: ReadBack) -> None:
    planted = {(s["source"], s["file"], s["row"]): s["code"] for s in force.truth["slips"] if s["code"]}
    assert force.met == planted
    assert len(planted) > 50


def test_every_mention_that_is_read_has_its_person_and_no_other_is_told_of(force: ReadBack) -> None:
    read_back = {(r.source, r.source_record_id, m.key) for r in force.records for m in r.mentions}
    assert read_back == force.who.keys()
    assert set(force.who.values()) <= {person[0] for person in force.truth["people"]}


def test_a_mention_told_of_again_is_the_same_person(force: ReadBack) -> None:
    told: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for source, record, key, person in force.truth["mentions"]:
        told[source, record, key].add(person)
    assert {len(people) for people in told.values()} == {1}


def test_every_kind_of_faulty_row_is_there_about_as_often_as_stated(force: ReadBack) -> None:
    """Within half and half as much again, and four rows for a small force. Some rows have no place for some."""
    rows = sum(force.rows.values())
    met = Counter(slip["slip"] for slip in force.truth["slips"])
    for kind, stated in force.truth["kinds"]["rows"].items():
        expected = stated["rate"] * rows / 1000
        assert met[kind] <= 1.5 * expected + 4, kind
        assert met[kind] >= 1, kind
        if kind in ("no record id", "unknown op", "sent twice", "no offset", "unknown category"):
            assert met[kind] >= 0.5 * expected - 4, kind


def test_every_kind_of_slip_of_the_hand_is_there_about_as_often_as_stated(force: ReadBack) -> None:
    """Of all typed: faster hands slip oftener, and most kinds need something to be typed wrong."""
    met = Counter(slip for _, _, _, slip in force.truth["typed"])
    typed = len(force.truth["mentions"])
    for kind, stated in force.truth["kinds"]["typed"].items():
        assert met[kind] >= 1, kind
        if stated["rate"]:
            # A baby's number is told of per thousand of all typed, and babies are few: see its rate in the hand.
            assert met[kind] <= 2 * stated["rate"] * typed / 1000 + 4, kind
    assert 30 < met["misspelt name"] / typed * 1000 < 75


def test_every_fault_says_what_a_reader_must_make_of_it(force: ReadBack) -> None:
    kinds = force.truth["kinds"]
    assert {slip["slip"] for slip in force.truth["slips"]} <= kinds["rows"].keys()
    assert {slip[3] for slip in force.truth["typed"]} <= kinds["typed"].keys()
    assert all(kind["reader"] for part in kinds.values() for kind in part.values())


def test_a_row_sent_twice_is_word_for_word_the_same(force: ReadBack) -> None:
    for slip in force.truth["slips"]:
        if slip["slip"] == "sent twice":
            raws = [r.raw for r in force.records if r.source_record_id == slip["record"] and r.op == "upsert"]
            assert Counter(raws).most_common(1)[0][1] >= 2


def test_some_rows_are_overtaken_by_a_newer_version(force: ReadBack) -> None:
    newest: dict[tuple[str, str], datetime] = {}
    overtaken = 0
    for record in force.records:
        key = (record.source, record.source_record_id)
        before = newest.get(key, record.source_updated_at)
        overtaken += record.source_updated_at < before
        newest[key] = max(before, record.source_updated_at)
    assert overtaken


def test_deletes_follow_what_they_delete(force: ReadBack) -> None:
    seen: set[str] = set()
    deletes = 0
    spoilt = {slip["record"] for slip in force.truth["slips"] if slip["code"]}
    for record in force.records:
        if record.op == "delete":
            deletes += 1
            assert record.source_record_id in seen | spoilt
        seen.add(record.source_record_id)
    assert deletes > 3


def test_a_thing_entered_twice_is_two_records_of_the_same_people(force: ReadBack) -> None:
    twice = [slip for slip in force.truth["slips"] if slip["slip"] == "entered twice"]
    assert len(twice) > 5
    for slip in twice:
        again = [r for r in force.records if (r.source, r.source_record_id) == (slip["source"], slip["record"])]
        who = {(m.key, force.who[r.source, r.source_record_id, m.key]) for r in again for m in r.mentions}
        others = [r for r in force.records if r.source == slip["source"] and r.occurred_at == again[0].occurred_at
                  and r.source_record_id != slip["record"]]  # fmt: skip
        assert any({(m.key, force.who[r.source, r.source_record_id, m.key]) for m in r.mentions} == who for r in others)


class TestTroubles:
    def test_nothing_of_a_feed_leaves_in_its_outage_and_all_of_it_the_next_morning(self, force: ReadBack) -> None:
        told = {story_record for story in force.stories.values() for story_record in map(tuple, story["records"])}
        held_back = 0
        for trouble in force.truth["troubles"]:
            if trouble["kind"] != "outage":
                continue
            first, last = date.fromisoformat(trouble["first"]), date.fromisoformat(trouble["last"])
            mine = [
                r for r in force.records if r.source == trouble["source"] and (r.source, r.source_record_id) not in told
            ]
            left = Counter(r.extracted_at.astimezone(LONDON).date() for r in mine)
            assert not [day for day in left if first <= day <= last]
            held = [r for r in mine if first <= r.source_updated_at.astimezone(LONDON).date() <= last]
            held_back += len(held)
            assert left[last + timedelta(days=1)] >= len(held) / 2
        assert held_back >= 4

    def test_a_tenth_of_a_days_calls_leave_on_the_day_of_low_volume(self, force: ReadBack) -> None:
        """The others leave two days later. A few calls are of stories, which go by."""
        low = date(2017, 3, 1) - timedelta(days=9)
        left = Counter(r.extracted_at.astimezone(LONDON).date() for r in force.records if r.source == "cad")
        usual = sum(left[low - timedelta(days=7 * week)] for week in range(2, 8)) / 6
        assert left[low] < 0.5 * usual
        assert left[low + timedelta(days=2)] > usual

    def test_the_latest_crimes_have_not_been_sent(self, force: ReadBack) -> None:
        told = {tuple(pair) for story in force.stories.values() for pair in story["records"]}
        latest = max(
            r.extracted_at for r in force.records if r.source == "crime" and (r.source, r.source_record_id) not in told
        )
        assert ANCHOR - latest > timedelta(hours=40)
