"""Sample people, pictures and records: the screens' own invented children."""

from datetime import date, datetime, timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT

RISKS = [
    {"words": "Missing: high risk", "level": "high"},
    {"words": "Exploitation", "level": "medium"},
    {"words": "Care order: Alderbrook", "level": "none"},
]
JESS = {
    "surname": "Kent",
    "forename": "Jess",
    "born_on": date(2011, 5, 11),
    "sex": "Girl",
    "code": "C-7K4Q2M",
    "borough": "Merrowfield",
    "flags": RISKS,
}
JOSIE = {**JESS, "forename": "Josie", "code": "C-2M9XVT", "flags": []}
UNKNOWN = {
    "surname": None,
    "forename": None,
    "born_on": None,
    "sex": None,
    "code": "C-0QH3RD",
    "borough": None,
    "flags": [{"words": "Not graded", "level": "unknown"}],
}
MERLIN = {
    "system": "Merlin",
    "reference": "16PAC004417",
    "at": NIGHT - timedelta(days=9),
    "layer": "summary",
    "is_changed": False,
    "url": "/record/1",
}
CRIS = {
    "system": "CRIS",
    "reference": "4402211/26",
    "at": NIGHT - timedelta(days=3),
    "layer": "full",
    "is_changed": True,
    "url": None,
}
FRESHNESS: list[dict[str, Any]] = [
    {"source": "Merlin", "last_good_at": NIGHT - timedelta(minutes=8), "is_stale": False, "state": "fresh"},
    {
        "source": "custody",
        "last_good_at": NIGHT - timedelta(hours=20, minutes=48),
        "is_stale": True,
        "state": "stale",
    },
    {"source": "Jigsaw", "last_good_at": None, "is_stale": True, "state": "never"},
    {"source": "CAD", "last_good_at": NIGHT - timedelta(minutes=2), "is_stale": True, "state": "short"},
    {"source": "crime", "last_good_at": NIGHT - timedelta(hours=3), "is_stale": True, "state": "failed"},
]
NOT_FRESH = [one for one in FRESHNESS if one["is_stale"]]
LINKED = {
    "word": "linked",
    "sources": 2,
    "reason_for": "same date of birth and address; name sounds alike",
    "reason_against": None,
}
POSSIBLE = {
    "word": "possible",
    "sources": 1,
    "reason_for": "same birth date",
    "reason_against": "another forename, maybe twins",
}
JIGSAW = {"ask": "Jigsaw desk", "hours": "24 h"}


def clock(
    name: str, due_at: datetime, met_at: datetime | None = None, owner: str | None = "Insp Shah"
) -> dict[str, Any]:
    late = (met_at or NIGHT) > due_at
    return {
        "name": name,
        "rule": "MIS-C02",
        "due_on": None,
        "due_at": due_at,
        "met_at": met_at,
        "is_late": late,
        "owner": owner,
        "is_reminder": True,
    }


REVIEW = clock("Inspector review", NIGHT + timedelta(minutes=57))
LATE = clock("Checks", NIGHT - timedelta(minutes=40), owner=None)
MET = clock("Checks", NIGHT - timedelta(minutes=18), NIGHT - timedelta(minutes=27))
EVENTS: list[dict[str, Any]] = [
    {
        "title": "Reported missing by placement",
        "who": "control room",
        "occurred_at": NIGHT - timedelta(hours=1, minutes=3),
        "occurred_words": None,
        "recorded_at": NIGHT - timedelta(minutes=51),
        "text": "Left by the back door after a phone call. Third time in 49 days.",
        "kind": "fact",
        "evidence": MERLIN,
        "signal": None,
    },
    {
        "title": "Intelligence",
        "who": None,
        "occurred_at": None,
        "occurred_words": None,
        "recorded_at": NIGHT - timedelta(days=12),
        "text": None,
        "kind": None,
        "evidence": None,
        "signal": JIGSAW,
    },
    {
        "title": "School: two days away without a reason",
        "who": "Alderbrook",
        "occurred_at": None,
        "occurred_words": "14 March 2016, time not recorded",
        "recorded_at": datetime.fromisoformat("2016-03-15T10:20:00+00:00"),
        "text": "May be with an older friend.",
        "kind": "opinion",
        "evidence": CRIS,
        "signal": None,
    },
]
RECORD_VALUES = [{"name": "Address", "value": "Flat 2, 14 Elm Road", "kind": "fact", "evidence": MERLIN}]


def hit(person: dict[str, Any], why: list[str], check: str | None = None) -> dict[str, Any]:
    return {"person": person, "url": f"/child/{person['code']}", "why": why, "check": check}


FOUND: dict[str, Any] = {
    "people": [
        hit(JESS, ['"Jes Cant" sounds alike']),
        hit(JOSIE, ["same surname"], "same birth date as 1"),
    ],
    "possible": [hit(UNKNOWN, [], "may be the same as 1; check the birth date")],
    "limited": [{**JIGSAW, "url": "/child/x/need"}],
    "is_too_many": False,
    "one_more": None,
    "systems": 8,
    "at": NIGHT,
}
NOBODY: dict[str, Any] = {**FOUND, "people": [], "possible": [], "limited": []}
RECORD: dict[str, Any] = {
    "record": {
        "system": "Merlin",
        "reference": "16PAC004417",
        "kind": "child come to notice",
        "title": "Child come to notice, Elm Road",
        "handling": "police and partners",
        "layer": "full",
        "originating_force": "Merrow Police",
        "occurred_at": NIGHT - timedelta(days=9, hours=2),
        "known_at": NIGHT - timedelta(days=9),
        "known_from": "the time Merlin recorded it",
        "recorded_at": NIGHT - timedelta(days=8),
        "is_current": False,
        "is_deleted": True,
        "hash": "5f2b0c9d7e1a4c66b1f0aa3e9d2c7715",
        "delivery_url": "/feeds/deliveries/1",
        "raw": '{"dob": "11/05/2011",\n "narrative": "Seen at Flat 2 with a man of 29. <She> would not speak to us."}',
        "narrative": "Seen at Flat 2 with a man of 29. She would not speak to us.",
        "signal": None,
        "erased_at": None,
        "was_replayed": True,
        "noted": ["The plan starts before its conference. Ask the desk which day is right."],
    },
    "facts": [
        {"name": "Born", "value": "11 May 2011", "kind": "fact", "evidence": None},
        {"name": "Risk", "value": "medium", "kind": "opinion", "evidence": None},
    ],
    "people": [{"words": "KENT, Jess", "url": "/child/C-7K4Q2M", "role": "child", "certainty": LINKED}],
    "versions": [
        {"at": NIGHT - timedelta(days=1), "url": "/record/3", "is_shown": False},
        {"at": NIGHT - timedelta(days=8), "url": "/record/1", "is_shown": True},
    ],
}
HELD_RECORD: dict[str, Any] = {
    **RECORD,
    "record": {**RECORD["record"], "raw": None, "narrative": None, "signal": JIGSAW, "delivery_url": None},
    "facts": [],
    "people": [],
    "versions": [],
}
