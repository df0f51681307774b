"""The form in which a person corrects a reading: its rows as read, what was typed over them, and rows added."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from goldthread.core import clocks
from goldthread.core.records.dates import read_date
from goldthread.core.refusals import NotValid
from goldthread.improve.recommendations.held import already_held
from goldthread.improve.recommendations.items import Item, NotConfirmed, as_read
from goldthread.improve.recommendations.models import Recommendation, Report
from goldthread.improve.recommendations.timescales import words_of

MOST_ADDED = 50


@dataclass(frozen=True)
class Correcting:
    """One reading being corrected. `added` rows stand after those that were read, for what the reader missed."""

    report: Report
    read: list[Item]
    held: dict[int, Recommendation]
    added: int

    def rows(self) -> list[Item]:
        first = len(self.read) + 1
        return [*self.read, *(Item("", "recommendation", "", "", row=first + n) for n in range(self.added))]

    def items(self, typed: Mapping[str, str]) -> list[Item]:
        """The rows kept, as corrected. An added row in which nothing was typed is none."""
        kept = [
            _corrected(item, typed)
            for item in self.rows()
            if typed.get(f"keep_{item.row}", "drop" if item.row in self.held else "keep") == "keep"
        ]
        return [item for item in kept if item.row <= len(self.read) or item.text.strip() or item.number.strip()]

    def shown(self) -> list[dict[str, Any]]:
        """The rows as the page shows them before anything is typed."""
        return [
            {
                "index": item.row,
                "number": item.number,
                "text": item.text,
                "kind": item.kind,
                "timescale": words_of(item.timescale),
                "points": "\n".join(item.points),
                "page": item.page,
                "under": item.under,
                "keep": item.row not in self.held,
                "warning": self._warning(item),
                "is_added": item.row > len(self.read),
            }
            for item in self.rows()
        ]

    def _warning(self, item: Item) -> str | None:
        said = []
        if one := self.held.get(item.row):
            said.append(f"Already held as {one.number} of {one.report.title}: left out unless you keep it.")
        if not item.is_complete:
            said.append("Its text is cut short in the report: compare it with the print.")
        return " ".join(said) or None


def correcting(report: Report, typed: Mapping[str, str], one_more: bool = False) -> Correcting:
    """A reading with as many rows added as the page had, and one more where it was asked for."""
    asked = typed.get("added", "")
    added = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    read = as_read(report.reading)
    return Correcting(report, read, already_held(read, report), min(MOST_ADDED, added + one_more))


def published(text: str) -> date | None:
    """The day of publication as typed; a month alone dates nothing."""
    if not text.strip():
        return None
    try:
        found = read_date(text, on=clocks.today())
    except ValueError:
        raise NotValid("published_on", f'"{text[:40]}" is not a date.', "Enter it like 25 November 2016.") from None
    if found.precision != "day":
        raise NotValid("published_on", "Enter the day, not only the month.", "Due dates count from the day.")
    return found.earliest


def errors_of(refusal: NotValid) -> dict[str, str]:
    """Every sentence by its field; what concerns the whole form has none."""
    errors = refusal.errors if isinstance(refusal, NotConfirmed) else {refusal.field: str(refusal)}
    return {"" if field == "items" else field: words for field, words in errors.items()}


def _corrected(item: Item, typed: Mapping[str, str]) -> Item:
    """A row as typed; words that were put right are no longer cut short."""
    text = typed.get(f"text_{item.row}", item.text)
    points = typed.get(f"points_{item.row}")
    return replace(
        item,
        number=typed.get(f"number_{item.row}", item.number),
        kind=typed.get(f"kind_{item.row}", item.kind),
        timescale=typed.get(f"timescale_{item.row}", item.timescale),
        text=text,
        points=item.points if points is None else tuple(points.splitlines()),
        is_complete=item.is_complete or "".join(text.split()) != "".join(item.text.split()),
    )
