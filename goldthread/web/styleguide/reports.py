"""Sample reports: the list, a draft, the same as outside readers get it, one figure, publishing, the way back."""

from typing import Any

from goldthread.web.styleguide.frames import NIGHT

EDITION = {
    "url": "/improve/reports/2026-Q3-1", "period": "2026-Q3", "number": 1, "by": "ACC Anne Wren", "at": NIGHT,
    "why": "",
}  # fmt: skip
CORRECTED = {**EDITION, "number": 2, "why": "A borough sent its times late."}
REPORTS: dict[str, Any] = {
    "editions": [CORRECTED, EDITION],
    "drafts": [{"url": "/improve/reports/2026-Q4", "words": "October to December 2026"}],
    "checked_at": NIGHT,
}
NO_REPORTS = {"editions": [], "drafts": [], "checked_at": NIGHT}
HEAD: dict[str, Any] = {
    "name": "2026-Q4", "title": "Child protection: quarterly report", "subtitle": "October to December 2026",
    "force": "Thornmere Police", "is_draft": True, "url": "/improve/reports/2026-Q4",
}  # fmt: skip
NUMBER = [
    {"words": "Minutes to seen safe: before ", "url": ""},
    {"words": "6 h 50 min", "url": "/improve/reports/2026-Q4/figures/3"},
    {"words": ", now ", "url": ""}, {"words": "6 h 35 min", "url": "/improve/reports/2026-Q4/figures/4"},
    {"words": ". No clear change.", "url": ""},
]  # fmt: skip


def _words(text: str) -> list[dict[str, str]]:
    return [{"words": text, "url": ""}]


ROW = [_words("Merrowfield"), [{"words": "54%", "url": "/improve/reports/2026-Q4/figures/5"}], _words("43% to 64%")]
CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40" width="100" height="40" role="img" '
    'aria-label="Minutes to seen safe by month. Oct 26: 6 h 35 min.">'
    '<circle cx="50" cy="20" r="4" fill="#1d4f91"/></svg>'
)
SECTIONS: list[dict[str, Any]] = [
    {"id": "r2", "title": "Recommendation 2: Improve the response to missing children", "level": 2,
     "verdict": "In progress. Effect: no clear change. Silent: 1 point. Late: 2 actions.", "blocks": [
        {"kind": "quoted", "sentences": [_words("The force should find missing children sooner.")]},
        {"kind": "silent", "sentences": [_words("SILENT: nothing has been said on point 2.3 for 41 days.")]},
        {"kind": "plain", "sentences": [NUMBER, _words("Counter-measure steady.")]},
        {"kind": "chart", "svg": CHART, "caption": "Minutes to seen safe, by month",
         "mark": "Pass mark 5 h, PROPOSED: a starting point."},
        {"kind": "table", "caption": "Each borough beside its own past", "head": ["Borough", "Now", "95% interval"],
         "rows": [ROW], "is_long": False},
        {"kind": "table", "caption": "Child seen, by borough", "head": ["Borough", "Share", "95% interval"],
         "rows": [ROW] * 13, "is_long": True},
        {"kind": "bullets", "sentences": [_words("Whether the child was safe at home after.")]},
        {"kind": "not_known", "sentences": [_words("NOT KNOWN:")]},
    ]},
    {"id": "definitions", "title": "What each figure counts", "level": 2, "verdict": "", "blocks": []},
]  # fmt: skip
DRAFT: dict[str, Any] = {
    "report": HEAD,
    "standing": "Draft",
    "digest": "",
    "is_outside": False,
    "contents": [{"id": one["id"], "words": one["title"]} for one in SECTIONS],
    "silent": 1,
    "missing": 2,
    "sections": SECTIONS,
    "files": [{"words": "PDF", "url": "/improve/reports/2026-Q4/file.pdf"}],
    "publish_url": "/improve/reports/2026-Q4/publish",
    "checked_at": NIGHT,
}
OUTSIDE = {
    **DRAFT,
    "report": {**HEAD, "name": "2026-Q3-1", "is_draft": False},
    "standing": "Published 23 October 2026 by ACC Anne Wren. Edition 1.",
    "digest": "0" * 64,
    "is_outside": True,
    "publish_url": None,
}
FIGURE: dict[str, Any] = {
    "report": HEAD,
    "figure": {
        "name": "Child seen", "value": "54%", "interval": "43% to 64%", "count": "43", "of": "80",
        "counts": "the child was seen", "of_words": "episodes", "source": "Our catalogue, MIS-I08",
        "measure": "missing:MIS-I08", "borough": "all boroughs", "time": "1 October 2026 to 23 October 2026",
        "not_known": "",
    },
    "places": [{"section": "Missing in figures", "url": "/improve/reports/2026-Q4#area-missing", "pieces": NUMBER}],
    "cases_url": "/improve/reports/2026-Q4/figures/5/cases",
    "why_not": "",
    "list": None,
}  # fmt: skip
COUNTED_FIGURE = {
    **FIGURE,
    "figure": {**FIGURE["figure"], "name": "Actions late", "value": "3", "interval": "", "count": None, "of": None},
    "cases_url": None,
    "list": {"url": "/improve/actions?whose=all&late=1", "words": "Actions that are late"},
}
CLOSED_FIGURE = {
    **FIGURE,
    "figure": {**FIGURE["figure"], "value": "not shown", "interval": "", "count": None, "of": None},
    "places": [],
    "cases_url": None,
    "why_not": "You cannot open these cases. Ask who works missing children.",
}
PUBLISH: dict[str, Any] = {
    "report": {"name": "2026-Q3", "url": "/improve/reports/2026-Q3"},
    "earlier": [],
    "least": 5,
    "form": {"values": {"why": ""}, "errors": {}},
}
AGAIN = {
    **PUBLISH,
    "earlier": [EDITION],
    "form": {"values": {"why": ""}, "errors": {"why": "ACC Anne Wren published this quarter already."}},
}
BACK: dict[str, Any] = {
    "case": {"reference": "M-4K9W2T", "title": "Missing child", "url": "/case/M-4K9W2T"},
    "figures": [{"report": "2026-Q3-1", "name": "Child seen", "url": "/improve/reports/2026-Q3-1/figures/5",
                 "figure": "12", "time": "1 July 2026 to 30 September 2026"}],
    "live": [
        {"name": "From held by the force until the child is seen safe", "counts": True, "month": "August 2026",
         "recommendation": "2", "url": "/improve/effect/2"},
        {"name": "Checks done in time", "counts": False, "month": "August 2026", "recommendation": None, "url": None},
    ],
    "sees_effect": True,
    "checked_at": NIGHT,
}  # fmt: skip
NO_BACK = {**BACK, "figures": [], "live": []}
