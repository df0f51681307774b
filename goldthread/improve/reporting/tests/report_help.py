"""Short ways to a report in a test."""

from goldthread.core.areas.measuring import Counted, Indicator
from goldthread.improve.reporting import areas_told
from goldthread.improve.reporting.areas_told import Measured
from goldthread.improve.reporting.document import (
    NOT_KNOWN,
    QUOTED,
    Bullets,
    Chart,
    Document,
    Paragraph,
    Section,
)  # fmt: skip
from goldthread.improve.reporting.making import Maker, says, section

SEEN = Indicator(
    "seen", "Child seen", "the child was seen", "episodes", "higher", "a.read", "a.cases", "Ours, for this test"
)
SINCE, UNTIL = "2017-01-01T00:00:00+00:00", "2017-04-01T00:00:00+01:00"


def a_document(
    words: str = "Every child is seen.", boroughs: tuple[tuple[int, int], ...] = ((3, 20), (40, 60))
) -> Document:
    """A short report that has one of everything."""
    maker = Maker(SINCE, UNTIL)
    counted = [Counted("seen", "", "", sum(count for count, _ in boroughs), sum(of for _, of in boroughs))]
    counted += [Counted("seen", f"Borough {place}", "", *one) for place, one in enumerate(boroughs)]
    area = list(areas_told.told(maker, [Measured("missing", "Missing", (SEEN,), tuple(counted))]))
    points = maker.counted("points.silent", 2, "Points on which nothing was said", "points with no update")
    body = section(
        "r1",
        "Recommendation 1: " + words[:40],
        Paragraph((says(words),), QUOTED),
        Paragraph((says("Nothing was said on ", points, " points."), says(words))),
        Paragraph((says("What it costs is not known."),), NOT_KNOWN),
        Bullets((says(words), says("Second."))),
        Chart("Child seen", "share", (("all", "1"), ("one", "2")), 0.9, "Pass mark 90%, proposed."),
    )
    return _of(maker, [body, *area])


def _of(maker: Maker, sections: list[Section]) -> Document:
    return Document(
        "Quarterly report", "January to March 2017", "Thornmere Police", "2017-Q1", SINCE, UNTIL, UNTIL,
        tuple(sections), maker.figures, tuple(maker.sums), stages={"r1": "planned"}, is_synthetic=True,
    )  # fmt: skip
