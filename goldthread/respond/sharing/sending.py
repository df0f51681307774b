"""What waits goes out by secure mail or into one file for each authority: each once, with proof, and never lost.

As the service. What was not taken is tried again until it is; after a few times the desk is told. An authority needs no
account for either way.
"""

import hashlib
import json
import logging
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db.models import QuerySet

from goldthread.config import installation
from goldthread.core import clocks, db, spreadsheet
from goldthread.core.access.actions import look
from goldthread.core.access.reader import service_reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.alerts.channels import NotSent, send_mail
from goldthread.core.organisation.authorities import recipient_name, recipients
from goldthread.respond.sharing.declared import kind_of, shares_of
from goldthread.respond.sharing.models import Sending, Share
from goldthread.respond.sharing.outcomes import OUTCOMES, forms
from goldthread.respond.sharing.telling import tell_share

RELAY, FOLDER = "GOLDTHREAD_SECURE_MAIL", "GOLDTHREAD_SHARE_FOLDER"
SERVICE = "sharing"
# Minutes until the next try; the last is kept to for ever, for what a child needs is not given up.
AGAIN = (1, 5, 15, 30)
ALARM_AFTER = 3
AT_ONCE = 200
COLUMNS = (
    "reference", "our_reference", "what", "shared_at", "grade", "ground", "consent_sought", "surname", "forename",
    "birth_date", "sex", "address", "summary", "why",
)  # fmt: skip
ASKED_AGAIN = "Please answer: nothing has come back yet."
log = logging.getLogger(__name__)


def send_mails() -> dict[str, int]:
    """Try every mail that is due: claimed first, then sent, then written down; what a crash left is tried again."""
    done = {"sent": 0, "failed": 0}
    for one in _claim():
        to = recipients().get(one.authority)
        try:
            if to is None or not to.mail:
                raise NotSent("There is no secure mail address here.")
            receipt = send_mail(installation.value(RELAY), to.mail, f"Goldthread {one.share.reference}", _letter(one))
        except NotSent as error:
            done["failed"] += 1
            _failed(one, str(error))
        else:
            done["sent"] += 1
            _sent([one], receipt)
    return done


def _claim() -> list[Sending]:
    now = clocks.now()
    with db.as_service():
        due = Sending.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            route="mail", sent_at=None, next_attempt_at__lte=now
        )
        rows = list(due.select_related("share__words").order_by("next_attempt_at", "id")[:AT_ONCE])
        for row in rows:
            row.attempts += 1
            row.next_attempt_at = now + timedelta(minutes=AGAIN[min(row.attempts, len(AGAIN)) - 1])
        Sending.objects.bulk_update(rows, ["attempts", "next_attempt_at"])
    return rows


def _failed(one: Sending, words: str) -> None:
    log.warning("%s was not sent: %s", one.share.reference, words)
    with db.as_service():
        changed: dict[str, Any] = {"failed_words": words[:200]}
        if one.attempts >= ALARM_AFTER and one.alarmed_at is None:
            changed["alarmed_at"] = clocks.now()
            told = f"{one.share.case_reference} has not reached {_name(one)}: {words}"
            case, of = one.share.case_reference, shares_of(one.share.case_reference)
            alerts.raise_alert(f"{of.area}.not_sent", told[:300], to_role=of.told_role, case_reference=case)
        Sending.objects.filter(pk=one.pk).update(**changed)


def write_files(folder: Path) -> dict[str, Any]:
    """One file for each authority that something waits for, and a manifest. Run again, it goes on where it stopped.

    Which share goes into which file is kept before the file is written: each goes out once.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for authority in _waiting():
        _batch(authority)
    written = []
    with db.as_service():
        batches = sorted({(one.authority, one.batch) for one in _batched()})
    for authority, batch in batches:
        written.append(_write(folder, authority, batch))
    return {"files": written, "manifest": str(_manifest(folder, written))}


def _waiting() -> list[str]:
    with db.as_service():
        rows = Sending.objects.filter(route="file", sent_at=None, batch="", next_attempt_at__isnull=False)
        return sorted(set(rows.values_list("authority", flat=True)))


def _batch(authority: str) -> None:
    with db.as_service():
        rows = Sending.objects.filter(route="file", sent_at=None, batch="", next_attempt_at__isnull=False)
        rows.filter(authority=authority).update(batch=f"{clocks.today():%Y%m%d}-{uuid4().hex[:8]}")


def _batched() -> QuerySet[Sending]:
    return Sending.objects.filter(route="file", sent_at=None, next_attempt_at__isnull=False).exclude(batch="")


def _write(folder: Path, authority: str, batch: str) -> dict[str, Any]:
    with db.as_service():
        rows = list(_batched().filter(batch=batch).select_related("share__words").order_by("id"))
    content = _as_csv(rows)
    path = folder / f"{authority}-{batch}.csv"
    draft = path.with_suffix(".part")
    draft.write_bytes(content)
    draft.replace(path)
    digest = hashlib.sha256(content).hexdigest()
    _sent(rows, f"{path.name} sha256 {digest}")
    return {"file": path.name, "authority": authority, "rows": len(rows), "sha256": digest}


def _manifest(folder: Path, written: list[dict[str, Any]]) -> Path:
    """Every file that this folder was given, by name, with its digest: what the authority counts against."""
    path = folder / "manifest.json"
    held = {one["file"]: one for one in json.loads(path.read_text())} if path.exists() else {}
    held |= {one["file"]: one for one in written}
    draft = path.with_suffix(".part")
    draft.write_text(json.dumps([held[name] for name in sorted(held)], indent=1) + "\n")
    draft.replace(path)
    return path


def _sent(rows: list[Sending], receipt: str) -> None:
    """Keep the proof: with the sending, and in the share's own journal."""
    by = service_reader(SERVICE, f"service:{SERVICE}", "safeguarding")
    now = clocks.now()
    with db.as_service():
        Sending.objects.filter(pk__in=[one.pk for one in rows]).update(
            sent_at=now, receipt=receipt[:200], next_attempt_at=None, failed_words=""
        )
        for one in rows:
            if one.what == "share":
                people = db.fetch(
                    "SELECT person_id FROM goldthread_mention_people(%s::uuid[])", [[one.share.mention_id]]
                )
                under = look(by, people=[row["person_id"] for row in people], operation="disclosure",
                             recipient=_name(one), share=one.share.reference)  # fmt: skip
                share = Share.objects.get(pk=one.share_id)
                tell_share(by, under, share, "share.sent", {"sent_at": now.isoformat(), "receipt": receipt[:200]})


def _as_csv(rows: list[Sending]) -> bytes:
    return spreadsheet.as_csv(COLUMNS, [_row(one) for one in rows]).encode()


def _row(one: Sending) -> dict[str, str]:
    share, body, of = one.share, one.share.words.body or {}, shares_of(one.share.case_reference)
    child = body.get("child") or {}
    is_share = one.what == "share"
    return {
        "reference": share.reference,
        "our_reference": share.case_reference,
        "what": kind_of(share).what if is_share else "reminder",
        "shared_at": share.made_at.isoformat(timespec="seconds"),
        "grade": dict(of.grades).get(share.grade, ""),
        "ground": dict(of.bases).get(share.basis, share.basis),
        "consent_sought": dict(of.consent).get(share.consent, ""),
        **{name: child.get(name, "") if is_share else "" for name in COLUMNS[7:12]},
        "summary": body.get("summary", "") if is_share else ASKED_AGAIN,
        "why": body.get("why", "") if is_share else "",
    }


def _letter(one: Sending) -> str:
    """The same as a letter; a reminder names nobody."""
    told = [f"{name.replace('_', ' ').capitalize()}: {text}" for name, text in _row(one).items() if text]
    form = kind_of(one.share).form
    columns = [] if form == OUTCOMES.id else ["As a CSV file with these columns:", ",".join(forms()[form].columns)]
    return "\n".join([*told, "", f"Answer with the reference {one.share.reference}.", *columns, ""])


def _name(one: Sending) -> str:
    return recipient_name(one.authority)
