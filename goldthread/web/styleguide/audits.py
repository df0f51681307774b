"""Samples of the pages of audit: what was given to a post, one sample, a case at the desk, and its end."""

from datetime import timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT
from goldthread.web.styleguide.work import FIGURES, NO_FIGURES, ONE_PAGE, PAGE

ROW: dict[str, Any] = {
    "reference": "Q-4K9WQTD",
    "url": "/audit/q-4k9wqtd",
    "programme": "Operation Benson",
    "of": "Missing children, Merrowfield",
    "drawn_at": NIGHT,
    "graded": "17 of 46",
    "again": "3 of 10",
    "sent_open": 2,
    "sent_late": 1,
    "is_open": True,
    "next": {"place": 18, "url": "/audit/q-4k9wqtd/18"},
}
AUDIT: dict[str, Any] = {
    **FIGURES,
    "samples": [
        ROW,
        {**ROW, "reference": "Q-4K9WQTB", "sent_open": 1, "sent_late": 0, "next": None},
        {**ROW, "reference": "Q-4K9WQTC", "again": "none", "sent_open": 0, "next": None, "is_open": False},
    ],
    "counts": {"held": 3, "to_grade": 1, "sent_open": 3, "sent_late": 1},
    "page": PAGE,
    "may_draw": True,
}
NO_AUDIT: dict[str, Any] = {
    **NO_FIGURES,
    "samples": [],
    "counts": {"held": 0, "to_grade": 0, "sent_open": 0, "sent_late": 0},
    "page": ONE_PAGE,
    "may_draw": True,
}
SENT: dict[str, Any] = {
    "reference": "B-7K2M4P",
    "state": "Sent back: nobody has acknowledged it",
    "is_done": False,
    "url": None,
}
CASE_ROW: dict[str, Any] = {
    "place": 1,
    "reference": "M-7Q2K1BC",
    "url": "/audit/q-4k9wqtd/1",
    "held": "",
    "strata": ["merrowfield"],
    "graded": True,
    "grade": "inadequate",
    "is_again": True,
    "graded_again": True,
    "second_grade": None,
    "moderated": None,
    "waits": False,
    "graded_url": None,
    "sent_back": [
        SENT,
        {**SENT, "reference": "B-7K2M4R", "state": "Confirmed safe", "is_done": True, "url": "/case/b"},
    ],
}
SAMPLE: dict[str, Any] = {
    "sample": {
        "reference": "Q-4K9WQTD",
        "programme_name": "Operation Benson",
        "of": "Missing children, Merrowfield",
        "sets": ["COM version 1", "MIS version 1"],
        "form": "whole",
        "size": 46,
        "seed": "agreed <before>",
        "list_rows": 412,
        "list_eligible": 398,
        "list_digest": "9f" * 32,
        "drawn_by": "DC Noor Haddad",
        "drawn_at": NIGHT,
        "closed_at": None,
    },
    "strata": ["borough"],
    "rows": [
        CASE_ROW,
        {**CASE_ROW, "place": 2, "grade": None, "graded": False, "is_again": False, "sent_back": []},
        {**CASE_ROW, "place": 3, "grade": None, "held": "Held elsewhere", "graded_again": False, "sent_back": []},
        {
            **CASE_ROW,
            "place": 4,
            "grade": "good",
            "second_grade": "requires improvement",
            "sent_back": [],
            "waits": True,
            "graded_url": "/audit/q-4k9wqtd/4/graded",
        },
        {**CASE_ROW, "place": 5, "second_grade": "good", "moderated": "requires improvement", "sent_back": []},
    ],
    "sort": {"key": "place", "is_down": False, "url": lambda key: f"?sort={key}"},
    "page": PAGE,
    "form": {"values": {"show": "sent_back"}, "errors": {"": "M-7Q2K1BC is not graded yet. Grade it first."}},
    "shows": [{"value": "sent_back", "words": "Sent back"}],
    "chosen": ["Sent back"],
    "counts": {
        "cases": 46,
        "graded": 17,
        "again": 10,
        "graded_again": 3,
        "sent": 2,
        "sent_open": 1,
        "moderated": 1,
        "to_moderate": 1,
    },
    "next": {"place": 18, "url": "/audit/q-4k9wqtd/18"},
    "download": "/audit/q-4k9wqtd/cases.csv?",
    "may_close": True,
    "proved": {
        "words": ["Of 17 graded, 8 are below good. Of all 398, likely 27 to 68 in 100. 95% sure."],
        "judged": 17,
        "bar": {"share": 47, "low": 27, "high": 68},
        "grades": [{"name": "Good", "count": 9}, {"name": "Requires improvement", "count": 5}],
        "twice": [["Good", 6, 1, 0], ["Requires improvement", 1, 1, 0], ["Inadequate", 0, 1, 2]],
        "findings": [
            {
                "question": "MIS-01",
                "words": "Was the level right?",
                "no": 4,
                "not_recorded": 2,
                "of": 17,
                "url": "?missed=MIS-01#cases",
            }
        ],
    },
    "is_drawn": True,
    "as_at": NIGHT,
}
NO_GRADES: dict[str, Any] = {
    **SAMPLE,
    "sample": {**SAMPLE["sample"], "closed_at": NIGHT},
    "strata": [],
    "rows": [],
    "page": ONE_PAGE,
    "form": {"values": {"show": "sent_back"}, "errors": {}},
    "counts": {
        "cases": 1,
        "graded": 0,
        "again": 0,
        "graded_again": 0,
        "sent": 0,
        "sent_open": 0,
        "moderated": 0,
        "to_moderate": 0,
    },
    "next": None,
    "may_close": False,
    "proved": {
        "words": ["No grade that you may see is in yet."],
        "judged": 0,
        "bar": None,
        "grades": [],
        "twice": [],
        "findings": [],
    },
}
HEAD: dict[str, Any] = {
    "sample": {"reference": "Q-4K9WQTD", "programme_name": "Operation Benson", "drawn_at": NIGHT, "cases": 46},
    "drawn": {"place": 17, "reference": "M-7Q2K1BC", "is_held": True, "is_second": False, "url": None},
    "refused": "",
    "progress": {"answered": 4, "of": 33},
    "sent": [],
    "may_settle": False,
}
LATE: dict[str, Any] = {
    "key": "clock-1",
    "at": NIGHT,
    "title": "Checks",
    "text": "met late",
    "is_late": True,
    "is_event": False,
}
NOT_DUE: dict[str, Any] = {
    "key": "clock-2",
    "at": NIGHT,
    "title": "Inspector's review",
    "text": "running, due Sat 24 Oct 04:58",
    "is_late": False,
    "is_event": False,
}
EVENT: dict[str, Any] = {
    "key": "event-41",
    "at": NIGHT - timedelta(minutes=17),
    "title": "Graded",
    "text": "Medium.\nShe is <often> away.",
    "is_late": False,
    "is_event": True,
}
QUESTION: dict[str, Any] = {
    "id": "MIS-05",
    "number": 5,
    "words": "Was the level right?",
    "tests": "Assessment of risk",
    "of_no": "the grade cannot be above requires improvement",
    "look_at": "the reasons, and what was known then",
    "hints": ["Mandatory checks, medium risk: late, 25 October 2026, 03:10; due 25 October 2026, 01:40."],
    "evidence": ["Graded", "Merlin: 26MIS00000004"],
}
OPTIONS = ("Yes", "Partly", "No", "Not recorded", "Not applicable")
CASE: dict[str, Any] = {
    **HEAD,
    "step": {"number": 2, "of": 3, "at": NIGHT, "words": "Graded", "previous": 1, "next": 3},
    "case": {"title": "Missing episode", "state": "Open: looked for", "risk": "Medium risk", "borough": "Merrowfield",
             "opened_at": NIGHT},
    "blocks": [{"title": "Clocks", "lines": [LATE], "later": [NOT_DUE]},
               {"title": "What happened, the newest first", "lines": [EVENT], "later": []}],
    "question": QUESTION,
    "questions": [],
    "marks": [{"id": "MIS-04", "is_answered": True, "is_here": False},
              {"id": "MIS-05", "is_answered": False, "is_here": True}],
    "is_whole": False,
    "said": [{"value": one.lower(), "words": one, "hint": None} for one in OPTIONS],
    "sure": [{"value": one, "words": one.capitalize(), "hint": None} for one in ("very", "fairly", "not")],
    "form": {"values": {"said": "no", "words": "Two lines\nkept."}, "errors": {}},
}  # fmt: skip
CASE_WHOLE: dict[str, Any] = {
    **CASE,
    "question": None,
    "questions": [QUESTION, {**QUESTION, "id": "MIS-06", "number": 6, "evidence": []}],
    "is_whole": True,
    "form": {"values": {"said-MIS-05": "no"}, "errors": {}},
}
CASE_ELSEWHERE: dict[str, Any] = {
    **CASE,
    "drawn": {**HEAD["drawn"], "reference": "CRIS 01/2345/26", "is_held": False, "is_second": True, "url": None},
    "step": None,
    "case": None,
    "blocks": [],
    "sent": [{**SENT, "state": "Held elsewhere", "at": NIGHT},
             {**SENT, "reference": "B-1", "at": NIGHT, "is_done": True, "url": "/case/b-1"}],
    "may_settle": True,
    "form": {"values": {}, "errors": {"ev_system": "Enter the system.", "why": "Say what puts the child at risk now."}},
}  # fmt: skip
CASE_REFUSED: dict[str, Any] = {**CASE, "refused": "Another auditor graded this case. Grade another of the sample."}
END: dict[str, Any] = {
    **HEAD,
    "proposed": {
        "grade": "inadequate",
        "reasons": ['Answered "no": MIS-01. No better than inadequate.'],
        "not_recorded": ["MIS-09"],
    },
    "missing": "",
    "to_answer": [],
    "referral": [{"id": "MIS-01", "words": "Was the child looked for?"}],
    "grades": [{"value": "good", "words": "Good", "hint": None}],
    "key": "k1",
    "before": {"version": 1, "grade": "inadequate", "at": NIGHT, "changed": ["MIS-09: no to not recorded."]},
    "form": {"values": {"grade": "good", "live": "yes"}, "errors": {"reason": "Write why you depart from it."}},
}
END_MISSING: dict[str, Any] = {
    **END,
    "proposed": None,
    "missing": "Not answered yet: MIS-05.",
    "to_answer": [{"id": "MIS-05", "words": "Was the level right?", "url": "/audit/q-4k9wqtd/17?question=MIS-05"}],
    "form": {"values": {}, "errors": {}},
}
END_PROPOSED_GOOD: dict[str, Any] = {
    **END,
    "proposed": {"grade": "good", "reasons": [], "not_recorded": []},
    "referral": [],
    "before": None,
    "form": {"values": {}, "errors": {}},
}
END_AGAIN: dict[str, Any] = {
    **END_PROPOSED_GOOD,
    "before": {"version": 2, "grade": "good", "at": NIGHT, "changed": []},
}
END_REFUSED: dict[str, Any] = {**END_PROPOSED_GOOD, "refused": "This sample is closed. Its grades stand as they are."}
STATES = [{"value": "open", "words": "Open: looked for", "hint": None}]
DRAW: dict[str, Any] = {
    "programmes": [{"value": "benson", "words": "Operation Benson", "hint": "The central team draws cases."}],
    "areas": [{"value": "missing", "words": "Missing children", "states": STATES},
              {"value": "concern", "words": "Concerns", "states": STATES}],
    "boroughs": [{"value": "merrowfield", "words": "Merrowfield"}],
    "case_types": [{"value": "missing", "words": "Missing", "hint": "Missing and absent children"}],
    "strata": [{"value": "borough", "words": "Borough", "hint": None}],
    "sought": [{"value": "complaint", "words": "A complaint"}],
    "size_words": "97 of very many cases, drawn by chance, tell the share not good to about 10 points either side.",
    "form": {
        "values": {"programme": "benson", "source": "area", "area": "missing", "states": ["open"], "size": "many"},
        "errors": {"size": "Enter how many cases to draw, like 46.", "file": "Row 3, column reference: It is blank."},
    },
}  # fmt: skip
DRAW_FROM: dict[str, Any] = {
    "programme": {"name": "Operation Benson", "sentence": "The central team draws cases of the whole force."},
    "source": "Missing children",
    "borough": "All boroughs",
    "counts": {"listed": 412, "eligible": 398, "held": 412, "size": 46},
    "excluded": [{"why": "audited <last> month", "count": 14}],
    "parts": [{"name": "merrowfield", "count": 398}],
    "asked": ["COM version 1", "MIS version 1"],
    "digest": "9f" * 32,
    "seed": "agreed <before>",
    "sought": 2,
    "size_words": "78 of 398 cases, drawn by chance, tell the share not good to about 10 points either side.",
    "carried": [("programme", "benson"), ("text", "reference\nM-1\n")],
}
DRAW_FROM_ALL: dict[str, Any] = {**DRAW_FROM, "excluded": [], "parts": [], "sought": 0}
