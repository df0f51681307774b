"""What the pages of governance are shown with."""

from datetime import date, timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT

DAY = timedelta(days=1)
UNTOLD = {"words": "Training and policy", "on": None, "whom": ""}
GROUP: dict[str, Any] = {
    "id": "delivery",
    "name": "Child protection delivery group",
    "url": "/improve/governance/body/delivery",
    "oversees": "both plans",
    "chair": "Assistant Chief Constable, Public Protection",
    "every_days": 28,
    "is_outside": False,
    "seat": "Secretary",
    "is_read": True,
    "last_held_at": NIGHT - 40 * DAY,
    "next_at": NIGHT + 3 * DAY,
    "is_overdue": True,
    "not_held": 1,
    "open_decisions": 3,
    "late_decisions": 1,
    "unlooked": 1,
    "small_numbers": "shown",
    "source": "Invented. What it sees and how often it meets are ours.",
}
UNREAD: dict[str, Any] = {
    **GROUP,
    "id": "mayors",
    "name": "Mayor’s child protection oversight group",
    "url": "/improve/governance/body/mayors",
    "is_outside": True,
    "seat": "",
    "is_read": False,
    "last_held_at": None,
    "next_at": None,
    "is_overdue": False,
    "not_held": 0,
    "open_decisions": 0,
    "late_decisions": 0,
    "unlooked": 0,
    "small_numbers": "suppressed",
}
BODIES: dict[str, Any] = {"bodies": [GROUP, UNREAD], "checked_at": NIGHT}
NO_BODIES: dict[str, Any] = {"bodies": [], "checked_at": NIGHT}
MEETING: dict[str, Any] = {
    "id": "0b8f2f0e-0000-7000-8000-000000000001",
    "planned_at": NIGHT - 42 * DAY,
    "held_at": NIGHT - 40 * DAY,
    "state": "Held 2 days late",
    "level": "high",
    "is_open": False,
    "url": "/improve/governance/meeting/0b8f2f0e-0000-7000-8000-000000000001",
}
PLANNED: dict[str, Any] = {
    **MEETING,
    "planned_at": NIGHT + 3 * DAY,
    "held_at": None,
    "state": "Planned",
    "level": "none",
    "is_open": True,
}
DECISIONS: list[dict[str, Any]] = [
    {
        "id": "0b8f2f0e-0000-7000-8000-000000000002",
        "words": "Every borough says how it hears a child who comes home.",
        "about": [{"number": "2.1", "url": "/recommendation/2"}, {"number": "3", "url": None}],
        "owner": "Borough commanders",
        "due_on": date(2026, 10, 1),
        "on": date(2026, 9, 13),
        "done_on": None,
        "state": "Late",
        "level": "high",
        "is_resource": True,
        "cites": "From held by the force until a named person acts",
        "look_on": date(2026, 10, 12),
        "looked_on": None,
        "is_unlooked": True,
        "url": "/improve/governance/decision/0b8f2f0e-0000-7000-8000-000000000002",
    },
    {
        "id": "0b8f2f0e-0000-7000-8000-000000000003",
        "words": "Two desks are visited at night.",
        "about": [],
        "owner": "Chief Superintendent, Missing children",
        "due_on": date(2026, 10, 20),
        "on": date(2026, 9, 13),
        "done_on": date(2026, 10, 2),
        "state": "Done",
        "level": "done",
        "is_resource": False,
        "cites": "",
        "look_on": None,
        "looked_on": None,
        "is_unlooked": False,
        "url": "/improve/governance/decision/0b8f2f0e-0000-7000-8000-000000000003",
    },
]
BODY: dict[str, Any] = {
    "body": GROUP,
    "sees": [{"words": "Plans and actions", "is_seen": True}, {"words": "Redacted packs", "is_seen": False}],
    "seats": [
        {
            "id": "0b8f2f0e-0000-7000-8000-000000000004",
            "officer": "Superintendent Ines Bell",
            "kind": "Secretary",
            "organisation": "Thornmere Police",
            "since": date(2026, 4, 6),
        }
    ],
    "meetings": [PLANNED, MEETING],
    "decisions": DECISIONS,
    "packs": [{"number": 1, "url": "/improve/governance/pack/1", "planned_at": NIGHT}],
    "may_write": True,
    "may_seat": True,
    "checked_at": NIGHT,
}
BARE_BODY: dict[str, Any] = {
    **BODY,
    "body": UNREAD,
    "seats": [],
    "packs": [],
    "meetings": [],
    "decisions": [],
    "may_write": False,
    "may_seat": False,
}
HELD: dict[str, Any] = {
    "meeting": {
        **MEETING,
        "minutes": "Two boroughs told how they hear a child.\nOne has no plan yet.",
        "why": "",
        "minuted_by": "Superintendent Ines Bell",
        "minuted_at": NIGHT - 39 * DAY,
    },
    "body": {"name": GROUP["name"], "url": GROUP["url"], "learning": True, "packs": True},
    "agenda": [
        {"kind": "Recommendation", "about": "2", "words": "Children who go missing", "url": "/recommendation/2"},
        {"kind": "Other", "about": "", "words": "Next steps", "url": None},
    ],
    "attendance": [
        {"who": "Superintendent Ines Bell", "organisation": "Thornmere Police", "how": "Present"},
        {"who": "Rosa Lane", "organisation": "A children’s charity", "how": "Apologies"},
    ],
    "decisions": DECISIONS,
    "learned": [
        {
            "id": "0b8f2f0e-0000-7000-8000-000000000005",
            "words": "Ask each child alone.",
            "routes": [{"words": "Borough commanders", "on": date(2026, 9, 20), "whom": "All four"}, UNTOLD],
            "missing": ["training and policy"],
        }
    ],
    "packs": [{"number": 1, "digest": "9f2c" * 16, "url": "/improve/governance/pack/1"}],
    "may_write": True,
    "may_pack": True,
    "checked_at": NIGHT,
}
TO_COME: dict[str, Any] = {
    **HELD,
    "meeting": {**PLANNED, "minutes": "", "why": "", "minuted_by": "", "minuted_at": None},
    "body": {**HELD["body"], "learning": False, "packs": False},
    "agenda": [],
    "attendance": [],
    "decisions": [],
    "learned": [],
    "packs": [],
    "may_pack": False,
}
PACK: dict[str, Any] = {
    "pack": {
        "number": 1,
        "digest": "9f2c" * 16,
        "made_at": NIGHT,
        "programme": "Operation Benson",
        "work": "Missing children",
        "grade": "inadequate",
        "proposed": "inadequate",
        "is_departure": False,
        "second_grade": "requires improvement",
        "is_sent_back": True,
        "answers": [
            {"question": "MIS-01", "words": "Was the level of risk right?", "said": "not recorded", "is_fault": True},
            {"question": "MIS-02", "words": "Was it reviewed in time?", "said": "yes", "is_fault": False},
        ],
        "steps": [{"day": 1, "time": "21:40", "what": "Reported missing", "times": 2}],
        "clocks": [{"rule": "MIS-C02", "name": "Risk graded", "state": "met_late"}],
        "words": "Nobody asked the child alone.",
    },
    "words_checked_by": "Detective Inspector Ray Cole",
    "meeting_url": MEETING["url"],
    "planned_at": NIGHT,
}
BARE_PACK: dict[str, Any] = {
    **PACK,
    "pack": {
        **PACK["pack"],
        "work": "",
        "is_departure": True,
        "second_grade": None,
        "is_sent_back": False,
        "steps": [],
        "clocks": [],
        "words": "",
    },
    "words_checked_by": "",
}
SIDES: list[dict[str, Any]] = [
    {
        "words": "Where it was meant to help",
        "before": "3 h 10 (2 h 20 to 4 h 05)",
        "after": "1 h 45 (1 h 05 to 2 h 20)",
        "of_before": 61,
        "of_after": 48,
        "verdict_words": "Better",
        "level": "done",
    },
    {
        "words": "All other boroughs",
        "before": "1 h 20 (1 h 00 to 1 h 45)",
        "after": "too few to say (7)",
        "of_before": 90,
        "of_after": 7,
        "verdict_words": "Too few to say",
        "level": "none",
    },
]
COMPARED_DAYS = {
    "before_since": date(2026, 3, 14),
    "before_until": date(2026, 9, 13),
    "after_since": date(2026, 9, 13),
    "after_until": date(2026, 10, 24),
}
CITED: dict[str, Any] = {
    "version": 1,
    "kind": "People or money",
    "cites": DECISIONS[0]["cites"],
    "boroughs": ["Merrowfield"],
    "look_on": date(2026, 10, 12),
    "at": NIGHT - 39 * DAY,
    "who": "Superintendent Ines Bell",
}
DECISION: dict[str, Any] = {
    "decision": {**DECISIONS[0], "kind": "People or money", "boroughs": ["Merrowfield"]},
    "body": {"name": GROUP["name"], "url": GROUP["url"]},
    "meeting_url": MEETING["url"],
    "sides": SIDES,
    "days": COMPARED_DAYS,
    "sentences": ["Better than before is not yet because of the decision."],
    "is_hidden": False,
    "versions": [{**CITED, "version": 2}, {**CITED, "boroughs": [], "look_on": None}],
    "looks": [
        {"who": "Superintendent Ines Bell", "at": NIGHT, "words": "Shorter.\nWe look again in a quarter.",
         "sides": SIDES, "days": COMPARED_DAYS, "is_before_correction": True},
        {"who": "Rosa Lane", "at": NIGHT, "words": "Too early.", "sides": [], "days": None,
         "is_before_correction": False},
    ],
    "may_write": True,
    "checked_at": NIGHT,
}  # fmt: skip
BARE_DECISION: dict[str, Any] = {
    **DECISION,
    "decision": {**DECISIONS[1], "kind": "Other", "boroughs": []},
    "sides": [],
    "days": None,
    "sentences": ["It cites no figure: whether it helped a child cannot be read here."],
    "versions": [],
    "looks": [],
    "may_write": False,
}
CAME = [{"value": "present", "words": "Present"}, {"value": "apologies", "words": "Apologies"}]
MINUTES: dict[str, Any] = {
    "step": {"words": "Write the minutes"},
    "fields_asked": [
        {"name": "held_at", "label": "When it was held", "kind": "instant", "hint": "London time", "options": []},
        {"name": "minutes", "label": "Short minutes", "kind": "words", "hint": None, "options": []},
    ],
    "seats": [{"name": "came_1", "words": "Superintendent Ines Bell, Thornmere Police"}],
    "came": CAME,
    "form": {"values": {"minutes": "Short."}, "errors": {"held_at": "Enter a day and a time."}},
    "back_to": MEETING["url"],
}
SEAT: dict[str, Any] = {
    "step": {"words": "Give a seat"},
    "fields_asked": [
        {"name": "username", "label": "Username", "kind": "line", "hint": None, "options": []},
        {"name": "kind", "label": "Sits as", "kind": "line", "hint": None, "options": CAME},
        {"name": "on", "label": "From", "kind": "day", "hint": None, "options": []},
        {
            "name": "boroughs",
            "label": "Which boroughs",
            "kind": "ticks",
            "hint": "None: all",
            "options": [{"value": "merrow", "words": "Merrowfield", "hint": None}],
        },
        {"name": "is_checked", "label": "I checked it", "kind": "yes", "hint": None, "options": []},
    ],
    "seats": [],
    "came": [],
    "form": {"values": {}, "errors": {}},
    "back_to": "",
}
PAGES: tuple[tuple[str, dict[str, Any], str, str], ...] = (
    ("governance.html", BODIES, "plan_lead", ""),
    ("governance.html", NO_BODIES, "panel_member", "none"),
    ("governance_body.html", BODY, "plan_lead", ""),
    ("governance_body.html", BARE_BODY, "oversight_member", "bare"),
    ("governance_decision.html", DECISION, "plan_lead", ""),
    ("governance_decision.html", BARE_DECISION, "oversight_member", "bare"),
    ("governance_meeting.html", HELD, "auditor_central", ""),
    ("governance_meeting.html", TO_COME, "plan_lead", "to come"),
    ("governance_pack.html", PACK, "panel_member", ""),
    ("governance_pack.html", BARE_PACK, "panel_member", "bare"),
    ("governance_step.html", MINUTES, "plan_lead", "wrong"),
    ("governance_step.html", SEAT, "plan_lead", ""),
)
