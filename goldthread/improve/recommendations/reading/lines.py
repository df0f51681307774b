"""What every kind of file is turned into: typed lines first, then blocks a parser can walk."""

import re
from dataclasses import dataclass, field
from typing import Literal

# Characters that show nothing but break a comparison: zero-width marks, direction marks, soft hyphens.
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\x0b\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}


def cleaned(text: str) -> str:
    """The same words without characters that cannot be seen; line breaks and tabs are kept."""
    text = CONTROLS.sub("", SPACES.sub(" ", INVISIBLE.sub("", text)))
    for ligature, letters in LIGATURES.items():
        text = text.replace(ligature, letters)
    return text


def squeezed(text: str) -> str:
    """One space between words and none at the ends."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Line:
    """One printed line. A `cut` line held page furniture: the sentence around it may run on."""

    text: str
    number: int
    page: int | None = None
    kind: Literal["text", "blank", "cut"] = "text"

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())


@dataclass
class Block:
    """A heading, a paragraph, a list item or a table row, with its line breaks undone."""

    kind: Literal["heading", "paragraph", "item", "row"]
    text: str
    marker: str = ""
    marker_kind: str = ""
    level: int = 0  # of a heading as marked up, or the depth of an item; 0 where the file does not say
    page: int | None = None
    first_line: int = 0
    last_line: int = 0
    inside_item: bool = False  # a further paragraph of the same list item
    cells: list[str] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
