"""Sample report on how good the feeds are."""

from datetime import date, timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT
from goldthread.web.styleguide.people import FRESHNESS


def share(n: int, of: int) -> dict[str, Any]:
    percent = 100 * n / of if of else None
    return {"n": n, "of": of, "percent": percent, "words": "none to count" if percent is None else f"{percent:.0f}%"}


def system(place: int, **changes: Any) -> dict[str, Any]:
    fresh = FRESHNESS[place]
    return {
        "source": fresh["source"].lower(),
        "name": fresh["source"],
        "desk": "Custody suite",
        "state": fresh["state"],
        "last_good": fresh["last_good_at"],
        "fresh": fresh,
        "volume_words": "4 on 23 October by 16:00, usually 54: very low",
        "rows": 1204,
        "refused": 0,
        "aside": share(14, 1204),
        "again": share(4, 1204),
        "known_by": share(830, 1000),
        "wrong": share(9, 700),
        "late": share(60, 1186),
        "doubles": 2,
        "doubles_counted_at": NIGHT - timedelta(minutes=9),
        "agreement": "DSA-4",
        "agreement_ends_on": date(2026, 11, 4),
        "agreement_days": 12,
        "agreement_ends_soon": place == 1,
        **changes,
    }


BANDS = {"before": "Before it happened", "15min": "Under 15 min", "longer": "Longer"}
QUALITY: dict[str, Any] = {
    "report": {
        "systems": [
            system(0),
            system(1, refused=1),
            system(2, rows=0, aside=share(0, 0), doubles_counted_at=None, volume_words="not judged yet"),
        ],
        "boroughs": [
            {"borough": "Merrowfield", "rows": 900, "mentions": 1300, "known_by": share(8, 10), "wrong": share(1, 8)},
            {"borough": "not given", "rows": 4, "mentions": 4, "known_by": share(0, 0), "wrong": share(0, 0)},
        ],
        "columns": [
            {
                "source": "custody",
                "column": "detainee_birth_date",
                "words": "birth date of a person named as detainee",
                "filled": share(720, 900),
                "wrong": share(0, 720),
                "is_checked": True,
            },
            {
                "source": "custody",
                "column": "grounds",
                "words": "grounds",
                "filled": share(900, 900),
                "wrong": share(0, 0),
                "is_checked": False,
            },
        ],
        "schemes": [{"scheme": "PNC id", "source": "custody", "wrong": share(9, 700)}],
        "waits": [
            {
                "source": "custody",
                "until": until,
                "records": 1186,
                "bands": {band: share(n, 1186) for band, n in zip(BANDS, (0, 1126, 60), strict=True)},
            }
            for until in ("source", "us")
        ],
        "codes": [
            {
                "source": "custody",
                "code": "Q-DOB-03",
                "rows": 14,
                "put_right": 3,
                "words": "There is no such date.",
                "remedy": "Correct it in the source, or here, and replay the row.",
            }
        ],
        "noted": [
            {
                "source": "custody",
                "code": "N-ID-01",
                "rows": 9,
                "put_right": 0,
                "words": "The field: …. It was kept as typed.",
                "remedy": "Ask the sender to check it.",
            }
        ],
        "drift": [{"source": "custody", "what": "unknown column cell_type", "rows": 40, "deliveries": 2}],
        "tell": [
            {
                "source": "custody",
                "name": "custody",
                "desk": "Custody suite",
                "words": ["14 rows set aside, Q-DOB-03. There is no such date."],
            }
        ],
        "not_known": ["Nothing was received in these days from Jigsaw: that is not the same as nothing to tell."],
    },
    "first": date(2026, 9, 27),
    "last": date(2026, 10, 24),
    "one_source": "",
    "form": {"values": {"from": "27/09/2026", "to": "24/10/2026", "source": "", "borough": ""}},
    "sources": [{"value": one["source"].lower(), "words": one["source"]} for one in FRESHNESS],
    "boroughs": [{"value": name, "words": name} for name in ("Merrowfield", "elsewhere", "not given")],
    "chosen": [],
    "bands": BANDS,
    "sort": {"key": "s-rows", "is_down": True, "url": "?sort={}".format},
    "csv_query": "",
    "checked_at": NIGHT,
}
NO_QUALITY: dict[str, Any] = {
    **QUALITY,
    "report": {**{name: [] for name in QUALITY["report"]}, "not_known": ["Whether a value that passes is true."]},
    "one_source": "custody",
    "form": {"values": {"from": "31/02/2026"}, "errors": {"from": "There is no such date."}},
    "chosen": ["custody", "Merrowfield"],
    "csv_query": "source=custody",
}
