"""Sample figures of an area of work."""

from datetime import timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT

AREA = {"id": "concern", "name": "Concerns"}


def _row(borough: str, count: int, of: int, **more: Any) -> dict[str, Any]:
    told = {"percent": round(100 * count / of), "between": [9, 53], "is_too_few": of < 10, "median": None, "slow": None}
    return {"borough": borough, "count": count, "of": of, **told, "url": None, **more}


WAIT = {"median": timedelta(minutes=95), "slow": timedelta(hours=9)}
FIGURES: dict[str, Any] = {
    "area": AREA,
    "period": "October 2026",
    "month": "2026-10",
    "groups": [
        {
            "name": "Waits",
            "figures": [
                {
                    "name": "Until taken",
                    "words": "from recorded until a named officer took it, of notifications recorded",
                    "source": "Ours",
                    "is_wait": True,
                    "rows": [
                        _row("All boroughs", 41, 44, **WAIT),
                        _row("Merrowfield", 38, 41, **WAIT),
                        _row("Oxlade", 0, 3),
                    ],
                }
            ],
        },
        {
            "name": "Endings",
            "figures": [
                {
                    "name": "Not shared",
                    "words": "closed by us without sharing, of notifications shared or closed unshared",
                    "source": "Catalogue, M4a",
                    "is_wait": False,
                    "rows": [
                        _row("All boroughs", 3, 12, url="/areas/concern/figures/unshared"),
                        _row("Oxlade", 1, 2, url="/areas/concern/figures/unshared?borough=Oxlade"),
                    ],
                }
            ],
        },
    ],
    "form": {"values": {"month": "2026-10"}, "errors": {}},
    "checked_at": NIGHT,
}
NO_FIGURES: dict[str, Any] = {
    **FIGURES,
    "period": "the last 12 months",
    "month": "",
    "groups": [],
    "form": {"values": {"month": "Octember"}, "errors": {"month": '"Octember" is not a month. Write it like 2026-10.'}},
}
CASES: dict[str, Any] = {
    "area": AREA,
    "indicator": {"name": "Not shared", "words": "closed by us without sharing"},
    "borough": "Oxlade",
    "period": "October 2026",
    "rows": [
        {
            "reference": "N-4K9WQTD",
            "url": "/case/n-4k9wqtd",
            "child": "J.K., 15",
            "state_words": "Closed: not shared",
            "owner": None,
            "borough": "Oxlade",
            "opened_at": NIGHT,
        }
    ],
    "page": {"number": 1, "last": 1, "first_row": 1, "last_row": 1, "total": 1, "previous": None, "next": None},
    "checked_at": NIGHT,
}
NO_CASES: dict[str, Any] = {**CASES, "rows": [], "page": {**CASES["page"], "first_row": 0, "last_row": 0, "total": 0}}
