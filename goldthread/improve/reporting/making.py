"""Making a document: figures are entered once, in the order they are read, and named in sentences. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from goldthread.improve.reporting.document import Block, Figure, Ref, Section, Sentence


class Maker:
    """The figures, sums and stages of one document while its sections are made."""

    def __init__(self, since: str, until: str) -> None:
        self.since, self.until = since, until
        self.figures: dict[str, Figure] = {}
        self.sums: list[tuple[str, tuple[str, ...]]] = []
        self.stages: dict[str, str] = {}
        self._by_key: dict[str, str] = {}

    def enter(self, figure: Figure) -> Ref:
        """A figure with its number and its words; the same key again is the figure that stands."""
        if figure.key not in self._by_key:
            number = str(len(self.figures) + 1)
            since, until = figure.since or self.since, figure.until or self.until
            self.figures[number] = replace(figure, id=number, since=since, until=until)
            self._by_key[figure.key] = number
        return Ref(self._by_key[figure.key])

    def counted(self, key: str, many: int, name: str, counts: str, *, source: str = "", of_words: str = "") -> Ref:
        """A count of things that are no cases: points, actions, decisions."""
        return self.enter(
            Figure("", key, key, name, counts, of_words, source or "The register and its plans", count=many)
        )

    def add_up(self, whole: Ref, parts: Sequence[Ref]) -> None:
        """Say that parts add up to a whole, so that none hidden follows from the others."""
        if parts:
            self.sums.append((whole.figure, tuple(one.figure for one in parts)))

    def number_of(self, key: str) -> str | None:
        return self._by_key.get(key)


def says(*pieces: str | Ref) -> Sentence:
    """A sentence of its pieces."""
    return tuple(pieces)


def section(section_id: str, title: str, *blocks: Block | None, level: int = 1) -> Section:
    """A section of those blocks that there are."""
    return Section(section_id, title, tuple(one for one in blocks if one is not None), level)
