"""What the report says of its own list: `made eight recommendations` is a check on what was read."""

import re
from dataclasses import dataclass

from goldthread.improve.recommendations.reading.lines import Block
from goldthread.improve.recommendations.reading.numbers import NUMBER, as_number
from goldthread.improve.recommendations.reading.phrases import sentences

KINDS = {"recommendation": "recommendation", "cause": "cause_of_concern", "area": "area_for_improvement"}
COUNTED = re.compile(
    rf"\b(?P<n>{NUMBER})\s+(?P<words>(?:(?:new|further|specific|additional|accelerated|key|formal|main|national|other|separate|of|these|more|important|overarching)\s+){{0,3}})(?P<kind>recommendations?|causes?\s+(?:of|for)\s+concern|areas?\s+for\s+improvement)\b",
    re.I,
)
MADE = re.compile(
    r"\b(?:ma[dk]es?|making|contains?|issued?|issuing|gives?|gave|given|sets?\s+out|there\s+are|following|identified|resulted\s+in|list(?:s|ed)?|includes?|are\s+making|have\s+made|in\s+total|with)\b",
    re.I,
)
EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|earlier|last\s+(?:year|inspection|report)|(?:in|our|from|the)\s+(?:19|20)\d\d\b|(?:19|20)\d\d\s+(?:report|inspection)|initial\s+inspection|original)\b",
    re.I,
)
PART = re.compile(
    r"\b(?:of\s+these|of\s+which|of\s+the|remaining|other)\b|\b(?:complete[d]?|closed|outstanding|progress|discharged|achieved|met|implemented)\b",
    re.I,
)


@dataclass(frozen=True)
class Stated:
    kind: str
    number: int
    is_earlier: bool
    sentence: str


def stated_totals(blocks: list[Block]) -> list[Stated]:
    found = []
    for block in blocks:
        if block.kind == "row" or len(block.text) > 20_000:
            continue
        for sentence in sentences(block.text):
            found.extend(_stated(sentence))
    return found


def _stated(sentence: str) -> list[Stated]:
    out = []
    made = MADE.search(sentence)
    for match in COUNTED.finditer(sentence[:2000]):
        number = as_number(match["n"])
        before = sentence[: match.start()]
        if (
            not made
            or not number
            or PART.search(before[-40:])
            or "further" in match["words"].lower()
            or "of " in match["words"].lower()
        ):
            continue
        kind = KINDS[match["kind"].split()[0].lower().rstrip("s")]
        out.append(Stated(kind, number, bool(EARLIER.search(sentence)), sentence))
    return out
