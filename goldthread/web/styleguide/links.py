"""Samples of who is who: the queue, a pair of twins, a decision, a person's links."""

from datetime import timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT
from goldthread.web.styleguide.people import JESS, JOSIE

ONE = "01a228de-e2c0-72e9-a9ea-3e5622632667"
OTHER = "01a228de-e2fe-7f2b-a861-38d2bb441681"
DECISION = "01a228df-1111-7f2b-a861-38d2bb441681"
A: dict[str, Any] = {
    "letter": "A",
    "mention": ONE,
    "system": "Merlin",
    "reference": "16PAC004417",
    "title": "Merlin: a child came to notice",
    "record_url": "/record/1",
    "name": "KENT, Jess",
    "said": "2011-05-11",
    "code": "C-7K4Q2M",
    "url": "/child/c-7k4q2m",
    "links_url": "/child/c-7k4q2m/links",
    "role": "child",
    "borough": "Merrowfield",
    "at": NIGHT - timedelta(days=9),
    "known_at": NIGHT - timedelta(days=9),
    "records": 4,
    "is_veiled": False,
    "limited": None,
    "need_url": "/child/c-7k4q2m/need",
}
B: dict[str, Any] = {
    **A,
    "letter": "B",
    "mention": OTHER,
    "system": "CRIS",
    "reference": "4402211/26",
    "title": "Crime: theft",
    "name": "KENT, Josie",
    "code": "C-2M9XVT",
    "url": "/child/c-2m9xvt",
    "links_url": "/child/c-2m9xvt/links",
    "need_url": "/child/c-2m9xvt/need",
    "at": None,
    "records": 1,
}
LIMITED = {**B, "limited": "Jigsaw desk", "name": "held back", "said": "held back"}
VEILED = {**A, "is_veiled": True, "name": "held back", "code": "", "reference": ""}
HARM = {"words": "Work is open on one side", "why": "Somebody is deciding on this picture now."}
TWINS = "Maybe twins: the forenames are only loosely alike, and twins share a birth date, a home and a surname."
DRAWN: dict[str, Any] = {
    "is_told": True,
    "for": ["same birth date", "same surname", "same address"],
    "against": ["different forename"],
    "stopped": TWINS,
    "steps": [
        {"words": "before any comparison", "bits": -13.0, "total": -13.0},
        {"words": "same birth date", "bits": 12.8, "total": -0.2},
        {"words": "different forename", "bits": -4.1, "total": -4.3},
    ],
    "total": 8.7,
    "line": 7.0,
    "model": "general-1",
}
NOT_DRAWN = {**DRAWN, "is_told": False, "for": [], "against": [], "stopped": "", "steps": [], "total": None}
CHOICES = [{"value": "", "words": "Any"}]
QUEUE: dict[str, Any] = {
    "rows": [
        {
            "url": f"/links/{ONE}/{OTHER}",
            "sides": [A, B],
            "harm": HARM,
            "score": 8.7,
            "stopped": TWINS,
            "pairs": 3,
            "if_wrong": "1 open concern, 2 open alerts",
        },
        {
            "url": f"/links/{OTHER}/{ONE}",
            "sides": [VEILED, LIMITED],
            "harm": None,
            "score": None,
            "stopped": "",
            "pairs": 1,
            "if_wrong": "nothing rests on it yet",
        },
    ],
    "waiting": 2,
    "in_all": "27",
    "page": {"number": 1, "last": 1, "first_row": 1, "last_row": 2, "total": 2, "previous": None, "next": None},
    "form": {"values": {"guard": "twin"}},
    "guards": [{"value": "twin", "words": TWINS}],
    "systems": [{"value": "merlin", "words": "Merlin"}],
    "boroughs": [{"value": "Merrowfield", "words": "Merrowfield"}],
    "bands": [{"value": "stopped", "words": "A guard stopped it"}],
    "chosen": ["Stopped by: twins"],
    "saved": DECISION,
    "as_at": NIGHT,
}
NO_QUEUE = {**QUEUE, "rows": [], "waiting": 0, "in_all": "0", "chosen": [], "form": None, "saved": None}
RELATIVES = [
    {"words": "KENT, Mary", "url": "/child/c-3q7rfx", "beside": ["parent/carer", "witness"], "on_both": True},
    {"words": "KENT, Paul", "url": "/child/c-4q7rfx", "beside": ["sibling", ""], "on_both": False},
]
PAIR: dict[str, Any] = {
    "place": 3,
    "waiting": 27,
    "harm": HARM,
    "sides": [A, B],
    "are_one": False,
    "limited": [],
    "fields": [
        {"name": "Surname", "one": "Kent", "other": "KENT", "standing": "same", "level": "none"},
        {"name": "Forename", "one": "Jess", "other": "Josie", "standing": "differs", "level": "medium"},
        {"name": "Phone", "one": "07700 900123", "other": "", "standing": "not told", "level": "unknown"},
        {"name": "School", "one": "", "other": "", "standing": "limited", "level": "unknown"},
    ],
    "in_one_report": True,
    "drawn": DRAWN,
    "relatives": RELATIVES,
    "if_wrong": "1 open concern, 2 open alerts",
    "both_established": True,
    "decided_url": None,
    "answers": [{"value": one, "words": one.title(), "hint": None} for one in ("same", "different", "cannot tell")],
    "form": {"values": {"answer": "", "reason": ""}},
    "next_url": f"/links/{OTHER}/{ONE}",
    "queue_url": "/links",
    "saved": DECISION,
}
WRONG_PAIR = {
    **PAIR,
    "form": {"values": {"answer": "same", "reason": ""}, "errors": {"reason": "Enter why."}},
    "saved": None,
}
LIMITED_PAIR = {
    **PAIR,
    "place": None,
    "harm": None,
    "sides": [VEILED, LIMITED],
    "limited": [{"ask": "Jigsaw desk", "hours": "24 h", "url": "/child/c-2m9xvt/need"}],
    "drawn": NOT_DRAWN,
    "relatives": [],
    "next_url": None,
    "in_one_report": False,
    "saved": None,
}
SETTLED_PAIR = {**LIMITED_PAIR, "limited": [], "sides": [A, B], "decided_url": f"/links/decisions/{DECISION}"}
CONFIRM = {
    "sides": [A, B],
    "if_wrong": "1 open concern",
    "reason": "The school knows one girl.",
    "action": "/links/1/2",
}
DECIDED: dict[str, Any] = {
    "id": DECISION,
    "what": "Two people",
    "state": "In force",
    "level": "done",
    "pairs": 3,
    "codes": [{"code": "C-2M9XVT", "url": "/child/c-2m9xvt"}, {"code": "nobody now", "url": None}],
    "pair_url": f"/links/{ONE}/{OTHER}",
    "url": f"/links/decisions/{DECISION}",
    "said": [{"what": "Decided", "who": "Insp Shah", "at": NIGHT, "why": "Two girls: the school knows both."}],
    "may_withdraw": True,
}
ENDED = {**DECIDED, "state": "Withdrawn", "level": "none", "may_withdraw": False, "pairs": 1}
SHARES = [
    {
        "words": "Second officers who agreed with the first",
        "count": 14,
        "of": 16,
        "rate": 0.875,
        "interval": (0.64, 0.97),
    },
    {"words": "Decisions taken back later", "count": 0, "of": 0, "rate": None, "interval": None},
]
DONE: dict[str, Any] = {
    "decisions": [DECIDED, ENDED],
    "mine": True,
    "page": QUEUE["page"],
    "figures": {
        "since": NIGHT - timedelta(days=90),
        "decided": 40,
        "shares": SHARES,
        "kinds": [{"words": TWINS, "same": 1, "different": 20, "cannot_tell": 3}],
    },
    "as_at": NIGHT,
}
NONE_DONE = {**DONE, "decisions": [], "mine": False, "figures": {**DONE["figures"], "decided": 0, "kinds": []}}
HELD = {
    **A,
    "letter": "",
    "told": "2011-05-11; F; Flat 2, 14 Elm Road",
    "certainty": "Linked",
    "since": NIGHT,
    "reasons": ["same names and full birth date"],
    "drawn": DRAWN,
}
LINKS: dict[str, Any] = {
    "person": JESS,
    "records": [HELD, {**HELD, "mention": OTHER, "limited": "Jigsaw desk", "drawn": NOT_DRAWN, "reasons": []}],
    "possible": [{"code": "C-2M9XVT", "url": f"/links/{ONE}/{OTHER}", "stopped": TWINS}],
    "decisions": [DECIDED],
    "changes": [{"at": NIGHT, "kind": "linked", "code": None, "words": "1 record came."}],
    "may_decide": True,
    "before": None,
    "found": None,
    "form": {"values": {"mentions": [], "reason": "", "q": ""}},
    "parted": False,
}
BEFORE = {
    **LINKS,
    "before": {
        "leaving": [A],
        "staying": 1,
        "since": NIGHT - timedelta(days=2),
        "officers": 3,
        "gave": 1,
        "rested": [
            {"at": NIGHT, "words": "Concern recorded", "case": "N-4K9WQTD", "who": "PC Ali", "url": "/case/n-4k9wqtd"},
            {"at": NIGHT, "words": "Flag raised", "case": None, "who": None, "url": None},
        ],
    },
    "found": {
        "people": [{"person": JOSIE, "code": "C-2M9XVT", "why": ["same birth date"]}],
        "is_too_many": True,
        "at": NIGHT,
    },
    "form": {
        "values": {"mentions": [ONE], "reason": "", "q": "Josie Kent"},
        "errors": {"reason": "Enter why.", "mentions": "Choose records."},
    },
}
READ_ONLY = {**LINKS, "possible": [], "decisions": [], "changes": [], "may_decide": False, "parted": True}
FOUND_NOBODY = {**LINKS, "found": {"people": [], "is_too_many": False, "at": NIGHT}}
