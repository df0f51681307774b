"""The worker process: `python -m goldthread.jobs.worker`. A job a dead worker left is taken up again."""

import asyncio
import logging
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procrastinate import App


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
        await _take_up_stalled(worker_app)
        await worker_app.run_worker_async(concurrency=2, fetch_job_polling_interval=2.0, delete_jobs="successful")


async def _take_up_stalled(worker_app: "App") -> None:
    """Retry what a worker that died was doing: tasks are safe to run again."""
    manager = worker_app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=10):
        await manager.retry_job(job)


if __name__ == "__main__":
    main()
