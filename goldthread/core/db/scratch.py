"""An installation for one command: a PostgreSQL of its own in a folder that goes away, however the command ends.

Nothing of the installation beside it is read or changed. What a killed command left behind, the next one clears away.
"""

import os
import re
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from goldthread.core.db import installing, migrating
from goldthread.core.db.provision import CannotProvision

PREFIX = "goldthread-scratch-"
OWNED = re.compile(rf"{PREFIX}(\d+)-.*")
KEPT = ("GOLDTHREAD_POSTGRES",)  # which PostgreSQL programs to use; everything else is another installation's
ENDING = (signal.SIGTERM, signal.SIGHUP)

Progress = Callable[[str], None]


@contextmanager
def scratch(progress: Progress) -> Iterator[None]:
    """An empty database of this version's shape, with its three roles, and Django on it.

    From the main thread of a process in which Django is not loaded yet: settings name one database for good.
    """
    _sweep()
    kept = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("GOLDTHREAD_") and name not in KEPT]:
        del os.environ[name]
    home = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    home.chmod(0o711)  # the account PostgreSQL runs as may pass through to its own folder
    os.environ["GOLDTHREAD_HOME"] = str(home)
    try:
        with _ended_plainly():
            yield from _served(progress)
    finally:
        shutil.rmtree(home, ignore_errors=True)
        os.environ.clear()
        os.environ.update(kept)


def _served(progress: Progress) -> Iterator[None]:
    ours = installing.start(lambda line: None)
    if ours is None:
        raise CannotProvision("A scratch database needs a PostgreSQL of its own, and there is none to make.")
    try:
        progress("a scratch database")
        migrating.migrate()
        yield
    finally:
        _let_go()
        ours.remove()


def _let_go() -> None:
    """Close Django's connections, so that the server can stop at once."""
    from django.db import connections

    connections.close_all()


@contextmanager
def _ended_plainly() -> Iterator[None]:
    """Being told to end is an exception like ctrl-C, so that everything is cleared away on the way out."""
    before = {number: signal.signal(number, _end) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _sweep() -> None:
    """Clear away what processes that are no more have left; their PostgreSQL ended with them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        found = OWNED.fullmatch(folder.name)
        if found and folder.stat().st_uid == os.geteuid() and not _is_there(int(found[1])):
            note = folder / "postgres.where"
            if note.exists():
                shutil.rmtree(note.read_text().strip(), ignore_errors=True)
            shutil.rmtree(folder, ignore_errors=True)


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
