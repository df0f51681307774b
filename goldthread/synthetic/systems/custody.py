"""Custody records: opened on arrival, complete on release."""

from datetime import datetime, timedelta
from typing import Any

from goldthread.core.clocks import LONDON
from goldthread.synthetic.sent import Sent, envelope, local_day, written
from goldthread.synthetic.systems.writing import Clerk, Named

UNITS = {"Merrowfield": "MF", "Alderbrook": "AB", "Stanehithe": "SH", "Oxlade": "OX"}


def custody_no(borough: str, number: int, arrived_at: datetime) -> str:
    return f"{UNITS[borough]}/{number}/{arrived_at.astimezone(LONDON):%y}"


def detention(
    clerk: Clerk,
    number: str,
    arrived_at: datetime,
    *,
    borough: str,
    detainee: Named,
    adult: Named | None = None,
    **cells: Any,
) -> Sent:
    """A person detained, as the record stands soon after arrival."""
    clerk.begin()
    recorded = arrived_at + timedelta(minutes=15)
    extracted = recorded + timedelta(minutes=5)
    on = local_day(arrived_at)
    row = clerk.blank() | envelope("custody", number, recorded, recorded, extracted, subject_category="suspect")
    row |= clerk.one("detainee", detainee, on) | clerk.one("adult", adult, on)
    row |= {
        "custody_no": number,
        "arrived_at": written(arrived_at),
        "borough": borough,
        "station": f"{borough} Police Station",
        **cells,
    }
    truth, slips = clerk.told()
    return Sent(extracted, "custody", number, row, truth, slips)
