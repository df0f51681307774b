"""Sample pages of homes: what they report of missing children."""

from datetime import date, timedelta
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
    "search": "q=Jess+Kent",
    "put_right": [
        {"name": "birth_date", "label": "Birth date", "hint": "Needed unless child_code is given; the day"},
        {"name": "child_code", "label": "Child code", "hint": "Our reference of the child, where the home knows it"},
    ],
    "form": {"values": {"birth_date": "2011", "child_code": "", "why": ""}, "errors": {"birth_date": REPORT["words"]}},
}
TAKEN: dict[str, Any] = {**ONE, "report": OPENED, "is_open": False, "form": {"values": {}, "errors": {}}}

PLACED: dict[str, Any] = {
    "child": "C-4K9WQT",
    "initials": "J.K.",
    "age": 15,
    "url": "/child/c-4k9wqt/placements",
    "home": "H-4K9WQT",
    "home_name": "Alderbrook House",
    "home_url": "/homes/h-4k9wqt",
    "record_url": None,
    "authority_name": "Oxlade Council",
    "host_name": "Merrowfield Council",
    "is_out": True,
    "status": "Under a care order (section 31)",
    "since": date(2026, 6, 2),
    "until": None,
    "told_by": "",
}
TOLD: dict[str, Any] = {
    **PLACED,
    "child": "C-7Q2KTB",
    "initials": "A.P.",
    "age": 12,
    "home_name": "9 Wharf Road",
    "home_url": None,
    "record_url": "/record/1",
    "host_name": "Oxlade Council",
    "is_out": False,
    "status": "C2",
    "told_by": "Children's social care",
}
AUTHORITIES = [
    {"value": "", "words": "Any"},
    {"value": "merrowfield", "words": "Merrowfield Council"},
    {"value": "oxlade", "words": "Oxlade Council"},
]
BOROUGHS = [{"value": "", "words": "Outside our boroughs"}, {"value": "merrowfield", "words": "Merrowfield"}]
KINDS = [{"value": "childrens_home", "words": "Children's home"}]
EMPTY_FORM: dict[str, Any] = {"values": {}, "errors": {}}
PLACEMENTS: dict[str, Any] = {
    "placements": [PLACED, TOLD],
    "which": [{"value": "", "words": "All placements"}, {"value": "out", "words": "Out of area"}],
    "sorts": [{"value": "since", "words": "Newest first"}],
    "authorities": AUTHORITIES,
    "page": PAGE,
    "file": "/placements.csv?which=out",
    "checked_at": NIGHT,
    "form": EMPTY_FORM,
}
NO_PLACEMENTS: dict[str, Any] = {**PLACEMENTS, "placements": []}
HOME: dict[str, Any] = {
    "code": "H-4K9WQT",
    "url": "/homes/h-4k9wqt",
    "name": "Alderbrook House",
    "kind_words": "Children's home",
    "provider": "Larch Care",
    "address": "4 Alder Way",
    "postcode": "XX1 2AB",
    "host_name": "Merrowfield Council",
    "night_phone": "07700 900123",
    "mail": "night@alderbrook-house.example",
    "contacts": "Manager: M. Cole, 07700 900124",
    "ofsted_number": "SC000001",
    "lodges": True,
    "closed_on": None,
    "children": 1,
}
CHOICES: dict[str, Any] = {"kinds": KINDS, "to_choose": AUTHORITIES, "boroughs": BOROUGHS, "form": EMPTY_FORM}
HOMES: dict[str, Any] = {"homes": [HOME], "closed": False, "may_keep": True, "checked_at": NIGHT, **CHOICES}
NO_HOMES: dict[str, Any] = {**HOMES, "homes": [], "may_keep": False}
PREMISES: dict[str, Any] = {"home": HOME, "placements": [PLACED], "may_keep": True, **CHOICES}
SEALED: dict[str, Any] = {
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
            "is_open": False,
            "says": [],
        }
    ],
    "versions": [
        {"part": "1", "version": 2, "given_by": "M. Cole, manager", "given_on": "2026-07-02"},
        {"part": "1", "version": 1, "given_by": "M. Cole, manager", "given_on": "2026-05-01"},
    ],
}
CHILD: dict[str, Any] = {
    "child": "C-4K9WQT",
    "name": "Jess KENT",
    "placements": [PLACED],
    "philomena": SEALED,
    "homes": [{"value": "H-4K9WQT", "words": "Alderbrook House"}],
    "to_choose": AUTHORITIES,
    "statuses": [{"value": "s31", "words": "Under a care order (section 31)"}],
    "headings": [{"name": "places", "words": "Addresses and haunts"}, {"name": "medical", "words": "Medical needs"}],
    "may_keep": True,
    "message": "",
    "form": EMPTY_FORM,
}
REFUSED: dict[str, Any] = {**CHILD, "placements": [], "message": "The child's home keeps the form itself."}
