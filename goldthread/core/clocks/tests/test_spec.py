"""Every sentence of the specification files, run: what is due, what is refused, what becomes of a clock."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from goldthread.core.clocks import answering
from goldthread.core.clocks.calendars import start_of
from goldthread.core.clocks.instants import read_moment
from goldthread.core.clocks.runs import Happening, Run, runs_of
from goldthread.core.refusals import Refusal
from goldthread.core.standards.book import Book, open_book
from goldthread.core.standards.rules import Adoption
from goldthread.testing import specs

SPEC = Path(__file__).parents[1] / "spec"
MET = open_book("met")


def all_adopted() -> Book:
    """The book of a force whose chief officer adopted every number of ours."""
    every = [Adoption(rule, "Chief officer", "A. Wren", date(2000, 1, 1)) for rule in MET.rules]
    return Book(MET.profile, adopted=every)


ADOPTED = all_adopted()


def same_instant(one: str | None, other: str | None) -> bool:
    """Whether two texts are one instant; both may be missing."""
    if one is None or other is None:
        return one is other
    return datetime.fromisoformat(one) == datetime.fromisoformat(other)


def test_every_section_is_run() -> None:
    assert specs.sections(SPEC) == {"due", "refused", "stories"}


@specs.each(SPEC, "due")
def test_a_clock_is_due_as_the_sentence_says(case: specs.Case) -> None:
    told = case.case
    as_of = date.fromisoformat(told["as_of"]) if "as_of" in told else None
    book = open_book(told["profile"]) if "profile" in told else MET
    found = answering.due(book, told["rule"], told["start"], told.get("events"), as_of)
    assert "due_at" in told or "due_on" in told
    if "due_on" in told:
        assert found["due_on"] == told["due_on"]
    if "due_at" in told:
        assert same_instant(found["due_at"], told["due_at"])
        assert same_instant(found["due_local"], told["due_at"])
    if "verified" in told:
        assert found["verified"] is told["verified"]
    if "told_at" in told:
        steps = [datetime.fromisoformat(one["at"]) for one in found["steps"]]
        assert steps == [datetime.fromisoformat(at) for at in told["told_at"]]


@specs.each(SPEC, "refused")
def test_what_cannot_be_said_is_refused_by_name(case: specs.Case) -> None:
    told = case.case
    as_of = date.fromisoformat(told["as_of"]) if "as_of" in told else None
    with pytest.raises(Refusal) as refused:
        answering.due(MET, told["rule"], told["start"], told.get("events"), as_of)
    assert refused.value.code == told["code"]
    assert refused.value.words.endswith(".")


@specs.each(SPEC, "stories")
def test_a_clock_ends_as_the_sentence_says(case: specs.Case) -> None:
    told = case.case
    book = ADOPTED if told.get("adopted") else MET
    runs = runs_of(book, told["rule"], happenings(told["happened"]), cancelled_by=told.get("cancelled_by", ()))
    now = datetime.fromisoformat(told["at"])
    run = the_run(runs, told)
    assert run.state_at(now) == told["state"]
    if "due_at" in told:
        assert run.reckoned.due_at == datetime.fromisoformat(told["due_at"])
    if "due_on" in told:
        assert str(run.reckoned.due_on) == told["due_on"]
    if "late" in told:
        assert run.late_by(now) == length(told["late"])
    if "recorded_late" in told:
        assert run.recorded_late_by == length(told["recorded_late"])


def the_run(runs: list[Run], told: dict[str, Any]) -> Run:
    """The run a story speaks of: the first where it says so, else the last."""
    return {"first": runs[0], "last": runs[-1]}[told.get("run", "last")]


def happenings(told: Any) -> list[Happening]:
    """A story's events, as a mapping or as a list where the order or the lateness of recording matters."""
    listed = [{"key": key, "at": at} for key, at in told.items()] if isinstance(told, dict) else told
    found = []
    for number, one in enumerate(listed, 1):
        moment = read_moment(one["key"], one["at"])
        made = Happening(one["key"], moment, moment.at or start_of(moment.on), number)
        recorded = datetime.fromisoformat(one["recorded_at"]) if "recorded_at" in one else made.at
        found.append(replace(made, recorded_at=recorded, corrects=one.get("corrects")))
    return found


def length(words: str) -> timedelta:
    """`9 h 50 min` as a length of time."""
    parts = words.split()
    unit = {"d": "days", "h": "hours", "min": "minutes", "s": "seconds"}
    return timedelta(**{unit[name]: int(n) for n, name in zip(parts[::2], parts[1::2], strict=True)})
