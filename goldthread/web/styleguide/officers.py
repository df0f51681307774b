"""What the pages of accounts are shown with."""

from datetime import date
from typing import Any

from goldthread.web.styleguide.people import NIGHT

SHAH: dict[str, Any] = {
    "username": "p.shah",
    "name": "Priya Shah",
    "rank": "Detective Sergeant",
    "post": "Desk supervisor",
    "role": "Supervisor",
    "borough": "Merrowfield",
    "is_service_account": False,
    "url": "/officers/p.shah",
}
GONE = {**SHAH, "username": "a.bell", "name": "Amir Bell", "rank": "", "post": None, "role": None, "borough": None}
MACHINE = {
    **SHAH,
    "username": "mash",
    "name": "The hub's system",
    "rank": "",
    "is_service_account": True,
    "borough": None,
}
OFFICERS: dict[str, Any] = {"officers": [GONE, SHAH, MACHINE], "checked_at": NIGHT}
NOBODY: dict[str, Any] = {"officers": [], "checked_at": NIGHT}
CHANGE = {
    "rank": "Detective Sergeant",
    "before": "Detective Constable",
    "from_on": date(2016, 10, 3),
    "reason": "Promoted, order 14.",
    "at": NIGHT,
    "by": "Sam Field",
}
EMPTY: dict[str, Any] = {"values": {}, "errors": {}}
OFFICER: dict[str, Any] = {
    "officer": SHAH,
    "ranks": [CHANGE, {**CHANGE, "rank": "", "before": ""}],
    "form": EMPTY,
    "checked_at": NIGHT,
}
UNCHANGED: dict[str, Any] = {
    "officer": GONE,
    "ranks": [],
    "form": {
        "values": {"rank": "Sergent"},
        "errors": {"rank": '"Sergent" is no rank.', "reason": "Say why it changes."},
    },
    "checked_at": NIGHT,
}
