"""The page of one case as it was known at a moment: read only, with today's rights."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldthread.core.cases.queries import CaseFile
from goldthread.core.cases.replaying import KNOWN, WAS, Replay, replay_case
from goldthread.core.people.queries import identities
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.web import move_forms, shapes, typing_in
from goldthread.web.asking import reader_of
from goldthread.web.case_pages import event_of, facts_of, risk_of, turn_of

ASKED = {"at": "", "basis": KNOWN}
BASES = [
    {"value": KNOWN, "words": "Known then: what was recorded by then"},
    {"value": WAS, "words": "As it was then: what had happened, whenever recorded"},
]
STATE_WORDS = {
    "running": "running",
    "paused": "paused",
    "met": "met",
    "met_late": "met late",
    "missed": "late (reminder)",
    "breached": "late",
    "cancelled": "late when it fell away",
    "superseded": "late when it fell away",
}


@require_GET
def case_then(request: HttpRequest, reference: str) -> HttpResponse:
    """The case as it stood at a moment; a moment that cannot be asked is refused beside its field."""
    typed = {name: request.GET.get(name, usual) for name, usual in ASKED.items()}
    refusal: Refusal | None = None
    try:
        found = _replayed(request, reference, typed)
    except (NotValid, NotFound) as refused:
        found = replay_case(reader_of(request), reference)  # a case that there is not is not found here either
        refusal = refused if isinstance(refused, NotValid) else NotValid("at", refused.words, refused.remedy)
    form = typing_in.form(typed, refusal, {KNOWN: "at", WAS: "at"})
    return render(
        request, "case_then.html", {**_context(found), "form": form}, status=refusal.status if refusal else 200
    )


def _replayed(request: HttpRequest, reference: str, typed: dict[str, str]) -> Replay:
    at = typing_in.instant("at", typed["at"])
    if typed["basis"] == WAS:
        return replay_case(reader_of(request), reference, as_it_was_at=at)
    return replay_case(reader_of(request), reference, as_known_at=at)


def _context(found: Replay) -> dict[str, Any]:
    person = identities([found.person_id]).get(found.person_id) if found.person_id else None
    file = CaseFile(found.case, found.area, person, found.events, (), found.look, found.clocks)
    state = found.area.state(found.case.state)
    return {
        "known_at": found.at,
        "is_known": found.time == KNOWN,
        "bases": BASES,
        "case": {
            "reference": found.case.reference,
            "area": found.area.id,
            "area_name": found.area.name,
            "title": found.area.noun.capitalize(),
            "state": state.words,
            "turn": turn_of(state.whose_turn),
            "owner": found.owner,
            "opened_at": found.case.opened_at,
            "borough": found.borough,
        },
        "person": shapes.person(person) if person else None,
        "risk": risk_of(file),
        "clocks": [{**one, "state_words": STATE_WORDS[one["state"]]} for one in found.clocks],
        "facts": facts_of(file),
        "checklist": move_forms.checklist(file),
        "events": [event_of(event, file) for event in found.events],
    }
