"""What must be in place before pages are served: the database's shape, collected assets, the invented force.

Runs as a process of its own (`python -m goldthread.jobs.prepare`), only when one of them is not in place: an
ordinary start loads none of it.
"""

import hashlib
from pathlib import Path

from goldthread.config import installation, paths
from goldthread.config.starting import load_django
from goldthread.core.db import migrating

DEMONSTRATION = "demonstration"


def wanting() -> list[str]:
    """What is not in place yet, in the order to do it."""
    needed = []
    if not migrating.is_current():
        needed.append("database")
    if not assets_are_collected():
        needed.append("assets")
    if installation.is_demonstration() and DEMONSTRATION not in migrating.marks():
        needed.append("force")
    return needed


def prepare() -> None:
    """Put in place whatever is wanting."""
    needed = wanting()
    if "database" in needed:
        migrating.migrate(_say)
    if "assets" in needed:
        _collect_assets()
    if "force" in needed:
        _load_force()


def assets_digest() -> str:
    """A digest of every style, script and picture we serve, and of the packages that bring their own."""
    total = hashlib.sha256()
    folder = paths.PROJECT / "goldthread" / "web" / "static"
    for path in [paths.PROJECT / "requirements.lock", *sorted(folder.rglob("*"))]:
        if path.is_file():
            total.update(str(path.relative_to(paths.PROJECT)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def _assets_stamp() -> Path:
    return paths.inside("assets.stamp")


def assets_are_collected() -> bool:
    """Whether what is served is what is built."""
    stamp = _assets_stamp()
    return stamp.exists() and stamp.read_text() == assets_digest()


def _collect_assets() -> None:
    from django.core.management import call_command

    _say("styles and scripts")
    load_django()
    digest = assets_digest()
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    _assets_stamp().write_text(digest)


def _load_force() -> None:

    load_django()
    from goldthread.core import clocks
    from goldthread.synthetic.loading import load_demonstration

    load_demonstration(_say)
    migrating.mark(**{DEMONSTRATION: clocks.now().isoformat()})


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    prepare()
