"""Pages of the actions: those of one's own post or of both plans as a list, and what their owner says of one."""

from dataclasses import asdict
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotFound, Refusal
from goldthread.improve.governance.queries import sight_of
from goldthread.improve.plans import forms, queries, working
from goldthread.improve.plans.form_pages import Asking, form_page, tried, values_of
from goldthread.improve.plans.listing import ALL, EVERYBODYS, KEPT, MINE, OPEN, Wanted, as_csv, listed, wanted
from goldthread.improve.plans.models import ActionVersion
from goldthread.improve.plans.pages import action_row
from goldthread.improve.plans.posts import is_theirs
from goldthread.improve.plans.register import KINDS, STATES, plans
from goldthread.improve.plans.standing import ActionNow, ServedNow
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

PAGE = 50


@require_GET
def actions(request: HttpRequest) -> HttpResponse:
    """The actions of one's own post, the first due first; everybody's for whoever sees the plans. As a file too."""
    by = reader_of(request)
    want = wanted(request.GET.dict(), MINE if by.may("own_actions") else EVERYBODYS)
    every = _asked_for(by, want)
    rows = listed(every, want)
    if request.GET.get("download") == "csv":
        return _download(rows)
    number = min(typing_in.page_number(request.GET.get("page", "")), max(1, -(-len(rows) // PAGE)))
    context = {
        "rows": [action_row(one) for one in rows[(number - 1) * PAGE : number * PAGE]],
        "counts": {"held": len(every), "shown": len(rows), "late": sum(one.is_late for one in rows)},
        "hidden_late": sum(one.is_late for one in every) - sum(one.is_late for one in rows),
        "sort": shapes.sort(want.sort, want.is_down, _asked(want)),
        "page": shapes.page(number, PAGE, len(rows), urlencode(_asked(want))),
        "form": {"values": _asked(want), "errors": {}},
        "plans": [forms.option(plan.id, plan.name) for plan in plans().values()],
        "states": forms.options(STATES),
        "chosen": _chosen(want),
        "is_mine": want.whose == MINE,
        "post": by.post_words,
        "may_choose": by.may("own_actions") and _sees_all(by),
        "download": "?" + urlencode({**_asked(want), "download": "csv"}),
        "checked_at": clocks.now(),
    }
    return render(request, "plan_actions.html", context)


def _asked_for(by: Reader, want: Wanted) -> list[ActionNow]:
    return queries.actions_of(by, ended_too=True) if want.whose == MINE else queries.actions_standing(by)


def _sees_all(by: Reader) -> bool:
    return by.may("read_recommendations") and sight_of(by).sees_plans


def _asked(want: Wanted) -> dict[str, str]:
    """The choice as an address carries it."""
    asked = {
        "whose": want.whose,
        "plan": want.plan,
        "state": want.state,
        "late": "1" if want.late else "",
        "held": "nobody" if want.nameless else "",
        "sort": f"{'-' if want.is_down else ''}{want.sort}" if want.sort else "",
    }
    return {name: value for name, value in asked.items() if value}


def _chosen(want: Wanted) -> list[str]:
    said = [plans()[want.plan].name] if want.plan else []
    if want.state != OPEN:
        said.append({ALL: "ended ones too", KEPT: "all but the dropped"}.get(want.state) or STATES[want.state])
    said += ["late"] if want.late else []
    return [*said, "nobody holds the post"] if want.nameless else said


def _download(rows: list[ActionNow]) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="actions-{clocks.today().isoformat()}.csv"'}
    return HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)


@require_http_methods(["GET", "POST"])
def action(request: HttpRequest, reference: str) -> HttpResponse:
    """One action: what it says and serves, every earlier version, how it stands; reported on by whose post answers."""
    by = reader_of(request)
    done, refusal = tried(request, lambda typed: _save(by, reference, typed))
    if done:
        return redirect("plan_action", reference)
    standing, versions = queries.action_standing(by, reference)
    is_reporting = "report" in request.POST
    around, may_keep = queries.around(by, standing), by.may("keep_plans")
    context = {
        "action": action_row(standing),
        "serves": [_served(by, place) for place in around.serves],
        "positions": around.positions,
        "evidence": [{**asdict(piece), "kind_words": KINDS[piece.kind]} for piece in around.evidence],
        "links": _links(by, standing),
        "versions": [_version(row) for row in versions],
        "states": [one for one in forms.options(STATES) if one["value"] != "dropped" or may_keep],
        "sees_plans": by.may("read_recommendations"),
        "may_report": _may_report(by, standing),
        "may_alter": may_keep,
        "asked": forms.action_fields([]) if may_keep else [],
        "is_reporting": is_reporting,
        "form": typing_in.form(
            values_of(request, _begins(standing)), refusal, {} if is_reporting else {"reason": "later"}
        ),
    }
    return render(request, "plan_action.html", context, status=refusal.status if refusal else 200)


def _begins(one: ActionNow) -> dict[str, str]:
    return {"words": one.words, "plan": one.plan, "origin": one.origin, "post": one.post_role,
            "borough": one.post_borough, "start_on": _day(one.start_on), "due_on": _day(one.due_on),
            "version": str(one.version)}  # fmt: skip


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _served(by: Reader, place: ServedNow) -> dict[str, Any]:
    """A point that the action serves, by a link for whoever reads recommendations."""
    may = by.may("read_recommendations")
    url = reverse("recommendation", args=[place.recommendation_id]) if may else None
    return {"number": place.number, "text": forms.alone(place.text) if place.place else "the whole", "url": url}


def _version(row: ActionVersion) -> dict[str, Any]:
    return {"at": row.at, "by": str(row.by), "words": row.words, "due_on": row.due_on, "reason": row.reason,
            "state_words": STATES[row.state]}  # fmt: skip


def _save(by: Reader, reference: str, typed: forms.Typed) -> None:
    version = typing_in.number(typed.get("version"))
    if "report" in typed.values:
        working.report_action(by, reference, typed.get("state"), done_on=typed.day("done_on"),
                              reason=typed.get("reason"), version=version)  # fmt: skip
        return
    standing, _ = queries.action_standing(by, reference)
    told = forms.told_of(typed, standing.serves)
    working.alter_action(by, reference, told, reason=typed.get("later"), version=version)


@require_http_methods(["GET", "POST"])
def action_form(request: HttpRequest, reference: str, form_id: str) -> HttpResponse:
    """Where an action stands, or what proves it: said by whose post answers."""
    by = reader_of(request)
    form = forms.ACTION_FORMS.get(form_id)
    if form is None:
        raise NotFound("There is no such form.", "Go back to the action.")
    standing, _ = queries.action_standing(by, reference)
    if not _may_report(by, standing):
        raise Refusal("not_their_action", "Another post answers for this action.", "They report on it.")
    asking = Asking(
        form.title, form.button, form.note, f"{standing.reference} {standing.words}",
        reverse("plan_action", args=[standing.reference]), lambda: form.asks(queries.around(by, standing).serves),
    )  # fmt: skip
    return form_page(request, asking, lambda typed: form.does(by, standing, typed))


@require_http_methods(["GET", "POST"])
def own_action(request: HttpRequest) -> HttpResponse:
    """Add what nobody asked for: the force's own work, or a partner's, that serves no recommendation."""
    by = reader_of(request)
    by.must("keep_plans")
    asking = Asking(
        "Add the force's own action", "Add this action",
        "It serves no recommendation. Add what serves one on the recommendation's page.", "", reverse("plans"),
        lambda: forms.action_fields([]), {"origin": "force"},
    )  # fmt: skip
    return form_page(
        request, asking,
        lambda typed: working.add_action(by, forms.told_of(typed, ()), idempotency_key=typed.key),
    )  # fmt: skip


def _may_report(by: Reader, one: ActionNow) -> bool:
    """True when the reader keeps the plans, or their post answers for this action."""
    return by.may("keep_plans") or (by.may("own_actions") and is_theirs(by, one.post_role, one.post_borough))


def _links(by: Reader, one: ActionNow) -> list[dict[str, Any]]:
    """What the reader may say of an action besides how it stands; nothing of one that serves no recommendation."""
    if not one.serves or not _may_report(by, one):
        return []
    return [
        {"words": form.title, "url": reverse("plan_action_form", args=[one.reference, form.id])}
        for form in forms.ACTION_FORMS.values()
    ]
