"""Sample alerts: the list, one of a rule, the rules, a replay."""

from datetime import date, timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT
from goldthread.web.styleguide.work import ALERT, QUIET, TAKEN

PUT_OFF = {**QUIET, "id": 4, "words": "A flag ends on 3 November", "put_off_until": NIGHT + timedelta(hours=2)}
WITHDRAWN = {
    **QUIET,
    "id": 5,
    "words": "A child was reported missing for the third time in 90 days.",
    "withdrawn_at": NIGHT - timedelta(minutes=9),
    "withdrawn_why": "records it rested on turned out to be about different people.",
}
OPTIONS = [{"value": "open", "words": "To take"}, {"value": "taken", "words": "Taken"}]
PAGE = {"number": 1, "last": 1, "first_row": 1, "last_row": 5, "total": 5, "previous": None, "next": None}
LIST: dict[str, Any] = {
    "alerts": [ALERT, QUIET, PUT_OFF, TAKEN, WITHDRAWN],
    "form": {"values": {}, "errors": {}},
    "states": [{"value": "all", "words": "All"}, *OPTIONS],
    "sorts": [{"value": "urgency", "words": "Most urgent first"}],
    "kinds": [{"value": "clock", "words": "A clock"}],
    "urgencies": [{"value": "now", "words": "Now"}],
    "chosen": [],
    "page": PAGE,
    "checked_at": NIGHT,
    "here": "/alerts",
}
PART: dict[str, Any] = {
    **LIST,
    "chosen": ["To take"],
    "page": {**PAGE, "number": 2, "last": 3, "first_row": 26, "last_row": 50, "total": 60, "previous": "?page=1",
             "next": "?page=3"},
}  # fmt: skip
NONE = {**LIST, "alerts": []}
NOT_FOUND = {**LIST, "alerts": [], "chosen": ["Withdrawn"]}
RULE: dict[str, Any] = {
    "id": "repeat_missing",
    "title": "A child is reported missing for the third time in 90 days",
    "sentence": "Three missing reports or more about one child in 90 days.",
    "do": "Hold the meeting and make the trigger plan",
    "source": "Three in 90 days stands in at least one force's procedure.",
    "mark": "LOCAL",
    "verified": False,
    "urgency": "today",
    "take_within": 120,
    "climbs": [{"minutes": 120, "role": "Supervisor"}],
    "told": ["Missing persons unit"],
    "budget": 0.2,
    "url": "/tripwires/repeat_missing",
}
OPENED: dict[str, Any] = {
    "alert": {**ALERT, "words": RULE["title"] + ".", "url": None},
    "reference": "T-4K9W2TD",
    "rule": RULE,
    "facts": "3 reports, in 49 days",
    "known_at": NIGHT - timedelta(minutes=25),
    "people": [{"words": "KENT, Jess", "born_on": date(2011, 5, 11), "url": "/child/c-7k4q2m", "code": "C-7K4Q2M"}],
    "limited": 1,
    "records": [
        {
            "system_name": "Merlin",
            "reference": "26MIS00004417",
            "title": "Merlin: a missing report",
            "known_at": NIGHT - timedelta(minutes=25),
            "is_limited": False,
            "ask": "Public Protection Desk",
            "url": "/record/1",
        },
        {
            "system_name": "Offender markers",
            "reference": "12/0004417",
            "title": "Marker: ask the desk named",
            "known_at": NIGHT - timedelta(days=9),
            "is_limited": True,
            "ask": "Jigsaw desk",
            "url": "/record/2",
        },
    ],
    "withdrawn": None,
    "told": [
        {
            "who": "DC Marsh",
            "role": "Missing persons unit",
            "borough": "Merrowfield",
            "channel": "screen",
            "why": "on duty",
            "at": NIGHT - timedelta(minutes=20),
            "arrived": True,
            "attempts": 0,
            "failed": None,
            "seen_at": NIGHT - timedelta(minutes=12),
        },
        {
            "who": "DS Hart",
            "role": "Supervisor",
            "borough": None,
            "channel": "mail",
            "why": "nobody on duty as missing unit there: told instead, supervisor",
            "at": NIGHT - timedelta(minutes=20),
            "arrived": False,
            "attempts": 2,
            "failed": "The relay did not take it.",
            "seen_at": None,
        },
    ],
    "is_open": True,
    "snooze_hours": 4,
    "posts": [{"value": "mash_desk", "words": "MASH and Public Protection Desk"}],
    "was_right": None,
    "form": None,
}
UNDONE: dict[str, Any] = {
    **OPENED,
    "alert": {**OPENED["alert"], **{name: WITHDRAWN[name] for name in ("withdrawn_at", "withdrawn_why")}},
    "withdrawn": {"at": WITHDRAWN["withdrawn_at"], "why": WITHDRAWN["withdrawn_why"]},
    "is_open": False,
    "snooze_hours": 0,
    "told": [],
    "limited": 0,
    "was_right": False,
}
WRONG = {**OPENED, "snooze_hours": 0, "form": {"values": {}, "errors": {"to_role": "Choose the post it is for."}}}
ROW: dict[str, Any] = {
    "id": "repeat_missing",
    "title": RULE["title"],
    "urgency": "Today",
    "url": RULE["url"],
    "fired": 9,
    "taken": 8,
    "withdrawn": 1,
    "was_right": 5,
    "was_wrong": 2,
    "median_minutes": 14,
    "slow_minutes": 95,
    "false_per_shift": 0.024,
    "budget": 0.2,
    "is_over": False,
}
RULES = {
    "rows": [ROW, {**ROW, "median_minutes": None, "is_over": True}],
    "days": 28,
    "replay": True,
    "checked_at": NIGHT,
}
ONE_RULE = {
    "rule": RULE,
    "figures": ROW,
    "days": 28,
    "replayed": {"others_per_shift": 0.1, "false_per_shift": 0.0, "budget": 0.2, "is_over_budget": False},
}
NEW_RULE = {**ONE_RULE, "figures": {**ROW, "median_minutes": None, "is_over": True}, "replayed": None}
TOLD = {
    "story": "repeat missing",
    "title": RULE["title"],
    "role": "Missing persons unit",
    "minutes": 10.0,
    "within_minutes": 60,
    "is_late": False,
    "is_never": False,
}
RUN: dict[str, Any] = {
    "run": {
        "seed": "2016",
        "ran_at": NIGHT,
        "anchor": NIGHT,
        "days": 42,
        "shifts": 126,
        "summary": {
            "expected": 3,
            "told": 2,
            "late": 1,
            "never": 1,
            "median_minutes": 10.0,
            "worst_5_percent_minutes": 90.0,
        },
        "alarms": {"false": 1, "false_per_shift": 0.008, "others": 9, "others_per_shift": 0.07},
        "rows": [TOLD, {**TOLD, "is_late": True, "minutes": 90.0}, {**TOLD, "is_never": True, "minutes": None}],
        "quiet": ["twins", "one call"],
        "false_on": ["same name"],
        "by_rule": [
            {
                "title": RULE["title"],
                "others_per_shift": 0.07,
                "false_per_shift": 0.008,
                "budget": 0.2,
                "is_over_budget": True,
            }
        ],
    },
    "checked_at": NIGHT,
}
NO_RUN = {"run": None, "checked_at": NIGHT}
