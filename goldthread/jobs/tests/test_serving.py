"""One command brings everything up, hands each process only its own addresses, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from goldthread.config import installation
from goldthread.core.db.tests.conftest import Installed
from goldthread.jobs import mode, serving

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(true: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False


class Served:
    """A `goldthread serve` of a real installation, as a service manager starts it."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port, self.output = Installed(home), port, home.parent / f"output-{port}"
        command = [str(Path(sys.executable).with_name("goldthread")), "serve", "--real", "--port", str(port)]
        with self.output.open("ab") as out:
            self.process = subprocess.Popen(
                command, env=self.home.environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out
            )

    def is_open(self) -> bool:
        return "Goldthread is at" in self.output.read_text() or self.process.poll() is not None

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5):
                return True
        except urllib.error.HTTPError as answered:
            return answered.code < 500
        except OSError:
            return False

    def family(self) -> dict[int, str]:
        """Every living process that works for this installation, with its command."""
        found, note = {}, self.home.home / "postgres.where"
        places = [str(self.home.home), *(note.read_text().split() if note.exists() else ())]
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                environment = (folder / "environ").read_bytes()
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if f"GOLDTHREAD_HOME={self.home.home}\0".encode() in environment or any(
                place in command for place in places
            ):
                found[int(folder.name)] = command
        return found

    def told(self, process: str) -> set[str]:
        """The names of the addresses in the environment of the web or the worker."""
        names: set[str] = set()
        for pid in self.family():
            lines = Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")
            if f"GOLDTHREAD_PROCESS={process}" in lines:
                names |= {line.partition("=")[0] for line in lines} & set(installation.ADDRESSES)
        return names


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The state folder of one installation, served by one test after another."""
    from goldthread.core.db import server

    folder = tmp_path_factory.mktemp("served") / "home"
    yield folder
    server.start(folder).remove()


@pytest.fixture
def serve(home: Path) -> Iterator[Callable[[], Served]]:
    started: list[Served] = []

    def start() -> Served:
        started.append(Served(home, free_port()))
        assert wait_until(started[-1].is_open)
        assert started[-1].process.poll() is None, started[-1].output.read_text()
        return started[-1]

    yield start
    for one in started:
        one.process.terminate()
        one.process.wait()


@LINUX
def test_ctrl_c_stops_everything_and_leaves_no_process(serve: Callable[[], Served]) -> None:
    served = serve()
    assert served.answers()
    assert any("granian" in command for command in served.family().values())
    assert wait_until(lambda: any("jobs.worker" in command for command in served.family().values()))
    assert served.told("web") == {installation.APP}
    assert served.told("worker") == {installation.APP, installation.SERVICE}
    second = served.home.run("serve")
    assert second.returncode == 1
    assert f"already being served, at http://127.0.0.1:{served.port}/" in second.stderr
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=60) == 0
    assert wait_until(lambda: not served.family())


@LINUX
def test_after_a_kill_nothing_lingers_and_the_next_start_recovers(serve: Callable[[], Served]) -> None:
    killed = serve()
    killed.process.kill()
    killed.process.wait()
    assert wait_until(lambda: not killed.family())
    again = serve()
    assert again.answers()


@LINUX
def test_what_dies_under_it_is_brought_back(serve: Callable[[], Served]) -> None:
    served = serve()
    for word in ("granian", "jobs.worker", "postgres -D"):
        pid = min(pid for pid, command in served.family().items() if word in command and "postgres:" not in command)
        os.kill(pid, signal.SIGKILL)

        def is_back(word: str = word, dead: int = pid) -> bool:
            return any(word in command and other != dead for other, command in served.family().items())

        assert wait_until(is_back)
        assert wait_until(served.answers)
    assert "PostgreSQL had died; it is up again" in served.output.read_text()


def test_a_port_that_is_taken_is_named_with_the_way_to_choose_another() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(serving.CannotServe, match=rf"Port {taken} on 127.0.0.1 is taken.*--port NUMBER"):
            serving.choose_port(serving.Wish(demo=True, port=taken))


def test_a_demonstration_moves_on_to_the_next_free_port() -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            other.bind(("127.0.0.1", 8000))
            other.listen()
        except OSError:
            pass  # somebody else holds it, which is as good
        assert serving.choose_port(serving.Wish(demo=True)) in range(8001, 8050)
        with pytest.raises(serving.CannotServe, match="Port 8000"):
            serving.choose_port(serving.Wish(real=True))


class TestMode:
    """Invented people and real ones never share an installation."""

    @pytest.fixture(autouse=True)
    def here(self, installed: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in (*installation.ADDRESSES, mode.DEMONSTRATION):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("GOLDTHREAD_HOME", str(installed.home))

    def test_a_database_that_holds_somebody_does_not_become_a_demonstration(self) -> None:
        with pytest.raises(mode.WrongMode, match="already holds people who were not invented"):
            mode.settle(demo=True, real=False)
        assert mode.DEMONSTRATION not in installation.stored()

    def test_a_real_installation_stays_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(mode.DEMONSTRATION, "0")
        with pytest.raises(mode.WrongMode, match="a real installation, which --demo would turn"):
            mode.settle(demo=True, real=False)

    def test_a_demonstration_stays_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(mode.DEMONSTRATION, "1")
        mode.settle(demo=False, real=False)
        with pytest.raises(mode.WrongMode, match="a demonstration, which --real would turn"):
            mode.settle(demo=False, real=True)


def test_a_role_that_row_level_security_does_not_bind_is_not_served_as(installed: Installed) -> None:
    from goldthread.core.db import server

    running = server.start(installed.home)
    with psycopg.connect(running.admin_url, autocommit=True) as admin:
        admin.execute("ALTER ROLE goldthread_app BYPASSRLS")
        try:
            done = installed.run("serve", "--real", "--port", str(free_port()))
        finally:
            admin.execute("ALTER ROLE goldthread_app NOBYPASSRLS")
    running.stop()
    assert done.returncode == 1
    assert "GOLDTHREAD_DATABASE_URL signs in as goldthread_app, which may do too much (rolbypassrls)" in done.stderr
