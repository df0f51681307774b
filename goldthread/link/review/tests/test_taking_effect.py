"""A decision is solved: people are joined, taken apart and put back, and whoever saw the wrong picture is told."""

import pytest

from goldthread.core import db as database
from goldthread.core.alerts.models import Alert
from goldthread.link.picture.queries import open_picture
from goldthread.link.review.actions import answer_pair, take_back, take_out
from goldthread.link.review.person import open_links
from goldthread.link.review.tests.pairs import WHY, boss, established, mention
from goldthread.link.review.waiting import open_queue
from goldthread.testing import factories as make
from goldthread.testing.doors.working import work_off


def code(number: int) -> str:
    return make.code_of(f"{number}/01OCT26")


@pytest.fixture
def two_calls(db) -> str:
    """One girl in two calls."""
    for number in (1, 2):
        mention(f"{number}/01OCT26", address="12 Mulberry Road", postcode="XX1 2AB")
    assert code(1) == code(2)
    return code(1)


def of_call(number: int):
    with database.as_service():
        return database.fetch_one("SELECT id FROM records_mention WHERE source_record_id = %s", [f"{number}/01OCT26"])[
            "id"
        ]


def test_a_record_taken_out_becomes_another_person_and_comes_back(two_calls):
    with database.transaction():
        open_picture(make.reader("responding_officer"), two_calls)
    made = take_out(boss(), two_calls, [of_call(2)], WHY)
    work_off()
    assert code(1) != code(2)
    with database.as_service():
        told = Alert.objects.filter(kind="picture_changed").values_list("to_officer__username", flat=True)
    assert "responding_officer" in told
    take_back(boss(), made[0].pk, "The caller was wrong.")
    work_off()
    assert code(1) == code(2)


def test_what_was_taken_out_stays_out_when_another_record_comes(two_calls):
    take_out(boss(), two_calls, [of_call(2)], WHY)
    work_off()
    mention("3/01OCT26", address="12 Mulberry Road", postcode="XX1 2AB")
    assert code(1) != code(2)


def test_two_established_people_are_one_after_two_officers_and_not_after_one(db):
    pair = established()
    answer_pair(boss(), *pair, "same", WHY)
    work_off()
    assert code(1) != code(2)
    answer_pair(boss("second"), *pair, "same", WHY)
    work_off()
    assert code(1) == code(2)
    with database.transaction():
        changes = [one["kind"] for one in open_links(boss(), code(1)).changes]
    assert "merged" in changes


def test_what_the_linker_leaves_possible_waits_with_its_waterfall(db):
    """Two sisters of one day and one house (linking.md 6)."""
    home = {"address": "Flat 2, 14 Elm Road", "postcode": "XX1 2AB"}
    for number, first in ((1, "Shazia"), (2, "Saima")):
        mention(f"{number}/01OCT26", surname="Khan", forenames=first, **home)
    with database.transaction():
        (row,) = open_queue(boss()).rows
    assert row.pair.stopped_by == "forename_differs"
    from goldthread.link.review.pair import open_pair

    with database.transaction():
        found = open_pair(boss(), row.pair.mention, row.pair.other)
    assert "same date of birth" in [push.words for push in found.drawn.speaks_for]
    assert found.drawn.stopped.startswith("Another forename")
    answer_pair(boss(), row.pair.mention, row.pair.other, "different", WHY)
    work_off()
    with database.transaction():
        assert open_queue(boss()).total == 0
