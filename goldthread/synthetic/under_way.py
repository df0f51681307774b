"""Rows on their way, by when they arrive: a crime is closed months after it was reported, and its last row waits."""

import heapq
import pickle
import zlib
from collections.abc import Iterator
from datetime import datetime

from goldthread.synthetic.planting import Planted


class UnderWay:
    """Each row waits packed into a thousand bytes or so: a large force has a hundred thousand of them."""

    def __init__(self) -> None:
        self.waiting: list[tuple[datetime, int, bytes]] = []
        # Rows of one instant arrive in the order they were sent.
        self.place = 0

    def add(self, planted: Planted) -> None:
        self.place += 1
        packed = zlib.compress(pickle.dumps(planted), 1)
        heapq.heappush(self.waiting, (planted.sent.arrives_at, self.place, packed))

    def arrived(self, by: datetime) -> Iterator[Planted]:
        while self.waiting and self.waiting[0][0] < by:
            unpacked: Planted = pickle.loads(zlib.decompress(heapq.heappop(self.waiting)[2]))  # noqa: S301 - our own
            yield unpacked
