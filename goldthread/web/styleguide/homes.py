"""Sample pages of homes: what they report of missing children."""

from datetime import timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT

REPORT: dict[str, Any] = {
    "reference": "K-4K9WQTD",
    "url": "/home-reports/K-4K9WQTD",
    "what": "missing",
    "state": "aside",
    "state_words": "Waits for a person",
    "level": "high",
    "home": "H-4K9WQT",
    "home_name": "Alderbrook House",
    "received_at": NIGHT - timedelta(minutes=12),
    "reported_at": NIGHT - timedelta(minutes=14),
    "sent_by": "Home H-4K9WQT",
    "way": "api",
    "case_reference": "",
    "child": "",
    "case_state": "",
    "field": "birth_date",
    "words": '"2011" is no day a child was born. Ask the home.',
    "to_do": "Read why, put it right and take it again.",
    "attempts": 1,
    "waited_minutes": 12,
    "is_erased": False,
}
OPENED: dict[str, Any] = {
    **REPORT,
    "reference": "K-7Q2KTBD",
    "state": "opened",
    "state_words": "A missing report was opened",
    "level": "none",
    "case_reference": "M-7Q2KTBD",
    "child": "being looked for",
    "case_state": "Missing: being looked for",
    "field": "",
    "words": "",
    "to_do": "",
    "waited_minutes": 0,
}
STATES = [{"value": "", "words": "All"}, {"value": "aside", "words": "Waits for a person"}]
PAGE = {"number": 1, "last": 1, "first_row": 1, "last_row": 2, "total": 2, "previous": None, "next": None}
REPORTS: dict[str, Any] = {
    "reports": [REPORT, OPENED],
    "states": STATES,
    "chosen": "",
    "page": PAGE,
    "columns": ["forename", "surname", "birth_date", "noticed_at", "reported_at", "q_worry"],
    "may_hand_in": True,
    "checked_at": NIGHT,
    "form": {"values": {"state": "", "way": "mail"}, "errors": {}},
}
NO_REPORTS: dict[str, Any] = {**REPORTS, "reports": [], "may_hand_in": False}
SAID = [
    {"name": "Forename", "value": "Jess"},
    {"name": "Surname", "value": "Kent"},
    {"name": "Birth date", "value": "2011"},
    {"name": "Noticed at", "value": "2026-11-10T22:10"},
    {"name": "Worry", "value": "She does not answer."},
]
ONE: dict[str, Any] = {
    "report": REPORT,
    "said": SAID,
    "is_open": True,
    "put_right": [
        {"name": "birth_date", "label": "Birth date", "hint": "Needed unless child_code is given; the day"},
        {"name": "child_code", "label": "Child code", "hint": "Our reference of the child, where the home knows it"},
    ],
    "form": {"values": {"birth_date": "2011", "child_code": "", "why": ""}, "errors": {"birth_date": REPORT["words"]}},
}
TAKEN: dict[str, Any] = {**ONE, "report": OPENED, "is_open": False, "form": {"values": {}, "errors": {}}}
