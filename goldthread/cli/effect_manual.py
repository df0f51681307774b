"""The reference page of the tests of effect, from their declaration."""

from collections.abc import Iterator

from goldthread.improve.effect.declared import OURS, Counter, Test, read_tests
from goldthread.improve.effect.measures import measures
from goldthread.improve.effect.saying import amount

WRITTEN = "*Written by `goldthread docs write` from `goldthread/improve/effect/tests.yaml`; change it there.*"


def tests_page() -> Iterator[str]:
    """Every test of the file that ships, with its measures in words."""
    tests = read_tests(OURS)
    yield from ("# Tests of effect", "", WRITTEN, "")
    yield f"Version {tests.version}, issued on {tests.issued_on:%d %B %Y}. Source: {tests.source}."
    yield f"A baseline and a reading are {tests.months} months each, where the force sets no days of its own."
    yield "A pass mark is a proposal until a named chief officer adopts it. Inputs are conditions, never effect."
    yield "[How to test an effect](../how-to/test-an-effect.md)."
    yield "[Is it really better?](../explanation/is-it-really-better.md)"
    for one in tests.tests:
        yield from _test(one)


def _test(one: Test) -> Iterator[str]:
    yield from ("", f"## {one.number}. {one.title}", "", one.child, "")
    if one.outcome:
        yield f"- Outcome: `{one.outcome}`, {_words(one.outcome)} Better is {one.better}."
    else:
        yield f"- Outcome: not known, because {one.unknown_because}."
    yield f"- Counter-measure: {_counter(one.counter)}"
    yield from (f"- Beside it: `{name}`, {_words(name)}" for name in one.also)
    mark = f"{amount(measures()[one.outcome].unit, one.pass_mark.value)}: " if one.outcome else ""
    yield f"- Pass mark, proposed: {mark}{one.pass_mark.words}. {one.pass_mark.source}."
    yield from (f"- Input, never effect: {each}" for each in one.inputs)
    yield from (f"- Cannot know: {each}" for each in one.cannot_know)


def _counter(one: Counter) -> str:
    if not one.measure:
        return f"{one.why} Not known, because {one.unknown_because}."
    return f"`{one.measure}`, {_words(one.measure)} Better is {one.better}. {one.why}"


def _words(measure: str) -> str:
    words = measures()[measure].words
    return words if words.endswith(("?", ".")) else f"{words}."
