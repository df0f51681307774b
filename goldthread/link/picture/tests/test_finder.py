"""The finder goes by its indexes, on a force just loaded as on an old one, and ranks by how rare each agreement is."""

import json

import pytest

from goldthread.core import db as database
from goldthread.link.picture.asked import read_asked
from goldthread.link.picture.searching import search
from goldthread.link.picture.wanted import as_against, as_wanted, facts_of
from goldthread.testing import factories as make


@pytest.mark.parametrize("learned", [False, True])
def test_a_search_walks_no_table_whether_or_not_the_planner_knows_its_size(db, learned):
    """Planned before the sizes were known, a search on ten thousand mentions once took ten minutes."""
    rows = [
        make.cad_row(f"{n}/01OCT26", linked_persons=[make.child(forenames=f"Forename{n}", surname=f"Surname{n % 40}")])
        for n in range(1, 601)
    ]
    make.deliver("cad", make.ndjson(rows))
    if learned:
        with database.as_service():
            database.fetch("SELECT goldthread_learn_sizes()")
    before = scans()
    with database.transaction():
        facts = facts_of(read_asked("Forename7 Surnme7 11 May 2011 girl 12 Mulberry Rd ZZ1 1AA 07700 900123"))
        found = database.fetch(FIND, [json.dumps(as_wanted(facts)), json.dumps(as_against(facts))])
    assert found
    assert scans() == before


def test_a_name_is_not_crowded_out_by_all_who_share_its_birth_year(db):
    rows = [
        make.cad_row(f"{n}/01OCT26", linked_persons=[make.child(forenames=f"Other{n}", surname="Person")])
        for n in range(1, 61)
    ]
    make.deliver(
        "cad", make.ndjson([*rows, make.cad_row("99/01OCT26", linked_persons=[make.child(surname="Kentwell")])])
    )
    with database.transaction():
        found = search(make.reader("responding_officer"), "Jes Kentwel 2011")
    assert found.hits[0].person.surname == "Kentwell"


FIND = "SELECT * FROM goldthread_find_people(%s::jsonb, %s::jsonb, 10)"


def scans() -> dict[str, int]:
    """How often each table the finder reads has been walked from end to end, as the server counts."""
    tables = ["people_searchkey", "people_searchword", "people_link", "records_mention"]
    counted = "SELECT relname, seq_scan FROM pg_stat_user_tables WHERE relname = ANY(%s)"
    for role in (database.APP, database.SERVICE):  # each connection hands in its counts only now and then
        with database.speaking_as(role):
            database.fetch("SELECT pg_stat_force_next_flush()")
    with database.as_service():
        return {row["relname"]: row["seq_scan"] for row in database.fetch(counted, [tables])}
