"""The tests of effect as they are declared: ours, or a force's own file. Versioned; an issued version never changes."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from goldthread.core.standards.faults import StandardsFault
from goldthread.core.standards.fields import Entry, read_file

OURS = Path(__file__).with_name("tests.yaml")
OWN = "GOLDTHREAD_EFFECT_TESTS"
FILE_KEYS = ("version", "issued_on", "publisher", "source", "mark", "months", "baseline", "tests")
TEST_KEYS = (
    "number", "about", "title", "child", "outcome", "better", "unknown_because", "also", "counter", "pass_mark",
    "inputs", "cannot_know",
)  # fmt: skip
COUNTER_KEYS = ("measure", "better", "why", "unknown_because")
MARK_KEYS = ("value", "words", "source")
WAYS = ("higher", "lower")


@dataclass(frozen=True)
class Counter:
    """What gaming the outcome would worsen, and how."""

    measure: str
    better: str
    why: str
    unknown_because: str


@dataclass(frozen=True)
class PassMark:
    """What is proposed as enough. It counts for nothing until a named chief officer adopts it."""

    value: float
    words: str
    source: str


@dataclass(frozen=True)
class Test:
    """One recommendation's test: what changes for a child, as which measure, and what it cannot know."""

    number: str
    about: tuple[str, ...]
    title: str
    child: str
    outcome: str
    better: str
    unknown_because: str
    also: tuple[str, ...]
    counter: Counter
    pass_mark: PassMark
    inputs: tuple[str, ...]
    cannot_know: tuple[str, ...]

    def is_of(self, number: str, words: str) -> bool:
        """Whether it tests a recommendation, by its number and what it is about: numbers recur in other reports."""
        said = words.lower()
        return self.number == number and any(one.lower() in said for one in self.about)


@dataclass(frozen=True)
class Tests:
    """A file of tests. `months` is how long a baseline and a reading are; `baseline` are days that the force set."""

    version: int
    issued_on: date
    source: str
    months: int
    baseline: tuple[date, date] | None
    tests: tuple[Test, ...]

    def called(self, number: str) -> Test | None:
        return next((one for one in self.tests if one.number == number), None)


def declared() -> Tests:
    """The tests of this installation: the force's own file where it names one, else ours."""
    return read_tests(Path(os.environ.get(OWN) or OURS))


@cache
def read_tests(path: Path) -> Tests:
    """Every test of a file; a fault names the file, the test and what is wrong."""
    entry = Entry(path.name, read_file(path), FILE_KEYS)
    tests = tuple(_test(f"{path.name}, test {row}", one) for row, one in enumerate(entry.list_of("tests"), 1))
    numbers = [one.number for one in tests]
    twice = sorted({one for one in numbers if numbers.count(one) > 1})
    if twice or not tests:
        raise StandardsFault(path.name, f"Recommendation {twice[0]} has two tests." if twice else "It holds no tests.")
    issued = entry.day("issued_on", needed=True) or date.min
    return Tests(
        _whole(entry, "version"), issued, entry.text("source", needed=True), _whole(entry, "months"),
        _days(path.name, entry.held.get("baseline")), tests,
    )  # fmt: skip


def _test(where: str, held: Any) -> Test:
    entry = Entry(where, held, TEST_KEYS)
    outcome, why = entry.text("outcome"), entry.text("unknown_because")
    if bool(outcome) == bool(why):
        raise StandardsFault(where, "Give an outcome, or unknown_because where it cannot be measured.")
    return Test(
        number=entry.text("number", needed=True),
        about=entry.texts("about", needed=True),
        title=entry.text("title", needed=True),
        child=entry.text("child", needed=True),
        outcome=outcome,
        better=_way(entry),
        unknown_because=why,
        also=entry.texts("also"),
        counter=_counter(where, entry.held.get("counter")),
        pass_mark=_mark(where, entry.held.get("pass_mark")),
        inputs=entry.texts("inputs", needed=True),
        cannot_know=entry.texts("cannot_know", needed=True),
    )


def _counter(where: str, held: Any) -> Counter:
    entry = Entry(f"{where}, counter", held, COUNTER_KEYS)
    measure, why = entry.text("measure"), entry.text("unknown_because")
    if bool(measure) == bool(why):
        raise StandardsFault(entry.where, "Give a measure, or unknown_because where it cannot be measured.")
    return Counter(measure, _way(entry), entry.text("why", needed=True), why)


def _mark(where: str, held: Any) -> PassMark:
    entry = Entry(f"{where}, pass_mark", held, MARK_KEYS)
    value = entry.held.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise StandardsFault(entry.where, "value must be a number.")
    return PassMark(float(value), entry.text("words", needed=True), entry.text("source", needed=True))


def _way(entry: Entry) -> str:
    way = entry.text("better", needed=True)
    if way not in WAYS:
        raise StandardsFault(entry.where, "better must be higher or lower.")
    return way


def _whole(entry: Entry, key: str) -> int:
    value = entry.held.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise StandardsFault(entry.where, f"{key} must be a whole number from 1.")
    return value


def _days(where: str, held: Any) -> tuple[date, date] | None:
    if held is None:
        return None
    if not isinstance(held, Mapping):
        raise StandardsFault(where, "baseline must have since and until.")
    entry = Entry(f"{where}, baseline", held, ("since", "until"))
    since, until = entry.day("since", needed=True), entry.day("until", needed=True)
    if since is None or until is None or since >= until:
        raise StandardsFault(entry.where, "until must be after since.")
    return since, until
