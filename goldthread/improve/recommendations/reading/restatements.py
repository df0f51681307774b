"""Earlier recommendations printed again: told apart from new ones, and matched to the list where they are the same."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from goldthread.improve.recommendations.reading.candidates import Candidate
from goldthread.improve.recommendations.reading.items import Recommendation
from goldthread.improve.recommendations.reading.nature import Nature
from goldthread.improve.recommendations.reading.same import is_same_wording, runs_of, topic_overlap
from goldthread.improve.recommendations.reading.timescales import first_timescale, in_sentence

TIMED = re.compile(r"^(?:immediately|with\s+immediate\s+effect|within|by|in\s+the\s+next)\b", re.I)


@dataclass
class Reference:
    text: str
    of: str
    number: str = ""
    matched: int | str | None = None
    status: str = ""
    subpoints: list[str] = field(default_factory=list)
    page: int | None = None

    def as_json(self) -> dict[str, Any]:
        number: int | str | None = int(self.number) if self.number.isdecimal() else self.number or None
        out: dict[str, Any] = {
            "text": self.text,
            "of": self.of,
            "number": number,
            "matched": self.matched,
            "subpoints": self.subpoints,
        }
        return out | ({"status": self.status} if self.status else {}) | ({"page": self.page} if self.page else {})


@dataclass
class SortedOut:
    """`new` is imported and `old` referred to; `restated` names the earlier report where all there is is its list."""

    new: list[Candidate]
    old: list[Candidate]
    restated: str = ""
    warnings: list[str] = field(default_factory=list)


def promoted(found: list[Candidate]) -> list[Candidate]:
    """Numbered points that run on from one stem to the next (1-3, then 4-6) are the recommendations themselves."""
    out: list[Candidate] = []
    stems = [c for c in found if c.point_numbers]
    running = {id(b) for a, b in pairwise(stems) if b.point_numbers[0] == a.point_numbers[-1] + 1}
    running |= {id(a) for a, b in pairwise(stems) if id(b) in running}
    for candidate in found:
        if id(candidate) in running:
            out.extend(_split(candidate))
        else:
            out.extend(_split_by_time(candidate) if _has_timed_points(candidate) else [candidate])
    return out


def _split(stem: Candidate) -> list[Candidate]:
    scale = in_sentence(stem.text)[0]
    made = zip(stem.point_numbers, stem.points, strict=False)
    return [
        replace(stem, text=text, points=[], number=str(n), stem=stem.text, stem_scale=scale, point_numbers=[])
        for n, text in made
    ]


def _has_timed_points(candidate: Candidate) -> bool:
    """`We recommend that the force: immediately reviews …; within three months, …`: each is due apart."""
    if candidate.kind != "recommendation" or len(candidate.points) < 2 or in_sentence(candidate.text)[0]:
        return False
    return all(TIMED.match(point) and first_timescale(point[:80]) for point in candidate.points)


def _split_by_time(candidate: Candidate) -> list[Candidate]:
    return [
        replace(
            candidate,
            text=point,
            points=[],
            number="",
            stem=candidate.text,
            stem_scale=first_timescale(point[:80]),
            scale=None,
        )
        for point in candidate.points
    ]


def sorted_out(found: list[Candidate], nature: Nature) -> SortedOut:
    if nature.restates:
        return _all_old(found, nature)
    old = [c for c in found if c.earlier]
    new = [c for c in found if not c.earlier]
    if any(c.is_firm for c in new) or not any(not c.is_recalled for c in old):
        return SortedOut(new, old)
    lists = [c for c in old if not c.is_recalled]
    named = list(dict.fromkeys(c.earlier for c in lists))
    words = f"This document makes no recommendations of its own; those it restates were imported (“{named[0]}”)."
    if len({y for n in named for y in re.findall(r"\b(?:19|20)\d\d\b", n)}) > 1:
        words += " They come from more than one earlier report: check each."
    return SortedOut(sorted(lists + new, key=found.index), [c for c in old if c.is_recalled], "; ".join(named), [words])


def _all_old(found: list[Candidate], nature: Nature) -> SortedOut:
    what = {"reply": "a reply to a report", "news": "news about a report"}[nature.kind]
    for candidate in found:
        candidate.earlier = candidate.earlier or f"the report that “{nature.words}” is about"
    words = (
        f"This reads as {what} (“{nature.words}”), so nothing in it was imported as a recommendation: "
        f"import the report itself."
    )
    return SortedOut([], found, "", [words])


def references_of(old: list[Candidate], items: list[Recommendation]) -> list[Reference]:
    out: list[Reference] = []
    for candidate in old:
        made = Reference(
            candidate.text,
            candidate.earlier,
            candidate.number,
            None,
            candidate.status,
            candidate.points,
            candidate.page,
        )
        made.matched = _match(candidate, items)
        if not any((r.text, r.of) == (made.text, made.of) for r in out[-300:]):
            out.append(made)
    return out


def _match(candidate: Candidate, items: list[Recommendation]) -> int | str | None:
    text = candidate.full_text
    if candidate.is_recalled:
        # `In our 2016 report we recommended that` is said of every one of them.
        text = re.sub(r"^that\s+", "", text[len(candidate.earlier) :].strip())
    runs = runs_of(text)
    best, score = None, 0.0
    for item in items[:400]:
        if item.kind != candidate.kind:
            continue
        other = " ".join([item.text, *item.subpoints])
        if is_same_wording(runs, runs_of(other)):
            return item.number
        overlap = topic_overlap(text, other)
        if overlap > score and len(text.split()) > 5:
            best, score = item.number, overlap
    return best if score >= 0.75 else None
