"""The measure above all others: minutes from held by the force to a named person acting, and to the child seen safe.

Pure. Median, worst 5% and never (design.md): who was never reached is told, and never left out of a median.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from goldthread.improve.effect.shapes import Reading
from goldthread.improve.reporting.document import Block, Paragraph, Ref, Section, Sentence, Table
from goldthread.improve.reporting.effect_told import Measures, enter, waits_of
from goldthread.improve.reporting.making import Maker, says, section

MEASURES = ("held-to-acted", "held-to-safe", "held-to-told")
HEAD = ("From and to", "Half within", "95% interval", "19 in 20 within", "Not yet", "Never", "Of")
WORDS = (
    "From the moment the force first holds the information to a named person acting on it, and to the child being seen "
    "safe. Whoever was never reached counts as waiting without an end."
)


def told(
    maker: Maker,
    readings: Mapping[str, Reading],
    by_borough: Mapping[str, Sequence[tuple[str, Reading]]],
    measures: Measures,
) -> Section:
    """A row for each wait, and the two first by borough."""
    rows = []
    wholes = {}
    for name, reading in readings.items():
        words = measures[name].words
        wholes[name] = enter(maker, f"minutes.{name}", name, words, reading, measures)
        rows.append(_row(maker, name, words, reading, wholes[name]))
    blocks: list[Block] = [Paragraph((says(WORDS),)), Table("Minutes to safety", HEAD, tuple(rows))]
    for name, held in by_borough.items():
        blocks += _boroughs(maker, name, held, wholes[name], measures)
    return section("minutes", "Minutes from held to safe", *blocks)


def _row(maker: Maker, name: str, words: str, reading: Reading, ref: Ref) -> tuple[Sentence, ...]:
    value = (says(words), says(ref), says(replace(ref, part="interval")))
    if reading.unknown:
        return (*value, *(says("not known") for _ in range(4)))
    slow, waiting, never = waits_of(maker, f"minutes.{name}", words, reading)
    return (*value, says(slow), says(waiting), says(never), says(replace(ref, part="of")))


def _boroughs(
    maker: Maker, name: str, held: Sequence[tuple[str, Reading]], whole: Ref, measures: Measures
) -> Iterator[Block]:
    words = measures[name].words
    refs = []
    for borough, reading in held:
        ref = enter(maker, f"minutes.{name}.{borough}", name, words, reading, measures)
        maker.figures[ref.figure] = replace(maker.figures[ref.figure], borough=borough)
        refs.append((borough, ref))
    maker.add_up(whole, [ref for _, ref in refs])
    if refs:
        rows = tuple((says(borough), says(ref), says(replace(ref, part="interval")), says(replace(ref, part="of")))
                     for borough, ref in refs)  # fmt: skip
        yield Table(f"{words}, by borough", ("Borough", "Half within", "95% interval", "Of"), rows)
