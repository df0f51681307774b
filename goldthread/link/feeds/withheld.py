"""What may not be held here at all, not even as a row set aside: higher markings, and who a source is."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.body import inner_columns
from goldthread.link.feeds.declare import Adapter, Cells
from goldthread.link.feeds.envelope import HANDLING, check_marking
from goldthread.link.feeds.faults import NEVER_KEPT, Fault
from goldthread.link.feeds.rows import Row

# A marking as a cell of its own, or as the value of its key, in a row that could not be taken apart.
_BEFORE = r"(?:(?:UK|TOP|NATO|OFFICIAL|SENSITIVE)\b|[-/ ])*"
_ABOVE = r"(?:S ?E ?C ?R ?E ?T|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L)\b"
MARKED = re.compile(rf'(?:^|[,:>])\s*"?\s*{_BEFORE}{_ABOVE}[^,"<]*"?\s*(?:,|<|\}}|$)', re.I)
# A cell that is a marking and nothing else, wherever it slipped to.
A_MARKING = re.compile(rf"{_BEFORE}{_ABOVE}(?:\W+(?:STRAP ?\d?|UK|EYES|ONLY)\b)*\W*", re.I)
MARKED_OFFICIAL = re.compile(r'(?:^|[,:>])\s*"?\s*OFFICIAL(?:-SENSITIVE)?\s*"?\s*(?:,|<|\}|$)')
# What else a system may call its marking; the format's own columns are told apart by name.
MARKING = re.compile(r"handling|marking|classification|gsc|gpms", re.I)
NOBODYS = {"Q-ID-01", "Q-ID-02", "Q-FEED-01", "Q-FEED-02"}
OUT_OF_PLACE = "above OFFICIAL-SENSITIVE, or cannot be read"
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def check_may_be_kept(adapter: Adapter, cells: Cells) -> None:
    """The first of all checks, so that no other fault keeps the words of a row that may not be kept."""
    for path, marking in _markings(adapter.source, cells):
        check_marking(path, marking)
    if adapter.forbidden:
        for path in _telling(adapter.source, adapter.forbidden, cells):
            raise Fault("Q-SRC-01", path)


def as_it_may_be_kept(adapter: Adapter, row: Row, fault: Fault) -> tuple[Fault, str]:
    """Why a row is set aside, and what of its words may stand beside that.

    A row that could not be taken apart must show how it is marked: what cannot be seen may be anything. So may a row
    that says neither which it is nor how it is marked: its cells have slipped.
    """
    if fault.code in NEVER_KEPT:
        return fault, ""
    if not row.fault:
        if fault.code in NOBODYS and row.cells.get("handling") not in HANDLING:
            return fault, ""
        slipped = any(A_MARKING.fullmatch(_plain(text).strip()) for _, text in _all(row.cells))
        return (Fault("Q-MARK-02", "handling", OUT_OF_PLACE), "") if slipped else (fault, row.raw)
    plain = _plain(row.raw)
    if MARKED.search(plain):
        return Fault("Q-MARK-02", "handling", OUT_OF_PLACE), ""
    if adapter.forbidden and adapter.forbidden.search(_documented(adapter.source).sub("", plain)):
        return Fault("Q-SRC-02"), ""
    return fault, row.raw if MARKED_OFFICIAL.search(plain) else ""


def _plain(text: str) -> str:
    """As the eye reads it: escapes written out, wide letters as plain ones, signs of no width left out."""
    if text.isascii() and "\\" not in text:
        return text
    written = unicodedata.normalize("NFKC", ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))
    return "".join(sign for sign in written if unicodedata.category(sign) != "Cf")


def _markings(source: str, cells: Cells) -> Iterator[tuple[str, str]]:
    """Every cell that may be a marking, of the row and of the people in it, under whatever spelling."""
    documented = _names(source)
    for path, value in _all(cells):
        name = path.rsplit("].", 1)[-1]
        if name == "handling" or (name not in documented and MARKING.search(name)):
            yield path, value


def _telling(source: str, forbidden: re.Pattern[str], cells: Cells) -> Iterator[str]:
    documented = _names(source)
    for path, value in _all(cells):
        name = path.rsplit("].", 1)[-1]
        if name.endswith("role"):
            if forbidden.search(value):
                yield path
        elif name not in documented and forbidden.search(name):
            yield path


def _all(cells: Cells, at: str = "") -> Iterator[tuple[str, str]]:
    for name, value in cells.items():
        yield at + name, value if isinstance(value, str) else ""
        for place, entry in enumerate(value if isinstance(value, list) else (), start=1):
            if isinstance(entry, str):
                yield at + name, entry
            elif isinstance(entry, dict):
                yield from _all(entry, f"{at}{name}[{place}].")


@cache
def _names(source: str) -> frozenset[str]:
    adapter = ADAPTERS[source]
    inner = [names for _, names in inner_columns(adapter)]
    return frozenset(adapter.columns()).union(*inner)


@cache
def _documented(source: str) -> re.Pattern[str]:
    """The format's own keys, which may sound like a source's. `source`, under `grading`, holds one mark and no more."""
    whole = "|".join(re.escape(name) for name in sorted(_names(source)) if "." not in name)
    inner = "|".join(sorted({re.escape(name.split(".")[-1]) for name in _names(source) if "." in name}))
    return re.compile(rf'"(?:{whole})"\s*:|"(?:{inner})"\s*:\s*"\w?"')
