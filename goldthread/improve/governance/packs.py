"""A sampled case made ready for the scrutiny panel: what was asked, answered and done, with nobody in it.

Only coded fields are taken: times become days since the first step, references and places are left out, and no free
text goes in but words that the maker says they checked one by one (inspection.md 11.11: outsiders see no more than they
need).
"""

import hashlib
import json
import re
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.audit.reviews.models import SampledCase
from goldthread.audit.reviews.programmes import programmes
from goldthread.audit.reviews.reading import Opened, asked_in, under_look
from goldthread.audit.reviews.results import last_of
from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.cases.replaying import replayed
from goldthread.core.clocks import LONDON
from goldthread.core.journal import actions as journal
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.improve.governance.bodies import body_named
from goldthread.improve.governance.models import Meeting, Pack
from goldthread.improve.governance.queries import sight_of
from goldthread.improve.governance.seats import must_write, person_of

LONGEST_WORDS = 4_000
# What may not stand in words for a panel, whoever checked them. Ours, 30 November 2026.
NEVER = (
    ("a reference", re.compile(r"\b[A-Z]{1,2}-[0-9A-Z]{4,10}\b|\b\d{2}PAC\d+|\bCRIS\b|\bCAD\b|\b\d{4,}/\d{2}\b", re.I)),
    ("a date", re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b|\b(19|20)\d\d\b")),
    ("a postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.I)),
    ("a telephone number", re.compile(r"(?:\d[ -]?){9,}")),
    ("an address", re.compile(r"\b\d+[a-z]? \w+ (road|street|lane|avenue|close|way|drive|court|terrace)\b", re.I)),
)


def make_pack(
    by: Reader, meeting_id: UUID, sample: str, place: int, *, words: str = "", is_checked: bool = False
) -> Pack:
    """Put a graded case of a sample before a meeting: numbered there, hashed, never changed.

    By an auditor to whom the sample was given and who keeps the panel. `words` are taken only where they say that they
    checked each of them (`is_checked`), under their name.
    """
    by.must("audit_cases")
    officer = person_of(by)
    said = _checked(words, is_checked)
    with db.transaction():
        opened = _opened(by, sample, place)
        meeting = Meeting.objects.select_for_update().filter(pk=meeting_id).first()
        if meeting is None:
            raise NotFound("There is no such meeting among your bodies.", "See the bodies that you sit on.")
        must_write(by, meeting.body)
        if "packs" not in body_named(meeting.body, clocks.today()).sees:
            raise Refusal("no_packs", "This body is not shown packs.", "Put it before the scrutiny panel.")
        if meeting.called_off_at is not None:
            raise Clash("This meeting was called off.", "Plan another.")
        held = _redacted(opened, said)
        pack = Pack.objects.create(
            meeting=meeting, body=meeting.body, number=Pack.objects.filter(meeting=meeting).count() + 1, held=held,
            digest=digest_of(held), made_at=clocks.now(), made_by=officer, words_checked_by=officer if said else None,
        )  # fmt: skip
        _wrote(by, opened, pack, said)
    return pack


def _wrote(by: Reader, opened: Opened, pack: Pack, said: str) -> None:
    """The one place that says which case this is; a panel's members can read no event of it.

    By its key it is known again: one case, with the same words, is put before a meeting once.
    """
    told = hashlib.sha256(said.encode()).hexdigest()[:12]
    try:
        journal.write(
            "governance.pack_made", stream=f"pack:{pack.pk}", by=by, under=opened.look, occurred_at=pack.made_at,
            facts={"pack": str(pack.pk), "sampled": str(opened.drawn.pk), "digest": pack.digest},
            idempotency_key=f"pack:{pack.meeting_id}:{opened.drawn.pk}:{told}",
        )  # fmt: skip
    except Clash:
        raise Clash("This case was put before the meeting already.", "Open its pack on the meeting's page.") from None


def packs_of(by: Reader, meeting_id: UUID) -> list[Pack]:
    """The packs put before a meeting, for whoever sits on its body now and sat there then."""
    found = Pack.objects.filter(meeting_id=meeting_id, body__in=sight_of(by).packs_of)
    return list(found.select_related("words_checked_by").order_by("number"))


def packs_to_read(by: Reader, body: str) -> list[Pack]:
    """The packs put before a body's meetings that are still to come, for whoever sits there; the next meeting first."""
    found = Pack.objects.filter(
        body=body, body__in=sight_of(by).packs_of, meeting__held_at=None, meeting__called_off_at=None
    )
    return list(found.select_related("meeting").order_by("meeting__planned_at", "number"))


def open_pack(by: Reader, pack_id: UUID) -> Pack:
    """One pack, for the seats of its meeting. That it was opened, by whom and when, is in the log."""
    by.must("read_governance")
    look(by, list="redacted pack", pack=str(pack_id))
    found = (
        Pack.objects.filter(pk=pack_id, body__in=sight_of(by).packs_of)
        .select_related("meeting", "words_checked_by")
        .first()
    )
    if found is None:
        raise NotFound("There is no such pack among those put before you.", "See the meetings of your body.")
    return found


def digest_of(held: dict[str, Any]) -> str:
    """The SHA-256 of all that a pack holds, in one order of keys: whoever has a copy can compare it."""
    return hashlib.sha256(json.dumps(held, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _checked(words: str, is_checked: bool) -> str:
    said = words.replace("\x00", "").strip()
    if said and not is_checked:
        raise NotValid("is_checked", "Say that you checked each word for whom it may name.", "Or leave the words out.")
    if len(said) > LONGEST_WORDS:
        raise NotValid("words", f"This is over {LONGEST_WORDS:,} characters.", "Shorten it.")
    for what, pattern in NEVER:
        if pattern.search(said):
            raise NotValid("words", f"There is {what} in it.", "Take it out: a pack names nobody and no place.")
    return said


def _opened(by: Reader, sample: str, place: int) -> Opened:
    """The case as it was known when the sample was drawn, under one look of audit that says what it is for."""
    seen, drawn_from, drawn = under_look(by, sample, place, operation="alteration", change="pack made")
    at = drawn_from.drawn_at
    return Opened(drawn_from, drawn, seen, replayed(drawn.case_id, None, seen, at) if drawn.case_id else None)


def _redacted(opened: Opened, words: str) -> dict[str, Any]:
    """The pack's content: codes, our own words and days since the first step."""
    last = last_of(opened.sample)
    first, second = last.get((opened.drawn.pk, "first")), last.get((opened.drawn.pk, "second"))
    if first is None:
        raise Clash("This case has no grade that you may read.", "It is put before a panel once it is graded.")
    return {
        "programme": programmes()[opened.sample.programme].name,
        "work": opened.case.area.name if opened.case else "",
        "grade": first.grade,
        "proposed": first.proposed["proposed"],
        "is_departure": first.is_departure,
        "second_grade": second.grade if second else None,
        "is_sent_back": _is_sent_back(opened.drawn),
        "answers": [
            {"question": one.id, "words": one.words, "said": str(first.answers[one.id]["said"])}
            for one in asked_in(opened.sample)
            if one.id in first.answers
        ],
        "steps": _steps(opened),
        "clocks": _clocks(opened),
        "words": words,
    }


def _is_sent_back(drawn: SampledCase) -> bool:
    return bool(db.fetch("SELECT 1 FROM goldthread_audit_sent_back(%s)", [drawn.pk]))


def _steps(opened: Opened) -> list[dict[str, Any]]:
    """What was done, oldest first: the area's own sentence for each step, its day since the first and its time."""
    if opened.case is None:
        return []
    events = sorted(opened.case.events, key=lambda one: (one["occurred_at"], one["id"]))
    began = _local(events[0]["occurred_at"]).date() if events else None
    return [
        {
            "day": (_local(one["occurred_at"]).date() - began).days + 1,
            "time": f"{_local(one['occurred_at']):%H:%M}",
            "what": opened.case.area.sentence(one["kind"]),
        }
        for one in events
        if began
    ]


def _clocks(opened: Opened) -> list[dict[str, str]]:
    """How each clock of the case stood, by its rule's own name."""
    told = opened.case.as_json()["clocks"] if opened.case else []
    return [{"rule": str(one["rule"]), "name": str(one["name"]), "state": str(one["state"])} for one in told]


def _local(instant: datetime) -> datetime:
    return instant.astimezone(LONDON)
