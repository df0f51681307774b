"""Real PostgreSQL servers for the tests of what starts, provisions and saves them."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from goldthread.core.db import binaries, server

ORIGINS = sorted({found.origin for found in binaries.candidates()})


@pytest.fixture(params=ORIGINS)
def origin(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each set of PostgreSQL programs there is here: the wheel's always, the machine's where it has one."""
    monkeypatch.setenv("GOLDTHREAD_POSTGRES", request.param)
    return str(request.param)


@pytest.fixture
def open_home() -> Iterator[Path]:
    """A home that the account PostgreSQL runs as can reach; pytest's own folders are closed to others."""
    home = Path(tempfile.mkdtemp(prefix="gt-"))
    home.chmod(0o711)
    yield home
    _leave_nothing(home)


@pytest.fixture
def closed_home(tmp_path: Path) -> Iterator[Path]:
    """A home in a folder that only its owner may enter."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    yield closed
    _leave_nothing(closed)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[server.Server]:
    """One running server for a module's tests."""
    running = server.start(tmp_path_factory.mktemp("cluster"), fast=True)
    yield running
    running.remove()


def _leave_nothing(home: Path) -> None:
    if (home / "postgres.lock").exists():
        server.start(home).remove()
    shutil.rmtree(home, ignore_errors=True)


@dataclass
class Installed:
    """An installation of its own, worked by its command line as an operator does."""

    home: Path

    @property
    def environment(self) -> dict[str, str]:
        ours = ("GOLDTHREAD_", "DJANGO_")
        kept = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
        return {**kept, "GOLDTHREAD_HOME": str(self.home)}

    def run(self, *words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("goldthread")), *map(str, words)]
        return subprocess.run(command, env={**self.environment, **more}, capture_output=True, text=True, check=False)

    def python(self, code: str) -> str:
        """What a program prints that runs inside this installation."""
        prelude = "from goldthread.config.starting import load_django; load_django();"
        done = subprocess.run(
            [sys.executable, "-c", prelude + code],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()


FILL = """
from goldthread.core import db
from goldthread.core.access.actions import look
from goldthread.core.sealing.actions import seal_all
from goldthread.testing import factories as make
for _ in range(7):
    with db.transaction():
        look(make.reader("mash_desk"))
seal_all()
for _ in range(3):
    with db.transaction():
        look(make.reader("mash_desk"))
seal_all()
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """A database made by the commands, with officers in it and ten looks under two seals."""
    home = tmp_path_factory.mktemp("installed") / "home"
    running = server.start(home, fast=True)
    made = Installed(home)
    for words in (("db", "init"), ("db", "migrate")):
        done = made.run(*words)
        assert done.returncode == 0, done.stderr
    made.python(FILL)
    yield made
    running.remove()
