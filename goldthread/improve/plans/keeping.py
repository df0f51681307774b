"""What every write of the plans has in common: who keeps them, which places there are, and the journal's entry."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from goldthread.core import clocks
from goldthread.core.access.actions import Look
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import roles
from goldthread.core.journal import actions as journal
from goldthread.core.organisation.models import Borough, Officer
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.improve.plans.held import Held, Place
from goldthread.improve.plans.models import KeptFile
from goldthread.improve.plans.once import Sent
from goldthread.improve.recommendations.items import plain
from goldthread.improve.recommendations.models import Recommendation

LONGEST = 5_000
LARGEST = 20 * 1024 * 1024  # ours: of one file of evidence, or one letter
# By what a file begins with, never by its name: what is opened later is what was handed in.
MEDIA_TYPES = {b"%PDF-": "application/pdf", b"PK\x03\x04": "application/zip", b"\x89PNG\r\n": "image/png",
               b"\xff\xd8\xff": "image/jpeg"}  # fmt: skip
OFFICE = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


def officer_of(by: Reader) -> Officer:
    if by.officer is None:
        raise Refusal("no_person", "A service cannot keep the plans.", "A named officer must.")
    return by.officer


def keeper(by: Reader) -> Officer:
    """Whoever keeps the plans, by name."""
    by.must("keep_plans")
    return officer_of(by)


def said(field: str, text: str, missing: str, most: int = LONGEST) -> str:
    """Words that must be there, without what no column holds."""
    words = plain(text)
    if not words:
        raise NotValid(field, missing)
    if len(words) > most:
        raise NotValid(field, f"This is over {most:,} characters.", "Shorten it.")
    return words


def post_of(role: str, borough: str = "") -> tuple[str, str]:
    """A post by the role that comes with it and, where it is of one, its borough."""
    if not role:
        raise NotValid("post", "Choose the post that answers.")
    if role not in roles() or role == "service":
        raise NotValid("post", f'"{role[:40]}" is no post.', "Choose one of those listed.")
    if borough and not Borough.objects.filter(code=borough).exists():
        raise NotValid("borough", f'"{borough[:40]}" is no borough.', "Choose one of those listed.")
    return role, borough


def held_recommendation(recommendation_id: int) -> Recommendation:
    """The recommendation, held until the transaction ends: two people never move it at once."""
    found = Recommendation.objects.select_for_update().filter(pk=recommendation_id).first()
    if found is None:
        raise NotFound("There is no such recommendation.", "See the list of recommendations.")
    return found


def places_of(held: Held, recommendation_id: int, wanted: Sequence[int]) -> list[int]:
    """The places asked for, if the recommendation has them; 0 is the recommendation itself."""
    there = {place for place, _ in held.places.get(recommendation_id, [])}
    if strange := [place for place in wanted if place not in there | {0}]:
        raise NotValid("points", f"It has no point {strange[0]}.", f"It has {', '.join(map(str, sorted(there)))}.")
    return sorted(set(wanted))


def serves_of(held: Held, wanted: Collection[Place]) -> list[list[int]]:
    """The points that something serves, each of a recommendation in the register."""
    for recommendation in {one for one, _ in wanted}:
        if recommendation not in held.places:
            raise NotValid("points", f"There is no recommendation {recommendation}.", "See the list.")
        places_of(held, recommendation, [place for one, place in wanted if one == recommendation])
    return [list(one) for one in sorted(set(wanted))]


def not_to_come(field: str, day: date) -> date:
    if day > clocks.today():
        raise NotValid(field, "This day is still to come.", "Enter the day it happened.")
    return day


def keep_file(by: Reader, data: bytes, name: str) -> KeptFile:
    """Keep a file's bytes, once: the same bytes handed in again are the same file."""
    if not data:
        raise NotValid("file", "The file is empty.")
    if len(data) > LARGEST:
        raise NotValid("file", f"The file is over {LARGEST // 2**20} MB.", "Give its address instead.")
    digest = digest_of(data)
    return KeptFile.objects.filter(digest=digest).first() or KeptFile.objects.create(
        digest=digest,
        name=plain(name)[:200] or "file",
        media_type=media_type(data, name),
        content=data,
        at=clocks.now(),
        by=officer_of(by),
    )


def digest_of(data: bytes) -> str:
    """By which a file or a letter's words are known again: SHA-256, in hex."""
    return hashlib.sha256(data).hexdigest()


def media_type(data: bytes, name: str) -> str:
    """What a file is, by its content; what is neither known nor plain text is refused, since nobody could open it."""
    for start, kind in MEDIA_TYPES.items():
        if data.startswith(start):
            ending = name[name.rfind(".") :].lower() if "." in name else ""
            return OFFICE.get(ending, kind) if kind == "application/zip" else kind
    if not _is_text(data):
        raise NotValid("file", "This kind of file is not kept.", "Give a PDF, an Office file, a picture or text.")
    return "text/plain"


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def journal_of(by: Reader, under: Look, kind: str, stream: str, facts: dict[str, Any]) -> None:
    journal.write(kind, stream=stream, by=by, under=under, occurred_at=clocks.now(), facts=facts)


def journal_made(by: Reader, under: Look, sent: Sent, stream: str, facts: dict[str, Any], made: int) -> None:
    """The entry of what was added, under the sender's own key: by this it is known again when it is sent twice."""
    told = {**facts, "made": made, "facts": sent.coded}
    journal.write(sent.kind, stream=stream, by=by, under=under, occurred_at=clocks.now(), facts=told,
                  idempotency_key=sent.key)  # fmt: skip
