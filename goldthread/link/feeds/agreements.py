"""The sources and their agreements: entered and renewed by data protection, their desks kept by whoever keeps feeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.alerts.actions import settle_told
from goldthread.core.plain import plain
from goldthread.core.records.models import Source
from goldthread.core.records.reliance import KNOWN_AS
from goldthread.core.refusals import NotFound, NotValid
from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.models import SourceChange
from goldthread.link.quality.watching import about_agreement

# Ours, a default: an agreement is looked at again before that; a later day is a slip of the pen.
LONGEST = timedelta(days=3660)
# Ours, a default: the gazetteer, the rarest feed, comes quarterly (data-law-and-sources.md 2).
LONGEST_SILENCE = 24 * 366
LENGTHS = {"agreement": 60, "name": 80, "desk": 120, "reason": 300}


@dataclass(frozen=True)
class Agreed:
    """What was agreed: its reference, its last day, and who signed it or where it is kept.

    `is_shorter` says that ending earlier than the agreement in force is meant.
    """

    agreement: str
    ends_on: date
    reason: str
    is_shorter: bool = False


@dataclass(frozen=True)
class Kept:
    """What whoever keeps feeds says of a source; None leaves it as it is."""

    name: str | None = None
    desk: str | None = None
    stale_after_hours: int | None = None


def agree(by: Reader, code: str, agreed: Agreed, first: Kept | None = None) -> Source:
    """Renew the agreement of a source; the first agreement enters the source, and then `first` names its desk.

    A day in the past is refused, and one earlier than what is in force unless it is said to be meant.
    """
    by.must("keep_agreements")
    known(code)
    checked = {"agreement": _line("agreement", agreed.agreement, "Enter the agreement's reference.")}
    reason = _line("reason", agreed.reason, "Say who signed it, or where it is kept.")
    _check_end(agreed.ends_on)
    with db.transaction():
        db.fetch("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"source {code}"])
        held = Source.objects.select_for_update().filter(code=code).first()
        changes = {**checked, "agreement_ends_on": agreed.ends_on}
        if held is None:
            return _enter(by, code, {**changes, **_of_a_new_source(code, first or Kept())}, reason)
        _check_not_shorter(held, agreed)
        told = about_agreement(held.name, held.agreement)
        renewed = _change(by, held, "renewed", changes, reason)
        settle_told("feed_agreement", told, f"{renewed.agreement} holds to {_day(renewed.agreement_ends_on)}.")
        return renewed


def keep_source(by: Reader, code: str, kept: Kept, reason: str) -> Source:
    """Change what a source is called, which desk answers for it, or after how many hours without news it is stale."""
    by.must("keep_sources")
    known(code)
    changes = _checked(kept)
    reason = _line("reason", reason, "Say why it changes.")
    with db.transaction():
        held = Source.objects.select_for_update().filter(code=code).first()
        if held is None:
            raise NotFound(f'The source "{code}" has no agreement yet.', "Data protection enters it.")
        return _change(by, held, "changed", changes, reason)


def known(code: str) -> str:
    """What the source with this code is called; one that no adapter reads is not found."""
    if code not in ADAPTERS:
        raise NotFound(f'No feed is called "{code}".', f"Feeds: {', '.join(ADAPTERS)}.")
    return KNOWN_AS[code]


def values(source: Source) -> dict[str, Any]:
    """What of a source somebody decides: what the log and its history hold before and after a change."""
    return {
        "name": source.name,
        "desk": source.desk,
        "stale_after_hours": source.stale_after // timedelta(hours=1),
        "agreement": source.agreement,
        "ends_on": source.agreement_ends_on,
    }


def _enter(by: Reader, code: str, fields: Mapping[str, Any], reason: str) -> Source:
    source = Source(code=code, **fields)
    _log(by, source, "entered", {}, reason)
    source.save(force_insert=True)
    _note(by, source, "entered", {}, reason)
    return source


def _change(by: Reader, held: Source, kind: str, changes: Mapping[str, Any], reason: str) -> Source:
    """Write what differs. The look comes first: without one the database lets nobody change a source."""
    before = values(held)
    for name, value in changes.items():
        setattr(held, name, value)
    if values(held) == before:
        field = "agreement" if kind == "renewed" else "desk"
        raise NotValid(field, "That is what is held already.", "Change what is to be different.")
    _log(by, held, kind, before, reason)
    held.save(update_fields=list(changes))
    _note(by, held, kind, before, reason)
    return held


def _log(by: Reader, source: Source, kind: str, before: Mapping[str, Any], reason: str) -> None:
    change = {"change": kind, "source": source.code, "before": plain(before), "after": plain(values(source))}
    look(by.asking_for("intake"), operation="alteration", **change, reason=reason)


def _note(by: Reader, source: Source, kind: str, before: Mapping[str, Any], reason: str) -> None:
    SourceChange.objects.create(
        source=source,
        at=clocks.now(),
        by=by.officer,
        kind=kind,
        before=plain(before),
        after=plain(values(source)),
        reason=reason,
    )


def _of_a_new_source(code: str, first: Kept) -> dict[str, Any]:
    """The rest of a new source. Whoever agrees says who answers for it, and how long it may be silent."""
    if first.desk is None:
        raise NotValid("desk", f"{KNOWN_AS[code]} is not entered yet.", "Enter the desk that answers for it.")
    if first.stale_after_hours is None:
        raise NotValid(
            "stale_after_hours",
            f"{KNOWN_AS[code]} is not entered yet.",
            "Enter after how many hours without news it is stale.",
        )
    return {"name": KNOWN_AS[code], **_checked(first)}


def _checked(kept: Kept) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if kept.name is not None:
        found["name"] = _line("name", kept.name, "Enter what the source is called.")
    if kept.desk is not None:
        found["desk"] = _line("desk", kept.desk, "Enter the desk that answers for it.")
    if kept.stale_after_hours is not None:
        found["stale_after"] = timedelta(hours=_hours(kept.stale_after_hours))
    return found


def _line(field: str, text: str, remedy: str) -> str:
    found = " ".join(text.split())
    if not found:
        raise NotValid(field, "Nothing was entered.", remedy)
    if len(found) > LENGTHS[field]:
        raise NotValid(field, f"That is over {LENGTHS[field]} characters.", "Enter it shorter.")
    return found


def _hours(number: int) -> int:
    if not 1 <= number <= LONGEST_SILENCE:
        raise NotValid(
            "stale_after_hours",
            f"{number:,} hours cannot be.",
            f"Enter a whole number of hours from 1 to {LONGEST_SILENCE:,}.",
        )
    return number


def _check_end(ends_on: date) -> None:
    today = clocks.today()
    if ends_on < today:
        raise NotValid("ends_on", f"{_day(ends_on)} is in the past.", "Enter the last day of the new agreement.")
    if ends_on > today + LONGEST:
        raise NotValid("ends_on", f"{_day(ends_on)} is over ten years away.", "Check the year.")


def _check_not_shorter(held: Source, agreed: Agreed) -> None:
    if agreed.ends_on < held.agreement_ends_on and not agreed.is_shorter:
        raise NotValid(
            "ends_on",
            f"The agreement in force runs to {_day(held.agreement_ends_on)}, which is later.",
            "Check the day; or say that it is meant to end earlier.",
        )


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
