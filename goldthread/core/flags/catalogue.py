"""The kinds of flag there are: data a manager can read, each with its source and how binding it is."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from goldthread.core import yaml_files
from goldthread.core.access.roles import roles
from goldthread.core.refusals import NotValid
from goldthread.core.standards.marks import Mark

SYSTEMS = {"cad": "CAD", "custody": "Custody", "missing": "Missing reports"}


@dataclass(frozen=True, slots=True)
class Kind:
    """`ends`: `lifted`, `given`, or the days after which it ends unless renewed. `desk` answers where no owner does."""

    id: str
    name: str
    group: str
    sentence: str
    level: str
    about: str
    raised_by: tuple[str, ...]
    lifted_by: tuple[str, ...]
    desk: str
    review_days: int
    ends: str | int
    exported_to: tuple[str, ...]
    source: str
    mark: Mark
    verified: bool

    @property
    def needs_end(self) -> bool:
        return self.ends == "given"

    @property
    def lasts_days(self) -> int | None:
        return self.ends if isinstance(self.ends, int) else None


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of flag, by id, in the order of the file: the most pressing of a group first."""
    rows = yaml_files.read(Path(__file__).with_name("catalogue.yaml"))
    return {row["id"]: _kind(row) for row in rows}


def _kind(row: dict[str, object]) -> Kind:
    everyone = tuple(role.id for role in roles().values() if "raise_flag" in role.may)
    told = {
        **row,
        "raised_by": everyone if row["raised_by"] == "everyone" else tuple(row["raised_by"]),  # type: ignore[arg-type]
        "lifted_by": tuple(row["lifted_by"]),  # type: ignore[arg-type]
        "exported_to": tuple(row["exported_to"]),  # type: ignore[arg-type]
        "mark": Mark(str(row["mark"])),
    }
    return Kind(**told)  # type: ignore[arg-type]


def kind_called(kind_id: str) -> Kind:
    found = kinds().get(kind_id)
    if found is None:
        raise NotValid("kind", f'"{kind_id}" is not a kind of flag.', f"Choose one of: {', '.join(kinds())}.")
    return found


def of_group(group: str) -> tuple[str, ...]:
    """The kinds that rules treat alike."""
    return tuple(kind.id for kind in kinds().values() if kind.group == group)
