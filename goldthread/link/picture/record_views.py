"""The page of one source record, word for word."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from goldthread.link.picture.reading import open_record
from goldthread.web import shapes
from goldthread.web.asking import reader_of

KNOWN_FROM = {
    "source_recorded_at": "the time its source recorded it",
    "source_updated_at": "the time its source last changed it",
    "extracted_at": "the time it was extracted",
}


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
