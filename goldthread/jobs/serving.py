"""`goldthread serve`, step by step: database, assets, the invented force, the web and the worker."""

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from goldthread.config import installation, paths
from goldthread.core.db import installing, server
from goldthread.core.db.lifeline import die_with_parent
from goldthread.jobs import mode, prepare
from goldthread.jobs.children import web, worker
from goldthread.jobs.supervise import Progress, Supervisor

PATIENCE = 90.0


class CannotServe(Exception):
    """The pages cannot be served as asked; the message says why and what to do."""


class Stopped(BaseException):
    """A word to stop came before there was anything to serve."""


@dataclass(frozen=True)
class Wish:
    """How to serve: as a demonstration, for real, or (neither) as this installation already is."""

    demo: bool = False
    real: bool = False
    host: str = "127.0.0.1"
    port: int | None = None


def serve(wish: Wish, progress: Progress, opened: Progress) -> None:
    """Bring everything up, call `opened` with the address when pages answer, and stay until told to stop."""
    with _only_one() as note, _ended_by_signals():
        port = choose_port(wish)
        ours = installing.start(progress)
        children = Supervisor([], progress)
        try:
            mode.settle(wish.demo, wish.real)
            _prepare(progress)
            children.listen()
            children.add(web(wish.host, port))
            address = f"http://{'127.0.0.1' if wish.host == '0.0.0.0' else wish.host}:{port}/"  # noqa: S104
            if _wait_for_page(children, address):
                children.add(worker())  # only now: starting, each needs a processor to itself
                note(address)
                installation.store(GOLDTHREAD_ADDRESS=address.rstrip("/"))  # for whoever lists the sign-ins later
                opened(address)
                children.run(each_round=lambda: _keep_up(ours, progress), each_minute=lambda: _tidy(ours))
            progress("Stopping.")
        finally:
            children.stop()
            if ours and not ours.stop():
                progress("PostgreSQL stays for another goldthread command, and stops with it.")


def choose_port(wish: Wish) -> int:
    """The port asked for, or 8000; in a demonstration without a port of its own, the next free one."""
    first = wish.port or 8000
    candidates = range(first, first + 50) if wish.demo and wish.port is None else [first]
    for port in candidates:
        if _is_free(wish.host, port):
            return port
    raise CannotServe(f"Port {first} on {wish.host} is taken by another program: choose one with --port NUMBER.")


def signins(address: str) -> list[dict[str, str]]:
    """The demonstration's sign-ins, to show under the address."""
    told = {name: installation.value(name) for name in installation.ADDRESSES}
    command = [sys.executable, "-m", "goldthread.jobs.welcome", address.rstrip("/")]
    done = subprocess.run(command, env={**os.environ, **told}, capture_output=True, text=True, check=False)
    found: list[dict[str, str]] = json.loads(done.stdout) if done.returncode == 0 else []
    return found


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Until the children run, every word to stop is an exception that undoes what was begun."""

    def stop(number: int, frame: object) -> None:
        raise Stopped

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        yield
    except Stopped:
        raise CannotServe("Stopped before the pages were up.") from None


@contextmanager
def _only_one() -> Iterator[Progress]:
    """Refuse to serve one installation twice; whoever comes second is told where the first is."""
    with open(paths.inside("serving"), "a+") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held.seek(0)
            where = held.read().strip() or "an address it has not opened yet"
            raise CannotServe(f"This installation is already being served, at {where}") from None
        held.truncate(0)

        def note(address: str) -> None:
            held.write(address)
            held.flush()

        yield note


def _prepare(progress: Progress) -> None:
    if not prepare.wanting():
        return
    told = {name: installation.value(name) for name in installation.ADDRESSES}
    run = subprocess.Popen(
        [sys.executable, "-m", "goldthread.jobs.prepare"],
        env={**os.environ, **told},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=partial(die_with_parent, "SIGTERM", os.getpid()),
    )
    try:
        for line in run.stdout or ():
            progress(line.rstrip())
    except BaseException:
        run.terminate()
        raise
    if run.wait():
        raise CannotServe("The step above did not succeed; its error is printed above.")


def _wait_for_page(children: Supervisor, address: str) -> bool:
    """Wait until a page answers; false when told to stop first."""
    end = time.monotonic() + PATIENCE
    web = children.children[0]
    while not children.stopping.wait(0.1):
        children.tend()
        if _answers(address):
            return True
        if web.crashes >= 3 or time.monotonic() > end:
            raise CannotServe(f"The pages do not come up. The reason is at the end of {web.log}.")
    return False


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10):  # noqa: S310 (our own address)
            return True
    except urllib.error.HTTPError as answered:
        return answered.code < 500
    except OSError:
        return False


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _keep_up(ours: server.Server | None, progress: Progress) -> None:
    if ours and ours.keep_up():
        progress("PostgreSQL had died; it is up again, with everything that was committed.")


def _tidy(ours: server.Server | None) -> None:
    if ours:
        ours.trim_log()
