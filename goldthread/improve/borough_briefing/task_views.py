"""Pages of tasks: given from the sheet, taken and answered by the officer."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import roles
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.improve.borough_briefing import actions, queries
from goldthread.improve.borough_briefing.rights import ANSWERS, GIVES, borough_for
from goldthread.improve.borough_briefing.views import local, task_row
from goldthread.web import typing_in
from goldthread.web.asking import reader_of

USUALLY_BY = timedelta(hours=4)


@require_http_methods(["GET", "POST"])
def task_new(request: HttpRequest, borough: str) -> HttpResponse:
    """Give a task: opened from a child's row it is about that child, so that a name and a press are left."""
    reader = reader_of(request)
    here = borough_for(reader, borough, GIVES)
    refusal = None
    if request.method == "POST":
        try:
            actions.give_task(reader, _wanted(request, here.code))
            return redirect("pacesetter", here.code)
        except NotValid as not_valid:
            refusal = not_valid
        except NotFound as gone:  # the child or case that was typed: nothing else is looked for here
            refusal = NotValid("about", gone.words, gone.remedy)
    usual = {"due_at": local(clocks.now() + USUALLY_BY)}
    values = request.POST.dict() or {**usual, **{name: request.GET.get(name, "") for name in ("about", "words")}}
    context = {
        "borough": {"code": here.code, "name": here.name},
        "officers": _receivers(here.code),
        "child": queries.child_of(reader, values.get("about", "").strip()) if values.get("about") else "",
        "form": typing_in.form(values, refusal, {"role": "officer"}),
    }
    return render(request, "task_new.html", context, status=refusal.status if refusal else 200)


@require_GET
def my_tasks(request: HttpRequest) -> HttpResponse:
    """What was given to whoever asks and is not answered, the next due first."""
    found = queries.my_tasks(reader_of(request))
    return render(request, "tasks.html", {"tasks": [task_row(one) for one in found], "checked_at": clocks.now()})


@require_GET
def task(request: HttpRequest, reference: str) -> HttpResponse:
    """One task, with what its reader may do with it."""
    return _page(request, reference)


@require_POST
def task_step(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """Accept, answer, name, carry over or withdraw."""
    reader = reader_of(request)
    try:
        done = _do(reader, reference, step, request.POST.dict())
    except (NotValid, Clash) as refused:
        return _page(request, reference, refused)
    if reader.may(GIVES) and step in ("name", "carry", "withdraw"):
        return redirect("pacesetter", done.borough_id)
    return redirect("task", done.reference)


def _do(by: Reader, reference: str, step: str, told: dict[str, str]) -> actions.Task:
    if step == "accept":
        return actions.accept_task(by, reference)
    if step == "answer":
        at = typing_in.instant("at", told.get("at", ""))
        return actions.answer_task(by, reference, told.get("result", ""), why=told.get("why", ""), at=at)
    if step == "name":
        return actions.name_officer(by, reference, told.get("officer", ""))
    if step == "carry":
        return actions.carry_over(by, reference, typing_in.instant("due_at", told.get("due_at", "")))
    if step == "withdraw":
        return actions.withdraw_task(by, reference, told.get("why", ""))
    raise NotValid("step", "There is no such step.", "See the task.")


def _page(request: HttpRequest, reference: str, refusal: Refusal | None = None) -> HttpResponse:
    reader = reader_of(request)
    found = queries.open_task(reader, reference)
    gives = reader.may(GIVES)
    context = {
        "item": task_row(found),
        "about": _about(found.about),
        "may_answer": reader.may(ANSWERS),
        "may_give": gives,
        "officers": _receivers(found.borough, posts=False) if gives else [],
        "results": [{"value": value, "words": words, "hint": None} for value, words in actions.RESULTS.items()],
        "form": typing_in.form(request.POST.dict() or {"due_at": local(clocks.now() + USUALLY_BY)}, refusal),
        "back": reverse("pacesetter", args=[found.borough]) if gives else reverse("my_tasks"),
    }
    return render(request, "task.html", context, status=refusal.status if refusal else 200)


def _about(about: str) -> dict[str, str] | None:
    if not about:
        return None
    page = "picture" if about.startswith("C-") else "case"
    return {"reference": about, "url": reverse(page, args=[about])}


def _wanted(request: HttpRequest, borough: str) -> actions.Wanted:
    """An officer by name, or a post: the list holds both, a post under `post:`."""
    told = request.POST
    chosen = told.get("officer", "")
    post = chosen.removeprefix("post:") if chosen.startswith("post:") else ""
    return actions.Wanted(
        told.get("words", ""),
        typing_in.instant("due_at", told.get("due_at", "")),
        "" if post else chosen,
        post,
        told.get("about", ""),
        borough,
    )


def _receivers(borough: str, *, posts: bool = True) -> list[dict[str, Any]]:
    """Who may be given a task, by name; and the posts, for whoever is on duty in one."""
    named = [{"value": one.username, "words": str(one)} for one in actions.able(borough, clocks.now())]
    by_post = [{"value": f"post:{role.id}", "words": f"Whoever is on duty: {role.name}"}
               for role in roles().values() if posts and ANSWERS in role.may]  # fmt: skip
    return [{"value": "", "words": "NO NAME yet"}, *named, *by_post]
