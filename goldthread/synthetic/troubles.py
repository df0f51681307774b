"""What befalls a whole feed: days of nothing and then everything, a day of almost nothing, a new column for a week."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from goldthread.synthetic.happenings.world import at
from goldthread.synthetic.planting import taken_at
from goldthread.synthetic.sent import Sent, local_day

FEW = 0.1
DRIFT_COLUMNS = {"merlin": ("referral_route", "online form"), "cad": ("what_three", "lamp.kettle.stone")}
# The latest rows of this system never left it before the files were written: they are in the next week's folder.
WITHHELD, WITHHELD_HOURS = "crime", 40


@dataclass(frozen=True)
class Trouble:
    """`days` are local. What is held back leaves in the morning after the last of them."""

    source: str
    kind: str
    first: date
    last: date
    reader: str
    share_sent: float = 0.0

    def holds(self, sent: Sent) -> bool:
        return self.source == sent.source and self.first <= local_day(sent.extracted_at) <= self.last


def of_force(on: date) -> tuple[Trouble, ...]:
    """The same troubles of every force, counted back from its present."""

    def days(first: int, last: int) -> tuple[date, date]:
        return on - timedelta(days=first), on - timedelta(days=last)

    return (
        Trouble("cad", "outage", *days(330, 328), "stale for three days, then every row of them at once"),
        Trouble("custody", "outage", *days(420, 417), "stale for four days, then every row of them at once"),
        Trouble("merlin", "outage", *days(61, 59), "stale for three days, then every row of them at once"),
        Trouble("intelligence", "outage", *days(12, 10), "stale for three days, then every row of them at once"),
        Trouble(
            "cad",
            "low volume",
            *days(9, 9),
            "a tenth of a usual day: something is missing; it comes two days late",
            FEW,
        ),
        Trouble(
            "cad",
            "low volume",
            *days(200, 200),
            "a tenth of a usual day: something is missing; it comes two days late",
            FEW,
        ),
        Trouble("merlin", "new column", *days(27, 21), "a column the format does not know: noted, kept in the raw row"),
        Trouble("cad", "new column", *days(27, 21), "a key the format does not know: noted, kept in the raw row"),
    )


class Befalls:
    """Moves rows as the troubles of their feed would. Stories go by: their truth is certain."""

    def __init__(self, on: date, rng: Random) -> None:
        self.troubles = of_force(on)
        self.rng = rng
        self.by_source: dict[str, list[Trouble]] = {}
        for trouble in self.troubles:
            self.by_source.setdefault(trouble.source, []).append(trouble)

    def befall(self, sent: Sent) -> Sent:
        for trouble in () if sent.story else self.by_source.get(sent.source, ()):
            if not trouble.holds(sent):
                continue
            if trouble.kind == "outage":
                return taken_at(sent, _when_it_is_mended(trouble, sent))
            if trouble.kind == "low volume" and self.rng.random() > trouble.share_sent:
                return taken_at(sent, sent.extracted_at + timedelta(days=2))
            if trouble.kind == "new column":
                name, value = DRIFT_COLUMNS[sent.source]
                return sent.with_cells(**{name: value})
        return sent

    def told(self) -> list[dict[str, Any]]:
        return [
            {**asdict(trouble), "first": trouble.first.isoformat(), "last": trouble.last.isoformat()}
            for trouble in self.troubles
        ]


def _when_it_is_mended(trouble: Trouble, sent: Sent) -> datetime:
    """All in a rush next morning, in their order."""
    began, mended = at(trouble.first, 0), at(trouble.last + timedelta(days=1), 7)
    return mended + (sent.extracted_at - began) / 200
