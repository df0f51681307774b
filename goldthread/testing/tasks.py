"""A task given at a briefing, for tests: about a child, for one officer, by the supervisor of the borough."""

from datetime import timedelta

from goldthread.core import clocks, db
from goldthread.improve.borough_briefing.actions import Wanted, give_task
from goldthread.testing import factories as make

TONIGHT = (clocks.now() + timedelta(hours=5)).isoformat(timespec="seconds")
# What each step of a task is asked with by the API.
TASK_BODIES: dict[str, dict[str, str]] = {
    "give_task": {"words": "Visit.", "due_at": TONIGHT, "officer": "responding_officer"},
    "name_task": {"officer": "responding_officer"},
    "answer_task": {"result": "done"},
    "carry_task": {"due_at": TONIGHT},
    "withdraw_task": {"why": "Given twice."},
}


def a_task(about: str = "", officer: str = "responding_officer", *, words: str = "Visit the aunt.") -> str:
    """Its reference. `officer` is a role whose officer it is given to; empty: no name."""
    named = make.reader(officer).officer if officer else None
    wanted = Wanted(words, clocks.now() + timedelta(hours=4), named.username if named else "", about=about)
    with db.transaction():
        return give_task(make.reader("supervisor"), wanted).reference
