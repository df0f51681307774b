"""Rectify, restrict and erase: the content goes from search, picture and replay; the chains of evidence stay whole."""

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases.queries import open_case_file
from goldthread.core.journal import queries as journal
from goldthread.core.people import rights
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.core.sealing.actions import seal_all
from goldthread.core.sealing.queries import verify
from goldthread.link.picture.queries import open_picture
from goldthread.link.picture.searching import search
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make

SECRET_WORDS = ("Kentwell", "crying at night", "bruise", "2011-05-11")


def a_known_child() -> tuple[str, str]:
    """Loaded, searched for, opened, and a concern recorded: personal content in every place it can be."""
    code = make.load_child()
    officer = make.reader("responding_officer")
    with database.transaction():
        search(officer, "Jess Kentwell")
    with database.transaction():
        open_picture(officer, code, reason="Kentwell family at the door")
    with database.transaction():
        case = record_concern(officer, code, seen="A bruise on the arm.")
    seal_all()
    return code, case.reference


def erase(code: str) -> dict:
    with database.transaction():
        return rights.erase(make.reader("dpo"), code, rule="DPA 2018 s47", authority="J. Marsh, DPO")


def everything_stored(like: str = "%") -> str:
    """Every row of every table, as text, read by the owner: what somebody with the disk would find."""
    with database.speaking_as(database.OWNER), database.transaction():
        names = database.fetch(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE %s ORDER BY 1", [like]
        )
        return "\n".join(str(database.fetch(f'SELECT t::text FROM "{row["tablename"]}" t ORDER BY 1')) for row in names)


def everything_held() -> str:
    """What is held about people, and what happened to it; the access log apart, since being refused is logged."""
    return "".join(everything_stored(like) for like in ("records%", "people%", "journal%"))


def test_what_is_erased_is_in_no_table(db):
    code, _ = a_known_child()
    before = everything_stored()
    assert all(words in before for words in SECRET_WORDS)
    erase(code)
    after = everything_stored().upper()
    assert [words for words in SECRET_WORDS if words.upper() in after] == []


def test_erasure_leaves_both_chains_and_every_projection_whole(db):
    code, _ = a_known_child()
    erase(code)
    seal_all()
    assert [verify(log).problems for log in ("access", "journal")] == [[], []]
    with database.as_service():
        found = journal.verify()
    assert (found.differences, found.erased_payloads) == ([], 1)


def test_an_erased_person_is_gone_from_search_and_picture_at_any_instant(db):
    code, _ = a_known_child()
    then = clocks.now()
    erase(code)
    officer = make.reader("responding_officer")
    with database.transaction():
        assert search(officer, "Jess Kentwell").hits == []
    for known_at in (None, then):
        with pytest.raises(NotFound), database.transaction():
            open_picture(officer, code, known_at=known_at)


def test_a_case_about_an_erased_child_keeps_its_steps_and_says_the_words_were_erased(db):
    code, reference = a_known_child()
    erase(code)
    with database.transaction():
        events = open_case_file(make.reader("mash_desk"), reference).as_json()["timeline"]
    assert [(event["kind"], event["body"], event["erased"]) for event in events] == [("concern.recorded", None, True)]


def test_an_erased_record_that_is_sent_again_is_refused_and_keeps_nothing(db):
    code, _ = a_known_child()
    erase(code)
    delivery = make.deliver("cad", make.ndjson([make.cad_row("1/01OCT26", days_ago=0.5)]), "again")
    assert (delivery.accepted, delivery.quarantined) == (0, 1)
    assert "KENTWELL" not in everything_stored().upper()


def test_erasing_one_child_leaves_what_the_same_record_says_of_another(db):
    rows = [make.cad_row(linked_persons=[make.child("1"), make.child("2", forenames="Sam", birth_date="2014-02-03")])]
    make.deliver("cad", make.ndjson(rows))
    jess, sam = make.code_of("1/01OCT26", "%1"), make.code_of("1/01OCT26", "%2")
    erase(jess)
    with database.transaction():
        found = search(make.reader("responding_officer"), "Sam Kentwell")
    assert [hit.person.code for hit in found.hits] == [sam]


def test_the_log_still_says_who_saw_the_erased_child_and_that_it_was_erased(db):
    from goldthread.core.access.models import LogEntry

    code, _ = a_known_child()
    person = make.person_id_of(code)
    with database.as_service():
        before = LogEntry.objects.filter(people__contains=[person]).count()
    erase(code)
    with database.as_service():
        after = LogEntry.objects.filter(people__contains=[person]).order_by("id")
        assert after.count() == before + 1
        assert (after.last().operation, after.last().detail.body["authority"]) == ("erasure", "J. Marsh, DPO")


def test_restricted_content_is_out_of_search_and_sight_and_comes_back_whole_when_lifted(db):
    code, _ = a_known_child()
    officer, keeper = make.reader("responding_officer"), make.reader("dpo")
    with database.transaction():
        before = open_picture(officer, code).as_json()
    with database.transaction():
        rights.restrict(keeper, code, ground="contested", authority="DPO")
    with database.transaction():
        assert search(officer, "Jess Kentwell").hits == []
    with pytest.raises(NotFound), database.transaction():
        open_picture(officer, code)
    with database.transaction():
        rights.restrict(keeper, code, ground="contested", lift=True, authority="DPO")
    with database.transaction():
        assert open_picture(officer, code).as_json() == before


def test_a_newer_version_of_a_restricted_record_stays_restricted(db):
    code, _ = a_known_child()
    with database.transaction():
        rights.restrict(make.reader("dpo"), code, ground="evidence", authority="DPO")
    make.deliver("cad", make.ndjson([make.cad_row("1/01OCT26", days_ago=0.2, text="Newer words.")]), "newer")
    with database.transaction():
        assert search(make.reader("responding_officer"), "Jess Kentwell").hits == []


def test_a_rectified_name_is_found_by_the_right_one_and_no_more_by_the_wrong_one(db):
    code, _ = a_known_child()
    with database.transaction():
        rights.rectify(make.reader("dpo"), code, field="surname", text="Okonkwo", authority="DPO")
    officer = make.reader("responding_officer")
    with database.transaction():
        assert [hit.person.surname for hit in search(officer, "Okonkwo").hits] == ["Okonkwo"]
    with database.transaction():
        assert search(officer, "Kentwell").hits == []


def test_the_old_value_stays_beside_the_right_one_marked_superseded(db):
    code, _ = a_known_child()
    with database.transaction():
        rights.rectify(make.reader("dpo"), code, field="birth_date", text="12 May 2011", authority="DPO")
    with database.transaction():
        values = open_picture(make.reader("responding_officer"), code).values
    dates = [(value["canonical"], value["status"]) for value in values if value["field"] == "birth_date"]
    assert dates == [("2011-05-12", "rectified"), ("2011-05-11", "superseded")]


def test_a_rectified_value_stays_right_when_the_source_sends_the_wrong_one_again(db):
    code, _ = a_known_child()
    with database.transaction():
        rights.rectify(make.reader("dpo"), code, field="surname", text="Okonkwo", authority="DPO")
    make.deliver("cad", make.ndjson([make.cad_row("1/01OCT26", days_ago=0.2)]), "again")
    with database.transaction():
        assert open_picture(make.reader("responding_officer"), code).person.surname == "Okonkwo"


@pytest.mark.parametrize("role", ["responding_officer", "mash_desk", "supervisor", "administrator", "analyst"])
def test_only_data_protection_carries_out_rights(db, role):
    code = make.load_child()
    for act in (
        lambda by: rights.erase(by, code, rule="r", authority="a"),
        lambda by: rights.restrict(by, code, ground="evidence", authority="a"),
        lambda by: rights.rectify(by, code, field="surname", text="Other", authority="a"),
    ):
        with pytest.raises(Refusal) as refused, database.transaction():
            act(make.reader(role))
        assert refused.value.code == "not_in_role"


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda by, code: rights.erase(by, code, rule=" ", authority="a"), "rule"),
        (lambda by, code: rights.erase(by, code, rule="r", authority=""), "authority"),
        (lambda by, code: rights.restrict(by, code, ground="whim", authority="a"), "ground"),
        (lambda by, code: rights.rectify(by, code, field="birth_date", text="31/02/2011", authority="a"), "text"),
        (lambda by, code: rights.rectify(by, code, field="shoe_size", text="4", authority="a"), "field"),
        (lambda by, code: rights.rectify(by, code, field="nhs_no", text="9990000019", authority="a"), "text"),
    ],
)
def test_a_right_without_what_it_needs_is_refused_by_field_and_changes_nothing(db, act, field):
    code = make.load_child()
    before = everything_held()
    with pytest.raises(NotValid) as refused, database.transaction():
        act(make.reader("dpo"), code)
    assert refused.value.field == field
    assert everything_held() == before


def test_the_database_refuses_an_erasure_that_no_log_row_announces(db):
    from django.db import ProgrammingError

    code = make.load_child()
    with pytest.raises(ProgrammingError, match="no logged erasure"), database.transaction():
        database.fetch("SELECT goldthread_rights_erase(%s, now(), 'x', '[]')", [make.person_id_of(code)])
