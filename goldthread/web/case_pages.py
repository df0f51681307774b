"""Pages of one case, whatever its area: the case, its moves, its checklist and notes."""

import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldthread.core.access.permissions import permissions
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import roles
from goldthread.core.areas.grammar import Move
from goldthread.core.areas.moves import is_open
from goldthread.core.cases import actions, checking
from goldthread.core.cases.answering import read_answers
from goldthread.core.cases.handing import may_receive, offered_words
from goldthread.core.cases.queries import CaseFile, open_case_file
from goldthread.core.cases.queueing import sent_back_of
from goldthread.core.cases.together import opened_together
from goldthread.core.records.models import SourceRecord
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.web import case_links, move_forms, review_pages, shapes, typing_in
from goldthread.web.asking import reader_of
from goldthread.web.middleware import keep_refusal

FIELD_WORDS = {
    "described": ("Who the child is, as met", None),
    "seen": ("What was seen", "fact"),
    "home": ("The home", "fact"),
    "words": ("The child's words", None),
    "alone": ("Spoken to", None),
    "spoke_why": ("Why not alone", None),
    "demeanour": ("How the child seemed", "fact"),
    "child_seen": ("Child seen", None),
    "seen_alone": ("Seen alone", None),
    "unseen_why": ("Why not seen, or not alone", None),
    "danger": ("In danger now", "opinion"),
    "immediate": ("Done at once", "fact"),
    "done": ("What was done", "fact"),
    "categories": ("Kind of harm", "opinion"),
    "opinion": ("Officer's view", "opinion"),
    "incident_at": ("When it happened", None),
    "place": ("Where", "fact"),
    "adults": ("Adults who were there", None),
    "parental": ("Parental responsibility", None),
    "visitors": ("Who else lives there or visits", None),
    "other_children": ("Other children this touches", None),
    "written_at": ("Written, by the device's own clock", None),
}
CHOICE_WORDS = {
    "alone": "Alone",
    "with_others": "With others there",
    "no": "No",
    "yes": "Yes",
    "not_sure": "Not sure",
    "not_applicable": "Does not apply",
}
LATE_FROM = timedelta(minutes=15)  # ours: what is typed while a caller talks is not late
CLOCKS_FIRST = 5  # ours: how many clocks stand without a press; every late one does


@require_GET
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """One case: facts, state, whose turn, what can be done next, what was done."""
    return _case_page(request, open_case_file(reader_of(request), reference))


@require_http_methods(["GET", "POST"])
def case_move(request: HttpRequest, reference: str, move: str) -> HttpResponse:
    """Take a declared move: what it asks is asked on a page, and what goes outside or closes is confirmed first."""
    reader = reader_of(request)
    file = open_case_file(reader, reference)
    wanted = file.area.move(move)
    if request.method == "GET":
        return _asking_page(request, file, wanted) if wanted and wanted.asks else redirect("case", file.case.reference)
    if wanted and wanted.asks and request.POST.get("change"):
        return _asking_page(request, file, wanted)
    note = request.POST.get("reason", "")
    given = move_forms.given(wanted, request.POST) if wanted else {}
    try:
        if wanted and wanted.confirms and not request.POST.get("confirmed"):
            actions.check_may_take(reader, file.case, file.area, move, note, given)
            return _confirm_page(request, file, wanted, note, given)
        moved = actions.move_case(
            reader,
            reference,
            move,
            note=note,
            answers=given,
            occurred_at=typing_in.instant("occurred_at", request.POST.get("occurred_at", "")),
            seen_event_id=typing_in.number(request.POST.get("seen_event", "")),
            idempotency_key=_key(request, reference, move),
        )
    except Refusal as refusal:
        return _not_moved(request, file, wanted, refusal)
    return redirect("case", moved.reference)


def _not_moved(request: HttpRequest, file: CaseFile, move: Move | None, refusal: Refusal) -> HttpResponse:
    """The page again: what was typed is kept, and what refuses it stands above. A move that is another post's, or
    nobody's, is refused whole."""
    is_theirs = move is not None and refusal.status == 403 and reader_of(request).may(move.permission)
    if not is_theirs and not isinstance(refusal, NotValid | Clash):
        raise refusal
    asks = bool(move and move.asks)
    page = _asking_page(request, file, move, refusal) if move and asks else _case_page(request, file, refusal)
    if refusal.status == 403:
        keep_refusal(request, refusal)  # last: its row of the log opens nothing more to be read
    return page


@require_POST
def case_item(request: HttpRequest, reference: str, item: str) -> HttpResponse:
    """Answer one item of the checklist: done, not needed or unknown with why, or to do again; now, or when it was."""
    why, when = f"why-{item}", f"when-{item}"
    return _told(request, reference, f"item-{item}", lambda reader, key: checking.answer_item(
        reader, reference, item, request.POST.get("answer", ""), why=request.POST.get(why, ""),
        occurred_at=typing_in.instant("occurred_at", request.POST.get(when, "")), idempotency_key=key
    ), {"why": why, "occurred_at": when})  # fmt: skip


@require_POST
def case_note(request: HttpRequest, reference: str) -> HttpResponse:
    """Write a note on a case."""
    return _told(request, reference, "what-happened", lambda reader, key: checking.add_note(
        reader, reference, request.POST.get("note", ""),
        occurred_at=typing_in.instant("occurred_at", request.POST.get("occurred_at", "")), idempotency_key=key
    ), {})  # fmt: skip


def _told(
    request: HttpRequest, reference: str, place: str, tell: Callable[[Any, str | None], Any], named: Mapping[str, str]
) -> HttpResponse:
    """Tell the case, and go on where the reader was: a long page is not begun again from its top."""
    reader = reader_of(request)
    try:
        tell(reader, _key(request, reference, "told"))
    except NotValid as refusal:
        return _case_page(request, open_case_file(reader, reference), refusal, named)
    return redirect(f"{reverse('case', args=[reference])}#{place}")


def _asking_page(request: HttpRequest, file: CaseFile, move: Move, refusal: Refusal | None = None) -> HttpResponse:
    """What a move asks, with what is known of the child beside it; what was typed is kept."""
    actions.check_may_move(reader_of(request), file.area, move.id, "") if not move.needs_note else None
    again = request.method == "POST"
    typed = {ask.id: request.POST.getlist(ask.id) for ask in move.asks} if again else _suggested(request, file, move)
    seen = "" if isinstance(refusal, Clash) else request.POST.get("seen_event", "")
    context = {
        **_head(file),
        "move": {"id": move.id, "words": move.button, "after": _after(file, move)},
        "questions": move_forms.questions(move),
        "needs_note": move.needs_note,
        "may_be_late": not move.at,
        "note_label": move.note_label,
        "last": last_step(file),
        "facts": facts_of(file),
        "form": _kept(move_forms.form(move, typed, request.POST.get("reason", ""), refusal), request),
        "seen_event": seen or file.case.last_event_id,
        "key": request.POST.get("key", "") or secrets.token_urlsafe(12),
    }
    return render(request, "case_move.html", context, status=refusal.status if refusal else 200)


def _kept(form: Any, request: HttpRequest) -> Any:
    form["values"]["occurred_at"] = request.POST.get("occurred_at", "")
    return form


def _after(file: CaseFile, move: Move, given: dict[str, Any] | None = None) -> str:
    """Where the step leads, in words; while nothing is answered yet, each state that the answers may lead to."""
    if given is None and move.leads_when:
        return " or ".join(file.area.state(one).words for one in move.ends_in)
    return file.area.state(move.leads_to(file.case.state, given)).words


def _suggested(request: HttpRequest, file: CaseFile, move: Move) -> dict[str, list[str]]:
    """What the page begins with, where the area can tell; whoever takes the move changes it."""
    if not move.suggests:
        return {}
    found: dict[str, Any] = import_string(move.suggests)(reader_of(request), file.case)
    return {name: [value] for name, value in found.items() if value}


def _head(file: CaseFile) -> dict[str, Any]:
    return {
        "case": {"reference": file.case.reference, "title": file.area.noun.capitalize(), "area": file.area.id},
        "person": shapes.person(file.person) if file.person else None,
    }


def _key(request: HttpRequest, reference: str, move: str) -> str | None:
    key = request.POST.get("key", "")
    return f"page:{reference}:{move}:{key}"[:120] if key else None


def _confirm_page(request: HttpRequest, file: CaseFile, move: Move, note: str, given: dict[str, Any]) -> HttpResponse:
    context = {
        **_head(file),
        "move": {"id": move.id, "words": move.button, "after": _after(file, move, given)},
        "answers": move_forms.said(move.asks, given),
        "carried": move_forms.carried(given),
        "warnings": _warnings(request, file, move, given),
        "note": note,
        "note_label": move.note_label,
        "occurred_at": request.POST.get("occurred_at", ""),
        "seen_event": request.POST.get("seen_event", ""),
        "key": request.POST.get("key", ""),
    }
    return render(request, "case_confirm.html", context)


def _warnings(request: HttpRequest, file: CaseFile, move: Move, given: dict[str, Any]) -> list[str]:
    """What whoever confirms must read first."""
    if not move.warns:
        return []
    lines: list[str] = import_string(move.warns)(reader_of(request), file.case, read_answers(move, given))
    return lines


def _case_page(
    request: HttpRequest, file: CaseFile, refusal: Refusal | None = None, named: Mapping[str, str] | None = None
) -> HttpResponse:
    found, area = file.case, file.area
    state = area.state(found.state)
    reader = reader_of(request)
    research = _research(reader, file)
    checklist = move_forms.checklist(file, (research or {}).get("prefills", {}))
    form = typing_in.form(request.POST, refusal, named if named is not None else {"note": "reason"})
    form["values"] = {f"why-{one['id']}": one["prefilled"] for one in checklist if one["prefilled"]} | form["values"]
    context = {
        "case": {
            "reference": found.reference,
            "area": area.id,
            "area_name": area.name,
            "title": area.noun.capitalize(),
            "state": state.words,
            "turn": turn_of(
                "taker" if state.whose_turn == "owner" and not (found.owner_id or found.owned_by) else state.whose_turn
            ),
            "owner": str(found.owner) if found.owner else found.owned_by or None,
            "opened_at": found.opened_at,
            **_written_late(file),
            "borough": found.borough.name if found.borough else None,
            "mirrored": {"system": found.owned_by, "reference": found.external_reference} if found.owned_by else None,
            "number_elsewhere": found.external_reference,
            "offered": f"Handed over to {offered_words(found)['to']}, not accepted." if found.offered_at else None,
        },
        "seen_event": found.last_event_id,
        "key": secrets.token_urlsafe(12),
        "person": shapes.person(file.person) if file.person else None,
        "person_url": reverse("picture", args=[file.person.code]) if file.person else None,
        "risk": risk_of(file),
        **shown_clocks(file),
        "facts": linked_facts(reader, file),
        "research": research,
        "research_shows": file.area.research_shows,
        "graded": move_forms.graded(file),
        "moves": _moves(file),
        "last": last_step(file),
        "checklist": checklist,
        "hands": _hands(reader, file),
        "more": case_links.links_of(reader, file),
        "record_url": _record_url(file),
        "review": review_pages.panel(reader, file),
        "sent_back": case_links.linked(reader, sent_back_of([found.reference]).get(found.reference, "")),
        "may_work": reader.may(area.works_with or area.queue_permission),
        "form": form,
        "refused": [
            {"words": move.button, "why": permissions()[move.permission][1]}
            for move in area.moves_from(found.state)
            if is_open(move, found.facts) and not reader.may(move.permission) and not found.owned_by
        ],
        "together": opened_together(found),
        "decisions": [],
        "events": linked_events(reader, file),
    }
    return render(request, "case.html", context, status=refusal.status if refusal else 200)


def _record_url(file: CaseFile) -> str | None:
    """The record that the case began with, word for word; None where what it is about cannot be seen."""
    mention = file.case.mention
    held = SourceRecord.objects.filter(
        source=mention.source_id, source_record_id=mention.source_record_id, is_current=True
    ).values_list("pk", flat=True)
    found = held.first()
    return reverse("record", args=[found]) if found else None


def _moves(file: CaseFile) -> list[dict[str, Any]]:
    """What can be done next, each with what it is for; what leads on is the main one: free, to take it."""
    taking = (move for move in file.moves if move.takes_ownership and file.case.owner_id is None)
    going_on = [move for move in file.moves if not (move.to_state and file.area.state(move.to_state).is_closed)]
    leading = (move for move in going_on if move.to_state and not move.needs_note)
    other = (move for move in file.moves if move.to_state)
    main = next(chain(taking, leading, going_on, other), None)
    return [
        {
            "id": move.id,
            "words": move.button,
            "group": "main" if move == main else _purpose(move, going_on),
            "wants_reason": move.needs_note and not move.asks,
            "asks": bool(move.asks),
        }
        for move in sorted(file.moves, key=lambda move: move != main)
    ]


def _purpose(move: Move, going_on: list[Move]) -> str:
    """Whether a move leads the work on, only records what was done, or ends it or takes it back."""
    if not move.to_state and not move.leads_when and not move.takes_ownership:
        return "record"
    return "next" if move in going_on and not move.needs_note else "end"


def last_step(file: CaseFile) -> dict[str, Any] | None:
    """The last move and what was said with it: what whoever comes next must know first. None where nothing was said."""
    moves = {move.event for move in file.area.moves}
    event = next((one for one in file.events if one["kind"] in moves), None)  # the newest stands first
    told = event_of(event, file) if event else None
    return told if told and told["text"] else None


def _research(reader: Reader, file: CaseFile) -> Any:
    """What the area shows beside what was recorded, to those who work on it, while it is being looked into."""
    area, found = file.area, file.case
    if not area.research or found.state not in area.research_in:
        return None
    if not reader.may(area.works_with or area.queue_permission):
        return None
    return import_string(area.research)(reader, found, file.look)


def shown_clocks(file: CaseFile) -> dict[str, Any]:
    """Every late clock and the next due ones at once; what is due after them, and what was met, folded."""
    late = sum(one["is_late"] and one["met_at"] is None for one in file.clocks)
    first = max(late, CLOCKS_FIRST)
    return {"clocks": file.clocks[:first], "later_clocks": file.clocks[first:]}


def _hands(reader: Reader, file: CaseFile) -> list[dict[str, str]]:
    """How this reader may have an open case change hands."""
    found = file.case
    if found.closed_at or found.owned_by or reader.officer is None:
        return []
    links = []
    if found.owner_id == reader.officer.pk:
        links.append({"url": reverse("case_handover", args=[found.reference]), "words": "Hand it over"})
    if may_receive(reader, found):
        links.append({"url": reverse("handovers"), "words": "Accept the hand-over"})
    if reader.may("supervise_work"):
        links.append({"url": reverse("case_give", args=[found.reference]), "words": "Give it to an officer"})
    return links


def _opening(file: CaseFile) -> dict[str, Any] | None:
    return next((event for event in file.events if event["kind"] == file.area.opening_event), None)


def _written_late(file: CaseFile) -> dict[str, Any]:
    """When the case began in the world, and by how much later it was written down, where that is much."""
    event = _opening(file)
    late = event["recorded_at"] - event["occurred_at"] if event else timedelta()
    return {"began_at": event["occurred_at"] if event else None, "written_late": late if late >= LATE_FROM else None}


def turn_of(whose: str) -> str:
    """Whose turn it is, in words."""
    told = {
        "owner": "Its owner decides next",
        "taker": "Whoever takes it decides next",
        "opener": "Whoever recorded it answers next",
        "nobody": "Nothing more is due",
    }
    return told.get(whose) or f"{roles()[whose].name} takes it next"


def risk_of(file: CaseFile) -> dict[str, Any] | None:
    """The risk token's risk; None for work that has none."""
    found = file.case
    if not file.area.risks:
        return None
    return {
        "word": shapes.RISK_WORDS[found.risk],
        "level": found.risk or "unknown",
        "by": str(found.opened_by or found.owned_by),
        "at": found.opened_at,
        "was": None,
    }


def facts_of(file: CaseFile) -> list[dict[str, Any]]:
    """What was recorded when it was opened, as rows."""
    opening = _opening(file)
    body = opening["body"] if opening else None
    if not body:
        erased = bool(opening and opening["erased_at"])
        words = "Erased." if erased else f"Held in full by the desk. Ask: {roles()[file.area.desk_role].name}."
        return [{"name": "What was recorded", "value": words, "kind": None, "evidence": None}]
    if not file.area.opens_at:
        told = {**body, **file.case.facts}
        first = move_forms.said(file.area.opening_says, told)
        return [*first, *move_forms.no_together(move_forms.said(file.area.opening.asks, told))]
    return [
        {"name": name, "value": _value(body[field]), "kind": kind, "evidence": None}
        for field, (name, kind) in FIELD_WORDS.items()
        if body.get(field)
    ]


def linked_facts(reader: Reader, file: CaseFile) -> list[dict[str, Any]]:
    """What was recorded, in which another case's reference leads to it."""
    return [{**one, "value": case_links.linked(reader, str(one["value"]))} for one in facts_of(file)]


def linked_events(reader: Reader, file: CaseFile) -> list[dict[str, Any]]:
    """What happened, in which another case's reference leads to it."""
    told = (event_of(event, file) for event in file.events)
    return [{**one, "text": case_links.linked(reader, one["text"]) if one["text"] else None} for one in told]


def _value(told: Any) -> str:
    """A choice in words; of several, each; what was typed, as typed."""
    if isinstance(told, list):
        return ", ".join(str(one).replace("_", " ") for one in told)
    return CHOICE_WORDS.get(told, str(told))


def event_of(event: dict[str, Any], file: CaseFile) -> dict[str, Any]:
    """One event as the timeline draws it."""
    return {
        "title": file.area.sentence(event["kind"]),
        "who": event["who"],
        "occurred_at": event["occurred_at"],
        "occurred_words": None,
        "recorded_at": event["recorded_at"],
        "text": _text(event, file),
        "kind": None,
        "evidence": None,
        "signal": {"ask": "Public Protection Desk", "hours": shapes.DESK_HOURS} if event["withheld"] else None,
    }


def _text(event: dict[str, Any], file: CaseFile) -> str | None:
    if event["erased_at"]:
        return "The words were erased."
    return None if event["kind"] == file.area.opening_event else move_forms.told(event, file)
