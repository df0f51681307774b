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

from goldthread.core.db import installing, launch, migrating, server
from goldthread.jobs import mode, prepare
from goldthread.jobs.children import web, worker
from goldthread.jobs.supervise import Child, Supervisor

HOST = "127.0.0.1"
PATIENCE = 180.0
ANSWERED_WITHIN = 30.0  # what was asked while the database was down waits before it, and takes its turn
LAST_LINES = 12
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
            with urllib.request.urlopen(f"http://{HOST}:{self.port}/health", timeout=ANSWERED_WITHIN) as answer:
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
                raise CannotSoak("The pages do not come up.")
            time.sleep(0.1)

    @property
    def logs(self) -> dict[str, Path]:
        """What the web, the worker and the database wrote."""
        return {"web": self.web.log, "worker": self.worker.log, "database": self.database.place / "log"}

    def last_words(self) -> str:
        """The end of each log: the folder goes away, so an error has to carry why."""
        ends = {name: launch.tail(log).splitlines()[-LAST_LINES:] for name, log in self.logs.items()}
        return "\n".join(
            line for name, end in ends.items() for line in (f"The end of what the {name} wrote:", *_indented(end))
        )

    def keep_logs(self, folder: Path) -> None:
        """Copy what they wrote to a folder that stays."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, log in self.logs.items():
            if log.exists():
                shutil.copyfile(log, folder / f"{name}.log")


@contextmanager
def temporary(progress: Progress, logs: Path | None = None) -> Iterator[Running]:
    """A demonstration, made, served and at the end cleared away, however the end comes; its logs kept where asked."""
    kept = dict(os.environ)
    home = Path(tempfile.mkdtemp(prefix="goldthread-soak-"))
    home.chmod(0o711)  # the account PostgreSQL runs as may pass through to its own folder
    for name in [name for name in os.environ if name.startswith("GOLDTHREAD_") and name not in KEPT]:
        del os.environ[name]
    os.environ["GOLDTHREAD_HOME"] = str(home)
    try:
        with _served(progress) as running, _told_why(running, logs):
            running.wait_until_up()
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
        yield running
    finally:
        children.stop(grace=5.0)
        ours.remove()


@contextmanager
def _told_why(running: Running, logs: Path | None) -> Iterator[None]:
    """Where the soak cannot go on, say with it what was written last; keep the logs where asked."""
    try:
        yield
    except CannotSoak as ended:
        raise CannotSoak(f"{ended}\n{running.last_words()}") from ended
    finally:
        if logs:
            running.keep_logs(logs)


def _indented(lines: list[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)


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
