"""The two processes that serve: the web and the worker, and what each is told."""

import os
import sys

from goldthread.config import installation, paths
from goldthread.jobs.supervise import Child

# Measured on two processors: two processes of four threads answer most pages a second, and no slower than fewer.
WORKERS, THREADS = max(2, min(os.cpu_count() or 2, 8)), 4


def web(host: str, port: int) -> Child:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "goldthread.config.wsgi:application"]
    command += ["--host", host, "--port", str(port), "--no-ws", "--log-level", "warning"]
    command += ["--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--backlog", "1024"]
    command += ["--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", "10"]
    return _child("web", command)


def worker() -> Child:
    command = [sys.executable, "-m", "goldthread.jobs.worker"]
    return _child("worker", command)


def _child(process: str, command: list[str]) -> Child:
    scratch = paths.inside("scratch", process)
    return Child(
        process,
        command,
        {**environment(process), "TMPDIR": str(scratch)},
        paths.inside("logs", f"{process}.log"),
        scratch,
    )


def environment(process: str) -> dict[str, str]:
    """What a child process is told: the addresses of the roles it speaks as, and of no other."""
    kept = {name: text for name, text in os.environ.items() if name not in installation.ADDRESSES}
    handed = {name: installation.value(name) for name in installation.HANDED[process]}
    return {**kept, **handed, "GOLDTHREAD_PROCESS": process, "PYTHONUNBUFFERED": "1"}
