"""What reading a feed gives: for every row of a file exactly one `ParsedRecord` or one `Quarantined`."""

from dataclasses import dataclass
from datetime import datetime

ROLES = (
    "victim",
    "witness",
    "suspect",
    "offender",
    "person reporting",
    "parent/carer",
    "sibling",
    "associate",
    "professional",
    "person who poses a risk",
    "looked-after child",
    "missing person",
    "child",
)
SUBJECT_CATEGORIES = ("suspect", "convicted", "victim", "witness_or_other")


@dataclass(frozen=True, slots=True)
class Value:
    """One assertion: what was typed, and its checked form. A value that fails its check keeps its text."""

    field: str
    text: str
    canonical: str | None
    source_field: str
    kind: str = "fact"  # fact, opinion or inference (Data Protection Act 2018 s38(2))
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """Something wrong in a row that was taken in all the same: which rule, which field, in words, and the remedy."""

    code: str
    field: str
    words: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ParsedPlace:
    """A place as one record names it. `text` is what was typed; what could not be told apart is empty.

    `role` says what the place is to the record: the place itself, where something happened, or somebody's home.
    """

    key: str
    role: str
    text: str = ""
    organisation: str = ""
    flat: str = ""
    building: str = ""
    street: str = ""
    postcode: str = ""
    uprn: str = ""
    parent_uprn: str = ""
    kind: str = ""
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class ParsedMention:
    """A person as one record names them. `key` stays the same in every version of the record."""

    key: str
    role: str
    subject_category: str
    values: tuple[Value, ...]
    layer: str = "summary"


@dataclass(frozen=True, slots=True)
class ParsedRecord:
    """One row, word for word in `raw`, with what its adapter read out of it.

    `content_hash` is of what the row says, whatever the order of its columns and whenever it was extracted: equal
    hashes tell a re-sent row from a changed one. `source_updated_at` orders the versions of a record; where the row
    has none it is the extraction's instant, and `known_from` never names it. `title`, `kind` and `occurred_at` name
    nobody: they may be shown as a signal.
    """

    source: str
    row: int
    source_record_id: str
    op: str
    source_updated_at: datetime
    source_recorded_at: datetime | None
    extracted_at: datetime
    known_at: datetime
    known_from: str
    originating_force: str
    borough: str
    handling: str
    subject_categories: tuple[str, ...]
    retention_group: str
    kind: str
    title: str
    occurred_at: datetime | None
    narrative: str
    facts: tuple[tuple[str, str], ...]
    layer: str
    restriction: str
    ask: str
    raw: str
    raw_hash: str
    content_hash: str
    mentions: tuple[ParsedMention, ...]
    places: tuple[ParsedPlace, ...] = ()
    noted: tuple[Noted, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """One row set aside: which rule it broke, in which field, in words, and what to do about it."""

    row: int
    code: str
    field: str
    words: str
    remedy: str
    raw: str
    source_record_id: str | None


class UnreadableFile(Exception):
    """The file as a whole cannot be read, so that none of its rows may count as received."""

    def __init__(self, code: str, words: str, remedy: str) -> None:
        super().__init__(f"{code} {words} {remedy}")
        self.code = code
        self.words = words
        self.remedy = remedy
