"""A web page as blocks: headings, paragraphs, nested lists and tables."""

import re
import warnings
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Comment, Doctype, NavigableString, Tag, XMLParsedAsHTMLWarning
from bs4.element import PreformattedString

from goldthread.improve.recommendations.reading.headings import heading_of
from goldthread.improve.recommendations.reading.html_asides import MAX_SEARCHED, is_aside
from goldthread.improve.recommendations.reading.html_tables import rows_of
from goldthread.improve.recommendations.reading.lines import Block, cleaned, squeezed
from goldthread.improve.recommendations.reading.markers import marker_of
from goldthread.improve.recommendations.reading.markup import tamed

HEADINGS = {f"h{n}": n for n in range(1, 7)} | {"summary": 5, "legend": 5, "caption": 5, "dt": 5}
ENDS_LINE = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "aside",
        "blockquote",
        "address",
        "figure",
        "figcaption",
        "details",
        "dd",
        "dl",
        "ul",
        "ol",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "fieldset",
        "pre",
        "hr",
        "body",
        "html",
        "center",
    ]
)
DATED = ("article:published_time", "dcterms.issued", "dc.date", "date", "publication_date", "datepublished")
MAX_DEPTH = 400
BREAK = "\ue000"  # a line break marked up; one in the page's own source is only a space


@dataclass
class _Gathering:
    blocks: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    heading: int = 0
    item: Block | None = None  # the list item whose first words are still to come
    item_depth: int = 0
    strong: int = 0
    plain: bool = False  # some of the paragraph is not bold
    count: int = 0
    depth: int = 0

    def may_search(self) -> bool:
        """Looking inside an element costs what it holds: a page built to nest for ever is looked into only so far."""
        return self.depth <= MAX_SEARCHED


@dataclass
class _List:
    ordered: bool
    style: str
    next_number: int


def blocks_of(text: str) -> tuple[list[Block], str]:
    """The page's blocks, and its date where its own markup gives one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(tamed(text), "html.parser")
    return _walk(soup), _dated(soup)


def _dated(soup: BeautifulSoup) -> str:
    for meta in soup.find_all("meta"):
        name = str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in DATED and meta.get("content"):
            return str(meta["content"])
    return ""


def _walk(soup: BeautifulSoup) -> list[Block]:
    """Walks with its own stack: a page nested a hundred thousand deep must not exhaust Python's."""
    out = _Gathering()
    lists: list[_List] = []
    stack: list[tuple[str, object]] = [("node", child) for child in reversed(soup.contents)]
    while stack:
        what, thing = stack.pop()
        if what == "end":
            out.depth -= 1
            _end(out, thing, lists)  # type: ignore[arg-type]
        elif isinstance(thing, Tag):
            if is_aside(thing, out.may_search()):
                continue
            if thing.name == "table" and out.may_search() and (rows := rows_of(thing)):
                _flush(out)
                out.blocks.extend(rows)
                continue
            _begin(out, thing, lists)
            out.depth += 1
            stack.append(("end", thing.name))
            stack.extend(("node", child) for child in reversed(thing.contents))
        elif isinstance(thing, NavigableString) and not isinstance(thing, Comment | Doctype | PreformattedString):
            out.text.append(str(thing).replace(BREAK, ""))
            out.plain = out.plain or (bool(thing.strip()) and not out.strong)
    _flush(out)
    return out.blocks


def _begin(out: _Gathering, tag: Tag, lists: list[_List]) -> None:
    name = tag.name
    if name in HEADINGS:
        _flush(out)
        out.heading = HEADINGS[name]
    elif name in ("ul", "ol"):
        _flush(out)
        lists.append(_List(name == "ol", str(tag.get("type") or "1"), _whole(tag.get("start"), 1)))
    elif name == "li":
        _flush(out)
        _begin_item(out, tag, lists)
    elif name == "br":
        out.text.append(BREAK)
    elif name in ("b", "strong"):
        out.strong += 1
    elif name in ("tr", "td", "th") or name in ENDS_LINE:
        _flush(out)


def _begin_item(out: _Gathering, tag: Tag, lists: list[_List]) -> None:
    current = lists[-1] if lists else _List(False, "1", 1)
    depth = min(len(lists) or 1, MAX_DEPTH)
    if current.ordered:
        number = _whole(tag.get("value"), current.next_number)
        current.next_number = number + 1
        letter = chr(96 + number) if current.style in "aA" and 0 < number < 27 else str(number)
        out.item = Block("item", "", letter, "letter" if letter.isalpha() else "number", depth)
    else:
        out.item = Block("item", "", "•", "bullet", depth)
    out.item_depth = depth


def _whole(value: object, default: int) -> int:
    text = str(value or "")
    return int(text) if re.fullmatch(r"\d{1,4}", text) else default


def _end(out: _Gathering, name: str, lists: list[_List]) -> None:
    if name in ("b", "strong"):
        out.strong = max(0, out.strong - 1)
        return
    if name in HEADINGS or name in ENDS_LINE or name in ("li", "tr", "td", "th"):
        _flush(out)
    if name in HEADINGS:
        out.heading = 0
    if name in ("ul", "ol") and lists:
        lists.pop()
    if name in ("ul", "ol", "li"):
        out.item_depth = len(lists) if name != "li" else 0
        out.item = None


def _flush(out: _Gathering) -> None:
    """Closes the paragraph; a line break inside it starts a new block only where a list or heading begins."""
    raw, out.text = "".join(out.text), []
    bold, out.plain = not out.plain, False
    pieces: list[str] = []
    for piece in (squeezed(cleaned(p)) for p in raw.split(BREAK)):
        if not piece:
            continue
        marker = marker_of(piece)
        listed = marker is not None and marker.kind != "bare"
        broken = pieces and (listed or heading_of(piece) or heading_of(pieces[-1]))
        if pieces and not broken:
            pieces[-1] += " " + piece
        else:
            pieces.append(piece)
    for piece in pieces:
        out.blocks.append(_block(out, piece, bold and not out.heading))


def _block(out: _Gathering, text: str, bold: bool) -> Block:
    out.count += 1
    where = {"first_line": out.count, "last_line": out.count}
    if out.heading:
        return Block("heading", text, level=out.heading, **where)  # type: ignore[arg-type]
    if out.item is not None:
        block, out.item = out.item, None
        block.text, block.first_line, block.last_line = text, out.count, out.count
        # A marker typed into an already marked item (<li>1. The force…) is the printed one.
        if block.marker_kind == "bullet" and (typed := marker_of(text)) and typed.kind != "bare" and typed.rest:
            block.marker, block.marker_kind, block.text = typed.mark, typed.kind, typed.rest
        return block
    if out.item_depth:
        return Block("paragraph", text, level=out.item_depth, inside_item=True, **where)  # type: ignore[arg-type]
    if (marker := marker_of(text)) and marker.kind not in ("bare",) and marker.rest:
        return Block("item", marker.rest, marker.mark, marker.kind, **where)  # type: ignore[arg-type]
    label = heading_of(text)
    if (label and not label.rest) or (bold and len(text) <= 110 and text[-1] not in ".;,:?!" and text[:1].isupper()):
        return Block("heading", text, **where)  # type: ignore[arg-type]
    return Block("paragraph", text, **where)  # type: ignore[arg-type]
