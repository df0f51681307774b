"""The page on how good the feeds are, and the same as a file for a spreadsheet. Counts only."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldthread.core import clocks
from goldthread.core.clocks import LONDON
from goldthread.core.refusals import NotValid
from goldthread.link.quality.actions import ELSEWHERE
from goldthread.link.quality.queries import NOT_GIVEN, Row, open_counts
from goldthread.link.quality.report import TABLES, Report, report_of
from goldthread.link.quality.shares import Share
from goldthread.link.quality.spreadsheet import as_csv
from goldthread.web import typing_in
from goldthread.web.asking import reader_of

CHOICES = ("from", "to", "source", "borough")
BANDS = {
    "before": "Before it happened",
    "15min": "Under 15 min",
    "1h": "Under 1 h",
    "4h": "Under 4 h",
    "24h": "Under 24 h",
    "72h": "Under 72 h",
    "7d": "Under 7 days",
    "longer": "Longer",
}
# Each table's sortable columns; the table's first letter keeps them apart in an address.
SORTS: dict[str, dict[str, Callable[[Row], Any]]] = {
    "systems": {
        "s-name": lambda row: row["name"].casefold(),
        "s-rows": lambda row: row["rows"],
        "s-aside": lambda row: _order(row["aside"]),
        "s-again": lambda row: _order(row["again"]),
        "s-known": lambda row: _order(row["known_by"]),
        "s-wrong": lambda row: _order(row["wrong"]),
        "s-late": lambda row: _order(row["late"]),
        "s-doubles": lambda row: row["doubles"],
    },
    "boroughs": {
        "b-name": lambda row: row["borough"].casefold(),
        "b-rows": lambda row: row["rows"],
        "b-known": lambda row: _order(row["known_by"]),
        "b-wrong": lambda row: _order(row["wrong"]),
    },
    "columns": {
        "c-name": lambda row: (row["source"], row["column"]),
        "c-filled": lambda row: _order(row["filled"]),
        "c-wrong": lambda row: _order(row["wrong"]),
    },
    "codes": {"q-code": lambda row: row["code"], "q-rows": lambda row: row["rows"]},
}


def _order(share: Share) -> float:
    """By its share; what has none to count comes before all."""
    return -1.0 if share.percent is None else share.percent


@require_GET
def quality(request: HttpRequest) -> HttpResponse:
    """How full, valid, timely and complete what each source sent is, and what to tell its desk."""
    reader = reader_of(request)
    typed = {name: request.GET.get(name, "") for name in CHOICES}
    refusal = None
    try:
        report = report_of(open_counts(reader, *_chosen(typed)))
    except NotValid as not_valid:
        refusal, report = not_valid, report_of(open_counts(reader))
    asked = report.counts.asked
    context = {
        "report": _tables(report, request.GET.get("sort", "")),
        "first": asked.first,
        "last": asked.last,
        "one_source": asked.source,
        "form": typing_in.form({**typed, "from": typed["from"] or _typed(asked.first), "to": typed["to"] or
                                _typed(asked.last)}, refusal),
        "sources": [{"value": one.code, "words": one.name} for one, _ in report.counts.sources],
        "boroughs": [{"value": name, "words": name} for name in (*report.counts.boroughs, ELSEWHERE, NOT_GIVEN)],
        "chosen": [name for name in (_name_of(report, asked.source), asked.borough) if name],
        "bands": BANDS,
        "sort": _sort(request.GET.get("sort", ""), typed),
        "csv_query": urlencode({key: value for key, value in typed.items() if value}),
        "checked_at": clocks.now(),
    }  # fmt: skip
    return render(request, "feed_quality.html", context, status=422 if refusal else 200)


@require_GET
def quality_csv(request: HttpRequest) -> HttpResponse:
    """Every count of the report, one a line."""
    typed = {name: request.GET.get(name, "") for name in CHOICES}
    report = report_of(open_counts(reader_of(request), *_chosen(typed)))
    asked = report.counts.asked
    response = HttpResponse(as_csv(report), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="feed-quality-{asked.first}-to-{asked.last}.csv"'
    return response


def _chosen(typed: dict[str, str]) -> tuple[date | None, date | None, str, str]:
    return _day("from", typed["from"]), _day("to", typed["to"]), typed["source"], typed["borough"]


def _day(field: str, text: str) -> date | None:
    start = typing_in.day_start(field, text)
    return start.astimezone(LONDON).date() if start else None


def _typed(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _name_of(report: Report, source: str) -> str:
    return next((one.name for one, _ in report.counts.sources if one.code == source), "")


def _tables(report: Report, asked: str) -> dict[str, Any]:
    """The tables in the order asked for. Of all sources together only the columns that matter most are shown."""
    key, is_down = asked.removeprefix("-"), asked.startswith("-")
    tables = {name: getattr(report, name) for name in (*TABLES, "not_known")}
    if not report.counts.asked.source:
        tables["columns"] = [row for row in report.columns if row["is_known_by"] or row["wrong"].n]
    tables["systems"] = [_system(row) for row in report.systems]
    for name, keys in SORTS.items():
        if key in keys:
            tables[name] = sorted(tables[name], key=keys[key], reverse=is_down)
    return tables


def _system(row: Row) -> Row:
    volume = row["volume"]
    fresh = {"source": row["name"], "last_good_at": row["last_good"], "is_stale": row["state"] != "fresh"}
    return {**row, "fresh": {**fresh, "state": row["state"]}, "volume_words": _volume_words(volume)}


VOLUME_WORDS = {
    "normal": "as usual",
    "low": "low",
    "very_low": "very low",
    "too_high": "too high",
    "too_few": "too few to judge",
    "no_history": "not enough history",
}


def _volume_words(volume: Row | None) -> str:
    if volume is None:
        return "not judged yet"
    until = volume["until"].astimezone(LONDON)
    by = f" by {until:%H:%M}" if until.date() == volume["day"] else ""
    usual = f", usually {volume['usual']:,.0f}" if volume["usual"] is not None else ""
    return f"{volume['rows']:,} on {volume['day']:%-d %B}{by}{usual}: {VOLUME_WORDS[volume['state']]}"


def _sort(asked: str, typed: dict[str, str]) -> dict[str, Any]:
    key, is_down = asked.removeprefix("-"), asked.startswith("-")
    kept = {name: value for name, value in typed.items() if value}

    def url(wanted: str) -> str:
        return "?" + urlencode({**kept, "sort": f"{'-' if wanted == key and not is_down else ''}{wanted}"})

    return {"key": key, "is_down": is_down, "url": url}
