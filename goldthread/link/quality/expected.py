"""What a record of a feed could have told us: every column its adapter declares, by the name the sender knows it by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.declare import Column, typed

RECORD = ""  # the part of a column that is said once a record, of nobody
_PLACE = re.compile(r"\[\d+\]")

# What a person is found by. Without these a child in two systems stays two children.
KNOWN_BY = ("surname", "forename", "birth_date", "address", "postcode")
# A fact keeps no mark of its check, but a number that fails its own is noted beside the record.
IDENTIFIERS = frozenset(("nhs_no", "pnc_id", "cro_no", "upn", "uprn", "asn", "urn"))


@dataclass(frozen=True)
class Expected:
    """A column as the sender writes it, what it fills here, whose it is, and whether a check can fail it."""

    column: str
    field: str
    part: str
    is_checked: bool

    @property
    def is_known_by(self) -> bool:
        return self.part != RECORD and self.field in KNOWN_BY


@cache
def expected(source: str) -> dict[str, Expected]:
    """Every column of a feed that a record may fill, in the order of its adapter; none of a feed nobody declared.

    Where a row may name somebody, a column of that person's own key says whether it names one at all.
    """
    return {one.column: one for one in _columns(source)} if source in ADAPTERS else {}


@cache
def parts(source: str) -> dict[str, tuple[str, ...]]:
    """The columns of each part of a record: of the record itself, and of each person it may name."""
    found: dict[str, list[str]] = {}
    for one in expected(source).values():
        found.setdefault(one.part, []).append(one.column)
    return {part: tuple(columns) for part, columns in found.items()}


@cache
def facts(source: str) -> dict[str, str]:
    """The column that fills each of a record's facts."""
    return {column.field: column.name for column in reversed(ADAPTERS[source].facts)}


@cache
def narratives(source: str) -> tuple[tuple[str, str], ...]:
    """Each text of a record by its column, with the words it begins with among the others."""
    return tuple((f"{heading}: " if heading else "", column) for heading, column in ADAPTERS[source].narrative)


def borough_column(source: str) -> str:
    return ADAPTERS[source].borough


def has_hours(source: str) -> bool:
    """Whether a feed says at what hour a thing happened, and not only on which day."""
    return bool(ADAPTERS[source].occurred_at) and not ADAPTERS[source].occurs_on_day


def column_of(source_field: str) -> str:
    """A value's column, whichever place in a list it stood at: `linked_persons[2].surname` is one of many."""
    return _PLACE.sub("[]", source_field)


def _columns(source: str) -> Iterator[Expected]:
    adapter = ADAPTERS[source]
    yield Expected("source_recorded_at", "source_recorded_at", RECORD, False)
    if adapter.borough:
        yield Expected(adapter.borough, "borough", RECORD, False)
    for _, text in adapter.narrative:
        yield Expected(text, "narrative", RECORD, False)
    for fact in adapter.facts:
        yield Expected(fact.name, fact.field, RECORD, fact.field in IDENTIFIERS)
    for person in adapter.people:
        if not person.always:
            yield Expected(person.key, "named", RECORD, False)
        prefix = f"{person.at}[]." if person.many else person.at
        for column in person.columns:
            yield Expected(prefix + column.name, column.field, person.key, _is_checked(column))


def _is_checked(column: Column) -> bool:
    return column.check is not typed
