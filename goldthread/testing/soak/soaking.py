"""A soak from beginning to end: up, used, killed, counted, cleared away."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from goldthread.testing.soak.installation import temporary
from goldthread.testing.soak.killing import Spread

Progress = Callable[[str], None]


def soak(spread: Spread, seed: int, users: int, progress: Progress, logs: Path | None = None) -> dict[str, Any]:
    """Kill so many times under the load of so many callers; what was acknowledged, and what of it is there."""
    began = time.monotonic()
    with temporary(progress, logs) as running:
        # Only now is there an installation for Django's settings to read.
        from goldthread.testing.soak.using import use_and_kill

        report = use_and_kill(running, spread, seed, users, progress)
    return {**report, "seconds": round(time.monotonic() - began, 1), "seed": seed}


def is_well(report: dict[str, Any]) -> bool:
    """Nothing lost, nothing twice, no clock wrong, no answer that no kill explains, no job left, every check whole."""
    return (
        not (report["lost"] or report["duplicated"] or report["mistakes"] or report["jobs_left"])
        and not report["clocks"]["wrong"]
        and report["acknowledged"] == report["present"]
        and report["access_log"]["whole"]
        and report["journal"]["whole"]
        and report["journal"]["rebuilt"]
        and report["feeds"]["balanced"]
    )
