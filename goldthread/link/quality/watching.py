"""Watching the feeds, every quarter of an hour: volumes judged, doubles counted, agreements that end soon told of."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.roles import roles
from goldthread.core.alerts.actions import raise_alert
from goldthread.core.clocks import LONDON, holidays
from goldthread.core.clocks.book import book
from goldthread.core.clocks.calendars import start_of
from goldthread.core.records.models import Source
from goldthread.core.records.queries import sending_sources
from goldthread.link.quality import doubles
from goldthread.link.quality.models import Notice, Volume
from goldthread.link.quality.volume import ALARMING, JUDGED, SHORT, VERY_LOW, Limits, judge, usual

VOLUME, AGREEMENT = "volume", "agreement"
# What a notice of an agreement ends with. Its reference is 60 characters at most, and a notice 80.
LAST_MONTH, LAST_WEEK, ENDED = "", ", 7", ", over"


def watch() -> None:
    """As the service. Run twice it tells nobody twice."""
    with db.as_service():
        limits = volume_limits(clocks.today())
        for source in sending_sources().select_for_update().order_by("code"):
            _watch_volume(source, limits)
            _watch_agreement(source)
    doubles.count()


def volume_limits(on: date) -> Limits:
    held = book()
    names = ("weeks", "least_weeks", "least_usual", "low_percent", "very_low_percent", "high_times")
    return Limits(**{name: held.setting(f"feeds.volume.{name}", on) for name in names})


def warn_days(on: date) -> int:
    return int(book().setting("feeds.agreement.warn_days", on))


def _watch_volume(source: Source, limits: Limits) -> None:
    """Judge the day as far as everything should be here, and the day before again: a late file heals it.

    A source may be silent for `stale_after`; what it took out earlier than that ago must have come.
    """
    until = (clocks.now() - source.stale_after).replace(minute=0, second=0, microsecond=0)
    day = until.astimezone(LONDON).date()
    judged = [
        _judge(source, day - timedelta(days=1), start_of(day), limits),
        _judge(source, day, until, limits),
    ]
    for one in judged:
        if one.state in ALARMING:
            _tell(source, VOLUME, str(one.day), volume_words(source, one), keepers())
    said = [one for one in judged if one.state in JUDGED]
    is_short = bool(said) and said[-1].state in SHORT
    if is_short != (source.short_since is not None):
        Source.objects.filter(pk=source.pk).update(short_since=clocks.now() if is_short else None)


def _judge(source: Source, day: date, until: datetime, limits: Limits) -> Volume:
    first = day - timedelta(days=7 * limits.weeks)
    counts, first_day = _counted(source.pk, first, day, until)
    known = holidays.known_on(clocks.today()).days
    expected = usual(counts, day, first_day, known.__contains__, limits)
    rows = counts.get(day, 0)
    found: Volume
    found, _ = Volume.objects.update_or_create(
        source=source,
        day=day,
        defaults={
            "until": until,
            "rows": rows,
            "usual": expected,
            "state": judge(rows, expected, limits),
            "judged_at": clocks.now(),
        },
    )
    return found


def _counted(source: str, first: date, day: date, until: datetime) -> tuple[dict[date, int], date | None]:
    """Rows of each London day up to the same time of day, and the first day of all that has any."""
    whole = until == start_of(day + timedelta(days=1))
    before = "24:00" if whole else f"{until.astimezone(LONDON):%H:%M}"
    rows = db.fetch(
        """SELECT (hour AT TIME ZONE 'Europe/London')::date AS day, sum(rows)::bigint AS rows
             FROM quality_hourcount
            WHERE source_id = %s AND hour >= %s AND hour < %s
              AND (hour AT TIME ZONE 'Europe/London')::time < %s::time GROUP BY 1""",
        [source, start_of(first), until, before],
    )
    earliest = db.fetch_one("SELECT min(hour) AS hour FROM quality_hourcount WHERE source_id = %s", [source])["hour"]
    return {row["day"]: row["rows"] for row in rows}, earliest and earliest.astimezone(LONDON).date()


def volume_words(source: Source, one: Volume) -> str:
    """What the alarm says. It names the source and the day, and nobody."""
    much = "nothing" if one.rows == 0 else f"{one.rows:,} records" if one.rows > 1 else "1 record"
    until = one.until.astimezone(LONDON)
    by = f" up to {until:%H:%M}" if until.date() == one.day else ""
    how = {VERY_LOW: "far fewer than usual"}.get(one.state, "more than usual" if one.state not in SHORT else "fewer")
    return f"{source.name} sent {much} for {one.day:%-d %B}{by}; usually {one.usual:,.0f}: {how}. Ask: {source.desk}."


def _watch_agreement(source: Source) -> None:
    """Told once a month before the end, once in the last week and once when it has ended; only the latest of them."""
    stage = _stage(source, clocks.today()) if source.agreement else None
    if stage is None:
        return
    ends = f"{source.agreement_ends_on:%-d %B %Y}"
    what = about_agreement(source.name, source.agreement)
    if stage == ENDED:
        words = f"{what} ended on {ends}. Nothing is taken in until data protection renews it."
    else:
        words = f"{what} ends on {ends}. After that nothing may be taken in. Data protection renews it."
    about = f"{source.agreement} to {source.agreement_ends_on}{stage}"
    _tell(source, AGREEMENT, about, words, [*keepers(), "dpo"])


def about_agreement(name: str, agreement: str) -> str:
    """How what is told of an agreement begins: by this it is found again once the agreement is renewed."""
    return f"The agreement for {name} ({agreement})"


def _stage(source: Source, today: date) -> str | None:
    """How near the end is, as a notice is kept apart by it; None while there is time."""
    left = (source.agreement_ends_on - today).days
    if left < 0:
        return ENDED
    if left <= book().setting("feeds.agreement.last_warn_days", today):
        return LAST_WEEK
    return LAST_MONTH if left <= warn_days(today) else None


def keepers() -> list[str]:
    """The roles that keep feeds."""
    return [role.id for role in roles().values() if "load_feeds" in role.may]


def _tell(source: Source, kind: str, about: str, words: str, to: Iterable[str]) -> None:
    """Raise an alert to each role, unless they were told of this already."""
    told: dict[str, Any] = {"told_at": clocks.now()}
    _, is_new = Notice.objects.get_or_create(source=source, kind=kind, about=about[:80], defaults=told)
    if is_new:
        for role in to:
            raise_alert(f"feed_{kind}", words[:300], to_role=role)
