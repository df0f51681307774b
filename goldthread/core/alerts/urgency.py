"""How soon an alert must be taken, and to whom it climbs when nobody takes it: data, all of it ours."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from goldthread.core import yaml_files


@dataclass(frozen=True, slots=True)
class Urgency:
    """`climbs` are minutes after the alert was raised, each with the role told then."""

    id: str
    name: str
    sentence: str
    take_within_minutes: int
    climbs: tuple[tuple[int, str], ...]
    snooze_hours: int


def ladder(urgency: Urgency, to_role: str) -> tuple[tuple[int, str], ...]:
    """To whom an alert of a role climbs, and after how many minutes: never to that role again, nor to one below it."""
    above = [role for _, role in urgency.climbs]
    if to_role in above:
        above = above[above.index(to_role) + 1 :]
    return tuple((minutes, role) for (minutes, _), role in zip(urgency.climbs, above, strict=False))


@cache
def urgencies() -> dict[str, Urgency]:
    rows = yaml_files.read(Path(__file__).with_name("urgency.yaml"))
    return {row["id"]: Urgency(**{**row, "climbs": tuple((m, role) for m, role in row["climbs"])}) for row in rows}
