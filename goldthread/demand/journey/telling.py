"""A map as one object of JSON, and its edges as rows for a spreadsheet."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from goldthread.core.spreadsheet import as_csv
from goldthread.demand.journey.map import Edge, Map
from goldthread.demand.journey.reading.log import Log

Told = dict[str, Any]
EDGE = ("from", "to", "count", "mean_s", "median_s", "p95_s", "min_s", "max_s", "sum_s")
SHARE = 4  # digits of a share


def told_file(name: str, log: Log, maps: Mapping[str, Map], most: int | None) -> Told:
    """What a file says. Where it has types of object each has its own map, and nothing is added up across them."""
    head = {"file": name, "form": log.form, "columns": dict(log.columns)}
    tail = {"set_aside": dict(log.remarks.aside), "notes": log.remarks.notes}
    if log.form == "ocel":
        return {**head, "types": [{"type": kind, **told(drawn, most)} for kind, drawn in maps.items()], **tail}
    return {**head, **told(maps[""], most), **tail}


def told(drawn: Map, most: int | None) -> Told:
    """One map; at most so many of its variants and journeys are listed, and how many there are stands beside them."""
    return {
        "cases": drawn.cases,
        "events": drawn.events,
        "first": drawn.first_at.isoformat(),
        "last": drawn.last_at.isoformat(),
        "activities": drawn.happened,
        "start": drawn.starts,
        "end": drawn.ends,
        "edges": [_edge(edge) for edge in drawn.edges],
        "variants": _variants(drawn, most),
        "variants_in_all": len(drawn.variants),
        "throughput": asdict(drawn.throughput),
        "longest": _longest(drawn, most),
        "rework": {"cases": drawn.reworked, "activities": drawn.rework, "self_loops": drawn.self_loops},
        "ties": {"pairs": drawn.pairs, "tied": drawn.tied, "share": _share(drawn.tied, drawn.pairs)},
    }


def edges_csv(maps: Mapping[str, Map]) -> str:
    """Every edge as a row, those that hold most time first; by type of object where there are types."""
    head = EDGE if list(maps) == [""] else ("type", *EDGE)
    return as_csv(head, [{"type": kind, **_edge(edge)} for kind, drawn in maps.items() for edge in drawn.edges])


def _edge(edge: Edge) -> Told:
    return {"from": edge.before, "to": edge.after, **asdict(edge.spread)}


def _variants(drawn: Map, most: int | None) -> list[Told]:
    return [
        {
            "activities": list(variant.activities),
            "count": variant.count,
            "share": _share(variant.count, drawn.cases),
            "example": variant.example,
        }
        for variant in drawn.variants.most(most)
    ]


def _longest(drawn: Map, most: int | None) -> list[Told]:
    return [
        {
            "case": journey.case,
            "events": journey.events,
            "first": journey.first_at.isoformat(),
            "last": journey.last_at.isoformat(),
            "seconds": journey.seconds,
        }
        for journey in drawn.journeys.longest(most)
    ]


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, SHARE) if whole else None
