"""Sample pages of an authority: what was shared with it, and its answers."""

from datetime import timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT

FILE = "00000000-0000-4000-8000-000000000001"
ROW = {
    "reference": "S-4K9WQTD",
    "url": "/shared/s-4k9wqtd",
    "child": "J.K.",
    "grade": "Amber: complex",
    "what": "shared",
    "state": "New: not acknowledged",
    "level": "high",
    "made_at": NIGHT - timedelta(hours=2),
    "outcome": "",
}
DONE = {
    **ROW,
    "reference": "S-7Q2K1BD",
    "state": "Answered",
    "level": "none",
    "grade": "Green: early help",
    "what": "missing child",
    "outcome": "On contact: early help referral",
    "made_at": NIGHT - timedelta(days=3),
}
LIST: dict[str, Any] = {"authority": "Merrowfield Council", "rows": [ROW, DONE], "waiting": 1, "checked_at": NIGHT}
NOTHING: dict[str, Any] = {**LIST, "rows": [], "waiting": 0}
ONE: dict[str, Any] = {
    "given": {
        "reference": "S-4K9WQTD",
        "our_reference": "N-4K9WQTD",
        "given_by": "PC Bell",
        "basis": "A public task: safeguarding a child",
        "consent": "No: asking would have put somebody at risk",
        "summary": "Jess was alone at home at 23:10 on Friday, the third time. She said her mother was out.",
        "why": "Three notifications in three months; each was small, together they are not.",
        "erased": False,
        "outcome": "",
        "disputed": "",
    },
    "row": ROW,
    "child": [
        {"name": "Name", "value": "KENT, Jess", "kind": None, "evidence": None},
        {"name": "Born", "value": "11 May 2011", "kind": None, "evidence": None},
        {"name": "Sex", "value": "Female", "kind": None, "evidence": None},
        {"name": "Address", "value": "14 Elm Road", "kind": None, "evidence": None},
    ],
    "outcomes": [
        {"value": "", "words": "Choose"},
        {"value": "contact contact_nfa", "words": "On contact: No further action"},
    ],
    "disputes": [
        {"value": "not_ours", "words": "The child is not ours", "hint": None},
        {"value": "not_enough", "words": "It does not tell us enough", "hint": None},
    ],
    "may_acknowledge": True,
    "is_over": False,
    "form": {"values": {}, "errors": {}},
}
WRONG: dict[str, Any] = {
    **ONE,
    "form": {
        "values": {"because": "not_ours"},
        "errors": {"wrong": "Enter what is wrong, and whose it is if you know."},
    },
}
ENDED: dict[str, Any] = {
    **ONE,
    "row": {**ROW, "state": "Taken back by the police", "level": "none"},
    "given": {**ONE["given"], "erased": True, "disputed": "The child is not ours"},
    "child": None,
    "may_acknowledge": False,
    "is_over": True,
}
SENT: dict[str, Any] = {
    "reference": "S-4K9WQTD",
    "case_reference": "N-4K9WQTD",
    "authority": "merrowfield",
    "made_at": NIGHT - timedelta(days=3),
    "sent_at": NIGHT - timedelta(days=3),
    "acknowledged_at": None,
    "answered_at": None,
    "conflict_at": None,
    "chases": 1,
    "chased_at": NIGHT - timedelta(days=1),
    "due_at": NIGHT - timedelta(hours=5),
    "due_on": (NIGHT - timedelta(hours=29)).date(),
    "is_late": True,
    "route": "By file",
    "what": "shared",
    "failed_words": "",
    "disputed": "",
    "outcome": "",
    "state": "shared",
}
NOT_SENT = {**SENT, "sent_at": None, "failed_words": "The relay did not take it.", "chases": 0, "chased_at": None,
            "is_late": False, "due_at": None, "due_on": None}  # fmt: skip
FOUND = {**NOT_SENT, "what": "missing child"}
BOARD: dict[str, Any] = {
    "as_at": NIGHT,
    "authorities": [
        {
            "code": "merrowfield",
            "name": "Merrowfield Council",
            "late": 1,
            "rows": [SENT, FOUND],
        },
        {"code": "oxlade", "name": "Oxlade Council", "late": 0, "rows": [{**NOT_SENT, "acknowledged_at": NIGHT}]},
    ],
    "conflicts": [{**SENT, "outcome": "On contact: no further action", "conflict_at": NIGHT}],
    "disputed": [{**SENT, "disputed": "The child is not ours"}],
    "not_sent": [NOT_SENT],
    "rows_aside": 2,
    "strategy": [{"case_reference": "N-7Q2K1BD", "asked_at": NIGHT - timedelta(hours=9), "is_urgent": True}],
    "columns": {
        "outcomes": ("our_reference", "stage", "code", "decided_on", "reasons"),
        "interviews": ("our_reference", "outcome", "interviewed_at", "words", "people", "places", "why"),
    },
    "codes": ["contact_nfa", "RC8"],
    "form": {"values": {}, "errors": {}},
}
NO_BOARD: dict[str, Any] = {
    **BOARD,
    "authorities": [],
    "conflicts": [],
    "disputed": [],
    "not_sent": [],
    "rows_aside": 0,
    "strategy": [],
    "form": {"values": {}, "errors": {"file": "Choose the file."}},
}
COUNTS = {"accepted": 1, "unchanged": 0, "conflict": 1, "set aside": 1, "returned": 0}
ASIDE = {
    "number": 3,
    "result": "set aside",
    "reference": "S-BBBBBBB",
    "field": "our_reference",
    "attempt": 2,
    "words": "S-BBBBBBB is nothing that we shared. Check the reference.",
    "to_do": "Find the concern in the queue or under Shared, and enter its reference; or return the row.",
}
TAKEN = {
    "number": 1,
    "result": "accepted",
    "reference": "S-4K9WQTD",
    "field": "",
    "words": "",
    "attempt": 1,
    "to_do": "",
}
AS_IT_CAME = {
    "our_reference": "S-BBBBBBB",
    "stage": "",
    "code": "RC8",
    "decided_on": "2026-10-23",
    "reasons": "A visit.",
}
LONG = {
    "number": 2,
    "last": 4,
    "first_row": 51,
    "last_row": 100,
    "total": 180,
    "previous": "?page=1",
    "next": "?page=3",
}
SHORT = {**LONG, "number": 1, "last": 1, "first_row": 1, "last_row": 2, "total": 2, "previous": None, "next": None}
NO_ROWS = {**SHORT, "first_row": 0, "last_row": 0, "total": 0}
OUTCOMES: dict[str, Any] = {
    "chosen": "",
    "page": LONG,
    "file": {
        "id": FILE,
        "name": "october.csv",
        "form": "outcomes",
        "by": "PC Bell",
        "at": NIGHT,
        "state": "read",
        "rows_sent": 180,
        "rows_done": 180,
        "counts": COUNTS,
        "rows": [
            ASIDE,
            {**TAKEN, "number": 2, "result": "conflict",
             "to_do": "Ask the authority which answer stands; it is under Two different answers."},
            TAKEN,
        ],
    },
}  # fmt: skip
SETTLED: dict[str, Any] = {
    "chosen": "accepted",
    "page": SHORT,
    "file": {**OUTCOMES["file"], "counts": {**COUNTS, "set aside": 0, "returned": 1}, "rows": [TAKEN]},
}
READING: dict[str, Any] = {
    **OUTCOMES,
    "file": {**OUTCOMES["file"], "state": "reading", "rows_sent": 4800, "rows_done": 180},
}
WAITING: dict[str, Any] = {
    "chosen": "",
    "page": NO_ROWS,
    "file": {
        **OUTCOMES["file"],
        "state": "waiting",
        "rows_sent": 1,
        "rows_done": 0,
        "counts": dict.fromkeys(COUNTS, 0),
        "rows": [],
    },
}
FILES: dict[str, Any] = {
    "as_at": NIGHT,
    "page": SHORT,
    "files": [
        {**READING["file"], "name": "november.csv"},
        {"id": FILE, "name": "october.csv", "by": "PC Bell", "at": NIGHT, "state": "read", "counts": COUNTS},
        {"id": FILE, "name": "september.csv", "by": "PC Bell", "at": NIGHT - timedelta(days=30), "state": "read",
         "counts": {**COUNTS, "set aside": 0, "returned": 1}},
    ],
}  # fmt: skip
NO_FILES: dict[str, Any] = {"as_at": NIGHT, "page": SHORT, "files": []}
ATTEMPT = {**ASIDE, "by": "PC Bell", "at": NIGHT - timedelta(hours=1), "told": AS_IT_CAME, "attempt": 1}
OUTCOME_ROW: dict[str, Any] = {
    "row": {
        "file": {"id": FILE, "name": "october.csv", "form": "outcomes"},
        "number": 3,
        "attempt": 2,
        "result": "set aside",
        "told": AS_IT_CAME,
        "is_open": True,
        "to_do": ASIDE["to_do"],
        "attempts": [ATTEMPT, {**ATTEMPT, "attempt": 2, "at": NIGHT}],
    },
    "stages": [{"value": "", "words": "As the code says"}, {"value": "contact", "words": "On contact"}],
    "codes": ["contact_nfa", "RC8"],
    "columns": list(AS_IT_CAME),
    "form": {"values": AS_IT_CAME, "errors": {"our_reference": ASIDE["words"]}},
}
INTERVIEW = {
    "our_reference": "S-4K9WQTD",
    "outcome": "done",
    "interviewed_at": "yesterday",
    "words": "I was at <Karim's>.",
    "people": "Karim Mansour, about 29; a man in a grey car",
}
INTERVIEW_ROW: dict[str, Any] = {
    **OUTCOME_ROW,
    "row": {**OUTCOME_ROW["row"], "file": {"id": FILE, "name": "ear.csv", "form": "interviews"}, "told": INTERVIEW,
            "to_do": "Enter when it was held or declined, like 2026-10-27 12:00."},
    "columns": list(INTERVIEW),
    "form": {"values": INTERVIEW, "errors": {"interviewed_at": '"yesterday" is no time.'}},
}  # fmt: skip
OUTCOME_ROW_SETTLED: dict[str, Any] = {
    **OUTCOME_ROW,
    "row": {
        **OUTCOME_ROW["row"],
        "is_open": False,
        "result": "accepted",
        "to_do": "",
        "attempts": [ATTEMPT, {**ATTEMPT, "attempt": 2, "at": NIGHT, "result": "accepted", "words": "", "told": None}],
    },
    "form": {"values": {}, "errors": {}},
}
