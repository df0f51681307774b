"""What the briefing goes by, as `settings.yaml` has it."""

from functools import cache
from pathlib import Path
from typing import Any

from goldthread.core import yaml_files


@cache
def settings() -> dict[str, Any]:
    """By part and name; every value is ours and unverified."""
    found: dict[str, Any] = yaml_files.read(Path(__file__).with_name("settings.yaml"))
    return found
