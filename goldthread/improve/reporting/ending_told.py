"""The end of a report: everything that is not known, and what each figure counts. Pure."""

from collections.abc import Iterator

from goldthread.improve.reporting.document import NOT_KNOWN, Bullets, Figure, Paragraph, Section, Table
from goldthread.improve.reporting.making import Maker, says, section


def told(maker: Maker) -> Iterator[Section]:
    """Two sections: what no figure could be made of, and the definitions with their sources."""
    unknown = dict.fromkeys(f"{one.name}: {one.unknown}." for one in maker.figures.values() if _is_headline(one))
    words = "These were asked and could not be told. Not known is never none."
    if unknown:
        yield section("not-known", "What is not known", Paragraph((says(words),), NOT_KNOWN),
                      Bullets(tuple(map(says, unknown))))  # fmt: skip
    rows = {one.measure: (says(one.name), says(_of(one)), says(one.source)) for one in reversed(maker.figures.values())}
    table = Table("Definitions", ("Figure", "What it counts", "Source"), tuple(reversed(rows.values())))
    yield section("definitions", "What each figure counts", table if rows else None)


def _is_headline(one: Figure) -> bool:
    return bool(one.unknown) and not one.borough and "month" not in one.key.split(".")


def _of(one: Figure) -> str:
    return f"{one.counts}, of {one.of_words}" if one.of_words else one.counts
