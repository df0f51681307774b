"""Handing work to the worker, in the caller's own transaction: if that is undone, so is the job."""

from collections.abc import Sequence
from uuid import UUID

from goldthread.jobs import tasks


def load_later(delivery_id: UUID) -> None:
    """Have a delivery loaded. Asked twice, it is loaded once."""
    tasks.load_delivery.configure(lock=f"delivery:{delivery_id}").defer(delivery_id=str(delivery_id))


def link_again_later(mentions: Sequence[UUID | str]) -> None:
    """Have mentions linked again."""
    tasks.link_again.defer(mentions=[str(one) for one in mentions])
