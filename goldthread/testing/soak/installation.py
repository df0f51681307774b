"""An installation of its own in a folder that goes away: our PostgreSQL with its safety on, the web and the worker."""

import io
import os
import shutil
import socket
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from goldthread.core.db import installing, migrating, server
from goldthread.jobs import mode, prepare
from goldthread.jobs.children import web, worker
from goldthread.jobs.supervise import Child, Supervisor

HOST = "127.0.0.1"
PATIENCE = 120.0
KEPT = ("GOLDTHREAD_POSTGRES",)  # which PostgreSQL programs to use; everything else is another installation's

Progress = Callable[[str], None]


class CannotSoak(Exception):
    """The installation to be soaked does not come up, or the soak was stopped; the message says why."""


@dataclass
class Running:
    """What runs, and how it is kept running."""

    database: server.Server
    children: Supervisor
    port: int

    @property
    def web(self) -> Child:
        return self.children.children[0]

    @property
    def worker(self) -> Child:
        return self.children.children[1]

    @property
    def is_stopping(self) -> bool:
        return self.children.stopping.is_set()

    def tend(self) -> None:
        """Start again what died. From the main thread: what it starts ends with the thread that started it."""
        self.database.keep_up()
        for child in self.children.children:
            child.crashes = 0  # killed on purpose: a pause that grows would only make the soak longer
        self.children.tend()

    def answers(self) -> bool:
        """Whether the pages and the database behind them answer."""
        try:
            with urllib.request.urlopen(f"http://{HOST}:{self.port}/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def wait_until_up(self, patience: float = PATIENCE) -> None:
        """Tend until pages answer and the worker runs, or until told to stop."""
        end = time.monotonic() + patience
        while not self.is_stopping:
            self.tend()
            if self.worker.is_running() and self.answers():
                return
            if time.monotonic() > end:
                raise CannotSoak(f"The pages do not come up. The reason is at the end of {self.web.log}.")
            time.sleep(0.1)


@contextmanager
def temporary(progress: Progress) -> Iterator[Running]:
    """A demonstration, made, served and at the end cleared away, however the end comes."""
    kept = dict(os.environ)
    home = Path(tempfile.mkdtemp(prefix="goldthread-soak-"))
    home.chmod(0o711)  # the account PostgreSQL runs as may pass through to its own folder
    for name in [name for name in os.environ if name.startswith("GOLDTHREAD_") and name not in KEPT]:
        del os.environ[name]
    os.environ["GOLDTHREAD_HOME"] = str(home)
    try:
        with _served(progress) as running:
            yield running
    finally:
        shutil.rmtree(home, ignore_errors=True)
        os.environ.clear()
        os.environ.update(kept)


@contextmanager
def _served(progress: Progress) -> Iterator[Running]:
    children = Supervisor([], progress)
    children.listen()
    ours = installing.start(progress)
    if ours is None:
        raise CannotSoak("A soak makes its own PostgreSQL, and there is none to make.")
    try:
        mode.settle(demo=True, real=False)
        _prepare(progress)
        running = Running(ours, children, _free_port())
        children.add(web(HOST, running.port))
        children.add(worker())
        running.wait_until_up()
        yield running
    finally:
        children.stop(grace=5.0)
        ours.remove()


def _prepare(progress: Progress) -> None:
    """The database's shape and the assets; marked as if its people were loaded, since a soak makes its own few."""
    migrating.migrate(progress)
    migrating.mark(**{prepare.DEMONSTRATION: "soak"})
    with redirect_stdout(io.StringIO()):  # where our answer goes
        prepare.prepare()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
