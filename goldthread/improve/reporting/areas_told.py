"""What each area of work is measured by, told for a quarter: a table of figures, and one by borough. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from goldthread.core.areas.measuring import Counted, Indicator
from goldthread.core.shares import TOO_FEW, wilson
from goldthread.improve.reporting.document import Figure, Paragraph, Ref, Section, Table
from goldthread.improve.reporting.making import Maker, says, section

SECONDS = 60


@dataclass(frozen=True)
class Measured:
    """One area's figures of a quarter as they were counted."""

    area: str
    name: str
    indicators: tuple[Indicator, ...]
    counted: tuple[Counted, ...]
    note: str = ""


def told(maker: Maker, measured: Sequence[Measured]) -> Iterator[Section]:
    """A section for each area that has figures."""
    for one in measured:
        rows = list(_rows(maker, one))
        if rows:
            note = Paragraph((says(one.note),)) if one.note else None
            head = ("Figure", "All boroughs", "95% interval", "Counted of")
            table = Table(f"{one.name}: all boroughs", head, tuple(rows))
            yield section(f"area-{one.area}", f"{one.name} in figures", note, table, *_by_borough(maker, one))


def _rows(maker: Maker, one: Measured) -> Iterator[tuple[tuple[str | Ref, ...], ...]]:
    for indicator, counted in _of(one, borough=False):
        ref = maker.enter(figure_of(one.area, indicator, counted))
        yield says(indicator.name), says(ref), says(replace(ref, part="interval")), says(replace(ref, part="of"))


def _by_borough(maker: Maker, one: Measured) -> Iterator[Table]:
    """Every borough's figure beside the others': the spread and not only the mean (inspection.md 11.14)."""
    shares = [indicator for indicator in one.indicators if indicator.unit == "share" and indicator.better != "neither"]
    by_borough = {(counted.indicator, counted.borough): counted for _, counted in _of(one, borough=True)}
    boroughs = sorted({borough for _, borough in by_borough})
    for indicator in shares:
        held = [(name, by_borough[indicator.id, name]) for name in boroughs if (indicator.id, name) in by_borough]
        if held:
            yield _one_by_borough(maker, one.area, indicator, held)


def _one_by_borough(maker: Maker, area: str, indicator: Indicator, held: Sequence[tuple[str, Counted]]) -> Table:
    refs = [maker.enter(figure_of(area, indicator, counted)) for _, counted in held]
    whole = maker.number_of(_key(area, indicator.id, ""))
    if whole:
        maker.add_up(Ref(whole), refs)
    rows = tuple(
        (says(name), says(ref), says(replace(ref, part="interval"))) for (name, _), ref in zip(held, refs, strict=True)
    )
    return Table(f"{indicator.name}, by borough", ("Borough", "Share", "95% interval"), rows)


def _of(one: Measured, *, borough: bool) -> Iterator[tuple[Indicator, Counted]]:
    by_id = {counted.id: counted for counted in one.indicators}
    for counted in one.counted:
        if not counted.month and bool(counted.borough) == borough and counted.indicator in by_id:
            yield by_id[counted.indicator], counted


def _key(area: str, indicator: str, borough: str) -> str:
    return f"area.{area}.{indicator}.{borough or 'all'}"


def figure_of(area: str, indicator: Indicator, counted: Counted) -> Figure:
    """One counted figure as the report has it; waits in minutes."""
    is_share = indicator.unit == "share"
    ends = wilson(counted.count, counted.of) if is_share else None
    return Figure(
        id="",
        key=_key(area, indicator.id, counted.borough),
        measure=f"{area}:{indicator.id}",
        name=indicator.name,
        counts=indicator.numerator,
        of_words=indicator.denominator,
        source=indicator.source,
        unit="rate" if indicator.unit == "mean" else indicator.unit,
        value=_value(indicator, counted),
        low=ends[0] if ends else None,
        high=ends[1] if ends else None,
        count=counted.count,
        of=counted.of,
        borough=counted.borough,
        too_few=indicator.unit in ("share", "wait") and counted.of < TOO_FEW,
        unknown=counted.unknown,
        area=area,
        cases="area",
        of_children=True,
    )


def _value(indicator: Indicator, counted: Counted) -> float | None:
    if indicator.unit == "wait":
        return None if counted.median is None else counted.median / SECONDS
    per = 1000 if indicator.unit == "rate" else 1
    return per * counted.count / counted.of if counted.of else None
