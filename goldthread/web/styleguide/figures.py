"""Sample feeds and recommendations."""

from datetime import date
from typing import Any

from goldthread.web.styleguide.frames import NIGHT
from goldthread.web.styleguide.work import ONE_PAGE, PAGE

DELIVERY = {
    "id": "0b1f5a3c-7d52-4c8e-9a1b-2f60c1d3e4a5",
    "source": "custody",
    "received_at": NIGHT,
    "received": 54,
    "accepted": 36,
    "unchanged": 4,
    "quarantined": 14,
    "state": "done",
    "alarm": "10% of usual",
    "file_name": "custody-2026-10-23.ndjson",
    "refused": None,
}
FEEDS: dict[str, Any] = {
    "feeds": [
        {
            "code": code,
            "name": code.title(),
            "desk": f"{code} desk",
            "last_good_at": None if stale else NIGHT,
            "is_stale": stale,
            "agreement": "DSA-4",
            "agreement_ends_on": date(2026, 9, 30) if stale else date(2027, 9, 30),
            "is_ended": stale,
        }
        for code, stale in (("merlin", False), ("custody", True))
    ],
    "deliveries": [DELIVERY, {**DELIVERY, "alarm": None}],
    "page": PAGE,
    "checked_at": NIGHT,
    "form": None,
}
ONE_DELIVERY: dict[str, Any] = {
    "delivery": DELIVERY,
    "by_code": [{"code": "Q-DOB-03", "count": 14, "words": "No such date"}],
    "rows": [
        {
            "number": 18,
            "code": "Q-DOB-03",
            "field": "dob",
            "value": "31/02/2011",
            "words": "No such date",
            "remedy": "Correct it in custody and send again",
        },
        {
            "number": 19,
            "code": "Q-ID-01",
            "field": "id",
            "value": None,
            "words": "No reference",
            "remedy": "Ask the desk",
        },
    ],
    "page": ONE_PAGE,
}
WHOLE_DELIVERY: dict[str, Any] = {
    "delivery": {
        **DELIVERY,
        "received": 412,
        "accepted": 412,
        "unchanged": 0,
        "quarantined": 0,
        "alarm": None,
    },
    "by_code": [],
    "rows": [],
    "page": ONE_PAGE,
}
RECOMMENDATIONS: dict[str, Any] = {
    "rows": [
        {
            "number": 2,
            "title": "Children who go missing",
            "publication": "Child protection inspection, 2016",
            "kind": "Immediate",
            "due_on": None,
            "state": "Late",
            "level": "high",
            "owner": None,
            "points": {"shown": 1, "testing": 2, "silent": 1},
            "url": "/recommendation/2",
        },
        {
            "number": 5,
            "title": "Planning the first response",
            "publication": "Child protection inspection, 2016",
            "kind": "Three months",
            "due_on": date(2017, 2, 24),
            "state": "Effect shown",
            "level": "done",
            "owner": "DCI Bell",
            "points": {"shown": 4, "testing": 0, "silent": 0},
            "url": "/recommendation/5",
        },
    ],
    "drafts": [{"id": "d1", "title": "Quarterly update", "at": NIGHT}],
    "may_keep": True,
    "checked_at": NIGHT,
}
RECOMMENDATION: dict[str, Any] = {
    "item": {
        "number": 2,
        "title": "Children who go missing",
        "text": "The force should act at once to answer better when children go missing.\nIt should see each child.",
        "publication": "Child protection inspection",
        "publisher": "The inspectorate",
        "published_on": date(2016, 11, 25),
        "page": 16,
        "kind": "Immediate",
        "timescale": "Immediately",
        "due_on": None,
        "open_days": 126,
        "state": "Open",
        "level": "medium",
        "owner": "DCI Bell",
    },
    "points": [
        {"number": "2.1", "text": "See each child", "state": "shown", "heard_on": date(2026, 10, 1)},
        {"number": "2.2", "text": "Return interviews", "state": "testing", "heard_on": date(2026, 10, 9)},
        {"number": "2.3", "text": "Repeat episodes", "state": "silent", "heard_on": None},
    ],
    "actions": [{"title": "Train desks", "owner": None, "due_on": None, "state": "Doing", "level": "low"}],
    "effect": {
        "words": "Minutes to seen safe: before 410, now 395: no clear change.",
        "is_shown": False,
        "pass_mark": "300",
        "is_adopted": False,
    },
    "source_url": "/record/9",
}
BARE_RECOMMENDATION: dict[str, Any] = {
    **RECOMMENDATION,
    "points": [],
    "actions": [],
    "effect": None,
    "source_url": None,
}
CONFIRM: dict[str, Any] = {
    "draft": {
        "id": "d1",
        "title": "Child protection inspection",
        "publisher": "The inspectorate",
        "published_on": date(2016, 11, 25),
        "file_name": "report.pdf",
    },
    "warnings": ["The report says nine recommendations; 2 were found."],
    "items": [
        {
            "index": n,
            "number": n,
            "text": "The force should\nact <at once>.",
            "kind": "immediate",
            "timescale": "immediately",
            "points": "see each child\ntell the council",
            "page": 16 if n == 1 else None,
            "keep": n == 1,
            "warning": None if n == 1 else "The number before this one is missing.",
        }
        for n in (1, 2)
    ],
    "kinds": [
        {"value": "immediate", "words": "Immediate"},
        {"value": "three_months", "words": "Three months"},
    ],
    "form": {"values": {"text_2": ""}, "errors": {"text_2": "Enter the words of recommendation 2."}},
}
