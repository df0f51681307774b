"""The page of a queue: an area's open work as it was wanted, fifty at a time, and what waits in all of it."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area
from goldthread.core.areas.registry import areas
from goldthread.core.cases.exporting import as_file, export_queue
from goldthread.core.cases.queueing import BANDS, PAGE, SORTS, Queue, Wanted, open_queue, queue_changed
from goldthread.core.organisation.models import Borough
from goldthread.core.refusals import NotValid
from goldthread.web import case_links, changing, shapes, typing_in, view_pages
from goldthread.web.asking import reader_of

PLAIN = ("state", "risk", "owner", "borough", "late", "waiting", "review", "find", "sort")
WAITS = (("1", "1 day or longer"), ("3", "3 days or longer"), ("7", "A week or longer"), ("28", "4 weeks or longer"))
REVIEWS = (("never", "Never reviewed"), ("due", "A review is due"), ("asked", "A review asks for something"))
LATE = {"yes": "Late only", "soon": "Due within the hour"}
NOT_GRADED = ("unknown", "Not graded")


@require_GET
def queue(request: HttpRequest, area: str) -> HttpResponse:
    """An area's open work: what an audit sent back first, no owner, late, risk, the grade, what is due, the oldest."""
    reader = reader_of(request)
    chosen = {name: str(value).strip() for name, value in request.GET.items() if str(value).strip()}
    if not request.GET and (kept := view_pages.first(reader, area)):
        return redirect(kept)
    refusal = None
    try:
        found = open_queue(reader, area, wanted_of(chosen))
    except NotValid as refused:
        if refused.field == "area":
            raise
        refusal = refused
        found = open_queue(reader, area)
    context = {
        **_head(found),
        "rows": [_line(reader, row, found.area) for row in found.rows],
        "sort": _sort(chosen),
        "page": shapes.page(found.wanted.page, PAGE, found.found, address(chosen, leave=("page",))),
        "form": typing_in.form({**chosen, "late": chosen.get("late", "")}, refusal, {"waiting_days": "waiting"}),
        **choices(found.area, found.owners),
        "chosen": in_words(choices(found.area, found.owners), chosen),
        "here": request.get_full_path(),
        "views": view_pages.shown(reader, found.area.id, replace(found.wanted, page=1)),
        "asked": [(name, value) for name, value in chosen.items() if name != "page"],
        "file": f"{reverse('queue_csv', args=[found.area.id])}?{address(chosen)}",
        "may_give": reader.may("supervise_work"),
        "hidden_late": found.waiting.late - found.found_late,
    }
    return render(request, "queue.html", context, status=refusal.status if refusal else 200)


@require_GET
def queue_csv(request: HttpRequest, area: str) -> HttpResponse:
    """The whole of a queue as its page is filtered and sorted, as a file."""
    asked = {name: str(value).strip() for name, value in request.GET.items() if str(value).strip()}
    exported = export_queue(reader_of(request), area, wanted_of(asked))
    name = f"{exported['area']}-queue-{clocks.now().astimezone(clocks.LONDON):%Y-%m-%d-%H%M}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_file(exported), content_type="text/csv; charset=utf-8", headers=headers)


def wanted_of(chosen: dict[str, str]) -> Wanted:
    """What the address of a queue asks for; what cannot be is refused by the query."""
    waiting = chosen.get("waiting", "")
    if waiting and not (waiting.isascii() and waiting.isdigit() and len(waiting) < 7):
        raise NotValid("waiting", "That is no number of days.", "Choose one.")
    sort = chosen.get("sort", "")
    return Wanted(
        state=chosen.get("state", ""),
        risk=chosen.get("risk", ""),
        owner=chosen.get("owner", ""),
        borough=chosen.get("borough", ""),
        late=chosen.get("late", "") not in ("", "soon"),
        due_soon=chosen.get("late") == "soon",
        waiting_days=int(waiting) if waiting else None,
        scales={name.removeprefix("scale-"): value for name, value in chosen.items() if name.startswith("scale-")},
        review=chosen.get("review", ""),
        find=chosen.get("find", ""),
        sort=sort if sort.removeprefix("-") in SORTS else "",
        page=typing_in.page_number(chosen.get("page", "")),
    )


def _head(found: Queue) -> dict[str, Any]:
    told, now = found.waiting, clocks.now()
    return {
        "area": {"code": found.area.id, "name": found.area.name},
        "scope": "All boroughs",
        "counts": {
            "open": told.open,
            "late": told.late,
            "no_owner": told.no_owner,
            "found": found.found,
            "oldest": now - told.oldest if told.oldest else None,
        },
        "by_state": [
            {"words": one.words, "count": told.by_state[one.id], "url": f"?state={one.id}"}
            for one in found.area.states
            if one.id in told.by_state
        ],
        "backlog": _backlog(found),
        "as_at": now,
    }


def _backlog(found: Queue) -> dict[str, Any] | None:
    """How long the work waits, by grade: the columns, and a row for each length that there is."""
    told = found.waiting.backlog
    if not told:
        return None
    scale = found.area.scales[0] if found.area.scales else None
    grades = [*([(value, words) for value, words in scale.values] if scale else []), ("", "Not graded")]
    used = [(value, words) for value, words in grades if any(value in row for row in told.values())]
    heads = [words for _, words in used] if scale else []
    rows = []
    for _, band in BANDS:
        if band in told:
            counts = [told[band].get(value, 0) for value, _ in used] if scale else []
            rows.append([band.capitalize(), *counts, sum(told[band].values())])
    columns = [{"name": "Waiting", "key": None, "is_number": False}]
    columns += [{"name": name, "key": None, "is_number": True} for name in (*heads, "All")]
    return {"columns": columns, "rows": rows}


def choices(area: Area, owners: list[tuple[str, str]]) -> dict[str, Any]:
    """What a list of an area's work may be narrowed to."""
    boroughs = Borough.objects.order_by("name").values_list("code", "name")
    return {
        "states": _options((one.id, one.words) for one in area.states if not one.is_closed),
        "risks": _options([*area.risks, NOT_GRADED]) if area.risks else [],
        "owners": _options([("none", "No owner"), ("mine", "Mine"), *owners]),
        "boroughs": _options(boroughs),
        "waits": _options(WAITS),
        "reviews": _options(REVIEWS),
        "scales": [
            {"name": f"scale-{one.fact}", "words": one.name, "options": _options([*one.values, NOT_GRADED])}
            for one in area.scales
        ],
        "grade_words": area.scales[0].name if area.scales else None,
    }


def _options(pairs: Any) -> list[dict[str, str]]:
    return [{"value": value, "words": words} for value, words in pairs]


def in_words(lists: dict[str, Any], chosen: dict[str, str]) -> list[str]:
    """The filter in words, for the line above the list."""
    named = [
        ("state", "State", lists["states"]),
        ("risk", "Risk", lists["risks"]),
        ("owner", "Owner", lists["owners"]),
        ("borough", "Borough", lists["boroughs"]),
        ("waiting", "Waiting", lists["waits"]),
        ("review", "Review", lists["reviews"]),
        *((one["name"], one["words"], one["options"]) for one in lists["scales"]),
    ]
    words = []
    for name, label, options in named:
        said = next((one["words"] for one in options if one["value"] == chosen.get(name)), None)
        words += [f"{label}: {said}"] if said else []
    words += [LATE.get(chosen["late"], "Late only")] if chosen.get("late") else []
    return [*words, f"Found by: {chosen['find'][:40]}"] if chosen.get("find") else words


def address(chosen: dict[str, str], leave: tuple[str, ...] = (), **changes: str) -> str:
    kept = {name: value for name, value in chosen.items() if name in PLAIN or name.startswith("scale-")}
    return urlencode({name: value for name, value in {**kept, **changes}.items() if name not in leave})


def _sort(chosen: dict[str, str]) -> dict[str, Any]:
    """The order now, and the address that each column's name leads to: up, then down; the filter is kept."""
    asked = chosen.get("sort", "")
    key, is_down = asked.removeprefix("-"), asked.startswith("-")

    def url(wanted: str) -> str:
        turned = "-" if wanted == key and not is_down else ""
        return f"?{address(chosen, sort=turned + wanted)}"

    return {"key": key, "is_down": is_down, "url": url}


def _line(reader: Reader, row: dict[str, Any], area: Area) -> dict[str, Any]:
    scale = area.scales[0] if area.scales else None
    grade = row["grades"].get(scale.fact, "") if scale else ""
    return {
        "url": reverse("case", args=[row["reference"]]),
        "reference": row["reference"],
        "child": shapes.child_words(row["person"]),
        "times": row["in_12_months"],
        "what": row["borough"] or "borough not known",
        "level": row["risk"] or "unknown",
        "risk": shapes.RISK_WORDS[row["risk"]],
        "grade": scale.words(grade) if scale and grade else "Not graded",
        "state": row["state_words"],
        "clock": shapes.clock(row["next_due"]),
        "owner": row["owner"],
        "opened_at": shapes.instant(row["opened_at"]),
        "reviewed_at": shapes.instant(row["reviewed_at"]) if row["reviewed_at"] else None,
        "review_asks": row["review_asks"],
        "sent_back": case_links.linked(reader, row["sent_back"]) if row["sent_back"] else None,
    }


def _board(area: Area) -> None:
    """Have the queue of an area say `2 changes: show`: its rows never move under whoever reads them."""
    changing.board(f"queue-{area.id}", lambda reader, since: queue_changed(reader, area, since))


for _area in areas().values():
    _board(_area)
