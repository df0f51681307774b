"""Samples of what follows a grading: what waits for a moderator, the gradings of one case, and the end of a sample."""

from datetime import timedelta
from typing import Any

from goldthread.web.styleguide import audits
from goldthread.web.styleguide.frames import NIGHT
from goldthread.web.styleguide.work import PAGE

WAITS: dict[str, Any] = {
    "reference": "M-7Q2K1BC",
    "sample": "Q-4K9WQTD",
    "programme": "Operation Benson",
    "place": 4,
    "why": "The two grades differ",
    "since": NIGHT,
    "is_yours": False,
    "url": "/audit/q-4k9wqtd/4/graded",
}
MODERATION: dict[str, Any] = {
    "rows": [WAITS, {**WAITS, "place": 9, "is_yours": True}],
    "counts": {"all": 2, "yours": 1},
    "sort": {"key": "since", "is_down": True, "url": "?sort={}".format},
    "page": PAGE,
    "form": {"values": {"show": "apart"}, "errors": {}},
    "shows": [{"value": "apart", "words": "The two grades differ"}],
    "chosen": ["The two grades differ"],
    "as_at": NIGHT,
}
NO_MODERATION: dict[str, Any] = {**MODERATION, "rows": [], "counts": {"all": 0, "yours": 0}, "chosen": []}
FIRST: dict[str, Any] = {
    "title": "First grading",
    "grade": "good",
    "at": NIGHT,
    "proposed": "requires improvement",
    "reasons": ['Answered "no": MIS-07. No better than requires improvement.'],
    "is_departure": True,
    "reason": "The gap was <closed> within the hour.",
    "is_live": True,
    "why_live": "He is at the address.",
    "erased": False,
    "corrections": [{"version": 2, "at": NIGHT, "changed": ["Grade: requires improvement to good."]}],
}
SECOND: dict[str, Any] = {**FIRST, "title": "Graded again", "grade": "requires improvement", "is_departure": False,
                          "reason": "", "is_live": False, "why_live": "", "erased": True,
                          "corrections": []}  # fmt: skip
CELL: dict[str, Any] = {"said": "no", "sure": "very sure", "words": "Two lines\nkept.", "evidence": ["Graded"]}
TELLING: dict[str, Any] = {"id": "MIS-07", "words": "Was the level right?", "is_apart": True,
                           "cells": [CELL, {"said": "yes", "sure": "", "words": "", "evidence": []}]}  # fmt: skip
GRADED: dict[str, Any] = {
    "sample": {"reference": "Q-4K9WQTD", "programme_name": "Operation Benson", "drawn_at": NIGHT, "closed_at": None},
    "drawn": {"place": 4, "reference": "M-7Q2K1BC", "is_again": True},
    "of_record": "good",
    "waits": True,
    "may_decide": True,
    "refused": "",
    "gradings": [FIRST, SECOND],
    "decisions": [],
    "choices": [{"value": "good", "words": "Good", "hint": None}],
    "seen": "2 1",
    "key": "k1",
    "columns": ["First grading", "Graded again"],
    "telling": [TELLING],
    "rest": [{**TELLING, "id": "MIS-08", "is_apart": False}],
    **{name: audits.CASE[name] for name in ("step", "case", "blocks")},
    "form": {"values": {"grade": "good"}, "errors": {"reason": "Write why this is the grade."}},
}
DECISION: dict[str, Any] = {"grade": "requires improvement", "at": NIGHT, "by": "DI Noor Haddad",
                            "reason": "MIS-07 stands.\nNobody rang.", "stands": True}  # fmt: skip
GRADED_DECIDED: dict[str, Any] = {
    **GRADED,
    "sample": {**GRADED["sample"], "closed_at": NIGHT},
    "of_record": "requires improvement",
    "waits": False,
    "may_decide": False,
    "decisions": [DECISION, {**DECISION, "at": NIGHT - timedelta(hours=2), "stands": False}],
    "step": None,
    "case": None,
    "blocks": [],
    "form": {"values": {}, "errors": {}},
}
GRADED_ONCE: dict[str, Any] = {
    **GRADED,
    "may_decide": False,
    "refused": "You gave a grade of this case. An auditor who gave none decides.",
    "gradings": [{**FIRST, "reasons": [], "corrections": []}],
    "columns": ["First grading"],
    "telling": [],
    "rest": [],
    "form": {"values": {}, "errors": {}},
}
NOTHING: dict[str, Any] = {"title": "Not graded yet", "count": 0, "named": [], "more": 0}
CLOSE: dict[str, Any] = {
    "sample": {"reference": "Q-4K9WQTD", "programme_name": "Operation Benson"},
    "cases": 46,
    "may_close": True,
    "missing": [NOTHING],
    "to_moderate": {"title": "Waiting for a moderator", "count": 2, "named": ["M-7Q2K1BC", "M-7Q2K1BD"], "more": 0},
    "refusal": "",
}
CLOSE_NOT_YET: dict[str, Any] = {
    **CLOSE,
    "may_close": False,
    "missing": [{**NOTHING, "count": 14, "named": ["M-7Q2K1BC"], "more": 13}, NOTHING],
    "to_moderate": {**NOTHING, "title": "Waiting for a moderator"},
    "refusal": "M-7Q2K1BC is not graded yet. Grade it first, and again where chance chose it.",
}
