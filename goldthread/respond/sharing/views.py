"""Pages of an authority's own officers: what was shared with them, and their answers; read on a tablet or at a desk."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.clocks import LONDON
from goldthread.core.organisation.authorities import recipient_name
from goldthread.core.refusals import NotFound, NotValid
from goldthread.respond.sharing import answering
from goldthread.respond.sharing.codes import DISPUTES, RETURNED, Codes
from goldthread.respond.sharing.declared import codes_of, kind_of
from goldthread.respond.sharing.queries import (
    Given,
    authority_of,
    open_share,
    opened,
    shared_with,
)
from goldthread.web import blocks, shapes, typing_in
from goldthread.web.asking import reader_of

STATES = {
    "new": ("New: not acknowledged", "high"),
    "acknowledged": ("Acknowledged: no answer yet", "medium"),
    "disputed": ("Sent back to the police", "medium"),
    "answered": ("Answered", "none"),
    "taken back": ("Taken back by the police", "none"),
}
ON_HOME = 10


@require_GET
def shared(request: HttpRequest) -> HttpResponse:
    """Everything that was shared with the reader's authority, what waits for an answer first."""
    reader = reader_of(request)
    given = shared_with(reader)
    context = {
        "authority": recipient_name(authority_of(reader)),
        "rows": [_row(one) for one in given],
        "waiting": sum(_waits(one) for one in given),
        "checked_at": clocks.now(),
    }
    return render(request, "shared.html", context)


@require_GET
def shared_one(request: HttpRequest, reference: str) -> HttpResponse:
    """One of them word for word, and what the authority may say to it."""
    return _page(request, open_share(reader_of(request), reference))


@require_POST
def shared_step(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """Acknowledge, answer or send back."""
    reader = reader_of(request)
    try:
        _take(reader, reference, step, request.POST)
    except NotValid as refusal:
        return _page(request, opened(reference), request.POST, refusal)
    return redirect("shared_one", reference)


def _take(reader: Reader, reference: str, step: str, posted: Any) -> None:
    if step == "acknowledge":
        answering.acknowledge_share(reader, reference)
    elif step == "answer":
        stage, _, code = posted.get("outcome", "").partition(" ")
        start = typing_in.day_start("decided_on", posted.get("decided_on", ""))
        day = start.astimezone(LONDON).date().isoformat() if start else ""
        answering.answer_share(reader, reference, stage=stage, code=code, decided_on=day, why=posted.get("why", ""))
    elif step == "send-back":
        answering.dispute_share(reader, reference, because=posted.get("because", ""), why=posted.get("wrong", ""))
    else:
        raise NotFound("There is no such step.")


def _page(request: HttpRequest, given: Given, typed: Any = None, refusal: NotValid | None = None) -> HttpResponse:
    values = {name: (typed or {}).get(name, "") for name in ("outcome", "decided_on", "why", "because", "wrong")}
    is_back = bool(refusal and refusal.field in ("because", "why") and "because" in (typed or {}))
    names = {"code": "outcome", "stage": "outcome"} | ({"why": "wrong"} if is_back else {})
    told = given.as_json()
    context = {
        "given": told,
        "row": _row(given),
        "child": _child(told["child"]) if told["child"] else None,
        "outcomes": _outcomes(codes_of(given.share)),
        "disputes": [{"value": value, "words": words, "hint": None} for value, words in DISPUTES],
        "may_acknowledge": given.share.acknowledged_at is None and given.share.taken_back_at is None,
        "is_over": given.share.taken_back_at is not None,
        "form": typing_in.form(values, refusal, names),
    }
    return render(request, "shared_one.html", context, status=refusal.status if refusal else 200)


def _outcomes(codes: Codes) -> list[dict[str, Any]]:
    """Every outcome with its stage, as one list to choose from."""
    stages = dict(codes.stages)
    options = [
        {"value": f"{stage} {code}", "words": f"{stages[stage]}: {words}" if len(stages) > 1 else words}
        for stage, own in codes.outcomes.items()
        for code, words in own
    ]
    back = [{"value": f"{RETURNED} ", "words": stages[RETURNED]}] if RETURNED in stages else []
    return [{"value": "", "words": "Choose"}, *options, *back]


def _child(child: dict[str, str]) -> list[dict[str, Any]]:
    born = shapes.whole_date(child["birth_date"])
    rows = (
        ("Name", f"{child['surname'].upper()}, {child['forename']}".strip(", ") or "not known"),
        ("Born", f"{born.day} {born:%B %Y}" if born else child["birth_date"] or "not known"),
        ("Sex", child["sex"].capitalize() or "not known"),
        ("Address", child["address"] or "not known to us"),
    )
    return [{"name": name, "value": value, "kind": None, "evidence": None} for name, value in rows]


def _row(given: Given) -> dict[str, Any]:
    share = given.share
    told = given.as_json()
    words, level = STATES[told["state"]]
    if not kind_of(share).asks_answer and told["state"] == "acknowledged":
        words, level = "Acknowledged", "none"
    child = (given.body or {}).get("child") or {}
    initials = "".join(f"{child[name][0]}." for name in ("forename", "surname") if child.get(name))
    return {
        "reference": share.reference,
        "url": reverse("shared_one", args=[share.reference]),
        "child": initials or "not known",
        "grade": told["grade"] or "Not graded",
        "what": told["what"],
        "state": words,
        "level": level,
        "made_at": share.made_at,
        "outcome": told["outcome"],
    }


def _waits(given: Given) -> bool:
    share = given.share
    return share.answered_at is None and share.taken_back_at is None and kind_of(share).asks_answer


def _on_home(reader: Reader) -> list[dict[str, Any]]:
    """What waits on the partner's first page; everything stands on the page of its own."""
    waiting = [one for one in shared_with(reader) if _waits(one)]
    return [
        {"title": f"{row['reference']}, {row['child']} {row['grade']}: {row['state'].lower()}", "at": row["made_at"],
         "url": row["url"]}
        for row in map(_row, waiting[:ON_HOME])
    ]  # fmt: skip


blocks.register("shared", _on_home)
