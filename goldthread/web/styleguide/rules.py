"""Sample clocks."""

from datetime import date, timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT
from goldthread.web.styleguide.work import ONE_PAGE

ROW = {
    "id": "MIS-C15",
    "title": "Return home interview",
    "sentence": "A child who has returned is offered a return home interview within 72 hours.",
    "limit": "72 hours",
    "code": "E 72h",
    "mark": "STAT",
    "source": "Statutory guidance, January 2014.",
    "verified": "checked",
    "is_reminder": False,
    "in_force": True,
    "url": "/rules/MIS-C15",
}
OURS = {**ROW, "id": "MIS-C02", "title": "First grade", "mark": "DEFAULT", "is_reminder": True, "in_force": False}
RULES: dict[str, Any] = {
    "rows": [ROW, OURS],
    "counts": {"held": 194, "shown": 2},
    "profile": "Thornmere Police",
    "form": {"values": {"q": "return", "subject": "missing", "mark": ""}, "errors": {}},
    "subjects": [{"value": "missing", "words": "Missing"}],
    "marks": [{"value": "LAW", "words": "LAW"}],
    "meanings": [{"mark": "LAW", "words": "An Act, regulations or a code under PACE. Fixed."}],
    "chosen": ["return", "missing"],
    "page": ONE_PAGE,
    "download": "?download=csv",
    "checked_at": NIGHT,
}
NO_RULES: dict[str, Any] = {**RULES, "rows": [], "counts": {"held": 194, "shown": 0}}
_RULE = {
    **ROW,
    "stops": ["rhi_completed_at", "rhi_declined_at"],
    "start": "returned_at",
    "events": [],
    "note": "The child may decline.",
    "roles": ["Return interview provider", "Missing person coordinator"],
    "duty": "Police or inspectorate guidance.",
    "dated": "2014-01",
    "stricter": "shorter",
    "fixed": True,
    "meaning": "Statutory guidance.",
    "takes_day": False,
    "used": ["Missing"],
    "option_of": "",
}
VERSION = {
    "value": "72 hours",
    "from_on": None,
    "from_checked": True,
    "to_on": None,
    "mark": "STAT",
    "source": "Statutory guidance, January 2014.",
    "verified": "checked",
    "whose": "everybody",
    "reason": "",
}
RULE: dict[str, Any] = {
    "rule": _RULE,
    "history": [
        VERSION,
        {
            **VERSION,
            "value": "48 hours",
            "from_on": date(2025, 4, 1),
            "from_checked": False,
            "whose": "thornmere",
            "reason": "Agreed",
        },
    ],
    "adoption": None,
    "adoptions": [],
    "preview": {
        "start": None,
        "start_at": NIGHT,
        "due_at": NIGHT + timedelta(hours=72),
        "due_on": None,
        "verified": "checked",
        "holidays": "published to 2028",
        "steps": [{"at": NIGHT + timedelta(hours=48), "who": "Missing person coordinator"}],
    },
    "form": None,
    "may_adopt": False,
    "may_end": False,
    "profile": "Thornmere Police",
    "checked_at": NIGHT,
}
OUR_RULE: dict[str, Any] = {
    **RULE,
    "rule": {**_RULE, **OURS, "fixed": False, "events": ["tour_end"], "note": "", "roles": [], "used": []},
    "adoptions": [{"who": "A. Wren", "from_on": date(2025, 1, 6), "to_on": date(2026, 1, 6), "why": "It is ours"}],
    "preview": None,
    "form": {"values": {"why": ""}, "errors": {"why": "Enter why the force makes this its own."}},
    "may_adopt": True,
}
ADOPTED: dict[str, Any] = {
    **OUR_RULE,
    "adoption": {"who": "A. Wren, Assistant Chief Constable", "from_on": date(2025, 1, 6)},
    "preview": {**RULE["preview"], "start": "28 March 2027", "start_at": None, "due_on": date(2027, 6, 27)},
    "form": None,
    "may_adopt": False,
    "may_end": True,
}
