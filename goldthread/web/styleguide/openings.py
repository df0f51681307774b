"""Sample pages that open work, alone and beside what is remembered of the child."""

from typing import Any

from goldthread.web.styleguide import researched
from goldthread.web.styleguide.people import JESS
from goldthread.web.styleguide.work import ASKING

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
