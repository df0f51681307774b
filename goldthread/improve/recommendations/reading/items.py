"""The finished recommendation: numbered, timed, told whole or cut short, and ready to be written as JSON."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goldthread.improve.recommendations.reading import checks
from goldthread.improve.recommendations.reading.candidates import Candidate
from goldthread.improve.recommendations.reading.phrases import addressees_of
from goldthread.improve.recommendations.reading.same import Merged
from goldthread.improve.recommendations.reading.timescales import Timescale


@dataclass
class Recommendation:
    number: int | str
    kind: str
    text: str
    subpoints: list[str] = field(default_factory=list)
    timescale: str | None = None
    timescale_words: str | None = None
    due_on: date | None = None
    is_complete: bool = True
    is_numbered: bool = True  # the number is printed; False where it is the position in the list
    under: int | str | None = None  # the number of the cause of concern it answers
    addressees: list[str] = field(default_factory=list)
    title: str = ""
    stem: str = ""
    earlier: str = ""
    status: str = ""
    page: int | None = None
    paragraph: str = ""
    lines: tuple[int, int] = (0, 0)

    def as_json(self) -> dict[str, Any]:
        out: dict[str, Any] = {
            "number": self.number,
            "kind": self.kind,
            "timescale": self.timescale,
            "text": self.text,
            "subpoints": self.subpoints,
            "complete": self.is_complete,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "numbered": self.is_numbered,
            "under": self.under,
            "addressees": self.addressees,
            "timescale_words": self.timescale_words,
            "page": self.page,
            "source_lines": list(self.lines),
        }
        extra = {
            "title": self.title,
            "stem": self.stem,
            "restated_from": self.earlier,
            "status": self.status,
            "paragraph": self.paragraph,
        }
        return out | {key: value for key, value in extra.items() if value}


def recommendations_of(
    unique: Merged, published: date | None, is_marked_up: bool = False
) -> tuple[list[Recommendation], list[str]]:
    """In the order printed, with what had to be settled or assumed.

    A web page's markup (`is_marked_up`) says where an area for improvement ends, with or without a full stop.
    """
    said: list[str] = [
        f"“{_short(c.text)}” is printed twice in the same list; it was imported once." for c in unique.twice
    ]
    numbers = _numbers(unique.kept)
    unpunctuated = checks.unpunctuated_lists(unique.kept)
    items = []
    for position, candidate in enumerate(unique.kept):
        item = _item(candidate, numbers[id(candidate)], published, said)
        under = unique.replaced.get(id(candidate.under), candidate.under)
        item.under = numbers.get(id(under)) if under is not None else None
        following = unique.kept[position + 1] if position + 1 < len(unique.kept) else None
        runs_on = _runs_on(candidate, following)
        by_habit = candidate.list_id in unpunctuated or candidate.is_title
        by_habit = by_habit or (is_marked_up and candidate.kind == "area_for_improvement")
        reason = checks.cut_short(candidate, by_habit, runs_on)
        if reason:
            item.is_complete = False
            said.append(f"{_name(item)} is cut short: {reason}.")
        items.append(item)
    return items, said


def _runs_on(candidate: Candidate, following: Candidate | None) -> bool:
    """The list is one sentence: each item ends on a semicolon and the next goes on with it."""
    if following is None or following.list_id != candidate.list_id:
        return False
    return bool(candidate.stem and following.stem == candidate.stem) or following.text[:1].islower()


def _numbers(kept: list[Candidate]) -> dict[int, int | str]:
    """The printed number, else the position in its kind, or the next that no other carries."""
    numbers: dict[int, int | str] = {}
    for kind in {c.kind for c in kept}:
        mine = [c for c in kept if c.kind == kind]
        taken = {int(c.number) for c in mine if c.number.isdecimal()}
        position = 0
        for candidate in mine:
            if candidate.number:
                numbers[id(candidate)] = int(candidate.number) if candidate.number.isdecimal() else candidate.number
                continue
            position += 1
            while position in taken:
                position += 1
            numbers[id(candidate)] = position
    return numbers


def _item(candidate: Candidate, number: int | str, published: date | None, said: list[str]) -> Recommendation:
    scale = None if candidate.kind == "cause_of_concern" else _scale(candidate, number, said)
    words = (
        candidate.text
        if candidate.kind != "recommendation" or not candidate.stem
        else f"{candidate.stem} {candidate.text}"
    )
    addressed = (
        addressees_of(candidate.text)
        or addressees_of(words)
        or ([candidate.addressed_to] if candidate.addressed_to else [])
    )
    return Recommendation(
        number,
        candidate.kind,
        candidate.text,
        candidate.points,
        scale.code if scale else None,
        scale.words if scale else None,
        scale.due_on(published) if scale else None,
        is_numbered=bool(candidate.number),
        addressees=addressed if candidate.kind != "cause_of_concern" else [],
        title=candidate.title,
        stem=candidate.stem,
        earlier=candidate.earlier,
        status=candidate.status,
        page=candidate.page,
        paragraph=candidate.paragraph,
        lines=(candidate.first_line, max(candidate.first_line, candidate.last_line)),
    )


def _scale(candidate: Candidate, number: int | str, said: list[str]) -> Timescale | None:
    """The sentence's own time wins over its heading's: it is the closer to the duty."""
    own, where = checks.sentence_scale_and_place(candidate)
    above = candidate.scale or candidate.stem_scale
    name = f"Recommendation {number}" if candidate.kind == "recommendation" else f"Area for improvement {number}"
    if own and where == "end" and above:
        own = None
    if own and above and own.code != above.code:
        said.append(
            f"{name} says “{own.words}” in its sentence and “{above.words}” in its heading; the sentence was taken."
        )
    chosen = own or above
    if own and where == "end":
        said.append(
            f"{name} has its time, “{own.words}”, at the end of its sentence; check that it is the time for "
            f"the recommendation."
        )
    if chosen and chosen.note:
        said.append(f"{name}: “{chosen.words}”: {chosen.note}.")
    if chosen is None and (words := checks.unclear_time(candidate)):
        said.append(f"{name} says “{words}”, which names no day the calendar knows; its time was left empty.")
    return chosen


def _name(item: Recommendation) -> str:
    return f"{checks.NOUNS[item.kind].capitalize()} {item.number}"


def _short(text: str) -> str:
    return re.sub(r"\s+\S*$", "…", text[:90]) if len(text) > 90 else text
