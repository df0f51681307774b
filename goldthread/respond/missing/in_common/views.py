"""The page of what missing children have in common: filter, map, table; and the same as a file."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldthread.core import clocks
from goldthread.core.refusals import NotValid
from goldthread.respond.missing.in_common.drawing import draw
from goldthread.respond.missing.in_common.exporting import as_file, export_in_common
from goldthread.respond.missing.in_common.queries import KINDS, PAGE, SORTS, Common, Thing, Wanted, in_common
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

PERIODS = {"1": "The last 30 days", "3": "The last 3 months", "12": "The last 12 months", "36": "The last 3 years"}
NAMES = ("months", "borough", "kind", "sort", "page")


@require_GET
def missing_in_common(request: HttpRequest) -> HttpResponse:
    """Places and people that two missing children or more have in common, the most shared first."""
    reader = reader_of(request)
    reader.must("see_in_common")
    chosen = _chosen(request)
    refusal = None
    try:
        found = in_common(reader, wanted_of(chosen))
    except NotValid as refused:
        refusal, found = refused, in_common(reader)
    context = {
        **_shown(found),
        "as_at": clocks.now(),
        "form": typing_in.form(chosen, refusal),
        "chosen": _in_words(chosen),
        "sort": _sort(chosen),
        "page": shapes.page(found.wanted.page, PAGE, found.found, _address(chosen, but=("page",))),
        "file": f"in-common.csv?{_address(chosen, but=('page',))}",
    }
    return render(request, "missing_in_common.html", context, status=refusal.status if refusal else 200)


@require_GET
def missing_in_common_csv(request: HttpRequest) -> HttpResponse:
    """The whole table as it is filtered and sorted, as a file."""
    exported = export_in_common(reader_of(request), wanted_of(_chosen(request)))
    name = f"in-common-{clocks.now().astimezone(clocks.LONDON):%Y-%m-%d-%H%M}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_file(exported), content_type="text/csv; charset=utf-8", headers=headers)


def wanted_of(chosen: dict[str, str]) -> Wanted:
    """What an address asks for; what cannot be is refused by the query."""
    sort = chosen.get("sort", "")
    return Wanted(
        months=chosen.get("months", "12"),
        borough=chosen.get("borough", ""),
        kind=chosen.get("kind", ""),
        sort=sort if sort.removeprefix("-") in SORTS else "",
        page=typing_in.page_number(chosen.get("page", "")),
    )


def _chosen(request: HttpRequest) -> dict[str, str]:
    return {name: text for name in NAMES if (text := request.GET.get(name, "").strip()[:80])}


def _shown(found: Common) -> dict[str, Any]:
    return {
        "things": [_row(one) for one in found.things],
        "found": found.found,
        "drawing": draw(found.things),
        "periods": [{"value": value, "words": words} for value, words in PERIODS.items()],
        "boroughs": [{"value": one, "words": one} for one in found.boroughs],
        "kinds": [{"value": value, "words": words} for value, words in KINDS.items()],
    }


def _row(one: Thing) -> dict[str, Any]:
    return {
        "number": one.number,
        "kind": one.kind,
        "kind_words": KINDS[one.kind],
        "words": one.words,
        "code": one.code,
        "borough": one.borough,
        "children": one.children,
        "shown": [{"code": known.code, "name": known.name} for known in one.shown],
        "episodes": one.episodes,
        "last_at": one.last_at,
        "danger": one.danger,
        "interviews": one.interviews,
        "is_placed": one.point is not None,
    }


def _in_words(chosen: dict[str, str]) -> list[str]:
    told = [PERIODS.get(chosen.get("months", ""), ""), chosen.get("borough", ""), KINDS.get(chosen.get("kind", ""), "")]
    return [words for words in told if words]


def _sort(chosen: dict[str, str]) -> dict[str, Any]:
    """What the table is sorted by, and the address that sorts it by another column; pressed again it turns round."""
    now = chosen.get("sort", "")

    def url(key: str) -> str:
        other = f"-{key}" if now == key else key
        return f"?{_address({**chosen, 'sort': other}, but=('page',))}"

    return {"key": now.removeprefix("-") or "children", "is_down": not now.startswith("-"), "url": url}


def _address(chosen: dict[str, str], but: tuple[str, ...]) -> str:
    return urlencode({name: text for name, text in chosen.items() if name not in but})
