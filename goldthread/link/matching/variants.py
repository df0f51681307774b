"""Which names are one name written otherwise, as data: `variants.yaml`, each part with its source."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from goldthread.core import yaml_files

TABLE = Path(__file__).with_name("variants.yaml")
NONE: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Variants:
    """By name, the lines it stands in; and the names that come first of two and are shared by brothers and sisters."""

    forenames: dict[str, frozenset[int]]
    surnames: dict[str, frozenset[int]]
    heads: dict[int, str]
    leading: frozenset[str]

    def are_one(self, one: str, other: str, *, surname: bool = False) -> bool:
        table = self.surnames if surname else self.forenames
        return not table.get(one, NONE).isdisjoint(table.get(other, NONE))

    def are_known_apart(self, one: str, other: str, *, surname: bool = False) -> bool:
        """Whether both names are known and no line holds both."""
        table = self.surnames if surname else self.forenames
        lines, others = table.get(one), table.get(other)
        return bool(lines and others) and lines.isdisjoint(others)  # type: ignore[union-attr, arg-type]

    def heads_of(self, forename: str) -> set[str]:
        """The first name of each line a forename stands in, by which all of the line are found."""
        return {self.heads[line] for line in self.forenames.get(forename, NONE)}


@lru_cache(maxsize=1)
def shipped() -> Variants:
    read = yaml_files.read(TABLE)
    heads: dict[int, str] = {}
    tables: dict[str, dict[str, set[int]]] = {"forenames": {}, "surnames": {}}
    for field, table in tables.items():
        for line in (names.split() for part in read[field] for names in part["names"]):
            number = len(heads)
            heads[number] = line[0]
            for name in line:
                table.setdefault(name, set()).add(number)
    frozen = {field: {name: frozenset(lines) for name, lines in table.items()} for field, table in tables.items()}
    return Variants(frozen["forenames"], frozen["surnames"], heads, frozenset(read["leading"]["names"].split()))
