"""Markers of managed offenders: there is something to ask, and whom to ask. Nothing of what they did."""

from datetime import date, datetime, timedelta
from typing import Any

from goldthread.synthetic.population import Offender
from goldthread.synthetic.sent import Sent, day, envelope, local_day
from goldthread.synthetic.systems.writing import Clerk, Named

JIGSAW = "Jigsaw desk, 24 h"


def marker(clerk: Clerk, offender: Offender, at: datetime, visited: date | None, next_on: date, **more: Any) -> Sent:
    """The marker as it stands at that instant."""
    clerk.begin()
    extracted = at + timedelta(minutes=50)
    on = local_day(at)
    home_since = max((since for since, _ in offender.person.homes if since <= on), default=on)
    row = clerk.blank() | envelope("offenders", offender.ref, at, at, extracted)
    row |= {"subject_category": "convicted", "retention_group": "1", "restriction": "signalled", "ask": JIGSAW}
    row |= clerk.one("subject", Named(offender.person), on)
    row |= {
        "visor_ref": offender.ref,
        "borough": offender.person.home_on(on).borough,
        "category": offender.category,
        "level": str(offender.level),
        "status": "in the community",
        "risk_static": offender.band,
        "risk_dynamic": offender.band,
        "risk_overall": offender.band,
        "orders": f"{offender.order} {day(offender.order_from)}" if offender.order != "none" else "",
        "conditions": "no contact with under 16" if offender.order == "SHPO" else "",
        "registered_on": day(offender.registered_on),
        "last_visit_on": day(visited),
        "next_visit_on": day(next_on),
        "subject_address_from": day(home_since) if home_since.year > 1900 else "",
        "manager": f"Offender manager {offender.manager_number % 12 + 1}",
        "team": "Jigsaw",
        **more,
    }
    truth, slips = clerk.told()
    return Sent(extracted, "offenders", offender.ref, row, truth, slips)
