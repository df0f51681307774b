"""Sample flags: on a child, one with its history, those to review."""

from datetime import timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT
from goldthread.web.styleguide.people import JESS

TODAY = NIGHT.date()
OURS: dict[str, Any] = {
    "words": "Sexual exploitation",
    "level": "high",
    "why": "A man of 29 waits for her after school.",
    "since": TODAY - timedelta(days=40),
    "owner": "DC Okafor",
    "review_on": TODAY + timedelta(days=50),
    "ends_on": None,
    "is_late": False,
    "system": None,
    "record_reference": "",
    "record_url": None,
    "url": "/flag/f-4k9w2td",
    "reference": "F-4K9W2TD",
}
LATE = {
    **OURS,
    "words": "Court order (ended: nobody has looked since)",
    "ends_on": TODAY - timedelta(days=2),
    "is_late": True,
    "owner": None,
    "why": None,
}
TOLD = {
    **OURS,
    "words": "Child protection plan",
    "system": "Social care",
    "record_reference": "000-A0004417",
    "record_url": "/record/1",
    "owner": None,
    "review_on": None,
    "url": None,
    "reference": "",
    "why": "plan started_on",
}
KINDS = [{"value": "self_harm", "words": "Self-harm", "hint": "The person has hurt themselves, or spoken of it."}]
LIST: dict[str, Any] = {
    "code": JESS["code"],
    "person": JESS,
    "ours": [OURS, LATE],
    "told": [TOLD],
    "kinds": KINDS,
    "form": None,
    "key": "k",
    "checked_at": NIGHT,
}
NO_FLAGS = {**LIST, "ours": [], "told": [], "kinds": []}
WRONG = {**LIST, "form": {"values": {"kind": "self_harm"}, "errors": {"reason": "Enter the reason."}}}
FLAG: dict[str, Any] = {
    "flag": {
        "reference": "F-4K9W2TD",
        "words": "Sexual exploitation",
        "level": "high",
        "sentence": "The child is, or may be, sexually exploited.",
        "source": "Ours: reviewed 90 days after it was set.",
        "mark": "DEFAULT",
        "state": "live",
        "owner": "DC Okafor",
        "since": NIGHT - timedelta(days=40),
        "review_on": TODAY + timedelta(days=50),
        "ends_on": None,
        "is_late": False,
        "needs_end": False,
        "review_days": 90,
        "seen_event": 41,
    },
    "person": JESS,
    "may_review": True,
    "may_lift": True,
    "lifted_by": ["cse team", "supervisor"],
    "owners": [{"value": "a.shah", "words": "Inspector Shah", "hint": None}],
    "form": None,
    "events": [
        {
            "title": "Raised",
            "who": "PC Ali",
            "occurred_at": NIGHT - timedelta(days=40),
            "occurred_words": None,
            "recorded_at": NIGHT - timedelta(days=40),
            "text": "A man of 29 waits for her after school.",
            "kind": None,
            "evidence": None,
            "signal": None,
        }
    ],
}
ENDED = {
    **FLAG,
    "flag": {**FLAG["flag"], "state": "ended", "ends_on": TODAY - timedelta(days=2), "is_late": True, "owner": None},
    "may_lift": False,
}
LIFTED = {**FLAG, "flag": {**FLAG["flag"], "state": "lifted"}, "may_review": False, "may_lift": False, "owners": []}
CONFIRM = {"flag": FLAG["flag"], "person": JESS, "reason": "He was charged.", "seen_event": "41"}
REVIEWS: dict[str, Any] = {
    "flags": [
        {
            "reference": "F-4K9W2TD",
            "name": "Sexual exploitation",
            "level": "high",
            "who": "J.K. 15",
            "url": "/flag/f-4k9w2td",
            "review_on": TODAY - timedelta(days=1),
            "ends_on": None,
            "owner": None,
            "is_late": True,
            "state": "ended",
        }
    ],
    "whose": "all",
    "systems": [{"id": "cad", "name": "CAD"}],
    "page": {"number": 1, "last": 1, "first_row": 1, "last_row": 1, "total": 1, "previous": None, "next": None},
    "checked_at": NIGHT,
}
NO_REVIEWS = {**REVIEWS, "flags": [], "whose": "mine", "systems": []}
EXPORT = {"system": {"id": "cad", "name": "CAD"}, "kinds": ["Sexual exploitation", "Self-harm"]}
