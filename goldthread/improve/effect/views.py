"""Pages of the tests of effect: all of them, one with its series and boroughs, the cases behind a measure."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.cases.indicators import PAGE
from goldthread.core.refusals import NotValid, Refusal
from goldthread.improve.effect import actions, queries, saying
from goldthread.improve.effect.behind import cases_behind, may_open
from goldthread.improve.effect.drawing import bars, series
from goldthread.improve.effect.evaluating import verdict
from goldthread.improve.effect.measures import SAME_AS
from goldthread.improve.effect.months import month_of, moved, start_of, words_of
from goldthread.improve.effect.recorded import why_no_list
from goldthread.improve.effect.shapes import LEVELS, SHARE, VERDICTS, Reading, Tested
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

BY_BOROUGH = "Its cases are opened by borough, below, by whoever works them."


@require_GET
def effects(request: HttpRequest) -> HttpResponse:
    """Every test of effect: before and now, its verdict in words, its counter-measure and its pass mark."""
    reader = reader_of(request)
    found = queries.tested(reader)
    first = found[0]
    context = {
        "rows": [_head(one) for one in found],
        "time_before": words_of(first.baseline.since, first.baseline.until),
        "time_now": words_of(first.now.since, first.now.until),
        "checked_at": clocks.now(),
    }
    return render(request, "effects.html", context)


@require_http_methods(["GET", "POST"])
def effect(request: HttpRequest, number: str) -> HttpResponse:
    """One test: its series, its boroughs against their own past, what was decided of it; decide it here."""
    reader = reader_of(request)
    refusal: Refusal | None = None
    if request.method == "POST":
        refusal = _decide(request, reader, number)
        if refusal is None:
            return redirect("effect", number)
    told = queries.one_tested(reader, number)
    context = {
        **{name: value for name, value in _head(told).items() if name != "url"},
        "sentences": told.sentences,
        "series": series(told.series, told.pass_mark if told.outcome else None),
        "boroughs": [_borough(name, one, told, reader) for name, one in told.boroughs],
        "also": [_also(one) for one in told.also],
        **_decided(reader, told),
        "inputs": told.inputs,
        "not_known": told.not_known,
        "cases_url": _cases_url(told.number, reader, told.outcome),
        "counter_url": _cases_url(told.number, reader, told.counter),
        "no_list": BY_BOROUGH if told.outcome in SAME_AS else why_no_list(told.outcome),
        "may_adopt": reader.may("adopt_standards") and bool(told.outcome),
        "may_keep": reader.may("keep_recommendations"),
        "is_share": told.now.unit == SHARE,
        "form": typing_in.form({"until": _last_month(), **request.POST.dict()}, refusal),
        "checked_at": clocks.now(),
    }
    return render(request, "effect.html", context, status=refusal.status if refusal else 200)


@require_GET
def effect_cases(request: HttpRequest, number: str) -> HttpResponse:
    """The cases behind one measure of a test, in the time that is read as now or another."""
    reader = reader_of(request)
    asked = {name: request.GET.get(name, "") for name in ("measure", "borough", "month")}
    since = _month("month", asked["month"])
    until = moved(since, 1) if since else None
    kept = {name: value for name, value in asked.items() if value}
    page = typing_in.page_number(request.GET.get("page", ""))
    found = cases_behind(reader, asked["measure"], borough=asked["borough"], since=since, until=until, page=page)
    rows = [{**row, "child": shapes.child_words(row["person"]), "url": reverse("case", args=[row["reference"]])}
            for row in found.rows]  # fmt: skip
    many = "1 case" if found.total == 1 else f"{found.total:,} cases"
    time = words_of(found.since, found.until)
    context = {
        "title": found.measure.words,
        "counted": f"{many}, {time}, {found.borough or 'all boroughs'}.",
        "job": "Improve",
        "place": "Tests of effect",
        "back_url": reverse("effect", args=[number]),
        "rows": rows,
        "page": shapes.page(page, PAGE, found.total, urlencode(kept)),
        "checked_at": clocks.now(),
    }
    return render(request, "cases_behind.html", context)


def _decided(reader: Reader, told: Tested) -> dict[str, Any]:
    """What people decided of a test, the newest first; a reading whose digest no longer fits says so."""
    adoptions = [
        {"what": "withdrawn" if one.value is None else saying.amount(told.now.unit, one.value),
         "who": f"{one.officer}, {one.post}", "at": one.at, "why": one.why}
        for one in queries.adoptions_of(reader, told.number)
    ]  # fmt: skip
    kept = [
        {"time": words_of(one.since, one.until), "verdict": VERDICTS[one.verdict], "is_passed": one.is_passed,
         "who": str(one.officer), "at": one.at, "digest": one.digest[:12],
         "is_whole": actions.digest_of(one) == one.digest}
        for one in queries.kept_of(reader, told.number)
    ]  # fmt: skip
    return {"adoptions": adoptions, "kept": kept}


def _decide(request: HttpRequest, reader: Reader, number: str) -> Refusal | None:
    asked, why = request.POST.get("do", ""), request.POST.get("why", "")
    try:
        if asked == "withdraw":
            actions.withdraw(reader, number, why)
        elif asked == "keep":
            until = moved(_month("until", request.POST.get("until", "")) or clocks.now(), 1)
            actions.keep(reader, number, until=until)
        else:
            actions.adopt(reader, number, _value(request.POST.get("value", "")), why)
    except Refusal as refusal:
        if refusal.status in (403, 404):
            raise
        return refusal
    return None


def _value(text: str) -> float:
    """A pass mark as it is typed: minutes, or a percentage with its sign."""
    typed = text.strip().replace(",", "")
    try:
        return float(typed[:-1]) / 100 if typed.endswith("%") else float(typed)
    except ValueError:
        raise NotValid("value", "Enter minutes, or a percentage like 95%.") from None


def _month(field: str, text: str) -> datetime | None:
    if not text.strip():
        return None
    try:
        return start_of(datetime.fromisoformat(f"{text.strip()}-01").date())
    except ValueError:
        raise NotValid(field, f'"{text.strip()[:20]}" is not a month.', "Write it like 2026-10.") from None


def _last_month() -> str:
    return month_of(moved(clocks.now(), -1))


def _head(told: Tested) -> dict[str, Any]:
    mark, asked_by = told.pass_mark if told.outcome else None, told.recommendation_id
    return {
        "number": told.number,
        "title": told.title,
        "child": told.child,
        "outcome": told.outcome_words,
        "unknown": told.now.unknown if not told.outcome else "",
        "bars": bars(told.baseline, told.now, mark),
        "time_before": words_of(told.baseline.since, told.baseline.until),
        "time_now": words_of(told.now.since, told.now.until),
        "verdict": VERDICTS[told.verdict],
        "level": LEVELS.get(told.verdict, "none"),
        "counter": told.counter_words if told.counter else "",
        "counter_why": told.counter_why,
        "counter_bars": bars(told.counter_baseline, told.counter_now, None),
        "counter_verdict": VERDICTS[told.counter_verdict],
        "counter_level": LEVELS.get(told.counter_verdict, "none"),
        "pass_mark": saying.amount(told.now.unit, told.pass_mark) if told.outcome else told.pass_mark_words,
        "adopted_by": told.adopted_by,
        "adopted_on": told.adopted_on,
        "is_passed": told.is_passed,
        "is_shown": told.is_shown,
        "url": reverse("effect", args=[told.number]),
        "recommendation_url": reverse("recommendation", args=[asked_by]) if asked_by else None,
    }


def _also(one: Any) -> dict[str, Any]:
    return {"words": one.words, "before": saying.reading(one.baseline), "now": saying.reading(one.now),
            "verdict": VERDICTS[one.verdict]}  # fmt: skip


def _borough(name: str, now: Reading, told: Tested, reader: Reader) -> dict[str, Any]:
    before = dict(told.borough_baselines)[name]
    return {
        "name": name,
        "before": saying.reading(before),
        "now": saying.reading(now),
        "verdict": VERDICTS[verdict(before, now, told.better)],
        "bars": bars(before, now, None),
        "url": _cases_url(told.number, reader, told.outcome, name),
    }


def _cases_url(number: str, reader: Reader, measure: str, borough: str = "") -> str | None:
    if not may_open(reader, measure) or (measure in SAME_AS and not borough):
        return None
    query = {"measure": measure, **({"borough": borough} if borough else {})}
    return f"{reverse('effect_cases', args=[number])}?{urlencode(query)}"
