"""Sample tests of effect."""

from datetime import date
from typing import Any

from goldthread.web.styleguide.frames import NIGHT


def _bar(words: str, left: float | None = None, right: float | None = None, at: float | None = None) -> dict[str, Any]:
    return {"words": words, "left": left, "right": right, "at": at, "is_open": False}


NOTHING = {"before": _bar("not known: nobody asked"), "now": _bar("not known: nobody asked"), "mark": None}
BARS = {
    "before": _bar("6 h 50 (6 h 20 to 7 h 35)", 150.0, 180.0, 162.0),
    "now": _bar("6 h 35 (5 h 50 to 7 h 30)", 138.0, 178.0, 156.0),
    "mark": 118.0,
}
SAFE: dict[str, Any] = {
    "number": "2",
    "title": "The missing child is seen safe sooner",
    "child": "A child who goes missing is found and seen safe by an officer sooner.",
    "outcome": "From held by the force until the child is seen safe",
    "unknown": "",
    "bars": BARS,
    "time_before": "January to June 2026",
    "time_now": "July to December 2026",
    "verdict": "No clear change",
    "level": "none",
    "counter": "Prevention interview held",
    "counter_why": "A child written down as safe from a desk is not spoken to.",
    "counter_bars": BARS,
    "counter_verdict": "No clear change",
    "counter_level": "none",
    "pass_mark": "5 h 00",
    "adopted_by": None,
    "adopted_on": None,
    "is_passed": None,
    "is_shown": False,
    "url": "/improve/effect/2",
    "recommendation_url": "/recommendation/2",
}
CELLS = {
    **SAFE,
    "number": "8",
    "title": "Children are not held in cells overnight",
    "unknown": "transfers are not in the feed of custody records",
    "bars": NOTHING,
    "verdict": "Not known",
    "counter": "",
    "counter_bars": NOTHING,
    "pass_mark": "95% of certificates good",
    "url": "/improve/effect/8",
    "recommendation_url": None,
}
WORSE = {
    **SAFE,
    "adopted_by": "ACC Anne Wren, assistant chief constable",
    "adopted_on": date(2026, 10, 1),
    "is_passed": False,
    "counter_verdict": "Worse",
    "counter_level": "high",
}
BLOCK = {
    "template": "components/effect_block.html",
    "block": {
        **{name: SAFE[name] for name in ("title", "child", "verdict", "level", "bars", "time_before", "time_now",
                                         "unknown", "counter", "counter_verdict", "url")},
        "counter_is_worse": True,
        "mark": "Pass mark 5 h 00 PROPOSED: no chief officer has adopted it.",
        "shown": "Effect not yet shown.",
    },
}  # fmt: skip
EFFECTS: dict[str, Any] = {
    "rows": [SAFE, WORSE, CELLS],
    "time_before": SAFE["time_before"],
    "time_now": SAFE["time_now"],
    "checked_at": NIGHT,
}


def _alone(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the list as its own page has it, which needs no address of itself."""
    return {name: value for name, value in row.items() if name != "url"}


NO_SERIES: dict[str, Any] = {
    "months": [], "is_drawn": False, "mean": None, "lower": None, "upper": None, "mark": None, "top": "", "note": "",
}  # fmt: skip
MONTHS = [
    {"words": "September 2026", "said": "6 h 40 (5 h 00 to 8 h 10)", "of": 40, "x": 160.0, "y": 90.0, "low": 120.0,
     "high": 70.0, "standing": "", "is_known": True, "is_few": False},
    {"words": "October 2026", "said": "7 h 00, of 4: too few to say", "of": 4, "x": 480.0, "y": 88.0, "low": None,
     "high": None, "standing": "", "is_known": True, "is_few": True},
    {"words": "November 2026", "said": "not known: no work began in this time", "of": 0, "x": 600.0, "y": None,
     "low": None, "high": None, "standing": "", "is_known": False, "is_few": False},
]  # fmt: skip
EFFECT: dict[str, Any] = {
    **_alone(SAFE),
    "sentences": ["6 h 50 in January to June 2026, 6 h 35 in July to December 2026. No clear change."],
    "series": {"months": MONTHS, "is_drawn": True, "mean": 95.0, "lower": 150.0, "upper": 60.0, "mark": 110.0,
               "top": "11 h", "note": ""},
    "boroughs": [
        {"name": "Merrowfield", "before": "7 h 05 (6 h to 8 h)", "now": "6 h 10 (5 h to 7 h)", "bars": BARS,
         "verdict": "No clear change", "url": "/improve/effect/2/cases?measure=held-to-safe"},
        {"name": "Oxlade", "before": "too few to say (4)", "now": "too few to say (3)", "bars": NOTHING,
         "verdict": "Too few to say", "url": None},
    ],
    "also": [{"words": "Below good on audit", "before": "70% (55% to 82%)", "now": "62% (48% to 75%)",
              "verdict": "No clear change"}],
    "inputs": ["Staff trained in when a child is missing."],
    "not_known": ["What happened to the child while away, where nobody asked."],
    "adoptions": [],
    "kept": [{"time": "January to June 2026", "verdict": "No clear change", "is_passed": None, "who": "DCI Bell",
              "at": NIGHT, "digest": "0a1b2c3d4e5f", "is_whole": True}],
    "no_list": "",
    "cases_url": "/improve/effect/2/cases?measure=held-to-safe",
    "counter_url": None,
    "may_adopt": False,
    "may_keep": True,
    "is_share": False,
    "form": {"values": {"until": "2026-10"}, "errors": {}},
    "checked_at": NIGHT,
}  # fmt: skip
TO_ADOPT = {
    **EFFECT,
    **_alone(WORSE),
    "adoptions": [{"what": "5 h 00", "who": "ACC Anne Wren", "at": NIGHT, "why": "It is what we promised."}],
    "kept": [],
    "cases_url": None,
    "may_adopt": True,
    "may_keep": False,
}
UNKNOWN = {**EFFECT, **_alone(CELLS), "series": NO_SERIES, "boroughs": [], "also": [], "kept": [], "cases_url": None}
