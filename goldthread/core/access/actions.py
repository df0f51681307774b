"""Every write of access control: looks, grants, tokens."""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.models import Grant, Token
from goldthread.core.access.permissions import permissions
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import RANK
from goldthread.core.alerts import actions as alerts
from goldthread.core.organisation.models import Officer
from goldthread.core.refusals import NotValid, Refusal

# data-law-and-sources.md 9.3: content opens for 12 hours, the need is confirmed within 24 (PROP, ours).
BREAK_GLASS_LASTS = timedelta(hours=12)
BREAK_GLASS_REASONS = {
    "child_in_danger": "Child in danger",
    "officer_in_danger": "Officer in danger",
    "court": "Court",
    "other": "Other",
}


@dataclass(frozen=True)
class Look:
    """A look that was logged: its row, and the highest layer it opens in this transaction."""

    entry_id: int
    layer: str

    @property
    def rank(self) -> int:
        return RANK[self.layer]


def look(
    reader: Reader,
    *,
    people: Sequence[UUID] = (),
    records: Sequence[UUID] = (),
    operation: str = "consultation",
    case_reference: str = "",
    outcome: str = "done",
    layer: str | None = None,
    work: str = "",
    **detail: Any,
) -> Look:
    """Log one of the six operations and open what this reader may see until the transaction ends (decision 17).

    Without it every sensitive table shows nothing. `detail` (query, reason, recipients, fields) is kept erasably
    beside the row; the row holds only its salted digest. `layer` may lower the reader's own layer, never raise it.
    `work` names the area of the case being read, which is full for those whose work it is, open or closed.
    """
    own = "full" if work and work in reader.role.full_in else layer_for(reader, people, any_one=bool(records))
    layer = own if layer is None or RANK[layer] > RANK[own] else layer
    row = db.fetch_one(
        "SELECT goldthread_open_look(%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s::uuid[],%s::uuid[],%s,%s::jsonb) AS entry_id",
        [
            operation,
            clocks.now(),
            reader.officer.pk if reader.officer else None,
            reader.service,
            reader.role.id,
            reader.post_words,
            reader.purpose,
            case_reference,
            reader.door,
            layer,
            list(people),
            list(records),
            outcome,
            json.dumps(detail, default=str),
        ],
    )
    return Look(row["entry_id"], layer)


def back_to(earlier: Look) -> None:
    """Go on under an earlier look of this transaction: what was opened since is closed, and what it opened is open."""
    db.run("SELECT set_config('app.access_id', %s, true)", [str(earlier.entry_id)])


def look_now() -> Look:
    """The look that is open: what is written beside what a step just wrote goes under the same row of the log."""
    row = db.fetch_one("SELECT e.id, e.layer FROM goldthread_current_look() AS e")
    return Look(row["id"], row["layer"])


def layer_for(reader: Reader, people: Sequence[UUID], *, any_one: bool = False) -> str:
    """The highest layer this reader may open on all these people: full where each has an open case in their work.

    A record is about everybody it names, so for a record (`any_one`) one of them with an open case is enough.
    """
    if not reader.role.full_in or not people:
        return reader.role.layer
    groups = [[one] for one in people] if any_one else [list(people)]
    asked = "SELECT goldthread_has_open_case(%s::uuid[], %s) AS yes"
    theirs = list(reader.role.full_in)
    is_full = any(db.fetch_one(asked, [group, theirs])["yes"] for group in groups)
    return "full" if is_full else reader.role.layer


def log_refusal(reader: Reader, refusal: Refusal, people: Sequence[UUID] = ()) -> None:
    """Keep that somebody asked for what they may not have; it opens nothing."""
    look(
        reader,
        people=people or refusal.people,
        outcome=f"refused:{refusal.code}"[:40],
        layer="none",
        words=refusal.words,
    )


def break_glass(reader: Reader, person_id: UUID, person_code: str, reason: str, ask: str = "") -> Grant:
    """Open one person's signalled records at summary for 12 hours; owner and standards are told at once."""
    reader.must("break_glass", lambda: [person_id])
    if reason not in BREAK_GLASS_REASONS:
        raise NotValid("reason", "Say why you need it.", "Choose one of the four reasons.")
    if reader.officer is None:
        raise Refusal("no_person", "A service cannot open a limited record.", "A named officer must.")
    with db.transaction():
        now = clocks.now()
        look(reader, people=[person_id], operation="alteration", reason=reason, change="break-glass grant")
        grant = Grant.objects.create(
            officer=reader.officer,
            person_id=person_id,
            kind="break_glass",
            category=reason,
            starts_at=now,
            ends_at=now + BREAK_GLASS_LASTS,
        )
        words = f"{reader.name} opened a limited record: {BREAK_GLASS_REASONS[reason].lower()}."
        for role in ("dpo", "offender_manager"):
            alerts.raise_alert("break_glass", words, to_role=role, person_code=person_code)
        alerts.raise_alert(
            "explain_break_glass",
            "Say within 24 hours why you opened a limited record.",
            to_officer=reader.officer,
            person_code=person_code,
        )
    return grant


def explain_break_glass(reader: Reader, grant: Grant, words: str) -> None:
    """The officer's own account of why the limited record was needed."""
    if not words.strip():
        raise NotValid("words", "Say why you needed it.")
    if grant.officer != reader.officer:
        raise Refusal("not_yours", "Only the officer who opened the record can explain it.")
    with db.transaction():
        look(reader, people=[grant.person_id], operation="alteration", change="break-glass explained")
        grant.reason, grant.explained_at = words.strip(), clocks.now()
        grant.save(update_fields=["reason", "explained_at"])


def issue_token(officer: Officer, name: str, scopes: Sequence[str], days: int = 30) -> tuple[Token, str]:
    """A new key for a caller of the API. The key is shown once; only its digest is kept."""
    unknown = sorted(set(scopes) - set(permissions()))
    if unknown or not scopes:
        raise NotValid("scopes", f"Unknown scopes: {', '.join(unknown) or 'none given'}.", "See `goldthread officers`.")
    if not 1 <= days <= 365:
        raise NotValid("days", "A token lasts 1 to 365 days.")
    key, now = f"gt_{secrets.token_urlsafe(32)}", clocks.now()
    token = Token.objects.create(
        officer=officer,
        name=name,
        digest=token_digest(key),
        scopes=list(scopes),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    return token, key


def token_digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def revoke_token(token: Token) -> None:
    token.revoked_at = clocks.now()
    token.save(update_fields=["revoked_at"])
