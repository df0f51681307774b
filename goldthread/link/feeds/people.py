"""The people a row names, each with a key that stays the same in every version of the record."""

from collections.abc import Iterator
from typing import Any

from goldthread.link.feeds.declare import Cells, Column, Frame, Person
from goldthread.link.feeds.envelope import cell
from goldthread.link.feeds.faults import Fault
from goldthread.link.feeds.format import ROLES, SUBJECT_CATEGORIES, ParsedMention, Value

CATEGORY_OF_ROLE = {"victim": "victim", "suspect": "suspect", "offender": "convicted"}
ROLE_BY_WORDS = {role.replace("/", " ").replace("-", " "): role for role in ROLES}
LONGEST_KEY = 32  # with the name of its list before it, as long as its table allows


def mentions(
    people: tuple[Person, ...], cells: Cells, frame: Frame, grade: str | None = None
) -> tuple[ParsedMention, ...]:
    """Every value of a graded record carries its grade."""
    found: list[ParsedMention] = []
    for person in people:
        found += _listed(person, cells, frame, grade) if person.many else _single(person, cells, frame, grade)
    return tuple(found)


def _single(person: Person, cells: Cells, frame: Frame, grade: str | None) -> Iterator[ParsedMention]:
    own = {name: cells.get(person.at + name, "") for name in person.names()}
    mention = _mention(person, person.key, own, person.at, frame, grade)
    if mention.values or person.always:
        yield mention


def _listed(person: Person, cells: Cells, frame: Frame, grade: str | None) -> Iterator[ParsedMention]:
    listed: Any = cells.get(person.at) or []
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise Fault("Q-JSON-05", person.at, "a list of objects")
    keys: set[str] = set()
    for place, entry in enumerate(listed, start=1):
        # Without a key of its own a person is known by place, which a later version may have changed.
        key = cell(entry, "key") or str(place)
        if len(key) > LONGEST_KEY:
            raise Fault("Q-BIG-01", f"{person.at}[{place}].key", str(LONGEST_KEY))
        if key in keys:
            raise Fault("Q-KEY-01", f"{person.at}[{place}].key", key)
        keys.add(key)
        yield _mention(person, f"{person.key}:{key}", entry, f"{person.at}[{place}].", frame, grade)


def _mention(person: Person, key: str, own: Cells, at: str, frame: Frame, grade: str | None) -> ParsedMention:
    role = _role(person, own, at)
    category = cell(own, person.category_column) if person.category_column else ""
    if category and category not in SUBJECT_CATEGORIES:
        raise Fault("Q-CAT-01", at + person.category_column, category)
    found = tuple(value for column in person.columns for value in values(column, own, at, frame, grade))
    category = category or CATEGORY_OF_ROLE.get(role, "witness_or_other")
    return ParsedMention(key, role, category, found, person.layer)


def _role(person: Person, own: Cells, at: str) -> str:
    typed = cell(own, person.role_column) if person.role_column else ""
    if not typed:
        return person.role
    words = " ".join(typed.casefold().replace("/", " ").replace("-", " ").replace("_", " ").split())
    if words not in ROLE_BY_WORDS:
        raise Fault("Q-ROLE-01", at + person.role_column, typed)
    return ROLE_BY_WORDS[words]


def values(column: Column, own: Cells, at: str, frame: Frame, grade: str | None = None) -> Iterator[Value]:
    typed = own.get(column.name)
    if not typed:
        return
    if column.separated and isinstance(typed, str):
        typed = typed.split("|")
    name = at + column.name
    here = Frame(name, frame.extracted_at, frame.tolerance, frame.note, frame.noted)
    for text in typed if isinstance(typed, list) else [typed]:
        if not isinstance(text, str):
            raise Fault("Q-JSON-05", name, "a text or a list of texts")
        if text.strip():
            checked = column.check(text, here)
            yield Value(checked.field or column.field, text, checked.canonical, name, column.kind, grade)
