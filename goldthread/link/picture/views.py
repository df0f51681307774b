"""Pages of LINK: the picture, a record word for word."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.core.access.queries import grants_in_force
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.people.queries import ids_under, people_by_code
from goldthread.core.records.reliance import PANELS
from goldthread.core.refusals import NotValid
from goldthread.link.picture.queries import REASONS, Picture, open_picture
from goldthread.link.picture.reading import open_record
from goldthread.link.picture.sharing import BASES, share_picture
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

KNOWN_FROM = {
    "source_recorded_at": "the time its source recorded it",
    "source_updated_at": "the time its source last changed it",
    "extracted_at": "the time it was extracted",
}
SHOWN_AT_FIRST = 20


@require_GET
def picture(request: HttpRequest, code: str) -> HttpResponse:
    """One person's picture; a retired code goes on to whoever it leads to, or asks which."""
    reader = reader_of(request)
    reader.must("open_picture", lambda: ids_under(code))
    found = people_by_code(code)
    if len(found) == 1 and found[0][1] != code:
        return redirect("picture", found[0][1])
    known_at = typing_in.instant("at", request.GET.get("at", ""))
    shown = open_picture(reader, code, known_at=known_at, basis=request.GET.get("basis") or "product")
    return render(request, "picture.html", _picture(shown, reader, "all" in request.GET))


def _picture(shown: Picture, reader: Reader, everything: bool) -> dict[str, Any]:
    glass_open = bool(grants_in_force(reader, shown.person_id))
    need = reverse("break_glass", args=[shown.code]) if reader.may("break_glass") and not glass_open else None
    items = [_chronology_item(record) for record in shown.records]
    more = len(items) > SHOWN_AT_FIRST and not everything
    return {
        "person": {**shapes.person(shown.person, shown.code), "flags": _open_work_flags(shown)},
        "layer": shown.look.layer,
        "known_at": shown.known_at,
        "basis": shown.basis,
        "changed": None,
        "limited": [
            {"ask": one["ask"], "hours": shapes.DESK_HOURS, "url": need if one["is_restricted"] else None}
            for one in shown.limited
            if one["is_restricted"]
        ],
        "do_now": {
            "from": "Standard steps: whether a trigger plan is held is not known here",
            "steps": [
                "See the child, and speak to the child alone.",
                "Look for other children at the address.",
                "Record what you saw and what the child said.",
            ],
            "ring": [],
        },
        "danger": {
            "people": [],
            "none": "Not known: who poses a risk at an address is not worked out here yet. Ask the desk.",
        },
        "flags": _warnings(shown),
        "home": _home(shown),
        "voice": None,
        "work": [_work(one) for one in shown.work],
        "plans": None,
        "chronology": {
            "items": items if not more else items[:SHOWN_AT_FIRST],
            "more_url": f"{reverse('picture', args=[shown.code])}?all=1" if more else None,
        },
        "partners": None,
        "unloaded": ["plans", "partners", "households", "the child's own words apart from each record"],
        "values": _values(shown),
        "certainty": {"summary": _certainty(shown), "links": [_link(record) for record in shown.records]},
        "freshness": shapes.freshness(shown.sources),
        "unsure": shapes.unsure(PANELS, shown.sources),
        "may": {
            "record": reader.may("record_concern") and shown.known_at is None,
            "log": reader.may("see_access_log"),
            "rights": reader.may("carry_out_rights"),
            "share": reader.may("share_picture") and shown.known_at is None,
        },
    }


def _warnings(shown: Picture) -> list[dict[str, Any]]:
    """Warnings that a source put on the person, each once, as the opinion it is."""
    said = {one["text"]: one for one in reversed(shown.values) if one["field"] == "warning"}
    return [
        {
            "words": text.capitalize(),
            "level": "medium",
            "why": f"A warning on {one['system'].upper()} {one['reference']}, as an opinion",
            "since": shapes.instant(one["known_at"]).date(),
            "owner": None,
            "review_on": None,
        }
        for text, one in sorted(said.items())
    ]


def _home(shown: Picture) -> dict[str, Any] | None:
    """The newest address any record gives, with where it comes from; who else is there is not known yet."""
    addresses = [one for one in shown.values if one["field"] == "address" and one["status"] != "superseded"]
    if not addresses:
        return None
    newest = max(addresses, key=lambda one: one["known_at"])
    return {
        "address": newest["text"],
        "is_household": None,
        "people": [],
        "other_children": None,
        "evidence": _value_evidence(newest),
    }


def _value_evidence(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "system": one["system"].upper(),
        "reference": one["reference"],
        "at": shapes.instant(one["known_at"]),
        "layer": one["kind"],
        "is_changed": False,
        "url": reverse("record", args=[one["record_id"]]),
    }


def _open_work_flags(shown: Picture) -> list[dict[str, str]]:
    return [
        {
            "words": f"Open {areas()[one['area']].noun}: {shapes.RISK_WORDS[one['risk']].lower()}",
            "level": one["risk"] or "unknown",
        }
        for one in shown.work
        if one["closed_at"] is None
    ]


def _work(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": areas()[one["area"]].noun.capitalize(),
        "reference": one["reference"],
        "url": reverse("case", args=[one["reference"]]),
        "state": one["state_words"].lower(),
        "clock": None,
        "owner": one["owner"],
    }


def _chronology_item(record: dict[str, Any]) -> dict[str, Any]:
    held_back = record["withheld"]
    return {
        "title": record["title"],
        "who": f"{record['role']}; {record['system_name']}",
        "occurred_at": shapes.instant(record["occurred_at"]) if record["occurred_at"] else None,
        "occurred_words": None,
        "recorded_at": shapes.instant(record["known_at"]),
        "text": None if held_back else record["narrative"],
        "kind": None,
        "evidence": _evidence(record),
        "signal": {"ask": record["ask"], "hours": shapes.DESK_HOURS} if held_back else None,
    }


def _evidence(record: dict[str, Any]) -> dict[str, Any]:
    return {
        "system": record["system_name"],
        "reference": record["reference"],
        "at": shapes.instant(record["known_at"]),
        "layer": "signal" if record["withheld"] else record["handling"].lower(),
        "is_changed": False,
        "url": reverse("record", args=[record["id"]]),
    }


def _certainty(shown: Picture) -> dict[str, Any]:
    reasons = sorted({reason for record in shown.records for reason in record["reasons"]} - {REASONS["only mention"]})
    return {
        "word": "linked",
        "sources": len({record["system"] for record in shown.records}),
        "reason_for": "; ".join(reasons) or REASONS["only mention"],
        "reason_against": None,
    }


def _link(record: dict[str, Any]) -> dict[str, Any]:
    certainty = {
        "word": record["certainty"],
        "sources": 1,
        "reason_for": "; ".join(record["reasons"]),
        "reason_against": None,
    }
    return {"certainty": certainty, "evidence": _evidence(record)}


def _values(shown: Picture) -> list[dict[str, Any]]:
    """What the records assert, each value once with its newest source; superseded ones say so."""
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    for one in shown.values:
        name = one["field"].replace("_", " ").capitalize()
        said = one["text"] if one["status"] != "superseded" else f"{one['text']} (put right since)"
        evidence = _value_evidence(one)
        seen.setdefault(
            (name, said.casefold()), {"name": name, "value": said, "kind": one["kind"], "evidence": evidence}
        )
    return list(seen.values())


@require_GET
def record(request: HttpRequest, record_id: str) -> HttpResponse:
    """One source record as it came."""
    found = open_record(reader_of(request), record_id)
    held_back = found["withheld"] or found["erased_at"] is not None
    context = {
        "record": {
            "system": found["system_name"],
            "reference": found["reference"],
            "kind": found["kind"],
            "title": found["title"],
            "handling": found["handling"],
            "layer": found["layer"],
            "originating_force": found["originating_force"],
            "occurred_at": found["occurred_at"],
            "known_at": found["known_at"],
            "known_from": KNOWN_FROM.get(found["known_from"], found["known_from"]),
            "recorded_at": found["recorded_at"],
            "is_current": found["is_current"],
            "is_deleted": found["is_deleted"],
            "hash": found["raw_hash"],
            "delivery_url": None,
            "raw": found["raw"],
            "narrative": found["narrative"],
            "signal": {"ask": found["ask"], "hours": shapes.DESK_HOURS} if held_back else None,
            "erased_at": found["erased_at"],
            "was_replayed": found["was_replayed"],
            "noted": [f"{one['words']} {one['remedy']}" for one in found["noted"] or []],
        },
        "facts": [
            {"name": name.replace("_", " ").capitalize(), "value": value, "kind": "fact", "evidence": None}
            for name, value in found["facts"] or []
        ],
        "people": [_named(one) for one in found["people"]],
        "versions": [
            {
                "at": version["source_updated_at"],
                "url": reverse("record", args=[version["id"]]),
                "is_shown": version["id"] == found["id"],
            }
            for version in found["versions"]
        ],
    }
    return render(request, "record.html", context)


def _named(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "words": one["person"]["name"],
        "url": reverse("picture", args=[one["person"]["code"]]),
        "role": one["role"],
        "certainty": {"word": one["certainty"], "sources": 1, "reason_for": None, "reason_against": None},
    }


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
