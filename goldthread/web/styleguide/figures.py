"""Sample recommendations."""

from datetime import date
from typing import Any

from goldthread.web.styleguide.frames import NIGHT
from goldthread.web.styleguide.work import ONE_PAGE, PAGE

RECOMMENDATIONS: dict[str, Any] = {
    "rows": [
        {
            "number": "2",
            "title": "Children who go missing",
            "publication": "Child protection inspection, 2016",
            "kind": "Recommendation",
            "timescale": "immediately",
            "due_on": None,
            "state": "Open 427 days",
            "stage": "Not yet accepted",
            "level": "medium",
            "owner": None,
            "post": "Missing persons unit",
            "actions": {"all": 9, "done": 7, "late": 1},
            "points": {"all": 4, "shown": 1, "testing": 2, "silent": 1, "quiet": 41},
            "url": "/recommendation/2",
        },
        {
            "number": "5",
            "title": "Planning the first response",
            "publication": "Child protection inspection, 2016",
            "kind": "Recommendation",
            "timescale": "within 3 months",
            "due_on": date(2017, 2, 25),
            "state": "Late by 335 days",
            "stage": "Effect being tested",
            "level": "high",
            "owner": "DCI Bell",
            "post": "Investigator",
            "actions": {"all": 2, "done": 2, "late": 0},
            "points": {"all": 4, "shown": 4, "testing": 0, "silent": 0, "quiet": 0},
            "url": "/recommendation/5",
        },
        {
            "number": "1",
            "title": "Record ethnicity",
            "publication": "Child protection inspection, 2016",
            "kind": "Area for improvement",
            "timescale": "no time given",
            "due_on": None,
            "state": "No day to be due",
            "stage": "Not yet accepted",
            "level": "medium",
            "owner": None,
            "post": "",
            "actions": {"all": 0, "done": 0, "late": 0},
            "points": {"all": 0, "shown": 0, "testing": 0, "silent": 0, "quiet": 0},
            "url": "/recommendation/6",
        },
    ],
    "drafts": [{"id": 3, "title": "Quarterly update", "at": NIGHT}],
    "counts": {"held": 4, "shown": 3, "late": 1},
    "hidden_late": 1,
    "sort": {"key": "due", "is_down": False, "url": lambda key: f"?kind=recommendation&sort={key}"},
    "page": PAGE,
    "form": {"values": {"kind": "recommendation", "sort": "due"}, "errors": {}},
    "reports": [{"value": "1", "words": "Child protection inspection, 2016"}],
    "kinds": [{"value": "recommendation", "words": "Recommendation"}],
    "states": [{"value": "imported", "words": "Not yet accepted"}],
    "needs": [{"value": "silent", "words": "A point is silent"}],
    "chosen": ["Recommendation"],
    "hides_plans": False,
    "download": "?kind=recommendation&download=csv",
    "may_keep": True,
    "checked_at": NIGHT,
}
OUTSIDE_RECOMMENDATIONS: dict[str, Any] = {**RECOMMENDATIONS, "hides_plans": True, "drafts": [], "may_keep": False}
NO_RECOMMENDATIONS: dict[str, Any] = {
    **RECOMMENDATIONS,
    "rows": [],
    "drafts": [],
    "counts": {"held": 0, "shown": 0, "late": 0},
    "hidden_late": 0,
    "page": ONE_PAGE,
    "reports": [],
    "states": [],
    "chosen": [],
}
IMPORT: dict[str, Any] = {
    "form": {"values": {"published_on": "Nov 2016"}, "errors": {"file": "Choose the report's file."}},
    "largest_mb": 50,
}
CONFIRM: dict[str, Any] = {
    "draft": {
        "id": 3,
        "title": "Child protection inspection",
        "publisher": "The inspectorate",
        "published_on": date(2016, 11, 25),
        "file_name": "report.pdf",
        "read_by": "Supt Okafor",
        "read_at": NIGHT,
    },
    "warnings": ["The report says nine recommendations; 2 were found."],
    "items": [
        {
            "index": n,
            "number": str(n) if n < 3 else "",
            "text": "The force should\nact <at once>." if n < 3 else "",
            "kind": "recommendation",
            "timescale": "immediately" if n < 3 else "",
            "points": "see each child\ntell the council" if n < 3 else "",
            "page": 16 if n == 1 else None,
            "under": "1" if n == 2 else "",
            "keep": n != 2,
            "warning": "Already held as 2 of an earlier report: left out unless you keep it." if n == 2 else None,
            "is_added": n == 3,
        }
        for n in (1, 2, 3)
    ],
    "found": 2,
    "added": 1,
    "kinds": [
        {"value": "recommendation", "words": "Recommendation"},
        {"value": "cause_of_concern", "words": "Cause of concern"},
    ],
    "form": {"values": {"text_2": ""}, "errors": {"text_2": "Enter the words of recommendation 2."}},
}
