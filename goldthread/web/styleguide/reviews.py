"""Sample reviews by a supervisor: the form, and what a review says and asks on the page of a case."""

from typing import Any

from goldthread.core.areas.grammar import LOOKED_AT
from goldthread.web.styleguide.frames import NIGHT
from goldthread.web.styleguide.people import JESS

ASKING: dict[str, Any] = {
    "by": "DS Joan Okafor",
    "at": NIGHT,
    "verdict": "Something is to be done",
    "next_on": NIGHT.date(),
    "is_due": False,
    "asks": {
        "words": "See her alone, and write what she says.",
        "of": "PC Dev Shah",
        "do_by": NIGHT.date(),
        "is_late": True,
        "may_say": True,
    },
    "url": "/case/K-7Q2K1B/review",
}
NONE_YET: dict[str, Any] = {"by": None, "at": None, "verdict": "", "next_on": None, "is_due": False, "asks": None,
                            "url": None}  # fmt: skip
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
}
