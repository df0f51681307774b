"""What stands before a list item: bullets, numbers, letters, and paragraph numbers that are none of these."""

import re
from dataclasses import dataclass
from functools import lru_cache

from goldthread.improve.recommendations.reading.dates import MONTH

# Round bullets, squares and arrows, and the private-use characters that symbol fonts leave behind in a PDF.
SOLID = "•‣▪▫●○◦∙·■□▶►➢➤❖✓✔➔→\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\uf06f\u2043\u2219\u25e6§"
DASHES = "-–—−"
BULLET = re.compile(rf"^(?P<mark>[{re.escape(SOLID)}])\s*(?P<rest>.*)$", re.S)
DASH = re.compile(rf"^(?P<mark>[{DASHES}])(?:\s+(?P<rest>\S.*)?|(?P<glued>[A-Za-z‘“'\"(].*))?$", re.S)
STAR = re.compile(r"^(?P<mark>[*+])\s+(?P<rest>\S.*)$", re.S)
LETTER_O = re.compile(r"^(?P<mark>o)\s+(?P<rest>[A-Za-z‘“'\"(].*)$", re.S)
PARAGRAPH = re.compile(r"^(?P<mark>\d{1,2}(?:\.\d{1,3}){1,3})\.?\s+(?P<rest>[A-Z‘“'\"(].*)$", re.S)
NUMBER = re.compile(r"^(?P<mark>\(?\d{1,3}[.)])(?:\s+(?P<rest>\S.*)|(?P<glued>[A-Z‘“].*))?$", re.S)
COLONED = re.compile(rf"^(?P<mark>\d{{1,2}})(?::|\s[–—-])\s+(?!{MONTH}\b)(?P<rest>[A-Z‘“].*)$", re.S)
BARE = re.compile(rf"^(?P<mark>\d{{1,2}})\s+(?!{MONTH}\b)(?P<rest>[A-Z‘“].*)$", re.S)
ROMAN = re.compile(
    r"^(?P<mark>\(?(?:(?=[ivx])x{0,2}(?:ix|iv|v?i{0,3})|(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3}))[.)])\s+(?P<rest>\S.*)$", re.S
)
LETTER = re.compile(r"^(?P<mark>\((?:[a-zA-Z])\)|[a-z]\)|[a-z]\.|[A-Z]\))\s+(?P<rest>\S.*)$", re.S)


@dataclass(frozen=True)
class Marker:
    """`mark` as printed without its brackets; `kind` is bullet, dash, number, bare, letter, roman or paragraph."""

    mark: str
    kind: str
    rest: str


PATTERNS = (
    ("bullet", BULLET),
    ("bullet", STAR),
    ("dash", DASH),
    ("bullet", LETTER_O),
    ("paragraph", PARAGRAPH),
    ("number", NUMBER),
    ("number", COLONED),
    ("roman", ROMAN),
    ("letter", LETTER),
    ("bare", BARE),
)


@lru_cache(maxsize=4096)
def marker_of(text: str) -> Marker | None:
    text = text.strip()
    for kind, pattern in PATTERNS:
        if found := pattern.match(text):
            groups = found.groupdict()
            rest = groups.get("rest") or groups.get("glued") or ""
            return Marker(found["mark"].strip("().") if kind not in ("bullet", "dash") else found["mark"], kind, rest)
    return None
