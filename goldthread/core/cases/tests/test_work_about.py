"""The work about somebody: how much of it there is costs no queries, now or as known then."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases.as_known import Work, work_about
from goldthread.core.people.as_known import AsKnown
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make

SEEN = ("Alone at the door.", "Alone by the shop.", "Alone at the bus stop.", "Alone in the park.")


def record(code: str, *seen: str) -> None:
    for words in seen:
        with database.transaction():
            record_concern(make.reader("responding_officer"), code, seen=words)


def read(code: str, known: AsKnown) -> tuple[list[Work], int]:
    """The work about a child, and how many queries it took to read it."""
    with database.as_service():
        rows = database.fetch(
            """SELECT l.mention_id FROM people_link l JOIN people_person p ON p.id = l.person_id
                WHERE p.code = %s AND l.to_at IS NULL""",
            [code],
        )
        with CaptureQueriesContext(connections[database.alias()]) as run:
            found = work_about([row["mention_id"] for row in rows], known)
    return found, len(run)


@pytest.mark.parametrize("as_known", [False, True], ids=["now", "as known then"])
def test_so_many_queries_however_many_concerns_a_child_has(db: None, as_known: bool) -> None:
    code = make.load_child()
    record(code, SEEN[0])
    one, few = read(code, AsKnown(clocks.now() if as_known else None))
    record(code, *SEEN[1:])
    four, many = read(code, AsKnown(clocks.now() if as_known else None))
    assert (len(one), len(four)) == (1, 4)
    assert all(case["clocks"] for case in four)
    assert many == few
