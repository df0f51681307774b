"""Intelligence reports, graded. Who told is written nowhere."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from goldthread.core.clocks import LONDON
from goldthread.synthetic.places import Address
from goldthread.synthetic.sent import Sent, day, envelope, local_day, written
from goldthread.synthetic.systems.writing import Clerk, Named, located

CONDITIONS = "Not to be shared outside the force without the intelligence desk’s agreement."
DESK = "Intelligence desk, 24 h"


def intel_no(number: int, reported_at: datetime) -> str:
    return f"IR{number:07d}/{reported_at.astimezone(LONDON):%y}"


def intelligence(
    clerk: Clerk,
    number: str,
    reported_at: datetime,
    *,
    grade: str,
    text: str,
    place: Address,
    subjects: Sequence[Named] = (),
    **more: Any,
) -> Sent:
    """`grade` is three marks, as `2BP`; a report with conditions says so, and whom to ask."""
    clerk.begin()
    recorded = reported_at + timedelta(minutes=90)
    extracted = recorded + timedelta(minutes=45)
    on = local_day(reported_at)
    cells = envelope("intelligence", number, recorded, recorded, extracted)
    cells |= {"subject_category": ["witness_or_other"]}
    if grade[2] == "C":
        cells |= {"handling_conditions": CONDITIONS, "restriction": "signalled", "ask": DESK}
    cells |= {
        "intel_ref": number,
        "reported_at": written(reported_at),
        "grading.scheme": "3x5x2",
        "grading.source": grade[0],
        "grading.assessment": grade[1],
        "grading.handling": grade[2],
        "action_codes": ["for information"],
        "review_on": day(on + timedelta(days=365)),
        **located(place),
        "subjects": clerk.listed("subject", subjects, on),
        "text": text,
        **more,
    }
    truth, slips = clerk.told()
    return Sent(extracted, "intelligence", number, cells, truth, slips)
