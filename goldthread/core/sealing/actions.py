"""Sealing: rows of finished transactions are hashed in batches, chained, and the head is kept outside (decision 20)."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings

from goldthread.core import clocks, db
from goldthread.core.sealing.models import Epoch, Seal
from goldthread.core.sealing.shapes import LOGS, SealedLog

GENESIS = b"\0" * 32
_LOCK = 0x601D  # one sealer at a time


def seal(name: str) -> int:
    """Seal every row of a log whose transaction has ended and is not sealed yet; how many rows. As the service.

    Rows are taken by transaction number, not by id: every transaction below the oldest one still running has ended,
    so no row can appear later inside a sealed range.
    """
    with db.as_service():
        if not db.fetch_one("SELECT pg_try_advisory_xact_lock(%s) AS mine", [_LOCK])["mine"]:
            return 0
        db.run("SET LOCAL TimeZone = 'UTC'")
        sealed = 0
        log = LOGS[name]
        for epoch, below in _ranges(log):
            sealed += _seal_range(log, epoch, below)
    anchor()
    return sealed


def seal_all() -> dict[str, int]:
    """Seal every log there is."""
    return {name: seal(name) for name in LOGS}


# The oldest transaction still running that could write here. Numbers are shared by every database of a server, so one
# known to belong to another database is passed over; one that cannot be placed is waited for.
OLDEST_RUNNING = """
    WITH snapshot AS MATERIALIZED (SELECT pg_current_snapshot() AS taken),
    elsewhere AS (
        SELECT l.transactionid::text::numeric AS low FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
         WHERE l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted
           AND a.datid <> (SELECT oid FROM pg_database WHERE datname = current_database())),
    running AS (
        SELECT xid::text::numeric AS number FROM snapshot, pg_snapshot_xip(taken) AS xid)
    SELECT goldthread_epoch() AS now,
           coalesce((SELECT min(number) FROM running r
                      WHERE NOT EXISTS (SELECT 1 FROM elsewhere e WHERE e.low = mod(r.number, 4294967296))),
                    pg_snapshot_xmax(taken)::text::numeric)::text AS running
      FROM snapshot
"""


def _ranges(log: SealedLog) -> list[tuple[int, int]]:
    """The lives of the database that still have unsealed rows, each with the transaction to stop below."""
    row = db.fetch_one(OLDEST_RUNNING)
    last = Seal.objects.filter(log=log.name).order_by("-batch").first()
    first_epoch = last.epoch if last else 1
    ended = [(epoch, 2**64 - 1) for epoch in range(first_epoch, row["now"])]
    return [*ended, (row["now"], int(row["running"]))]


def _seal_range(log: SealedLog, epoch: int, below: int) -> int:
    last = Seal.objects.filter(log=log.name).order_by("-batch").first()
    start = int(last.below_xact) if last and last.epoch == epoch else 0
    rows = db.fetch(
        f"""SELECT t.id, {log.digest_sql(log.shape)} AS digest FROM {log.table} t
             WHERE t.epoch = %s AND t.xact >= %s::text::xid8 AND t.xact < %s::text::xid8 ORDER BY t.id""",
        [epoch, str(start), str(below)],
    )
    if not rows:
        return 0
    batch = last.batch + 1 if last else 1
    previous = bytes(last.digest) if last else GENESIS
    row_ids = [row["id"] for row in rows]
    row_digests = b"".join(bytes(row["digest"]) for row in rows)
    Seal.objects.create(
        log=log.name,
        batch=batch,
        shape=log.shape,
        epoch=epoch,
        below_xact=below,
        row_ids=row_ids,
        row_digests=row_digests,
        previous=previous,
        digest=chain(log.name, batch, log.shape, epoch, below, row_ids, row_digests, previous),
        sealed_at=clocks.now(),
    )
    return len(rows)


def chain(
    log: str,
    batch: int,
    shape: int,
    epoch: int,
    below: int,
    row_ids: list[int],
    row_digests: bytes,
    previous: bytes,
) -> bytes:
    """A seal's digest: over its own contents and the seal before it."""
    head = json.dumps([log, batch, shape, epoch, str(below), row_ids]).encode()
    return hashlib.sha256(previous + head + row_digests).digest()


def anchor() -> int:
    """Write every seal not yet kept outside the database to the anchor file, each on a line; how many."""
    path = Path(settings.ANCHOR_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {(line["log"], line["batch"]) for line in anchored()}
    with db.as_service():
        missing = [seal for seal in Seal.objects.order_by("id") if (seal.log, seal.batch) not in kept]
    if missing:
        with path.open("a+", encoding="ascii") as out:
            if _is_cut_off(path):
                out.write("\n")
            for seal in missing:
                line = {
                    "log": seal.log,
                    "batch": seal.batch,
                    "rows": len(seal.row_ids),
                    "digest": bytes(seal.digest).hex(),
                    "sealed_at": seal.sealed_at.isoformat(),
                }
                out.write(json.dumps(line) + "\n")
            out.flush()
            os.fsync(out.fileno())
    return len(missing)


def _is_cut_off(path: Path) -> bool:
    """True when a crash left the last line half-written: the next must not be glued to it."""
    content = path.read_bytes()
    return bool(content) and not content.endswith(b"\n")


def anchored() -> list[dict[str, Any]]:
    """The lines of the anchor file; a last line cut off by a crash is not one."""
    try:
        lines = Path(settings.ANCHOR_FILE).read_text(encoding="ascii").split("\n")
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found


def begin_epoch() -> int:
    """Begin a new life of the database: after a restore, transaction numbers restart. As the owner."""
    with db.speaking_as(db.OWNER), db.transaction():
        epoch = Epoch.objects.select_for_update().get()
        epoch.number += 1
        epoch.save()
        return epoch.number
