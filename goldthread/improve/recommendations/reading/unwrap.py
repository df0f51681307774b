"""Undoing line breaks: which printed lines are one sentence, one list item or one heading."""

import re
from dataclasses import dataclass, field

from goldthread.improve.recommendations.reading.headings import heading_of
from goldthread.improve.recommendations.reading.lines import Block, Line, squeezed
from goldthread.improve.recommendations.reading.markers import Marker, marker_of
from goldthread.improve.recommendations.reading.wrapping import Shape, joined

ENDED = re.compile(r"[.;:?!…][’”'\")\]]*$")
STOPPED = re.compile(r"[.:?!…][’”'\")\]]*$")
# Words no sentence ends with: what follows a line break after one of these is the same sentence.
JOINING = re.compile(
    r"(?:[,(–—/]|\b(?:the|a|an|of|and|or|to|in|for|with|by|on|at|from|that|which|who|as|is|are|be|their|its|his|her|our|this|these|those|not|into|than|between|any|all|each|both|such|where|when|if|but|should|must|will|have|has|including))$",
    re.I,
)
TABLE_LINE = re.compile(r"^(?P<label>[^\d\s][^\d]{2,80}?)(?P<counts>(?:\s+\d{1,5}){3,7})$")
TABLE_CELLS = re.compile(r"\s{2,}|\t|\s*\|\s*")


@dataclass
class _Open:
    """The block being gathered."""

    kind: str
    marker: Marker | None = None
    parts: list[str] = field(default_factory=list)
    first: Line | None = None
    last: Line | None = None
    level: int = 0

    @property
    def tail(self) -> str:
        return self.parts[-1].rstrip() if self.parts else ""


def unwrapped(lines: list[Line]) -> list[Block]:
    return _Unwrapper(Shape.of(lines)).run(lines)


class _Unwrapper:
    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.blocks: list[Block] = []
        self.open: _Open | None = None
        self.gap = ""  # "", "blank" or "cut": what stood between the open block and this line
        self.last_number = 0
        self.dash_indent: int | None = None

    def run(self, lines: list[Line]) -> list[Block]:
        for line, after in zip(lines, [*lines[1:], None], strict=False):
            if line.kind != "text":
                self.gap = "blank" if line.kind == "blank" and self.gap != "cut" else "cut"
                continue
            self._take(line, after)
            self.gap = ""
        self._close()
        return self.blocks

    def _take(self, line: Line, after: Line | None) -> None:
        if not (text := line.text.strip()):
            return
        marked = re.match(r"^(#{1,6})\s+(?=\S)", text)
        if marked:
            self._start("heading", line, _unstarred(text[marked.end() :]), level=len(marked.group(1)))
            return
        if re.fullmatch(r"[-=_*~\s]{3,}", text):
            self.gap = self.gap or "blank"
            return
        if found := TABLE_LINE.match(text):
            self._start("row", line, " | ".join([found["label"].strip(), *found["counts"].split()]))
            return
        marker = marker_of(text)
        if marker and self._is_numbered_title(marker, after):
            self._start("heading", line, text)
        elif marker and self._is_item(marker, line):
            self._start_item(marker, line)
        elif self._is_continued_heading(text):
            self._append(line, text)
        elif self._is_heading(line, text, after):
            self._start("heading", line, _unstarred(text))
        elif self.open and self._runs_on(text, line):
            self._append(line, text)
        else:
            self._start("paragraph", line, text)

    def _is_numbered_title(self, marker: Marker, after: Line | None) -> bool:
        """`7. Findings: initial contact` on a line of its own, and not the next item of a numbered list."""
        alone = (self.gap or self.open is None) and (after is None or after.kind != "text")
        if marker.kind not in ("number", "bare", "paragraph") or not alone or not self._looks_like_title(marker.rest):
            return False
        last = self.blocks[-1] if self.blocks else None
        in_list = self.open is not None and self.open.kind == "item" and self.open.marker is not None
        in_list = in_list or (last is not None and last.kind == "item" and last.marker_kind == "number")
        return not in_list and len(marker.rest.split()) <= 12 and marker.rest[0].isupper()

    def _is_item(self, marker: Marker, line: Line) -> bool:
        if self.open is None or self.open.kind == "heading":
            return marker.kind != "bare" or marker.mark in ("1", str(self.last_number + 1))
        tail = self.open.tail
        complete = not tail or bool(ENDED.search(tail)) or bool(re.search(r"[;,]\s*(?:and|or)$", tail))
        if marker.kind == "bullet":
            return True
        if marker.kind == "dash":
            same = self.open.kind == "item" and self.dash_indent == line.indent
            return (
                complete or self.gap == "blank" or (same and not JOINING.search(tail)) or (self.gap == "cut" and same)
            )
        if marker.kind == "number":
            return complete or bool(self.gap) or int(marker.mark) == self.last_number + 1
        if marker.kind == "bare":
            return int(marker.mark) == self.last_number + 1 and (complete or bool(self.gap))
        if marker.kind == "paragraph":
            return complete or self.gap == "blank"
        return complete or self.gap == "blank" or tail.endswith((" and", " or"))

    def _is_continued_heading(self, text: str) -> bool:
        opened = self.open
        return bool(
            opened and opened.kind == "heading" and not self.gap and text[:1].islower() and len(opened.tail) > 25
        )

    def _is_heading(self, line: Line, text: str, after: Line | None) -> bool:
        mid_sentence = bool(
            self.open
            and not self.gap
            and self.open.kind != "heading"
            and self._is_unfinished()
            and self._is_full(self.open.last)
        )
        if label := heading_of(text):
            goes_on = after is not None and after.kind == "text" and after.text.lstrip()[:1].islower()
            if label.rest or (goes_on and label.kind != "time" and self._is_full(line)):
                return False
            return not mid_sentence and not (text.endswith(":") and len(text.split()) > 12)
        if re.fullmatch(r"(\*\*|__)[^*]{2,120}\1", text):
            return True
        if mid_sentence or not self._looks_like_title(text):
            return False
        if self.gap == "cut" and self.open and self._is_unfinished() and self.open.kind != "heading":
            return False
        next_words = after.text.lstrip() if after is not None and after.kind == "text" else ""
        if self.gap or self.open is None:
            return not next_words or not (next_words[0].islower() or self._is_full(line))
        ended = self.open.kind == "heading" or bool(STOPPED.search(self.open.tail))
        return (
            ended
            and not self._is_full(line)
            and bool(next_words)
            and not next_words[0].islower()
            and self.shape.width is not None
        )

    def _looks_like_title(self, text: str) -> bool:
        return bool(text) and (
            len(text) <= 110
            and len(text.split()) <= 17
            and (text[0].isupper() or text[0].isdigit())
            and not ENDED.search(text)
            and not text.endswith(",")
            and not JOINING.search(text)
            and any(c.isalpha() for c in text)
            and not re.search(r"\bshould\b|\s{3,}|\|", text)
        )

    def _is_full(self, line: Line | None) -> bool:
        return bool(line and self.shape.width and len(line.text.rstrip()) >= 0.72 * self.shape.width)

    def _is_unfinished(self) -> bool:
        return bool(
            self.open
            and self.open.tail
            and not ENDED.search(self.open.tail)
            and not re.search(r"[;,]\s*(?:and|or)$", self.open.tail)
        )

    def _runs_on(self, text: str, line: Line) -> bool:
        opened = self.open
        if opened is None or opened.kind in ("heading", "row"):
            return False
        if not opened.parts or not opened.tail:
            return True
        unfinished, joining = self._is_unfinished(), bool(JOINING.search(opened.tail))
        starts_low = text[:1].islower() or text[:1] in ",;)"
        label = heading_of(text)
        if label and label.rest and label.number and not unfinished:
            return False
        if self.gap == "blank":
            return unfinished and (starts_low or joining or opened.tail.endswith("-"))
        if self.gap == "cut":
            return unfinished
        if self.shape.width is None:
            return unfinished and (starts_low or joining)
        if "|" in text or re.search(r"\S\s{3,}\S", text) or re.search(r"\S\s{3,}\S", opened.tail):
            return False
        if STOPPED.search(opened.tail) and not text[:1].islower():
            return self._is_full(opened.last)
        return True

    def _start_item(self, marker: Marker, line: Line) -> None:
        if marker.kind in ("number", "bare"):
            self.last_number = int(marker.mark)
        if marker.kind == "dash":
            self.dash_indent = line.indent
        self._start("item", line, marker.rest, marker)

    def _start(self, kind: str, line: Line, text: str, marker: Marker | None = None, level: int = 0) -> None:
        self._close()
        self.open = _Open(kind, marker, [text] if text else [], line, line, level)

    def _append(self, line: Line, text: str) -> None:
        assert self.open is not None  # noqa: S101
        self.open.parts.append(text)
        self.open.last = line

    def _close(self) -> None:
        opened, self.open = self.open, None
        if opened is None or opened.first is None or opened.last is None:
            return
        text = re.sub(r"(\*\*|__)(?=\S)(.{1,600}?)(?<=\S)\1", r"\2", joined(opened.parts, self.shape.words))
        if not text and not opened.marker:
            return
        if (
            opened.kind == "paragraph"
            and len(cells := [c for c in TABLE_CELLS.split(text) if c]) > 2
            and _is_table_row(opened.parts)
        ):
            opened.kind = "row"
        else:
            cells = text.split(" | ") if opened.kind == "row" else []
        self.blocks.append(
            Block(
                opened.kind,  # type: ignore[arg-type]
                squeezed(text),
                opened.marker.mark if opened.marker else "",
                opened.marker.kind if opened.marker else "",
                opened.level,
                opened.first.page,
                opened.first.number,
                opened.last.number,
                cells=cells,
            )
        )


def _is_table_row(parts: list[str]) -> bool:
    return (
        len(parts) == 1
        and bool(re.search(r"\S(?:\s{3,}|\t|\s*\|\s*)\S", parts[0]))
        and bool(re.search(r"\d|\|", parts[0]) or re.search(r"good|inadequate", parts[0], re.I))
    )


def _unstarred(text: str) -> str:
    return re.sub(r"^(\*\*|__)(.*?)\1$", r"\2", text.rstrip("#").strip()).strip()
