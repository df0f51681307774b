"""SIGKILL at seeded random moments: the web, one of its processes, the worker, the database, one of its backends."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from goldthread.testing.soak.installation import Running

# How many acts are acknowledged between one kill and the next: a slow machine gets its load all the same.
ACTS = (1, 15)
LONGEST_WAIT = 20.0
PER_KILL, AT_MOST = 20.0, 120.0  # seconds
AT_ONCE = 0.25  # how often the next kill does not wait until the last one is made good

Progress = Callable[[str], None]
Acknowledged = Callable[[], int]


@dataclass(frozen=True)
class Spread:
    """How often to kill, and over how many seconds: where none are said, one kill after so many acts."""

    kills: int
    seconds: float | None = None

    @property
    def at_most(self) -> float:
        """Seconds after which it ends, done or not: no soak runs for ever."""
        return AT_MOST + PER_KILL * self.kills + (self.seconds or 0.0)


def kill_at_random(
    running: Running, acknowledged: Acknowledged, chance: random.Random, spread: Spread, progress: Progress
) -> Counter[str]:
    """Kill so many times, letting what died be started again between, but for every fourth; how often each died."""
    done: Counter[str] = Counter(dict.fromkeys(TARGETS, 0))
    began, kills = time.monotonic(), spread.kills
    while sum(done.values()) < kills and not running.is_stopping and time.monotonic() < began + spread.at_most:
        if spread.seconds is None:
            let_work(running, acknowledged, chance.randint(*ACTS))
        else:  # once in each of as many equal parts as there are kills
            tend_until(running, began + spread.seconds * (sum(done.values()) + chance.random()) / kills)
        time.sleep(chance.uniform(0, 0.3))  # into the middle of whatever is going on
        target = chance.choice(list(TARGETS))
        found = TARGETS[target](running)
        if not found:
            running.wait_until_up()
            continue
        _kill(chance.choice(found))
        done[target] += 1
        progress(f"Killed {sum(done.values())} of {kills}: the {target}. {acknowledged():,} acts acknowledged.")
        if chance.random() >= AT_ONCE:
            running.wait_until_up()
    tend_until(running, began + (spread.seconds or 0.0))
    running.wait_until_up()
    return done


def tend_until(running: Running, end: float) -> None:
    """Tend until an instant of the steady clock."""
    while time.monotonic() < end and not running.is_stopping:
        running.tend()
        time.sleep(0.02)


def let_work(running: Running, acknowledged: Acknowledged, acts: int) -> None:
    """Tend until so many more acts are acknowledged; not for ever, since what was killed may be needed for that."""
    wanted, end = acknowledged() + acts, time.monotonic() + LONGEST_WAIT
    while acknowledged() < wanted and time.monotonic() < end and not running.is_stopping:
        running.tend()
        time.sleep(0.02)


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _web(running: Running) -> list[int]:
    return [running.web.process.pid] if running.web.process and running.web.is_running() else []


def _web_process(running: Running) -> list[int]:
    return [pid for master in _web(running) for pid in _children_of(master)]


def _worker(running: Running) -> list[int]:
    return [running.worker.process.pid] if running.worker.process and running.worker.is_running() else []


def _postmaster(running: Running) -> list[int]:
    """The process that all of PostgreSQL hangs on, as its own file names it."""
    try:
        return [int((running.database.data / "postmaster.pid").read_text().split()[0])]
    except (OSError, ValueError, IndexError):
        return []


def _backend(running: Running) -> list[int]:
    """Backends that speak for the web or the worker; killing one makes PostgreSQL drop all and recover."""
    found = [pid for master in _postmaster(running) for pid in _children_of(master)]
    return [pid for pid in found if "_app" in _title(pid) or "_service" in _title(pid)]


TARGETS: dict[str, Callable[[Running], list[int]]] = {
    "web": _web,
    "web process": _web_process,
    "worker": _worker,
    "database": _postmaster,
    "backend": _backend,
}


def _children_of(pid: int) -> list[int]:
    return [int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat") if _parent(stat) == pid]


def _parent(stat: Path) -> int:
    """The parent a process has; its name, in brackets, may hold anything."""
    try:
        return int(stat.read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def _title(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""
