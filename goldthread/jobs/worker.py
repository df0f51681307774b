"""The worker process: `python -m goldthread.jobs.worker`. A job a dead worker left is taken up again."""

import asyncio
import logging
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Status

if TYPE_CHECKING:
    from procrastinate import App

STALLED = 30.0  # seconds without a sign of life, of which a worker gives one every ten


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldthread.config.settings")
    os.environ.setdefault("GOLDTHREAD_PROCESS", "worker")
    import django

    django.setup()
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    asyncio.run(_work())


async def _work() -> None:
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    if not isinstance(app.connector, DjangoConnector):
        raise TypeError("The worker needs the connector that Django's settings name.")
    worker_app = app.with_connector(app.connector.get_worker_connector())
    async with worker_app.open_async():
        watching = asyncio.create_task(_watch_for_stalled(worker_app))
        try:
            await worker_app.run_worker_async(concurrency=2, fetch_job_polling_interval=2.0, delete_jobs="successful")
        finally:
            watching.cancel()


async def _watch_for_stalled(worker_app: "App") -> None:
    """Look again and again: a worker that starts at once after another was killed finds its job not stalled yet."""
    while True:
        with suppress(ConnectorException):  # the database is away; it will be back
            await _take_up_stalled(worker_app)
        await asyncio.sleep(STALLED / 3)


async def _take_up_stalled(worker_app: "App") -> None:
    """Retry what a worker that died was doing: tasks are safe to run again."""
    manager = worker_app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
        try:
            await manager.retry_job(job)
        except UniqueViolation:  # another of its kind waits already, and will do as well
            await manager.finish_job(job, Status.ABORTED, delete_job=True)


if __name__ == "__main__":
    main()
