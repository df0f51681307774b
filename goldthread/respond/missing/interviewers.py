"""A return interview provider by its own key: what it is asked, that it has it, and the interview it sends.

A key speaks for one provider, and that one's requests are all it ever sees. What it sends is kept at once and read as a
row of a provider's file is: by the same reader, with the same ends.
"""

import csv
import io
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.access.actions import look
from goldthread.core.access.keys import LASTS, give_key_to
from goldthread.core.access.reader import Reader
from goldthread.core.organisation.authorities import providers
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.respond.missing.interviews import COLUMNS
from goldthread.respond.sharing.answering import acknowledge, check_standing
from goldthread.respond.sharing.by_mail import outside_of
from goldthread.respond.sharing.models import Share
from goldthread.respond.sharing.outcomes import keep_file
from goldthread.respond.sharing.queries import AT_MOST, NO_SUCH, Given, note_read, share_for

MAY, ROLE = "answer_interview_requests", "interview_provider"
# What a request itself sends, by mail and file too.
TOLD = ("reference", "our_reference", "state", "made_at", "grade", "basis", "child", "summary", "why",
        "acknowledged_at")  # fmt: skip
# Everything that this provider sent, the newest first, each by the last attempt at it.
_SENT = """
    SELECT f.id, f.loaded_at, w.result, w.reference, w.field, w.words FROM sharing_outcomefile f
      LEFT JOIN LATERAL (SELECT * FROM sharing_outcomerow r WHERE r.file_id = f.id
                          ORDER BY r.attempt DESC LIMIT 1) w ON true
     WHERE f.authority = %s ORDER BY f.loaded_at DESC, f.id LIMIT %s
"""
WAITING, CHANGE = "waiting", "return interview received"


def provider_of(by: Reader) -> str:
    """The provider that this reader speaks for."""
    by.must(MAY)
    code = by.post.team if by.post and by.role.id == ROLE else ""
    if not code:
        raise Refusal("no_provider", "Your post belongs to no provider.", "Ask the administrator for a key.")
    return code


def requests(by: Reader) -> list[dict[str, Any]]:
    """What waits at the reader's own provider, the newest first. The first reading is its receipt."""
    own = provider_of(by)
    with db.transaction():
        ids = db.fetch("SELECT share_id, person_id FROM goldthread_share_ids(%s, NULL, %s)", [own, AT_MOST])
        people = sorted({row["person_id"] for row in ids if row["person_id"]})
        under = look(by, people=people, list="interviews asked of " + own, requests=len(ids))
        waiting = Share.objects.filter(
            pk__in=[row["share_id"] for row in ids], authority=own, answered_at=None, taken_back_at=None
        )
        shares = [note_read(by, under, one) for one in waiting.order_by("-made_at", "id")]
        return [_told(one) for one in shares]


def acknowledge_request(by: Reader, reference: str) -> dict[str, Any]:
    """A provider says that it has a request. Said twice, it is said once."""
    own = provider_of(by)
    with db.transaction():
        share, under = share_for(by, reference, change="return interview request acknowledged", to=own)
        if share.kind != "interview":
            raise NotFound(NO_SUCH, "Check the reference.")
        check_standing(share)
        return _told(acknowledge(by, under, share))


def send_interview(by: Reader, told: Mapping[str, str]) -> dict[str, Any]:
    """Keep an interview as a call brought it, whatever it says, and have it read: a wrong one waits for a person.

    The same again is read as unchanged.
    """
    own = provider_of(by)
    row = {name: str(told.get(name) or "").replace("\0", "").strip() for name in COLUMNS}
    if not any(row.values()):
        raise NotValid("our_reference", "The interview says nothing.", "See the columns of the file.")
    file = keep_file(by, f"by API: {row['our_reference']}"[:60], _as_file(row), ["missing"], CHANGE, own)
    return _sent({"id": file.pk, "loaded_at": file.loaded_at, "reference": row["our_reference"].upper()})


def sent(by: Reader) -> list[dict[str, Any]]:
    """What the reader's own provider sent, and what became of each; what an interview said is not told again."""
    own = provider_of(by)
    with db.transaction():
        look(by, list="interviews sent by " + own)
        return [_sent(row) for row in db.fetch(_SENT, [own, AT_MOST])]


def give_key(by: Reader, provider: str, days: int = LASTS) -> str:
    """A key by which a provider of the profile answers without an account: shown once. The keys it had before end."""
    by.must("keep_officers")
    code = provider.strip().lower()
    if code not in providers():
        known = ", ".join(providers()) or "none is entered in the profile"
        raise NotValid("provider", f'"{provider[:40]}" holds no return interviews.', f"Choose one of: {known}.")
    with db.transaction():
        look(by, operation="alteration", change="key of an interview provider given", provider=code)
        return give_key_to(outside_of(code), (MAY,), f"return interviews of {code}", days)


def _as_file(row: Mapping[str, str]) -> bytes:
    """The row as the file that its provider could have sent: word for word, no cell changed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerow([row[name] for name in COLUMNS])
    return out.getvalue().encode("utf-8", errors="replace")


def _told(share: Share) -> dict[str, Any]:
    body = share.words.body or {}
    whole = Given(share, share.words.body).as_json()
    return {**{name: whole[name] for name in TOLD}, "due_at": body.get("due_at")}


def _sent(row: Mapping[str, Any]) -> dict[str, Any]:
    file_id: UUID = row["id"]
    return {
        "id": str(file_id),
        "sent_at": row["loaded_at"].isoformat(),
        "our_reference": row["reference"] or "",
        "result": row.get("result") or WAITING,
        "field": row.get("field") or "",
        "words": row.get("words") or "",
    }
