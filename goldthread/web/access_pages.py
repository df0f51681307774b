"""Pages of access: who saw a person, the log, a limited record opened in need, rights carried out."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core import clocks, db
from goldthread.core.access import actions, queries
from goldthread.core.access.actions import look
from goldthread.core.access.doors import in_words
from goldthread.core.access.roles import purposes
from goldthread.core.later import link_again_later
from goldthread.core.people import rights
from goldthread.core.people.queries import ids_under, person_by_code
from goldthread.core.refusals import NotValid, Refusal
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of


@require_GET
def who_saw(request: HttpRequest, code: str) -> HttpResponse:
    """Who looked at one person, newest first."""
    reader = reader_of(request)
    asked = _asked(request)
    refusal, since, until = _span(asked)
    found = queries.who_saw(
        reader, code, since=since, until=until, officer=asked["who"], page=typing_in.page_number(asked["page"])
    )
    context = {
        "code": found.code,
        "person": shapes.person(found.person) if found.person else None,
        "looks": [_look(one) for one in found.looks],
        "counts": _counts(found.total, found.looks, found.break_glass),
        "seal": _seal(found.seal),
        "form": typing_in.form(asked, refusal, {"since": "from", "until": "to"}),
        "page": _page(asked, found.total),
        "may_rights": reader.may("carry_out_rights") and found.person is not None,
    }
    return render(request, "who_saw.html", context, status=422 if refusal else 200)


@require_GET
def access_log(request: HttpRequest) -> HttpResponse:
    """The log as a whole."""
    reader = reader_of(request)
    asked = _asked(request)
    refusal, since, until = _span(asked)
    if asked["person"].strip():
        return redirect("who_saw", asked["person"].strip().upper())
    number = typing_in.page_number(asked["page"])
    found = queries.access_log(reader, since=since, until=until, officer=asked["who"], page=number)
    chosen = [f"Officer: {asked['who']}"] if asked["who"] else []
    chosen += [f"{word}: {asked[key]}" for key, word in (("from", "From"), ("to", "To")) if asked[key]]
    context = {
        "looks": [{**_look(one), "people": one["codes"]} for one in found["looks"]],
        "counts": _counts(found["total"], found["looks"], 0),
        "seal": _seal(found["seal"]),
        "form": typing_in.form(asked, refusal, {"since": "from", "until": "to"}),
        "page": _page(asked, found["total"]),
        "chosen": chosen,
    }
    return render(request, "access_log.html", context, status=422 if refusal else 200)


@require_http_methods(["GET", "POST"])
def break_glass(request: HttpRequest, code: str) -> HttpResponse:
    """Two presses: this page, then the reason. Afterwards the same page asks why, in the officer's own words."""
    reader = reader_of(request)
    reader.must("break_glass", lambda: ids_under(code))
    person_id, current = person_by_code(code)
    refusal = None
    if request.method == "POST":
        try:
            if "explanation" in request.POST:
                return _explain(request, code)
            actions.break_glass(reader, person_id, current, request.POST.get("reason", ""))
            return redirect("picture", current)
        except NotValid as not_valid:
            refusal = not_valid
    waiting = [one for one in queries.grants_to_explain(reader) if one.person_id == person_id]
    context = {
        "code": current,
        "ask": "the desk named on the record",
        "hours": shapes.DESK_HOURS,
        "reasons": [{"value": value, "words": words} for value, words in actions.BREAK_GLASS_REASONS.items()],
        "hours_open": int(actions.BREAK_GLASS_LASTS.total_seconds() // 3600),
        "to_explain": bool(waiting),
        "form": typing_in.form(request.POST, refusal, {"words": "explanation"}),
    }
    return render(request, "break_glass.html", context, status=422 if refusal else 200)


def _explain(request: HttpRequest, code: str) -> HttpResponse:
    reader = reader_of(request)
    person_id, current = person_by_code(code)
    for grant in queries.grants_to_explain(reader):
        if grant.person_id == person_id:
            actions.explain_break_glass(reader, grant, request.POST.get("explanation", ""))
    return redirect("picture", current)


@require_http_methods(["GET", "POST"])
def person_rights(request: HttpRequest, code: str) -> HttpResponse:
    """Put right, restrict or erase: decided elsewhere, carried out here, confirmed before it cannot be undone."""
    reader = reader_of(request)
    reader.must("carry_out_rights", lambda: ids_under(code))
    person_id, current = person_by_code(code)
    typed = {name: request.POST.get(name, "") for name in ("right", "assertion", "value", "reason", "authority")}
    refusal: Refusal | None = None
    confirm = None
    if request.method == "POST":
        try:
            confirm = _confirmation(typed) if not request.POST.get("confirmed") else None
            if confirm is None:
                _carry_out(request, current, typed)
                return redirect("who_saw", current) if typed["right"] != "erase" else redirect("access_log")
        except NotValid as not_valid:
            refusal = not_valid
    look(reader, people=[person_id], page="rights")
    context = {
        "code": current,
        "assertions": _assertions(person_id),
        "form": typing_in.form(typed, refusal, {"text": "value", "rule": "reason", "ground": "right"}),
        "confirm": confirm,
        "done": _done(person_id),
    }
    return render(request, "person_rights.html", context, status=422 if refusal else 200)


CONFIRMATIONS = {
    "erase": (
        "Erase this person's content",
        ["The words of every record that names them go.", "It cannot be undone.", "The log of who looked stays."],
    ),
    "restrict": (
        "Restrict this person's records",
        ["They go out of search, matching and every ordinary look.", "They are kept, and this can be lifted."],
    ),
}


def _confirmation(typed: dict[str, str]) -> dict[str, Any] | None:
    """The confirm page for what hides or removes; nothing is asked for what is only put right."""
    for field, words in (
        ("right", "Choose what has been decided."),
        ("reason", "Enter why."),
        ("authority", "Enter who decided."),
    ):
        if not typed[field].strip():
            raise NotValid(field, words)
    if typed["right"] not in CONFIRMATIONS:
        return None
    title, words_ = CONFIRMATIONS[typed["right"]]
    return {"right": typed["right"], "title": title, "words": words_, "whom": "each source's desk, by you"}


def _carry_out(request: HttpRequest, code: str, typed: dict[str, str]) -> None:
    reader = reader_of(request)
    if typed["right"] == "erase":
        rights.erase(reader, code, rule=typed["reason"], authority=typed["authority"])
    elif typed["right"] == "restrict":
        rights.restrict(reader, code, ground="contested", authority=typed["authority"])
    elif typed["right"] == "lift":
        rights.restrict(reader, code, ground="contested", lift=True, authority=typed["authority"])
    elif typed["right"] == "rectify":
        field = typed["assertion"].strip()
        done = rights.rectify(reader, code, field=field, text=typed["value"], authority=typed["authority"])
        link_again_later(done["mentions"])
    else:
        raise NotValid("right", "Choose what has been decided.")


def _assertions(person_id: Any) -> list[dict[str, Any]]:
    """One line for each field that may be put right, as it stands: under the page's own look."""
    rows = db.fetch(
        """SELECT DISTINCT ON (a.field) a.field, a.text, a.kind, r.source_id FROM people_link l
             JOIN records_assertion a ON a.mention_id = l.mention_id AND a.status <> 'superseded'
             JOIN records_sourcerecord r ON r.id = a.record_id AND r.is_current
            WHERE l.person_id = %s AND l.to_at IS NULL AND a.field = ANY(%s) ORDER BY a.field, r.known_at DESC""",
        [person_id, list(rights.CHECKS)],
    )
    return [
        {
            "id": row["field"],
            "field": row["field"].replace("_", " ").capitalize(),
            "value": row["text"],
            "source": row["source_id"].upper(),
            "kind": row["kind"],
        }
        for row in rows
    ]


DONE_WORDS = {
    "person.rectified": "Put right",
    "person.restricted": "Restricted",
    "person.restriction_lifted": "Restriction lifted",
    "person.erased": "Erased",
}


def _done(person_id: Any) -> list[dict[str, Any]]:
    from goldthread.core.journal.queries import timeline

    return [
        {"at": event["occurred_at"], "what": DONE_WORDS[event["kind"]], "who": event["who"]}
        for event in timeline(f"person:{person_id}")
        if event["kind"] in DONE_WORDS
    ]


def _asked(request: HttpRequest) -> dict[str, str]:
    return {
        name: request.GET.get(name, "").replace("\0", "") for name in ("from", "to", "who", "person", "only", "page")
    }


def _span(asked: dict[str, str]) -> tuple[Refusal | None, Any, Any]:
    """The span asked for; what cannot be read is said beside its field and the whole log is shown."""
    try:
        return None, typing_in.day_start("since", asked["from"]), typing_in.day_end("until", asked["to"])
    except NotValid as refusal:
        return refusal, None, None


def _look(one: dict[str, Any]) -> dict[str, Any]:
    purpose = purposes().get(one["purpose"])
    return {
        "at": one["at"],
        "who": one["who"],
        "post": one["post"] or one["role"],
        "door": in_words(one["door"]),
        "purpose": f"{one['operation'].capitalize()}: {purpose.name.lower() if purpose else one['purpose']}",
        "reason": one["reason"] or one["query"] or (one["case_reference"] or None),
        "layer": one["layer"],
        "on_duty": None,
        "is_unusual": one["outcome"] != "done",
        "is_break_glass": one["outcome"] == "done" and (one["reason"] or "") in actions.BREAK_GLASS_REASONS,
    }


def _counts(total: int, looks: list[dict[str, Any]], broken: int) -> dict[str, Any]:
    now = clocks.now()
    return {
        "total": total,
        "unusual": sum(one["outcome"] != "done" for one in looks),
        "break_glass": broken,
        "from_at": looks[-1]["at"] if looks else now,
        "to_at": looks[0]["at"] if looks else now,
    }


def _seal(seal: dict[str, Any]) -> dict[str, Any]:
    return {"unbroken_to": seal["unbroken_to"], "unsealed": seal["unsealed"], "is_whole": not seal["is_broken"]}


def _page(asked: dict[str, str], total: int) -> dict[str, Any]:
    query = urlencode({key: value for key, value in asked.items() if value and key != "page"})
    return shapes.page(typing_in.page_number(asked["page"]), queries.PAGE, total, query)
