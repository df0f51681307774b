"""Who may hold the work of an area: their skills, how much they hold already, and whether they are on duty."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.roles import roles
from goldthread.core.areas.grammar import Area
from goldthread.core.organisation.models import Officer
from goldthread.core.organisation.queries import officers_in_roles, on_duty_until, skills_of
from goldthread.core.organisation.skills import skills


@dataclass(frozen=True)
class Holder:
    """An officer who may hold this work. `missing` are the skills it asks for that they are not accredited in."""

    officer: Officer
    open: int
    late: int
    missing: tuple[str, ...]
    on_duty_until: datetime | None

    @property
    def missing_words(self) -> str:
        return ", ".join(skills()[one].name if one in skills() else one for one in self.missing)

    def as_json(self) -> dict[str, Any]:
        return {
            "username": self.officer.username,
            "name": str(self.officer),
            "open": self.open,
            "late": self.late,
            "missing_skills": list(self.missing),
            "on_duty_until": self.on_duty_until.isoformat() if self.on_duty_until else None,
        }


def permission_for(area: Area) -> str:
    """What whoever works on the cases of an area must hold."""
    return area.works_with or area.queue_permission


def able_roles(area: Area) -> list[str]:
    return [role.id for role in roles().values() if permission_for(area) in role.may]


def holders(area: Area, borough: str | None = None) -> list[Holder]:
    """Everybody who may hold this work, on duty first, then the skilled, then who holds least. Bounded queries."""
    found = holders_among(area, officers_in_roles(able_roles(area), borough, clocks.now()))
    return sorted(found, key=lambda one: (one.on_duty_until is None, bool(one.missing), one.open, one.officer.name))


def holders_among(area: Area, officers: Iterable[Officer]) -> list[Holder]:
    """How these officers stand to this work."""
    now, all_of = clocks.now(), list(officers)
    ids = [one.pk for one in all_of]
    held = {row["officer_id"]: row for row in db.fetch("SELECT * FROM goldthread_held_by(%s, %s)", [ids, now])}
    skilled = skills_of(ids, clocks.today())
    duty = on_duty_until(ids, now)
    return [
        Holder(
            one,
            held.get(one.pk, {}).get("open", 0),
            held.get(one.pk, {}).get("late", 0),
            tuple(skill for skill in area.skills if skill not in skilled[one.pk]),
            duty.get(one.pk),
        )
        for one in all_of
    ]
