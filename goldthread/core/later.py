"""Handing work to the worker, in the caller's own transaction: if that is undone, so is the job.

Tasks are named, not imported: what the worker does with them is in `goldthread.jobs`.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID


def load_later(delivery_id: UUID) -> None:
    """Have a delivery loaded. Asked twice, the two run one after the other and the second finds it done."""
    _hand_over("load_delivery", lock=f"delivery:{delivery_id}", delivery_id=str(delivery_id))


def link_again_later(mentions: Sequence[UUID | str]) -> None:
    """Have mentions linked again."""
    _hand_over("link_again", mentions=[str(one) for one in mentions])


def compare_later(run_id: UUID) -> None:
    """Have a source's list compared with what is held."""
    _hand_over("compare_list", lock=f"list:{run_id}", run_id=str(run_id))


def read_outcomes_later(file_id: UUID) -> None:
    """Have a file of outcomes read. One file is read by one worker at a time."""
    _hand_over("read_outcomes", lock=f"outcomes:{file_id}", file_id=str(file_id))


def read_partner_reports_later(sending_id: UUID) -> None:
    """Have what a home sent read: at once, since a child may be missing."""
    _hand_over("read_partner_reports", lock=f"partner:{sending_id}", sending_id=str(sending_id))


def fetch_mail_later() -> None:
    """Have the mailboxes looked into. Asked twice while it waits, it is done once."""
    from procrastinate.exceptions import AlreadyEnqueued

    from goldthread.core import db

    with suppress(AlreadyEnqueued), db.transaction():
        _hand_over("fetch_mail", lock="fetch_mail", queueing_lock="fetch_mail", timestamp=0)


def _hand_over(task: str, lock: str | None = None, queueing_lock: str | None = None, **values: Any) -> None:
    from procrastinate.contrib.django import app

    queues = {"load_delivery": "feeds", "link_again": "link", "compare_list": "feeds", "read_outcomes": "outcomes",
              "read_partner_reports": "alerts", "fetch_mail": "mail"}  # fmt: skip
    app.configure_task(task, lock=lock, queueing_lock=queueing_lock, queue=queues[task]).defer(**values)
