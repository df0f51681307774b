"""The page of the journey map: where children wait, by step; and the cases behind one figure of it."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_GET

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area
from goldthread.core.areas.registry import areas
from goldthread.core.cases.indicators import TOO_FEW
from goldthread.core.organisation.models import Borough
from goldthread.core.refusals import NotValid
from goldthread.demand.from_journal.wanted import UNPLACED, Asked, Wanted
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of
from goldthread.web.words import day, duration, plural

if TYPE_CHECKING:
    from goldthread.demand.from_journal.queries import Behind, Journeys
    from goldthread.demand.journey.map import Edge
    from goldthread.demand.journey.waiting import Stage

NAMES = ("area", "borough", "since", "until", "age")
DAY = 86_400
FIRST, WAYS = 12, 10  # rows that stand open: the rest of the steps unfold


@require_GET
def journey_map(request: HttpRequest) -> HttpResponse:
    """Where children wait: the map of an area's cases, as tables, and drawn from them where scripts run."""
    # The engine's library is loaded with the first map, not with every page.
    from goldthread.demand.from_journal.queries import open_journeys

    reader, typed = reader_of(request), _typed(request)
    refusal = None
    try:
        found = open_journeys(reader, Wanted(**typed))
    except NotValid as not_valid:
        refusal, found = not_valid, open_journeys(reader, Wanted(area=_known(typed)))
    context = {
        **_shown(found, typed if not refusal else {}, reader),
        "form": typing_in.form({"area": found.asked.area.id, **typed}, refusal),
        "areas": [{"value": one.id, "words": one.name} for one in areas().values() if _may(reader, one)],
        "boroughs": [{"value": one, "words": one} for one in (*sorted(_boroughs()), UNPLACED)],
        "chosen": _chosen(found, typed) if not refusal else [],
        "drawing": _drawing(),
    }
    return render(request, "journey_map.html", context, status=refusal.status if refusal else 200)


@require_GET
def journey_cases(request: HttpRequest) -> HttpResponse:
    """The cases in which one step came right after another, or that wait after it now; each once."""
    from goldthread.demand.from_journal.queries import PAGE, cases_behind

    typed, number = _typed(request), typing_in.page_number(request.GET.get("page", ""))
    steps = {name: request.GET.get(name, "")[:80] for name in ("before", "after")}
    found = cases_behind(reader_of(request), Wanted(**typed), steps["before"], steps["after"], page=number)
    area = found.asked.area
    rows = [{**row, "child": shapes.child_words(row["person"]), "url": reverse("case", args=[row["reference"]])}
            for row in found.rows]  # fmt: skip
    context = {
        "title": _titled(found),
        "counted": f"{plural(found.total, 'case')}. {area.name} recorded {_days(found.asked)}, "
        f"{found.asked.borough or 'all boroughs'}.",
        "job": "Demand",
        "place": "Journey map",
        "back_url": f"{reverse('journey_map')}?{urlencode(typed)}",
        "rows": rows,
        "page": shapes.page(number, PAGE, found.total, urlencode({**typed, **steps})),
        "checked_at": clocks.now(),
    }
    return render(request, "cases_behind.html", context)


def _titled(found: "Behind") -> str:
    area = found.asked.area
    if not found.before:
        return "Every case of the map"
    before = area.sentence(found.before)
    return f"{before}, then {area.sentence(found.after)}" if found.after else f"Waiting after: {before}"


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: text for name in NAMES if (text := request.GET.get(name, "").strip()[:80])}


def _known(typed: dict[str, str]) -> str:
    return typed["area"] if typed.get("area") in areas() else Wanted().area


def _may(reader: Reader, area: Area) -> bool:
    return reader.may("see_figures") or reader.may(area.queue_permission)


def _boroughs() -> list[str]:
    return list(Borough.objects.values_list("name", flat=True))


def _chosen(found: "Journeys", typed: dict[str, str]) -> list[str]:
    asked = found.asked
    words = [asked.area.name, asked.borough, _days(asked) if "since" in typed or "until" in typed else "",
             f"age {typed['age']}" if asked.ages else ""]  # fmt: skip
    return [one for one in words if one] if typed else []


def _days(asked: Asked) -> str:
    return f"{day(asked.first)} to {day(asked.last)}"


def _drawing() -> str:
    """The address of what lays the map out; empty where the scripts were not built: the tables stand alone."""
    try:
        return static("dist/drawing.js")
    except ValueError:
        return ""


def _shown(found: "Journeys", typed: dict[str, str], reader: Reader) -> dict[str, Any]:
    drawn, area = found.drawn, found.asked.area
    opens = _Opens(area.id, typed) if reader.may(area.queue_permission) else None
    edges = [_edge(found, edge, opens) for edge in drawn.edges] if drawn else []
    return {
        "area": {"id": area.id, "name": area.name, "noun": area.noun},
        "days": _days(found.asked),
        "borough": found.asked.borough,
        "cases": drawn.cases if drawn else 0,
        "still_open": found.still_open,
        "ageless": found.ageless,
        "half_closed": _length(found.whole_s),
        "walked": _child_days(found.walked_s),
        "waiting": _child_days(found.waiting_s),
        "cases_url": opens.url() if opens else None,
        "edges": edges,
        "first": FIRST,
        "steps": [_step(found, stage, opens) for stage in found.stages],
        "again": [{"words": found.words(kind), "cases": many} for kind, many in drawn.rework.items()] if drawn else [],
        "reworked": drawn.reworked if drawn else 0,
        "ways": _ways(found),
        "ways_in_all": len(drawn.variants) if drawn else 0,
        "tied": _percent(drawn.tied, drawn.pairs) if drawn and drawn.tied else None,
        "checked_at": found.at,
    }


class _Opens:
    """The addresses of the cases behind figures, for those who may open them."""

    def __init__(self, area: str, typed: dict[str, str]) -> None:
        self.kept = {"area": area, **typed}

    def url(self, before: str = "", after: str = "") -> str:
        named = {name: kind for name, kind in (("before", before), ("after", after)) if kind}
        return f"{reverse('journey_cases')}?{urlencode({**self.kept, **named})}"


def _edge(found: "Journeys", edge: "Edge", opens: _Opens | None) -> dict[str, Any]:
    spread = edge.spread
    return {
        "before": edge.before,
        "after": edge.after,
        "before_words": found.words(edge.before),
        "after_words": found.words(edge.after),
        "count": spread.count,
        "half": _length(spread.median_s),
        "slow": None if spread.count < TOO_FEW else _length(spread.p95_s),
        "sum_s": round(spread.sum_s),
        "days": _child_days(spread.sum_s),
        "percent": _percent(spread.sum_s, found.walked_s),
        "url": opens.url(edge.before, edge.after) if opens else None,
    }


def _step(found: "Journeys", stage: "Stage", opens: _Opens | None) -> dict[str, Any]:
    starts = found.drawn.starts if found.drawn else {}
    return {
        "step": stage.activity,
        "words": found.words(stage.activity),
        "happened": stage.happened,
        "starts": starts.get(stage.activity, 0),
        "ended": stage.ended,
        "waiting": stage.waiting,
        "half": _length(stage.median_s),
        "longest": _length(stage.longest_s) if stage.waiting else None,
        "days": _child_days(stage.waiting_s),
        "url": opens.url(stage.activity) if opens and stage.waiting else None,
    }


def _ways(found: "Journeys") -> list[dict[str, Any]]:
    if found.drawn is None:
        return []
    cases = found.drawn.cases
    return [
        {"steps": [found.words(kind) for kind in way.activities], "cases": way.count,
         "percent": _percent(way.count, cases)}
        for way in found.drawn.variants.most(WAYS)
    ]  # fmt: skip


def _length(seconds: float | None) -> str | None:
    return None if seconds is None else duration(timedelta(seconds=seconds))


def _child_days(seconds: float) -> str:
    """`4,120` days of children together; under ten with a decimal."""
    days = seconds / DAY
    return f"{days:,.0f}" if days >= 10 else f"{days:.1f}"


def _percent(part: float, whole: float) -> int:
    return round(100 * part / whole) if whole else 0
