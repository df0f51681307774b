"""The map of the force's own journeys as one object of JSON, the same by page, API and command."""

from typing import Any

from goldthread.core.cases.indicators import TOO_FEW
from goldthread.core.plain import plain
from goldthread.demand.from_journal.queries import Behind, Journeys
from goldthread.demand.from_journal.wanted import Asked
from goldthread.demand.journey.map import Edge
from goldthread.demand.journey.telling import told

Told = dict[str, Any]
MOST = 100  # variants listed
NAMED = ("longest", "throughput", "edges", "variants")  # they name a case, leave open ones out, or are told below


def told_journeys(found: Journeys) -> Told:
    """Every figure. The slowest of fewer than ten is not told: it would be one child's."""
    head = {
        **told_asked(found.asked),
        "at": found.at.isoformat(),
        "open": found.still_open,
        "ageless": found.ageless,
        "half_closed_s": found.whole_s,
        "walked_s": found.walked_s,
        "waiting_s": found.waiting_s,
        "steps": [{"step": one.activity, "words": found.words(one.activity), **_without(vars(one), "activity")}
                  for one in found.stages],
    }  # fmt: skip
    return {**head, **_drawn(found)}


def told_asked(asked: Asked) -> Told:
    youngest, oldest = asked.ages or (None, None)
    return {
        "area": asked.area.id,
        "borough": asked.borough,
        "since": asked.first.isoformat(),
        "until": asked.last.isoformat(),
        "youngest": youngest,
        "oldest": oldest,
    }


def told_behind(found: Behind) -> Told:
    return {
        **told_asked(found.asked),
        "before": found.before,
        "after": found.after,
        "total": found.total,
        "cases": plain(found.rows),
    }


def _drawn(found: Journeys) -> Told:
    if found.drawn is None:
        return {"cases": 0, "events": 0, "first": None, "last": None, "start": {}, "end": {}, "edges": [],
                "variants": [], "variants_in_all": 0, "rework": {"cases": 0, "activities": {}, "self_loops": {}},
                "ties": {"pairs": 0, "tied": 0, "share": None}}  # fmt: skip
    whole = told(found.drawn, MOST)
    kept = _without(whole, "activities", *NAMED)
    ways = [_without(way, "example") for way in whole["variants"]]
    return {**kept, "edges": [_edge(found, edge) for edge in found.drawn.edges], "variants": ways}


def _edge(found: Journeys, edge: Edge) -> Told:
    spread, whole = edge.spread, found.walked_s
    return {
        "from": edge.before,
        "to": edge.after,
        "from_words": found.words(edge.before),
        "to_words": found.words(edge.after),
        "count": spread.count,
        "median_s": spread.median_s,
        "p95_s": None if spread.count < TOO_FEW else spread.p95_s,
        "sum_s": spread.sum_s,
        "share": round(spread.sum_s / whole, 4) if whole else 0.0,
    }


def _without(whole: Told, *names: str) -> Told:
    return {name: value for name, value in whole.items() if name not in names}
