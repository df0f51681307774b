"""Sample work: alerts, queues, cases, concerns, the access log, rights, and each role's first page."""

from datetime import timedelta
from typing import Any

from goldthread.core.areas.grammar import ANSWERS
from goldthread.core.cases.figures import BoroughFigures
from goldthread.web.styleguide import plans, reviews
from goldthread.web.styleguide.frames import NIGHT
from goldthread.web.styleguide.people import CRIS, EVENTS, FRESHNESS, JESS, LATE, MERLIN, MET, NOT_FRESH, REVIEW

PAGE = {
    "number": 2,
    "last": 4,
    "first_row": 26,
    "last_row": 50,
    "total": 1041,
    "previous": "?page=1",
    "next": "?page=3",
}
# What may be said of an item of a checklist, unless the area says otherwise.
ANSWERED = {"answers": [{"value": value, "words": words} for value, words in ANSWERS]}
ONE_PAGE = {**PAGE, "number": 1, "last": 1, "previous": None, "next": None}
ALERT: dict[str, Any] = {
    "id": 1,
    "words": "J.K. 15 missing, review due",
    "level": "high",
    "url": "/case/M-4K9W2T",
    "url_words": "Open M-4K9W2T",
    "do": "Review the risk",
    "by_at": NIGHT + timedelta(minutes=57),
    "told_at": NIGHT - timedelta(minutes=20),
    "acknowledged_at": None,
    "acknowledged_by": None,
    "climbs_to": "Supt Rao",
    "climbs_at": NIGHT + timedelta(minutes=40),
    "put_off_until": None,
    "withdrawn_at": None,
    "withdrawn_why": "",
}
QUIET = {
    **ALERT,
    "id": 2,
    "level": "none",
    "words": "Your concern was shared",
    "do": None,
    "climbs_to": None,
    "url": None,
}
TAKEN = {**ALERT, "id": 3, "acknowledged_at": NIGHT - timedelta(minutes=4), "acknowledged_by": "Insp Shah"}
HOME: dict[str, Any] = {
    "checked_at": NIGHT,
    "needs_you": [ALERT, QUIET],
    "next_due": [
        {
            "words": "J.K. 15",
            "what": "missing",
            "level": "high",
            "url": "/case/1",
            "clock": REVIEW,
            "owner": "Insp Shah",
        },
        {
            "words": "T.O. 13",
            "what": "concern",
            "level": "medium",
            "url": "/case/2",
            "clock": LATE,
            "owner": None,
        },
        {
            "words": "A.B. 9",
            "what": "concern",
            "level": "low",
            "url": "/case/3",
            "clock": None,
            "owner": "PC Ali",
        },
    ],
    "boards": [
        {
            "name": "Missing",
            "url": "/board/missing",
            "scope": "Merrowfield",
            "counts": {"open": 14, "high": 2, "late": 3, "no_owner": 1},
        }
    ],
    "measure": {
        "days": 7,
        "median": timedelta(hours=3, minutes=10),
        "worst": timedelta(hours=29),
        "never": 2,
        "waiting": 1,
        "of": 61,
        "where": "Merrowfield",
        "url": "/improve/effect",
    },
    "links": {"waiting": "27", "url": "/links"},
    "audits": {
        "samples": [
            {
                "reference": "Q-4K9WQTD",
                "graded": 17,
                "cases": 46,
                "sent_open": 2,
                "url": "/audit/q-4k9wqtd",
                "next": 18,
                "next_url": "/audit/q-4k9wqtd/18",
            }
        ],
        "more": 2,
    },
    "recommendations": plans.ON_HOME,
    "feeds": [
        {
            "name": "Merlin",
            "url": "/feeds",
            "last_good_at": NIGHT,
            "is_stale": False,
            "state": "fresh",
            "quarantined": 0,
        },
        {
            "name": "custody",
            "url": "/feeds",
            "last_good_at": None,
            "is_stale": True,
            "state": "never",
            "quarantined": 14,
        },
    ],
    "access_log": {"looks": 412, "break_glass": 1, "unbroken_to": NIGHT, "unsealed": 12},
    "shared": [{"title": "Concern, J.K. 15", "at": NIGHT, "url": "/case/1"}],
    "health": [{"name": "Jobs waiting", "value": "3", "kind": None, "evidence": None}],
    "freshness": FRESHNESS,
}
EMPTY_HOME: dict[str, Any] = {
    **HOME,
    "needs_you": [],
    "next_due": [],
    "measure": None,
    "links": {"waiting": "0", "url": "/links"},
    "audits": {"samples": [], "more": 0},
    "recommendations": [],
    "feeds": [],
    "shared": [],
    "freshness": [],
}
CONCERN: dict[str, Any] = {
    "child": JESS,
    "others": [
        {"value": "C-1", "words": "Sam, 7", "hint": None},
        {"value": "C-2", "words": "Baby", "hint": None},
    ],
    "adults": [{"value": "C-3", "words": "KENT, Ada, 34", "hint": None}],
    "address": "12 Mulberry Road",
    "is_household": True,
    "is_shell": False,
    "new_children": ("n1", "n2"),
    "new_adults": ("a1",),
    "categories": [{"value": "neglect", "words": "Neglect", "hint": None}],
    "immediate": [{"value": "medical", "words": "Medical help", "hint": None}],
    "quick": {"seen": ["House cold"], "home": ["Cold"], "demeanour": ["Calm"], "done": ["Stayed with the child"]},
    "language": [{"find": "street ?-?wise", "note": '"Streetwise": say what happened.'}],
    "form": None,
    "key": "k1",
    "desk": "Public Protection Desk, Merrowfield",
    "unsure": NOT_FRESH,
}
WRONG_CONCERN: dict[str, Any] = {
    **CONCERN,
    "child": None,
    "others": [],
    "adults": [],
    "unsure": [],
    "form": {
        "values": {"seen": "Two lines\nkept as <typed>", "risk": "high", "spoke": "alone", "child_name": ""},
        "errors": {
            "child_name": 'Enter who the child is, or "name unknown".',
            "danger": "Choose if the child is in danger now.",
        },
    },
}
CASE: dict[str, Any] = {
    "case": {
        "reference": "K-7Q2K1B",
        "area": "concern",
        "area_name": "Concern",
        "title": "Concern",
        "state": "With the desk",
        "turn": "The Public Protection Desk decides next",
        "owner": None,
        "opened_at": NIGHT - timedelta(hours=2),
        "began_at": NIGHT - timedelta(hours=4),
        "written_late": timedelta(hours=2),
        "borough": "Merrowfield",
        "mirrored": None,
        "number_elsewhere": "26PAC00000001",
        "offered": None,
    },
    "person": JESS,
    **reviews.CASE_LINKS,
    "hands": [{"url": "/case/K-7Q2K1B/give", "words": "Give it to an officer"}],
    "together": ["K-7Q2K1C"],
    "review": reviews.ASKING,
    "sent_back": "B-7K2M4PQ",
    "research": None,
    "research_shows": "components/research.html",
    "risk": {"word": "High risk", "level": "high", "by": "PC Ali", "at": NIGHT, "was": "Medium"},
    "seen_event": 41,
    "key": "k1",
    "clocks": [REVIEW, LATE],
    "later_clocks": [MET],
    "facts": [
        {"name": "Seen", "value": "A man of 29 at the door.", "kind": "fact", "evidence": MERLIN},
        {"name": "Opinion", "value": "She is afraid of him.", "kind": "opinion", "evidence": CRIS},
    ],
    "moves": [
        {"id": "share", "words": "Share it", "group": "main", "wants_reason": False, "asks": True},
        {"id": "keep", "words": "Return it to the desk", "group": "end", "wants_reason": True, "asks": False},
    ],
    "graded": [{"name": "Grade", "value": "amber", "words": "Amber: complex"}],
    "last": {**EVENTS[0], "text": "Grade: Amber: complex\nWhy this grade: the third time since the summer"},
    "checklist": [
        {
            "id": "named",
            "words": "Every child is named",
            "answer": "",
            "answer_words": "To do",
            "why": "",
            "group": "",
            "prefilled": "Merlin holds 2 missing reports, the last of 3 Nov 2026 16:15.",
            **ANSWERED,
        },
        {
            "id": "checks",
            "words": "Checks",
            "answer": "unknown",
            "answer_words": "Unknown",
            "why": "Custody is old.",
            "group": "Checks",
            "prefilled": "",
            **ANSWERED,
        },
    ],
    "may_work": True,
    "form": {"values": {"reason": ""}, "errors": {"reason": "Enter why it is not shared."}},
    "refused": [{"words": "Close", "why": "An inspector decides this. Ask Insp Shah."}],
    "decisions": [
        {
            "what": "Graded amber",
            "who": "Sgt Dee",
            "at": NIGHT,
            "why": "Two addresses, one man",
            "considered": "Green: early help",
            "missing": "Custody is unknown",
            "rule": "mash.amber",
            "rule_url": "/rules/mash.amber",
        },
        {
            "what": "Taken",
            "who": "PS Cole",
            "at": NIGHT,
            "why": None,
            "considered": None,
            "missing": None,
            "rule": None,
            "rule_url": None,
        },
    ],
    "events": EVENTS,
}
MIRRORED: dict[str, Any] = {
    **CASE,
    "case": {**CASE["case"], "mirrored": {"system": "Merlin", "reference": "16PAC1"}, "borough": None},
    "person": None,
    "person_url": None,
    "risk": None,
    "last": None,
    "clocks": [],
    "moves": [],
    "graded": [],
    "review": reviews.NONE_YET,
    "sent_back": "",
    "checklist": [],
    "may_work": False,
    "form": None,
    "decisions": [],
}
CASE_THEN: dict[str, Any] = {
    **{name: CASE[name] for name in ("case", "person", "risk", "facts", "checklist", "events")},
    "known_at": NIGHT,
    "is_known": True,
    "bases": [{"value": "as_known_at", "words": "Known then: what was recorded by then"}],
    "form": {"values": {"at": "", "basis": "as_known_at"}, "errors": {}},
    "clocks": [
        {**LATE, "rule": "MIS-C05.med", "due_on": None, "met_at": None, "state_words": "late"},
        {**MET, "rule": "MIS-C02", "due_on": None, "due_at": NIGHT, "state_words": "met"},
    ],
}
QUEUE: dict[str, Any] = {
    "area": {"code": "concern", "name": "Concern"},
    "scope": "Merrowfield",
    "counts": {"open": 41, "late": 2, "no_owner": 3, "found": 12, "oldest": timedelta(days=2, hours=4)},
    "by_state": [
        {"words": "New", "count": 12, "url": "?state=new"},
        {"words": "Graded", "count": 29, "url": "?state=g"},
    ],
    "backlog": {
        "columns": [
            {"name": name, "key": None, "is_number": place > 0}
            for place, name in enumerate(("Waiting", "Amber: complex", "Not graded", "All"))
        ],
        "rows": [["Under 1 day", 4, 21, 25], ["1 to 3 days", 9, 7, 16]],
    },
    "rows": [
        {
            "url": "/case/1",
            "reference": f"K-7Q2K{place}B",
            "grade": "Not graded",
            "child": "J.K. 15",
            "times": place,
            "what": "violence at home",
            "level": level,
            "risk": risk,
            "state": "new",
            "clock": clock,
            "owner": owner,
            "opened_at": NIGHT - timedelta(hours=2),
            "reviewed_at": NIGHT if owner else None,
            "review_asks": level == "medium",
            "sent_back": "B-7K2M4PQ" if level == "high" else None,
        }
        for place, (level, risk, clock, owner) in enumerate(
            [
                ("high", "High risk", LATE, None),
                ("medium", "Medium risk", REVIEW, "Joan Okafor"),
                ("unknown", "Not graded", None, None),
                ("low", "Low risk", MET, "Joan Okafor"),
            ]
        )
    ],
    "sort": {"key": "due", "is_down": False, "url": "?sort={}".format},
    "page": PAGE,
    "form": {"values": {"state": "new"}},
    "states": [{"value": "new", "words": "New"}],
    "reviews": [{"value": "never", "words": "Never reviewed"}],
    "owners": [{"value": "okafor", "words": "Joan Okafor"}],
    "risks": [{"value": "high", "words": "High"}],
    "boroughs": [{"value": "merrowfield", "words": "Merrowfield"}],
    "waits": [{"value": "7", "words": "A week or longer"}],
    "scales": [{"name": "scale-grade", "words": "Grade", "options": [{"value": "amber", "words": "Amber: complex"}]}],
    "grade_words": "Grade",
    "chosen": ["State: new"],
    "hidden_late": 1,
    "may_give": True,
    "here": "/queue/concern",
    "file": "/queue/concern/cases.csv?state=new",
    "as_at": NIGHT,
}
EMPTY_QUEUE: dict[str, Any] = {
    **QUEUE,
    "rows": [],
    "sort": None,
    "page": ONE_PAGE,
    "chosen": [],
    "hidden_late": 0,
    "form": None,
    "counts": {"open": 0, "late": 0, "no_owner": 0, "found": 0, "oldest": None},
    "by_state": [],
    "backlog": None,
}
LOOKS: dict[str, Any] = {
    "looks": [
        {
            "at": NIGHT,
            "who": "PC Ali",
            "post": "response",
            "door": "On screen: picture",
            "purpose": "Answering a call",
            "reason": "CAD 4417",
            "layer": "summary",
            "on_duty": on_duty,
            "is_unusual": on_duty is False,
            "is_break_glass": on_duty is None,
            "people": ["C-7K4Q2M"],
        }
        for on_duty in (True, False, None)
    ],
    "counts": {
        "total": 41,
        "unusual": 2,
        "break_glass": 1,
        "from_at": NIGHT - timedelta(days=22),
        "to_at": NIGHT,
    },
    "seal": {"unbroken_to": NIGHT, "unsealed": 12, "is_whole": True},
    "form": {"values": {"who": "Ali"}},
    "page": PAGE,
    "code": "C-7K4Q2M",
    "person": None,
    "may_rights": True,
    "chosen": ["Officer: Ali"],
}
BROKEN_LOG: dict[str, Any] = {
    **LOOKS,
    "looks": [],
    "seal": {"unbroken_to": None, "unsealed": 40, "is_whole": False},
    "form": None,
    "person": JESS,
    "chosen": [],
}
BREAK_GLASS: dict[str, Any] = {
    "code": "C-7K4Q2M",
    "ask": "Jigsaw desk",
    "hours": "24 h",
    "reasons": [
        {"value": "child", "words": "Child in danger"},
        {"value": "officer", "words": "Officer in danger"},
    ],
    "hours_open": 12,
    "to_explain": False,
    "form": None,
}
RIGHTS: dict[str, Any] = {
    "code": "C-7K4Q2M",
    "assertions": [{"id": 7, "field": "born_on", "value": "2011-05-11", "source": "Merlin", "kind": "fact"}],
    "form": {
        "values": {"right": "erase", "reason": "Never hers"},
        "errors": {"authority": "Enter who decided."},
    },
    "confirm": None,
    "done": [{"at": NIGHT, "what": "Put right: born_on", "who": "Lena Howe"}],
}
ERASURE: dict[str, Any] = {
    **RIGHTS,
    "form": {"values": {"right": "erase", "reason": "Never hers", "authority": "DP 12"}},
    "confirm": {
        "right": "erase",
        "title": "Erase 3 records",
        "words": ["The content of 3 records goes.", "The log of who looked stays."],
        "whom": "Merlin desk, Alderbrook",
    },
    "done": [],
}
TO_EXPLAIN: dict[str, Any] = {**BREAK_GLASS, "to_explain": True}
SHARE: dict[str, Any] = {
    "code": "C-7K4Q2M",
    "bases": [{"value": "emergency", "words": "Emergency: a child is in danger now", "hint": None}],
    "given": None,
    "form": {"values": {"recipient": ""}, "errors": {"recipient": "Enter who it goes to."}},
}
SHARED: dict[str, Any] = {
    **SHARE,
    "form": None,
    "given": {
        "reference": "D-41",
        "to": "Nia Webb, Alderbrook children's services",
        "basis": "Emergency: a child is in danger now",
        "why": "Strategy discussion tonight",
        "given_by": "PC Okafor",
        "handling": "OFFICIAL-SENSITIVE",
        "person": {"code": "C-7K4Q2M", "surname": "Kent", "forename": "Jess", "birth_date": "2011-05-11"},
        "records": [{"title": "Call: a person missing", "system_name": "CAD", "borough": "Merrowfield"}],
    },
}
FIGURES: dict[str, Any] = {
    "areas": [
        {
            "name": "Concerns",
            "figures": "concern",
            "rows": [
                BoroughFigures("Merrowfield", 41, 9, 12, 20, timedelta(minutes=95)),
                BoroughFigures("Oxlade", 3, 3, 0, 0, None),
            ],
            "total": BoroughFigures("All boroughs", 44, 12, 12, 20, None),
        }
    ],
    "checked_at": NIGHT,
}
NO_FIGURES: dict[str, Any] = {
    "areas": [
        {"name": "Concerns", "figures": "", "rows": [], "total": BoroughFigures("All boroughs", 0, 0, 0, 0, None)}
    ],
    "checked_at": NIGHT,
}
