"""Linking against the real database: arrival order, codes that stay, splits that leave a trail."""

import itertools
from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.models import LogEntry
from goldthread.core.alerts.models import Alert
from goldthread.core.people.decisions import decide, withdraw
from goldthread.core.people.models import Link, Person, Possible
from goldthread.link.matching.actions import link_again
from goldthread.link.matching.model import shipped
from goldthread.link.picture.queries import open_picture
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


MOTHER = {"key": "m", "role": "parent/carer", "surname": "Kentwell", "forenames": "Dora", "birth_date": "1990-04-02",
          "sex": "F"}  # fmt: skip


def _possible_records() -> set[frozenset[str]]:
    with database.as_service():
        return {
            frozenset((pair.mention.source_record_id, pair.other.source_record_id))
            for pair in Possible.objects.filter(to_at=None).select_related("mention", "other")
        }


def test_a_child_born_in_its_time_to_the_same_mother_is_proposed_for_the_unborn_one_and_not_joined(db):
    expected, came = (clocks.today() - timedelta(days=days) for days in (60, 65))
    unborn = make.child(surname="Kentwell", forenames="Unborn baby", birth_date=f"EDD {expected}")
    born = make.child(surname="Moss", forenames="Tilly", birth_date=str(came))
    make.deliver(
        "cad", make.ndjson([make.cad_row("7/01JUN26", days_ago=150, linked_persons=[MOTHER, unborn])]), "before"
    )
    make.deliver("cad", make.ndjson([make.cad_row("8/01OCT26", linked_persons=[MOTHER, born])]), "after")
    assert frozenset(("7/01JUN26", "8/01OCT26")) in _possible_records()
    assert not any({"7/01JUN26", "8/01OCT26"} <= set(group) and len(group) > 2 for group in groups())


def test_a_decision_that_two_are_one_joins_them_and_its_withdrawal_parts_them(db):
    load(["1/01OCT26", "4/01OCT26"])
    pair = [link.mention_id for link in _links()]
    made = decide(make.reader("supervisor"), *pair, "same", "The school says they are one girl.")
    _link_again(pair)
    assert len(groups()) == 1
    withdraw(make.reader("supervisor"), made.pk, "The school was wrong.")
    _link_again(pair)
    assert len(groups()) == 2


def test_a_decision_that_two_are_not_one_survives_a_new_record_that_would_join_them(db):
    load(["1/01OCT26", "2/01OCT26"])
    decide(make.reader("supervisor"), *[link.mention_id for link in _links()], "different", "Cousins of one name.")
    _link_again([link.mention_id for link in _links()])
    load(["3/01OCT26"])
    assert not any({"1/01OCT26", "2/01OCT26"} <= group for group in groups())


def test_whoever_opened_a_picture_that_came_apart_is_told(db):
    load(["1/01OCT26", "2/01OCT26"])
    with database.transaction():
        open_picture(make.reader("responding_officer"), make.code_of("1/01OCT26"))
    decide(make.reader("supervisor"), *[link.mention_id for link in _links()], "different", "Cousins of one name.")
    _link_again([link.mention_id for link in _links()])
    with database.as_service():
        assert Alert.objects.filter(kind="picture_changed", to_officer__username="responding_officer").count() == 1


def test_a_link_keeps_the_comparison_behind_it(db):
    load(["1/01OCT26", "2/01OCT26"])
    for link in _links():
        stored = link.explanation
        pushes = sum(found["bits"] for found in stored["evidence"])
        assert stored["total"] == pytest.approx(stored["prior"] + pushes - stored["over_cap"], abs=0.06)
        assert stored["total"] >= stored["link"]


def _links() -> list[Link]:
    with database.as_service():
        return list(Link.objects.filter(to_at=None).order_by("mention__source_record_id"))


def _link_again(mentions) -> None:
    with database.as_service():
        link_again(mentions)
