"""Somebody an officer met and nobody had recorded: kept word for word, found at once, linked like any mention."""

import pytest
from django.db import ProgrammingError

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.people.queries import identities
from goldthread.core.refusals import Clash, NotValid
from goldthread.link.native.actions import keep_met
from goldthread.link.native.met import Met
from goldthread.link.picture.searching import search
from goldthread.testing import factories as make
from goldthread.testing.doors.working import work_off

BOY = Met("new:1", name="name unknown", age="about 8", description="Red coat, scar on the chin", sex="M")


def keep(*met: Met, reference: str = "K-AAAAAAA"):
    with database.transaction():
        return keep_met(make.reader("responding_officer"), met, at=clocks.now(), reference=reference)


def asserted(code: str) -> dict[str, tuple[str, str | None, str]]:
    with database.as_service():
        rows = database.fetch(
            """SELECT a.field, a.text, a.canonical, a.kind FROM records_assertion a
                 JOIN people_link l ON l.mention_id = a.mention_id AND l.to_at IS NULL
                 JOIN people_person p ON p.id = l.person_id WHERE p.code = %s""",
            [code],
        )
    return {row["field"]: (row["text"], row["canonical"], row["kind"]) for row in rows}


def test_a_name_unknown_with_what_the_child_looks_like_is_enough(db):
    kept = keep(BOY)["new:1"]
    told = asserted(kept.code)
    assert told["description"] == ("Red coat, scar on the chin", "Red coat, scar on the chin", "inference")
    assert told["age"] == ("about 8", "8~", "inference")
    assert "surname" not in told
    assert "forename" not in told


def test_somebody_of_whom_nothing_is_told_is_refused(db):
    with pytest.raises(NotValid, match="what they look like"):
        keep(Met("new:1", name="unknown"))


def test_a_day_that_is_no_day_is_refused_and_an_age_nobody_can_read_is_kept_as_words(db):
    with pytest.raises(NotValid, match="not a day"):
        keep(Met("new:1", name="Sam Kent", age="31/02/2015"))
    kept = keep(Met("new:1", name="Sam Kent", age="primary school"))["new:1"]
    assert asserted(kept.code)["age"] == ("primary school", None, "inference")


def test_a_new_child_is_found_by_search_before_the_linker_has_run(db):
    kept = keep(Met("new:1", name="KENTWELL, Zebedee", age="11 May 2016"))["new:1"]
    with database.transaction():
        found = search(make.reader("ward_officer"), "Zebedee Kentwell")
    assert [hit.person.code for hit in found.hits] == [kept.code]


def test_the_same_record_sent_again_is_the_same_child_and_with_other_words_a_clash(db):
    first, again = keep(BOY), keep(BOY)
    assert first["new:1"].code == again["new:1"].code
    with pytest.raises(Clash):
        keep(Met("new:1", description="Another child"))


def test_one_whom_we_hold_already_becomes_that_person_by_the_one_linking_path(db):
    code = make.load_child(address="12 Mulberry Road", postcode="ZZ1 1AA")
    kept = keep(Met("new:1", name="Jess Kentwell", age="11 May 2011", sex="F"))["new:1"]
    assert kept.code != code
    assert "link_again" in work_off()
    with database.transaction():
        look(make.reader("mash_desk"))
        rows = database.fetch("SELECT retired_at FROM people_person WHERE code = %s", [kept.code])
        possible = database.fetch("SELECT 1 FROM people_possible WHERE to_at IS NULL")
    # One person now, or possible with reasons: never two strangers.
    assert rows[0]["retired_at"] is not None or possible


def test_what_they_are_is_shown_as_who_they_are(db):
    kept = keep(Met("new:1", name="Sam Kent", age="2 June 2018", sex="boy"))["new:1"]
    with database.transaction():
        look(make.reader("responding_officer"), people=[kept.person_id])
        who = identities([kept.person_id])[kept.person_id]
    assert (who.name, who.birth_date, who.sex) == ("KENT, Sam", "2018-06-02", "male")


def test_the_database_keeps_nothing_that_no_collection_was_logged_for(db):
    with database.transaction():
        look(make.reader("responding_officer"))
        with pytest.raises(ProgrammingError, match="no logged collection"), database.transaction():
            database.fetch("SELECT * FROM goldthread_native_record('{}')")
