"""Calls to the control room."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from goldthread.core.clocks import LONDON
from goldthread.synthetic.places import Address
from goldthread.synthetic.sent import MONTHS, Sent, envelope, local_day, written
from goldthread.synthetic.systems.writing import Clerk, Named, located


def cad_no(number: int, opened_at: datetime) -> str:
    local = opened_at.astimezone(LONDON)
    return f"{number}/{local:%d}{MONTHS[local.month - 1]}{local:%y}"


def call(
    clerk: Clerk,
    number: str,
    opened_at: datetime,
    *,
    code: str,
    grade: str,
    place: Address,
    text: str,
    caller: Named | None = None,
    linked: Sequence[Named] = (),
    closed_after: timedelta = timedelta(hours=2),
    **more: Any,
) -> Sent:
    """A call as it stands when closed; the control room's rows leave its system within minutes."""
    clerk.begin()
    closed = opened_at + closed_after
    extracted = closed + timedelta(minutes=2)
    on = local_day(opened_at)
    cells = envelope("cad", number, opened_at + timedelta(seconds=20), closed, extracted)
    cells |= {"subject_category": ["witness_or_other"]}
    cells |= {
        "cad_no": number,
        "opened_at": written(opened_at),
        "closed_at": written(closed),
        "grade": grade,
        "opening_code": code,
        "closing_code": "dealt with",
        **located(place),
        **clerk.one("caller", caller, on),
        "linked_persons": clerk.listed("linked", linked, on),
        "text": text,
        **more,
    }
    truth, slips = clerk.told()
    return Sent(extracted, "cad", number, cells, truth, slips)


def still_open(sent: Sent, opened_at: datetime) -> Sent:
    """The same call as it was sent while open."""
    return sent.again(opened_at + timedelta(minutes=5), timedelta(minutes=1), closed_at="", closing_code="")
