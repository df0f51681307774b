"""A folder that the force's mail relay delivers into: in Maildir form, or of `.eml` files.

A mail that was kept is put aside in the folder, never thrown away: in a Maildir into `cur`, seen; else into `taken`.
"""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from goldthread.core import clocks
from goldthread.core.mailbox.keeping import HEAD, LARGEST, Came

FOLDER = "GOLDTHREAD_MAIL_FOLDER"
QUIET = 5.0  # seconds: a file that changed since then may still be written


def mails_in(folder: Path) -> Iterator[tuple[Came, Callable[[], None]]]:
    """Each mail that waits, the oldest first by name, with how it is put aside once it is kept.

    A file that cannot be read keeps no other from being read: OSError names it when all the others were.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is no folder.")
    is_maildir = (folder / "new").is_dir() and (folder / "cur").is_dir()
    unread = []
    for path in sorted((folder / "new").iterdir() if is_maildir else folder.glob("*.eml")):
        try:
            told = path.lstat()
            came = _read(path) if _is_mail(path, told, is_maildir) else None
        except FileNotFoundError:
            continue  # somebody else moved it: it is no longer here to be fetched
        except OSError as error:
            unread.append(f"{path.name}: {error.strerror}")
            continue
        if came is not None:
            yield came, _putting_aside(path, told, is_maildir)
    if unread:
        raise OSError(f"{len(unread)} could not be read, like {unread[0]}")


def _is_mail(path: Path, told: os.stat_result, is_maildir: bool) -> bool:
    """A relay writes a Maildir's mail elsewhere and moves it in whole; other files are left until they are still."""
    is_still = is_maildir or clocks.now().timestamp() - told.st_mtime >= QUIET
    return stat.S_ISREG(told.st_mode) and not path.name.startswith(".") and is_still


def _read(path: Path) -> Came:
    with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        size = os.fstat(file.fileno()).st_size
        return Came("folder", file.read(size if size <= LARGEST else HEAD), size)


def _putting_aside(path: Path, told: os.stat_result, is_maildir: bool) -> Callable[[], None]:
    def put_aside() -> None:
        try:
            now = path.lstat()
        except FileNotFoundError:
            return
        if (now.st_size, now.st_mtime_ns, now.st_ino) != (told.st_size, told.st_mtime_ns, told.st_ino):
            return  # it was written on meanwhile: what it is now is another mail, and is read the next time
        aside = path.parent.parent / "cur" if is_maildir else path.parent / "taken"
        aside.mkdir(mode=0o700, exist_ok=True)
        path.rename(_free(aside, path.name + (":2,S" if is_maildir else "")))

    return put_aside


def _free(folder: Path, name: str) -> Path:
    """A name that nothing has there yet: no mail is written over another."""
    found, number = folder / name, 1
    while found.exists():
        found, number = folder / f"{number}.{name}", number + 1
    return found
