"""What is entered by command after the system was down keeps its true time: a step, a check, a note, a review."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from goldthread.cli.tests.commands import Ended, command
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases.models import Case
from goldthread.respond.missing.tests.told import a_child, reported
from goldthread.testing import factories as make


@pytest.fixture
def case(db) -> Iterator[Case]:
    """Reported five hours ago by paper, entered now."""
    with clocks.held_at(clocks.now()):
        yield reported(make.reader("control_room"), a_child("Ann"), occurred_at=then())


def then(minutes: int = 0) -> datetime:
    return (clocks.now() - timedelta(hours=5) + timedelta(minutes=minutes)).replace(microsecond=0)


def told(*words: str, minutes: int, by: str = "control_room") -> Ended:
    return command(*words, "--occurred-at", then(minutes).isoformat(), by=by)


def happened(case: Case, kind: str) -> datetime:
    with database.as_service():
        row = database.fetch_one(
            "SELECT occurred_at FROM journal_event WHERE stream = %s AND kind = %s", [f"case:{case.pk}", kind]
        )
    return row["occurred_at"]


def graded(case: Case) -> Ended:
    answers = ("--answer", "grade=high", "--answer", "why=As told.")
    return told("concern", "move", case.reference, "grade", *answers, minutes=10)


def test_a_step(case):
    assert graded(case).code == 0
    assert happened(case, "missing.graded") == then(10)


def test_a_check(case):
    graded(case)
    assert told("concern", "check", case.reference, "check_pnc", "no_hit", minutes=20).code == 0
    assert happened(case, "case.item_answered") == then(20)


def test_a_note(case):
    assert told("concern", "note", case.reference, "Rang the mother.", minutes=30).code == 0
    assert happened(case, "case.note_added") == then(30)


def test_a_review(case):
    graded(case)
    make.officer("duty_inspector", "shah")
    said = ("--looked-at", "grade", "--verdict", "sound", "--found", "The grade is right.")
    assert told("work", "review", case.reference, *said, minutes=40, by="shah").code == 0
    assert happened(case, "case.reviewed") == then(40)


def test_what_is_still_to_come_is_refused(case):
    ended = told("concern", "note", case.reference, "Rang.", minutes=360)
    assert ended.code == 3
