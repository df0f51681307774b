"""A text of XML cut into its records before any of it is read as XML, so that a torn one harms no other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goldthread.link.feeds.faults import Fault, unreadable
from goldthread.link.feeds.lines import Texts

OUTERMOST, RECORD = "Children", "Child"
# A start or end tag of a record; a record's own words hold `<` only as `&lt;`.
TAG = re.compile(rf"<{RECORD}(?=[\s/>])|</{RECORD}\s*>")
EMPTY = re.compile(rf"<{RECORD}\s*/>")
COMMENT, COMMENT_END = "<!--", "-->"
# What may stand around the records.
AROUND = re.compile(rf"<\?xml\s[^<>]*\?>|</?{OUTERMOST}(?:\s[^<>]*)?/?>")
CLOSED = re.compile(rf"</{OUTERMOST}|<{OUTERMOST}(?:\s[^<>]*)?/>")
DECLARED = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
FIRST = re.compile(rf"(?:<\?xml\s[^<>]*\?>)?\s*<(?:{OUTERMOST}|{RECORD})[\s/>]")
FORBIDDEN = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
LONGEST_TAG = 64


@dataclass(frozen=True, slots=True)
class Piece:
    """One record's text, or what stands where only records may; `fault` says why it cannot be one."""

    raw: str
    fault: Fault | None = None


def declared_in(head: bytes) -> str | None:
    found = DECLARED.match(head)
    return found[1].decode() if found else None


class Records:
    """The pieces of a text, one at a time; memory holds no more than a piece and what was read beyond it."""

    def __init__(self, texts: Texts, limit: int) -> None:
        self.texts = iter(texts)
        self.limit = limit
        self.held = next(self.texts, "")
        self.at_end = False
        self.is_open = self._check_start()

    def _check_start(self) -> bool:
        """Whether an outermost element is open, which the end of the text must then close."""
        head = self.held.lstrip()
        if not head.startswith("<"):
            raise unreadable("F-KIND-02", "XML")
        start = FIRST.match(_without_comments(head))
        before = head[: TAG.search(head).start()] if TAG.search(head) else head  # type: ignore[union-attr]
        if FORBIDDEN.search(before):
            raise unreadable("F-XML-01", "a document type or an entity")
        if not start:
            raise unreadable("F-KIND-03", OUTERMOST)
        return f"<{OUTERMOST}" in start[0]

    def __iter__(self) -> Iterator[Piece]:
        while True:
            around, found = self._around()
            if around.strip():
                yield Piece(around, Fault("Q-XML-02", text="something outside a record"))
            if not found:
                break
            yield self._record()
        if self.is_open:
            yield Piece("", Fault("Q-CUT-01"))

    def _more(self) -> bool:
        text = next(self.texts, None)
        self.at_end = text is None
        self.held += text or ""
        return text is not None

    def _around(self) -> tuple[str, bool]:
        """What stands before the next record, without what may; and whether there is a record."""
        around = ""
        while True:
            tag, comment = TAG.search(self.held), self.held.find(COMMENT)
            if comment >= 0 and (not tag or comment < tag.start()) and not self._is_endless(comment):
                around += self._taken(comment)
                self._taken(self.held.find(COMMENT_END, len(COMMENT)) + len(COMMENT_END))
                continue
            if tag:
                around += self._taken(tag.start())
                return self._cleaned(around), True
            if len(around) <= self.limit:
                around += self._taken(max(len(self.held) - LONGEST_TAG, 0))
            if not self._more():
                around += self._taken(len(self.held))
                return self._cleaned(around), False

    def _is_endless(self, start: int) -> bool:
        """A comment that does not end is no comment: it must not swallow the records after it."""
        while self.held.find(COMMENT_END, start + len(COMMENT)) < 0:
            if len(self.held) - start > self.limit or not self._more():
                return True
        return False

    def _taken(self, length: int) -> str:
        taken, self.held = self.held[:length], self.held[length:]
        return taken

    def _cleaned(self, around: str) -> str:
        if CLOSED.search(around):
            self.is_open = False
        return AROUND.sub("", around)

    def _record(self) -> Piece:
        """From a record's tag to its end, or to where the next begins; what is too long keeps only its start."""
        if self.held.startswith("</"):
            return Piece(self._taken(self._end_of_tag()), Fault("Q-XML-01", text="it ends without a start"))
        if EMPTY.match(self.held):
            return Piece(self._taken(self._end_of_tag()))
        raw = self._taken(1)
        while True:
            tag = TAG.search(self.held)
            if tag:
                is_end = tag[0].startswith("</")
                raw += self._taken(tag.end() if is_end else tag.start())
                return self._piece(raw, None if is_end else Fault("Q-XML-01", text="it does not end"))
            part = self._taken(max(len(self.held) - LONGEST_TAG, 0))
            raw += part if len(raw) <= self.limit else ""
            if not self._more():
                return self._piece(raw + self._taken(len(self.held)), Fault("Q-CUT-01"), cut=True)

    def _piece(self, raw: str, fault: Fault | None, cut: bool = False) -> Piece:
        if cut:
            self.is_open = False  # the cut is told of once
        return Piece(raw[: self.limit + 1], fault)

    def _end_of_tag(self) -> int:
        while (end := self.held.find(">")) < 0:
            if not self._more():
                return len(self.held)
        return end + 1


def _without_comments(head: str) -> str:
    return re.sub(r"<!--.*?-->\s*", "", head, flags=re.DOTALL)
