"""The grammar of an adapter: which column fills which field, how it is checked, and who a row is about."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Frame:
    """What a check may know beside the text: where it stood, and when the file was taken from its source."""

    column: str
    extracted_at: datetime
    tolerance: timedelta
    note: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """The checked form, None where the text fails. `field` is set where the text fills another field."""

    canonical: str | None
    field: str = ""


Check = Callable[[str, Frame], Checked]


def typed(text: str, frame: Frame) -> Checked:
    """Any words: kept as they stand."""
    return Checked(" ".join(text.split()) or None)


@dataclass(frozen=True, slots=True)
class Column:
    """`name` in the feed fills `field` of ours. `kind`: is it a fact, an opinion or an inference?"""

    name: str
    field: str
    check: Check = typed
    kind: str = "fact"


@dataclass(frozen=True, slots=True)
class Person:
    """A person a row may name: at a prefix of its columns, or (`many`) in a list of objects."""

    key: str
    at: str
    role: str
    columns: tuple[Column, ...]
    role_column: str = ""
    category_column: str = ""
    many: bool = False
    # The subject of a record is someone even when nothing about them is known.
    always: bool = False

    def names(self) -> tuple[str, ...]:
        controls = (self.role_column, self.category_column, "key" if self.many else "")
        return tuple(name for name in controls if name) + tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a record is, in words that name nobody: they may be shown to a reader who sees only the signal."""

    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Adapter:
    source: str
    form: str  # csv or ndjson
    version: str
    record_id: re.Pattern[str]
    occurred_at: str
    borough: str
    kind_column: str
    kinds: Mapping[str, Kind]
    otherwise: Kind
    facts: tuple[Column, ...]
    narrative: tuple[tuple[str, str], ...]  # heading and column
    layer: str
    people: tuple[Person, ...]
    unread: tuple[str, ...] = field(default=())

    def columns(self) -> tuple[str, ...]:
        """Every column the feed is documented to have, in the order our own writers use."""
        own = [self.kind_column, self.occurred_at, self.borough, *(column.name for column in self.facts)]
        own += [column for _, column in self.narrative] + list(self.unread)
        for person in self.people:
            own += [person.at] if person.many else [person.at + name for name in person.names()]
        # `op` comes last: it has two known values, so a last row cut short is seen to be cut.
        return tuple(dict.fromkeys([*ENVELOPE, *own, "op"]))


ENVELOPE = (
    "feed_id",
    "feed_version",
    "source_record_id",
    "source_updated_at",
    "source_recorded_at",
    "extracted_at",
    "originating_force",
    "handling",
    "subject_category",
    "retention_group",
    "restriction",
    "ask",
)
