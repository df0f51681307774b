"""How a text was wrapped: the width of its lines, and the words broken at their ends."""

import re
from dataclasses import dataclass
from itertools import pairwise

from goldthread.improve.recommendations.reading.lines import Line
from goldthread.improve.recommendations.reading.markers import marker_of

SPLIT_WORD = re.compile(r"(?P<head>\w+)-$")
# Compounds reports write with a hyphen: the hyphen stays when the line breaks there.
# Only those no ordinary word begins with: `in-` and `re-` are more often the start of one.
HYPHENATED = frozenset(
    [
        "multi",
        "non",
        "long",
        "self",
        "well",
        "high",
        "low",
        "medium",
        "risk",
        "child",
        "cross",
        "decision",
        "face",
        "half",
        "force",
        "follow",
        "one",
        "two",
        "three",
        "first",
        "second",
        "third",
        "problem",
        "evidence",
        "trauma",
        "victim",
        "semi",
        "anti",
        "vice",
        "end",
        "post",
        "co",
    ]
)
SUFFIX = re.compile(r"(?:ing|ed|ers?|s|ly|ness|ment|hood|ful|ren|less|ish|ance|ponse)$")


@dataclass
class Shape:
    """How the text is set: the width its lines are wrapped at (None where they are not), and the words it uses."""

    width: int | None
    words: frozenset[str]

    @staticmethod
    def of(lines: list[Line]) -> "Shape":
        lengths = sorted(len(line.text.rstrip()) for line in lines if line.kind == "text")
        width = lengths[int(len(lengths) * 0.9)] if lengths else 0
        wrapped = sum(
            1
            for a, b in pairwise(lines)
            if a.kind == b.kind == "text" and b.text.lstrip()[:1].islower() and not marker_of(b.text)
        )
        words = frozenset(re.findall(r"[a-z]+(?:-[a-z]+)*", " ".join(line.text.lower() for line in lines)))
        hard = lengths and (width < 140 or lengths[-1] < 180) and wrapped >= 1
        return Shape(max(width, 20) if hard else None, words)


def joined(parts: list[str], words: frozenset[str]) -> str:
    """The parts as one line; a word split at a line's end is made whole, a real compound keeps its hyphen."""
    out: list[str] = []
    for part in (p.strip() for p in parts):
        # Only the end is looked at, so a hostile run of hyphens costs no more than its length.
        found = SPLIT_WORD.search(out[-1][-60:]) if out else None
        if found and part[:1].islower():
            out[-1] = out[-1] if _keeps_hyphen(found["head"], part, words) else out[-1][:-1]
            out.append(part)
        else:
            out.extend([" ", part] if out else [part])
    return "".join(out)


def _keeps_hyphen(head: str, part: str, words: frozenset[str]) -> bool:
    tail = re.match(r"\w+", part)
    first, rest = head.lower(), tail.group().lower() if tail else ""
    whole_elsewhere = first + rest in words or SUFFIX.fullmatch(rest)
    return f"{first}-{rest}" in words or (not whole_elsewhere and first in HYPHENATED)
