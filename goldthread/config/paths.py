"""Where this installation keeps what it makes: one folder, outside the code."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def home() -> Path:
    """The folder of this installation's state: keys, anchors, logs, scratch, inbox and, where ours, PostgreSQL."""
    return Path(os.environ.get("GOLDTHREAD_HOME") or PROJECT / "var").resolve()


def inside(*parts: str) -> Path:
    """A path inside the state folder, whose parent exists when this returns."""
    # 0711: the account PostgreSQL runs as may pass through to its own folder, and list nothing.
    home().mkdir(parents=True, exist_ok=True, mode=0o711)
    path = home().joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path
