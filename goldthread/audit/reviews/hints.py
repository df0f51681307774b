"""What the record itself says beside a question: clocks and facts as they were known then. Never an answer. Pure.

An auditor who must look up by hand what the journal holds spends the hour on arithmetic. A hint says where the record
stands; whether that was good enough is the auditor's to say. A question without a hint is not thereby answered.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from goldthread.core.cases.replaying import Replay
from goldthread.core.clocks import LONDON
from goldthread.core.criteria.sets import Asked

# Which clocks of a missing child's case tell something of which question (missing-cse-custody.md 1.6, November 2026).
CLOCKS: Mapping[str, tuple[str, ...]] = {
    "MIS-03": ("MIS-C04",),
    "MIS-04": ("MIS-C01", "MIS-C06"),
    "MIS-06": ("MIS-C02", "MIS-C03", "MIS-C05"),
    "MIS-13": ("MIS-C13",),
    "MIS-14": ("MIS-C15",),
    "COM-08": ("MIS-C11",),
    "COM-11": ("MIS-C05", "MIS-C06", "MIS-C07"),
}
# Of each question the facts that say something of it, and what they are called.
FACTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "MIS-01": (("grade", "The grade as it stood"),),
    "MIS-05": (("grade", "The grade as it stood"), ("factors", "What was held that bears on it")),
    "MIS-07": (("repeat", "Reports of this child"), ("q_previous", "Missing before, as asked when it was reported")),
    "MIS-08": (("q_cse_now", "Sexual exploitation, as asked when it was reported"),
               ("q_cce", "Criminal exploitation, as asked when it was reported")),
    "MIS-11": (("repeat", "Reports of this child"),),
    "MIS-13": (("interview", "Prevention interview"), ("spoken", "The child was spoken to")),
    "MIS-14": (("return_interview", "Return interview"), ("independent", "Held by somebody independent")),
    "MIS-15": (("found_with_risk", "Found with somebody who poses a risk"),),
    "MIS-16": (("repeat", "Reports of this child"),),
    "MIS-17": (("care", "In care"), ("care_told", "Children's services were told"),
               ("responsible", "The authority that is responsible"), ("host", "The authority of the area")),
    "COM-05": (("spoken", "The child was spoken to"),),
}  # fmt: skip
DRIFT = "COM-12"


@dataclass(frozen=True)
class Hint:
    """One sentence beside one question, from the record as known at the moment shown."""

    question: str
    sentence: str

    def as_json(self) -> dict[str, str]:
        return {"question": self.question, "sentence": self.sentence}


def hints(case: Replay, questions: Sequence[Asked]) -> list[Hint]:
    """What the record says of each question asked, in the order of the questions."""
    readers: tuple[Callable[[Replay, str], Iterator[str]], ...] = (_of_facts, _of_clocks, _of_drift, _of_reviews)
    return [Hint(asked.id, said) for asked in questions for read in readers for said in read(case, asked.id)]


def _of_facts(case: Replay, question: str) -> Iterator[str]:
    facts = case.row["facts"]
    for name, words in FACTS.get(question, ()):
        if name in facts:
            yield f"{words}: {_plain(facts[name])}."
        elif _was_asked(case, name):
            yield f"{words}: nothing recorded."


def _was_asked(case: Replay, name: str) -> bool:
    """Whether the area has such a fact at all: of another kind of work its absence says nothing."""
    return any(ask.id == name for move in case.area.moves for ask in move.asks)


def _of_clocks(case: Replay, question: str) -> Iterator[str]:
    wanted = CLOCKS.get(question, ())  # of a question with none nothing starts with any
    for one in case.clocks:
        if str(one["rule"]).startswith(wanted) and (said := _clock(one)):
            yield said


def _clock(one: Mapping[str, Any]) -> str:
    """How a clock stood then; one that fell away says nothing."""
    due = _instant(one["due_at"]) if one["due_at"] else ""
    state = str(one["state"])
    if state in ("met", "met_late"):
        return f"{one['name']}: {'late' if state == 'met_late' else 'in time'}, {_instant(one['met_at'])}; due {due}."
    if state in ("breached", "missed"):
        return f"{one['name']}: not done by then; was due {due}."
    return f"{one['name']}: not due yet, {due}." if state == "running" and due else ""


def _of_drift(case: Replay, question: str) -> Iterator[str]:
    """The longest time without an entry while the child was away."""
    facts = case.row["facts"]
    if question != DRIFT or case.area.id != "missing" or not case.events:
        return
    until = datetime.fromisoformat(facts["located_on"]) if "located_on" in facts else case.at
    entries = sorted(one["recorded_at"] for one in case.events if one["recorded_at"] <= until)
    gaps = [(after - before, before) for before, after in pairwise([*entries, until])]
    if gaps:
        longest, since = max(gaps)
        yield f"The longest time without an entry while the child was away: {_span(longest)}, from {_instant(since)}."


def _of_reviews(case: Replay, question: str) -> Iterator[str]:
    if question == "COM-11":
        held = len(case.reviews)
        yield f"Reviews on the record: {held}." if held else "No review is on the record."


def _instant(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%-d %B %Y, %H:%M}"


def _span(of: timedelta) -> str:
    minutes = int(of.total_seconds() // 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"


def _plain(value: Any) -> str:
    """A code as words: codes are the area's own, and the page beside shows them by their names."""
    if isinstance(value, list):
        return ", ".join(map(_plain, value)) or "none"
    return str(value).replace("_", " ")
