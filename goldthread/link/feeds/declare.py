"""The grammar of an adapter: which column fills which field, how it is checked, and who a row is about."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from goldthread.link.feeds.format import Noted

Cells = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a check may know beside the text: where it stood, and when the file was taken from its source.

    `note` reports drift of the format over the whole file; `noted` takes what is wrong in this one row and kept.
    """

    column: str
    extracted_at: datetime
    tolerance: timedelta
    note: Callable[[str], None]
    noted: list[Noted] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Checked:
    """The checked form, None where the text fails. `field` is set where the text fills another field."""

    canonical: str | None
    field: str = ""


Check = Callable[[str, Frame], Checked]
# What a row must hold to beyond its single cells: a rule raises a fault, or adds to `noted` and lets the row pass.
Rule = Callable[[Cells, Frame], None]


def typed(text: str, frame: Frame) -> Checked:
    """Any words: kept as they stand."""
    return Checked(" ".join(text.split()) or None)


@dataclass(frozen=True, slots=True)
class Column:
    """`name` in the feed fills `field` of ours. `kind`: is it a fact, an opinion or an inference?

    A `separated` cell holds several entries with bars between, where a form has no lists. `words` are for the manual.
    """

    name: str
    field: str
    check: Check = typed
    kind: str = "fact"
    separated: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A list of objects told as facts, numbered: the second enquiry's start is `s47 2 started on`."""

    at: str
    field: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place a row names, by the columns that tell of it. `of` a person's key, it is that person's."""

    key: str
    role: str
    address: str = ""
    flat: str = ""
    building: str = ""
    street: str = ""
    postcode: str = ""
    uprn: str = ""
    parent_uprn: str = ""
    organisation: str = ""
    kind: str = ""
    secrecy: str = ""


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
    layer: str = "summary"

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
    """`occurred_at` and `kind_column` may be empty: a marker did not happen, and a census has one kind of row."""

    source: str
    form: str  # csv, ndjson, xml or parquet
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
    name: str = ""
    record_id_words: str = ""
    unread: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    places: tuple[Place, ...] = ()
    rules: tuple[Rule, ...] = ()
    # The grade every value of a row carries, where its feed is graded.
    grade: Callable[[Cells], str] | None = None
    # Columns that must not be kept, not even as they were sent.
    forbidden: re.Pattern[str] | None = None
    # `occurred_at` names a day, which may be missing.
    occurs_on_day: bool = False
    # Columns that came after the form was agreed: a sender who has not got them yet sends a whole row without.
    added: tuple[str, ...] = ()
    # Pairs of which the first cannot come after the second.
    in_order: tuple[tuple[str, str], ...] = ()

    def columns(self) -> tuple[str, ...]:
        """Every column the feed is documented to have, in the order our own writers use."""
        own = [self.kind_column, self.occurred_at, self.borough, *(column.name for column in self.facts)]
        own += [column for _, column in self.narrative] + [group.at for group in self.groups] + list(self.unread)
        for person in self.people:
            own += [person.at] if person.many else [person.at + name for name in person.names()]
        # `op` comes last: it has two known values, so a last row cut short is seen to be cut.
        return tuple(dict.fromkeys([*ENVELOPE, *filter(None, own), "op"]))

    def needed(self) -> tuple[str, ...]:
        """The columns without which a file's header is not this feed's."""
        return tuple(name for name in self.columns() if name not in self.added)

    def lists(self) -> frozenset[str]:
        """The columns that may hold several entries, by their path, in a form whose rows do not say so themselves."""
        found = {"subject_category", *(column.name for column in self.facts if column.separated)}
        for person in self.people:
            found |= {person.at} if person.many else set()
            at = person.at + "." if person.many else person.at
            found |= {at + column.name for column in person.columns if column.separated}
        for group in self.groups:
            found |= {group.at, *(f"{group.at}.{column.name}" for column in group.columns if column.separated)}
        return frozenset(found)


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
