"""Children that crash are started again, those told to stop go, and none outlives its keeper."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from goldthread.jobs import supervise
from goldthread.jobs.supervise import Child, Supervisor

STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(600)"
)
WITH_GRANDCHILD = "import subprocess, time; print(subprocess.Popen(['sleep', '600']).pid, flush=True); time.sleep(600)"


def wait_until(true: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def keep(tmp_path: Path, said: list[str]) -> Iterator[Callable[[str], Supervisor]]:
    """Keeps one Python child that runs the given code."""
    kept: list[Supervisor] = []

    def start(code: str) -> Supervisor:
        child = Child("worker", [sys.executable, "-c", code], os.environ, tmp_path / "worker.log")
        keeper = Supervisor([], said.append)
        kept.append(keeper)
        keeper.add(child)
        return keeper

    yield start
    for keeper in kept:
        keeper.stop(grace=0)


def pid_of(keeper: Supervisor) -> int:
    process = keeper.children[0].process
    assert process
    return process.pid


def test_a_child_that_crashes_is_started_again_and_its_last_words_are_shown(
    keep: Callable[[str], Supervisor], said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervise, "FIRST_PAUSE", 0.0)
    keeper = keep("import time; time.sleep(600)")
    first = pid_of(keeper)
    (keeper.children[0].log).write_text("Traceback: the reason\n")
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: not keeper.children[0].is_running())
    keeper.tend()
    assert pid_of(keeper) != first
    assert keeper.children[0].is_running()
    assert said[0].startswith("The worker ended with signal SIGKILL")
    assert "the reason" in said[1]


def test_a_child_that_keeps_crashing_is_started_ever_more_seldom(
    keep: Callable[[str], Supervisor], said: list[str]
) -> None:
    keeper = keep("raise SystemExit(3)")
    child = keeper.children[0]
    for _ in range(3):
        wait_until(lambda: not child.is_running())
        child.start_again_at = 0
        keeper.tend()
        child.start() if child.process is None else None
    pauses = [line.rpartition("again in ")[2] for line in said if "again in" in line]
    assert pauses == ["0.5 s.", "1 s.", "2 s."]


def test_what_a_crashed_child_left_running_goes_with_it(
    keep: Callable[[str], Supervisor], monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = keep(WITH_GRANDCHILD)
    log = keeper.children[0].log
    assert wait_until(lambda: log.read_text().strip() != "")
    grandchild = int(log.read_text())
    os.kill(pid_of(keeper), signal.SIGKILL)
    wait_until(lambda: not keeper.children[0].is_running())
    keeper.tend()
    assert wait_until(lambda: not is_alive(grandchild))


HOLDING = (
    "import tempfile, time; held = tempfile.NamedTemporaryFile(); held.write(b'Kentwell, Jess'); held.flush();"
    "print('up', flush=True); time.sleep(600)"
)


@pytest.mark.parametrize("after", ["start", "stop"])
def test_what_a_killed_child_was_reading_is_gone_when_the_next_starts_or_all_stop(tmp_path: Path, after: str) -> None:
    """A delivery names children, and would lie about in a folder that nobody looks at."""
    scratch, log = tmp_path / "scratch", tmp_path / "log"
    command = [sys.executable, "-c", HOLDING]
    child = Child("worker", command, {**os.environ, "TMPDIR": str(scratch)}, log, scratch)
    keeper = Supervisor([], lambda line: None)
    keeper.add(child)
    try:
        assert wait_until(lambda: "up" in log.read_text())
        (held,) = scratch.iterdir()
        os.kill(pid_of(keeper), signal.SIGKILL)
        assert wait_until(lambda: not child.is_running())
        assert held.exists()
        if after == "start":
            child.start()
        else:
            keeper.stop()
        assert not held.exists()
        assert scratch.stat().st_mode & 0o777 == 0o700
    finally:
        keeper.stop(grace=0)


def test_stopping_ends_a_child_and_its_own_children(keep: Callable[[str], Supervisor]) -> None:
    keeper = keep(WITH_GRANDCHILD)
    log = keeper.children[0].log
    assert wait_until(lambda: log.read_text().strip() != "")
    pids = [pid_of(keeper), int(log.read_text())]
    keeper.stop()
    assert wait_until(lambda: not any(map(is_alive, pids)))


def test_a_child_that_will_not_go_is_killed_when_its_grace_is_over(keep: Callable[[str], Supervisor]) -> None:
    keeper = keep(STUBBORN)
    assert wait_until(lambda: "up" in keeper.children[0].log.read_text())
    keeper.stop(grace=0.2)
    process = keeper.children[0].process
    assert process
    assert process.returncode == -signal.SIGKILL


def test_asked_twice_there_is_no_grace(keep: Callable[[str], Supervisor]) -> None:
    keeper = keep(STUBBORN)
    assert wait_until(lambda: "up" in keeper.children[0].log.read_text())
    keeper.asked = 2
    keeper.stop(grace=3600)
    assert not keeper.children[0].is_running()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's word at a parent's death is Linux's")
def test_no_child_outlives_a_keeper_that_is_killed(tmp_path: Path) -> None:
    code = (
        "import os, sys, time; from pathlib import Path; from goldthread.jobs.supervise import Child;"
        "sleep = [sys.executable, '-c', 'import time; time.sleep(600)'];"
        f"child = Child('web', sleep, os.environ, Path({str(tmp_path)!r}) / 'log');"
        "child.start(); print(child.process.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as keeper:
        assert keeper.stdout
        child = int(keeper.stdout.readline())
        assert is_alive(child)
        keeper.kill()
    assert wait_until(lambda: not is_alive(child))
