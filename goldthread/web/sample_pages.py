"""Pages of the samples that supervisors review: the weeks and what was found, one week's cases, and its drawing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core import clocks
from goldthread.core.areas.grammar import Area
from goldthread.core.cases import sampling
from goldthread.core.clocks import LONDON
from goldthread.core.clocks.book import book
from goldthread.core.refusals import Clash, NotFound, NotValid
from goldthread.core.shares import TOO_FEW
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

QUARTERS = ("January to March", "April to June", "July to September", "October to December")


@require_http_methods(["GET", "POST"])
def samples(request: HttpRequest, area: str) -> HttpResponse:
    """Every sample of an area with what was found; a week that is over is drawn here, once."""
    reader = reader_of(request)
    refusal = None
    if request.method == "POST":
        try:
            day = typing_in.day_start("week", request.POST.get("week", ""))
            drawn = sampling.draw_week(reader, area, day.astimezone(LONDON).date() if day else None)
            return redirect("sample", area, drawn.pk)
        except (NotValid, Clash) as refused:
            if refused.field == "area":
                raise
            refusal = refused
    found, draws = sampling.list_draws(reader, area)
    kind = found.sample
    context = {
        **_head(found),
        "rows": [
            {
                "url": reverse("sample", args=[area, drawn.pk]),
                "week": drawn.week,
                "by": str(drawn.drawn_by),
                "frame": drawn.frame_size,
                "found": _found(one),
            }
            for drawn, one in draws
        ],
        "quarters": [{"name": _quarter(name), **_weighed(one)} for name, one in sampling.by_quarter(draws)],
        "size": book().setting(kind.size, clocks.today()) if kind else 0,
        "form": typing_in.form(request.POST, refusal),
        "as_at": clocks.now(),
    }
    return render(request, "samples.html", context, status=refusal.status if refusal else 200)


@require_GET
def sample(request: HttpRequest, area: str, number: int) -> HttpResponse:
    """One week's cases as chance drew them: what was said of each, and what waits to be reviewed."""
    found = sampling.open_draw(reader_of(request), number)
    if found.area.id != area:
        raise NotFound("There is no such sample.", "See the list of samples.")
    drawn = found.drawn
    context = {
        **_head(found.area),
        "draw": {
            "week": drawn.week,
            "by": str(drawn.drawn_by),
            "at": drawn.drawn_at,
            "seed": drawn.seed,
            "frame": drawn.frame_size,
            "digest": drawn.frame_digest,
        },
        "strata": list(found.area.sample.strata) if found.area.sample else [],
        "rows": [_row(row, found.area) for row in found.rows],
        "found": _found(found.found),
        "as_at": clocks.now(),
    }
    return render(request, "sample.html", context)


def _head(area: Area) -> dict[str, Any]:
    kind = area.sample
    return {
        "area": {"id": area.id, "name": area.name},
        "kind": {"name": kind.name, "sentence": kind.sentence} if kind else None,
    }


def _found(one: sampling.Found) -> dict[str, Any]:
    """Counts, and the share in whole per cent with its interval where there are enough to say."""
    between = one.interval if one.answered >= TOO_FEW else None
    return {
        "drawn": one.drawn,
        "reviewed": one.reviewed,
        "answered": one.answered,
        "wrong": one.wrong,
        "share": round(100 * one.wrong / one.answered) if between else None,
        "between": [round(100 * end) for end in between] if between else None,
    }


def _weighed(one: sampling.Together) -> dict[str, Any]:
    """Several weeks as the page says them: counts of all, and the share with its range in whole per cent."""
    told = one.weighed
    between = None if told.low is None or told.high is None else [round(100 * told.low), round(100 * told.high)]
    return {
        "weeks": told.weeks + told.left_out,
        "left_out": told.left_out,
        "ended": told.ended,
        "drawn": one.found.drawn,
        "reviewed": one.found.reviewed,
        "answered": one.found.answered,
        "wrong": one.found.wrong,
        "share": None if told.share is None else round(100 * told.share),
        "between": between,
        "is_whole": told.answered == told.ended,
    }


def _quarter(name: str) -> str:
    """`2026-Q3` in words."""
    year, _, number = name.partition("-Q")
    return f"{QUARTERS[int(number) - 1]} {year}"


def _row(row: dict[str, Any], area: Area) -> dict[str, Any]:
    waits = not row["judged"] and not row["is_own"]
    return {
        "url": reverse("case_review" if waits else "case", args=[row["reference"]]),
        "reference": row["reference"],
        "child": shapes.child_words(row["person"]),
        "strata": list(row["strata"].values()),
        "ended": area.state(row["ended"]).words,
        "said": row["judged_words"],
        "by": row["judged_by"],
        "is_wrong": row["is_wrong"],
        "is_own": row["is_own"],
    }
