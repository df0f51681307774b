"""Proving a sealed log: any row edited, removed or inserted since its seal is named."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.sealing import actions
from goldthread.core.sealing.models import Check, Seal
from goldthread.core.sealing.shapes import LOGS, SealedLog


@dataclass
class Proof:
    """What a check of one log found."""

    log: str
    rows: int = 0
    seals: int = 0
    unsealed: int = 0
    unanchored: int = 0
    sealed_to: str | None = None
    problems: list[dict[str, Any]] = field(default_factory=list)

    def fault(self, what: str, row: int | None = None, batch: int | None = None, words: str = "") -> None:
        self.problems.append({"problem": what, "row": row, "batch": batch, "words": words})

    def as_json(self) -> dict[str, Any]:
        return {**vars(self), "whole": not self.problems}


def verify(name: str) -> Proof:
    """Check a log against its seals and the seals against the anchor kept outside. As the service.

    The tail not yet sealed is counted and not vouched for. Every other row must stand in exactly one seal, unchanged.
    """
    log, proof = LOGS[name], Proof(name)
    anchors = {line["batch"]: line["digest"] for line in actions.anchored() if line["log"] == name}
    with db.as_service():
        db.run("SET LOCAL TimeZone = 'UTC'")
        seals = list(Seal.objects.filter(log=name).order_by("batch"))
        _check_chain(seals, anchors, proof)
        sealed_ids = _check_rows(log, seals, proof)
        _check_tail(log, seals, sealed_ids, proof)
        if name == "access":
            _check_details(proof)
        proof.rows = db.fetch_one(f"SELECT count(*) AS n FROM {log.table}")["n"]
    return proof


def prove(name: str) -> Proof:
    """Verify a log, keep what was found, and tell data protection at once if it is broken. As the service."""
    from goldthread.core.alerts.actions import raise_alert

    proof = verify(name)
    with db.as_service():
        sealed_to = datetime.fromisoformat(proof.sealed_to) if proof.sealed_to else None
        before = Check.objects.filter(log=name).order_by("-checked_at").first()
        Check.objects.create(
            log=name, checked_at=clocks.now(), sealed_to=sealed_to, rows=proof.rows, problems=proof.problems
        )
        if proof.problems and not (before and before.problems):
            words = f"The {name} log is broken: {len(proof.problems)} problems. Run goldthread access verify."
            raise_alert("log_broken", words, to_role="dpo")
    return proof


def _check_chain(seals: list[Seal], anchors: dict[int, str], proof: Proof) -> None:
    previous = actions.GENESIS
    for number, seal in enumerate(seals, 1):
        recomputed = actions.chain(
            seal.log,
            seal.batch,
            seal.shape,
            seal.epoch,
            int(seal.below_xact),
            seal.row_ids,
            bytes(seal.row_digests),
            previous,
        )
        if seal.batch != number or bytes(seal.previous) != previous or bytes(seal.digest) != recomputed:
            proof.fault("seal_altered", batch=seal.batch, words="The seals are not one unbroken chain here.")
        if seal.batch not in anchors:
            proof.unanchored += 1
        elif anchors[seal.batch] != bytes(seal.digest).hex():
            proof.fault("anchor_differs", batch=seal.batch, words="The seal is not the one kept outside.")
        previous = bytes(seal.digest)
    for batch in sorted(set(anchors) - {seal.batch for seal in seals}):
        proof.fault("seal_removed", batch=batch, words="A seal kept outside is missing here, with its rows.")
    proof.seals = len(seals)
    proof.sealed_to = seals[-1].sealed_at.isoformat() if seals else None


def _check_rows(log: SealedLog, seals: list[Seal], proof: Proof) -> set[int]:
    sealed: set[int] = set()
    for seal in seals:
        now = {
            row["id"]: bytes(row["digest"])
            for row in db.fetch(
                f"SELECT t.id, {log.digest_sql(seal.shape)} AS digest FROM {log.table} t WHERE t.id = ANY(%s)",
                [seal.row_ids],
            )
        }
        digests = bytes(seal.row_digests)
        for place, row_id in enumerate(seal.row_ids):
            if row_id not in now:
                proof.fault("row_removed", row_id, seal.batch, "A sealed row is gone.")
            elif now[row_id] != digests[32 * place : 32 * place + 32]:
                proof.fault("row_edited", row_id, seal.batch, "A sealed row was changed.")
        sealed.update(seal.row_ids)
    return sealed


def _check_tail(log: SealedLog, seals: list[Seal], sealed: set[int], proof: Proof) -> None:
    """Rows in no seal: the honest tail is of transactions after the last seal and not from the future."""
    head = seals[-1] if seals else None
    rows = db.fetch(
        f"""SELECT t.id, t.epoch = goldthread_epoch()
                     AND t.xact < pg_snapshot_xmax(pg_current_snapshot())
                     AND (%s::int IS NULL OR t.epoch > %s OR t.xact >= %s::text::xid8) AS honest,
                   t.epoch < goldthread_epoch() AND (%s::int IS NULL OR t.epoch > %s
                     OR (t.epoch = %s AND t.xact >= %s::text::xid8)) AS waiting
              FROM {log.table} t WHERE NOT t.id = ANY(%s) ORDER BY t.id""",
        [
            *_head(head),
            head and head.epoch,
            head and head.epoch,
            head and head.epoch,
            _below(head),
            list(sealed),
        ],
    )
    for row in rows:
        if row["honest"] or row["waiting"]:
            proof.unsealed += 1
        else:
            proof.fault("row_inserted", row["id"], words="A row stands where the log was already sealed.")


def _check_details(proof: Proof) -> None:
    """The words beside each row agree with its digest, or were erased and say when."""
    rows = db.fetch(
        """SELECT e.id, d.entry_id IS NULL AS gone FROM access_logentry e
             LEFT JOIN access_logdetail d ON d.entry_id = e.id
            WHERE d.entry_id IS NULL OR (d.body IS NULL AND d.erased_at IS NULL)
               OR (d.body IS NOT NULL AND goldthread_digest(d.salt, d.body) <> e.detail_digest) ORDER BY e.id"""
    )
    for row in rows:
        if row["gone"]:
            proof.fault("detail_removed", row["id"], words="The words beside this row are gone without an erasure.")
        else:
            proof.fault("detail_edited", row["id"], words="The words beside this row are not those it was sealed with.")


def _head(head: Seal | None) -> list[Any]:
    return [head and head.epoch, head and head.epoch, _below(head)]


def _below(head: Seal | None) -> str:
    return str(int(head.below_xact)) if head else "0"
