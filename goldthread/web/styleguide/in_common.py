"""A sample of what missing children have in common."""

from datetime import timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT
from goldthread.web.styleguide.work import ONE_PAGE

PLACE: dict[str, Any] = {
    "number": 1,
    "kind": "place",
    "kind_words": "A place",
    "words": "9 Wharf Road, ZZ1 1AB",
    "code": "",
    "borough": "Merrowfield",
    "children": 3,
    "shown": [{"code": "C-4K9W2T", "name": "KENTWELL, Jess"}, {"code": "C-7Q2K1C", "name": "<OSSORY>, Cal"}],
    "episodes": 5,
    "last_at": NIGHT - timedelta(days=2),
    "danger": True,
    "interviews": 2,
    "is_placed": True,
}
PERSON = {
    **PLACE,
    "number": 2,
    "kind": "person",
    "kind_words": "A person",
    "words": "RUSHOLME, Gavin",
    "code": "C-2M2M2M",
    "children": 2,
    "episodes": 2,
    "danger": False,
    "interviews": 0,
    "is_placed": False,
    "borough": "",
}
UNPLACED = {**PLACE, "number": 3, "words": "The arches", "danger": False, "is_placed": False}
DRAWING: dict[str, Any] = {
    "dots": [
        {"number": 1, "x": 180, "y": 120, "radius": 13, "danger": True},
        {"number": 4, "x": 400, "y": 260, "radius": 12, "danger": False},
    ],
    "scale_words": "1 km",
    "scale_length": 140,
    "not_placed": 1,
    "width": 640,
    "height": 400,
    "edge": 40,
}
IN_COMMON: dict[str, Any] = {
    "things": [PLACE, PERSON, UNPLACED],
    "found": 3,
    "as_at": NIGHT,
    "drawing": DRAWING,
    "periods": [{"value": "1", "words": "The last 30 days"}],
    "boroughs": [{"value": "Merrowfield", "words": "Merrowfield"}],
    "kinds": [{"value": "place", "words": "A place"}],
    "chosen": ["Merrowfield"],
    "form": None,
    "sort": {"key": "children", "is_down": True, "url": lambda key: f"?sort={key}"},
    "page": ONE_PAGE,
    "file": "in-common.csv?borough=Merrowfield",
}
NOTHING_IN_COMMON = {**IN_COMMON, "things": [], "found": 0, "drawing": None, "chosen": []}
