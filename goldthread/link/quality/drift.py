"""What a source sends that its format does not have: columns, keys and codes, from the notes of its deliveries."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

Row = dict[str, Any]
_DRIFT = re.compile(
    r'(?:(?P<name>unknown (?:column|key)) )?(?P<column>.+?)(?P<code>: unknown code ".*")? \((?P<n>[\d,]+)\)', re.DOTALL
)
_PLACE = re.compile(r"\[\d+\]")


def drift_of(deliveries: Iterable[Row]) -> Iterator[Row]:
    """What the format does not know. A code that was typed may be anything, a name too: only its column is told."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for delivery in deliveries:
        for note in delivery["notes"]:
            read = _DRIFT.fullmatch(note["words"]) if note["code"] == "warning" else None
            if read and (read["name"] or read["code"]):
                column = _PLACE.sub("[]", read["column"])
                what = f"{read['name']} {column}" if read["name"] else f"{column}: a code the format does not have"
                held = found.setdefault((delivery["source"], what), Counter())
                held.update(deliveries=1, rows=int(read["n"].replace(",", "")))
    for (source, what), n in sorted(found.items()):
        yield {"source": source, "what": what, "rows": n["rows"], "deliveries": n["deliveries"]}
