"""Skills an officer may be accredited in: data a manager can read, each with its source and how binding it is."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from goldthread.core import yaml_files
from goldthread.core.standards.marks import Mark


@dataclass(frozen=True, slots=True)
class Skill:
    """`verified` is whether the source was read; False is from memory."""

    id: str
    name: str
    sentence: str
    source: str
    mark: Mark
    verified: bool


@cache
def skills() -> dict[str, Skill]:
    """Every skill, by id."""
    rows = yaml_files.read(Path(__file__).with_name("skills.yaml"))
    return {row["id"]: Skill(**{**row, "mark": Mark(row["mark"])}) for row in rows}
