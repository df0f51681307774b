"""The delivered bytes between taking delivery and loading: packed pieces in the database, gone once they are loaded."""

import hashlib
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, BinaryIO, cast
from uuid import UUID

from goldthread.core import db

PIECE = 4 * 2**20
# Rows of a feed repeat themselves: the lightest packing already takes four fifths off.
PACKING = 1


def weigh(stream: BinaryIO, at_most: int) -> tuple[str, int]:
    """The digest and the size of a stream that can be read again; one byte over `at_most` ends the weighing."""
    digest, size = hashlib.sha256(), 0
    while size <= at_most and (piece := stream.read(PIECE)):
        digest.update(piece)
        size += len(piece)
    stream.seek(0)
    return digest.hexdigest(), size


def put(delivery_id: UUID, stream: BinaryIO) -> None:
    """Put the whole stream away, piece by piece, in the caller's transaction."""
    place = 0
    while piece := stream.read(PIECE):
        db.run(
            "INSERT INTO feeds_deliverypiece (delivery_id, place, content) VALUES (%s, %s, %s)",
            [delivery_id, place, zlib.compress(piece, PACKING)],
        )
        place += 1


@contextmanager
def whole(delivery_id: UUID) -> Iterator[BinaryIO]:
    """The delivered file as it was sent, on disk for as long as it is read, under a name that goes with it."""
    with tempfile.NamedTemporaryFile(prefix="goldthread-") as file:
        _write(delivery_id, file)
        file.flush()
        file.seek(0)
        yield cast(BinaryIO, file)


def _write(delivery_id: UUID, file: "IO[bytes]") -> None:
    place = 0
    while True:
        with db.as_service():
            rows = db.fetch(
                "SELECT content FROM feeds_deliverypiece WHERE delivery_id = %s AND place = %s", [delivery_id, place]
            )
        if not rows:
            return
        content: Any = rows[0]["content"]
        file.write(zlib.decompress(bytes(content)))
        place += 1


def drop(delivery_id: UUID) -> None:
    db.run("DELETE FROM feeds_deliverypiece WHERE delivery_id = %s", [delivery_id])
