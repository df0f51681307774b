"""Page furniture: numbers, running heads, contents, footnotes and imprint lines that are no part of a sentence."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from goldthread.improve.recommendations.reading.headings import heading_of
from goldthread.improve.recommendations.reading.lines import Line, squeezed

PAGE_NUMBER = re.compile(
    r"^(?:[-–—|]\s*)?(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—|])?$", re.I
)
NUMBER_BESIDE = re.compile(
    r"^(?:\d{1,4}\s*\|\s*[^|]{2,90}|[^|]{2,90}\|\s*(?:page\s+)?\d{1,4}|[^|]{0,90}\bpage\s+\d{1,4}\s+of\s+\d{1,4})$",
    re.I,
)
CONTENTS_LINE = re.compile(
    r"^\S.{1,200}?(?:\s*(?:(?:\.\s?){5,}\s*\d{0,4}|(?:\.\s?){3,}\s*\d{1,4})|\s*…+\s*\d{1,4}|\t+\s*\d{1,4}"
    r"|(?<![\d\s])\s{3,}\d{1,3})$"
)
CONTENTS_ENTRY = re.compile(r"^\S.{1,200}?\s\d{1,3}$")
CONTENTS_HEAD = re.compile(r"^(?:table of )?contents$", re.I)
IMPRINT = re.compile(
    r"^(?:ISBN\b|©|\(c\)\s+(?:HMIC|Crown)|(?:https?://|www\.)\S+$|print this document$|back to top$"
    r"|\[?return to contents)",
    re.I,
)
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
FOOTNOTE = re.compile(rf"^(?:[{SUPERSCRIPTS}]{{1,3}}\s*|\[\d{{1,3}}\]\s+)\S")
PLAIN_FOOTNOTE = re.compile(
    r"^(?P<n>\d{1,3})\s+(?=.{3,}$)(?=.*(?:https?://|www\.|[Aa]vailable (?:from|at|on)|\bAct (?:19|20)\d\d|HMIC"
    r"|^\d+\s+(?:See|Ibid|Op cit)\b|\bsection \d|\bmeans\b|\brefers to\b|\bis a\b|\bare \b"
    r"|\bis the\b))(?P<rest>[A-Z‘“*'\"].*)$"
)
# A note that only gives a source, with its number in plain digits.
SOURCE_NOTE = re.compile(
    r"^\d{1,3}\s+(?!.*\bshould\b)(?=.*(?:https?://|www\.|[Aa]vailable (?:from|at|on)\b))[A-Z‘“*'\"]"
)
MARK_IN_TEXT = re.compile(rf"[{SUPERSCRIPTS}]+|(?<=[\w.,;:)’'\"”])\[\d{{1,3}}\]")


def without_furniture(pages: list[list[Line]]) -> list[Line]:
    """All lines in order; furniture becomes `cut` lines, so a sentence broken by it can be joined again."""
    repeated = _running_heads(pages)
    pages = [
        [_cut(line) if _is_running(line, repeated) or _is_page_number(line) else line for line in page]
        for page in pages
    ]
    notes: set[str] = set()
    if len(pages) > 1:
        pages = [_without_page_foot(page, notes) for page in pages]
    lines = [line for page in pages for line in _page_end(page)]
    lines = list(_without_contents(lines))
    lines = list(_without_footnotes(lines))
    return [_without_marks(line, notes) for line in lines]


def _cut(line: Line) -> Line:
    return replace(line, text="", kind="cut")


def _page_end(page: list[Line]) -> Iterator[Line]:
    yield from page
    if page:
        yield Line("", page[-1].number, page[-1].page, "cut" if page[-1].page else "blank")


def _is_page_number(line: Line) -> bool:
    text = line.text.strip()
    return (
        bool(text)
        and bool(PAGE_NUMBER.match(text))
        and not re.fullmatch(r"(?:19|20)\d\d", text)
        and text.lower() not in ("i",)
    )


def _signature(line: Line) -> str:
    return re.sub(r"\d+", "#", squeezed(line.text)).strip("# |–—-").lower()


def _running_heads(pages: list[list[Line]]) -> Counter[str]:
    """How many pages each head or foot is printed on; in a text without pages, how often beside a page number."""
    counts: Counter[str] = Counter()
    for page in pages:
        printed = [line for line in page if line.kind == "text"]
        edges = printed[:3] + printed[-3:] if len(pages) > 1 else _beside_numbers(page)
        counts.update({_signature(line) for line in edges if len(line.text) < 130})
    if len(pages) == 1:
        counts = _counted_beside_numbers(pages[0])
    needed = 3 if len(pages) != 2 else 2
    return Counter({text: n for text, n in counts.items() if n >= needed and len(text) > 3 and not heading_of(text)})


def _beside_numbers(page: list[Line]) -> list[Line]:
    printed = [line for line in page if line.kind == "text"]
    beside = []
    for before, line, after in zip([None, *printed], printed, [*printed[1:], None], strict=False):
        if any(near is not None and _is_page_number(near) for near in (before, after)):
            beside.append(line)
    return beside


def _counted_beside_numbers(page: list[Line]) -> Counter[str]:
    everywhere = Counter(_signature(line) for line in page if line.kind == "text" and len(line.text) < 130)
    beside = {_signature(line) for line in _beside_numbers(page)}
    return Counter({text: everywhere[text] for text in beside})


def _is_running(line: Line, repeated: Counter[str]) -> bool:
    if line.kind != "text":
        return False
    text = line.text.strip()
    return bool(IMPRINT.match(text) or NUMBER_BESIDE.match(text)) or (
        len(text) < 130 and _signature(line) in repeated and not text.endswith((";", ":"))
    )


def _without_page_foot(page: list[Line], notes: set[str]) -> list[Line]:
    """Footnotes printed with plain digits: the last lines of a page that start with a number and read like a note."""
    printed = [i for i, line in enumerate(page) if line.kind == "text"]
    start = None
    for i in reversed(printed[-14:]):
        found = PLAIN_FOOTNOTE.match(page[i].text.strip())
        if found and not re.search(r"\bshould\b", page[i].text):
            start = i
            notes.add(found["n"])
    if start is None:
        return page
    return page[:start] + [_cut(line) if line.kind == "text" else line for line in page[start:]]


def _without_contents(lines: list[Line]) -> Iterator[Line]:
    in_contents, misses = False, 0
    for line in lines:
        text = line.text.strip()
        if CONTENTS_HEAD.match(text):
            in_contents, misses = True, 0
            yield _cut(line)
        elif CONTENTS_LINE.match(text) or (in_contents and CONTENTS_ENTRY.match(text)):
            misses = 0
            yield _cut(line)
        else:
            # A contents entry may wrap once; two lines of prose end the list.
            misses += bool(text)
            in_contents = in_contents and misses < 2
            yield line


def _without_footnotes(lines: list[Line]) -> Iterator[Line]:
    in_note, after_gap = False, False
    for line in lines:
        if FOOTNOTE.match(line.text.strip()) or (after_gap and SOURCE_NOTE.match(line.text.strip())):
            in_note = True
        elif line.kind != "text" or heading_of(line.text.strip()):
            in_note = False
        after_gap = line.kind != "text"
        yield _cut(line) if in_note else line


def _without_marks(line: Line, notes: set[str]) -> Line:
    text = MARK_IN_TEXT.sub("", line.text)
    if notes:
        plain = "|".join(sorted(notes, key=len, reverse=True))
        text = re.sub(rf"(?<=[a-z)’'”][.,;:])(?:{plain})(?=\s|$)|(?<=[a-z]{{3}})(?:{plain})(?=[\s.,;:)]|$)", "", text)
    if not text.strip() and line.kind == "text":
        return _cut(line)
    return replace(line, text=text) if text != line.text else line
