"""Sample plans: a recommendation under way, the two plans beside each other, one action, a form."""

from datetime import date
from typing import Any

from goldthread.web.styleguide import effects
from goldthread.web.styleguide.frames import NIGHT

DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
ONE: dict[str, Any] = {
    "report_id": 1,
    "recommendation_id": 2,
    "number": "2",
    "title": "Children who go missing",
    "text": "The force should act at once to answer better when children go missing.\nIt should see each child.",
    "time_group": "immediately",
    "due_on": None,
    "days_open": 126,
    "stage": "in_progress",
    "stage_words": "In progress",
    "plan": "missing",
    "objective": "Every missing child is found sooner and heard on return.",
    "responsible_post": "Missing persons unit",
    "responsible_name": "DCI Bell",
    "position": "All five teams are trained. Minutes to a first action have not clearly changed.",
    "position_on": date(2026, 10, 9),
    "position_by": "Superintendent Ivo Lark",
    "waits_for": ("5",),
    "notes": ("A-009 and A-037 say the same: do it once. Their dates differ.", "No action serves point 2.3."),
    "report": "Child protection inspection",
    "publisher": "The inspectorate",
    "published_on": date(2016, 11, 25),
    "page": 16,
    "is_complete": True,
    "is_late": False,
    "is_closed": False,
}
MISSING = {"id": "missing", "name": "Missing children plan", "group": "Diamond group"}
CHILD_PROTECTION = {"id": "child_protection", "name": "Child protection plan", "group": "Delivery group"}
POINTS = [
    {"number": "2.1", "place": 1, "text": "See each child", "stage_words": "Effect being tested", "level": "none",
     "last_update_on": date(2026, 10, 1), "silent_days": None,
     "decided_by": "Child protection delivery group"},
    {"number": "2.2", "place": 2, "text": "Return interviews", "stage_words": "Returned by the inspectorate",
     "level": "high", "last_update_on": date(2026, 9, 12), "silent_days": 41, "decided_by": ""},
    {"number": "2.3", "place": 3, "text": "Repeat episodes", "stage_words": "Not yet accepted", "level": "none",
     "last_update_on": None, "silent_days": 126, "decided_by": ""},
]  # fmt: skip
ACTION: dict[str, Any] = {
    "reference": "A-009",
    "words": "Teach staff how going missing goes with exploitation.",
    "plan": "missing",
    "plan_words": "Missing children plan",
    "origin_words": "Asked by the inspectorate",
    "post": "Learning and development lead",
    "name": "Inspector Ann Moss",
    "start_on": date(2026, 8, 1),
    "due_on": date(2026, 10, 1),
    "first_due_on": date(2026, 9, 1),
    "moved": True,
    "done_on": None,
    "state_words": "Late by 22 d",
    "level": "high",
    "points": (1, 2),
    "also": ("9",),
    "version": 3,
    "url": "/improve/plans/actions/A-009",
}
DONE_ACTION: dict[str, Any] = {
    **ACTION, "reference": "A-010", "plan": "child_protection", "state_words": "Done", "level": "done", "moved": False,
    "done_on": date(2026, 10, 2), "name": None, "points": (0,), "also": (), "url": "/improve/plans/actions/A-010",
}  # fmt: skip
PIECE: dict[str, Any] = {
    "id": 4, "title": "Training record of the control room", "kind": "input",
    "kind_words": "Input: a condition, never proof of effect", "digest": DIGEST, "effective_on": date(2026, 9, 1),
    "added_by": "Superintendent Ivo Lark", "approved_by": None, "approved_at": None, "address": "", "is_link": False,
    "file_url": "/improve/plans/evidence/4/file", "points": (1,), "withdrawn_at": None, "withdrawn_why": "",
    "withdrawn_by": "", "may_approve": True, "may_withdraw": True,
}  # fmt: skip
EVIDENCE = [
    PIECE,
    {**PIECE, "id": 5, "title": "Sixty cases read", "kind": "outcome", "kind_words": "Outcome", "file_url": None,
     "digest": "", "address": "https://example.org/60", "is_link": True, "may_approve": False, "may_withdraw": False,
     "approved_by": "ACC Wren", "approved_at": NIGHT, "points": (0,)},
    {**PIECE, "id": 6, "title": "List of visits", "withdrawn_at": NIGHT, "withdrawn_by": "Superintendent Ivo Lark",
     "withdrawn_why": "It counted attempts as visits.", "may_approve": False, "may_withdraw": False},
    {**PIECE, "id": 7, "title": "Minute", "file_url": None, "digest": "", "address": "Registry 14/2026",
     "may_approve": False, "may_withdraw": False},
]  # fmt: skip
RECOMMENDATION: dict[str, Any] = {
    "one": ONE,
    "kind": "Recommendation",
    "hides": {"plans": False, "positions": False, "evidence": False},
    "plan": MISSING,
    "acting": [],
    "form": {"values": {}, "errors": {"why_4": "Say why it is withdrawn."}},
    "at": None,
    "counts": {"done": 1, "actions": 2, "late": 1, "shown": 0, "testing": 1, "silent": 2, "quiet": 126},
    "points": POINTS,
    "actions": [ACTION, DONE_ACTION],
    "evidence": EVIDENCE,
    "letters": [
        {"reference": "HMI/2026/14", "on": date(2026, 10, 1), "digest": DIGEST, "words": "We return this to you.",
         "said": ["2.2 returned", "2.1 still being progressed"], "file_url": "/improve/plans/letters/1/file",
         "is_withheld": False},
        {"reference": "HMI/2026/9", "on": date(2026, 9, 1), "digest": DIGEST, "words": "We have read it.",
         "said": ["2.1 still being progressed"], "file_url": None, "is_withheld": True},
    ],
    "blocks": [effects.BLOCK],
    "forms": [{"words": "Add an action", "url": "/recommendation/2/action"}],
}  # fmt: skip
BARE_RECOMMENDATION: dict[str, Any] = {
    **RECOMMENDATION,
    "one": {
        **ONE, "plan": "", "objective": "", "responsible_post": "", "responsible_name": None, "position": None,
        "waits_for": (), "notes": (), "time_group": "", "publisher": "", "published_on": None,
        "page": None, "is_complete": False, "due_on": date(2026, 12, 31), "is_late": True,
    },
    "plan": None,
    "acting": ["Missing children plan"],
    "form": {"values": {}, "errors": {}},
    "at": NIGHT,
    "counts": {"done": 0, "actions": 0, "late": 0, "shown": 0, "testing": 0, "silent": 0, "quiet": 0},
    "points": [{**POINTS[0], "number": "2", "place": 0, "last_update_on": None}],
    "actions": [],
    "evidence": [],
    "letters": [],
    "forms": [],
    "hides": {"plans": True, "positions": True, "evidence": True},
}  # fmt: skip
ROW: dict[str, Any] = {
    "number": "2", "title": "Children who go missing", "url": "/recommendation/2", "stage": "In progress",
    "objective": ONE["objective"], "post": "Missing persons unit", "name": None, "done": 1, "late": 1,
    "actions": [ACTION, DONE_ACTION], "silent": ["2.2 41 d"], "waits_for": ("5",),
    "acting": ["Missing children plan"],
}  # fmt: skip
PLANS: dict[str, Any] = {
    "columns": [
        {"plan": CHILD_PROTECTION, "rows": [], "own": [], "late": 0, "actions": 0},
        {"plan": MISSING, "rows": [ROW, {**ROW, "silent": [], "waits_for": (), "late": 0}], "own": [ACTION],
         "late": 1, "actions": 3},
    ],
    "mine": [ACTION],
    "unplanned": [ROW],
    "between": ["A-009 and A-037 say the same: do it once. Their dates differ."],
    "accountable": {"post": "Chief officer", "name": "ACC Wren"},
    "silent": 1,
    "silence_days": 28,
    "unlooked": 1,
    "governance_url": "/improve/governance",
    "may_keep": True,
    "today": date(2026, 10, 23),
    "checked_at": NIGHT,
}  # fmt: skip
QUIET_PLANS: dict[str, Any] = {**PLANS, "mine": [], "unplanned": [], "between": [], "silent": 0, "may_keep": False}
ASKED: list[dict[str, Any]] = [
    {"kind": kind, "name": name, "label": label, "hint": hint, "options": options}
    for kind, name, label, hint, options in (
        ("long_text", "words", "What is to be done", "It names no child.", []),
        ("choice", "plan", "Plan", "", [{"value": "missing", "words": "Missing children plan", "hint": None}]),
        (
            "select_field",
            "post",
            "Post that answers",
            "",
            [{"value": "supervisor", "words": "Supervisor", "hint": None}],
        ),
        ("text_field", "due_on", "Due on", "Like 24/10/2026.", []),
        ("ticks", "points", "Points it serves", "", [{"value": "1", "words": "2.1 See each child", "hint": None}]),
        ("file_field", "file", "File", "Up to 20 MB.", []),
    )
]
FORM: dict[str, Any] = {
    "title": "Add an action", "button": "Add this action", "note": "Another officer approves it.",
    "about": "2 Children who go missing", "back": "/recommendation/2", "asked": ASKED, "key": "a1b2",
    "form": {"values": {"plan": "missing", "points": ["1"]}, "errors": {"due_on": "Enter the day it is due."}},
}  # fmt: skip
ACTION_PAGE: dict[str, Any] = {
    "action": ACTION,
    "serves": [{"number": "2.1", "text": "See each child at home", "url": "/recommendation/2"},
               {"number": "2.2", "text": "Hear each child", "url": None}],
    "versions": [
        {"at": NIGHT, "by": "Superintendent Ivo Lark", "words": ACTION["words"], "due_on": date(2026, 10, 1),
         "reason": "The trainer is ill.", "state_words": "In progress"},
    ],
    "states": [{"value": "done", "words": "Done", "hint": None}, {"value": "dropped", "words": "No", "hint": None}],
    "may_report": True,
    "may_alter": True,
    "asked": ASKED[:4],
    "positions": [{"number": "2", "words": "Both desks are trained.", "on": date(2026, 10, 1), "by": "Sgt Joan Fell"}],
    "evidence": EVIDENCE[:3],
    "links": [{"words": "Say where it stands", "url": "/improve/plans/actions/A-009/position"}],
    "is_reporting": False,
    "sees_plans": True,
    "form": {"values": {"words": ACTION["words"]}, "errors": {}},
}  # fmt: skip
READ_ACTION: dict[str, Any] = {
    **ACTION_PAGE, "action": DONE_ACTION, "serves": [], "may_report": False, "may_alter": False,
    "positions": [], "evidence": [], "links": [], "sees_plans": False,
}  # fmt: skip
ALL_ACTIONS: dict[str, Any] = {
    "rows": [ACTION, DONE_ACTION],
    "counts": {"held": 3, "shown": 2, "late": 1},
    "hidden_late": 1,
    "sort": {"key": "due", "is_down": False, "url": lambda key: f"?sort={key}"},
    "page": {"number": 1, "last": 2, "first_row": 1, "last_row": 2, "total": 3, "previous": None, "next": "?page=2"},
    "form": {"values": {"whose": "all", "state": "all"}, "errors": {}},
    "plans": [{"value": "missing", "words": "Missing children plan", "hint": None}],
    "states": [{"value": "done", "words": "Done", "hint": None}],
    "chosen": ["ended ones too"],
    "is_mine": False,
    "post": "Superintendent Ivo Lark, improvement plan lead",
    "may_choose": True,
    "download": "?download=csv",
    "checked_at": NIGHT,
}
OWN_ACTIONS: dict[str, Any] = {
    **ALL_ACTIONS, "is_mine": True, "may_choose": False, "hidden_late": 0, "chosen": [], "post": "Control room",
    "page": {**ALL_ACTIONS["page"], "last": 1, "next": None}, "form": {"values": {"whose": "mine"}, "errors": {}},
}  # fmt: skip
NONE_SHOWN: dict[str, Any] = {**OWN_ACTIONS, "rows": [], "may_choose": True}
NO_ACTIONS: dict[str, Any] = {**NONE_SHOWN, "counts": {"held": 0, "shown": 0, "late": 0}, "may_choose": False}
NO_PLAN_ACTIONS: dict[str, Any] = {**NO_ACTIONS, "is_mine": False}
# On the first page of whoever reads the recommendations.
ON_HOME: list[dict[str, Any]] = [
    {
        "number": 2,
        "title": "Missing children",
        "state": "open 126 days",
        "owner": None,
        "is_late": True,
        "actions_late": 1,
        "silent": 1,
        "is_hidden": False,
        "url": "/recommendation/2",
    },
    {
        "number": 3,
        "title": "Risks to children",
        "state": "testing",
        "owner": "DCI Bell",
        "is_late": False,
        "actions_late": 1,
        "silent": 1,
        "is_hidden": False,
        "url": "/recommendation/3",
    },
]
