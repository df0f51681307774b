"""One recommendation as a person corrects it before it stands in the register, and what may be wrong with it."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from goldthread.core import clocks
from goldthread.core.refusals import NotValid
from goldthread.improve.recommendations import timescales

KINDS = {
    "recommendation": "Recommendation",
    "cause_of_concern": "Cause of concern",
    "area_for_improvement": "Area for improvement",
}
LONGEST = {"title": 300, "publisher": 200, "number": 20, "text": 20_000, "points": 20_000}
REPORT_FIELDS = ("items", "title", "publisher", "published_on")
ROW_FIELDS = ("number", "text", "kind", "timescale", "points")
MOST_POINTS, MOST_ITEMS = 200, 1_000
PUBLISHED = "Enter the day the report was published: due dates count from it."


@dataclass(frozen=True)
class Item:
    """`timescale` is a code or words such as `within three months`; `row` is where it stands on the page, if not in
    the order given.
    """

    number: str
    kind: str
    timescale: str
    text: str
    points: tuple[str, ...] = ()
    is_complete: bool = True
    under: str = ""
    title: str = ""
    page: int | None = None
    row: int = 0


class NotConfirmed(NotValid):
    """Everything that keeps a reading from being confirmed, by field; `text_2` is the words of the second row."""

    def __init__(self, errors: dict[str, str]) -> None:
        field, words = next(iter(errors.items()))
        super().__init__(field, words)
        self.errors = errors


def plain(text: str) -> str:
    """What was typed, without what a database cannot hold or nobody can see."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip()


def as_read(reading: dict[str, Any]) -> list[Item]:
    """What the reader found, as items a person may correct."""
    return [
        Item(
            str(found["number"]),
            found["kind"],
            found["timescale"] or "",
            found["text"],
            tuple(found["subpoints"]),
            found["complete"],
            str(found["under"] or ""),
            found.get("title", ""),
            found["page"],
            row,
        )
        for row, found in enumerate(reading["recommendations"], 1)
    ]


def checked(items: Sequence[Item], *, title: str, publisher: str, published_on: date | None) -> list[Item]:
    """The items ready to be kept; else everything that is wrong with them, at once."""
    rows = [
        replace(
            item,
            number=plain(item.number),
            text=plain(item.text),
            points=tuple(filter(None, map(plain, item.points))),
            row=item.row or place,
        )
        for place, item in enumerate(items, 1)
    ]
    errors = dict(_wrong_with_report(rows, title, publisher, published_on))
    coded = []
    for item in rows:
        try:
            coded.append(replace(item, timescale=timescales.code_of(item.timescale)))
        except NotValid as not_valid:
            errors[f"timescale_{item.row}"] = f"Row {item.row}: {not_valid}"
    if published_on is None and any(timescales.is_period(item.timescale) for item in coded):
        errors.setdefault("published_on", PUBLISHED)
    for item in rows:
        errors |= {f"{field}_{item.row}": words for field, words in _wrong_with(item)}
    errors |= _repeated(rows)
    if errors:
        raise NotConfirmed(dict(sorted(errors.items(), key=_as_on_the_page)))
    return coded


def _as_on_the_page(error: tuple[str, str]) -> tuple[int, int]:
    """The report's own fields first, then row by row."""
    field, _, row = error[0].rpartition("_")
    return (int(row), ROW_FIELDS.index(field)) if row.isdigit() else (0, REPORT_FIELDS.index(error[0]))


def _wrong_with_report(
    rows: Sequence[Item], title: str, publisher: str, published_on: date | None
) -> Iterator[tuple[str, str]]:
    if not title:
        yield "title", "Enter the title of the report."
    for field, text in (("title", title), ("publisher", publisher)):
        if len(text) > LONGEST[field]:
            yield field, f"Enter no more than {LONGEST[field]} characters."
    if published_on and published_on > clocks.today():
        yield "published_on", f"{published_on.day} {published_on:%B %Y} has not come yet. Enter the day of publication."
    if not rows:
        yield "items", "Keep at least one recommendation, or drop the report."
    if len(rows) > MOST_ITEMS:
        yield "items", f"One report keeps at most {MOST_ITEMS:,} recommendations."


def _wrong_with(item: Item) -> Iterator[tuple[str, str]]:
    name = f"recommendation {item.number}" if item.number else f"row {item.row}"
    if not item.text:
        yield "text", f"Enter the words of {name}."
    if not item.number:
        yield "number", f"Enter the number of row {item.row}."
    if item.kind not in KINDS:
        yield "kind", f"Choose what row {item.row} is."
    for field, length in (("number", len(item.number)), ("text", len(item.text)), ("points", len(str(item.points)))):
        if length > LONGEST[field]:
            yield field, f"Row {item.row}: enter no more than {LONGEST[field]:,} characters."
    if len(item.points) > MOST_POINTS:
        yield "points", f"Row {item.row}: enter no more than {MOST_POINTS} points."


def _repeated(rows: Sequence[Item]) -> dict[str, str]:
    """Numbers may begin again under each cause of concern, and for each kind; nowhere else."""
    seen: dict[tuple[str, str, str], int] = {}
    errors = {}
    for item in rows:
        first = seen.setdefault((item.kind, item.under, item.number), item.row)
        if item.number and first != item.row:
            errors[f"number_{item.row}"] = f"Rows {first} and {item.row} have the same number. Give each its own."
    return errors
