"""Doing the jobs that wait, by a worker of our own that ends when none is left."""

import asyncio
from collections.abc import Callable

from procrastinate.periodic import PeriodicRegistry

from goldthread.core import db
from goldthread.testing.doors.asking import WALKED, Answer, last_row, rows_after


def work_off() -> list[str]:
    """Run every job that waits; the tasks that were done."""
    before = _last_job()
    asyncio.run(_run())
    with db.as_service():
        rows = db.fetch(
            """SELECT DISTINCT j.task_name AS name FROM procrastinate_jobs j
                 JOIN procrastinate_events e ON e.job_id = j.id
                WHERE e.id > %s AND e.type = 'succeeded' ORDER BY 1""",
            [before],
        )
    return [str(row["name"]) for row in rows]


def work_on(task: str, hand_in: Callable[[], object]) -> Answer:
    """What one job leaves in the log: everything that waits is done first, then this is handed in and done."""
    work_off()
    with db.transaction():
        hand_in()
    before = last_row()
    done = work_off()
    if task in done:
        WALKED.add(f"job:{task}")
    return Answer("", "" if task in done else "not_done", rows_after(before))


def _last_job() -> int:
    with db.as_service():
        return int(db.fetch_one("SELECT coalesce(max(id), 0) AS id FROM procrastinate_events")["id"])


async def _run() -> None:
    from procrastinate.contrib.django import app

    worker = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    # The clock hands in nothing here: a task due at the turn of a minute would do a test's work before the test, or
    # wait in the queue where the test's own is to go.
    worker.periodic_registry = PeriodicRegistry()
    async with worker.open_async():
        await worker.run_worker_async(wait=False, listen_notify=False, install_signal_handlers=False)
