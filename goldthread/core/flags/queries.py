"""Reading flags: ours and those that sources tell, side by side, as far as the look that is open shows."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.flags.actions import flag_ids
from goldthread.core.flags.catalogue import Kind, kinds
from goldthread.core.flags.models import Flag
from goldthread.core.flags.projection import stream_of
from goldthread.core.journal.queries import timeline
from goldthread.core.people.queries import Identity, identities, ids_under, person_by_code
from goldthread.core.refusals import NotFound, NotValid

LEVELS = ("high", "medium", "low", "none")
SENTENCES = {
    "flag.raised": "Raised",
    "flag.reviewed": "Reviewed: it still holds",
    "flag.handed_on": "Handed on to another officer",
    "flag.ended": "Its last day passed; it is shown until somebody reviews or lifts it",
    "flag.lifted": "Lifted",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A flag as it is shown. One of a source's has no owner here and no review: the source is asked."""

    kind: str
    name: str
    group: str
    level: str
    sentence: str
    since: datetime
    state: str
    why: str = ""
    reference: str = ""
    raised_by: str = ""
    owner: str = ""
    review_on: date | None = None
    ends_on: date | None = None
    is_late: bool = False
    system: str = ""
    system_name: str = ""
    record_id: str = ""
    record_reference: str = ""

    @property
    def is_ours(self) -> bool:
        return not self.system

    def as_json(self) -> dict[str, Any]:
        days = {name: getattr(self, name) and getattr(self, name).isoformat() for name in ("review_on", "ends_on")}
        return {**asdict(self), **days, "since": self.since.isoformat(), "is_ours": self.is_ours}


def flags_of(people: Collection[UUID], at: datetime | None = None, basis: str = "product") -> dict[UUID, list[Shown]]:
    """Under a look: the flags that stand on each of these people, the most pressing first. Bounded queries.

    `at` gives them as they stood then: ours by when they were journalled; a source's by the version of its record
    that we (`product`) or its source (`force`) then held.
    """
    found: dict[UUID, list[Shown]] = {person: [] for person in people}
    for person, flag in (*_ours(list(people), at, basis), *_told(list(people), at, basis)):
        found[person].append(flag)
    for person, flags in found.items():
        found[person] = sorted(flags, key=_order)
    return found


def _order(flag: Shown) -> tuple[Any, ...]:
    return LEVELS.index(flag.level), list(kinds()).index(flag.kind), not flag.is_ours, -flag.since.timestamp()


def _linked(at: datetime | None, basis: str) -> str:
    """Which links count: today's, or as with the picture those of the instant asked for."""
    if at is None:
        return "l.to_at IS NULL"
    if basis == "force":
        return "l.to_at IS NULL AND l.known_at <= %(at)s"
    return "l.from_at <= %(at)s AND (l.to_at IS NULL OR l.to_at > %(at)s)"


# A flag from its events, up to an instant: the newest value of each column, and the event that says why it stands.
_FOLDED = """
    SELECT min(e.facts->'set'->>'raised_at')::timestamptz AS raised_at,
           min(e.facts->'set'->>'raised_by_id')::bigint AS raised_by_id,
           (array_agg(e.facts->'set'->>'state' ORDER BY e.id DESC) FILTER (WHERE e.facts->'set' ? 'state'))[1] AS state,
           (array_agg(e.facts->'set'->>'review_on' ORDER BY e.id DESC)
               FILTER (WHERE e.facts->'set' ? 'review_on'))[1]::date AS review_on,
           (array_agg(e.facts->'set'->>'ends_on' ORDER BY e.id DESC)
               FILTER (WHERE e.facts->'set' ? 'ends_on'))[1]::date AS ends_on,
           (array_agg(e.facts->'set'->>'owner_id' ORDER BY e.id DESC)
               FILTER (WHERE e.facts->'set' ? 'owner_id'))[1]::bigint AS owner_id,
           (array_agg(e.id ORDER BY e.id DESC) FILTER (WHERE e.payload_digest IS NOT NULL))[1] AS told_in
      FROM journal_event e
     WHERE e.stream = 'flag:' || f.id AND (%(at)s::timestamptz IS NULL OR e.recorded_at <= %(at)s)
"""


def _ours(people: list[UUID], at: datetime | None, basis: str) -> list[tuple[UUID, Shown]]:
    """Ours are known to the force from the moment they are journalled: both bases say the same of them."""
    rows = db.fetch(
        f"""SELECT l.person_id, f.id, f.reference, f.kind, f.mention_id, s.state, s.review_on, s.ends_on, s.raised_at,
                   nullif(concat_ws(' ', nullif(o.rank, ''), o.name), '') AS owner,
                   nullif(concat_ws(' ', nullif(b.rank, ''), b.name), '') AS raised_by, w.body->>'reason' AS why
              FROM people_link l JOIN flags_flag f ON f.mention_id = l.mention_id
              JOIN LATERAL ({_FOLDED}) s ON true
              LEFT JOIN journal_payload w ON w.event_id = s.told_in
              LEFT JOIN organisation_officer o ON o.id = s.owner_id
              LEFT JOIN organisation_officer b ON b.id = s.raised_by_id
             WHERE l.person_id = ANY(%(people)s) AND l.certainty = 'linked' AND {_linked(at, basis)}
               AND s.raised_at IS NOT NULL AND s.state <> 'lifted'""",
        {"people": people, "at": at},
    )
    today = (at or clocks.now()).astimezone(clocks.LONDON).date()
    return [(row["person_id"], _our_flag(row, kinds()[row["kind"]], today)) for row in rows]


def _our_flag(row: dict[str, Any], kind: Kind, today: date) -> Shown:
    return Shown(
        kind.id,
        kind.name,
        kind.group,
        kind.level,
        kind.sentence,
        row["raised_at"],
        row["state"],
        why=row["why"] or "",
        reference=row["reference"],
        raised_by=row["raised_by"] or "",
        owner=row["owner"] or "",
        review_on=row["review_on"],
        ends_on=row["ends_on"],
        is_late=row["state"] == "ended" or row["review_on"] < today,
    )


def _told(people: list[UUID], at: datetime | None, basis: str) -> list[tuple[UUID, Shown]]:
    """Each kind that a system tells once, by its newest record, and since when any record of it says so."""
    time = "recorded_at" if basis == "product" else "known_at"
    version = (
        "r.is_current"
        if at is None
        else f"""r.{time} <= %(at)s AND NOT EXISTS (
                SELECT 1 FROM records_sourcerecord n WHERE n.source_id = r.source_id
                   AND n.source_record_id = r.source_record_id AND n.{time} <= %(at)s
                   AND (n.source_updated_at, n.recorded_at) > (r.source_updated_at, r.recorded_at))"""
    )
    rows = db.fetch(
        f"""SELECT DISTINCT ON (l.person_id, t.kind, r.source_id) l.person_id, t.kind, t.said_as, r.id AS record_id,
                   r.source_record_id, r.source_id AS system, s.name AS system_name,
                   min(t.since) OVER (PARTITION BY l.person_id, t.kind, r.source_id) AS since
              FROM people_link l JOIN flags_told t ON t.mention_id = l.mention_id
              JOIN records_mention m ON m.id = l.mention_id AND m.is_live
              JOIN records_sourcerecord r ON r.id = t.record_id JOIN records_source s ON s.code = r.source_id
             WHERE l.person_id = ANY(%(people)s) AND l.certainty = 'linked' AND {_linked(at, basis)} AND {version}
               AND NOT r.is_deleted AND r.erased_at IS NULL
             ORDER BY l.person_id, t.kind, r.source_id, r.known_at DESC, r.id""",
        {"people": people, "at": at},
    )
    return [(row["person_id"], _told_flag(row, kinds()[row["kind"]])) for row in rows]


def _told_flag(row: dict[str, Any], kind: Kind) -> Shown:
    return Shown(
        kind.id,
        kind.name,
        kind.group,
        kind.level,
        kind.sentence,
        row["since"],
        "live",
        why=row["said_as"],
        system=row["system"],
        system_name=row["system_name"],
        record_id=str(row["record_id"]),
        record_reference=row["source_record_id"],
    )


@dataclass
class FlagList:
    """Whom the flags are about, and the flags."""

    code: str
    person: Identity | None
    flags: list[Shown]
    look: Look

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "person": self.person.as_json() if self.person else None,
            "layer": self.look.layer,
            "flags": [flag.as_json() for flag in self.flags],
        }


def open_flags(by: Reader, code: str) -> FlagList:
    """The flags that stand on one person; a logged look."""
    by.must("open_picture", lambda: ids_under(code))
    person_id, current = person_by_code(code)
    seen = look(by, people=[person_id], list="flags")
    who = identities([person_id]).get(person_id)
    if who is None:
        raise NotFound("Nobody is held under that reference.", "Search by name, birth date or address.")
    return FlagList(current, who, flags_of([person_id])[person_id], seen)


@dataclass
class FlagFile:
    """One flag of ours with everything that happened to it, whether it still stands or not."""

    flag: Flag
    kind: Kind
    person: Identity | None
    events: list[dict[str, Any]]
    look: Look

    def as_json(self) -> dict[str, Any]:
        flag = self.flag
        return {
            "reference": flag.reference,
            "kind": flag.kind,
            "name": self.kind.name,
            "state": flag.state,
            "owner": str(flag.owner) if flag.owner else None,
            "raised_by": str(flag.raised_by),
            "raised_at": flag.raised_at.isoformat(),
            "review_on": flag.review_on.isoformat(),
            "ends_on": flag.ends_on.isoformat() if flag.ends_on else None,
            "closed_at": flag.closed_at.isoformat() if flag.closed_at else None,
            "last_event_id": flag.last_event_id,
            "person": self.person.as_json() if self.person else None,
            "timeline": [_event_json(event) for event in self.events],
        }


def open_flag(by: Reader, reference: str) -> FlagFile:
    """One flag of ours; a logged look at whom it is about."""
    by.must("open_picture")
    flag_id, person_id, kind = flag_ids(reference)
    people = [person_id] if person_id else []
    seen = look(by, people=people, flag=reference.strip().upper())
    found = Flag.objects.select_related("owner", "raised_by", "borough").filter(pk=flag_id).first()
    if found is None:
        raise NotFound("No flag has that reference.", "Check the reference.")
    who = identities(people).get(person_id) if person_id else None
    return FlagFile(found, kind, who, timeline(stream_of(flag_id)), seen)


def _event_json(event: dict[str, Any]) -> dict[str, Any]:
    return {
        "sentence": SENTENCES.get(event["kind"], event["kind"]),
        "kind": event["kind"],
        "who": event["who"],
        "recorded_at": event["recorded_at"].isoformat(),
        "reason": (event["body"] or {}).get("reason"),
        "erased": event["erased_at"] is not None,
        "withheld": event["withheld"],
    }


def flags_to_review(by: Reader, *, mine: bool = True, page: int = 1) -> dict[str, Any]:
    """Open flags by the day of their review, the reader's own or everybody's: whom they are about is logged."""
    by.must("review_flag")
    if mine and by.officer is None:
        raise NotValid("mine", "A service owns no flag.", "Ask for everybody's.")
    owner = by.officer.pk if mine and by.officer else None
    ids = db.fetch("SELECT flag_id, person_id, total FROM goldthread_flags_open(%s, %s, %s)",
                   [owner, REVIEWS_SHOWN, REVIEWS_SHOWN * (max(page, 1) - 1)])  # fmt: skip
    people = {row["flag_id"]: row["person_id"] for row in ids}
    look(by, people=sorted({one for one in people.values() if one}), list="flags to review")
    rows = Flag.objects.filter(pk__in=list(people)).select_related("owner").order_by("review_on", "reference")
    who = identities([one for one in people.values() if one])
    flags = [_review_row(flag, who.get(people[flag.pk])) for flag in rows]
    return {"flags": flags, "total": ids[0]["total"] if ids else 0, "page": page, "page_size": REVIEWS_SHOWN}


REVIEWS_SHOWN = 50


def _review_row(flag: Flag, person: Identity | None) -> dict[str, Any]:
    return {
        "reference": flag.reference,
        "kind": flag.kind,
        "name": kinds()[flag.kind].name,
        "state": flag.state,
        "owner": str(flag.owner) if flag.owner else None,
        "review_on": flag.review_on.isoformat(),
        "ends_on": flag.ends_on.isoformat() if flag.ends_on else None,
        "is_late": flag.state == "ended" or flag.review_on < clocks.today(),
        "person": person.as_json() if person else None,
    }
