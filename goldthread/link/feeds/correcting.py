"""A quarantined row put right: its fields as a page shows them, and the row written again. Needs no database."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from goldthread.core.refusals import NotValid

STEP = re.compile(r'"(?P<quoted>[^"]+)"|(?P<name>[^.\[\]"]+)|\[(?P<place>\d+)\]')


def fields_of(form: str, head: str, raw: str) -> dict[str, str] | None:
    """Every field of a row by its path (`location.postcode`, `linked_persons[1].birth_date`) and its text.

    None where the row cannot be taken apart: it can then only be put right as text.
    """
    try:
        if form == "csv":
            return dict(zip(_cells(head), _cells(raw), strict=True))
        if form == "xml":
            return dict(_elements(_element(raw)))
        parsed = json.loads(raw)
    except (ValueError, csv.Error, StopIteration, ParseError, DefusedXmlException):
        return None
    return dict(_leaves(parsed)) if isinstance(parsed, dict) else None


def corrected(form: str, head: str, raw: str, changes: Mapping[str, str]) -> str:
    """The row with some of its fields changed, and every other as it was sent."""
    if form == "csv":
        names, cells = _cells(head), _cells(raw)
        for path, text in changes.items():
            if path not in names:
                raise NotValid(path, f"The row has no field called {path}.", "Choose one of its own fields.")
            cells[names.index(path)] = text
        return _line(cells)
    if form == "xml":
        return _with_elements(raw, changes)
    parsed = json.loads(raw)
    for path, text in changes.items():
        _set(parsed, path, text)
    return json.dumps(parsed, ensure_ascii=False)


def file_of(form: str, head: str, rows: list[str]) -> bytes:
    """Rows as a file of their form, to be read again."""
    lines = [head, *rows] if form == "csv" else rows
    return "".join(f"{line}\n" for line in lines).encode()


def _cells(line: str) -> list[str]:
    return next(csv.reader(io.StringIO(line, newline=""), strict=True))


def _line(cells: list[str]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            step = f'"{name}"' if re.search(r'[.\[\]"]', name) else name
            yield from _leaves(inner, f"{path}.{step}" if path else step)
    elif isinstance(value, list):
        for place, inner in enumerate(value, start=1):
            yield from _leaves(inner, f"{path}[{place}]")
    else:
        yield path, "" if value is None else value if isinstance(value, str) else json.dumps(value)


def _element(raw: str) -> Element:
    found: Element = fromstring(raw, forbid_dtd=True)
    return found


def _elements(record: Element, path: str = "") -> Iterator[tuple[str, str]]:
    """Every element that holds words, by its path; one of several of a name has its place among them."""
    seen: Counter[str] = Counter()
    several = Counter(inner.tag for inner in record)
    for inner in record:
        seen[inner.tag] += 1
        place = f"[{seen[inner.tag]}]" if several[inner.tag] > 1 else ""
        own = f"{path}.{inner.tag}{place}" if path else f"{inner.tag}{place}"
        if len(inner):
            yield from _elements(inner, own)
        else:
            yield own, inner.text or ""


def _with_elements(raw: str, changes: Mapping[str, str]) -> str:
    record = _element(raw)
    for path, text in changes.items():
        at = record
        for step in path.split("."):
            name, _, place = step.removesuffix("]").partition("[")
            found = at.findall(name)
            if len(found) < int(place or 1):
                if place or not re.fullmatch(r"[A-Za-z_][\w-]*", name, re.ASCII):
                    raise NotValid(path, f"The row has no field called {path}.", "Choose one of its own fields.")
                found = [SubElement(at, name)]
            at = found[int(place or 1) - 1]
        at.text = text
    return tostring(record, encoding="unicode")


def _set(parsed: Any, path: str, text: str) -> None:
    """Put a text at a path; a key that was left out is made, a place in a list that is not there is refused."""
    steps = [_step(found) for found in STEP.finditer(path)]
    at = parsed
    try:
        for step, following in pairwise(steps):
            at = at.setdefault(step, {} if isinstance(following, str) else []) if isinstance(at, dict) else at[step]
        at[steps[-1]] = text
    except (IndexError, KeyError, TypeError, AttributeError):
        raise NotValid(path, f"The row has no field called {path}.", "Choose one of its own fields.") from None


def _step(found: re.Match[str]) -> str | int:
    if found["place"]:
        return int(found["place"]) - 1
    return found["quoted"] or found["name"]
