"""Every area of work we have: a new kind of work of ours is one folder and one line here; a force's own is installed.

A force's package names itself under the entry points group `goldthread.areas`: `home_visits = "home_visits"`, whose
`home_visits/area.py` declares `AREA` (design decision 11).
"""

from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

GROUP = "goldthread.areas"
OURS = [
    "goldthread.respond.concern",
    "goldthread.respond.missing",
    "goldthread.respond.trigger_plan",
    "goldthread.audit.referral",
]

# Where tripwires are declared. They register here since `link`, which runs them as rows come in, may not know the work.
# An area may name more of them itself.
TRIPWIRES = [
    "goldthread.respond.tripwires.addresses",
    "goldthread.respond.tripwires.missing",
    "goldthread.respond.tripwires.desks",
]

# Who may send what by mail, and what takes it in: `core/mailbox` fetches it and may not know the work.
MAIL_TAKERS = [
    "goldthread.respond.missing.partners.by_mail.HOMES",
    "goldthread.respond.sharing.by_mail.PROVIDERS",
    "goldthread.respond.sharing.by_mail.AUTHORITIES",
]


def packages() -> list[str]:
    """The packages of every area, ours and then those that are installed beside us, by name."""
    return [*OURS, *sorted({one.value for one in entry_points(group=GROUP)} - set(OURS))]


def folder_of(package: str) -> Path | None:
    """Where a package lies, without importing it; None where it cannot be found."""
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        return None
    places = list(spec.submodule_search_locations or []) if spec else []
    return Path(places[0]) if places else None


def templates() -> list[Path]:
    """The folders in which areas from outside keep the templates of their own panels."""
    folders = [folder_of(package) for package in packages() if package not in OURS]
    return [folder / "templates" for folder in folders if folder and (folder / "templates").is_dir()]
