"""What changed since the last published report, stage by stage and figure by figure. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from goldthread.audit.estimating.change import difference
from goldthread.improve.reporting.document import Block, Document, Figure, Paragraph, Section, Table
from goldthread.improve.reporting.making import Maker, says, section

NOT_COMPARABLE = "Not comparable: it is not counted as it was"


def told(maker: Maker, before: Document | None, withheld: frozenset[str]) -> Section:
    """Against the last report; `withheld` are keys of figures that its outside readers were not shown."""
    if before is None:
        blocks: list[Block] = [Paragraph((says("This is the first report: there is none to compare it with."),))]
    else:
        blocks = [Paragraph((says(f"Compared with the report of {before.subtitle}. {before.standing}"),))]
        blocks += [*_stages(maker, before), *_figures(maker, before, withheld)]
    return section("changed", "What changed since the last report", *blocks)


def _stages(maker: Maker, before: Document) -> Iterator[Block]:
    rows = tuple(
        (says(_named(name)), says(before.stages.get(name, "not in it")), says(now))
        for name, now in maker.stages.items()
        if before.stages.get(name) != now
    )
    if rows:
        yield Table("How far: what moved", ("Of", "Then", "Now"), rows)
    else:
        yield Paragraph((says("No recommendation or point has moved."),))


def _named(name: str) -> str:
    number, _, rest = re.sub(r"-\d+", "", name.removeprefix("r")).partition(".effect")
    kind = "Point" if "." in number else "Recommendation"
    return f"{kind} {number}{', effect' if name.endswith('.effect') or rest else ''}"


def _figures(maker: Maker, before: Document, withheld: frozenset[str]) -> Iterator[Block]:
    earlier = {one.key: one for one in before.figures.values()}
    rows = []
    for now in [one for one in maker.figures.values() if _is_headline(one)]:
        then = earlier.get(now.key)
        if then is None:
            continue
        was = maker.enter(replace(then, key=f"then.{then.key}", cases="", withheld=then.key in withheld))
        here = maker.enter(now)
        rows.append((says(now.name), says(was), says(here), says(_change(now, then))))
    if rows:
        yield Table("Figures of both reports", ("Figure", "Then", "Now", "Change"), tuple(rows))


def _is_headline(one: Figure) -> bool:
    """The force's own figures of the quarter: not those of a borough, of a month, or of a baseline."""
    parts = one.key.split(".")
    return not one.borough and "month" not in parts and "before" not in parts


def _change(now: Figure, then: Figure) -> str:
    if (now.counts, now.of_words, now.source, now.unit) != (then.counts, then.of_words, then.source, then.unit):
        return NOT_COMPARABLE
    if now.unknown or then.unknown:
        return "Not known"
    if now.unit == "count":
        return "Higher" if _n(now) > _n(then) else "Lower" if _n(now) < _n(then) else "The same"
    if now.too_few or then.too_few:
        return "Too few to say"
    ends = [(one.value, one.low, one.high) for one in (now, then)]
    if any(None in one for one in ends):
        return "No interval to judge it by"
    return _beyond_chance(now, then)


def _n(one: Figure) -> int:
    return one.count or 0


def _beyond_chance(now: Figure, then: Figure) -> str:
    _, low, high = difference(
        (now.value or 0.0, now.low or 0.0, now.high or 0.0), (then.value or 0.0, then.low or 0.0, then.high or 0.0)
    )
    if low <= 0 <= high:
        return "No clear change"
    return "Higher, beyond chance" if low > 0 else "Lower, beyond chance"
