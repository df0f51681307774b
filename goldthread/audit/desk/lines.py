"""A sampled case as lines that an answer can point at: what was recorded, its clocks, what happened; no officer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldthread.core.cases.queries import CaseFile
from goldthread.core.cases.replaying import Replay
from goldthread.web.case_pages import event_of, facts_of
from goldthread.web.case_then_pages import STATE_WORDS
from goldthread.web.move_forms import checklist
from goldthread.web.words import moment

SYSTEM = "Goldthread"
WHOLE = "whole"
NOT_DUE = ("running", "paused")


@dataclass(frozen=True)
class Line:
    """One line of a case. `key` ticks it on a page, `record` is what evidence keeps of it: an id, never its words."""

    key: str
    record: str
    at: datetime
    title: str
    text: str = ""
    is_late: bool = False
    is_event: bool = False

    def as_evidence(self) -> dict[str, str]:
        return {"system": SYSTEM, "record": self.record, "at": self.at.isoformat()}


@dataclass(frozen=True)
class Block:
    """Lines of one kind under one heading. `later` are folded away: nothing in them can have gone wrong yet."""

    title: str
    lines: tuple[Line, ...]
    later: tuple[Line, ...] = ()


def blocks_of(case: Replay) -> list[Block]:
    """Every line of a case as it was known, in the order of a case's own page."""
    file = CaseFile(case.case, case.area, None, case.events, (), case.look, case.clocks)
    blocks = (
        Block("The case as a whole", (_whole(case),)),
        _clocks(case),
        Block("What was recorded", tuple(_facts(case, file))),
        Block("Checklist", tuple(_items(case, file))),
        Block("What happened, the newest first", tuple(_events(case, file))),
    )
    return [one for one in blocks if one.lines or one.later]


def lines_of(blocks: Iterable[Block]) -> dict[str, Line]:
    """Every line by its key."""
    return {line.key: line for block in blocks for line in (*block.lines, *block.later)}


def evidence_words(evidence: Sequence[Mapping[str, Any]], lines: Mapping[str, Line]) -> list[str]:
    """What each piece of evidence is, in words: the title of its line where that is known on this page."""
    titles = {line.record: line.title for line in lines.values()}
    return [
        titles.get(str(one["record"]), f"{one['system']}: {one['record']}") if one["system"] == SYSTEM
        else f"{one['system']}: {one['record']}"
        for one in evidence
    ]  # fmt: skip


def _whole(case: Replay) -> Line:
    return Line(WHOLE, f"{case.case.reference}, whole", case.at, "The whole case was read, as known then")


def _clocks(case: Replay) -> Block:
    """Those that were met, missed or fell away; folded behind them those that were not due yet at that time."""
    told = [(str(one["state"]), _clock(case, place, one)) for place, one in enumerate(case.clocks, 1)]
    shown = tuple(line for state, line in told if state not in NOT_DUE)
    return Block("Clocks", shown, tuple(line for state, line in told if state in NOT_DUE))


def _clock(case: Replay, place: int, one: Mapping[str, Any]) -> Line:
    words = STATE_WORDS[one["state"]]
    if one["state"] in NOT_DUE:
        words += f", due {moment(one['due_at'])}" if one["due_at"] else ", due as soon as practicable"
    return Line(f"clock-{place}", f"{case.case.reference}, clock {one['rule']} ({place})"[:80], case.at,
                str(one["name"]), words, bool(one["is_late"]))  # fmt: skip


def _facts(case: Replay, file: CaseFile) -> Iterable[Line]:
    for place, one in enumerate(facts_of(file), 1):
        yield Line(f"fact-{place}", f"{case.case.reference}, {one['name']}"[:80], case.at, str(one["name"]),
                   str(one["value"]))  # fmt: skip


def _items(case: Replay, file: CaseFile) -> Iterable[Line]:
    for one in checklist(file):
        said = f"{one['answer_words']}{'. ' + one['why'] if one['why'] else ''}" if one["answer"] else "to do"
        yield Line(f"item-{one['id']}", f"{case.case.reference}, item {one['id']}"[:80], case.at, str(one["words"]),
                   said)  # fmt: skip


def _events(case: Replay, file: CaseFile) -> Iterable[Line]:
    for one in case.events:
        told = event_of(one, file)
        words = "A record is held here that you may not read." if told["signal"] else told["text"] or ""
        yield Line(f"event-{one['id']}", f"{case.case.reference}, event {one['id']}", one["recorded_at"],
                   str(told["title"]), words, is_event=True)  # fmt: skip
