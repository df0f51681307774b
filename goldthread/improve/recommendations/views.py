"""Pages of the register: the list, one recommendation, a report read, corrected and confirmed."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core import clocks
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.improve.recommendations import actions, forms, queries
from goldthread.improve.recommendations.items import KINDS
from goldthread.improve.recommendations.lines import with_lines
from goldthread.improve.recommendations.listing import ALL, NEEDS, OF_PLANS, OPEN, Wanted, as_csv, listed, wanted
from goldthread.improve.recommendations.models import Report
from goldthread.improve.recommendations.stages import STAGES
from goldthread.improve.recommendations.timescales import words_of
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

PAGE = 50
NO_TIME = "no time given"


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """What is open, the most pressing first; readings that wait stand on top. The same list may be downloaded."""
    reader = reader_of(request)
    every = with_lines(reader, queries.all_recommendations(reader))
    hides_plans = any(row["is_hidden"] for row in every)
    want = wanted(request.GET.dict(), hides_plans=hides_plans)
    rows = listed(every, want)
    if request.GET.get("download") == "csv":
        return _download(rows, hides_plans)
    number = min(typing_in.page_number(request.GET.get("page", "")), max(1, -(-len(rows) // PAGE)))
    reports = {row["report_id"]: row["report"] for row in every}
    context = {
        "rows": [_row(row) for row in rows[(number - 1) * PAGE : number * PAGE]],
        "drafts": [{"id": one.pk, "title": one.title, "at": one.read_at} for one in queries.readings_waiting(reader)],
        "counts": {"held": len(every), "shown": len(rows), "late": sum(row["is_late"] for row in rows)},
        "hidden_late": sum(row["is_late"] for row in every) - sum(row["is_late"] for row in rows),
        "sort": shapes.sort(want.sort, want.is_down, _asked(want)),
        "page": shapes.page(number, PAGE, len(rows), urlencode(_asked(want))),
        "form": {"values": _asked(want), "errors": {}},
        "reports": [{"value": str(key), "words": title} for key, title in reports.items()],
        "kinds": [{"value": value, "words": words} for value, words in KINDS.items()],
        "states": [
            {"value": stage, "words": STAGES[stage]} for stage in STAGES if any(r["stage"] == stage for r in every)
        ],
        "needs": [
            {"value": value, "words": words.capitalize()}
            for value, (words, _) in NEEDS.items()
            if not (hides_plans and value in OF_PLANS)
        ],
        "hides_plans": hides_plans,
        "chosen": _chosen(want, reports),
        "download": "?" + urlencode({**_asked(want), "download": "csv"}),
        "may_keep": reader.may("keep_recommendations"),
        "checked_at": clocks.now(),
    }
    return render(request, "recommendations.html", context)


def _download(rows: list[queries.Row], hides_plans: bool) -> HttpResponse:
    name = f"recommendations-{clocks.today().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_csv(rows, hides_plans=hides_plans), content_type="text/csv; charset=utf-8", headers=headers)


def _asked(want: Wanted) -> dict[str, str]:
    """The choice as an address carries it."""
    asked = {
        "report": "" if want.report is None else str(want.report),
        "kind": want.kind,
        "state": want.stage,
        "late": "1" if want.late else "",
        "needs": want.needs,
        "sort": f"{'-' if want.is_down else ''}{want.sort}" if want.sort else "",
    }
    return {name: value for name, value in asked.items() if value}


def _chosen(want: Wanted, reports: dict[int, str]) -> list[str]:
    said = [reports.get(want.report, "a report that is not held")] if want.report is not None else []
    if want.kind:
        said.append(KINDS[want.kind])
    if want.stage != OPEN:
        said.append("closed ones too" if want.stage == ALL else STAGES[want.stage])
    said += ["late"] if want.late else []
    return [*said, NEEDS[want.needs][0]] if want.needs else said


def _row(row: queries.Row) -> dict[str, Any]:
    return {
        "number": row["number"],
        "title": row["title"],
        "publication": row["report"],
        "kind": KINDS[row["kind"]],
        "timescale": words_of(row["timescale"]) or NO_TIME,
        "due_on": row["due_on"],
        "state": row["state"].capitalize(),
        "stage": STAGES[row["stage"]],
        "level": _level(row),
        "owner": row["owner"],
        "post": row["post"],
        "actions": {
            "all": row["actions"],
            "done": row["actions_done"],
            "late": row["actions_late"],
        },
        "points": {
            "all": row["point_count"],
            "shown": row["shown"],
            "testing": row["testing"],
            "silent": row["silent"],
            "quiet": row["quiet"],
        },
        "url": reverse("recommendation", args=[row["id"]]),
    }


def _level(row: queries.Row) -> str:
    if row["is_late"]:
        return "high"
    return "done" if row["state"] == "closed" else "medium"


@require_http_methods(["GET", "POST"])
def import_report(request: HttpRequest) -> HttpResponse:
    """Read a report; nothing stands in the register until a person has compared it with the print."""
    reader_of(request).must("keep_recommendations")
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            report = _read(request)
            return redirect("recommendation_confirm", report.pk)
        except NotValid as not_valid:
            refusal = not_valid
        except Clash as clash:
            clash.field, refusal = "file", clash
    typed = {"published_on": request.POST.get("published_on", "")}
    context = {"form": typing_in.form(typed, refusal), "largest_mb": actions.LARGEST // 2**20}
    return render(request, "recommendation_import.html", context, status=refusal.status if refusal else 200)


def _read(request: HttpRequest) -> Report:
    published_on = forms.published(request.POST.get("published_on", ""))
    file = request.FILES.get("file")
    if file is None:
        raise NotValid("file", "Choose the report's file.")
    if (file.size or 0) > actions.LARGEST:
        words = f"The file is over {actions.LARGEST // 2**20} MB."
        raise NotValid("file", words, "Give the report without its annexes.")
    report, _ = actions.save_reading(reader_of(request), file.read(), file.name or "report", published_on)
    if report.state == "confirmed":
        raise Clash(f"This report is in the register already: {report.title}.", "See the recommendations.")
    return report


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, report_id: int) -> HttpResponse:
    """Correct what was read and confirm it, or drop it. What was typed is kept when a row is refused."""
    report = queries.reading(reader_of(request), report_id)
    if request.method == "POST":
        return _corrected(request, report)
    if report.state == "confirmed":
        return redirect(f"{reverse('recommendations')}?report={report.pk}")
    if report.state == "dropped":
        raise Clash("This reading was dropped.", "Import the report again.")
    return _form_page(request, report)


def _corrected(request: HttpRequest, report: Report) -> HttpResponse:
    if "add" in request.POST:
        return _form_page(request, report)
    try:
        if "drop" in request.POST:
            actions.drop(reader_of(request), report.pk, request.POST.get("why", ""))
        else:
            _confirm(request, report)
    except NotValid as not_valid:
        return _form_page(request, report, forms.errors_of(not_valid), not_valid.status)
    except Clash as clash:
        return _form_page(request, report, {"": str(clash)}, clash.status)
    return redirect("recommendations")


def _confirm(request: HttpRequest, report: Report) -> None:
    typed = request.POST.dict()
    items = forms.correcting(report, typed).items(typed)
    published_on = forms.published(typed.get("published_on", ""))
    title, publisher = typed.get("title", ""), typed.get("publisher", "")
    actions.confirm(reader_of(request), report.pk, items, title=title, publisher=publisher, published_on=published_on)


def _form_page(
    request: HttpRequest, report: Report, errors: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    typed = request.POST.dict()
    form = forms.correcting(report, typed, one_more="add" in typed)
    context = {
        "draft": {
            "id": report.pk,
            "title": report.title,
            "publisher": report.publisher,
            "published_on": report.published_on,
            "file_name": report.name,
            "read_by": str(report.read_by),
            "read_at": report.read_at,
        },
        "warnings": report.reading["warnings"],
        "items": form.shown(),
        "found": len(form.read),
        "added": form.added,
        "kinds": [{"value": value, "words": words} for value, words in KINDS.items()],
        "form": {"values": typed, "errors": errors or {}},
    }
    return render(request, "recommendation_confirm.html", context, status=status)
