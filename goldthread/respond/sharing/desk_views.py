"""Pages of the desk: what was shared and what came back, reminders, and files of outcomes."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotValid
from goldthread.respond.sharing import chasing, outcomes, settling
from goldthread.respond.sharing.declared import declared
from goldthread.respond.sharing.models import READ
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

ROWS = 50


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
    """Hand in a file of outcomes; its page shows how far the worker is with it."""
    file = request.FILES.get("file")
    try:
        if file is None:
            raise NotValid("file", "Choose the file.")
        taken = outcomes.hand_in(reader_of(request), file.name or "outcomes.csv", file.read(outcomes.LARGEST + 1))
    except NotValid as refusal:
        return _board(request, refusal)
    return redirect("outcome_file", taken.pk)


@require_GET
def outcome_files(request: HttpRequest) -> HttpResponse:
    """The files of outcomes that were handed in; those not yet read or with rows still set aside first."""
    number = typing_in.page_number(request.GET.get("page", ""))
    found = settling.outcome_files(reader_of(request), page=number, size=ROWS)
    context = {
        "files": [_timed(one) for one in found["files"]],
        "page": shapes.page(number, ROWS, found["total"]),
        "as_at": clocks.now(),
    }
    return render(request, "outcome_files.html", context)


@require_GET
def outcome_file(request: HttpRequest, file: UUID) -> HttpResponse:
    """One file with its rows, set aside first, or only those that ended in one way."""
    chosen, number = request.GET.get("result", ""), typing_in.page_number(request.GET.get("page", ""))
    found = settling.outcome_file(reader_of(request), file, result=chosen, page=number, size=ROWS)
    kept = urlencode({"result": chosen} if chosen else {})
    page = shapes.page(number, ROWS, found["rows_total"], kept)
    return render(request, "outcomes.html", {"file": _timed(found), "chosen": chosen, "page": page})


@require_GET
def outcome_progress(request: HttpRequest, file: UUID) -> HttpResponse:
    """How far a file is read, as a part of its page; once it is read the whole page is asked for again."""
    found = settling.outcome_progress(reader_of(request), file)
    answer = render(request, "components/outcome_progress.html", {"file": found})
    if found["state"] == READ:
        answer["HX-Refresh"] = "true"
    return answer


@require_GET
def outcome_file_csv(request: HttpRequest, file: UUID) -> HttpResponse:
    """The rows still set aside, for whoever sent the file."""
    headers = {"Content-Disposition": f'attachment; filename="outcomes-set-aside-{str(file)[:8]}.csv"'}
    content = settling.rows_for_sender(reader_of(request), file)
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


@require_http_methods(["GET", "POST"])
def outcome_row(request: HttpRequest, file: UUID, number: int) -> HttpResponse:
    """One row with its attempts: put it right and take it again, or return it to its sender."""
    reader, refusal = reader_of(request), None
    if request.method == "POST":
        try:
            result = _settle(reader, file, number, request.POST)
        except NotValid as found:
            refusal = found
        else:
            return redirect("outcome_row", file, number) if result == outcomes.ASIDE else redirect("outcome_file", file)
    row = settling.outcome_row(reader, file, number)
    wrong = row["attempts"][-1] if row["is_open"] else None
    context = {
        "row": {**row, "attempts": [_timed(one) for one in row["attempts"]]},
        "stages": [{"value": value, "words": words} for value, words in (("", "As the code says"), *_stages())],
        "codes": _codes(),
        "columns": list(row["told"]),
        "form": _row_form(row, request.POST, refusal, wrong),
    }
    return render(request, "outcome_row.html", context, status=refusal.status if refusal else 200)


def _timed(told: dict[str, Any]) -> dict[str, Any]:
    return {**told, "at": shapes.instant(told["at"])}


def _settle(reader: Reader, file: UUID, number: int, posted: Any) -> str:
    seen = int(posted["attempt"]) if posted.get("attempt", "").isdecimal() else None
    if posted.get("step") == "return":
        return settling.return_row(reader, file, number, posted.get("why", ""), attempt=seen)
    told = {name: posted[name] for form in outcomes.forms().values() for name in form.columns if name in posted}
    return settling.take_again(reader, file, number, told, attempt=seen)


def _row_form(
    row: dict[str, Any], posted: Any, refusal: NotValid | None, wrong: dict[str, Any] | None
) -> dict[str, Any]:
    """What the row says now, or was typed; the field that it was set aside for stands as wrong."""
    values = {name: posted.get(name, row["told"][name]) for name in row["told"]} | {"why": posted.get("why", "")}
    form = typing_in.form(values, refusal)
    if wrong and not refusal:
        form["errors"] = {wrong["field"]: wrong["words"]}
    return form


def _stages() -> list[tuple[str, str]]:
    """The stages of every kind whose answers come in a file of outcomes, each once."""
    kinds = [kind for of in declared().values() for kind in of.kinds if kind.form == outcomes.OUTCOMES.id]
    return list(dict.fromkeys(stage for kind in kinds for stage in kind.codes.stages))


def _codes() -> list[str]:
    kinds = [kind for of in declared().values() for kind in of.kinds if kind.form == outcomes.OUTCOMES.id]
    return list(dict.fromkeys(code for kind in kinds for code in kind.codes.listed))


def _board(request: HttpRequest, refusal: NotValid | None = None) -> HttpResponse:
    board: dict[str, Any] = chasing.desk_board(reader_of(request))
    context = {
        **board,
        "columns": {form.id: form.columns for form in outcomes.forms().values()},
        "codes": _codes(),
        "form": typing_in.form({}, refusal),
    }
    return render(request, "shares.html", context, status=422 if refusal else 200)
