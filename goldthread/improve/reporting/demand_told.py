"""What came in, where it ended, and what waited longest, told in sentences and by borough. Pure.

Every number is a figure of the areas (`respond`), as the page Demand counts them: nothing is counted here again. The
three endings that are each called "no further action" stay three figures and are never added (domain: M4a to M4c).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from goldthread.core.areas.measuring import Counted, Indicator
from goldthread.improve.reporting.areas_told import SECONDS, Measured, figure_of
from goldthread.improve.reporting.document import (
    NOT_KNOWN,
    Block,
    Bullets,
    Figure,
    Paragraph,
    Ref,
    Section,
    Sentence,
    Table,
)
from goldthread.improve.reporting.making import Maker, says, section

CONCERN, MISSING, EPISODES = "concern", "missing", "MIS-I02"
RECORDED = "taken"  # is of every notification recorded
ENDINGS = {"unshared": "Not shared", "nfa_unassessed": "Closed without assessing", "nfa_assessed": "Assessed, closed"}
WAITS = ("taken", "graded", "shared", "seen_by_care")
OPEN = "open_over_28"
HEAD = ("Borough", "Notifications", *ENDINGS.values(), "Open over 28 days")
NO_SOURCE = (
    "By source is not known: no figure here counts by who notified, and what Merlin alone holds is not in it. What "
    "came after no further action is told with the figures of concerns."
)
TIMES = "Times, the longest first, are of those that it came to; who waits still is not in them."


def told(maker: Maker, measured: Sequence[Measured]) -> Iterator[Section]:
    """One section, where concerns are measured here: what came in, what ended in no further action, what waited."""
    concern = next((_Of(maker, one) for one in measured if one.area == CONCERN), None)
    if concern is not None:
        missing = next((_Of(maker, one) for one in measured if one.area == MISSING), None)
        yield section("demand", "Demand: what came in, and where it ended", *_blocks(maker, concern, missing))


class _Of:
    """The figures of one area by indicator and borough, each entered when it is first asked for."""

    def __init__(self, maker: Maker, measured: Measured) -> None:
        self.area, self._maker = measured.area, maker
        self._known = {one.id: one for one in measured.indicators}
        self._counted = {(one.indicator, one.borough): one for one in measured.counted if not one.month}

    def counted(self, indicator: str, borough: str = "") -> Counted:
        return self._counted.get((indicator, borough)) or Counted(indicator, borough, "", 0, 0)

    def indicator(self, indicator: str) -> Indicator:
        return self._known[indicator]

    def ref(self, indicator: str, borough: str = "") -> Ref:
        return self._maker.enter(figure_of(self.area, self._known[indicator], self.counted(indicator, borough)))

    def boroughs(self, indicator: str) -> list[str]:
        return sorted({borough for one, borough in self._counted if one == indicator and borough})


def _blocks(maker: Maker, concern: _Of, missing: _Of | None) -> Iterator[Block]:
    if not concern.counted(RECORDED).of:
        yield Paragraph((says("No notification about a child was recorded here in this time."), *_episodes(missing)))
        return
    came = _recorded(maker, concern)
    yield Paragraph((says(came, " notifications about children were recorded."), *_episodes(missing)))
    yield Paragraph((says('Three endings are each called "no further action". They are never added:'),))
    yield Bullets(tuple(_ending(concern, one) for one in ENDINGS))
    yield Paragraph((says(TIMES),))
    yield Bullets((*_waits(maker, concern), _open(concern)))
    yield Paragraph((says(NO_SOURCE),), NOT_KNOWN)
    yield from _by_borough(maker, concern, came)


def _recorded(maker: Maker, concern: _Of, borough: str = "") -> Ref:
    one, source = concern.counted(RECORDED, borough), concern.indicator(RECORDED).source
    words = "Notifications recorded"
    figure = Figure("", f"demand.recorded.{borough or 'all'}", "concern:recorded", words, words.lower(), "", source,
                    count=one.of, borough=borough, area=CONCERN, of_children=True)  # fmt: skip
    return maker.enter(figure)


def _episodes(missing: _Of | None) -> Iterator[Sentence]:
    """How often children were reported missing, and how many they were."""
    if missing is not None:
        ref = missing.ref(EPISODES)
        children = replace(ref, part="of")
        yield says("Children were reported missing ", replace(ref, part="count"), " times, ", children, " children.")


def _ending(concern: _Of, ending: str) -> Sentence:
    ref, one = concern.ref(ending), concern.indicator(ending)
    if not concern.counted(ending).of:
        return says(f"{one.name}: there were no {one.denominator}.")
    return says(f"{one.name}: ", replace(ref, part="count"), " of ", replace(ref, part="of"), f" {one.denominator}, ",
                ref, ".")  # fmt: skip


def _waits(maker: Maker, concern: _Of) -> Iterator[Sentence]:
    """The longest first, by how long one in ten waited."""
    for wait in sorted(WAITS, key=lambda one: -(concern.counted(one).slow or 0)):
        counted, named, half = concern.counted(wait), concern.indicator(wait), concern.ref(wait)
        if counted.slow is None:
            yield says(f"{named.name}: none yet, of ", replace(half, part="of"), ".")
            continue
        slow = replace(
            figure_of(CONCERN, named, counted), key=f"demand.{wait}.slow", measure=f"concern:{wait}:slow",
            name=f"{named.name}: nine in ten within", cases="", value=counted.slow / SECONDS,
        )  # fmt: skip
        yield says(f"{named.name}: half within ", half, ", nine in ten within ", maker.enter(slow), ".")


def _open(concern: _Of) -> Sentence:
    ref = concern.ref(OPEN)
    return says("Still open, and for over 28 days: ", replace(ref, part="count"), " of ", replace(ref, part="of"), ".")


def _by_borough(maker: Maker, concern: _Of, came: Ref) -> Iterator[Block]:
    """Each borough's, and what adds up to the whole, so that none hidden from outside follows from the others."""
    boroughs = concern.boroughs(RECORDED)
    if not boroughs:
        return
    columns = [[_recorded(maker, concern, name) for name in boroughs]]
    columns += [[concern.ref(one, name) for name in boroughs] for one in (*ENDINGS, OPEN)]
    for whole, parts in zip((came, *map(concern.ref, (*ENDINGS, OPEN))), columns, strict=True):
        maker.add_up(whole, parts)
    rows = tuple((says(name), *map(says, cells)) for name, *cells in zip(boroughs, *columns, strict=True))
    yield Table("Notifications and how they ended, by borough", HEAD, rows)
