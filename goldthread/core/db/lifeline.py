"""A child process that ends when its parent does, however the parent ended (Linux)."""

import ctypes
import os
import signal
import sys

SET_PARENT_DEATH_SIGNAL = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(name: str, parent: int) -> None:
    """Ask the kernel for this signal at the parent's death; called in the child before its program starts."""
    if _libc is None:
        return
    number = signal.Signals[name]
    _libc.prctl(SET_PARENT_DEATH_SIGNAL, int(number))
    if os.getppid() != parent:  # it died before we asked
        os.kill(os.getpid(), number)
