"""Real PostgreSQL servers for the tests of what starts, provisions and saves them."""

import shutil
import tempfile
from collections.abc import Iterator
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
