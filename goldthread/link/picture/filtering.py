"""Part of a chronology: which system, kind, days, words; a page of it, or all. Live risk stands above it all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from goldthread.core import clocks
from goldthread.core.clocks import LONDON
from goldthread.core.records.dates import read_date
from goldthread.core.records.names import fold
from goldthread.core.refusals import NotValid

PAGE = 20
ALL = "all"  # every page on one, for paper
# What is this new is counted where a filter leaves it out. Ours (DEFAULT): two nights and the day between.
NEW = timedelta(hours=36)


@dataclass(frozen=True)
class Filter:
    """What was chosen; nothing chosen leaves everything in."""

    system: str = ""
    kind: str = ""
    first: str = ""
    last: str = ""
    words: str = ""
    page: int = 1
    is_whole: bool = False

    @property
    def is_chosen(self) -> bool:
        return any((self.system, self.kind, self.first, self.last, self.words))


def filter_of(asked: Mapping[str, Any]) -> Filter:
    """The filter that was typed; a day that is none is refused by its field."""
    typed = {name: str(asked.get(name, "")).strip() for name in ("system", "kind", "first", "last", "words")}
    for name in ("first", "last"):
        _day(name, typed[name])
    page = str(asked.get("page", "1"))
    number = int(page) if page.isascii() and page.isdigit() and 0 < int(page) < 100_000 else 1
    return Filter(**typed, page=number, is_whole=page == ALL)


def slice_of(items: list[dict[str, Any]], wanted: Filter) -> dict[str, Any]:
    """One page of what the filter leaves in, and how many new ones it leaves out."""
    kept = [one for one in items if _is_wanted(one, wanted)]
    size = max(1, len(kept)) if wanted.is_whole else PAGE
    last_page = max(1, -(-len(kept) // size))
    number = min(wanted.page, last_page)
    shown = kept[size * (number - 1) : size * number]
    inside = {id(one) for one in kept}
    left_out = [one for one in items if id(one) not in inside and one["known_at"] > clocks.now() - NEW]
    return {
        "items": shown,
        "total": len(kept),
        "of": len(items),
        "number": number,
        "last": last_page,
        "first_row": min(len(kept), size * (number - 1) + 1),
        "last_row": min(len(kept), size * number),
        "new_left_out": len(left_out),
        "systems": sorted({pair for one in items for pair in _systems(one)}, key=lambda pair: pair[1]),
        "kinds": sorted({one["kind"] for one in items}),
        "is_filtered": wanted.is_chosen,
    }


def _is_wanted(item: dict[str, Any], wanted: Filter) -> bool:
    return (
        wanted.system in ("", *(code for code, _ in _systems(item)))
        and wanted.kind in ("", item["kind"])
        and _is_between(_day_of(item), wanted)
        and _says(item, fold(wanted.words).split())
    )


def _systems(item: dict[str, Any]) -> list[tuple[str, str]]:
    """The systems that tell an item: its own, and those from which a case of ours came back."""
    return [(one["system"], one["system_name"]) for one in (item, *(back["evidence"] for back in item["returned"]))]


def _is_between(on: date, wanted: Filter) -> bool:
    first, last = _day("first", wanted.first), _day("last", wanted.last)
    return (first is None or on >= first) and (last is None or on <= last)


def _day_of(item: dict[str, Any]) -> date:
    """The London day it happened; of one without, the day it was known."""
    on: date | None = item["occurred_on"]
    moment = item["occurred_at"] or item["known_at"]
    return on or moment.astimezone(LONDON).date()


def _says(item: dict[str, Any], words: list[str]) -> bool:
    """Each word typed begins a word of the item, in whatever order."""
    if not words:
        return True
    reference = item["evidence"]["reference"] if item["evidence"] else item["case"]
    back = [part for one in item["returned"] for part in (one["text"], one["evidence"]["reference"])]
    parts = (item["title"], item["role"], item["text"], reference, *back)
    said = fold(" ".join(part for part in parts if part)).split()
    return all(any(one.startswith(word) for one in said) for word in words)


def _day(field: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return read_date(text, on=clocks.today()).earliest
    except ValueError:
        raise NotValid(field, f'"{text[:40]}" is not a date.', "Enter it like 24/10/2026.") from None
