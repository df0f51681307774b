"""Sample pages of mail that came in: the list, one that waits for one press, one taken, one set aside."""

from datetime import timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT

WAITS: dict[str, Any] = {
    "reference": "E-4K9WQTD",
    "url": "/mail/e-4k9wqtd",
    "sender": "night@alderbrook-house.example",
    "subject": "Jess has not come back",
    "received_at": NIGHT - timedelta(minutes=4),
    "way": "folder",
    "state": "waiting",
    "state_words": "Waits for one press",
    "level": "high",
    "entered_for": "home:H-4K9WQT",
    "entered_name": "Alderbrook House",
    "is_proved": False,
    "reason": "unproved",
    "words": "It claims an address that is entered, and nothing proves that it comes from there.",
    "to_do": "Ask whoever it claims to be from whether they sent it, by a number we hold. Then take it.",
    "taken_as": "",
    "taken_name": "",
    "attached": 1,
    "attempts": 0,
    "waited_minutes": 4,
    "text": "The report is attached.\nR. Amin, night manager",
    "is_erased": False,
    "telephone": "07700 900123",
    "settled_by": "",
    "settled_at": None,
}
DONE: dict[str, Any] = {
    **WAITS,
    "reference": "E-7Q2KTBD",
    "url": "/mail/e-7q2ktbd",
    "subject": "Return interviews, week 47",
    "sender": "returns@listening-ear.example.org",
    "received_at": NIGHT - timedelta(hours=9),
    "state": "taken",
    "state_words": "Taken in",
    "level": "none",
    "entered_for": "provider:listening-ear",
    "entered_name": "Listening Ear (Thornmere)",
    "is_proved": True,
    "reason": "",
    "words": "",
    "to_do": "",
    "taken_as": "provider:listening-ear",
    "taken_name": "Listening Ear (Thornmere)",
    "waited_minutes": 0,
    "settled_at": NIGHT - timedelta(hours=9),
}
UNREAD: dict[str, Any] = {
    **WAITS,
    "reference": "E-9BWQ4KD",
    "url": "/mail/e-9bwq4kd",
    "subject": "",
    "sender": "",
    "state": "aside",
    "state_words": "Set aside",
    "entered_for": "",
    "entered_name": "",
    "reason": "archive",
    "words": "An attachment is an archive, and is not opened.",
    "to_do": "Open it in the force's own mailbox, where that is allowed; record by hand what it says, then answer it.",
    "text": "",
}
STATES = [{"value": "", "words": "All"}, {"value": "waiting", "words": "Waits for one press"}]
PAGE = {"number": 1, "last": 1, "first_row": 1, "last_row": 3, "total": 3, "previous": None, "next": None}
LIST: dict[str, Any] = {
    "mail": [WAITS, UNREAD, DONE],
    "states": STATES,
    "chosen": [],
    "is_fetched": True,
    "page": PAGE,
    "checked_at": NIGHT,
    "form": {"values": {"state": "", "search": ""}, "errors": {}},
}
NONE: dict[str, Any] = {**LIST, "mail": [], "is_fetched": False}
REPORT = {
    "number": 1,
    "name": "report.csv",
    "size": 412,
    "state_words": "Not taken yet",
    "fault": "",
    "words": "",
    "made": [],
    "says": "forename,surname,birth_date,q_worry\nJess,Kent,2011-05-11,She does not answer.",
    "taken_at": None,
}
CHOICES = [
    {"value": "", "words": "Choose"},
    {"value": "home:H-4K9WQT", "words": "Alderbrook House: reports of missing children"},
    {"value": "provider:listening-ear", "words": "Listening Ear (Thornmere): return interviews"},
]
ONE: dict[str, Any] = {
    "mail": WAITS,
    "attachments": [REPORT],
    "is_open": True,
    "may_take": True,
    "choices": CHOICES,
    "form": {"values": {"whose": "home:H-4K9WQT", "why": ""}, "errors": {}},
}
FILE = "3f0f3c1e-2b1c-4f0e-9d60-0a4b7c0d1e2f"
TAKEN: dict[str, Any] = {
    **ONE,
    "mail": DONE,
    "attachments": [
        {
            **REPORT,
            "name": "week-47.csv",
            "state_words": "Taken in",
            "made": [{"words": "the file under Shared", "url": f"/outcomes/{FILE}"}],
        }
    ],
    "is_open": False,
    "choices": [],
}
ASIDE: dict[str, Any] = {
    **ONE,
    "mail": UNREAD,
    "attachments": [
        {**REPORT, "name": "reports.zip", "state_words": "An archive: not opened", "fault": "archive", "says": ""},
    ],
    "may_take": False,
    "form": {"values": {"whose": "", "why": ""}, "errors": {"why": "Enter what became of it."}},
}
