"""The middle of a soak, once there is an installation: callers at work, killing, counting."""

import random
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import connections

from goldthread.core import db
from goldthread.core.access.actions import issue_token
from goldthread.core.access.permissions import PERMISSIONS
from goldthread.core.organisation.models import Officer
from goldthread.testing import factories as make
from goldthread.testing.soak import counting, load, timing
from goldthread.testing.soak.installation import CannotSoak, Running
from goldthread.testing.soak.killing import Spread, kill_at_random, let_work

CHILDREN = 40
SETTLED_WITHIN = 120.0

Progress = Callable[[str], None]


def use_and_kill(running: Running, spread: Spread, seed: int, users: int, progress: Progress) -> dict[str, Any]:
    """Set the callers to work, kill so many times, let the callers finish, and count."""
    keys, codes = _keys(users), _codes()
    connections.close_all()
    crowd = load.set_to_work(running.port, keys, codes, seed)
    try:
        chance = random.Random(seed)  # noqa: S311 (when and what to kill; no secret)
        let_work(running, crowd.acknowledged, users)
        killed = kill_at_random(running, crowd.acknowledged, chance, spread, progress)
        let_work(running, crowd.acknowledged, users)
        if sum(killed.values()) < spread.kills:
            raise CannotSoak(f"{sum(killed.values())} of {spread.kills} were killed before it had to end.")
        _let_finish(running, crowd)
    finally:
        crowd.stop.set()
        crowd.give_up.set()
    return _report(running, crowd.users, killed)


def _let_finish(running: Running, crowd: load.Crowd) -> None:
    """Callers wait for the answers to what they have sent; nothing new is begun."""
    crowd.stop.set()
    end = time.monotonic() + SETTLED_WITHIN
    while crowd.is_at_work and time.monotonic() < end:
        running.tend()
        time.sleep(0.1)


def _report(running: Running, callers: list[load.User], killed: Counter[str]) -> dict[str, Any]:
    done = counting.merged(caller.done for caller in callers)
    left = counting.await_jobs(running.tend)
    return {
        "kills": dict(killed),
        "requests": sum(caller.caller.requests for caller in callers),
        "acknowledged": done.total,
        **counting.count(done),
        "by_kind": {
            "cases": len(done.cases),
            "moves": len(done.moves),
            "deliveries": len(done.deliveries),
            "looks": len(done.looks),
        },
        "mistakes": [mistake for caller in callers for mistake in caller.mistakes],
        **counting.verified(),
        "feeds": counting.feeds(done),
        "clocks": timing.count(done),
        "jobs_left": left,
    }


def _keys(users: int) -> list[dict[str, str]]:
    """For each caller the tokens of an officer of its own; deliveries come from one analyst."""
    analyst = _token(make.officer("analyst"))
    return [
        {"analyst": analyst, **{role: _token(make.officer(role, f"{role}-{number}")) for role in _roles(number)}}
        for number in range(users)
    ]


def _roles(number: int) -> list[str]:
    """Who works a desk works each of them, as its cases come; everybody else is out."""
    return [role for role, _ in load.DESKS.values()] if load.is_at_desk(number) else ["responding_officer"]


def _token(officer: Officer) -> str:
    with db.transaction():
        return issue_token(officer, "soak", list(PERMISSIONS))[1]


def _codes() -> list[str]:
    """A few children to ask about."""
    numbers = [f"{number}/01JAN19" for number in range(1, CHILDREN + 1)]
    rows = [make.cad_row(number, linked_persons=[load.child(place)]) for place, number in enumerate(numbers)]
    make.deliver("cad", make.ndjson(rows))
    codes = [make.code_of(number) for number in numbers]
    if len(set(codes)) < CHILDREN:  # work that all falls on one child is not what a force has
        raise CannotSoak(f"The {CHILDREN} children to ask about are {len(set(codes))} people.")
    return codes
