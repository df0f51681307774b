"""The pages of a PDF as lines; a locked, broken or scanned file is refused by name."""

import io
import logging
import time

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from goldthread.improve.recommendations.reading.errors import UnreadableReport
from goldthread.improve.recommendations.reading.lines import Line, cleaned

MAX_PAGES = 1500
MAX_SECONDS = 180
MAX_CHARACTERS = 5_000_000
# The library reports each oddity of a file as a log line; the reader's own warnings are what people see.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def pages_of(data: bytes, name: str) -> list[list[Line]]:
    texts = _texts(data, name)
    if not any(any(c.isalpha() for c in text) for text in texts):
        raise UnreadableReport(
            "no_text",
            f"{name} has no text in it: it is probably a scan.",
            "Ask for the published PDF, use the report's web page, or run text recognition first.",
        )
    pages, number = [], 0
    for page_number, text in enumerate(texts, 1):
        lines = []
        for raw in text.split("\n"):
            number += 1
            lines.append(Line(raw, number, page_number, "text" if raw.strip() else "blank"))
        pages.append(lines)
    return pages


def _texts(data: bytes, name: str) -> list[str]:
    try:
        return [cleaned(text.replace("\r", "\n")) for text in _extract(data, name)]
    except UnreadableReport:
        raise
    # A hostile file can make the library raise almost anything, deep recursion included.
    except (PyPdfError, RecursionError, MemoryError, Exception) as error:
        raise UnreadableReport(
            "broken_pdf",
            f"{name} starts like a PDF but cannot be read as one ({type(error).__name__}).",
            "Download it again, or save it as a new PDF from a viewer.",
        ) from error


def _extract(data: bytes, name: str) -> list[str]:
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableReport(
            "locked_pdf",
            f"{name} is locked with a password.",
            "Open it with the password, save an unlocked copy and import that.",
        )
    if len(reader.pages) > MAX_PAGES:
        raise UnreadableReport(
            "too_large",
            f"{name} has {len(reader.pages)} pages; the limit is {MAX_PAGES}.",
            "Import the part that holds the recommendations.",
        )
    started, texts, characters = time.monotonic(), [], 0
    for page in reader.pages:
        texts.append(page.extract_text() or "")
        characters += len(texts[-1])
        if time.monotonic() - started > MAX_SECONDS or characters > MAX_CHARACTERS:
            raise UnreadableReport(
                "too_large",
                f"{name} takes too long to read.",
                "Save it as a new PDF from a viewer, or import the report's web page.",
            )
    return texts
