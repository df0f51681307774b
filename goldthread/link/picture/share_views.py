"""The page on which a picture is given to somebody outside."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from goldthread.core.people.queries import ids_under
from goldthread.core.refusals import NotValid
from goldthread.link.picture.sharing import BASES, share_picture
from goldthread.web import typing_in
from goldthread.web.asking import reader_of


@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, code: str) -> HttpResponse:
    """Give a picture to somebody outside: who, why, on what basis; confirmed, then shown to be printed or saved."""
    reader = reader_of(request)
    reader.must("share_picture", lambda: ids_under(code))
    typed = {name: request.POST.get(name, "") for name in ("recipient", "basis", "why")}
    refusal, given = None, None
    if request.method == "POST":
        try:
            given = share_picture(reader, code, **typed)
        except NotValid as not_valid:
            refusal = not_valid
    context = {
        "code": code,
        "bases": [{"value": value, "words": words, "hint": None} for value, words in BASES.items()],
        "given": given,
        "form": typing_in.form(typed, refusal),
    }
    return render(request, "share.html", context, status=422 if refusal else 200)
