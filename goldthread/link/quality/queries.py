"""Reading the counters: one report in a fixed number of queries, however many rows were loaded."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.clocks.calendars import start_of
from goldthread.core.organisation.models import Borough
from goldthread.core.records.models import Source
from goldthread.core.records.queries import Freshness, freshness_of, sending_sources
from goldthread.core.refusals import NotFound, NotValid
from goldthread.link.quality.actions import ELSEWHERE
from goldthread.link.quality.expected import expected
from goldthread.link.quality.watching import warn_days

USUAL_SPAN = timedelta(days=27)
LONGEST_SPAN = timedelta(days=1100)
NOT_GIVEN = "not given"
Row = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What a report is of: whole London days, one source or all, one borough or all."""

    first: date
    last: date
    source: str = ""
    borough: str = ""


@dataclass
class Counts:
    """The sums a report is made of; each row of them is of one source."""

    asked: Asked
    at: datetime
    sources: list[tuple[Source, Freshness]]
    boroughs: list[str]
    warn_days: int
    days: list[Row] = field(default_factory=list)
    fields: list[Row] = field(default_factory=list)
    by_borough: list[Row] = field(default_factory=list)
    waits: list[Row] = field(default_factory=list)
    codes: list[Row] = field(default_factory=list)
    doubles: list[Row] = field(default_factory=list)
    counted_at: dict[str, datetime] = field(default_factory=dict)
    volumes: dict[str, Row] = field(default_factory=dict)
    deliveries: list[Row] = field(default_factory=list)


def open_counts(
    by: Reader, first: date | None = None, last: date | None = None, source: str = "", borough: str = ""
) -> Counts:
    """The counters of some days, the last four weeks unless told. Counts only, so nobody is looked at."""
    by.must("see_data_quality")
    held = list(sending_sources())
    names = list(Borough.objects.order_by("name").values_list("name", flat=True))
    asked = _asked(first, last, source, borough, [one.code for one in held], names)
    counts = Counts(asked, clocks.now(), [(one, freshness_of(one)) for one in held], names, warn_days(clocks.today()))
    where, given = _where(asked)
    counts.days = db.fetch(
        f"""SELECT source_id AS source, borough, sum(rows)::bigint AS rows, sum(unchanged)::bigint AS unchanged,
                   sum(deletions)::bigint AS deletions, sum(quarantined)::bigint AS quarantined,
                   sum(mentions)::bigint AS mentions
              FROM quality_daycount WHERE {where} GROUP BY 1, 2 ORDER BY 1, 2""",
        given,
    )
    filled = "sum(expected)::bigint AS expected, sum(present)::bigint AS present, sum(wrong)::bigint AS wrong"
    counts.fields = db.fetch(
        f"""SELECT source_id AS source, "column", {filled}
              FROM quality_fieldcount WHERE {where} GROUP BY 1, 2 ORDER BY 1, 2""",
        given,
    )
    known_by = [column for one in held for column, about in expected(one.code).items() if about.is_known_by]
    counts.by_borough = db.fetch(
        f"""SELECT borough, {filled} FROM quality_fieldcount
             WHERE {where} AND "column" = ANY(%(known_by)s) GROUP BY 1 ORDER BY 1""",
        {**given, "known_by": known_by},
    )
    counts.waits = db.fetch(
        f"""SELECT source_id AS source, until, band, sum(records)::bigint AS records
              FROM quality_waitcount WHERE {where} GROUP BY 1, 2, 3""",
        given,
    )
    _read_whole_sources(counts)
    return counts


def _read_whole_sources(counts: Counts) -> None:
    """What has no borough: a row set aside was not read, and a volume or a delivery is of the whole source."""
    asked = counts.asked
    where, given = _where(Asked(asked.first, asked.last, asked.source))
    counts.codes = db.fetch(
        f"""SELECT source_id AS source, code, sum(rows)::bigint AS rows, sum(put_right)::bigint AS put_right
              FROM quality_codecount WHERE {where} GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2""",
        given,
    )
    where, given = _where(asked)
    counts.doubles = db.fetch(
        f"""SELECT source_id AS source, sum(records)::bigint AS records
              FROM quality_doublecount WHERE {where} GROUP BY 1""",
        given,
    )
    held = db.fetch(
        """SELECT s.code, c.doubles_counted_at, v.day, v.until, v.rows, v.usual, v.state
             FROM records_source s LEFT JOIN quality_counting c ON c.source_id = s.code
             LEFT JOIN LATERAL (SELECT * FROM quality_volume v WHERE v.source_id = s.code ORDER BY v.day DESC LIMIT 1) v
               ON true"""
    )
    counts.counted_at = {row["code"]: row["doubles_counted_at"] for row in held if row["doubles_counted_at"]}
    counts.volumes = {row["code"]: row for row in held if row["state"]}
    counts.deliveries = db.fetch(
        """SELECT source_id AS source, state, rows_read, notes FROM feeds_delivery
            WHERE received_at >= %s AND received_at < %s AND (%s = '' OR source_id = %s)
              AND state IN ('loaded', 'failed') AND replay_of_id IS NULL
            ORDER BY received_at""",
        [start_of(asked.first), start_of(asked.last + timedelta(days=1)), asked.source, asked.source],
    )


def _asked(
    first: date | None, last: date | None, source: str, borough: str, sources: list[str], boroughs: list[str]
) -> Asked:
    until = last or clocks.today()
    since = first or until - USUAL_SPAN
    if since > until:
        raise NotValid("from", "The first day is after the last.", "Choose an earlier first day.")
    if until - since > LONGEST_SPAN:
        raise NotValid("from", "That is over three years.", "Choose fewer days.")
    if source and source not in sources:
        raise NotFound(f'There is no source called "{source}".', f"Sources: {', '.join(sources)}.")
    if borough and borough not in (*boroughs, ELSEWHERE, NOT_GIVEN):
        raise NotFound(f'There is no borough called "{borough}".', f"Boroughs: {', '.join(boroughs)}.")
    return Asked(since, until, source, borough)


def _where(asked: Asked) -> tuple[str, Row]:
    given: Row = {"first": asked.first, "last": asked.last}
    terms = ["day BETWEEN %(first)s AND %(last)s"]
    if asked.source:
        terms.append("source_id = %(source)s")
        given["source"] = asked.source
    if asked.borough:
        terms.append("borough = %(borough)s")
        given["borough"] = "" if asked.borough == NOT_GIVEN else asked.borough
    return " AND ".join(terms), given
