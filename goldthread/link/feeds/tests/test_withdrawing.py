"""What a source withdraws, erases or corrects flows through everything derived from it, and its work is told."""

from goldthread.core import db as database
from goldthread.core.people.models import Link, MatchKey, Person, SearchKey
from goldthread.core.records.models import Assertion, Mention, RecordContent, SourceRecord, Tombstone
from goldthread.link.feeds.models import Delivery, QuarantinedRow
from goldthread.link.picture.searching import search
from goldthread.testing import factories as make

JESS = "Jess Kentwell"


def sent(days_ago: float, number: str = "1/01OCT26", **changes: object) -> Delivery:
    row = make.cad_row(number, days_ago=days_ago, **changes)
    return make.deliver("cad", make.ndjson([row]), f"{number} {days_ago}")


def found(query: str) -> list[str]:
    with database.transaction():
        return [hit.person.code for hit in search(make.reader("responding_officer"), query).hits]


def test_a_withdrawn_record_leaves_search_keys_and_mentions_but_its_words_stay_until_their_retention_ends(db):
    sent(2)
    sent(1, op="delete")
    with database.as_service():
        assert (SearchKey.objects.count(), MatchKey.objects.count()) == (0, 0)
        assert not Mention.objects.filter(is_live=True).exists()
        assert RecordContent.objects.exclude(narrative="").exists()
        assert SourceRecord.objects.get(is_current=True).is_deleted
    assert found(JESS) == []


def test_a_late_row_does_not_bring_a_withdrawn_record_back(db):
    sent(2)
    sent(1, op="delete")
    sent(1.5, text="late")
    assert found(JESS) == []


def test_a_newer_row_brings_a_withdrawn_record_back_as_the_same_person(db):
    sent(3)
    code = make.code_of("1/01OCT26")
    sent(2, op="delete")
    sent(1)
    assert found(JESS) == [code]


def test_an_erased_record_loses_its_words_in_every_version_and_every_value(db):
    sent(3, text="Jess was crying.")
    sent(2, text="Jess was calm.")
    assert sent(1, op="erase").accepted == 1
    with database.as_service():
        assert RecordContent.objects.exclude(raw=None).count() == 0
        assert RecordContent.objects.exclude(narrative="", facts=[]).count() == 0
        assert Assertion.objects.count() == 0
        assert SourceRecord.objects.filter(erased_at=None).count() == 0
        assert Tombstone.objects.get().rule == "erased by its source"
        logged = database.fetch("SELECT count(*) AS n FROM access_logentry WHERE operation = 'erasure'")
    assert logged == [{"n": 1}]
    assert found(JESS) == []


def test_an_erased_record_is_refused_when_it_is_sent_again_and_nothing_of_the_row_is_kept(db):
    sent(3)
    sent(2, op="erase")
    again = sent(1)
    assert (again.accepted, again.quarantined) == (0, 1)
    with database.as_service():
        row = QuarantinedRow.objects.get(delivery=again)
    assert (row.code, row.raw, row.source_record_id) == ("Q-GONE-01", "", "")


def rows_of_one_file(*rows: dict[str, object]) -> Delivery:
    return make.deliver("cad", make.ndjson(rows), "together")


def test_an_erasure_holds_against_a_newer_row_before_or_after_it_in_the_same_file(db):
    erasure, newer = make.cad_row(days_ago=2, op="erase"), make.cad_row(days_ago=1)
    for number, rows in enumerate([(erasure, newer), (newer, erasure)]):
        together = [{**row, "source_record_id": f"{number + 1}/01OCT26"} for row in rows]
        rows_of_one_file(*together)
    with database.as_service():
        assert Assertion.objects.count() == 0
        assert RecordContent.objects.exclude(raw=None).count() == 0
        assert not Mention.objects.filter(is_live=True).exists()
        assert Tombstone.objects.count() == 2
    assert found(JESS) == []


def test_an_erasure_that_comes_late_still_erases_what_is_newer(db):
    sent(1)
    sent(2, op="erase")
    with database.as_service():
        assert Assertion.objects.count() == 0
        assert SourceRecord.objects.get(is_current=True).is_deleted
    assert found(JESS) == []


def test_an_erasure_sent_again_changes_nothing(db):
    sent(3)
    sent(2, op="erase")
    again = sent(1, op="erase")
    assert (again.accepted, again.unchanged, again.quarantined) == (0, 1, 0)


def test_erasing_one_record_leaves_what_others_say_of_the_person(db):
    sent(3)
    sent(3, "2/01OCT26", text="Another night.")
    code = make.code_of("1/01OCT26")
    sent(1, op="erase")
    assert found(JESS) == [code]


def test_a_correction_from_the_source_parts_two_people_who_were_one_by_mistake(db):
    sent(3, linked_persons=[make.child()])
    sent(3, "2/01OCT26", linked_persons=[make.child()])
    assert make.code_of("1/01OCT26") == make.code_of("2/01OCT26")
    sent(1, "2/01OCT26", linked_persons=[make.child(forenames="Tess", birth_date="2012-06-12")])
    assert make.code_of("1/01OCT26") != make.code_of("2/01OCT26")
    with database.as_service():
        assert Person.objects.filter(retired_at=None).count() == 2
        assert Link.objects.filter(to_at=None).values("mention").distinct().count() == 2


def test_a_corrected_value_is_found_and_the_wrong_one_is_not(db):
    sent(3, linked_persons=[make.child(phone="07700 900123")])
    sent(1, linked_persons=[make.child(phone="07700 900124")])
    assert found("07700 900124") != []
    assert found("07700 900123") == []
