"""Counting afterwards: is everything that was acknowledged there, once, and are the logs whole?"""

import time
from collections.abc import Iterable
from typing import Any

from goldthread.core import db
from goldthread.testing.soak.load import Acknowledged

DRAINED_WITHIN = 120.0


def jobs_waiting() -> int:
    with db.as_service():
        return int(db.fetch_one("SELECT count(*) AS n FROM procrastinate_jobs WHERE status IN ('todo', 'doing')")["n"])


def merged(parts: Iterable[Acknowledged]) -> Acknowledged:
    """What all callers together were told is done."""
    found = Acknowledged()
    for part in parts:
        found.cases |= part.cases
        found.moves |= part.moves
        found.deliveries |= part.deliveries
        found.looks += part.looks
        found.within |= part.within
    return found


def count(done: Acknowledged) -> dict[str, int]:
    """How many acknowledged acts are there once, more than once, or not at all."""
    times = [
        *_times(_OPENED, done.cases),
        *_times(_MOVE, done.moves),
        *_times(_DELIVERY, done.deliveries),
        *[min(1, one) for one in _times(_LOOK, done.looks)],  # a look asked for again is another look
    ]
    return {
        "present": sum(one >= 1 for one in times),
        "duplicated": sum(one > 1 for one in times),
        "lost": sum(one == 0 for one in times),
    }


def feeds(done: Acknowledged) -> dict[str, Any]:
    """The deliveries of the soak, row by row: what came in is accepted, unchanged or set aside."""
    with db.as_service():
        row = db.fetch_one(
            """SELECT count(*) AS deliveries, count(*) FILTER (WHERE state <> 'loaded') AS not_loaded,
                      coalesce(sum(rows_read), 0)::int AS "in", coalesce(sum(accepted), 0)::int AS accepted,
                      coalesce(sum(unchanged), 0)::int AS unchanged, coalesce(sum(quarantined), 0)::int AS quarantined
                 FROM feeds_delivery WHERE digest = ANY(%s)""",
            [list(done.deliveries)],
        )
    handled = row["accepted"] + row["unchanged"] + row["quarantined"]
    return {**row, "balanced": row["in"] == handled and row["not_loaded"] == 0}


def verified() -> dict[str, dict[str, Any]]:
    """Both logs sealed and proved, and everything shown rebuilt from the journal."""
    from goldthread.api.steps.logs import seal_logs, verify_journal, verify_logs

    seal_logs()
    proofs = {proof["log"]: proof for proof in verify_logs()["logs"]}
    rebuilt = verify_journal()
    return {
        "access_log": _short(proofs["access"]),
        "journal": {**_short(proofs["journal"]), "rebuilt": rebuilt["whole"], "differences": rebuilt["differences"]},
    }


def await_jobs(tend: Any) -> int:
    """Wait until the worker has done what waits, tending what serves; what is left."""
    end = time.monotonic() + DRAINED_WITHIN
    while (left := jobs_waiting()) and time.monotonic() < end:
        tend()
        time.sleep(0.5)
    return left


def _short(proof: dict[str, Any]) -> dict[str, Any]:
    return {name: proof[name] for name in ("whole", "rows", "seals", "unsealed", "problems")}


# Each counts what is there under a list of marks.
_OPENED = """SELECT coalesce(p.body->>'seen', p.body->>'q_worry') AS mark, count(*) AS times FROM journal_event e
               JOIN journal_payload p ON p.event_id = e.id
               JOIN cases_case c ON e.stream = 'case:' || c.id
              WHERE e.kind IN ('concern.recorded', 'missing.reported', 'case.reported_again')
                AND coalesce(p.body->>'seen', p.body->>'q_worry') = ANY(%s) GROUP BY 1"""
_MOVE = """SELECT told.value AS mark, count(*) AS times FROM journal_event e
             JOIN journal_payload p ON p.event_id = e.id, jsonb_each_text(p.body) AS told
            WHERE e.stream LIKE 'case:%%'
              AND e.kind NOT IN ('concern.recorded', 'missing.reported', 'case.reported_again')
              AND told.value = ANY(%s) GROUP BY 1"""
_DELIVERY = "SELECT digest AS mark, count(*) AS times FROM feeds_delivery WHERE digest = ANY(%s) GROUP BY 1"
_LOOK = """SELECT d.body->>'reason' AS mark, count(*) AS times FROM access_logentry e
             JOIN access_logdetail d ON d.entry_id = e.id
            WHERE e.door = 'api:open_picture' AND e.outcome = 'done' AND d.body->>'reason' = ANY(%s) GROUP BY 1"""


def _times(query: str, marks: Iterable[str]) -> list[int]:
    wanted = list(marks)
    with db.as_service():
        found = {row["mark"]: row["times"] for row in db.fetch(query, [wanted])}
    return [found.get(mark, 0) for mark in wanted]
