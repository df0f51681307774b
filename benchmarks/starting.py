"""Starting `goldthread serve --demo`, and how long until a page answers."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

HOST = "127.0.0.1"
PATIENCE = 600.0


@contextmanager
def served(port: int) -> Iterator[float]:
    """The service up, and the seconds it took to its first page; stopped afterwards."""
    began = time.monotonic()
    program = "from goldthread.cli import main; main()"
    command = [sys.executable, "-c", program, "serve", "--demo", "--port", str(port)]
    run = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        _await_page(run, port, began + PATIENCE)
        yield time.monotonic() - began
    finally:
        run.send_signal(signal.SIGINT)
        run.wait(timeout=60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _await_page(run: subprocess.Popen[bytes], port: int, end: float) -> None:
    while time.monotonic() < end:
        if run.poll() is not None:
            words = run.stderr.read().decode() if run.stderr else ""
            raise SystemExit(f"The service did not start.\n{words}")
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/sign-in", timeout=5):
                return
        except OSError:
            time.sleep(0.02)
    raise SystemExit("The service did not start in time.")
