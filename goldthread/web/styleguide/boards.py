"""Sample boards by rows: at a desk with its filter, on a wall, and one with nobody on it."""

from datetime import date, timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT
from goldthread.web.styleguide.people import LATE, REVIEW

HIGH: dict[str, Any] = {
    "reference": "M-4K9W2T",
    "url": "/case/m-4k9w2t",
    "child": "J.K. 15",
    "times": 3,
    "level": "high",
    "risk": "High risk",
    "began_at": NIGHT - timedelta(minutes=63),
    "clock": REVIEW,
    "owner": "Insp Shah",
    "is_offered": True,
    "borough": "Merrowfield",
    "last": "Checklist answered",
    "last_at": NIGHT - timedelta(minutes=17),
    "sent_back": "B-7K2M4PQ",
    "state": "Missing: being looked for",
    "take_url": None,
    "review_url": "/case/m-4k9w2t/review",
}
FREE: dict[str, Any] = {
    **HIGH,
    "reference": "M-7QRTWX",
    "url": "/case/m-7qrtwx",
    "child": "T.O. 13",
    "times": 1,
    "level": "medium",
    "risk": "Medium risk",
    "began_at": NIGHT - timedelta(hours=9, minutes=5),
    "clock": LATE,
    "owner": None,
    "is_offered": False,
    "last_at": None,
    "sent_back": None,
    "last": "",
    "take_url": "/case/m-7qrtwx/move/take",
    "review_url": "/case/m-7qrtwx/review",
}
BACK: dict[str, Any] = {
    **HIGH,
    "reference": "M-2XKWDF",
    "url": "/case/m-2xkwdf",
    "child": "name unknown",
    "level": "none",
    "risk": "No apparent risk",
    "clock": None,
    "state": "Back: to be listened to",
}
ROWS: dict[str, Any] = {
    "area": {"code": "missing", "name": "Missing"},
    "noun": "person",
    "many": "people",
    "since": "Reported",
    "scope": "Merrowfield",
    "counts": {"open": 14, "high": 2, "late": 3, "no_owner": 1},
    "found": 1204,
    "shown": 3,
    "hidden_late": 1,
    "offered": 1,
    "late_here": "?borough=merrowfield&late=yes",
    "parts": [{"title": "Missing", "rows": [FREE, HIGH]}, {"title": "Back: to be listened to", "rows": [BACK]}],
    "version": "c0ffee",
    "asked": "borough=merrowfield",
    "rows_url": "/board/missing/rows?borough=merrowfield",
    "as_at": NIGHT,
    "is_wall": False,
    "may": {"take": True, "review": True},
    "here": "/board/missing?borough=merrowfield",
    "wall": "/board/missing?borough=merrowfield&wall=yes",
    "desk": "/board/missing?borough=merrowfield",
    "sheet": "/board/missing/sheet?borough=merrowfield",
    "form": {"values": {"borough": "merrowfield"}, "errors": {}},
    "states": [{"value": "open", "words": "Missing: being looked for"}],
    "owners": [{"value": "none", "words": "No owner"}, {"value": "mine", "words": "Mine"}],
    "boroughs": [{"value": "merrowfield", "words": "Merrowfield"}],
    "scales": [{"name": "scale-grade", "words": "Grade", "options": [{"value": "high", "words": "High"}]}],
    "chosen": ["Borough: Merrowfield"],
    "views": [{"id": 1, "name": "High, no owner", "url": "/board/missing?owner=none", "is_open": False}],
}
WALL: dict[str, Any] = {
    **ROWS,
    "found": 3,
    "is_wall": True,
    "may": {"take": False, "review": False},
    "parts": [{**part, "rows": [{**row, "take_url": None, "review_url": None} for row in part["rows"]]}
              for part in ROWS["parts"]],
}  # fmt: skip
NOBODY: dict[str, Any] = {
    **ROWS,
    "found": 0,
    "shown": 0,
    "hidden_late": 0,
    "offered": 0,
    "counts": dict.fromkeys(ROWS["counts"], 0),
    "parts": [],
    "chosen": [],
    "views": [],
}
BLOCK: dict[str, Any] = {
    "reference": "M-4K9W2T",
    "name": "KENT, Jess",
    "born_on": date(2011, 5, 11),
    "age": 15,
    "sex": "F",
    "risk": "High risk",
    "level": "high",
    "state": "Missing: being looked for",
    "began_at": NIGHT - timedelta(minutes=63),
    "clock": REVIEW,
    "owner": "Insp Shah",
    "is_offered": True,
    "borough": "Merrowfield",
    "last": "Note added",
    "last_at": NIGHT - timedelta(minutes=17),
    "sent_back": "B-7K2M4PQ",
    "times": 3,
    "says": [
        {"name": "Last seen", "words": "Fri 23 Oct 19:40, at the bus stop, alone"},
        {"name": "Why worried", "words": "She has no inhaler with her."},
        {"name": "Trigger plan", "words": "yes, G-2222222"},
        {"name": "Found before at", "words": "14 Quay Street; the station"},
        {"name": "To do next", "words": "Ring the aunt.\nRead the camera at the station."},
    ],
}
SHEET: dict[str, Any] = {
    "area": {"code": "missing", "name": "Missing"},
    "noun": "person",
    "many": "people",
    "since": "Reported",
    "scope": "Merrowfield",
    "counts": {"open": 2, "high": 1, "late": 1, "no_owner": 1},
    "as_at": NIGHT,
    "parts": [
        {
            "title": "Missing",
            "blocks": [
                BLOCK,
                {
                    **BLOCK,
                    "name": "Name not known",
                    "age": None,
                    "born_on": None,
                    "owner": None,
                    "clock": None,
                    "last_at": None,
                    "sent_back": None,
                },
            ],
        }
    ],
    "back": "/board/missing?borough=merrowfield",
    "printed_url": "/board/missing/sheet/printed?borough=merrowfield",
}
NO_SHEET: dict[str, Any] = {**SHEET, "parts": [], "counts": dict.fromkeys(SHEET["counts"], 0)}
