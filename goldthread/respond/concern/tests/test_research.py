"""Before a concern is graded the desk sees what is held of the child and of everybody in the household."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.models import LogEntry
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.queries import open_case_file
from goldthread.core.records.models import Source
from goldthread.link.feeds.adapters import MERLIN
from goldthread.respond.concern.actions import record_concern
from goldthread.respond.concern.research import research
from goldthread.testing import factories as make

HOME = {"address": "12 Mulberry Road", "postcode": "XX1 2AB"}
AMBER = {"grade": "amber", "level": "3", "open_to": "no", "why": "Third time in a month."}


@pytest.fixture
def desk(db):
    return make.reader("mash_desk")


def family(size: int = 1) -> str:
    """A child at home with so many others, all of whom one call names."""
    people = [make.child(**HOME)]
    people += [
        make.child(str(n + 2), forenames=name, birth_date=f"201{n}-03-1{n}", relationship="brother", **HOME)
        for n, name in enumerate(["Sam", "Tom", "Abel", "Noah", "Finn"][:size])
    ]
    make.deliver("cad", make.ndjson([make.cad_row(linked_persons=people)]))
    return make.code_of("1/01OCT26")


def notices(*days: float, **changes: str) -> None:
    rows = [
        make.merlin_row(f"26PAC1{abs(hash((day, *changes.values()))) % 10**7:07d}", days_ago=day, grade="green",
                        outcome="no further action", **{"subject_forename": "Jess", **changes})
        for day in days
    ]  # fmt: skip
    make.deliver("merlin", make.csv_bytes(list(MERLIN.columns()), rows), f"notices {days} {changes}")


def recorded(code: str) -> str:
    with database.transaction():
        return record_concern(make.reader("responding_officer"), code, seen="Alone at night.", danger="no").reference


def pack(desk, reference: str) -> dict:
    with database.transaction():
        file = open_case_file(desk, reference)
        found = research(desk, file.case, file.look)
    assert found is not None
    return found


def test_earlier_notifications_of_merlin_and_of_ours_are_told_alike_with_grade_and_outcome(desk):
    code = family()
    notices(40, 80)
    first = recorded(code)
    with database.transaction():
        move_case(desk, first, "take")
    make.closed_unshared(desk, first)
    earlier = pack(desk, recorded(code))["earlier"]["child"]
    assert earlier["count"] == 3
    told = {(one["system"], one["grade"], one["outcome"]) for one in earlier["last"]}
    assert told == {("Goldthread", "Blue: no additional need", "Not shared"),
                    ("Merlin", "Green: early help", "no further action")}  # fmt: skip


def test_a_brothers_notification_is_the_familys(desk):
    code = family()
    notices(10, subject_forename="Sam", subject_birth_date="2010-03-10")
    found = pack(desk, recorded(code))["earlier"]
    assert (found["child"]["count"], found["family"]["count"]) == (0, 1)


def test_every_member_of_the_household_is_checked_in_every_source_and_a_source_that_is_not_fresh_is_unknown(desk):
    code = family(2)
    with database.as_service():
        Source.objects.filter(code="crime").update(last_good_load_at=clocks.now(), last_failed_at=None)
    checks = pack(desk, recorded(code))["checks"]
    assert len(checks["people"]) == 3
    cells = {source["code"]: cell["state"] for source, cell in zip(checks["sources"], checks["people"][1]["cells"],
                                                                   strict=True)}  # fmt: skip
    assert (cells["cad"], cells["crime"], cells["custody"]) == ("hit", "no hit", "unknown")


def test_whether_social_care_works_with_the_child_is_unknown_while_its_feed_is_not_fresh(desk):
    assert pack(desk, recorded(family()))["open_to_care"]["state"] == "unknown"


def test_no_earlier_notification_and_nobody_near_is_unknown_while_the_sources_are_not_fresh(desk):
    unsure = pack(desk, recorded(family()))["unsure"]
    assert unsure["earlier"] == ["Merlin"]
    assert {"Offender markers", "Intelligence"} <= set(unsure["danger"])


def test_a_second_concern_within_hours_is_asked_about_and_joins_nothing(desk):
    code = family()
    first = recorded(code)
    second = recorded(code)
    assert [one["reference"] for one in pack(desk, second)["same_occasion"]] == [first]
    assert pack(desk, second)["repeats"] == 1


def test_one_of_last_week_is_another_occasion(desk):
    code = family()
    with clocks.held_at(clocks.now() - timedelta(days=7)):
        recorded(code)
    found = pack(desk, recorded(code))
    assert (found["same_occasion"], found["repeats"]) == ([], 1)


def test_a_notification_after_closure_leaves_the_closed_one_closed_and_counts(desk):
    code = family()
    first = recorded(code)
    with database.transaction():
        move_case(desk, first, "take")
    make.closed_unshared(desk, first)
    assert pack(desk, recorded(code))["repeats"] == 1
    with database.transaction():
        assert open_case_file(desk, first).case.state == "not_shared"


def test_a_larger_household_costs_no_more_queries(desk):
    counted = []
    for size in (1, 5):
        code = family(size)
        reference = recorded(code)
        with database.transaction():
            file = open_case_file(desk, reference)
            with CaptureQueriesContext(connection) as queries:
                research(desk, file.case, file.look)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 25


def test_what_was_known_is_kept_with_the_grade_as_counts_and_names_nobody(desk):
    code = family()
    notices(40)
    reference = recorded(code)
    with database.transaction():
        move_case(desk, reference, "take")
    make.graded(desk, reference, **AMBER)
    with database.transaction():
        event = next(one for one in open_case_file(desk, reference).events if one["kind"] == "case.researched")
    kept = event["facts"]["pack"]
    assert kept["earlier"] == {"child": 1, "family": 0, "address": 0}
    assert kept["sources"]["custody"]["state"] == "never"
    assert "Kentwell" not in str(event).replace("KENTWELL", "Kentwell")


def test_the_household_is_in_the_log_as_looked_at(desk):
    code = family(1)
    reference = recorded(code)
    pack(desk, reference)
    with database.as_service():
        looks = LogEntry.objects.filter(case_reference=reference, officer=desk.officer)
        people = {person for one in looks for person in one.people}
    assert len(people) == 2
