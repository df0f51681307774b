"""Sample figures of an area of work."""

from datetime import timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT

AREA = {"id": "concern", "name": "Concerns", "noun": "concern"}


def _row(borough: str, count: int, of: int, **more: Any) -> dict[str, Any]:
    told = {
        "percent": round(100 * count / of) if of else None,
        "between": [9, 53],
        "is_too_few": of < 10,
        "median": None,
        "slow": None,
        "each": None,
        "not_known": "",
        "note": "moderated: 2 of 12",
    }
    return {"borough": borough, "count": count, "of": of, **told, "url": None, **more}


WAIT = {"median": timedelta(minutes=95), "slow": timedelta(hours=9)}
FIGURES: dict[str, Any] = {
    "area": AREA,
    "works_here": True,
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
                    "unit": "wait",
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
                    "unit": "share",
                    "rows": [
                        _row("All boroughs", 3, 12, url="/areas/concern/figures/unshared"),
                        _row("Oxlade", 1, 2, url="/areas/concern/figures/unshared?borough=Oxlade"),
                    ],
                }
            ],
        },
        {
            "name": "How many",
            "figures": [
                {
                    "name": "Episodes for each 1,000 children",
                    "words": "episodes, of residents under 18",
                    "source": "MIS-I01",
                    "unit": "rate",
                    "rows": [
                        _row(
                            "All boroughs", 41, 0, not_known="the force has not entered how many residents are under 18"
                        ),
                        _row("Oxlade", 12, 31000, each="0.39"),
                    ],
                },
                {
                    "name": "Audit grade",
                    "words": "graded good, of episodes audited",
                    "source": "MIS-I20",
                    "unit": "share",
                    "rows": [_row("All boroughs", 0, 0, not_known="no audit has graded an episode yet")],
                },
            ],
        },
    ],
    "note": "Endings are never added.",
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
    "title": "Not shared",
    "counted": "1 case: closed by us without sharing. Concerns recorded in October 2026, Oxlade.",
    "job": "Demand",
    "place": "",
    "back_url": "/areas/concern/figures",
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
NO_CASES: dict[str, Any] = {
    **CASES,
    "counted": "0 cases: closed by us without sharing.",
    "rows": [],
    "page": {**CASES["page"], "first_row": 0, "last_row": 0, "total": 0},
}
BRIEFING: dict[str, Any] = {
    "scope": "Merrowfield",
    "period": "the last 24 hours",
    "areas": [
        {
            "name": "Concerns",
            "lines": [
                {
                    "sentence": "14 concerns were recorded in the last 24 hours.",
                    "note": "",
                    "url": "/briefing/concern/recorded",
                },
                {
                    "sentence": "1 recorded in the last 24 hours is the child's third or later in 12 months.",
                    "note": "Only concerns recorded here are counted: what Merlin alone holds is not.",
                    "url": "/briefing/concern/third",
                },
                {"sentence": "No open concern is without an owner now.", "note": "", "url": None},
                {"sentence": "Concerns past a time they are due by: not known.", "note": "", "url": None},
            ],
        }
    ],
    "listed": None,
    "is_now": True,
    "may_name": [{"value": "", "words": "All work"}, {"value": "missing", "words": "Missing"}],
    "unplaced": 2,
    "boroughs": [{"value": "all", "words": "All boroughs"}, {"value": "merrowfield", "words": "Merrowfield"}],
    "periods": [{"value": "8h", "words": "The last 8 hours"}, {"value": "24h", "words": "The last 24 hours"}],
    "form": {"values": {"borough": "merrowfield", "period": "24h"}, "errors": {}},
    "as_at": NIGHT,
}
FORCE_BRIEFING: dict[str, Any] = {
    **BRIEFING,
    "scope": "All boroughs",
    "areas": [{**BRIEFING["areas"][0], "lines": [{**one, "url": None} for one in BRIEFING["areas"][0]["lines"]]}],
    "unplaced": 0,
    "boroughs": [],
}
NO_BRIEFING: dict[str, Any] = {**BRIEFING, "areas": [], "unplaced": 0}
BRIEFING_THEN: dict[str, Any] = {
    **BRIEFING,
    "is_now": False,
    "unplaced": None,
    "listed": [
        {
            "reference": "M-4K9WQTD",
            "url": "/case/m-4k9wqtd",
            "state": "Missing: being looked for",
            "risk": "High risk",
            "since": NIGHT,
            "owner": None,
            "clock": "Inspector's first review, high risk",
            "due_at": NIGHT,
            "is_late": True,
        }
    ],
}
