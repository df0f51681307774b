"""Sample journey maps."""

from typing import Any

from goldthread.web.styleguide.frames import NIGHT

REPORTED, GRADED, FOUND, BACK, HEARD, ENDED = (
    ("missing.reported", "Reported missing"),
    ("missing.graded", "Graded"),
    ("missing.located", "Found"),
    ("missing.returned", "Back at a safe place"),
    ("missing.return_interview", "Return interview held"),
    ("missing.closed", "Closed"),
)


def _edge(
    before: tuple[str, str], after: tuple[str, str], count: int, half: str, slow: str | None, days: int
) -> dict[str, Any]:
    return {
        "before": before[0],
        "after": after[0],
        "before_words": before[1],
        "after_words": after[1],
        "count": count,
        "half": half,
        "slow": slow,
        "sum_s": days * 86400,
        "days": f"{days:,}",
        "percent": round(days / 60),
        "url": "/demand/journey/cases?before=missing.located" if count > 600 else None,
    }


def _step(step: tuple[str, str], happened: int, waiting: int = 0, **more: Any) -> dict[str, Any]:
    told = {"starts": 0, "ended": 0, "half": "2 h 10", "longest": "9 d 4 h" if waiting else None, "days": f"{waiting}"}
    return {"step": step[0], "words": step[1], "happened": happened, "waiting": waiting, "url": None, **told, **more}


MAP: dict[str, Any] = {
    "area": {"id": "missing", "name": "Missing", "noun": "missing episode"},
    "days": "1 July 2026 to 30 September 2026",
    "borough": "",
    "cases": 812,
    "still_open": 96,
    "ageless": 4,
    "cases_url": None,
    "half_closed": "6 d 3 h",
    "walked": "6,020",
    "waiting": "310",
    "edges": [
        _edge(BACK, HEARD, 540, "61 h", "9 d", 4120),
        _edge(HEARD, ENDED, 522, "2 d", "8 d", 1290),
        _edge(FOUND, BACK, 700, "40 min", "5 h", 310),
        _edge(REPORTED, GRADED, 806, "25 min", "2 h 10", 60),
        _edge(GRADED, FOUND, 720, "6 h 30", "29 h", 200),
        _edge(GRADED, GRADED, 9, "3 h 05", None, 2),
        _edge(BACK, ENDED, 150, "3 d", "8 d", 38),
    ],
    "first": 5,
    "steps": [
        _step(BACK, 700, 60, half="3 d 1 h", url="/demand/journey/cases?before=missing.returned"),
        _step(GRADED, 815, 36),
        _step(REPORTED, 812, starts=812, half="26 min"),
        _step(FOUND, 705),
        _step(HEARD, 540, half=None),
        _step(ENDED, 716, ended=716, half=None),
    ],
    "again": [{"words": "Graded", "cases": 9}],
    "reworked": 9,
    "ways": [
        {"steps": [one[1] for one in (REPORTED, GRADED, FOUND, BACK, HEARD, ENDED)], "cases": 430, "percent": 53},
        {"steps": [one[1] for one in (REPORTED, GRADED, FOUND, BACK, ENDED)], "cases": 150, "percent": 18},
    ],
    "ways_in_all": 31,
    "tied": 12,
    "drawing": "/static/dist/drawing.js",
    "areas": [{"value": "missing", "words": "Missing"}, {"value": "concern", "words": "Concerns"}],
    "boroughs": [{"value": "Merrowfield", "words": "Merrowfield"}],
    "chosen": ["Missing", "1 July 2026 to 30 September 2026"],
    "form": {"values": {"area": "missing", "since": "2026-07-01", "until": "2026-09-30"}, "errors": {}},
    "checked_at": NIGHT,
}
NO_MAP: dict[str, Any] = {
    **MAP,
    "cases": 0,
    "still_open": 0,
    "ageless": 0,
    "half_closed": None,
    "edges": [],
    "steps": [],
    "again": [],
    "reworked": 0,
    "ways": [],
    "ways_in_all": 0,
    "tied": None,
    "chosen": [],
    "form": {"values": {"age": "teen"}, "errors": {"age": '"teen" is not an age. Write it like 15, or 10-17.'}},
}
FIRST_DAY: dict[str, Any] = {
    **MAP,
    "cases_url": "/demand/journey/cases",
    "half_closed": None,
    "again": [],
    "reworked": 0,
    "drawing": "",
    "tied": None,
}
