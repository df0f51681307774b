"""Pages of one person's links: this is not the same child; this other one is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from goldthread.core.access.reader import Reader
from goldthread.core.people.queries import ids_under
from goldthread.core.refusals import NotValid, Refusal
from goldthread.link.picture.searching import Found, search
from goldthread.link.review import shown
from goldthread.link.review.actions import take_out
from goldthread.link.review.pair import pair_between
from goldthread.link.review.person import Preview, open_links, preview
from goldthread.link.review.typed import mentions_typed
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of


@require_http_methods(["GET", "POST"])
def person_links(request: HttpRequest, code: str) -> HttpResponse:
    """Each record of one person with its certainty; take some out, or say that another person is this one."""
    reader = reader_of(request)
    reader.must("open_picture", lambda: ids_under(code))
    doing = request.POST.get("do", "")
    before, found, refusal = None, None, None
    try:
        if doing == "part":
            take_out(reader, code, mentions_typed(request.POST.getlist("mentions")), request.POST.get("reason", ""))
            return redirect(f"{reverse('person_links', args=[code])}?parted=1")
        if doing == "preview":
            before = preview(reader, code, mentions_typed(request.POST.getlist("mentions")))
        if doing == "find":
            reader.must("confirm_link", lambda: ids_under(code))
            found = search(reader, request.POST.get("q", ""))
        if doing == "compare":
            return redirect("link_pair", *pair_between(reader, code, request.POST.get("with", "")))
    except NotValid as not_valid:
        refusal = not_valid
    return _page(request, reader, code, before, found, refusal)


def _page(
    request: HttpRequest,
    reader: Reader,
    code: str,
    before: Preview | None,
    found: Found | None,
    refusal: Refusal | None,
) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in ("reason", "q")}
    typed["mentions"] = request.POST.getlist("mentions")  # type: ignore[assignment]
    links = open_links(reader, code)
    context = {
        **shown.links(links),
        "may_decide": reader.may("confirm_link"),
        "before": shown.preview(before) if before else None,
        "found": _found(found, links.code) if found else None,
        "form": typing_in.form(typed, refusal, {"query": "q", "other": "q"}),
        "parted": "parted" in request.GET,
    }
    return render(request, "person_links.html", context, status=refusal.status if refusal else 200)


def _found(found: Found, code: str) -> dict[str, Any]:
    return {
        "people": [
            {"person": shapes.person(hit.person), "code": hit.person.code, "why": hit.why}
            for hit in found.hits
            if hit.person.code != code
        ],
        "is_too_many": found.more,
        "at": found.at,
    }
