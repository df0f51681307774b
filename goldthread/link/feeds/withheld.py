"""What may not be held here at all, not even as a row set aside: higher markings, and who a source is."""

import re
from collections.abc import Iterator
from functools import cache

from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.body import inner_columns
from goldthread.link.feeds.declare import Adapter, Cells
from goldthread.link.feeds.envelope import check_marking
from goldthread.link.feeds.faults import Fault

# A marking as a cell of its own, or as the value of its key, in a row that could not be taken apart.
MARKED = re.compile(r'(?:^|[,:>])\s*"?\s*(?:UK )?(?:TOP )?(?:SECRET|CONFIDENTIAL)\b[^,"<]*"?\s*(?:,|<|\}|$)', re.I)
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def check_may_be_kept(adapter: Adapter, cells: Cells) -> None:
    """The first of all checks, so that no other fault keeps the words of a row that may not be kept."""
    check_marking(cells)
    if adapter.forbidden:
        for path in _telling(adapter.source, adapter.forbidden, cells):
            raise Fault("Q-SRC-01", path)


def check_torn_may_be_kept(adapter: Adapter, raw: str) -> None:
    """The same of a row that could not be taken apart, by what stands in its words."""
    plain = ESCAPED.sub(lambda found: chr(int(found[1], 16)), raw)
    if MARKED.search(plain):
        raise Fault("Q-MARK-02", "handling", "above OFFICIAL-SENSITIVE, or cannot be read")
    if adapter.forbidden and adapter.forbidden.search(_documented(adapter.source).sub("", plain)):
        raise Fault("Q-SRC-02")


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
            if isinstance(entry, dict):
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
