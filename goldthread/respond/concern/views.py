"""The page on which an officer records a concern about a child who is held."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from goldthread.core.access.actions import look
from goldthread.core.people.queries import identities, person_by_code
from goldthread.core.records.queries import freshness
from goldthread.core.refusals import NotValid
from goldthread.respond.concern.actions import record_concern
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

# The page's field for each of the action's.
FIELDS = {"seen": "seen", "words": "child_words", "alone": "spoke", "spoke_why": "spoke_why", "danger": "danger"}
FIELDS |= {"done": "did", "risk": "risk", "opinion": "opinion"}


@require_http_methods(["GET", "POST"])
def concern_new(request: HttpRequest) -> HttpResponse:
    """Record what was seen. Nothing but the child and what was seen is asked for before sending."""
    reader = reader_of(request)
    reader.must("record_concern")
    code = request.POST.get("child") or request.GET.get("child", "")
    if not code:
        return redirect("search")
    typed = {page: request.POST.get(page, "") for page in FIELDS.values()}
    refusal = None
    if request.method == "POST":
        try:
            values: dict[str, Any] = {name: typed[page] for name, page in FIELDS.items()}
            values["idempotency_key"] = request.POST.get("key", "")[:80] or None
            case = record_concern(reader, code, **values)
            return redirect("case", case.reference)
        except NotValid as not_valid:
            refusal = not_valid
    person_id, current = person_by_code(code)
    look(reader, people=[person_id], reason="to record a concern")
    borough = reader.post.borough.name if reader.post and reader.post.borough else ""
    context: dict[str, Any] = {
        "child": shapes.person(identities([person_id]).get(person_id), current),
        "others": [],
        "key": request.POST.get("key") or secrets.token_urlsafe(12),
        "form": typing_in.form(typed, refusal, FIELDS) if request.method == "POST" else None,
        "desk": f"Public Protection Desk, {borough}" if borough else "Public Protection Desk",
        "unsure": shapes.unsure(["household"], freshness())["household"],
    }
    return render(request, "concern_new.html", context, status=422 if refusal else 200)
