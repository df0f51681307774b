"""What the briefing goes by, as `settings.yaml` has it."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def settings() -> dict[str, Any]:
    """By part and name; every value is ours and unverified."""
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("settings.yaml").read_text(encoding="utf-8"))
    return found
