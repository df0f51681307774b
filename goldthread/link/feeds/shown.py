"""Deliveries, quarantined rows and comparisons in the shapes that their pages show."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from goldthread.link.feeds.agreed import ENDED, ENDS_SOON, NOT_ENTERED, Standing
from goldthread.link.feeds.models import Delivery, Difference, Reconciliation, SourceChange
from goldthread.link.quality.models import Volume
from goldthread.link.quality.volume import ALARMING, LOW, TOO_HIGH, VERY_LOW
from goldthread.link.quality.watching import volume_words

STATE_WORDS = {"received": "waiting for the worker", "loading": "loading", "loaded": "done", "failed": "refused"}
ROW_WORDS = {"waiting": "Waiting", "replayed": "Replayed", "returned": "Returned to sender"}
# How an agreement that needs somebody is marked: the token's words and how urgent it is.
AGREEMENT_TOKENS = {ENDED: ("Ended", "high"), ENDS_SOON: ("Ends soon", "medium"), NOT_ENTERED: ("Not entered", "high")}
CHANGE_WORDS = {"entered": "Entered", "renewed": "Agreement renewed", "changed": "Changed"}
FIELD_WORDS = {
    "name": "Name",
    "desk": "Desk",
    "stale_after_hours": "Stale after, hours",
    "agreement": "Agreement",
    "ends_on": "Last day",
}
VOLUME_WORDS = {LOW: "Fewer than usual", VERY_LOW: "Far fewer than usual", TOO_HIGH: "More than usual"}


def delivery(one: Delivery, waiting: int = 0, volume: Volume | None = None) -> dict[str, Any]:
    """A delivery; `volume` is what was judged of its source on its day, shown where it alarms."""
    refused = " ".join(f"{note['words']} {note['remedy']}" for note in one.notes) if one.state == "failed" else None
    alarming = volume if volume and volume.state in ALARMING else None
    return {
        "id": str(one.pk),
        "source": one.source.name,
        "received_at": one.received_at,
        "received": one.rows_read,
        "accepted": one.accepted,
        "unchanged": one.unchanged,
        "quarantined": one.quarantined,
        "waiting": waiting,
        "state": STATE_WORDS[one.state],
        "is_done": one.state in ("loaded", "failed"),
        "percent": min(99, 100 * one.bytes_read // one.size) if one.size and one.bytes_read else None,
        "alarm": VOLUME_WORDS[alarming.state] if alarming else None,
        "alarm_words": volume_words(one.source, alarming) if alarming else None,
        "file_name": one.name,
        "replay_of": str(one.replay_of_id) if one.replay_of_id else None,
        "notes": [note["words"] for note in one.notes] if one.state == "loaded" else [],
        "refused": refused,
    }


def row(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": found["id"],
        "number": found["row"],
        "code": found["code"],
        "field": found["field"] or "the whole row",
        "record": found["source_record_id"],
        "value": found["raw"] or None,
        "words": found["words"],
        "remedy": found["remedy"],
        "state": found["state"],
        "state_words": ROW_WORDS[found["state"]],
        "settled_at": found["settled_at"],
        "settled_by": found["settled_by"],
        "reason": found["reason"],
        "replay_url": reverse("feed_delivery", args=[found["replay_id"]]) if found["replay_id"] else None,
        "url": reverse("feed_row", args=[found["id"]]),
    }


def kind(code: str) -> str:
    return code.replace("_", " ").capitalize()


def run(one: Reconciliation) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "source": one.source.name,
        "name": one.name,
        "at": one.at,
        "by": str(one.by),
        "listed": one.listed,
        "about": f"{one.first:%-d %B %Y} to {one.last:%-d %B %Y}" if one.first and one.last else "everything",
        "is_compared": one.compared_at is not None,
        "alike": one.counts.get("alike", 0),
        "differ": sum(count for name, count in one.counts.items() if name != "alike"),
    }


def difference(one: Difference) -> dict[str, Any]:
    return {
        "record": one.source_record_id,
        "name": kind(one.kind),
        "listed_at": one.listed_at,
        "held_at": one.held_at,
        "words": one.words,
        "open_cases": one.open_cases,
    }


def standing(one: Standing) -> dict[str, Any]:
    """A source with the end of its agreement in words, and the token that marks it where somebody must act."""
    held = one.as_json()
    return {
        **{name: held[name] for name in ("code", "name", "desk", "stale_after_hours", "agreement", "words", "state")},
        "says": one.words[:1].upper() + one.words[1:],
        "is_entered": one.source is not None,
        "last_good_at": one.fresh.last_good_load_at if one.fresh else None,
        "is_stale": one.fresh is not None and not one.fresh.is_known,
        "token": AGREEMENT_TOKENS.get(one.state),
        "url": reverse("feed_source", args=[one.code]),
    }


def change(one: SourceChange) -> dict[str, Any]:
    """A change of a source: only what differs, as it was and as it is."""
    return {
        "at": one.at,
        "by": one.by.name if one.by else "",
        "what": CHANGE_WORDS[one.kind],
        "reason": one.reason,
        "fields": [
            {"name": words, "before": _said(name, one.before.get(name)), "after": _said(name, one.after[name])}
            for name, words in FIELD_WORDS.items()
            if one.before.get(name) != one.after[name]
        ],
    }


def _said(name: str, value: Any) -> Any:
    """A value of a change; a day as people write it."""
    return f"{date.fromisoformat(value):%-d %B %Y}" if name == "ends_on" and value else value
