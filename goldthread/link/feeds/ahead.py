"""Reading the next batch while the last one is being kept: the reader and the database work at the same time."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(rows: Iterator[T], size: int) -> Iterator[list[T]]:
    """Batches of up to `size`, one read ahead; what reading raises is raised where its batch would have come."""
    with ThreadPoolExecutor(1) as reader:
        waiting = reader.submit(_take, rows, size)
        while batch := waiting.result():
            waiting = reader.submit(_take, rows, size)
            yield batch


def _take(rows: Iterator[T], size: int) -> list[T]:
    return list(islice(rows, size))
