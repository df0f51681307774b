"""Steps that prove the logs: verify and seal the access log and the journal, and rebuild what is shown."""

from typing import Any

from goldthread.core import db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.journal import queries as journal
from goldthread.core.sealing.actions import seal_all
from goldthread.core.sealing.queries import prove
from goldthread.core.sealing.shapes import LOGS

Answer = dict[str, Any]


def may_verify(by: Reader, what: str) -> Answer:
    """Log that somebody is about to check the logs, or refuse it; the check itself then runs as the service."""
    by.must("verify_logs")
    look(by, log=what)
    return {}


def verify_logs() -> Answer:
    proofs = [prove(name).as_json() for name in LOGS]
    return {"whole": all(proof["whole"] for proof in proofs), "logs": proofs}


def seal_logs() -> Answer:
    return {"sealed": seal_all()}


def verify_journal() -> Answer:
    with db.as_service():
        return journal.verify().as_json()
