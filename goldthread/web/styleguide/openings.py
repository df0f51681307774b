"""Sample pages that ask: a move, and the opening of work, alone and beside what is remembered of the child."""

from typing import Any

from goldthread.web.styleguide import researched
from goldthread.web.styleguide.people import JESS
from goldthread.web.styleguide.work import CASE

ASKING: dict[str, Any] = {
    "case": {"reference": "K-7Q2K1B", "title": "Concern", "area": "concern"},
    "person": JESS,
    "last": CASE["last"],
    "move": {"id": "share", "words": "Share it", "after": "Shared: the authority has not answered"},
    "questions": [
        {"id": "recipient", "label": "To which authority", "kind": "choice", "options": [
            {"value": f"a{n}", "words": f"Authority {n}", "hint": None} for n in range(9)], "is_many": True,
         "hint": None, "when": None, "when_words": ""},
        {"id": "basis", "label": "The ground for sharing", "kind": "choice", "options": [
            {"value": "public_task", "words": "A public task", "hint": None}], "is_many": False, "hint": None,
         "when": None, "when_words": ""},
        {"id": "shows", "label": "What shows it (optional)", "kind": "choices", "options": [
            {"value": "neglect", "words": "Neglect", "hint": None}], "is_many": False, "hint": None,
         "when": {"name": "basis", "values": ["public_task"]}, "when_words": "Only if: basis"},
        {"id": "on", "label": "On which day", "kind": "day", "options": [], "is_many": False, "hint": None,
         "when": None, "when_words": ""},
        {"id": "at", "label": "When", "kind": "instant", "options": [], "is_many": False, "hint": None,
         "when": None, "when_words": ""},
        {"id": "whom", "label": "Whom you asked", "kind": "text", "options": [], "is_many": False, "hint": None,
         "when": None, "when_words": ""},
        {"id": "why", "label": "Why it is shared", "kind": "long", "options": [], "is_many": False,
         "hint": "Facts apart from views.", "when": None, "when_words": ""},
    ],
    "facts": CASE["facts"],
    "needs_note": True,
    "may_be_late": True,
    "note_label": "What the officer is told",
    "form": {"values": {"why": "She is <afraid>"}, "errors": {"recipient": "Choose: to which authority."}},
    "seen_event": "41",
    "key": "k1",
}  # fmt: skip
CLOSING: dict[str, Any] = {
    "case": {"reference": "K-7Q2K1B", "title": "Concern", "area": "concern"},
    "answers": [{"name": "Grade", "value": "Amber: complex", "kind": None, "evidence": None}],
    "carried": [("grade", "amber")],
    "warnings": ["The child's address is in the area of Alderbrook Council. You are sending to Merrowfield Council."],
    "person": JESS,
    "move": {"id": "close", "words": "Close this concern", "after": "Closed"},
    "note": "Seen safe with her aunt.",
    "note_label": "What was decided, and why",
    "occurred_at": "",
    "seen_event": "41",
    "key": "k1",
}
# None of the sample questions has so few short answers that they stand side by side.
ASKING["questions"] = [{"is_short": False, **one} for one in ASKING["questions"]]
OPENING: dict[str, Any] = {
    "area": {"id": "concern", "words": "Record a concern"},
    "child": JESS,
    "questions": ASKING["questions"],
    "risks": [{"value": "high", "words": "High", "hint": None}],
    "form": {
        "values": {"why": "She is <afraid>", "risk": "high"},
        "errors": {"recipient": "Choose: to which authority."},
    },
    "desk": "MASH and Public Protection Desk",
    "research": None,
    "research_shows": "components/research.html",
    "key": "k1",
}
REMEMBERS = {"research_shows": "components/remembered.html"}
REMEMBERING = {**OPENING, **REMEMBERS, "research": researched.REMEMBERED}
NOTHING_REMEMBERED = {**REMEMBERS, "research": researched.NOTHING_REMEMBERED}
