"""How soon an alert must be taken, and to whom it climbs when nobody takes it: data, all of it ours."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Urgency:
    """`climbs` are minutes after the alert was raised, each with the role told then."""

    id: str
    name: str
    sentence: str
    take_within_minutes: int
    climbs: tuple[tuple[int, str], ...]
    snooze_hours: int


@cache
def urgencies() -> dict[str, Urgency]:
    rows = yaml.safe_load(Path(__file__).with_name("urgency.yaml").read_text(encoding="utf-8"))
    return {row["id"]: Urgency(**{**row, "climbs": tuple((m, role) for m, role in row["climbs"])}) for row in rows}
