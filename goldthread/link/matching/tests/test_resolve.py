"""Linking against the real database: arrival order, codes that stay, splits that leave a trail."""

import itertools

import pytest

from goldthread.core import db as database
from goldthread.core.access.models import LogEntry
from goldthread.core.people.models import Link, Person
from goldthread.link.matching.model import shipped
from goldthread.testing import factories as make

ROWS = {
    "1/01OCT26": make.child(nhs_no="9990000018"),
    "2/01OCT26": make.child(),
    "3/01OCT26": make.child(forenames="Jessica", nhs_no="9990000018"),
    "4/01OCT26": make.child(forenames="Jodie"),
}


def load(numbers) -> None:
    for number in numbers:
        make.deliver("cad", make.ndjson([make.cad_row(number, linked_persons=[ROWS[number]])]), number)


def groups() -> set[frozenset[str]]:
    with database.as_service():
        people: dict = {}
        for link in Link.objects.filter(to_at=None).select_related("mention"):
            people.setdefault(link.person_id, set()).add(link.mention.source_record_id)
    return {frozenset(group) for group in people.values()}


@pytest.mark.parametrize("order", list(itertools.permutations(ROWS))[::5])
def test_every_order_of_arrival_gives_the_same_people(db, order):
    load(order)
    assert groups() == {frozenset(["1/01OCT26", "2/01OCT26", "3/01OCT26"]), frozenset(["4/01OCT26"])}


def test_one_batch_gives_what_one_by_one_gives(db):
    rows = [make.cad_row(number, linked_persons=[person]) for number, person in ROWS.items()]
    make.deliver("cad", make.ndjson(rows))
    assert groups() == {frozenset(["1/01OCT26", "2/01OCT26", "3/01OCT26"]), frozenset(["4/01OCT26"])}


def test_a_person_keeps_their_code_as_records_arrive(db):
    load(["2/01OCT26"])
    code = make.code_of("2/01OCT26")
    load(["1/01OCT26", "3/01OCT26"])
    assert make.code_of("3/01OCT26") == code


def test_two_people_who_turn_out_one_leave_a_code_that_still_leads_there(db):
    """Nothing but a year ties the two until the source says that one has the other's number."""
    load(["1/01OCT26"])
    stranger = make.child(forenames="Jess", surname="Cole", birth_date="2011")
    make.deliver("cad", make.ndjson([make.cad_row("5/01OCT26", days_ago=2, linked_persons=[stranger])]), "first")
    codes = {make.code_of("1/01OCT26"), make.code_of("5/01OCT26")}
    assert len(codes) == 2
    known = stranger | {"nhs_no": "9990000018", "birth_date": "2011-05-11"}
    make.deliver("cad", make.ndjson([make.cad_row("5/01OCT26", days_ago=0.1, linked_persons=[known])]), "second")
    kept = make.code_of("1/01OCT26")
    (retired,) = codes - {kept}
    with database.as_service():
        row = database.fetch("SELECT code FROM goldthread_people_by_code(%s)", [retired])
    assert [one["code"] for one in row] == [kept]


def test_a_correction_from_the_source_takes_a_wrong_link_apart(db):
    load(["1/01OCT26", "3/01OCT26"])
    joined = make.code_of("1/01OCT26")
    assert make.code_of("3/01OCT26") == joined
    right = make.child(forenames="Jessica", nhs_no="9990000026")
    rows = [make.cad_row("3/01OCT26", days_ago=0.1, linked_persons=[right])]
    make.deliver("cad", make.ndjson(rows), "correction")
    assert make.code_of("3/01OCT26") != make.code_of("1/01OCT26")


def test_a_deleted_record_leaves_the_person_with_the_others(db):
    load(["1/01OCT26", "2/01OCT26"])
    make.deliver("cad", make.ndjson([make.cad_row("2/01OCT26", days_ago=0.1, op="delete")]), "deletion")
    assert frozenset(["1/01OCT26"]) in {group - {"2/01OCT26"} for group in groups()}


def test_linking_again_changes_nothing(db):
    from goldthread.link.matching.actions import resolve

    load(ROWS)
    with database.as_service():
        before = sorted(Link.objects.values_list("id", "person", "to_at"))
        from goldthread.core.records.models import Mention

        change = resolve(list(Mention.objects.values_list("id", flat=True)))
        assert (change.linked, change.created, change.retired) == (0, 0, 0)
        assert sorted(Link.objects.values_list("id", "person", "to_at")) == before


def test_each_combination_is_logged_with_its_model(db):
    load(["1/01OCT26", "2/01OCT26"])
    with database.as_service():
        entry = LogEntry.objects.filter(operation="combination").latest("id")
        assert (entry.service, entry.detail.body["model"], len(entry.people)) == ("linker", shipped().version, 1)
        assert Person.objects.count() == 1
