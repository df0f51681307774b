"""The page on which a sample is drawn: what is asked, what it would be drawn from, and the draw itself."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from goldthread.audit.criteria import all_sets
from goldthread.audit.planning import for_range
from goldthread.audit.reviews.drawing import STRATA, Preview, Wanted, draw_audit, preview_audit
from goldthread.audit.reviews.models import SOUGHT
from goldthread.audit.reviews.programmes import programmes
from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.organisation.models import Borough
from goldthread.core.refusals import NotValid, Refusal
from goldthread.web import typing_in
from goldthread.web.asking import reader_of

REACH = 10  # ours: the points either side that the page says a size for
LARGEST_LIST = 2 * 2**20  # ours: 20,000 rows of a reference and three strata are under 2 MB
MANY, ONE = ("states", "case_types", "strata"), ("programme", "source", "area", "since", "until", "columns", "borough",
                                                "size", "seed", "sought", "sought_why")  # fmt: skip
FIELDS = {"text": "file", "case_type": "case_types", "excluded": "source", "reference": "source", "targeted": "sought"}


@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest) -> HttpResponse:
    """Ask what to draw; then show from what; then draw and freeze. A refusal stands at its field; typing is kept."""
    reader = reader_of(request)
    reader.must("draw_audits")
    if request.method == "GET":
        return _form(request, reader)
    try:
        text = _list_of(request)
        wanted = _wanted(request.POST, text)
        if request.POST.get("confirmed"):
            drawn = draw_audit(reader, wanted)
            messages.success(request, f"Drawn and frozen: {drawn.reference}.")
            return redirect(f"{reverse('audit_sample', args=[drawn.reference])}?drawn=1")
        return _preview(request, wanted, preview_audit(reader, wanted))
    except NotValid as refusal:
        return _form(request, reader, refusal)


def _form(request: HttpRequest, reader: Reader, refusal: Refusal | None = None) -> HttpResponse:
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in ONE}
    typed.update({name: request.POST.getlist(name) for name in MANY})
    if request.method == "GET":
        typed.update(source="area", seed=f"{clocks.today().isoformat()}-{secrets.token_hex(4)}")
    context = {
        "programmes": [{"value": one.id, "words": one.name, "hint": one.sentence} for one in programmes().values()
                       if one.first == reader.role.id],
        "areas": [{"value": one.id, "words": one.name, "states": _states(one.id)} for one in areas().values()],
        "boroughs": [{"value": one.pk, "words": one.name} for one in Borough.objects.order_by("name")],
        "case_types": _case_types(),
        "strata": [{"value": one, "words": one.capitalize(), "hint": None} for one in STRATA],
        "sought": [{"value": value, "words": words} for value, words in SOUGHT],
        "size_words": for_range(REACH)["words"][0],
        "form": typing_in.form(typed, _at_field(refusal)),
    }  # fmt: skip
    return render(request, "audit_draw.html", context, status=refusal.status if refusal else 200)


def _preview(request: HttpRequest, wanted: Wanted, found: Preview) -> HttpResponse:
    """What the sample would be drawn from, with everything typed carried on, so that one press draws it."""
    carried = [(name, request.POST.get(name, "")) for name in ONE]
    carried += [(name, one) for name in MANY for one in request.POST.getlist(name)]
    parts = found.frame.by_stratum() if found.frame.names else {}
    context = {
        "programme": programmes()[wanted.programme],
        "source": areas()[wanted.area].name if wanted.area else "The list that you handed in",
        "borough": Borough.objects.filter(pk=found.borough).values_list("name", flat=True).first() or "All boroughs",
        "counts": {"listed": len(found.frame.rows), "eligible": found.eligible, "held": found.held,
                   "size": min(wanted.size, found.eligible)},
        "excluded": [{"why": why, "count": count} for why, count in found.frame.why_excluded().items()],
        "parts": [{"name": ", ".join(where), "count": len(rows)} for where, rows in parts.items()],
        "asked": [f"{one['id']} version {one['version']}" for one in found.asked],
        "digest": found.frame.digest,
        "seed": wanted.seed,
        "sought": len(wanted.targeted),
        "size_words": for_range(REACH, population=found.eligible)["words"][0],
        "carried": [*carried, ("text", wanted.text)],
    }  # fmt: skip
    return render(request, "audit_draw_confirm.html", context)


def _wanted(posted: QueryDict, text: str) -> Wanted:
    """What was typed as what is to be drawn. Of an area that was not chosen nothing counts."""
    is_list = posted.get("source") == "list"
    area = "" if is_list else posted.get("area", "")
    if is_list and not text:
        raise NotValid("file", "Choose the file of the list.", "A CSV with a column reference.")
    if not is_list and not area:
        raise NotValid("area", "Choose the area of work.")
    known = {one["value"] for one in _states(area)}
    columns = [one.strip() for one in posted.get("columns", "").split(",") if one.strip()]
    return Wanted(
        programme=posted.get("programme", ""),
        size=_size(posted.get("size", "")),
        seed=posted.get("seed", ""),
        area=area,
        since=None if is_list else typing_in.day_start("since", posted.get("since", "")),
        until=None if is_list else typing_in.day_end("until", posted.get("until", "")),
        states=[one for one in posted.getlist("states") if one in known],
        text=text if is_list else "",
        case_types=posted.getlist("case_types"),
        borough=posted.get("borough", ""),
        strata=columns if is_list else posted.getlist("strata"),
        targeted=[{"reference": one, "why": posted.get("sought_why", "")} for one in _sought(posted)],
    )


def _sought(posted: QueryDict) -> list[str]:
    """The references of cases that are sought besides, one a line."""
    return [one.strip() for one in posted.get("sought", "").splitlines() if one.strip()]


def _size(text: str) -> int:
    found = typing_in.number(text.strip())
    if not found:
        raise NotValid("size", "Enter how many cases to draw, like 46.")
    return found


def _list_of(request: HttpRequest) -> str:
    """The list as handed in, or as the page of the preview carries it on."""
    file = request.FILES.get("file")
    if file is None:
        return request.POST.get("text", "") if request.POST.get("source") == "list" else ""
    if (file.size or 0) > LARGEST_LIST:
        raise NotValid("file", f"The list is over {LARGEST_LIST // 2**20} MB.", "Split it by period.")
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotValid("file", "The file is not UTF-8 text.", "Save it as CSV in UTF-8.") from None


def _states(area: str) -> list[dict[str, Any]]:
    """The states of an area, to be ticked; of none there is nothing to tick."""
    found = areas().get(area)
    return [{"value": one.id, "words": one.words, "hint": None} for one in found.states] if found else []


def _case_types() -> list[dict[str, Any]]:
    known = dict.fromkeys((kind, held.title) for held in all_sets() for kind in held.case_types)
    return [{"value": kind, "words": title, "hint": None} for kind, title in known]


def _at_field(refusal: Refusal | None) -> Refusal | None:
    """The refusal at the field of this page that it is about; a row or a column of a file is the file's."""
    if refusal is None:
        return None
    about = refusal.field
    field = "file" if about.startswith(("row ", "column ")) or about == "text" else FIELDS.get(about, about)
    return NotValid(field, refusal.words, refusal.remedy)
