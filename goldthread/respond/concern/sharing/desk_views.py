"""Pages of the desk: what was shared and what came back, reminders, and files of outcomes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from goldthread.core.refusals import NotValid
from goldthread.respond.concern.choices import OUTCOMES
from goldthread.respond.concern.sharing import chasing, outcomes
from goldthread.web import typing_in
from goldthread.web.asking import reader_of


@require_GET
def shares(request: HttpRequest) -> HttpResponse:
    """What waits for an answer by authority, late first; what did not go out; two answers; strategy asked for."""
    return _board(request)


@require_POST
def shares_chase(request: HttpRequest, authority: str) -> HttpResponse:
    """Write the reminder to one authority for everything that is late."""
    chasing.chase_authority(reader_of(request), authority)
    return redirect("shares")


@require_POST
def outcomes_new(request: HttpRequest) -> HttpResponse:
    """Hand in a file of outcomes; how each row ended is shown, what was set aside first."""
    file = request.FILES.get("file")
    try:
        if file is None:
            raise NotValid("file", "Choose the file.")
        taken = outcomes.load_outcomes(reader_of(request), file.name or "outcomes.csv", file.read(outcomes.LARGEST + 1))
    except NotValid as refusal:
        return _board(request, refusal)
    return render(request, "outcomes.html", {"file": outcomes.result_of(taken)})


def _board(request: HttpRequest, refusal: NotValid | None = None) -> HttpResponse:
    board: dict[str, Any] = chasing.desk_board(reader_of(request))
    context = {
        **board,
        "columns": outcomes.COLUMNS,
        "codes": [code for codes in OUTCOMES.values() for code, _ in codes],
        "form": typing_in.form({}, refusal),
    }
    return render(request, "shares.html", context, status=422 if refusal else 200)
