"""The text of an address made plain: capitals without marks or stops, and a comma wherever something ends."""

import re
import unicodedata

from goldthread.core.records.names import APOSTROPHES, UNDECOMPOSED

# A dash after a flat or a word parts it from what follows; between numbers it makes a range.
_DASH_AFTER = re.compile(
    r"\b((?:FLAT|FLT|APT|APARTMENT|ROOM|UNIT) [0-9]{1,4}[A-Z]?|[^\W0-9]{2,}) *- +(?=[^\W_])",
)
_GLUED = re.compile(r"\b(FLAT|FLT|APT|APARTMENT|ROOM|UNIT|NO)(?=[0-9])")
_DASHES, _ENDS = re.compile("[–—−‐‑]"), re.compile(r"[\r\n;|()\[\]]")


def plain(text: str) -> str:
    """Only letters, numbers, strokes and dashes inside numbers, single spaces and commas."""
    text = _without_marks(text)
    text = _ENDS.sub(",", _DASHES.sub("-", text.replace("⁄", "/")).replace("&", " AND "))
    text = " ".join("".join(c if c.isalnum() or c in ",/-" else " " for c in text).split())
    text = _DASH_AFTER.sub(r"\1, ", _GLUED.sub(r"\1 ", text))
    text = re.sub(r"(?<=[0-9]) ?- ?(?=[0-9])", "-", text)
    text = re.sub(r"(?<![0-9A-Z])-|-(?![0-9])", " ", text)
    return tidy(re.sub(r" */[ /]*", "/", text))


def _without_marks(text: str) -> str:
    """Twice, since a letter in capitals may have marks again."""
    for _ in range(0 if text.isascii() else 2):
        apart = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text).translate(UNDECOMPOSED))
        text = "".join(c for c in apart if not unicodedata.combining(c)).upper()
    return APOSTROPHES.sub("", text).upper()


def tidy(text: str) -> str:
    """Single spaces and commas; strokes and dashes stand between something or not at all."""
    pieces = (" ".join(" ".join(word.strip("/-") for word in piece.split()).split()) for piece in text.split(","))
    return ", ".join(piece for piece in pieces if piece)
