"""The page that opens work of any area, drawn from what its declaration asks."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods

from goldthread.core.access.actions import look
from goldthread.core.access.roles import roles
from goldthread.core.areas.grammar import Area
from goldthread.core.cases.opening import area_to_open, open_work
from goldthread.core.people.queries import identities, person_by_code
from goldthread.core.refusals import NotValid
from goldthread.web import move_forms, shapes, typing_in
from goldthread.web.asking import reader_of


@require_http_methods(["GET", "POST"])
def case_new(request: HttpRequest, area: str) -> HttpResponse:
    """Open work about a child who is held. What was typed is kept where something is missing."""
    reader = reader_of(request)
    code = request.POST.get("child") or request.GET.get("child", "")
    wanted = area_to_open(reader, area, code)
    if not code:
        return redirect("search")
    refusal = None
    if request.method == "POST":
        try:
            opened = open_work(
                reader,
                area,
                code,
                answers=move_forms.given(wanted.opening, request.POST),
                risk=request.POST.get("risk", ""),
                occurred_at=typing_in.instant("occurred_at", request.POST.get("occurred_at", "")),
                idempotency_key=request.POST.get("key", "")[:80] or None,
            )
            return redirect("case", opened.reference)
        except NotValid as not_valid:
            refusal = not_valid
    return _page(request, wanted, code, refusal)


def _risks(area: Area) -> tuple[tuple[str, str], ...]:
    """What the officer who opens it says of the risk; nothing where a grade says it, which is a step of its own."""
    return () if area.risk_from else area.risks


def _page(request: HttpRequest, area: Area, code: str, refusal: NotValid | None) -> HttpResponse:
    person_id, current = person_by_code(code)
    reader = reader_of(request)
    under = look(reader, people=[person_id], reason=f"to open a {area.noun}")
    typed = {ask.id: request.POST.getlist(ask.id) for ask in area.opening_asks} if refusal else {}
    form = move_forms.form(area.opening, typed, "", refusal)
    form["values"] |= {name: request.POST.get(name, "") for name in ("risk", "occurred_at")}
    context: dict[str, Any] = {
        "area": {"id": area.id, "words": area.opening.button},
        "child": shapes.person(identities([person_id]).get(person_id), current),
        "questions": move_forms.questions(area.opening),
        "risks": [{"value": value, "words": words, "hint": None} for value, words in _risks(area)],
        "form": form,
        "desk": roles()[area.desk_role].name,
        "research": import_string(area.before)(reader, person_id, under) if area.before else None,
        "research_shows": area.research_shows,
        "key": request.POST.get("key") or secrets.token_urlsafe(12),
    }
    return render(request, "case_new.html", context, status=422 if refusal else 200)
