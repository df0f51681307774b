"""A week of two systems set beside each other: every going missing once, whose it is, and what the two say of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.people.queries import identities
from goldthread.core.refusals import NotValid
from goldthread.respond.missing.episodes import instant, matches_of
from goldthread.respond.missing.mirroring import GRADES
from goldthread.respond.missing.owning import SYSTEM

LONGEST = timedelta(days=93)  # ours: a quarter is more than any rehearsal, and a list that a person can read
OURS = "Goldthread"
Row = dict[str, Any]


@dataclass(frozen=True)
class Episode:
    """One going missing. `standing` is `matched`, `only_here`, `only_merlin` or `withdrawn`; `owner` is one system."""

    standing: str
    child: str
    name: str
    reference: str
    numbers: tuple[str, ...]
    owner: str
    reported_at: datetime
    differs: tuple[dict[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {**vars(self), "numbers": list(self.numbers), "reported_at": self.reported_at.isoformat(),
                "differs": list(self.differs)}  # fmt: skip


@dataclass(frozen=True)
class Week:
    """What came of it. Reports are matched, second, only there or withdrawn; cases matched, only here or withdrawn."""

    since: datetime
    until: datetime
    episodes: list[Episode]
    reports: Mapping[str, int]
    cases: Mapping[str, int]
    not_shown: int
    two_open: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {"since": self.since.isoformat(), "until": self.until.isoformat(), "reports": dict(self.reports),
                "cases": dict(self.cases), "not_shown": self.not_shown, "two_open": self.two_open,
                "episodes": [one.as_json() for one in self.episodes]}  # fmt: skip


def reconcile(by: Reader, since: datetime, until: datetime) -> Week:
    """Every report of Merlin and every case of ours made in a period, set beside each other; a look at every child.

    What this reader may not see is counted as not shown, so that the lines add up for everybody.
    """
    by.must("see_missing")
    if not since < until or until - since > LONGEST:
        raise NotValid("until", "The period has no days, or more than 93.", "Give the first day and the last.")
    ids = db.fetch("SELECT * FROM goldthread_missing_between(%s, %s)", [since, until])
    people = {row["person_id"] for row in ids}
    look(by, people=sorted(people), list="missing reports of two systems", work="missing")
    records = _records([row["record_id"] for row in ids if row["record_id"]])
    cases = _cases([row["case_id"] for row in ids if row["case_id"]])
    not_shown = len({row["record_id"] or row["case_id"] for row in ids}) - len(records) - len(cases)
    return _set_beside(since, until, records, cases, not_shown)


def _set_beside(since: datetime, until: datetime, records: list[Row], cases: list[Row], not_shown: int) -> Week:
    of_case, alone = _shared_out(records, cases)
    who = identities([row["person_id"] for row in (*records, *cases)])
    ours = [_of_case(case, of_case.get(case["id"], []), who) for case in cases]
    theirs = [_alone(row, who) for row in alone]
    by_case, by_report = (Counter(one.standing for one in some) for some in (ours, theirs))
    live = [sum(not row["is_deleted"] for row in rows) for rows in of_case.values()]
    gone = sum(row["is_deleted"] for rows in of_case.values() for row in rows)
    return Week(
        since,
        until,
        sorted([*ours, *theirs], key=lambda one: (one.reported_at, one.reference, one.numbers)),
        {
            "all": len(records),
            "matched": sum(many > 0 for many in live),
            "second": sum(max(many - 1, 0) for many in live),
            "only_merlin": by_report["only_merlin"],
            "withdrawn": by_report["withdrawn"] + gone,
        },
        {"all": len(cases), **{name: by_case[name] for name in ("matched", "only_here", "withdrawn")}},
        not_shown,
        _two_open(cases, who),
    )


def _shared_out(records: list[Row], cases: list[Row]) -> tuple[dict[UUID, list[Row]], list[Row]]:
    """The reports of each case, and those that are of none. A withdrawn one is of the case that has its number."""
    matches = matches_of([row["id"] for row in records if not row["is_deleted"]])
    by_number = {case["external_reference"]: case["id"] for case in cases if case["external_reference"]}
    held = {case["id"] for case in cases}
    of_case: dict[UUID, list[Row]] = {}
    alone: list[Row] = []
    for row in records:
        case = by_number.get(row["number"]) if row["is_deleted"] else matches.get(row["id"], {}).get("case_id")
        (of_case.setdefault(case, []) if case and case in held else alone).append(row)
    return of_case, alone


def _of_case(case: Row, rows: Sequence[Row], who: Mapping[UUID, Any]) -> Episode:
    first = next((row for row in rows if row["number"] == case["external_reference"]), rows[0] if rows else None)
    standing = "matched" if any(not row["is_deleted"] for row in rows) else "withdrawn" if rows else "only_here"
    numbers = tuple(row["number"] for row in sorted(rows, key=lambda row: row is not first))
    return Episode(
        standing,
        *_named(who, case["person_id"]),
        case["reference"],
        numbers,
        case["owned_by"] or OURS,
        case["reported_at"],
        tuple(_differs(case, first)) if first and standing == "matched" else (),
    )


def _alone(row: Row, who: Mapping[UUID, Any]) -> Episode:
    standing = "withdrawn" if row["is_deleted"] else "only_merlin"
    return Episode(standing, *_named(who, row["person_id"]), "", (row["number"],), SYSTEM, row["at"])


def _named(who: Mapping[UUID, Any], person: UUID) -> tuple[str, str]:
    known = who.get(person)
    return (known.code, known.name) if known else ("", "")


def _differs(case: Row, row: Row) -> Iterable[dict[str, str]]:
    """Where the two say different things: the grade, and when the child was found; a minute apart is no difference."""
    ours, theirs = case["facts"].get("grade", ""), GRADES.get(row["risk"], "")
    if ours != theirs:
        yield {"field": "grade", "here": ours, "there": theirs}
    located = case["facts"].get("located_on") or ""
    here = datetime.fromisoformat(located) if located else None
    there = row["found_at"]
    if bool(here) != bool(there) or (here and there and abs(here - there) >= timedelta(minutes=1)):
        yield {"field": "found_at", "here": located, "there": there.isoformat() if there else ""}


def _two_open(cases: Sequence[Row], who: Mapping[UUID, Any]) -> list[str]:
    """Children with two cases open at once, by code: none, unless two people turned out to be one."""
    away = Counter(case["person_id"] for case in cases if case["closed_at"] is None
                   and not case["facts"].get("returned_on") and not (case["owned_by"] and
                                                                     case["facts"].get("located_on")))  # fmt: skip
    return sorted(_named(who, person)[0] for person, times in away.items() if times > 1)


def _records(ids: Sequence[UUID]) -> list[Row]:
    rows = db.fetch(
        """SELECT r.id, r.source_record_id AS number, coalesce(r.occurred_at, r.known_at) AS at, r.is_deleted,
                  l.person_id, t.facts
             FROM records_sourcerecord r LEFT JOIN records_recordcontent t ON t.record_id = r.id
             JOIN records_mention m ON m.source_id = r.source_id AND m.source_record_id = r.source_record_id
                                   AND m.key = 'subject'
             JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
            WHERE r.id = ANY(%s::uuid[])""",
        [list(ids)],
    )
    return [{**row, **_told(dict(row["facts"] or []))} for row in rows]


def _told(facts: Mapping[str, str]) -> Row:
    return {"risk": facts.get("risk", ""), "found_at": instant(facts.get("found_at", ""))}


def _cases(ids: Sequence[UUID]) -> list[Row]:
    return db.fetch(
        """SELECT c.id, c.reference, c.external_reference, c.owned_by, c.facts, c.closed_at, c.state, l.person_id,
                  e.occurred_at AS reported_at
             FROM cases_case c JOIN people_link l ON l.mention_id = c.mention_id AND l.to_at IS NULL
                                                 AND l.certainty = 'linked'
             JOIN journal_event e ON e.stream = 'case:' || c.id AND e.kind = 'missing.reported'
            WHERE c.id = ANY(%s::uuid[])""",
        [list(ids)],
    )


def day_bounds(since: str, until: str) -> tuple[datetime, datetime]:
    """The first instant of the first day and the end of the last, in London."""
    from goldthread.core.clocks.calendars import end_of

    try:
        first, last = (datetime.fromisoformat(text).date() for text in (since, until))
    except ValueError:
        raise NotValid("since", "Give days like 2026-11-23.", "The first day, and the last.") from None
    return end_of(first - timedelta(days=1)), end_of(last)


def last_week() -> tuple[str, str]:
    """The seven days before today, as days."""
    today = clocks.today()
    return (today - timedelta(days=7)).isoformat(), (today - timedelta(days=1)).isoformat()
