"""The answers of `goldthread clocks`: the rules in force, and when one is due. Pure: files and arguments only."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from goldthread.core.clocks import LONDON, refusing
from goldthread.core.clocks.instants import read_moment
from goldthread.core.clocks.ladder import steps_of
from goldthread.core.clocks.reckoning import Desk, Reckoned, reckon
from goldthread.core.standards.book import Book
from goldthread.core.standards.due import in_words
from goldthread.core.standards.marks import Mark
from goldthread.core.standards.rules import ClockRule, Value


def utc(instant: datetime | None) -> str | None:
    """An instant in UTC, as every answer writes it."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z") if instant else None


def local(instant: datetime | None) -> str | None:
    """The same instant as the clock on the wall shows it, with its offset."""
    return instant.astimezone(LONDON).isoformat() if instant else None


def due(
    book: Book, rule_id: str, start: str, events: Mapping[str, str] | None = None, as_of: date | None = None
) -> dict[str, Any]:
    """When a rule is due that started then. `as_of` is the day whose standards and holidays are used: the start's own,
    unless another is given. Refused by name where it cannot be said."""
    rule = book.rule(rule_id)
    begun = read_moment(rule.start, start)
    happened = {key: read_moment(key, text) for key, text in (events or {}).items()}
    day = as_of or begun.on
    in_force = book.in_force(rule_id, day)
    reckoned = reckon(book, in_force, begun, happened, day)
    told = steps_of(rule, begun, reckoned, Desk.of(book, in_force, day).days)
    return {
        "rule": rule.id,
        "due_at": utc(reckoned.due_at),
        "due_local": local(reckoned.due_at),
        "due_on": reckoned.due_on.isoformat() if reckoned.due_on else None,
        "calendar": in_force.due.kind,
        "mark": str(in_force.value.mark),
        "source": in_force.value.source,
        "verified": verified(in_force.value, reckoned),
        "steps": [{"at": utc(step.at), "who": step.who} for step in told],
    }


def verified(value: Value, reckoned: Reckoned) -> bool | None:
    """Whether number and reading were checked; None where there is nothing outside to check them against."""
    return value.verified if reckoned.is_sure else False


def rule_row(book: Book, rule: ClockRule, on: date) -> dict[str, Any]:
    """One line of the list of clocks: the value of that day, else the newest there is, marked as not in force."""
    value = rule.value_on(on)
    shown = value or rule.values[-1]
    adoption = book.in_force(rule.id, on).adoption if value else None
    return {
        "id": rule.id,
        "title": rule.title,
        "sentence": rule.sentence,
        "start_event": rule.start,
        "stop_events": [*rule.stops, *rule.falls_away],
        "event_keys": [shown.value.event] if shown.value.event else [],
        "calendar": shown.value.kind,
        "value": shown.value.value,
        "limit": in_words(shown.value),
        "mark": str(shown.mark),
        "source": shown.source,
        "verified": shown.verified,
        "profile": book.profile.id,
        "subject": rule.subject,
        "in_force": value is not None,
        "from": shown.from_on.isoformat() if shown.from_on else None,
        "to": shown.to_on.isoformat() if shown.to_on else None,
        "is_reminder": shown.mark is Mark.DEFAULT and adoption is None,
        "adopted_by": f"{adoption.post}, {adoption.name}" if adoption else None,
        "option_of": rule.option_of or None,
        "is_chosen": rule.id in book.profile.options,
        "aliases": list(rule.aliases),
    }


def list_rules(book: Book, on: date) -> list[dict[str, Any]]:
    """Every clock under the book's profile, by subject and id, as on a day."""
    return [rule_row(book, rule, on) for rule in sorted(book.rules.values(), key=lambda one: (one.subject, one.id))]


def read_events(given: tuple[str, ...]) -> dict[str, str]:
    """`KEY=INSTANT` as given on the command line; refused where a key is missing or given twice."""
    found: dict[str, str] = {}
    for one in given:
        key, equals, text = one.partition("=")
        if not equals or not key or not text:
            raise refusing.refuse("not_an_event", "event", f'"{one}" is not an event.', "Write --event KEY=TIME.")
        if key in found:
            raise refusing.refuse("event_twice", key, f"{key} is given twice.", "Give it once.")
        found[key] = text
    return found
