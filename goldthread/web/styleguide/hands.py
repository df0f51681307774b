"""Sample work that changes hands: given to an officer, handed over, accepted."""

from typing import Any

from goldthread.web.styleguide.frames import NIGHT
from goldthread.web.styleguide.people import JESS, LATE

HOLDERS: list[dict[str, Any]] = [
    {"value": "okafor", "name": "PS Joan Okafor", "open": 11, "late": 1, "missing": "", "until": NIGHT},
    {"value": "shah", "name": "PC Dev Shah", "open": 3, "late": 0, "missing": "Interviewing a child", "until": None},
]
GIVING: dict[str, Any] = {
    "case": {"reference": "K-7Q2K1B", "title": "Concern", "owner": None, "skills": []},
    "person": JESS,
    "holders": HOLDERS,
    "form": {"values": {}, "errors": {"officer": "Choose an officer."}},
    "seen_event": 41,
    "key": "k1",
}
GIVING_MANY: dict[str, Any] = {
    "area": {"code": "concern", "name": "Concerns", "noun": "concern"},
    "cases": ["K-7Q2K1B", "K-7Q2K1C"],
    "holders": HOLDERS,
    "results": None,
    "form": None,
}
GIVEN: dict[str, Any] = {
    **GIVING_MANY,
    "to": "PS Joan Okafor",
    "results": [
        {"reference": "K-7Q2K1B", "url": "/case/K-7Q2K1B", "why": None},
        {"reference": "K-7Q2K1C", "url": None, "why": "This case is closed. Nobody need hold it."},
    ],
}
HANDING: dict[str, Any] = {
    **GIVING,
    "receivers": [{"value": "okafor", "words": "PS Joan Okafor, holds 11"}],
    "off_duty": 4,
    "form": {"values": {"done": "The school was rung."}, "errors": {"to": "Insp Dev Shah is off duty."}},
}
ON_OFFER: dict[str, Any] = {
    "reference": "K-7Q2K1B",
    "url": "/case/K-7Q2K1B",
    "child": "J.K. 15",
    "level": "high",
    "risk_words": "High risk",
    "state_words": "With the desk",
    "clock": LATE,
    "owner": "PS Joan Okafor",
    "to": "Insp Dev Shah",
    "done": "The school was rung.",
    "next": "See her alone.",
    "next_by": NIGHT,
    "worry": "A man of 29 waits outside.",
    "question": "",
    "offered_at": NIGHT,
    "last_event_id": 41,
}
IN_HAND: dict[str, Any] = {
    "to_me": [ON_OFFER, {**ON_OFFER, "reference": "K-7Q2K1D", "level": "low", "risk_words": "Low risk"}],
    "by_me": [{**ON_OFFER, "reference": "K-7Q2K1E", "question": "Who is he?"}],
    "mine": [{**ON_OFFER, "reference": "K-7Q2K1F", "done": "", "next": ""}],
    "asked": [
        {
            "reference": "K-7Q2K1H",
            "url": "/case/K-7Q2K1H",
            "child": "T.O. 13",
            "asks": "See him alone, and write what he says.",
            "asked_by": "PS Joan Okafor",
            "asked_at": NIGHT,
            "do_by": NIGHT.date(),
            "is_late": True,
        }
    ],
    "not_high": ["K-7Q2K1D", "K-7Q2K1G"],
    "unchanged": 1,
    "results": None,
    "form": None,
    "key": "k1",
    "as_at": NIGHT,
}
EMPTY_HAND: dict[str, Any] = {
    **IN_HAND,
    "to_me": [],
    "by_me": [],
    "mine": [],
    "asked": [],
    "not_high": [],
    "unchanged": 0,
}
PART_ACCEPTED: dict[str, Any] = {
    **IN_HAND,
    "results": [
        {"reference": "K-7Q2K1D", "url": "/case/K-7Q2K1D", "why": None},
        {"reference": "K-7Q2K1G", "url": None, "why": "This hand-over is over: it was accepted or taken back."},
    ],
}
HANDING_MANY: dict[str, Any] = {
    "cases": [ON_OFFER, {**ON_OFFER, "reference": "K-7Q2K1D", "level": "low", "risk_words": "Low risk"}],
    "receivers": HANDING["receivers"],
    "off_duty": 4,
    "results": None,
    "form": {"values": {"done": "Calls made."}, "errors": {"next_by": "Enter by when."}},
    "key": "k1",
}
HANDED_MANY: dict[str, Any] = {**HANDING_MANY, "form": None, "results": GIVEN["results"]}
NOTHING_TO_HAND: dict[str, Any] = {
    **HANDING_MANY,
    "cases": [],
    "form": {"values": {}, "errors": {"": "Tick at least one of your cases."}},
}


def _column(words: str, key: str, counts: tuple[int, int, int, int], oldest: str) -> dict[str, Any]:
    lines = zip(("late", "soon", "no_owner"), ("late", "due in the hour", "no owner"), counts[1:], strict=True)
    return {
        "words": words,
        "count": {"key": f"{key}.open", "value": str(counts[0]), "url": "/queue/concern"},
        "oldest": {"key": f"{key}.oldest", "value": oldest},
        "lines": [
            {"key": f"{key}.{name}", "name": name, "value": str(count), "words": said, "url": "/queue/concern?late=yes"}
            for name, said, count in lines
        ],
    }


BOARD: dict[str, Any] = {
    "area": {"code": "concern", "name": "Concerns"},
    "all": _column("All", "all", (1041, 12, 3, 41), "oldest 9 d 4 h"),
    "columns": [
        _column("Waiting for the desk", "recorded", (41, 2, 3, 41), "oldest 2 d 4 h"),
        _column("With the desk: being researched", "researching", (1000, 10, 0, 0), "oldest 9 d 4 h"),
        _column("We disagree with the authority", "disputed", (0, 0, 0, 0), "none"),
    ],
    "as_at": NIGHT,
    "here": "/board/concern",
}
VIEWS: dict[str, Any] = {
    "area": {"code": "concern", "name": "Concerns"},
    "views": [
        {"id": 1, "name": "Mine, late", "url": "/queue/concern?owner=mine&late=yes", "is_default": True},
        {"id": 2, "name": "Red, no owner", "url": "/queue/concern?scale-grade=red&owner=none", "is_default": False},
    ],
    "keeps": True,
    "asked": [("state", "graded")],
    "form": {"values": {"name": ""}, "errors": {"name": "Enter a name for the view."}},
}
