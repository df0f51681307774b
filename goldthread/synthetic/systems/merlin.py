"""Notifications that a child came to notice, missing reports and debriefs."""

from datetime import datetime, timedelta
from typing import Any

from goldthread.core.clocks import LONDON
from goldthread.synthetic.sent import Sent, envelope, local_day, written
from goldthread.synthetic.systems.writing import Clerk, Named

LETTERS = {"PAC": "PAC", "MISSING": "MIS", "DEBRIEF": "DEB"}


def merlin_no(kind: str, number: int, reported_at: datetime) -> str:
    return f"{reported_at.astimezone(LONDON):%y}{LETTERS[kind]}{number:08d}"


def notice(
    clerk: Clerk,
    number: str,
    reported_at: datetime,
    *,
    kind: str,
    borough: str,
    subject: Named,
    parent: Named | None = None,
    other: Named | None = None,
    written_after: timedelta = timedelta(hours=3),
    **cells: Any,
) -> Sent:
    """A notification or a report. It is written up some hours after what it tells of."""
    clerk.begin()
    recorded = reported_at + written_after
    extracted = recorded + timedelta(minutes=10)
    on = local_day(reported_at)
    row = clerk.blank() | envelope("merlin", number, recorded, recorded, extracted)
    row |= clerk.one("subject", subject, on) | clerk.one("parent", parent, on) | clerk.one("other", other, on)
    row |= {"report_type": kind, "reported_at": written(reported_at), "borough": borough} | cells
    truth, slips = clerk.told()
    return Sent(extracted, "merlin", number, row, truth, slips)
