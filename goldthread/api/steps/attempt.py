"""Doing one thing for one reader: its refusal is an answer and is logged, and a failed statement breaks nothing."""

from collections.abc import Callable
from typing import TypeVar

from django.db import DataError

from goldthread.core import db
from goldthread.core.access.actions import log_refusal
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotValid, Refusal

Done = TypeVar("Done")


def attempt(by: Reader, work: Callable[[], Done]) -> Done | Refusal:
    """What the work gives, or its refusal as a value, so that the looks that came before it are committed.

    A value the database cannot hold undoes the work alone: the transaction around it stays fit to log and to answer.
    """
    try:
        with db.transaction():
            try:
                return work()
            except Refusal as refusal:
                if refusal.status == 403:
                    log_refusal(by, refusal)
                return refusal
    except (DataError, UnicodeEncodeError):
        return NotValid("", "Something in that cannot be kept.", "Send plain text and ordinary numbers.")
