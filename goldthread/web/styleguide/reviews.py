"""Sample reviews by a supervisor: the form, and what a review says and asks on the page of a case."""

from typing import Any

from goldthread.core.areas.grammar import LOOKED_AT
from goldthread.web.styleguide.frames import NIGHT
from goldthread.web.styleguide.people import JESS

ASKING: dict[str, Any] = {
    "also": [],
    "by": "DS Joan Okafor",
    "at": NIGHT,
    "verdict": "Something is to be done",
    "next_on": NIGHT.date(),
    "is_due": False,
    "wrong": None,
    "asks": {
        "words": "See her alone, and write what she says.",
        "of": "PC Dev Shah",
        "do_by": NIGHT.date(),
        "is_late": True,
        "by": "The review",
        "may_say": True,
    },
    "url": "/case/K-7Q2K1B/review",
}
NONE_YET: dict[str, Any] = {"by": None, "also": [{"words": "The first grade is confirmed", "by": None, "at": None}],
                            "at": None, "verdict": "", "next_on": None, "is_due": False, "wrong": None,
                            "asks": None, "url": None}  # fmt: skip
FORM: dict[str, Any] = {
    "case": {
        "reference": "K-7Q2K1B",
        "title": "Concern",
        "area": "concern",
        "state": "Shared: the authority has not answered",
        "owner": "PC Dev Shah",
        "is_closed": False,
    },
    "person": JESS,
    "graded": [{"name": "Grade", "value": "amber", "words": "Amber: complex"}],
    "open_items": ["Only what the authority needs is shared"],
    "looked_at": [{"value": value, "words": words, "hint": None} for value, words in LOOKED_AT],
    "verdicts": [
        {"value": "sound", "words": "Sound", "hint": None},
        {"value": "to_do", "words": "Something is to be done", "hint": None},
    ],
    "form": {
        "values": {"looked_at": ["whole"], "verdict": "to_do", "found": "Nobody wrote what she said."},
        "errors": {"instructions": "Enter what is to be done."},
    },
    "rank_unknown": True,
    "sample": None,
    "judgements": [],
    "today": NIGHT.date().isoformat(),
    "seen_event": 41,
    "key": "k1",
}
OF_CLOSED: dict[str, Any] = {
    **FORM,
    "case": {**FORM["case"], "state": "Closed: not shared", "owner": None, "is_closed": True},
    "open_items": [],
    "graded": [],
    "form": None,
    "rank_unknown": False,
    "sample": {"id": 4, "week": NIGHT.date(), "url": "/areas/concern/samples/4"},
    "judgements": [
        {"value": "right", "words": "The decision was right", "hint": None},
        {"value": "should_share", "words": "It should have been shared", "hint": None},
    ],
}
FOUND_WRONG: dict[str, Any] = {
    **NONE_YET,
    "by": "DS Joan Okafor",
    "at": NIGHT,
    "verdict": "Sound",
    "wrong": {
        "words": "It should have been shared",
        "move": "reopen",
        "button": "Open it again",
        "note_label": "What is new",
    },
}
FOUND: dict[str, Any] = {"drawn": 10, "reviewed": 3, "answered": 2, "wrong": 1, "share": None, "between": None}
SAMPLES: dict[str, Any] = {
    "area": {"id": "concern", "name": "Concerns"},
    "kind": {"name": "Concerns that ended in no further action", "sentence": "Closed in the week as not shared."},
    "rows": [
        {"url": "/areas/concern/samples/4", "week": NIGHT.date(), "by": "DS Joan Okafor", "frame": 41, "found": FOUND},
        {
            "url": "/areas/concern/samples/3",
            "week": NIGHT.date(),
            "by": "DS Joan Okafor",
            "frame": 120,
            "found": {**FOUND, "reviewed": 10, "answered": 10, "share": 10, "between": [2, 40]},
        },
    ],
    "quarters": [
        {
            "name": "October to December 2026",
            "weeks": 3,
            "left_out": 1,
            "ended": 161,
            "drawn": 30,
            "reviewed": 21,
            "answered": 20,
            "wrong": 4,
            "share": 17,
            "between": [6, 38],
            "is_whole": False,
        },
        {
            "name": "July to September 2026",
            "weeks": 1,
            "left_out": 0,
            "ended": 9,
            "drawn": 9,
            "reviewed": 9,
            "answered": 9,
            "wrong": 1,
            "share": None,
            "between": None,
            "is_whole": True,
        },
    ],
    "size": 10,
    "form": {"values": {"week": ""}, "errors": {"week": "That week is not over."}},
    "as_at": NIGHT,
}
NO_SAMPLES: dict[str, Any] = {
    **SAMPLES,
    "rows": [],
    "quarters": [],
    "form": None,
}
SAMPLE: dict[str, Any] = {
    "area": SAMPLES["area"],
    "kind": SAMPLES["kind"],
    "draw": {
        "week": NIGHT.date(),
        "by": "DS Joan Okafor",
        "at": NIGHT,
        "seed": "5f1c08d2b7a94e63",
        "frame": 41,
        "digest": "9f" * 32,
    },
    "strata": ["Grade", "Borough"],
    "rows": [
        {
            "url": f"/case/K-7Q2K{place}B/review",
            "reference": f"K-7Q2K{place}B",
            "child": "J.K. 15",
            "strata": ["Blue: not shared", "Merrowfield"],
            "ended": "Closed: not shared",
            "said": said,
            "by": "DS Joan Okafor" if said else None,
            "is_wrong": said.startswith("It should"),
            "is_own": is_own,
        }
        for place, (said, is_own) in enumerate(
            [("", False), ("", True), ("The decision was right", False), ("It should have been shared", False)]
        )
    ],
    "found": FOUND,
    "as_at": NIGHT,
}
# What the page of a case leads to: the picture, the record it began with, what other jobs say of it.
CASE_LINKS = {
    "person_url": "/child/C-7K4Q2M",
    "record_url": "/record/1",
    "more": [{"url": "/improve/cases/K-7Q2K1B/figures", "words": "Figures it stands in"}],
}
