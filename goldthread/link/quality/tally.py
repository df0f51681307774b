"""Counting a batch of rows as they were read: how full, how valid, how late. Pure; what keeps it is in `actions.py`."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from goldthread.core.clocks import LONDON
from goldthread.link.feeds.format import ParsedMention, ParsedRecord, Quarantined
from goldthread.link.quality.expected import RECORD, borough_column, column_of, facts, has_hours, narratives, parts

Outcome = ParsedRecord | Quarantined

# Fixed, so that counters of any two days can be added. A quarter of an hour is what two machines' clocks may differ by;
# 1 and 4 hours tell a shift's work from the next shift's; 24 hours is a daily file; 72 hours is the time in which a
# child who returned should be spoken to, so that later news comes after it; 7 days is a weekly file.
BANDS = (
    ("15min", timedelta(minutes=15)),
    ("1h", timedelta(hours=1)),
    ("4h", timedelta(hours=4)),
    ("24h", timedelta(hours=24)),
    ("72h", timedelta(hours=72)),
    ("7d", timedelta(days=7)),
)
LONGER, BEFORE = "longer", "before"
BAND_NAMES = (BEFORE, *(name for name, _ in BANDS), LONGER)
TOLERANCE = timedelta(minutes=15)
UNKNOWN_BOROUGH = ""
WRONG_NUMBER = "N-ID-01"


@dataclass
class Tally:
    """One batch's counts. Keys begin with the borough as it was typed; a row set aside was not read, so has none."""

    source: str
    received_at: datetime
    rows: Counter[tuple[str, str]] = field(default_factory=Counter)  # borough, what
    people: Counter[tuple[str, str]] = field(default_factory=Counter)  # borough, part of the record
    present: Counter[tuple[str, str]] = field(default_factory=Counter)  # borough, column
    wrong: Counter[tuple[str, str]] = field(default_factory=Counter)  # borough, column
    waits: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # borough, until, band
    codes: Counter[str] = field(default_factory=Counter)
    hours: Counter[datetime] = field(default_factory=Counter)

    @property
    def received_on(self) -> date:
        return self.received_at.astimezone(LONDON).date()

    def fields(self) -> dict[tuple[str, str], tuple[int, int, int]]:
        """Expected, present and wrong by borough and column. What is expected and not present is blank."""
        return {
            (borough, column): (count, self.present[borough, column], self.wrong[borough, column])
            for (borough, part), count in self.people.items()
            for column in parts(self.source).get(part, ())
        }


def tally(
    source: str, outcomes: Iterable[Outcome], received_at: datetime, unchanged: Collection[int] = frozenset()
) -> Tally:
    """Count rows of a file received at an instant. `unchanged` are the numbers of rows that were held already.

    `codes` counts a row set aside once, and a row that was kept once for each code noted of it.

    A row sent again counts as a row and no more: else a week sent twice would look twice as late, and a thin day
    twice as full. A row read and then refused may come twice, read and set aside: it counts as set aside.
    """
    made = Tally(source, received_at)
    rows, again = list(outcomes), frozenset(unchanged)
    aside = {row.row for row in rows if isinstance(row, Quarantined)}
    for row in rows:
        if isinstance(row, Quarantined):
            _count_aside(made, row)
        elif row.row not in aside:
            _count_read(made, row, row.row in again)
    return made


def _count_aside(made: Tally, row: Quarantined) -> None:
    made.rows[UNKNOWN_BOROUGH, "rows"] += 1
    made.rows[UNKNOWN_BOROUGH, "quarantined"] += 1
    made.codes[row.code] += 1


def _count_read(made: Tally, row: ParsedRecord, is_unchanged: bool) -> None:
    borough = row.borough
    made.rows[borough, "rows"] += 1
    if is_unchanged:
        made.rows[borough, "unchanged"] += 1
        return
    made.hours[_hour(row.extracted_at)] += 1
    if row.op != "upsert":
        made.rows[borough, "deletions"] += 1
        return
    made.rows[borough, "mentions"] += len(row.mentions)
    _count_record(made, borough, row)
    for mention in row.mentions:
        _count_mention(made, borough, mention)
    if row.occurred_at and has_hours(row.source):
        made.waits[borough, "source", band(row.occurred_at, row.known_at)] += 1
    made.waits[borough, "us", band(row.known_at, made.received_at)] += 1
    made.codes.update({fault.code for fault in row.noted})


def _count_record(made: Tally, borough: str, row: ParsedRecord) -> None:
    made.people[borough, RECORD] += 1
    columns = {facts(row.source).get(name, name) for name, text in row.facts if text}
    columns |= {column for begins, column in narratives(row.source) if _says(row.narrative, begins)}
    columns |= {_person(mention) for mention in row.mentions}
    if row.source_recorded_at:
        columns.add("source_recorded_at")
    if borough:
        columns.add(borough_column(row.source))
    made.present.update((borough, column) for column in columns)
    wrong = {column_of(fault.field) for fault in row.noted if fault.code == WRONG_NUMBER}
    made.wrong.update((borough, column) for column in wrong & columns)


def _count_mention(made: Tally, borough: str, mention: ParsedMention) -> None:
    made.people[borough, _person(mention)] += 1
    # A column may hold a list: it is filled once, and wrong once if any of it is.
    columns = {column_of(value.source_field) for value in mention.values}
    made.present.update((borough, column) for column in columns)
    failed = {column_of(value.source_field) for value in mention.values if value.canonical is None}
    made.wrong.update((borough, column) for column in failed)


def _person(mention: ParsedMention) -> str:
    return mention.key.split(":", 1)[0]


def _says(narrative: str, begins: str) -> bool:
    return any(part.startswith(begins) for part in narrative.split("\n\n")) if narrative else False


def _hour(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def band(since: datetime, until: datetime) -> str:
    """The band a wait falls in. News recorded before it happened has a band of its own: one of its times is wrong."""
    wait = until.astimezone(UTC) - since.astimezone(UTC)
    if wait < -TOLERANCE:
        return BEFORE
    return next((name for name, limit in BANDS if wait < limit), LONGER)
