"""A sample of what is held of a child and the household, beside a concern that is being researched."""

from datetime import timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT

NOTE = {
    "about": "child",
    "at": NIGHT - timedelta(days=40),
    "reference": "26PAC00000004",
    "system": "Merlin",
    "record_id": "0192f3a0",
    "grade": "Green: early help",
    "outcome": "no further action",
    "is_open": False,
    "is_possible": False,
}
OURS = {**NOTE, "reference": "K-7Q2K1C", "system": "Goldthread", "record_id": "", "outcome": "", "is_open": True}
HIT = {"state": "hit", "records": 2, "last_at": NIGHT - timedelta(days=3)}
NO_HIT = {"state": "no hit", "records": 0, "last_at": None}
UNKNOWN = {"state": "unknown", "records": 0, "last_at": None}
RESEARCH: dict[str, Any] = {
    "as_at": NIGHT,
    "address": "Flat 2, 14 Elm Road",
    "is_household": True,
    "repeats": 7,
    "same_occasion": [OURS, {**OURS, "reference": "K-9P9P9P", "is_possible": True}],
    "earlier": {
        "child": {"count": 7, "last": [OURS, NOTE]},
        "family": {"count": 1, "last": [NOTE]},
        "address": {"count": 0, "last": []},
    },
    "checks": {
        "sources": [
            {"code": "crime", "name": "Crime reports", "state": "fresh", "last_good_at": NIGHT},
            {"code": "custody", "name": "Custody", "state": "stale", "last_good_at": NIGHT - timedelta(days=2)},
            {"code": "offenders", "name": "Offender markers", "state": "never", "last_good_at": None},
        ],
        "people": [
            {"code": "C-7K4Q2M", "name": "KENT, Jess", "age": 15, "is_child": True, "cells": [HIT, UNKNOWN, UNKNOWN]},
            {"code": None, "name": "Somebody whose name is not shown", "age": None, "is_child": False,
             "cells": [NO_HIT, HIT, UNKNOWN]},
        ],
    },
    "open_to_care": {"state": "cin", "words": "Child in need", "at": NIGHT, "record_id": "1", "worker": "A. Ray, 0207"},
    "unsure": {"earlier": [], "danger": ["Offender markers"], "flags": []},
    "flags": [{"name": "Sexual exploitation", "level": "high", "since": NIGHT}],
    "danger": {"people": [{"person": {"words": "Mr P", "age": 29}, "verify": "Verify who is at the address now.",
                           "ask": [{"ask": "Jigsaw desk", "hours": "24 h"}]}]},
    "elsewhere": [{"code": "C-2B2B2B", "name": "KENT, Sam", "age": 7, "borough": "Oxlade"}],
    "months": [
        {"month": "2026-10", "kinds": [{"name": "concern", "count": 1}, {"name": "call", "count": 3}]},
        {"month": "2026-08", "kinds": [{"name": "notification", "count": 2}]},
    ],
}  # fmt: skip
NOTHING_HELD: dict[str, Any] = {
    **RESEARCH,
    "address": "",
    "is_household": None,
    "repeats": 0,
    "same_occasion": [],
    "earlier": {kind: {"count": 0, "last": []} for kind in ("child", "family", "address")},
    "open_to_care": {"state": "unknown", "words": "", "at": None, "record_id": None, "worker": None},
    "unsure": {"earlier": ["Merlin"], "danger": ["Custody"], "flags": ["CAD"]},
    "flags": [],
    "danger": {"people": []},
    "elsewhere": [],
    "months": [],
}
FOUND_BEFORE = {
    "at": NIGHT - timedelta(days=49),
    "reference": "M-7Q2K1BC",
    "record_id": "",
    "grade": "Medium",
    "located_at": NIGHT - timedelta(days=48),
    "hours": 3.9,
    "place": "9 Wharf Road, Quayside",
    "with_whom": "A man called P, about 30",
    "is_open": False,
}
LISTENED_TO: dict[str, Any] = {
    "at": NIGHT - timedelta(days=46),
    "reference": "M-7Q2K1BC",
    "outcome": "The child declined",
    "is_held": True,
    "by_whom": "Listening Ear",
    "words": "I was at <Karim's>. I did not want to be at the home.",
    "people": ["Karim Mansour, about 29", "a man in a grey car"],
    "places": ["the flat over the chicken shop"],
    "went_from": ["Unhappy in the placement"],
    "drawn_by": ["An older person"],
    "harm": ["Not asked"],
    "consent": "no",
}
NAMES_NOBODY: dict[str, Any] = {name: [] for name in ("people", "places", "went_from", "drawn_by", "harm")}
REMEMBERED: dict[str, Any] = {
    "as_at": NIGHT,
    "plan": {
        "reference": "T-7Q2K1BC",
        "is_interim": False,
        "steps": ("A car to 9 Wharf Road within 15 minutes", "Ring her aunt <first>"),
        "ring": ("A. Ray, social worker, 020 7946 0001",),
        "do_not": ("Ring her mother before the aunt",),
    },
    "count": 7,
    "repeat": "second in 22 days",
    "episodes": [
        FOUND_BEFORE,
        {**FOUND_BEFORE, "reference": "26MIS00000004", "record_id": "0192f3a0", "hours": None, "located_at": None},
        {**FOUND_BEFORE, "reference": "M-9P9P9PB", "located_at": None, "hours": None, "is_open": True},
    ],
    "places": [{"words": "9 Wharf Road, Quayside", "times": 2}, {"words": "<the park>", "times": 1}],
    "shared": [{"words": "9 Wharf Road, Quayside", "others": 3}],
    "people": ["A man called P, about 30"],
    "interviews": [LISTENED_TO, {**LISTENED_TO, "is_held": False, "words": "", "consent": ""} | NAMES_NOBODY],
    "flags": RESEARCH["flags"],
    "danger": RESEARCH["danger"],
    "philomena": {
        "home": {"code": "H-4K9WQT", "name": "Alderbrook House", "night_phone": "07700 900123", "lodges": True},
        "parts": [
            {
                "part": "1",
                "version": 2,
                "given_by": "M. Cole, manager",
                "given_on": "2026-07-02",
                "age": "held 4 months, not confirmed since",
                "is_old": True,
                "home": "Larch House",
                "has_moved": True,
                "is_open": True,
                "says": [{"name": "Addresses and haunts", "value": "The park by the canal; her aunt's in Oxlade."}],
            }
        ],
    },
    "at_home": {
        "place": "Flat 2, 14 Elm Road",
        "is_household": True,
        "children": [
            {"code": "C-7KQ2MB", "name": "KENT, <Sam>", "age": 7},
            {"code": "C-7KQ2MC", "name": "KENT, Joy", "age": None},
        ],
    },
    "checks": [
        {
            "check": "custody",
            "system": "Custody",
            "kind": "",
            "state": "unknown",
            "records": 0,
            "last_at": None,
            "good_to": None,
        },
        {
            "check": "crime",
            "system": "Crime reports",
            "kind": "",
            "state": "no hit",
            "records": 0,
            "last_at": None,
            "good_to": NIGHT,
        },
        {
            "check": "calls",
            "system": "CAD",
            "kind": "call",
            "state": "hit",
            "records": 3,
            "last_at": NIGHT,
            "good_to": NIGHT,
        },
    ],
    "unsure": {"earlier": [], "danger": ["Offender markers"], "flags": []},
}
NOTHING_REMEMBERED: dict[str, Any] = {
    **REMEMBERED,
    "plan": None,
    "count": 0,
    "repeat": "",
    **{name: [] for name in ("episodes", "places", "shared", "people", "interviews", "flags", "checks")},
    "danger": {"people": []},
    "philomena": {"home": None, "parts": []},
    "at_home": {"place": "", "is_household": False, "children": []},
    "unsure": {"earlier": ["Merlin"], "danger": ["Custody"], "flags": ["CAD"]},
}
