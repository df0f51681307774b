"""The machine and the installation's folder: Python, packages, disk, time zone, secrets, assets."""

import shutil
import stat
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from packaging.requirements import Requirement

from goldthread.config import installation, paths
from goldthread.jobs import prepare
from goldthread.jobs.examine import Finding, fail, ok, warn

GIGABYTE = 1024**3


def python() -> Iterator[Finding]:
    # An older one could not have read this file: what is left to say is which it is, and where.
    yield ok("python", f"Python {'.'.join(map(str, sys.version_info[:3]))} at {sys.prefix}")


def packages() -> Iterator[Finding]:
    lock = paths.PROJECT / "requirements.lock"
    if not lock.exists():
        yield warn("packages", "There is no requirements.lock to compare with.", "Run from a full checkout.")
        return
    pinned = list(locked(lock))
    wrong = [f"{name} {_installed(name)} (locked: {wanted})" for name, wanted in pinned if _installed(name) != wanted]
    if wrong:
        yield fail("packages", f"Not as locked: {', '.join(wrong)}", "Run ./run --prepare-only.")
    else:
        yield ok("packages", f"All {len(pinned)} as locked.")


def locked(lock: Path) -> Iterator[tuple[str, str]]:
    """Each package that the lock pins on this machine, with its version."""
    for line in lock.read_text().splitlines():
        if "==" not in line or line.startswith((" ", "#")):
            continue
        wanted = Requirement(line.rstrip(" \\"))
        if wanted.marker is None or wanted.marker.evaluate():
            (only,) = wanted.specifier
            yield wanted.name, only.version


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def disk() -> Iterator[Finding]:
    usage = shutil.disk_usage(paths.home())
    free, share = usage.free / GIGABYTE, usage.free / usage.total
    words = f"{free:.1f} GB free ({share:.0%}) at {paths.home()}"
    if free < 0.5:
        yield fail("disk", words, "Make room at once: PostgreSQL stops when the disk is full.")
    elif free < 2 or share < 0.05:
        yield warn("disk", words, "Make room, or move GOLDTHREAD_HOME to a larger disk.")
    else:
        yield ok("disk", words)


def time_zone() -> Iterator[Finding]:
    try:
        summer = datetime(2016, 7, 1, 12, tzinfo=ZoneInfo("Europe/London")).utcoffset()
    except ZoneInfoNotFoundError:
        summer = None
    if summer == timedelta(hours=1):
        yield ok("time zone", "Europe/London is known, with its summer time.")
    else:
        yield fail("time zone", "This machine does not know Europe/London.", "Install the package `tzdata`.")


def secrets() -> Iterator[Finding]:
    """The installation's file holds passwords and the key of second factors: its owner's alone."""
    kept = installation.path()
    if not kept.exists():
        yield ok("secrets", "Nothing is stored: all comes from the environment.")
        return
    mode = stat.S_IMODE(kept.stat().st_mode)
    if mode & 0o077:
        yield fail("secrets", f"{kept} may be read by others (mode {mode:o}).", f"Run chmod 600 {kept}.")
    else:
        yield ok("secrets", f"{kept} is readable by its owner only.")


def assets() -> Iterator[Finding]:
    built = paths.PROJECT / "goldthread" / "web" / "static" / "dist" / "goldthread.css"
    if not built.exists():
        yield fail("assets", "Styles and scripts are not built.", "Run ./run --prepare-only.")
    elif not prepare.assets_are_collected():
        yield warn("assets", "Styles or scripts changed since they were last served.", "Start goldthread serve again.")
    else:
        yield ok("assets", "Styles and scripts are built and collected.")


CHECKS = (python, packages, disk, time_zone, secrets, assets)
