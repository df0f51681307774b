"""Whose account our PostgreSQL runs as, and the folder that account can reach: it refuses to run as root."""

import hashlib
import os
import pwd
import secrets
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# The kernel holds a socket's whole path in 108 bytes; the server adds `/.s.PGSQL.65535.lock` to the folder.
LONGEST_SOCKET_FOLDER = 85
ELSEWHERE = Path("/var/lib/goldthread")


class NoGround(Exception):
    """There is no account, or no folder, in which our PostgreSQL could live; the message says what to do."""


@dataclass(frozen=True)
class Account:
    """An account of this machine that PostgreSQL runs as."""

    name: str
    uid: int
    gid: int

    @property
    def is_another(self) -> bool:
        return self.uid != os.geteuid()

    def as_options(self) -> dict[str, Any]:
        """What subprocess needs to run a program as this account; nothing when it is our own."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_another else {}

    def own(self, path: Path) -> None:
        if self.is_another:
            os.chown(path, self.uid, self.gid)


def account() -> Account:
    """Ourselves, or as root the account `postgres` where the machine has it, else `nobody`."""
    if os.geteuid() != 0:
        entry = _entry_of(os.geteuid())
        return Account(entry, os.geteuid(), os.getegid())
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, found.pw_uid, found.pw_gid)
    raise NoGround("PostgreSQL will not run as root, and there is no account `postgres` or `nobody`. Make one.")


def _entry_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def reaches(who: Account, path: Path) -> bool:
    """Whether this account can enter the folder; asked of the system, since permissions have many forms."""
    tried = subprocess.run(
        ["/bin/sh", "-c", 'cd "$1"', "sh", str(path)],
        cwd="/",
        capture_output=True,
        check=False,
        **who.as_options(),
    )
    return tried.returncode == 0


def ground(home: Path, who: Account) -> Path:
    """The folder of our PostgreSQL: inside the installation's home, else where the account can reach.

    A folder elsewhere is noted in the home: a home that is moved finds its data, and a new one starts afresh.
    """
    note = home / "postgres.where"
    if note.exists():
        return Path(note.read_text().strip())
    if reaches(who, home):
        return _made(home / "postgres", who)
    elsewhere = _made(ELSEWHERE / secrets.token_hex(6), who)
    if not reaches(who, elsewhere):
        raise NoGround(f"The account {who.name} can reach neither {home} nor {elsewhere}: set GOLDTHREAD_HOME.")
    note.write_text(f"{elsewhere}\n")
    return elsewhere


def socket_folder(place: Path, who: Account) -> Path:
    """A folder for the server's socket whose path is short enough."""
    inside = place / "socket"
    if len(str(inside)) <= LONGEST_SOCKET_FOLDER:
        return _made(inside, who)
    digest = hashlib.sha256(str(place).encode()).hexdigest()[:12]
    short = _made(Path(tempfile.gettempdir()) / f"goldthread-{digest}", who)
    if short.stat().st_uid != who.uid:
        raise NoGround(f"{short} belongs to somebody else: remove it, or choose a GOLDTHREAD_HOME with a shorter path.")
    return short


def _made(folder: Path, who: Account) -> Path:
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
        who.own(folder)
    return folder
