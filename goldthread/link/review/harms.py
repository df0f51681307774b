"""The order of harm in which pairs are put before a reviewer, read from harms.yaml."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from goldthread.core import yaml_files

DECLARED = Path(__file__).with_name("harms.yaml")
BY = ("source", "record", "work", "flag", "guard")
NO_MARK = 99  # a pair without any of the marks


@dataclass(frozen=True)
class Harm:
    """One mark that puts a pair before others: what bears it, in which words, and why it comes so early."""

    id: str
    by: str
    held: tuple[str, ...]
    words: str
    why: str
    source: str
    days: int = 0


@cache
def harms() -> tuple[Harm, ...]:
    """Every mark, the worst first."""
    rows = yaml_files.read(DECLARED)
    return tuple(Harm(**{**row, "held": tuple(row["held"])}) for row in rows)


def as_rules() -> str:
    """The marks as the database's function takes them."""
    rules = [
        {"rank": rank, "by": harm.by, "held": list(harm.held), "days": harm.days} for rank, harm in enumerate(harms())
    ]
    return json.dumps(rules)


def worst(rank: int) -> Harm | None:
    """The mark that gave a pair its place; None where it bears none."""
    return harms()[rank] if rank < len(harms()) else None
