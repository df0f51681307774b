"""What is said aloud after reading: cut text, missing or repeated numbers, totals that differ."""

import re
from collections import Counter
from typing import TYPE_CHECKING

from goldthread.improve.recommendations.reading.candidates import Candidate
from goldthread.improve.recommendations.reading.lines import Block
from goldthread.improve.recommendations.reading.timescales import Timescale, in_sentence, unclear_words
from goldthread.improve.recommendations.reading.totals import stated_totals
from goldthread.improve.recommendations.reading.unwrap import JOINING

if TYPE_CHECKING:
    from goldthread.improve.recommendations.reading.items import Recommendation

FINISHED = re.compile(r"[.!?][’”'\")\]]*(?:\s*[(\[][^()\[\]]{1,60}[)\]])?$")
ELLIPSIS = re.compile(r"(?:\.{3}|…|\[\s*(?:…|\.{3})\s*\])$")
GOES_ON = re.compile(r"(?:[;,]|\b(?:and|or))$", re.I)
NOUNS = {
    "recommendation": "recommendation",
    "cause_of_concern": "cause of concern",
    "area_for_improvement": "area for improvement",
}
PLURALS = {
    "recommendation": "recommendations",
    "cause_of_concern": "causes of concern",
    "area_for_improvement": "areas for improvement",
}


def sentence_scale_and_place(candidate: Candidate) -> tuple[Timescale | None, str]:
    return in_sentence(candidate.text)


def sentence_scale(candidate: Candidate) -> Timescale | None:
    return in_sentence(candidate.text)[0]


def unclear_time(candidate: Candidate) -> str | None:
    return unclear_words(candidate.text)


def unpunctuated_lists(candidates: list[Candidate]) -> set[int]:
    """Lists whose items are printed without a full stop by habit: their last words are no sign of a cut."""
    endings: dict[int, list[bool]] = {}
    for candidate in candidates:
        if not candidate.points:
            endings.setdefault(candidate.list_id, []).append(bool(FINISHED.search(candidate.text)))
    return {key for key, ended in endings.items() if len(ended) >= 2 and sum(ended) * 2 < len(ended)}


def cut_short(candidate: Candidate, by_habit: bool, runs_on: bool) -> str:
    """Why the text is thought to be cut, or nothing; `runs_on` where the next item goes on with the same sentence."""
    if not candidate.points and candidate.text.endswith((":", ":-", ": -", ":–")):
        return "its points are missing after the colon"
    last = candidate.points[-1] if candidate.points else candidate.text
    if ELLIPSIS.search(last):
        return "it ends with an ellipsis"
    if FINISHED.search(last):
        return ""
    if GOES_ON.search(last) and not (runs_on and not candidate.points):
        return f"it ends on “{last.split()[-1]}” with nothing after it"
    if GOES_ON.search(last):
        return ""
    if candidate.points and last.endswith(":"):
        return "its points are missing after the colon"
    if JOINING.search(last):
        return f"it ends on “{last.split()[-1]}”"
    plain_points = len(candidate.points) >= 2 and not any(
        re.search(r"[.;,:!?]$|(?:and|or)$", p) for p in candidate.points
    )
    if plain_points or by_habit:
        return ""
    return "it does not end with a full stop"


def of_numbers(items: "list[Recommendation]") -> list[str]:
    """Repeated numbers and gaps, within one list: recommendations under different causes may each start at 1."""
    said = []
    for kind in NOUNS:
        groups: dict[object, list[int | str]] = {}
        for item in items:
            if item.kind == kind and item.is_numbered:
                groups.setdefault(item.under, []).append(item.number)
        restart = len(groups) > 1 and sum(1 in numbers for numbers in groups.values()) > 1
        lists = (
            list(groups.values())
            if restart or len(groups) == 1
            else [[n for numbers in groups.values() for n in numbers]]
        )
        for numbers in lists:
            said += _repeats(kind, numbers) + _gaps(kind, numbers)
    return said


def _repeats(kind: str, numbers: list[int | str]) -> list[str]:
    return [
        f"The number {n} is printed on {count} different {PLURALS[kind]}; all are kept."
        for n, count in Counter(numbers).items()
        if count > 1
    ]


def _gaps(kind: str, numbers: list[int | str]) -> list[str]:
    whole = sorted({n for n in numbers if isinstance(n, int)})
    if len(whole) < 2 or whole[-1] - len(whole) > 60:
        return []
    missing = sorted(set(range(min(1, whole[0]), whole[-1] + 1)) - set(whole) - {0})
    if not missing:
        return []
    return [f"No {NOUNS[kind]} numbered {', '.join(map(str, missing))} was found, though numbers run to {whole[-1]}."]


def of_totals(blocks: list[Block], items: "list[Recommendation]", is_restated: bool) -> list[str]:
    said = []
    for kind in NOUNS:
        found = sum(1 for item in items if item.kind == kind)
        stated = [s for s in stated_totals(blocks) if s.kind == kind and (is_restated or not s.is_earlier)]
        if not stated or any(s.number == found for s in stated):
            continue
        first = stated[0]
        name = NOUNS[kind] if first.number == 1 else PLURALS[kind]
        said.append(
            f"The document says there are {first.number} {name}, but {found} {'was' if found == 1 else 'were'} "
            f"found: “{first.sentence[:200]}”"
        )
    return said
