"""Reading what was typed: dates and instants as people write them, refused by field when they cannot be."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from goldthread.core import clocks
from goldthread.core.clocks import LONDON
from goldthread.core.records.dates import read_date
from goldthread.core.refusals import NotValid, Refusal


def day_start(field: str, text: str) -> datetime | None:
    """The instant a London day begins; nothing typed is None."""
    if not text.strip():
        return None
    try:
        found = read_date(text.strip(), on=clocks.today()).earliest
    except ValueError:
        raise NotValid(field, f'"{text.strip()[:40]}" is not a date.', "Enter it like 24/10/2026.") from None
    return datetime(found.year, found.month, found.day, tzinfo=LONDON).astimezone(UTC)


def day_end(field: str, text: str) -> datetime | None:
    """The instant a London day is over."""
    start = day_start(field, text)
    return (start.astimezone(LONDON) + timedelta(days=1)).astimezone(UTC) if start else None


def instant(field: str, text: str) -> datetime | None:
    """An instant: ISO 8601 with its offset, or a London date and time as a browser's field sends it."""
    if not text.strip():
        return None
    try:
        found = datetime.fromisoformat(text.strip().replace(" ", "+", 1))
    except ValueError:
        raise NotValid(field, "That is not a time.", "Write it like 2026-10-23T21:40:00+01:00.") from None
    return found if found.tzinfo else _in_london(field, found)


def _in_london(field: str, local: datetime) -> datetime:
    """A local time with the one offset it can have; none on a spring night, two on an autumn one: said so."""
    offsets = {local.replace(tzinfo=LONDON, fold=fold).utcoffset() for fold in (0, 1)}
    made = local.replace(tzinfo=LONDON)
    if made.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != local:
        raise NotValid(field, f"{local:%H:%M} did not happen: the clocks went forward.", "Choose another time.")
    if len(offsets) == 2:
        raise NotValid(field, f"{local:%H:%M} happened twice: the clocks went back.", "Write it with its offset.")
    return made.astimezone(UTC)


def number(text: str) -> int | None:
    """A whole number as a hidden field sends it back; anything else is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 100_000 else 1


def form(values: Mapping[str, Any], refusal: Refusal | None = None, names: Mapping[str, str] | None = None) -> Any:
    """What was typed, kept, with the refusal beside its field. `names` maps an action's field to the page's."""
    errors = {}
    if refusal:
        field = (names or {}).get(refusal.field, refusal.field)
        errors[field] = str(refusal)
    return {"values": values, "errors": errors}
