"""Pages of reports: the list, one report, a figure and the cases behind it, publishing, and back from a case."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core import clocks
from goldthread.core.cases.indicators import PAGE
from goldthread.core.cases.queries import open_case_file
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.improve.effect.entered import Entered as Live
from goldthread.improve.effect.entered import entered_by
from goldthread.improve.reporting import freezing, queries
from goldthread.improve.reporting.document import MISSING, SILENT, Figure, Paragraph, Section, Sentence
from goldthread.improve.reporting.laid_out import laid_out, pieces
from goldthread.improve.reporting.periods import quarter_of
from goldthread.improve.reporting.queries import Opened
from goldthread.improve.reporting.registered import list_behind
from goldthread.improve.reporting.shown import days_between, interval, shown
from goldthread.improve.reporting.writing import written
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

DRAFTED = 4  # ours: the quarter that runs and the three before it are offered


@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """What was published, and the drafts that may be made."""
    reader = reader_of(request)
    found = queries.published(reader)
    context = {
        "editions": [_edition(one) for one in found],
        "drafts": _drafts() if reader.may("draft_reports") else [],
        "checked_at": clocks.now(),
    }
    return render(request, "reports.html", context)


def _edition(one: Any) -> dict[str, Any]:
    return {"url": reverse("report", args=[one.name]), "period": one.period, "number": one.number,
            "by": str(one.published_by), "at": one.published_at, "why": one.why}  # fmt: skip


def _drafts() -> list[dict[str, str]]:
    quarters = [quarter_of(clocks.today())]
    while len(quarters) < DRAFTED:
        quarters.append(quarters[-1].before)
    return [{"url": reverse("report", args=[one.name]), "words": one.words} for one in quarters]


@require_GET
def report(request: HttpRequest, report: str) -> HttpResponse:
    """One report: its contents, what is silent, and its sentences, whose numbers open what is behind them."""
    reader = reader_of(request)
    opened = queries.open_report(reader, report)
    made = opened.document
    context = {
        "report": _head(opened),
        "standing": made.standing,
        "digest": opened.digest,
        "is_outside": opened.is_outside,
        "contents": [{"id": one.id, "words": one.title} for one in made.sections],
        "silent": _how_many(made.sections, SILENT),
        "missing": _how_many(made.sections, MISSING),
        "sections": laid_out(made, lambda figure: _figure_url(opened, figure)),
        "files": [
            {"words": words, "url": reverse("report_file", args=[report, form])} for form, words in FILES.items()
        ],
        "publish_url": reverse("report_publish", args=[report]) if _may_publish(reader, opened) else None,
        "checked_at": clocks.now(),
    }
    return render(request, "report.html", context)


FILES = {"html": "One page, to keep or print", "pdf": "PDF", "docx": "Word"}


def _may_publish(reader: Any, opened: Opened) -> bool:
    return opened.is_draft and reader.may("publish_reports") and opened.document.until < clocks.now().isoformat()


def _head(opened: Opened) -> dict[str, Any]:
    made = opened.document
    return {"name": opened.name, "title": made.title, "subtitle": made.subtitle, "force": made.force,
            "is_draft": opened.is_draft, "url": reverse("report", args=[opened.name])}  # fmt: skip


def _how_many(sections: tuple[Section, ...], kind: str) -> int:
    """How many silences, or promises that are missing, the report tells of."""
    return sum(isinstance(block, Paragraph) and block.kind == kind for one in sections for block in one.blocks)


def _figure_url(opened: Opened, figure: Figure) -> str:
    return reverse("report_figure", args=[opened.name, figure.key if opened.is_draft else figure.id])


@require_GET
def report_file(request: HttpRequest, report: str, form: str) -> HttpResponse:
    """The report as a file: whole inside the force, without small numbers outside it."""
    opened = queries.open_report(reader_of(request), report)
    kind, data = written(opened.document, form)
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="report-{opened.name}.{form}"'
    return answer


@require_GET
def report_figure(request: HttpRequest, report: str, figure: str) -> HttpResponse:
    """One figure: its value, what it counts, its source, the sentences it stands in, and the way to its cases."""
    reader = reader_of(request)
    opened = queries.open_report(reader, report)
    found = opened.figure(figure)
    why_not = queries.why_no_cases(reader, opened, found)
    context = {
        "report": _head(opened),
        "figure": _figure(found),
        "places": [_place(opened, section, sentence) for section, sentence in opened.places(found)],
        "cases_url": None if why_not else reverse("report_cases", args=[report, figure]),
        "why_not": why_not,
        "list": list_behind(reader, found),
    }
    return render(request, "report_figure.html", context)


def _figure(one: Figure) -> dict[str, Any]:
    return {
        "name": one.name,
        "value": shown(one),
        "interval": interval(one),
        "count": None if one.hidden or one.count is None else f"{one.count:,}",
        "of": None if one.hidden or one.of is None else f"{one.of:,}",
        "counts": one.counts,
        "of_words": one.of_words,
        "source": one.source,
        "measure": one.measure,
        "borough": one.borough or "all boroughs",
        "time": days_between(one.since, one.until),
        "not_known": one.unknown,
    }


def _place(opened: Opened, section: Section, sentence: Sentence) -> dict[str, Any]:
    url = f"{reverse('report', args=[opened.name])}#{section.id}"
    return {"section": section.title, "url": url, "pieces": pieces(opened.document, sentence, lambda _: "")}


@require_GET
def report_cases(request: HttpRequest, report: str, figure: str) -> HttpResponse:
    """The cases behind a figure, as they were when it was published, for those who work them."""
    number = typing_in.page_number(request.GET.get("page", ""))
    found = queries.cases_behind(reader_of(request), report, figure, number)
    many = "1 case" if found.total == 1 else f"{found.total:,} cases"
    aside = f" {found.elsewhere} on this page are work that you do not see." if found.elsewhere else ""
    context = {
        "title": found.figure.name,
        "counted": f"{many} behind it: {found.figure.counts}. {found.figure.borough or 'All boroughs'}.{aside}",
        "job": "Improve",
        "place": "Reports",
        "back_url": reverse("report_figure", args=[report, figure]),
        "rows": [{**row, "child": shapes.child_words(row["person"]), "url": reverse("case", args=[row["reference"]])}
                 for row in found.rows],
        "page": shapes.page(number, PAGE, found.total, ""),
        "checked_at": clocks.now(),
    }  # fmt: skip
    return render(request, "cases_behind.html", context)


@require_http_methods(["GET", "POST"])
def report_publish(request: HttpRequest, report: str) -> HttpResponse:
    """Freeze and publish: said first what that does, and asked why where the quarter was published before."""
    reader = reader_of(request)
    reader.must("publish_reports")
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            made = freezing.publish(reader, report, request.POST.get("why", ""))
            return redirect("report", made.name)
        except (NotValid, Clash) as again:
            again.field = "why"
            refusal = again
    earlier = [_edition(one) for one in queries.published(reader) if one.period == report]
    context = {
        "report": {"name": report, "url": reverse("report", args=[report])},
        "earlier": earlier,
        "least": freezing.least_shown(),
        "form": typing_in.form({"why": request.POST.get("why", "")}, refusal),
    }
    return render(request, "report_publish.html", context, status=refusal.status if refusal else 200)


@require_GET
def case_figures(request: HttpRequest, reference: str) -> HttpResponse:
    """Every figure that a case stands behind, of published reports and of today: the way back."""
    reader = reader_of(request)
    queries.must_read(reader)
    file = open_case_file(reader, reference)
    found = queries.figures_of_case(reader, file.case)
    context = {
        "case": {"reference": file.case.reference, "title": file.area.noun.capitalize(),
                 "url": reverse("case", args=[file.case.reference])},
        "figures": [
            {"report": one.report, "name": one.words, "url": reverse("report_figure", args=[one.report, one.figure]),
             "figure": one.figure, "time": days_between(one.since, one.until)}
            for one in found
        ],
        "live": [_live(one) for one in entered_by(file.case)],
        "sees_effect": reader.may("read_recommendations"),
        "checked_at": clocks.now(),
    }  # fmt: skip
    return render(request, "case_figures.html", context)


def _live(one: Live) -> dict[str, Any]:
    """A figure of today; where a test of effect reads it, the test is its address."""
    return {
        "name": one.words,
        "counts": one.counts,
        "month": f"{one.since.astimezone(clocks.LONDON):%B %Y}",
        "recommendation": one.recommendation,
        "url": reverse("effect", args=[one.recommendation]) if one.recommendation else None,
    }
