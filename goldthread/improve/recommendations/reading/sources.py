"""From a file's bytes to blocks: what the file is, by its content and never by its name alone."""

import re
from dataclasses import dataclass, field

from goldthread.improve.recommendations.reading import html_source, pdf_source
from goldthread.improve.recommendations.reading.errors import UnreadableReport
from goldthread.improve.recommendations.reading.furniture import without_furniture
from goldthread.improve.recommendations.reading.lines import Block, Line, cleaned
from goldthread.improve.recommendations.reading.unwrap import unwrapped

MAX_BYTES = 50 * 1024 * 1024
MAX_CHARACTERS = 5_000_000
SAVE_AS = "Save it as PDF, HTML or plain text and import that."
SIGNATURES = {
    b"PK\x03\x04": ("word_or_zip", f"is a Word document or a zip archive, not a report's text. {SAVE_AS}"),
    b"\xd0\xcf\x11\xe0": ("old_word", f"is an old Word document. {SAVE_AS}"),
    b"{\\rtf": ("rich_text", f"is rich text. {SAVE_AS}"),
}
MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|h[1-6]|p|ul|ol|li|table|meta)\b[^>]*>", re.I
)


@dataclass
class Source:
    """A report's blocks in reading order, with what its own markup says about its date."""

    form: str
    blocks: list[Block]
    warnings: list[str] = field(default_factory=list)
    dated: str = ""


def read_source(data: bytes, name: str) -> Source:
    _refuse_by_size(data, name)
    if b"%PDF-" in data[:1024]:
        pages = pdf_source.pages_of(data, name)
        source = Source("pdf", unwrapped(without_furniture(pages)))
    else:
        text = decoded(data, name)
        source = _from_markup(text) if MARKUP.search(text[:20_000]) else _from_text(text)
    _say_if_misnamed(source, name)
    return source


def _refuse_by_size(data: bytes, name: str) -> None:
    if len(data) > MAX_BYTES:
        words = f"{name} is {len(data) / 1024 / 1024:.0f} MB; the limit is {MAX_BYTES // 1024 // 1024} MB."
        raise UnreadableReport(
            "too_large", words, "Import the part that holds the recommendations, or the report's web page."
        )
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise UnreadableReport("empty", f"{name} is empty.", "Download the report again and import that.")


def decoded(data: bytes, name: str) -> str:
    """The text: by its byte-order mark, else UTF-8, else UTF-16 without a mark, else Windows-1252."""
    for signature, (code, words) in SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableReport(code, f"{name} {words.split('. ')[0]}.", words.split(". ", 1)[1])
    text = _decode(data)
    if text is None or _looks_binary(text):
        raise UnreadableReport("binary", f"{name} is not text, HTML or PDF.", SAVE_AS)
    if len(text) > MAX_CHARACTERS:
        raise UnreadableReport(
            "too_large",
            f"{name} holds more than {MAX_CHARACTERS:,} characters.",
            "Import the part that holds the recommendations.",
        )
    return cleaned(text.replace("\r\n", "\n").replace("\r", "\n"))


def _decode(data: bytes) -> str | None:
    marks = (
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    )
    encodings = [encoding for mark, encoding in marks if data.startswith(mark)] or _guesses(data)
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(encodings[0], errors="replace") if encodings[0].startswith("utf-16") else None


def _guesses(data: bytes) -> list[str]:
    sample = data[:4000]
    if sample.count(0) > len(sample) // 5:
        return ["utf-16-le"] if sample[1::2].count(0) > sample[::2].count(0) else ["utf-16-be"]
    return ["utf-8", "cp1252", "latin-1"]


def _looks_binary(text: str) -> bool:
    sample = text[:20_000]
    odd = sum(
        1
        for c in sample
        if (c < " " and c not in "\t\n\r\f") or c == "\ufffd" or "\x7f" <= c <= "\x84" or "\x86" <= c < "\xa0"
    )
    foreign = sum(1 for c in sample if c.isalpha() and c > "\u024f")
    return odd > len(sample) // 50 or foreign > len(sample) // 2


def _from_markup(text: str) -> Source:
    blocks, dated = html_source.blocks_of(text)
    return Source("html", blocks, dated=dated)


def _from_text(text: str) -> Source:
    lines: list[list[Line]] = []
    number = 0
    for page_number, page in enumerate(pages := text.split("\f"), 1):
        lines.append([])
        for raw in page.split("\n"):
            number += 1
            shown = page_number if len(pages) > 1 else None
            lines[-1].append(
                Line(
                    raw.expandtabs(4) if raw[:1] == "\t" else raw,
                    number,
                    shown,
                    "text" if raw.strip() else "blank",
                )
            )
    return Source("text", unwrapped(without_furniture(lines)))


def _say_if_misnamed(source: Source, name: str) -> None:
    endings = {"pdf": (".pdf",), "html": (".html", ".htm", ".xhtml"), "text": (".txt", ".md", ".text")}
    others = {end for form, ends in endings.items() if form != source.form for end in ends}
    if any(name.lower().endswith(end) for end in others - {".txt", ".md", ".text"}):
        source.warnings.append(
            f"{name} is {source.form.upper() if source.form != 'text' else 'plain text'} inside, whatever its "
            f"name says; it was read as that."
        )
