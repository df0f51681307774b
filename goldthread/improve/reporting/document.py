"""A report as data: sections of sentences, tables and charts, each figure with what it is made of. Pure.

It is made once; the page, the paper and the file for Word are three writings of it. Its canonical JSON is what is
frozen and hashed.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

# What a paragraph is, beside plain: somebody else's words, a silence, what is not known, a warning. A verdict is where
# a chapter stands in one line: a page that folds the chapter still shows it.
PLAIN, QUOTED, SILENT, MISSING, NOT_KNOWN, WARNING = "plain", "quoted", "silent", "missing", "not_known", "warning"
VERDICT = "verdict"


@dataclass(frozen=True)
class Figure:
    """One number of the report, with what it counts, of whom and when, and where its rule comes from.

    `unit` is `share` (value between 0 and 1), `wait` (minutes), `count` or `rate`. `low` and `high` are the ends of its
    95% interval. `key` is what is the same figure in another report. `cases` says who lists the cases behind it
    (`area`, `effect`), empty where nobody does; `of_children` that it counts them, so that a small one is not for
    outside readers: `hidden` is what stands there for them.
    `withheld` was kept from them in an earlier report already.
    """

    id: str
    key: str
    measure: str
    name: str
    counts: str
    of_words: str
    source: str
    unit: str = "count"
    value: float | None = None
    low: float | None = None
    high: float | None = None
    count: int | None = None
    of: int | None = None
    borough: str = ""
    since: str = ""
    until: str = ""
    too_few: bool = False
    unknown: str = ""
    hidden: str = ""
    area: str = ""
    cases: str = ""
    of_children: bool = False
    withheld: bool = False


@dataclass(frozen=True)
class Ref:
    """A figure's place in a sentence: its value, or its `interval`, `count` or `of`."""

    figure: str
    part: str = "value"


Piece = str | Ref
Sentence = tuple[Piece, ...]


@dataclass(frozen=True)
class Paragraph:
    """One or more sentences. `inside` is for the force alone: its words may hold small numbers."""

    sentences: tuple[Sentence, ...]
    kind: str = PLAIN
    inside: bool = False


@dataclass(frozen=True)
class Bullets:
    """Things that stand side by side."""

    items: tuple[Sentence, ...]
    inside: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under named columns; the first cell of a row names it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]
    inside: bool = False


@dataclass(frozen=True)
class Chart:
    """One figure over time with its interval: a label and a figure for each point. `mark` is a pass mark."""

    title: str
    unit: str
    points: tuple[tuple[str, str], ...]
    mark: float | None = None
    mark_words: str = ""
    inside: bool = False


Block = Paragraph | Bullets | Table | Chart
BLOCKS: dict[str, type[Any]] = {"paragraph": Paragraph, "bullets": Bullets, "table": Table, "chart": Chart}


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; `level` 1 is a chapter. `id` is its place in an address: r2."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    level: int = 1


@dataclass(frozen=True)
class Document:
    """One report. `sums` are figures that others add up to: what is hidden must not follow by subtraction."""

    title: str
    subtitle: str
    force: str
    period: str
    since: str
    until: str
    made_at: str
    sections: tuple[Section, ...]
    figures: Mapping[str, Figure]
    sums: tuple[tuple[str, tuple[str, ...]], ...] = ()
    standing: str = "Draft"
    # Statements compared from one report to the next: what each is about, and what it said.
    stages: Mapping[str, str] = field(default_factory=dict)
    is_synthetic: bool = False
    is_suppressed: bool = False
    language: str = "en-GB"

    def section(self, section_id: str) -> Section | None:
        return next((one for one in self.sections if one.id == section_id), None)


def as_json(document: Document) -> dict[str, Any]:
    """The document as plain values, from which it is read again."""
    told = asdict(document)
    told["sections"] = [_section(one) for one in document.sections]
    told["sums"] = [[whole, list(parts)] for whole, parts in document.sums]
    return told


def canonical(document: Document) -> str:
    """One text for one document, whatever wrote it: sorted names, no spaces."""
    return json.dumps(as_json(document), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(document: Document) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def from_json(told: Mapping[str, Any]) -> Document:
    """A document as it was frozen."""
    kept = dict(told)
    kept["figures"] = {name: Figure(**one) for name, one in told["figures"].items()}
    kept["sums"] = tuple((whole, tuple(parts)) for whole, parts in told["sums"])
    kept["sections"] = tuple(_read_section(one) for one in told["sections"])
    return Document(**kept)


def figures_in(section: Section) -> list[str]:
    """The figures of a section in the order they are read, each once."""
    return list(dict.fromkeys(one for block in section.blocks for one in _figures_of(block)))


def _figures_of(block: Block) -> Iterator[str]:
    if isinstance(block, Chart):
        yield from (figure for _, figure in block.points)
        return
    yield from (one.figure for sentence in sentences_of(block) for one in sentence if isinstance(one, Ref))


def sentences_of(block: Block) -> Sequence[Sentence]:
    """Every sentence or cell of a block; a chart has none."""
    if isinstance(block, Paragraph):
        return block.sentences
    if isinstance(block, Bullets):
        return block.items
    return [cell for row in block.rows for cell in row] if isinstance(block, Table) else []


def _section(one: Section) -> dict[str, Any]:
    return {"id": one.id, "title": one.title, "level": one.level, "blocks": [_block(block) for block in one.blocks]}


def _block(block: Block) -> dict[str, Any]:
    name = next(name for name, kind in BLOCKS.items() if isinstance(block, kind))
    return {"block": name, **asdict(block)}


def _read_section(told: Mapping[str, Any]) -> Section:
    blocks = tuple(_read_block(one) for one in told["blocks"])
    return Section(told["id"], told["title"], blocks, told["level"])


def _read_block(told: Mapping[str, Any]) -> Block:
    kept = {name: value for name, value in told.items() if name != "block"}
    if told["block"] == "paragraph":
        kept["sentences"] = tuple(map(_read_sentence, told["sentences"]))
    elif told["block"] == "bullets":
        kept["items"] = tuple(map(_read_sentence, told["items"]))
    elif told["block"] == "table":
        kept["head"] = tuple(told["head"])
        kept["rows"] = tuple(tuple(map(_read_sentence, row)) for row in told["rows"])
    else:
        kept["points"] = tuple((label, figure) for label, figure in told["points"])
    block: Block = BLOCKS[told["block"]](**kept)
    return block


def _read_sentence(told: Sequence[Any]) -> Sentence:
    return tuple(one if isinstance(one, str) else Ref(one["figure"], one["part"]) for one in told)
