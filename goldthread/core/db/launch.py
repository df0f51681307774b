"""The steps under `server.py`: make a data folder, bring PostgreSQL up on it, ask for it, take it down."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from goldthread.core.db.binaries import Binaries
from goldthread.core.db.ground import Account
from goldthread.core.db.lifeline import die_with_parent

ADMIN = "postgres"
PATIENCE = 60.0

# Statements, and the details of errors, would carry children's names into a log that no access rule guards.
QUIET = {"log_min_error_statement": "panic", "log_error_verbosity": "terse", "log_timezone": "UTC"}
# Many short statements under row-level security: compiling their plans costs more than it saves. Pages come from memory
# or a solid disk, where one at random costs little more than the next one.
WORK = {"jit": "off", "random_page_cost": "1.1", "password_encryption": "scram-sha-256"}
# For tests only: nothing survives a power cut, and the log of what is written stays small where it lies in memory.
FAST = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "64MB",
    "wal_level": "minimal", "max_wal_senders": "0", "max_wal_size": "128MB",
}  # fmt: skip


# What PostgreSQL says when another still holds the data.
LINGERING = ("still in use", 'lock file "postmaster.pid" already exists')


class CannotStart(Exception):
    """Our PostgreSQL did not start; the message carries the end of its own log."""


def _memory() -> dict[str, str]:
    """An eighth of the machine's memory for pages of tables, 128 MB to 2 GB; half of it is thought to be cache.

    Shares are ours: the machine serves the web too (PostgreSQL's manual would give a dedicated one a quarter).
    """
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024**2
    return {"shared_buffers": f"{max(128, min(2048, whole // 8))}MB", "effective_cache_size": f"{whole // 2}MB"}


def make(place: Path, account: Account, programs: Binaries) -> None:
    """Make an empty server with one superuser whose password is random; whole or not at all."""
    password, draft, pwfile = secrets.token_urlsafe(24), place / "data.new", place / "password.new"
    shutil.rmtree(draft, ignore_errors=True)
    _write_private(pwfile, password)
    account.own(pwfile)
    command = [programs.bin("initdb"), "-D", draft, "-U", ADMIN, "--encoding=UTF8", f"--pwfile={pwfile}"]
    command += ["--auth=scram-sha-256", "--no-instructions"]
    made = run([*command, "--locale=C.UTF-8"], place, account)
    if made.returncode:  # not every system knows C.UTF-8
        shutil.rmtree(draft, ignore_errors=True)
        made = run([*command, "--locale=C"], place, account)
    pwfile.unlink()
    if made.returncode:
        raise CannotStart(f"initdb could not make a database in {place}:\n{made.stdout}{made.stderr}")
    _write_private(place / "server.json", json.dumps({"password": password, "port": _free_port()}))
    draft.rename(place / "data")


def usable_port(place: Path) -> int:
    """The server's own port, or where another program has taken it a new one that is then kept."""
    stored = json.loads((place / "server.json").read_text())
    if _is_free(stored["port"]):
        return int(stored["port"])
    chosen = _free_port()
    _write_private(place / "server.json", json.dumps({**stored, "port": chosen}))
    return chosen


def bring_up(
    place: Path, sockets: Path, port: int, programs: Binaries, account: Account, fast: bool, tied: bool
) -> subprocess.Popen[bytes] | None:
    """Start PostgreSQL and return when it answers (nothing if one came up that we did not start).

    `tied` ends it, cleanly, at our own death.
    """
    _discard_stale_pid(place / "data")
    settings = {
        **QUIET,
        **WORK,
        **_memory(),
        **(FAST if fast else {}),
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": str(sockets),
    }
    options = [word for name, wish in settings.items() for word in ("-c", f"{name}={wish}")]
    command = [str(programs.bin("postgres")), "-D", str(place / "data"), *options]
    patience = time.monotonic() + PATIENCE
    while not is_ready(programs, sockets, port):
        before = _length(place / "log")
        process = _spawn(command, place, account, tied)
        while process.poll() is None:
            if is_ready(programs, sockets, port):
                return process
            time.sleep(0.02)
        # A start is refused until one that is still stopping has ended, and what a killed one left behind.
        if time.monotonic() > patience or not any(word in _since(place / "log", before) for word in LINGERING):
            raise CannotStart(f"PostgreSQL did not start. The end of {place / 'log'}:\n{tail(place / 'log')}")
        _end_left_over(place / "data")
        time.sleep(0.2)
    return None


def await_lingering(data: Path) -> None:
    """Wait for one that is still stopping: until it has, its port looks taken by another program."""
    patience = time.monotonic() + PATIENCE
    while _lingers(data) and time.monotonic() < patience:
        time.sleep(0.05)


def take_down(data: Path, programs: Binaries, account: Account) -> None:
    """Ask PostgreSQL to stop now, cleanly, and wait until it has."""
    command = [programs.bin("pg_ctl"), "stop", "-D", data, "-m", "fast", "-w", "-t", int(PATIENCE)]
    run(command, data.parent, account)


def is_ready(programs: Binaries, sockets: Path, port: int) -> bool:
    command = [str(programs.bin("pg_isready")), "-q", "-h", str(sockets), "-p", str(port)]
    return subprocess.run(command, env=_environment(), check=False).returncode == 0


def _spawn(command: list[str], place: Path, account: Account, tied: bool) -> subprocess.Popen[bytes]:
    with open(place / "log", "ab") as log:
        return subprocess.Popen(
            command,
            cwd=place,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            # SIGINT is PostgreSQL's word for "stop now, cleanly".
            preexec_fn=partial(die_with_parent, "SIGINT", os.getpid()) if tied else None,
            **account.as_options(),
        )


def _discard_stale_pid(data: Path) -> None:
    """Remove a pid file whose process is gone, or whose number has since gone to another program."""
    if not _lingers(data):
        (data / "postmaster.pid").unlink(missing_ok=True)


def _end_left_over(data: Path) -> None:
    """Tell what a killed server left behind to go at once; where a server holds the data, nothing is touched.

    A process in the middle of a long statement does not notice that its server is gone, and while it lives PostgreSQL
    rightly refuses to start: one slow statement would keep the database down. It can commit nothing any more.
    """
    if _lingers(data):
        return
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # gone meanwhile, or not ours to look at
            if (process / "cwd").readlink() == data.resolve() and _is_postgres(int(process.name)):
                os.kill(int(process.name), signal.SIGQUIT)


def _lingers(data: Path) -> bool:
    """Whether the process that the pid file names is there, and PostgreSQL."""
    try:
        return _is_postgres(int((data / "postmaster.pid").read_text().splitlines()[0]))
    except (FileNotFoundError, ValueError, IndexError):
        return False


def _is_postgres(pid: int) -> bool:
    if not Path("/proc/self").exists():
        return _is_there(pid)  # more cannot be told here: leave the judgement to PostgreSQL itself
    try:
        return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(command: list[Any], place: Path, account: Account) -> subprocess.CompletedProcess[str]:
    """Run a PostgreSQL program as its account, away from our own folder and variables."""
    return subprocess.run(
        [str(word) for word in command],
        cwd=place,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        **account.as_options(),
    )


def _environment() -> dict[str, str]:
    # PG* variables meant for another server, and a language for messages, must not reach ours.
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _write_private(path: Path, text: str) -> None:
    draft = path.with_name(path.name + ".draft")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(text)
    draft.replace(path)


def _length(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


def _since(log: Path, length: int) -> str:
    """What was written since a log had this length: others may write much after the line that tells."""
    return log.read_bytes()[length:].decode(errors="replace")


def tail(log: Path, length: int = 2000) -> str:
    """The end of a log, to show with an error."""
    return log.read_text(errors="replace")[-length:] if log.exists() else ""


def trim(log: Path, limit: int = 5_000_000) -> None:
    """Drop the older half of a log past its limit; its writer appends, and goes on undisturbed."""
    if log.exists() and log.stat().st_size > limit:
        kept = log.read_bytes()[-limit // 2 :]
        with open(log, "r+b") as out:
            out.write(kept)
            out.truncate()
