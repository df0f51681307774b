"""The tables in the reference page of feeds, written from the adapters into the prose that a hand keeps around them."""

import re
from collections.abc import Iterator

from goldthread.config.paths import PROJECT
from goldthread.core.people.keys import IDENTITY
from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.checks import WORDS
from goldthread.link.feeds.declare import Adapter, Column, Group, Person
from goldthread.link.feeds.faults import FILE_FAULTS, NOTED_FAULTS, ROW_FAULTS, Reason

PAGE = PROJECT / "docs" / "reference" / "feeds.md"
WRITTEN = re.compile(r"(<!-- written: (?P<name>[a-z: _]+) -->\n).*?(<!-- end -->)", re.DOTALL)
FORMS = {"csv": "CSV", "ndjson": "one JSON object a line", "xml": "XML", "parquet": "Parquet"}
FAULTS = {"row faults": ROW_FAULTS, "file faults": FILE_FAULTS, "noted faults": NOTED_FAULTS}


def feeds_page() -> str:
    """The page with its tables as they would be written now; the prose is read from the page itself."""
    return WRITTEN.sub(lambda found: found[1] + "\n".join(table(found["name"])) + "\n" + found[3], PAGE.read_text())


def table(name: str) -> Iterator[str]:
    if name == "feeds":
        return _feeds()
    if name in FAULTS:
        return _faults(FAULTS[name])
    return _feed(ADAPTERS[name])


def _feeds() -> Iterator[str]:
    yield from ("| Feed | Form | `source_record_id` | Shown as |", "|---|---|---|---|")
    for one in ADAPTERS.values():
        yield f"| {one.name}: `{one.source}` | {FORMS[one.form]} | {one.record_id_words} | {one.otherwise.title} |"


def _feed(adapter: Adapter) -> Iterator[str]:
    yield from ("| Column | Fills | Holds | Layer |", "|---|---|---|---|")
    told = dict.fromkeys(name for name in (adapter.kind_column, adapter.occurred_at, adapter.borough) if name)
    for name in told:
        yield f"| `{name}` | {', '.join(_signals(adapter, name))} | {_signal_words(adapter, name)} | signal |"
    for column in adapter.facts:
        if column.name not in told:
            yield _column(column.name, "fact", column, adapter.layer)
    for heading, name in adapter.narrative:
        yield f"| `{name}` | narrative | {f'under *{heading}*' if heading else 'words'} | {adapter.layer} |"
    for group in adapter.groups:
        yield from _group(group, adapter.layer)
    for name in adapter.unread:
        yield f"| `{name}` | nothing | left in the raw row, not read | {adapter.layer} |"
    for person in adapter.people:
        yield from _person(person)


def _signals(adapter: Adapter, name: str) -> Iterator[str]:
    if name == adapter.kind_column:
        yield "title"
    if name == adapter.occurred_at:
        yield "when it occurred"
    if name == adapter.borough:
        yield "borough"


def _signal_words(adapter: Adapter, name: str) -> str:
    if name == adapter.kind_column:
        return f"{', '.join(adapter.kinds)}; a restricted record is only ever *{adapter.otherwise.title}*"
    if name == adapter.occurred_at:
        return "a day; may be missing" if adapter.occurs_on_day else "an instant, required"
    return "words"


def _group(group: Group, layer: str) -> Iterator[str]:
    yield f"| `{group.at}` | facts, numbered: *{group.field} 1 …* | a list of objects | {layer} |"
    for column in group.columns:
        yield _column(f"{group.at}[].{column.name}", f"*{group.field} n {column.field}*", column, layer)


def _person(person: Person) -> Iterator[str]:
    key = f"keys `{person.key}:` and their own `key`" if person.many else f"key `{person.key}`"
    role = f"`{person.role}` unless told" if person.role_column else f"`{person.role}`"
    at = f"`{person.at}`" if person.many else f"`{person.at}…`" if person.at else "of the record"
    many = "a list of people" if person.many else "a person"
    yield f"| {at} | {many}, {key} | role {role} | |"
    prefix = f"{person.at}[]." if person.many else person.at
    for name in person.names():
        if name not in {column.name for column in person.columns}:
            yield f"| `{prefix}{name}` | {name.replace('_', ' ')} | | {person.layer} |"
    for column in person.columns:
        layer = "signal" if column.field in IDENTITY else person.layer
        yield _column(prefix + column.name, f"{person.key}: {column.field}", column, layer)


def _column(name: str, fills: str, column: Column, layer: str) -> str:
    kind = "" if column.kind == "fact" else f"an {column.kind}"
    several = "several" if column.separated else ""
    holds = "; ".join(words for words in (WORDS.get(column.check, ""), column.words, several, kind) if words)
    return f"| `{name}` | {fills} | {holds or 'words'} | {layer} |".replace("\\|", "|")


def _faults(reasons: dict[str, Reason]) -> Iterator[str]:
    yield from ("| Code | Words | What to do |", "|---|---|---|")
    for code, reason in reasons.items():
        yield f"| {code} | {reason.sentence.replace('{field}', '*column*').replace('{text}', '…')} | {reason.remedy} |"
