"""The habits of the eight systems, as shares between nought and one."""

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from goldthread.core import yaml_files

TABLE = Path(__file__).with_name("systems.yaml")


@dataclass(frozen=True)
class System:
    """How one system writes people down; the words of systems.yaml."""

    code: str
    share: float
    slip: float
    spelling: float
    short: float
    no_forename: float
    birth_date: dict[str, float]
    home: dict[str, float]
    sex: float
    phone: float
    pnc_id: float
    nhs_no: float
    social_care_id: float
    alias: float
    capitals: float

    @property
    def keeps_marks(self) -> bool:
        """Whether letters like ł and ş survive being typed into it."""
        return self.code == "social_care"


@cache
def systems() -> tuple[System, ...]:
    """Every system of the table, in its order."""
    table: dict[str, dict[str, Any]] = yaml_files.read(TABLE)
    names = [one.name for one in fields(System) if one.name != "code"]
    return tuple(System(code, *(_shares(told[name]) for name in names)) for code, told in table.items())


def _shares(percent: Any) -> Any:
    """Of a hundred, as a share of one; a table of them likewise."""
    if isinstance(percent, dict):
        return {name: each / 100 for name, each in percent.items()}
    return percent / 100
