"""A packed file as a stream of bytes that stops before it becomes far more than it was packed into."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from goldthread.demand.journey.reading.log import cannot_read

PIECE = 1 << 16
# Event logs pack to between a tenth and a fiftieth. Ours: a file that grows more than 200 times is made to fill a disk
# or a memory; below 64 MiB it can do neither.
MOST_TIMES, HARMLESS = 200, 1 << 26


def pieces(path: Path) -> Iterator[bytes]:
    """The file's bytes, unpacked where it is packed."""
    with path.open("rb") as packed:
        if path.suffix != ".gz":
            yield from iter(lambda: packed.read(PIECE), b"")
            return
        with gzip.GzipFile(fileobj=packed) as stream:
            unpacked = 0
            for piece in iter(lambda: _read(stream, path), b""):
                unpacked += len(piece)
                if unpacked > HARMLESS and unpacked > MOST_TIMES * packed.tell():
                    raise cannot_read(
                        path,
                        f"it unpacks to more than {MOST_TIMES} times its size",
                        "Unpack it yourself if you trust it, and give the .xes.",
                    )
                yield piece


def _read(stream: gzip.GzipFile, path: Path) -> bytes:
    try:
        return stream.read(PIECE)
    except (OSError, EOFError, zlib.error) as error:
        raise cannot_read(path, f"it is not whole gzip ({error})", "Pack it again, or give the .xes.") from None
