"""The last replay of an installation, kept in its folder for the page that shows it."""

import json
from pathlib import Path
from typing import Any

from goldthread.config import paths

NAME = "replay.json"


def place() -> Path:
    """Where this installation keeps it; asked before a scratch database takes its place."""
    return paths.inside(NAME)


def keep(told: dict[str, Any], at: Path) -> None:
    """Whole or not at all."""
    draft = at.with_suffix(".new")
    draft.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    draft.replace(at)
