"""Records of XML as rows of cells: no document type, no entity, nothing fetched, each record read on its own."""

from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import DefusedXMLParser  # type: ignore[import-untyped]

from goldthread.link.feeds.declare import Cells
from goldthread.link.feeds.faults import Fault
from goldthread.link.feeds.lines import Texts
from goldthread.link.feeds.records import Piece, Records, declared_in
from goldthread.link.feeds.rows import Limits, Row, check_raw, flatten


class XmlRows:
    """One row for each record, its inner elements joined by a stop. A column of `lists` may stand several times."""

    def __init__(self, stream: BinaryIO, declared: str | None, lists: frozenset[str], limits: Limits) -> None:
        texts = Texts(stream, declared, declared_in)
        self.encoding = texts.encoding
        self.lists = lists
        self.limits = limits
        self.records = Records(texts, limits.row)

    def __iter__(self) -> Iterator[Row]:
        for number, piece in enumerate(self.records, start=1):
            yield self._row(number, piece)

    def _row(self, number: int, piece: Piece) -> Row:
        row = Row(number, piece.raw)
        try:
            check_raw(row.raw, self.encoding, self.limits)
            if piece.fault:
                raise piece.fault
            row.cells = flatten(self._read(row.raw), self.limits)
        except Fault as fault:
            row.fault = fault
        return row

    def _read(self, raw: str) -> Cells:
        parser = DefusedXMLParser(target=Builder(self.lists, self.limits), forbid_dtd=True)
        try:
            parser.feed(raw)
            read: Cells = parser.close()
        except ParseError as error:
            raise Fault("Q-XML-01", text=str(error)) from None
        except DefusedXmlException:
            raise Fault("Q-XML-02", text="a document type or an entity") from None
        return read


class Builder:
    """What the parser tells of a record, put together as nested texts, one level of elements at a time."""

    def __init__(self, lists: frozenset[str], limits: Limits) -> None:
        self.lists = lists
        self.limits = limits
        self.path: list[str] = []
        self.open: list[dict[str, Any]] = [{}]
        self.texts: list[str] = [""]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.path) > self.limits.depth:
            raise Fault("Q-JSON-03")
        self.path.append(tag)
        self.open.append({f"@{name}": text for name, text in attributes.items()})
        self.texts.append("")

    def data(self, text: str) -> None:
        self.texts[-1] += text

    def end(self, tag: str) -> None:
        held, text = self.open.pop(), self.texts.pop()
        value = self._value(held, text)
        path = ".".join(self.path[1:])
        self.path.pop()
        if self.path:
            self._put(self.open[-1], tag, path, value)
        else:
            self.open[-1] = value if isinstance(value, dict) else {"": value} if value else {}

    def pi(self, target: str, text: str | None = None) -> None:
        raise Fault("Q-XML-02", text="a processing instruction")

    def close(self) -> Cells:
        return self.open[0]

    def _value(self, held: dict[str, Any], text: str) -> Any:
        if not held:
            return text
        if text.strip():
            raise Fault("Q-XML-02", text="words beside elements")
        return held

    def _put(self, parent: dict[str, Any], tag: str, path: str, value: Any) -> None:
        if path in self.lists:
            # An element with nothing in it tells of nothing.
            if isinstance(value, dict) or value.strip():
                parent.setdefault(tag, []).append(value)
        elif tag in parent:
            raise Fault("Q-XML-03", path)
        else:
            parent[tag] = value
