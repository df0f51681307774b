"""Pages of samples: those given to a post, one with its cases and what its grades prove, and its end."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.audit.desk import listing, proving
from goldthread.audit.desk.queries import Given, frozen_again, next_place, samples_given
from goldthread.audit.reviews.closing import Ending, before_closing, close_audit
from goldthread.audit.reviews.models import SOUGHT
from goldthread.audit.reviews.programmes import programmes
from goldthread.audit.reviews.reading import sample_called
from goldthread.audit.reviews.results import open_audit
from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.refusals import Clash, NotFound
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of
from goldthread.web.figure_pages import figures_by_area

SAMPLES, CASES = 30, 50  # ours: rows on a page
NAMED = 12  # ours: so many references of one kind are named, the rest counted


@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    """The samples given to the reader's post, and what a sample could be drawn from: finished work by area."""
    reader = reader_of(request)
    reader.must("see_samples")
    given = samples_given(reader)
    number = min(typing_in.page_number(request.GET.get("page", "")), max(1, -(-len(given) // SAMPLES)))
    shown = given[(number - 1) * SAMPLES : number * SAMPLES]
    context = {
        "samples": [_sample_row(one) for one in shown],
        "counts": _counts(given),
        "page": shapes.page(number, SAMPLES, len(given)),
        "may_draw": reader.may("draw_audits"),
        "areas": figures_by_area(reader, "see_samples"),
        "checked_at": clocks.now(),
    }
    return render(request, "audit.html", context)


def _counts(given: list[Given]) -> dict[str, int]:
    return {
        "held": len(given),
        "to_grade": sum(one.next_place is not None for one in given),
        "sent_open": sum(one.sent_open for one in given),
        "sent_late": sum(one.sent_late for one in given),
    }


def _sample_row(one: Given) -> dict[str, Any]:
    sample = one.sample
    return {
        "reference": sample.reference,
        "url": reverse("audit_sample", args=[sample.reference]),
        "programme": programmes()[sample.programme].name,
        "of": _drawn_from(sample.area, sample.of_borough.name if sample.of_borough else ""),
        "drawn_at": sample.drawn_at,
        "graded": f"{one.graded} of {one.cases}",
        "again": f"{one.graded_again} of {one.again}" if one.again else "none",
        "sent_open": one.sent_open,
        "sent_late": one.sent_late,
        "is_open": one.is_open,
        "next": _next(sample.reference, one.next_place),
    }


def _drawn_from(area: str, borough: str) -> str:
    name = areas()[area].name if area in areas() else area or "A list"
    return f"{name}, {borough}" if borough else name


def _next(reference: str, place: int | None) -> dict[str, Any] | None:
    return {"place": place, "url": reverse("audit_case", args=[reference, place])} if place else None


@require_GET
def sample(request: HttpRequest, reference: str) -> HttpResponse:
    """One sample: how it was drawn, its cases, what its grades prove so far, and what was found."""
    return _sample_page(request, reader_of(request), reference)


@require_GET
def sample_csv(request: HttpRequest, reference: str) -> HttpResponse:
    """The cases of a sample as a file, as they are listed, with the grades that this reader may see."""
    told = open_audit(reader_of(request), reference)
    rows = listing.listed(told["cases"], listing.wanted(request.GET.dict()))
    names = list(told["cases"][0]["strata"]) if told["cases"] else []
    headers = {"Content-Disposition": f'attachment; filename="{told["reference"].lower()}-cases.csv"'}
    return HttpResponse(listing.cases_csv(rows, names), content_type="text/csv; charset=utf-8", headers=headers)


@require_GET
def sample_file(request: HttpRequest, reference: str, what: str) -> HttpResponse:
    """The sample as it was drawn, or the list it was drawn from: with both anybody draws it again."""
    sample, frozen = frozen_again(reader_of(request), reference)
    if what not in ("sample", "list"):
        raise NotFound("There is no such file of a sample.", "Ask for sample or list.")
    content = frozen.as_csv() if what == "sample" else listing.list_csv(frozen.frame)
    headers = {"Content-Disposition": f'attachment; filename="{sample.reference.lower()}-{what}.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


@require_http_methods(["GET", "POST"])
def sample_close(request: HttpRequest, reference: str) -> HttpResponse:
    """What closing would meet and freeze; then one press closes it. While something is missing, the page says what."""
    reader = reader_of(request)
    if request.method == "GET":
        return _close_page(request, before_closing(reader, reference))
    try:
        close_audit(reader, reference)
    except Clash as refusal:
        return _close_page(request, before_closing(reader, reference), refusal)
    messages.success(request, f"{reference} is closed. Its grades stand as they are.")
    return redirect("audit_sample", reference)


def _close_page(request: HttpRequest, ending: Ending, refusal: Clash | None = None) -> HttpResponse:
    if ending.sample.closed_at:
        return redirect("audit_sample", ending.sample.reference)
    context = {
        "sample": {"reference": ending.sample.reference, "programme_name": programmes()[ending.sample.programme].name},
        "cases": ending.cases,
        "may_close": ending.may_close,
        "missing": [
            _named("Not graded yet", ending.to_grade),
            _named("Chosen to be graded again, and not graded again yet", ending.to_grade_again),
            _named("Sent back, and not confirmed that the child is safe", [f"{a} ({b})" for a, b in ending.sent_open]),
        ],
        "to_moderate": _named("Waiting for a moderator", ending.to_moderate),
        "refusal": str(refusal) if refusal else "",
    }
    return render(request, "audit_close.html", context, status=refusal.status if refusal else 200)


def _named(title: str, references: Sequence[str]) -> dict[str, Any]:
    """A heading, how many, and the first of them by name."""
    return {"title": title, "count": len(references), "named": list(references[:NAMED]),
            "more": max(0, len(references) - NAMED)}  # fmt: skip


def _sample_page(request: HttpRequest, reader: Reader, reference: str) -> HttpResponse:
    told = open_audit(reader, reference)
    want = listing.wanted(request.GET.dict())
    rows = listing.listed(told["cases"], want)
    number = min(typing_in.page_number(request.GET.get("page", "")), max(1, -(-len(rows) // CASES)))
    shown = rows[(number - 1) * CASES : number * CASES]
    context = {
        "sample": _head(told),
        "strata": list(told["cases"][0]["strata"]) if told["cases"] else [],
        "rows": [_case_row(row, told, reader) for row in shown],
        "sort": {"key": want.sort, "is_down": want.is_down, "url": lambda key: _sorted_by(want, key)},
        "page": shapes.page(number, CASES, len(rows), urlencode(want.asked())),
        "form": {"values": want.asked(), "errors": {}},
        "shows": [{"value": value, "words": words} for value, (words, _) in listing.SHOWN.items()],
        "chosen": list(_chosen(want)),
        "counts": _case_counts(told),
        "next": _next(reference, next_place(sample_called(reference))),
        "download": f"{reverse('audit_sample_csv', args=[reference])}?{urlencode(want.asked())}",
        "may_close": reader.may("draw_audits") and not told["closed_at"],
        "proved": proving.shown(told),
        "is_drawn": "drawn" in request.GET,
        "as_at": clocks.now(),
    }
    return render(request, "audit_sample.html", context)


def _chosen(want: listing.Wanted) -> Iterator[str]:
    if want.show:
        yield listing.SHOWN[want.show][0]
    if want.missed:
        yield f"{want.missed} answered no, or not recorded"


def _head(told: dict[str, Any]) -> dict[str, Any]:
    return {
        **told,
        "of": _drawn_from(told["area"], told["borough"] or ""),
        "drawn_at": shapes.instant(told["drawn_at"]),
        "closed_at": shapes.instant(told["closed_at"]) if told["closed_at"] else None,
    }


def _case_counts(told: dict[str, Any]) -> dict[str, int]:
    cases = told["cases"]
    sent = [one for row in cases for one in row["sent_back"]]
    return {
        "cases": len(cases),
        "graded": sum(row["graded"] for row in cases),
        "again": sum(row["is_again"] for row in cases),
        "graded_again": sum(row["graded_again"] for row in cases),
        "sent": len(sent),
        "sent_open": sum(not one["is_done"] for one in sent),
        "moderated": told["moderated"],
        "to_moderate": told["to_moderate"],
    }


def _case_row(row: listing.Row, told: dict[str, Any], reader: Reader) -> dict[str, Any]:
    at = [told["reference"], row["place"]]
    is_seen = row["grade"] or row["second_grade"] or (row["waits_for_moderator"] and reader.may("moderate_audits"))
    graded = reverse("audit_graded", args=at) if is_seen else None
    return {
        "place": row["place"],
        "reference": row["reference"],
        "url": graded if graded and told["closed_at"] else reverse("audit_case", args=at),
        "graded_url": graded,
        "moderated": row["moderated_grade"],
        "waits": row["waits_for_moderator"],
        "held": " ".join(_beside(row)),
        "strata": list(row["strata"].values()),
        "graded": row["graded"],
        "grade": row["grade"],
        "is_again": row["is_again"],
        "graded_again": row["graded_again"],
        "second_grade": row["second_grade"],
        "sent_back": [_sent(one, row, reader) for one in row["sent_back"]],
    }


def _beside(row: listing.Row) -> Iterator[str]:
    """What stands under a reference: that it was sought and why, and that another system holds it."""
    if row["why"]:
        yield f"Targeted, in no rate: {dict(SOUGHT)[row['why']].lower()}."
    if not row["held_here"]:
        yield "Held elsewhere"


def _sent(one: dict[str, Any], row: listing.Row, reader: Reader) -> dict[str, Any]:
    """What was sent back. Only whoever works what is sent back is led to it."""
    area = areas()["referral"]
    is_ours = row["held_here"] and reader.may(area.queue_permission)
    state = area.state(one["state"]).words if one["state"] else "Held elsewhere: not confirmed that the child is safe"
    return {
        "reference": one["reference"],
        "state": "Confirmed safe" if one["is_done"] else state,
        "is_done": one["is_done"],
        "url": reverse("case", args=[one["reference"]]) if is_ours else None,
    }


def _sorted_by(want: listing.Wanted, key: str) -> str:
    turned = want.sort == key and not want.is_down
    return "?" + urlencode({**want.asked(), "sort": f"-{key}" if turned else key})
