"""Reading the fields of a standards file one by one: each fault names the file, the entry and the key."""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from goldthread.core import yaml_files
from goldthread.core.standards.faults import StandardsFault


def read_file(path: Path) -> dict[str, Any]:
    """A YAML file's mapping; a fault where there is no file, or it holds something else."""
    try:
        found = yaml_files.read(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise StandardsFault(path.name, f"It cannot be read: {error}") from error
    if not isinstance(found, dict):
        raise StandardsFault(path.name, "It holds no keys.")
    return found


class Entry:
    """One entry of a file, whose keys are asked for by name."""

    def __init__(self, where: str, held: Any, allowed: Collection[str]) -> None:
        if not isinstance(held, Mapping):
            raise StandardsFault(where, "This is not an entry of keys and values.")
        strange = sorted(set(map(str, held)) - set(allowed))
        if strange:
            raise StandardsFault(where, f"{', '.join(strange)} is no key here. Keys: {', '.join(sorted(allowed))}.")
        self.where, self.held = where, held

    def text(self, key: str, needed: bool = False) -> str:
        value = self.held.get(key, "")
        if not isinstance(value, str) or (needed and not value.strip()):
            raise StandardsFault(self.where, f"{key} must be words.")
        return value.strip()

    def texts(self, key: str, needed: bool = False) -> tuple[str, ...]:
        value = self.held.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value) or (needed and not value):
            raise StandardsFault(self.where, f"{key} must be a list of words.")
        return tuple(value)

    def day(self, key: str, needed: bool = False) -> date | None:
        value = self.held.get(key)
        if value is None and not needed:
            return None
        if not isinstance(value, date):
            raise StandardsFault(self.where, f"{key} must be a date, like 2017-01-25.")
        return value

    def is_true(self, key: str) -> bool:
        value = self.held.get(key, False)
        if not isinstance(value, bool):
            raise StandardsFault(self.where, f"{key} must be true or false.")
        return value

    def truth(self, key: str) -> bool | None:
        return self.is_true(key) if key in self.held else None

    def list_of(self, key: str) -> list[Any]:
        value = self.held.get(key) or []
        if not isinstance(value, list):
            raise StandardsFault(self.where, f"{key} must be a list.")
        return value
