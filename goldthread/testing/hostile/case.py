"""A hostile file: what is in it, and what must become of each of its rows, by code."""

import json
from dataclasses import dataclass
from typing import Any

from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.tests.reading_samples import SAMPLES, file_of, notice_text

ACCEPTED = "accepted"
# A word of no language in every row that is marked above what may be held: wherever it turns up, the row was kept.
CANARY = "quixlore"


@dataclass(frozen=True)
class Case:
    """`codes` are the rows' fates in order, or one code F- where the whole file is refused."""

    name: str
    source: str
    content: bytes
    codes: tuple[str, ...]


def case(name: str, source: str, codes: str, **changes: Any) -> Case:
    """The good row of a feed with some cells changed; `codes` with blanks between."""
    return Case(name, source, file_of(source, {**SAMPLES[source], **changes}), tuple(codes.split()))


def raw(name: str, source: str, codes: str, *rows: str | bytes) -> Case:
    """Rows as they stand, under a header where the form has one, each with a line end."""
    content = b"".join((row.encode("utf-8", "surrogatepass") if isinstance(row, str) else row) + b"\n" for row in rows)
    head = file_of(source) if ADAPTERS[source].form == "csv" else b""
    return Case(name, source, head + content, tuple(codes.split()))


def line_of(source: str, **changes: Any) -> str:
    """A good row as its line of the file, without the line end."""
    if ADAPTERS[source].form == "csv":
        text = notice_text({**SAMPLES[source], **changes}, columns=ADAPTERS[source].columns())
        return text.split("\r\n", 1)[1].removesuffix("\r\n")
    return json.dumps({**SAMPLES[source], **changes}, ensure_ascii=False)
