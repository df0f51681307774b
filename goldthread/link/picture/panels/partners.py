"""Contact with partners: what was sent to whom, what came back, whom to ring; as sources and our own log tell it."""

from collections.abc import Iterator
from typing import Any

from goldthread.core import db
from goldthread.core.panels.grammar import Body, Subject
from goldthread.link.picture.panels.shapes import evidence, facts_of, instant

CUSTODY = {
    "social_care_told_at": "Told that the child is held",
    "la_bed_requested_at": "Asked for a bed",
    "aa_requested_at": "Appropriate adult called",
}


def partners(subject: Subject) -> Body:
    sent = [*_given(subject), *(one for row in subject.records for one in _told(row))]
    return {
        "sent": sorted(sent, key=lambda one: one["at"].isoformat() if one["at"] else "", reverse=True),
        "to_ring": _to_ring(subject),
    }


def _given(subject: Subject) -> Iterator[dict[str, Any]]:
    """What Goldthread gave out: each a row of the log, with whom it went to and on what basis."""
    rows = db.fetch(
        """SELECT e.id, e.at, d.body, coalesce(goldthread_called(e.officer_id, e.at), e.service) AS who
             FROM access_logentry e LEFT JOIN access_logdetail d ON d.entry_id = e.id
            WHERE e.id IN (SELECT * FROM goldthread_disclosures_about(ARRAY[%s]::uuid[], %s))""",
        [subject.person_id, subject.known.at],
    )
    for row in rows:
        body = row["body"] or {}
        yield _sent(
            body.get("recipient") or "whom is erased",
            f"Picture given by {row['who']}: {body.get('basis') or 'basis erased'}",
            row["at"],
            "Whether it was answered is not told here",
            reference=f"D-{row['id']}",
        )


def _told(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What a record says was sent out and came back."""
    told = facts_of(row)
    if told.get("shared_to") or told.get("shared_at"):
        came_back = told.get("outcome") or "Nothing came back, as far as the record tells"
        graded = f", graded {told['grade']}" if told.get("grade") else ""
        at = instant(told.get("shared_at"))
        yield _sent(told.get("shared_to", "a partner not named"), f"Notification{graded}", at, came_back, row=row)
    if row["system"] == "merlin" and told.get("grade") and not (told.get("shared_to") or told.get("shared_at")):
        yield _sent("nobody", f"Notification graded {told['grade']}: not shared", None, None, row=row)
    for name, words in CUSTODY.items():
        if row["system"] == "custody" and told.get(name):
            agency = told.get("la_bed_authority") or told.get("responsible_authority") or "children's services"
            answer = told.get("la_bed_answer") if name.startswith("la_bed") else None
            yield _sent(agency, words, instant(told[name]), answer, row=row)


def _sent(
    to: str, what: str, at: Any, came_back: str | None, *, reference: str | None = None, row: Any = None
) -> dict[str, Any]:
    source = evidence(row) if row else None
    return {"to": to, "what": what, "at": at, "came_back": came_back, "reference": reference, "evidence": source}


def _to_ring(subject: Subject) -> list[dict[str, Any]]:
    """Who works with the child at children's services, as their newest record tells."""
    for row in subject.records:
        told = facts_of(row)
        names = [told[name] for name in ("social_worker", "team") if told.get(name)]
        if row["system"] == "social_care" and not told.get("closed_on") and (names or told.get("team_phone")):
            who = ", ".join(names) or "Children's services"
            return [{"who": who, "phone": told.get("team_phone"), "evidence": evidence(row)}]
    return []
