"""Sample briefings of a borough: tonight's children, tasks with and without a name, and counts."""

from types import SimpleNamespace as Told
from typing import Any

from goldthread.web.styleguide.frames import NIGHT

GIVEN: dict[str, Any] = {
    "reference": "W-4K9WQTD",
    "url": "/task/w-4k9wqtd",
    "words": "See the child at school.",
    "child": "J.K. 15",
    "officer": "PC Dev Shah",
    "due_at": NIGHT,
    "state": "not accepted",
    "code": "given",
    "is_open": True,
    "is_late": False,
    "is_carried": False,
    "why": "",
    "given_by": "Insp Mary Okafor",
}
NOT_DONE = {**GIVEN, "state": "not done", "code": "not_done", "is_open": False, "why": "Nobody was in."}
DONE = {**GIVEN, "state": "done", "code": "done", "is_open": False, "child": None, "words": "Ring the home."}
UNNAMED = {**GIVEN, "officer": None, "is_late": True, "child": None, "is_carried": True}
ROW: dict[str, Any] = {
    "child": "J.K. 15",
    "url": "/case/m-4k9wqtd",
    "case": "M-4K9WQTD",
    "risk": "High risk",
    "level": "high",
    "why": "Missing: being looked for",
    "late": ("Checks on systems",),
    "late_more": (),
    "task": "Inspector's first review",
    "officer": None,
    "due_at": NIGHT,
    "is_late": True,
}
COUNTS = Told(
    borough="merrowfield", name="Merrowfield", tonight=5, missing=4, grown_up=1, high=2, late_children=3, no_name=1,
    intelligence=2, yesterday=Told(on=NIGHT.date(), done=3, not_done=1, open=1, no_name=0, of=5),
    today=Told(on=NIGHT.date(), done=0, not_done=0, open=2, no_name=1, of=2),
    quality=[Told(area="Missing", sentence="8 of 12 below good. Of all, likely 39 to 86%.")],
    sent_back_open=1, changed=["Concerns: 41 opened in the last week, usually 5 to 20 a week (26 weeks)."],
    is_past_known=True,
)  # fmt: skip
QUIET_COUNTS = Told(**{**vars(COUNTS), "quality": [], "changed": [],
                       "is_past_known": False, "grown_up": 0, "no_name": 0,
                       "yesterday": Told(on=None, done=0, not_done=0, open=0, no_name=0, of=0)})  # fmt: skip
SOURCES = [
    {"source": "Custody", "last_good_at": NIGHT, "is_stale": True, "state": "stale"},
    {"source": "Merlin", "last_good_at": NIGHT, "is_stale": False, "state": "fresh"},
]
SHEET: dict[str, Any] = {
    "borough": {"code": "merrowfield", "name": "Merrowfield"},
    "as_at": NIGHT,
    "is_now": False,
    "names": True,
    "ward": "",
    "freshness": SOURCES,
    "counts": COUNTS,
    "children_tonight": "2",
    "tonight": [{**ROW, "late": ("Checks on systems", "Commander told"),
                 "late_more": ("Inspector's first review", "Authority told", "Risk graded again")},
                {**ROW, "child": "T.O. 13", "officer": "PC Dev Shah", "late": (), "is_late": False}],
    "grown_up": [{**ROW, "child": "R.M. 18", "why": "Concern: being looked into"}],
    "beyond_paper": 1,
    "most_on_paper": 14,
    "yesterday": [NOT_DONE, DONE],
    "today": [GIVEN, UNNAMED],
    "late": [{"name": "Missing", "lines": ["Checks on systems: 2", "Inspector's first review: 1"]}],
    "backlog": [{"name": "Concerns", "lines": ["Concerns that nobody has taken: 41", "Never reviewed: unknown"]}],
    "wards": [
        Told(name="Harbour", officer="PC Ann Lee", look_for="Cars outside the home.", risks=3,
             desks=["Jigsaw desk, 24 h"], by_ground={
                 "a marker says to ask the desk about them": [
                     Told(words="Mr H, 29", ask="Jigsaw desk, 24 h", code="", name="")],
                 "a warning says they pose a risk to children (an opinion)": [
                     Told(words="Mr P, 51", ask="", code="C-7K4Q2M", name="PARR, Hal")]}, named=(1, 2)),
        Told(name="Mill", officer=None, look_for="", risks=None, desks=[], named=(), by_ground={}),
        Told(name="Weir", officer=None, look_for="", risks=0, desks=[], named=(), by_ground={}),
    ],
    "lines": [
        Told(id=1, words="A grey car waits outside the school.", ward="Harbour", grading="2BC",
             conditions="Police only.",
             dated_on=NIGHT.date(), expires_at=NIGHT, entered_by="PC Ann Lee"),
    ],
    "champions": [Told(id=1, name="PC Dev Shah", post="Response officer", about="Missing children", hours=4.0)],
    "may_give": True,
    "may_keep": True,
    "may_choose_ward": True,
    "asked_at": "",
    "may_count": False,
    "held_at": "06:45",
    "printed_url": "/improve/briefing/merrowfield/printed",
    "form": {"values": {}, "errors": {}},
}  # fmt: skip
QUIET: dict[str, Any] = {
    **SHEET, "is_now": True, "counts": QUIET_COUNTS, "tonight": [], "grown_up": [], "may_choose_ward": False,
    "beyond_paper": 0, "yesterday": [], "today": [],
    "late": [], "backlog": [], "wards": [], "lines": [], "champions": [], "may_give": False, "may_keep": False,
    "ward": "Harbour", "freshness": [SOURCES[1]],
    "form": {"values": {}, "errors": {"at": "The time is in the future."}},
}  # fmt: skip
COUNTED: dict[str, Any] = {**SHEET, "names": False, "tonight": [], "grown_up": [], "yesterday": [], "today": [],
                           "may_give": False, "may_keep": False, "may_choose_ward": False}  # fmt: skip
ALL: dict[str, Any] = {
    "rows": [
        {"counts": COUNTS, "url": "/improve/briefing/merrowfield"},
        {"counts": QUIET_COUNTS, "url": "/improve/briefing/stanehithe"},
    ],
    "as_at": NIGHT,
    "is_now": True,
    "freshness": SOURCES,
}
CHOICES = [{"value": "", "words": "Choose"}, {"value": "1", "words": "1: Reliable"}]
KEPT: dict[str, Any] = {
    "borough": SHEET["borough"],
    "lines": SHEET["lines"],
    "wards": SHEET["wards"],
    "champions": SHEET["champions"],
    "may_lines": True,
    "may_champions": True,
    "sources": CHOICES,
    "assessments": CHOICES,
    "handlings": CHOICES,
    "officers": CHOICES,
    "form": {"values": {"words": "A grey car."}, "errors": {"source": "Choose one."}},
}
NOTHING_KEPT: dict[str, Any] = {**KEPT, "lines": [], "wards": [], "champions": [], "may_lines": False, "form": None}
NEW: dict[str, Any] = {
    "borough": SHEET["borough"],
    "officers": [{"value": "", "words": "NO NAME yet"}, {"value": "shah", "words": "PC Dev Shah"}],
    "child": "A.B. 14",
    "form": {"values": {"about": "M-4K9WQTD"}, "errors": {"words": "Enter what is to be done."}},
}
NEW_OF_NOBODY: dict[str, Any] = {**NEW, "child": "", "form": {"values": {}, "errors": {}}}
MINE: dict[str, Any] = {"tasks": [GIVEN], "checked_at": NIGHT}
NONE: dict[str, Any] = {"tasks": [], "checked_at": NIGHT}
ONE: dict[str, Any] = {
    "item": GIVEN,
    "about": {"reference": "M-4K9WQTD", "url": "/case/m-4k9wqtd"},
    "may_answer": True,
    "may_give": True,
    "officers": NEW["officers"],
    "results": [
        {"value": "done", "words": "Done", "hint": None},
        {"value": "not_done", "words": "Not done", "hint": None},
    ],
    "form": {"values": {}, "errors": {"why": "Say why it was not done."}},
    "back": "/tasks",
}
ENDED: dict[str, Any] = {**ONE, "item": {**NOT_DONE, "child": None}, "about": None, "may_give": False, "form": None}
