"""Sample pages of an authority: what was shared with it, and its answers."""

from datetime import timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT

ROW = {
    "reference": "S-4K9WQTD",
    "url": "/shared/s-4k9wqtd",
    "child": "J.K.",
    "grade": "Amber: complex",
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
