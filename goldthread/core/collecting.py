"""Work that makes many things at once, and no circles of them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Do not look for unreachable circles meanwhile: of a million things held, each look reads all, and frees none.

    What is in no circle is freed at once, as ever. Of two at the same time in two threads, the first to end lets the
    collector run again.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def settle() -> None:
    """What a process holds by now it holds to its end: later looks for circles leave it out.

    A look through all that a web process loads took 110 ms (November 2026), and whoever waited for a page then waited
    for that as well.
    """
    gc.collect()
    gc.freeze()
