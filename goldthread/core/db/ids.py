"""Ids that rise with time: rows made together lie together in every index, however many there are."""

import os
from uuid import UUID

from goldthread.core import clocks

_RANDOM_BITS = (1 << 74) - 1


def new_id() -> UUID:
    """A UUID of version 7 (RFC 9562 5.7): 48 bits of milliseconds, the rest chance. It orders nothing but storage."""
    milliseconds = int(clocks.now().timestamp() * 1000) & ((1 << 48) - 1)
    chance = int.from_bytes(os.urandom(10), "big") & _RANDOM_BITS
    high, low = chance >> 62, chance & ((1 << 62) - 1)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)
