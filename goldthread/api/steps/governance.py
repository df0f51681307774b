"""Steps of governance: bodies, their meetings, what they decided, redacted packs, and every step taken on them."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.plain import plain
from goldthread.core.refusals import NotValid
from goldthread.improve.governance import following, packs, queries, reading
from goldthread.improve.governance.stepping import step_named

Answer = dict[str, Any]
YEAR = timedelta(days=365)


def bodies(by: Reader) -> Answer:
    return {"bodies": plain([reading.as_json(one) for one in reading.list_bodies(by)])}


def body(by: Reader, body_id: str) -> Answer:
    """One body with who sits there, its meetings and its decisions."""
    now, seats, meetings, decided = reading.open_body(by, body_id)
    told: Answer = plain(
        {
            **reading.as_json(now),
            "seats": [reading.seat_as_json(one) for one in seats],
            "meetings": [reading.meeting_as_json(one) for one in meetings],
            "decisions": [asdict(one) for one in decided],
        }
    )
    return told


def meeting(by: Reader, meeting_id: UUID) -> Answer:
    """One meeting with its agenda, who came, its decisions, what was learned and its packs."""
    now = reading.open_meeting(by, meeting_id)
    told: Answer = plain(
        {
            **reading.meeting_as_json(now.meeting),
            "minutes": now.meeting.minutes,
            "agenda": [{"kind": kind, "about": about, "words": words} for kind, about, words in now.agenda],
            "attendance": [{"who": who, "organisation": place, "how": how} for who, place, how in now.attendance],
            "decisions": [asdict(one) for one in now.decisions],
            "learned": [
                {
                    "id": str(one.pk),
                    "words": one.words,
                    "boroughs_told_on": one.boroughs_told_on,
                    "training_told_on": one.training_told_on,
                }
                for one in now.learned
            ],
            "packs": [{"id": str(one.pk), "number": one.number, "digest": one.digest} for one in now.packs],
        }
    )
    return told


def body_decisions(by: Reader, since: datetime | None = None, until: datetime | None = None) -> Answer:
    """What the bodies that the reader may read decided; of the last year unless other times are given."""
    end = until or clocks.now()
    start = since or end - YEAR
    if start >= end:
        raise NotValid("since", "That is after the end of the time asked for.", "Give an earlier time.")
    return {"decisions": plain([asdict(one) for one in queries.decisions(by, start, end)])}


def body_decision(by: Reader, decision_id: UUID) -> Answer:
    """One decision with its figure before and after it, and who looked at its effect."""
    found = following.open_decision(by, decision_id)
    told: Answer = plain({**asdict(found.now), **found.as_json()})
    return told


def pack(by: Reader, pack_id: UUID) -> Answer:
    """One redacted pack."""
    found = packs.open_pack(by, pack_id)
    told: Answer = plain(
        {
            "id": str(found.pk),
            "number": found.number,
            "digest": found.digest,
            "made_at": found.made_at,
            "words_checked_by": str(found.words_checked_by or ""),
            "held": found.held,
        }
    )
    return told


def body_step(by: Reader, step: str, about: str, told: Mapping[str, str]) -> Answer:
    """Take one step; the id of what it made or changed."""
    made = step_named(step).take(by, about, told)
    return {"step": step, "id": str(made.pk), "body": made.body}


def make_pack(by: Reader, meeting_id: UUID, sample: str, place: int, *, words: str, is_checked: bool) -> Answer:
    """Put a case before a panel; the pack's number there and its digest."""
    made = packs.make_pack(by, meeting_id, sample, place, words=words, is_checked=is_checked)
    return {"id": str(made.pk), "number": made.number, "digest": made.digest, "meeting": str(meeting_id)}
