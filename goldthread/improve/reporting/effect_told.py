"""What a recommendation changed for a child: the test of effect in sentences, a chart and tables; what is not known.

Pure. Numbers stand in sentences as figures, so that each opens what is behind it and none small goes outside.
"""

from collections.abc import Iterator
from dataclasses import replace

from goldthread.improve.effect.drawing import LEAST_DRAWN, is_told
from goldthread.improve.effect.measures import Measure
from goldthread.improve.effect.months import moved
from goldthread.improve.effect.saying import amount
from goldthread.improve.effect.shapes import VERDICTS, Reading, Tested
from goldthread.improve.reporting.document import (
    NOT_KNOWN,
    WARNING,
    Block,
    Bullets,
    Chart,
    Figure,
    Paragraph,
    Ref,
    Sentence,
    Table,
)  # fmt: skip
from goldthread.improve.reporting.making import Maker, says
from goldthread.improve.reporting.shown import interval

Measures = dict[str, Measure]
# What these say stands in the report with figures instead.
TOLD_HERE = ("Counter-measure", "One in twenty", "Never:")


def told(maker: Maker, one: Tested, measures: Measures) -> Iterator[Block]:
    """The blocks of one test, in the order in which they are asked for: is a child better off, and how do we know."""
    key = f"r{one.number}.effect"
    maker.stages[key] = VERDICTS[one.verdict]
    yield Paragraph((says(f"What should change for a child: {one.child}"),))
    now = enter(maker, f"{key}.now", one.outcome, one.outcome_words, one.now, measures)
    before = enter(maker, f"{key}.before", one.outcome, one.outcome_words, one.baseline, measures)
    yield Paragraph((
        _compared(maker, _bare(one.outcome_words), before, now, VERDICTS[one.verdict]),
        *_never(maker, key, one.outcome_words, one.now),
        *map(says, (line for line in one.sentences if not line.startswith((_bare(one.outcome_words), *TOLD_HERE)))),
    ))  # fmt: skip
    yield Paragraph((_counter(maker, key, one, measures),))
    yield from _chart(maker, key, one, measures, {"now": now, "before": before})
    yield from _boroughs(maker, key, one, measures, now, before)
    yield from _also(maker, key, one, measures)
    yield from _unknown(one)


def enter(maker: Maker, key: str, measure: str, words: str, reading: Reading, measures: Measures) -> Ref:
    """A reading as a figure of the report."""
    known = measures.get(measure)
    return maker.enter(
        Figure(
            id="",
            key=key,
            measure=measure,
            name=words,
            counts=known.indicator.numerator if known else words,
            of_words=known.indicator.denominator if known else "",
            source=(known.indicator.source if known else "") + (f" ({reading.terms})" if reading.terms else ""),
            unit=reading.unit,
            value=reading.value,
            low=reading.low,
            high=reading.high,
            count=reading.count,
            of=reading.of,
            since=reading.since.isoformat(),
            until=reading.until.isoformat(),
            too_few=reading.too_few,
            unknown=reading.unknown,
            area=known.area if known else "",
            cases="effect" if known else "",
            of_children=True,
        )
    )


def _bare(words: str) -> str:
    """A measure's words inside a sentence: a question's mark would end it."""
    return words.rstrip("?.")


def _compared(maker: Maker, words: str, before: Ref, now: Ref, verdict: str) -> Sentence:
    ends = _ends(maker, before), _ends(maker, now)
    return says(f"{words}: before ", before, *ends[0], ", now ", now, *ends[1], f". {verdict}.")


def _ends(maker: Maker, ref: Ref) -> Sentence:
    """Its interval, where there is one to tell."""
    has_one = bool(interval(maker.figures[ref.figure]))
    return says(" (95% interval: ", replace(ref, part="interval"), ")") if has_one else ()


def _never(maker: Maker, key: str, words: str, reading: Reading) -> Iterator[Sentence]:
    """Those a wait never reached, told apart: they are counted as waiting and never left out."""
    if reading.unit != "wait" or reading.unknown:
        return
    slow, waiting, never = waits_of(maker, key, words, reading)
    yield says("One in twenty waited longer than ", slow, ". Not yet: ", waiting, ". Never: ", never, ".")


def waits_of(maker: Maker, key: str, words: str, reading: Reading) -> tuple[Ref, Ref, Ref]:
    """The worst twentieth of a wait, how many wait still, and how many it never reached."""
    base = Figure("", "", f"{words}: worst 5%", words, words, "", "As its median", unit="wait", of_children=True)
    base = replace(base, since=reading.since.isoformat(), until=reading.until.isoformat())
    unknown = "" if reading.slow is not None or reading.too_few else "one in twenty waits still"
    slow = replace(base, key=f"{key}.slow", name=f"{words}: nineteen in twenty within", value=reading.slow,
                   count=reading.of, of=reading.of, too_few=reading.too_few,
                   unknown=unknown)  # fmt: skip
    counts = [
        replace(
            base, key=f"{key}.{name}", unit="count", name=f"{words}: {name}", count=many, measure=f"{words}: {name}"
        )
        for name, many in (("not yet", reading.waiting), ("never", reading.never))
    ]
    refs = [maker.enter(one) for one in (slow, *counts)]
    return refs[0], refs[1], refs[2]


def _counter(maker: Maker, key: str, one: Tested, measures: Measures) -> Sentence:
    before = enter(maker, f"{key}.counter.before", one.counter, one.counter_words, one.counter_baseline, measures)
    now = enter(maker, f"{key}.counter.now", one.counter, one.counter_words, one.counter_now, measures)
    words = f"Counter-measure, {_bare(one.counter_words[:1].lower() + one.counter_words[1:])}"
    return (*_compared(maker, words, before, now, VERDICTS[one.counter_verdict]), f" {one.counter_why}")


def _chart(maker: Maker, key: str, one: Tested, measures: Measures, wholes: dict[str, Ref]) -> Iterator[Block]:
    points = [
        (reading, enter(maker, f"{key}.month.{reading.since:%Y-%m}", one.outcome, one.outcome_words, reading, measures))
        for reading in one.series
    ]
    for whole, reading in ((wholes["now"], one.now), (wholes["before"], one.baseline)):
        within = [ref for month, ref in points if reading.since <= month.since and month.until <= reading.until]
        if moved(reading.since, len(within)) == reading.until:
            _add_up(maker, whole, within)
    if sum(is_told(reading) for reading, _ in points) >= LEAST_DRAWN:
        mark = one.pass_mark_words
        said = (
            f"Pass mark {amount(one.now.unit, one.pass_mark)}, {'adopted' if one.adopted_by else 'PROPOSED'}: {mark}."
        )
        few = "A hollow point is of fewer than ten." if any(reading.too_few for reading, _ in points) else ""
        labels = tuple((f"{reading.since:%b %y}", ref.figure) for reading, ref in points)
        yield Chart(f"{_bare(one.outcome_words)}, by month", one.now.unit, labels, one.pass_mark,
                    f"{said if one.pass_mark is not None else ''} {few}".strip())  # fmt: skip
    elif known := [(reading, ref) for reading, ref in points if not reading.unknown]:
        rows = tuple((says(f"{reading.since:%B %Y}"), says(ref)) for reading, ref in known)
        yield Table(f"{_bare(one.outcome_words)}, by month: too few to draw", ("Month", "Reading"), rows)


def _add_up(maker: Maker, whole: Ref, parts: list[Ref]) -> None:
    """What stands at each month's end is the same people again, and a borough that is told to nobody is no part."""
    every, told = maker.figures[whole.figure], [maker.figures[one.figure] for one in parts]
    if (every.count, every.of) == (sum(one.count or 0 for one in told), sum(one.of or 0 for one in told)):
        maker.add_up(whole, parts)


def _boroughs(maker: Maker, key: str, one: Tested, measures: Measures, now: Ref, before: Ref) -> Iterator[Block]:
    """Each beside its own past, by name: spread, and no league table."""
    told = {"now": dict(one.boroughs), "before": dict(one.borough_baselines)}
    entered: dict[str, list[Ref]] = {}
    for time, readings in told.items():
        entered[time] = [
            _of_borough(
                maker, enter(maker, f"{key}.{time}.{name}", one.outcome, one.outcome_words, reading, measures), name
            )
            for name, reading in readings.items()
        ]
    if not entered["now"]:
        return
    _add_up(maker, now, entered["now"])
    _add_up(maker, before, entered["before"])
    rows = tuple(
        (says(name), says(was), says(replace(was, part="interval")), says(here), says(replace(here, part="interval")))
        for name, was, here in zip(told["now"], entered["before"], entered["now"], strict=True)
    )
    head = ("Borough", "Before", "95% interval", "Now", "95% interval")
    yield Table(f"{_bare(one.outcome_words)}: each borough beside its own past", head, rows)


def _of_borough(maker: Maker, ref: Ref, name: str) -> Ref:
    maker.figures[ref.figure] = replace(maker.figures[ref.figure], borough=name)
    return ref


def _also(maker: Maker, key: str, one: Tested, measures: Measures) -> Iterator[Block]:
    rows = []
    for place, also in enumerate(one.also, 1):
        was, here = (
            enter(maker, f"{key}.also{place}.{time}", also.measure, also.words, reading, measures)
            for time, reading in (("before", also.baseline), ("now", also.now))
        )
        rows.append((says(also.words), says(was), says(here), says(VERDICTS[also.verdict])))
    if rows:
        yield Table("Beside it, and deciding nothing", ("Measure", "Before", "Now", "Change"), tuple(rows))


def _unknown(one: Tested) -> Iterator[Block]:
    if one.inputs:
        yield Paragraph((says("Inputs are conditions and never proof of effect:"),), WARNING)
        yield Bullets(tuple(map(says, one.inputs)))
    if one.not_known:
        yield Paragraph((says("NOT KNOWN:"),), NOT_KNOWN)
        yield Bullets(tuple(map(says, one.not_known)))
