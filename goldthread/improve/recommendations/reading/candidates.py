"""What may turn out to be a recommendation: its words, where it was printed, and under what heading."""

import re
from dataclasses import dataclass, field

from goldthread.improve.recommendations.reading.points import split_glued, split_points
from goldthread.improve.recommendations.reading.timescales import Timescale

STEM = re.compile(r"(?::|:\s*[-–—]|\b(?:to|that|by|should|include|including|for|the\s+following)\.?)$", re.I)


@dataclass
class Candidate:
    kind: str
    text: str = ""
    points: list[str] = field(default_factory=list)
    number: str = ""
    scale: Timescale | None = None  # of the heading above it
    stem: str = ""  # the sentence that introduces a list of items that do not stand alone
    stem_scale: Timescale | None = None
    under: "Candidate | None" = None
    earlier: str = ""  # the earlier report it was first made in, in the printed words
    is_recalled: bool = False  # one sentence of narrative: `In 2016 we recommended that…`
    list_id: int = 0
    page: int | None = None
    first_line: int = 0
    last_line: int = 0
    paragraph: str = ""
    status: str = ""
    title: str = ""
    addressed_to: str = ""
    depth: int = 0
    point_numbers: list[int] = field(default_factory=list)
    is_title: bool = False  # its words are a heading, which ends without a full stop
    is_firm: bool = True  # printed in a list or box of its own kind, not only in the narrative

    def take(self, text: str) -> None:
        """More words: of the sentence itself, or of its nested points once it has some."""
        if not self.text:
            self.text, self.points = split_points(text)
        elif self.points and not self.text.endswith(":"):
            self.text = f"{self.text} {text}"
        else:
            stem, points = split_points(text)
            self.text = f"{self.text} {stem}"
            self.points.extend(points)

    def take_point(self, text: str) -> None:
        self.points.extend(split_glued(text) or [text])

    @property
    def awaits_points(self) -> bool:
        return bool(STEM.search(self.text))

    @property
    def full_text(self) -> str:
        return " ".join([self.text, *self.points])

    @property
    def is_numbered(self) -> bool:
        return self.number.isdecimal()
