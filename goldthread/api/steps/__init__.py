"""What the API and the commands both do: each step calls the core and answers in plain values, ready to be JSON."""

from goldthread.api.steps.attempt import attempt
from goldthread.api.steps.feeds import delivery, load, receive, received_later, sources
from goldthread.api.steps.logs import may_verify, seal_logs, verify_journal, verify_logs
from goldthread.api.steps.people import (
    break_glass,
    erase,
    looks,
    picture,
    record,
    rectify,
    relink,
    relink_later,
    restrict,
    search,
    share,
)
from goldthread.api.steps.register import recommendation, recommendations
from goldthread.api.steps.work import acknowledge, alerts, case, move, queue, record_concern

__all__ = [
    "acknowledge",
    "alerts",
    "attempt",
    "break_glass",
    "case",
    "delivery",
    "erase",
    "load",
    "looks",
    "may_verify",
    "move",
    "picture",
    "queue",
    "receive",
    "received_later",
    "recommendation",
    "recommendations",
    "record",
    "record_concern",
    "rectify",
    "relink",
    "relink_later",
    "restrict",
    "seal_logs",
    "search",
    "share",
    "sources",
    "verify_journal",
    "verify_logs",
]
