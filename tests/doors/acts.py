"""The acts of acts.yaml, read."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldthread.core import yaml_files
from tests.doors.ways import WAYS, Way


@dataclass(frozen=True)
class Act:
    """Something one role does through one door, and what the row of the log that it leaves must say."""

    operation: str
    door: str
    role: str
    about: str
    service: str
    names_somebody: bool
    way: Way
    row: dict[str, Any]
    detail: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.operation}-{self.door}".replace(" ", "-")


def _acts() -> list[Act]:
    groups = yaml_files.read(Path(__file__).with_name("acts.yaml"))
    return [_act(group, one) for group in groups for one in group["through"]]


def _act(group: dict[str, Any], one: dict[str, Any]) -> Act:
    door, role, service = one["door"], group["role"], group.get("service", "")
    who = {"username": role, "service": "", "role": role, "post": f"{role}, Merrowfield"}
    if service:
        who = {"username": None, "service": service, "role": "service", "post": ""}
    return Act(
        operation=group["operation"],
        door=door,
        role=role,
        about=group.get("about", "plain"),
        service=service,
        names_somebody=group.get("people", True),
        way=_way(one["ask"]) if "ask" in one else WAYS[door],
        row={**who, "door": door, "outcome": "done", **group["rows"], **one.get("rows", {})},
        detail=one.get("detail", group.get("detail", {})),
    )


def _way(form: dict[str, Any]) -> Way:
    return Way(form.get("path", ""), form.get("method", "POST"), form.get("body", {}), tuple(form.get("words", ())))


ACTS = _acts()
