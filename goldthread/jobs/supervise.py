"""Keeping the web and the worker running: restarted when they crash, stopped in order, none left behind."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event

from goldthread.core.db.launch import tail, trim
from goldthread.core.db.lifeline import die_with_parent

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
STEADY = 60.0  # a child that ran this long starts afresh: the next crash is not counted with the last
GRACE = 20.0

Progress = Callable[[str], None]


@dataclass
class Child:
    """One process we keep running, in a process group of its own so that ctrl-C reaches only us."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    log: Path
    # Where it keeps a delivery or an upload while it reads it. Killed, it cannot put that away, so its keeper does.
    scratch: Path | None = None
    process: subprocess.Popen[bytes] | None = None
    crashes: int = 0
    started_at: float = 0.0
    start_again_at: float = 0.0

    def start(self) -> None:
        trim(self.log)
        self.clear_scratch()
        with open(os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=partial(die_with_parent, "SIGTERM", os.getpid()),
            )
        self.started_at = time.monotonic()

    def clear_scratch(self) -> None:
        """Delete what the last one left half read; only while none runs."""
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)
            self.scratch.mkdir(parents=True, exist_ok=True, mode=0o700)

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def send(self, number: signal.Signals) -> None:
        """Signal the child and every process it started itself."""
        if self.process:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


@dataclass
class Supervisor:
    """Watches over the children until told to stop."""

    children: list[Child]
    progress: Progress
    stopping: Event = field(default_factory=Event)
    asked: int = 0

    def listen(self) -> None:
        """Take ctrl-C, a service manager's stop and a closed terminal as the word to stop; twice: at once."""
        signal.signal(signal.SIGINT, self._hear)
        signal.signal(signal.SIGTERM, self._hear)
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # unless started to outlive its terminal, by nohup
            signal.signal(signal.SIGHUP, self._hear)

    def add(self, child: Child) -> None:
        """Start a child, and keep it running from now on."""
        self.children.append(child)
        child.start()

    def run(self, each_round: Callable[[], None], each_minute: Callable[[], None]) -> None:
        """Watch until asked to stop."""
        tidied = time.monotonic()
        while not self.stopping.wait(0.25):
            each_round()
            self.tend()
            if time.monotonic() - tidied > 60:
                tidied = time.monotonic()
                self._trim_logs()
                each_minute()

    def tend(self) -> None:
        """Start again, after a pause that grows, whatever has crashed."""
        for child in self.children:
            if child.is_running():
                continue
            if child.process is not None:
                self._note_crash(child)
            if time.monotonic() >= child.start_again_at:
                child.start()

    def stop(self, grace: float = GRACE) -> None:
        """Stop the children one after another, first the first; those who do not go in time are killed."""
        for child in self.children:
            child.send(signal.SIGTERM)
            end = time.monotonic() + grace
            while child.is_running() and time.monotonic() < end and self.asked < 2:
                time.sleep(0.05)
            child.send(signal.SIGKILL)  # and whatever its own children left running
            if child.process:
                child.process.wait()
            child.clear_scratch()

    def _note_crash(self, child: Child) -> None:
        assert child.process is not None  # noqa: S101 (only called for a child that ran)
        child.send(signal.SIGKILL)
        if time.monotonic() - child.started_at > STEADY:
            child.crashes = 0
        pause = min(FIRST_PAUSE * 2**child.crashes, LONGEST_PAUSE)
        child.crashes += 1
        child.start_again_at = time.monotonic() + pause
        self.progress(f"The {child.name} ended with {_how(child.process.returncode)}; starting again in {pause:g} s.")
        last = tail(child.log, 800).strip().splitlines()[-3:]
        self.progress("\n".join(f"    {line}" for line in [*last, f"(all of it in {child.log})"]))
        child.process = None

    def _trim_logs(self) -> None:
        for child in self.children:
            trim(child.log)

    def _hear(self, number: int, frame: object) -> None:
        self.asked += 1
        self.stopping.set()


def _how(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"
