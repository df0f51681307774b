"""A soak from beginning to end: up, used, killed, counted, cleared away."""

import random
import time
from collections.abc import Callable
from typing import Any

from goldthread.testing.soak import counting, load
from goldthread.testing.soak.installation import CannotSoak, Running, temporary
from goldthread.testing.soak.killing import kill_at_random

CODES = 40
PER_KILL, AT_MOST = 20.0, 120.0  # seconds: no soak runs for ever
SETTLED_WITHIN = 60.0

Progress = Callable[[str], None]


class Interrupted(Exception):
    """Told to stop before everything was killed and counted."""


def soak(kills: int, seed: int, users: int, progress: Progress) -> dict[str, Any]:
    """Kill so many times under the load of so many callers; what was acknowledged, and what of it is there."""
    began = time.monotonic()
    with temporary(progress) as running:
        keys, codes = _keys_and_codes()
        callers, threads, stop = load.start(users, running.port, keys, codes, seed)
        try:
            chance = random.Random(seed)  # noqa: S311 (when and what to kill; no secret)
            killed = kill_at_random(running, chance, kills, time.monotonic() + AT_MOST + PER_KILL * kills, progress)
            if sum(killed.values()) < kills:
                raise Interrupted(f"{sum(killed.values())} of {kills} were killed before it had to end.")
            _let_finish(running, threads, stop)
        finally:
            stop.set()
        report = _report(running, callers)
    return {"kills": dict(killed), **report, "seconds": round(time.monotonic() - began, 1), "seed": seed}


def is_well(report: dict[str, Any]) -> bool:
    """Nothing lost, nothing twice, no answer that no kill explains, every check whole."""
    return (
        not (report["lost"] or report["duplicated"] or report["mistakes"])
        and report["acknowledged"] == report["present"]
        and report["access_log"]["whole"]
        and report["journal"]["whole"]
        and report["journal"]["rebuilt"]
        and report["feeds"]["balanced"]
    )


def _let_finish(running: Running, threads: list[Any], stop: Any) -> None:
    """Callers answer for what they had begun; then the worker does what waits."""
    stop.set()
    end = time.monotonic() + SETTLED_WITHIN
    while any(thread.is_alive() for thread in threads) and time.monotonic() < end:
        running.tend()
        time.sleep(0.1)


def _report(running: Running, callers: list[load.User]) -> dict[str, Any]:
    done = counting.merged(caller.done for caller in callers)
    left = counting.await_jobs(running.tend)
    return {
        "requests": sum(caller.caller.requests for caller in callers),
        "acknowledged": done.total,
        **counting.count(done),
        "by_kind": {
            "concerns": len(done.concerns),
            "moves": len(done.moves),
            "deliveries": len(done.deliveries),
            "looks": len(done.looks),
        },
        "mistakes": [mistake for caller in callers for mistake in caller.mistakes],
        **counting.verified(),
        "feeds": counting.feeds(done),
        "jobs_left": left,
    }


def _keys_and_codes() -> tuple[dict[str, str], list[str]]:
    """A token for each role that calls, and children to ask about; the soak's own connection is then let go."""
    import django
    from django.db import connections

    django.setup()
    from goldthread.core import clocks, db
    from goldthread.core.access.actions import issue_token
    from goldthread.core.access.permissions import PERMISSIONS
    from goldthread.core.organisation.queries import officers_in_role

    with db.as_service():
        holders = {role: officers_in_role(role, clocks.now())[0] for role in load.ROLES}
        keys = {role: issue_token(officer, "soak", list(PERMISSIONS))[1] for role, officer in holders.items()}
        rows = db.fetch(
            """SELECT DISTINCT p.code FROM people_person p
                 JOIN people_link l ON l.person_id = p.id AND l.to_at IS NULL AND l.certainty = 'linked'
                 JOIN records_mention m ON m.id = l.mention_id AND m.is_live AND m.restriction = ''
                WHERE p.retired_at IS NULL AND NOT p.is_restricted ORDER BY p.code LIMIT %s""",
            [CODES],
        )
    connections.close_all()
    if not rows:
        raise CannotSoak("The invented force has nobody in it.")
    return keys, [str(row["code"]) for row in rows]
