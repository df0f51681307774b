"""Reading what was shared: an authority its own and nothing else, the desk all of it; each a logged look."""

from dataclasses import dataclass
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotFound, Refusal
from goldthread.respond.sharing.codes import DISPUTES
from goldthread.respond.sharing.declared import codes_of, handles, kind_of, shares_of
from goldthread.respond.sharing.models import Share
from goldthread.respond.sharing.telling import tell_share

AT_MOST = 500
NO_SUCH = "Nothing was shared with you under that reference."


@dataclass(frozen=True)
class Given:
    """One share as its reader sees it: the words are what left the force, and nothing besides."""

    share: Share
    body: dict[str, Any] | None

    def as_json(self) -> dict[str, Any]:
        share, body, of = self.share, self.body or {}, shares_of(self.share.case_reference)
        return {
            "reference": share.reference,
            "our_reference": share.case_reference,
            "authority": share.authority,
            "kind": share.kind,
            "what": kind_of(share).what,
            "state": state_of(share),
            "made_at": share.made_at.isoformat(),
            "given_by": body.get("given_by", ""),
            "grade": dict(of.grades).get(share.grade, ""),
            "basis": dict(of.bases).get(share.basis, share.basis),
            "consent": dict(of.consent).get(share.consent, ""),
            "child": body.get("child"),
            "summary": body.get("summary"),
            "why": body.get("why"),
            "erased": self.body is None,
            "acknowledged_at": share.acknowledged_at and share.acknowledged_at.isoformat(),
            "answered_at": share.answered_at and share.answered_at.isoformat(),
            "outcome": codes_of(share).said(share.stage, share.outcome),
            "outcome_code": share.outcome or share.stage,
            "disputed": dict(DISPUTES).get(share.disputed_because, ""),
        }


def state_of(share: Share) -> str:
    """Where a share stands, in one word: the last thing that happened that somebody must know."""
    if share.taken_back_at:
        return "taken back"
    if share.disputed_at and not share.answered_at:
        return "disputed"
    if share.answered_at:
        return "answered"
    return "acknowledged" if share.acknowledged_at else "new"


def authority_of(by: Reader) -> str:
    """The authority that this reader speaks for; a post outside every authority sees nothing."""
    by.must("see_shared")
    code = by.post.borough_id if by.post else None
    if not code:
        raise Refusal("no_authority", "Your post belongs to no authority.", "Ask your administrator.")
    return code


def shared_with(by: Reader) -> list[Given]:
    """Everything that was shared with the reader's own authority, what waits for an answer first. A bounded list."""
    authority = authority_of(by)
    ids = db.fetch("SELECT share_id, person_id FROM goldthread_share_ids(%s, NULL, %s)", [authority, AT_MOST])
    people = sorted({row["person_id"] for row in ids if row["person_id"]})
    look(by, people=people, list="shared with " + authority, shares=len(ids))
    order = {row["share_id"]: place for place, row in enumerate(ids)}
    found = Share.objects.filter(pk__in=list(order), authority=authority).select_related("words")
    return [Given(one, one.words.body) for one in sorted(found, key=lambda one: order[one.pk])]


def open_share(by: Reader, reference: str) -> Given:
    """One of them, word for word. The first reading is the receipt of what is asked for or read on the screen."""
    by.must("see_shared")
    share, under = share_for(by, reference, operation="consultation")
    share = note_read(by, under, share)
    return Given(share, share.words.body)


def note_read(by: Reader, under: Look, share: Share) -> Share:
    """The first reading of what no mail or file carries is its receipt."""
    if share.sent_at is None and share.route == "api":
        sets = {"sent_at": clocks.now().isoformat(), "receipt": f"read by {by.name}"[:200]}
        return tell_share(by, under, share, "share.read", sets)
    return share


def opened(reference: str) -> Given:
    """One of them again, under the look that is open: what was typed was refused, and nobody looks a second time."""
    share = Share.objects.select_related("words").get(reference=reference.strip().upper())
    return Given(share, share.words.body)


def share_for(
    by: Reader, reference: str, *, operation: str = "alteration", change: str = "", to: str = ""
) -> tuple[Share, Look]:
    """A share that this reader may know of, under a look; another authority's is as unknown as one there never was.

    `to` is the recipient that a key speaks for which is no authority's.
    """
    theirs = to or (None if handles(by) else authority_of(by))
    named = reference.strip().upper()
    ids = db.fetch("SELECT share_id, person_id FROM goldthread_share_ids(%s, %s, 2)", [theirs, named])
    if not ids:
        raise NotFound(NO_SUCH, "Check the reference.")
    people = [ids[0]["person_id"]] if ids[0]["person_id"] else []
    under = look(by, people=people, operation=operation, share=named, change=change)
    rows = Share.objects.filter(pk=ids[0]["share_id"])
    found = (rows.select_for_update() if change else rows).first()  # two answers at once come one after the other
    if found is None:
        raise NotFound(NO_SUCH, "Check the reference.")
    return found, under
