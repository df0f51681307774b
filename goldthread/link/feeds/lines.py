"""A stream of bytes as text, and as lines of it, in bounded memory, with unreadable bytes marked and never guessed."""

import codecs
from collections import deque
from collections.abc import Callable, Iterator
from typing import BinaryIO

from goldthread.link.feeds.faults import unreadable

CHUNK = 1 << 16
# A byte that cannot be read becomes a lone surrogate, which no encoding can produce: it cannot be mistaken.
MARK_UNREADABLE = "goldthread-mark-unreadable"
ENCODINGS = {"utf-8", "utf-16-le", "utf-16-be", "cp1252"}
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
PACKED = (
    (b"PK\x03\x04", "a spreadsheet or a zip"),
    (b"\x1f\x8b", "compressed"),
    (b"%PDF", "a PDF"),
    (b"PAR1", "Parquet"),
)


def _mark_unreadable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(MARK_UNREADABLE, _mark_unreadable)


class Texts:
    """The text of a stream in pieces. `declared_in` finds what the start of the file says it is written in."""

    def __init__(
        self, stream: BinaryIO, declared: str | None, declared_in: Callable[[bytes], str | None] = lambda head: None
    ) -> None:
        self.stream = stream
        head = stream.read(CHUNK)
        self.encoding, start = _encoding(head, declared or declared_in(head))
        self.decoder = codecs.getincrementaldecoder(self.encoding)(MARK_UNREADABLE)
        self.chunk = head[start:]

    def __iter__(self) -> Iterator[str]:
        while self.chunk:
            yield self.decoder.decode(self.chunk)
            self.chunk = self.stream.read(CHUNK)
        yield self.decoder.decode(b"", final=True)


class Lines:
    """Lines with their line ends, cut after `limit` characters; `put_back` returns some to be read again."""

    def __init__(self, stream: BinaryIO, declared: str | None, limit: int) -> None:
        self.limit = limit
        self.texts = Texts(stream, declared)
        self.encoding = self.texts.encoding
        self.returned: deque[str] = deque()
        self.fresh = self._split()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        return self.returned.popleft() if self.returned else next(self.fresh)

    def put_back(self, lines: list[str]) -> None:
        self.returned.extendleft(reversed(lines))

    def _split(self) -> Iterator[str]:
        pending = ""
        for text in self.texts:
            *whole, pending = (pending + text).split("\n")
            yield from (self._cut(line) + "\n" for line in whole)
            # One character over the limit is enough to tell; the rest of a longer line is read and let go.
            pending = self._cut(pending)
        if pending:
            yield pending

    def _cut(self, line: str) -> str:
        return line if len(line) <= self.limit else line[: self.limit + 1]


def _encoding(head: bytes, declared: str | None) -> tuple[str, int]:
    """The encoding a mark at the start of the file declares, else the one declared for it, else UTF-8."""
    for start, kind in PACKED:
        if head.startswith(start):
            raise unreadable("F-KIND-01", kind)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            if not encoding:
                raise unreadable("F-ENC-01", "UTF-32")
            _check_not_empty(head[len(mark) :])
            return encoding, len(mark)
    _check_not_empty(head)
    name = _known(declared)
    if name in ("utf-8", "cp1252") and b"\x00" in (head[:1], head[1:2]):
        raise unreadable("F-ENC-02")
    return name, 0


def _check_not_empty(head: bytes) -> None:
    if not head.replace(b"\x00", b"").strip():
        raise unreadable("F-EMPTY-01")


def _known(declared: str | None) -> str:
    try:
        name = codecs.lookup(declared or "utf-8").name
    except LookupError:
        raise unreadable("F-ENC-01", declared or "") from None
    if name not in ENCODINGS:
        raise unreadable("F-ENC-01", declared or "")
    return name
