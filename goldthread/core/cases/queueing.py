"""The queue of an area: one page of its open work as it was wanted, and what waits in all of it. A logged look."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area
from goldthread.core.areas.registry import areas
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import stream_of
from goldthread.core.clocks.book import book
from goldthread.core.clocks.models import Clock
from goldthread.core.clocks.queries import clock_as_json, next_clocks, shown
from goldthread.core.organisation.models import Borough, Officer
from goldthread.core.people.queries import Identity, identities
from goldthread.core.records.names import fold
from goldthread.core.refusals import NotValid
from goldthread.core.standards.book import Book

PAGE = 50
LAST_PAGE = 100_000
SOON = timedelta(hours=1)
TIMES_IN = timedelta(days=365)  # how far back a row counts how often the child came to notice
REVIEWS = ("never", "due", "asked")
SORTS = ("", "child", "due", "opened", "risk", "grade", "state", "owner", "borough", "reference")
# How long work has waited, in days, for the table of the backlog: ours, to set a day's work from a month's.
BANDS = ((1, "under 1 day"), (3, "1 to 3 days"), (7, "3 to 7 days"), (28, "1 to 4 weeks"), (None, "over 4 weeks"))


@dataclass(frozen=True)
class Wanted:
    """What part of a queue is asked for, in which order.

    `owner` is a username, `mine` or `none`; `risk` and the values of `scales` may be `unknown`: not graded.
    `due_soon`: due within the hour, and not late. `waiting_days`: opened so many days ago or longer. `find` is a
    reference or the start of the child's names.
    """

    state: str = ""
    risk: str = ""
    owner: str = ""
    borough: str = ""
    late: bool = False
    due_soon: bool = False
    waiting_days: int | None = None
    scales: Mapping[str, str] = field(default_factory=dict)
    review: str = ""  # never reviewed; a review that is due by its clock; asked: a review asks for something
    find: str = ""
    sort: str = ""
    page: int = 1


@dataclass
class Waiting:
    """What waits in the whole queue, whatever part of it is asked for."""

    open: int = 0
    late: int = 0
    no_owner: int = 0
    oldest: datetime | None = None
    by_state: dict[str, int] = field(default_factory=dict)
    backlog: dict[str, dict[str, int]] = field(default_factory=dict)  # how long it waits: the grade: how many

    def add(self, row: Mapping[str, Any]) -> None:
        many = row["many"]
        self.open += many
        self.late += many if row["is_late"] else 0
        self.no_owner += many if row["is_free"] else 0
        self.oldest = min(filter(None, (self.oldest, row["oldest"])))
        self.by_state[row["state"]] = self.by_state.get(row["state"], 0) + many
        band = self.backlog.setdefault(BANDS[row["band"]][1], {})
        band[row["grade"]] = band.get(row["grade"], 0) + many


@dataclass
class Queue:
    """One page of an area's open work; `found` of it and `found_late` answer what was wanted."""

    area: Area
    wanted: Wanted
    rows: list[dict[str, Any]]
    found: int
    found_late: int
    waiting: Waiting
    owners: list[tuple[str, str]]

    @property
    def total(self) -> int:
        return self.waiting.open

    def as_json(self) -> dict[str, Any]:
        told = self.waiting
        return {
            "area": self.area.id,
            "open": told.open,
            "late": told.late,
            "no_owner": told.no_owner,
            "oldest": told.oldest.isoformat() if told.oldest else None,
            "by_state": told.by_state,
            "backlog": told.backlog,
            "found": self.found,
            "found_late": self.found_late,
            "page": self.wanted.page,
            "pages": max(1, -(-self.found // PAGE)),
            "cases": self.rows,
        }


def open_queue(by: Reader, area_id: str, wanted: Wanted | None = None, *, size: int = PAGE) -> Queue:
    """One page of the open work of an area. One log row names whom it shows; so many queries whatever its length."""
    area = queue_area(by, area_id)
    asked, now = wanted or Wanted(), clocks.now()
    ids = page_ids(by, area, asked, now, size)
    people = {row["case_id"]: row["person_id"] for row in ids}
    look(by, people=sorted({p for p in people.values() if p}), list=f"{area_id} queue", **asked_words(asked))
    found, late = (ids[0]["found"], ids[0]["found_late"]) if ids else (0, 0)
    return Queue(area, asked, rows_of(people), found, late, _waiting(area, now), owners_of(area))


def queue_area(by: Reader, area_id: str) -> Area:
    """The area whose queue is asked for, if this reader may see it."""
    area = areas().get(area_id)
    if area is None:
        raise NotValid("area", f'"{area_id}" is not an area of work.', f"Areas: {', '.join(areas())}.")
    by.must(area.queue_permission)
    return area


def page_ids(by: Reader, area: Area, asked: Wanted, now: datetime, size: int) -> list[dict[str, Any]]:
    """Which cases the page that is asked for shows and whom they are about; nothing is read of them yet."""
    keys = json.dumps(wanted_keys(by, area, asked, now))
    return db.fetch(
        "SELECT * FROM goldthread_queue_page(%s, %s::jsonb, %s, %s, %s)",
        [area.id, keys, now, size, size * (asked.page - 1)],
    )


def queue_changed(by: Reader, area: Area, since: datetime) -> int:
    """How many of an area's cases changed since an instant: a count for a list that is polled, and nobody's name."""
    by.must(area.queue_permission)
    return int(db.fetch_one("SELECT goldthread_queue_changed(%s, %s) AS many", [area.id, since])["many"])


def asked_words(asked: Wanted) -> dict[str, Any]:
    """What the log keeps of the question."""
    return {"find": asked.find} if asked.find else {}


def rows_of(people: Mapping[UUID, UUID | None]) -> list[dict[str, Any]]:
    """These cases as a list shows them, in the order given; under a look that names whom they are about."""
    return [row for _, row in cases_and_rows(people)]


def cases_and_rows(people: Mapping[UUID, UUID | None]) -> list[tuple[Case, dict[str, Any]]]:
    """The same, each beside the case that it shows."""
    found = Case.objects.select_related("owner", "borough").in_bulk(list(people))
    who = identities([person for person in people.values() if person])
    running = next_clocks(stream_of(case_id) for case_id in people)
    here, times = book(), _times([person for person in people.values() if person])
    sent = sent_back_of(one.reference for one in found.values())
    return [
        (
            found[case_id],
            _row(found[case_id], who.get(person) if person else None, running.get(stream_of(case_id)), here)
            | {"in_12_months": times.get((found[case_id].area, person), 0)}
            | {"sent_back": sent.get(found[case_id].reference)},
        )
        for case_id, person in people.items()
        if case_id in found
    ]


def sent_back_of(cases: Iterable[str]) -> dict[str, str]:
    """Of these cases, those that an audit sent back and of which nobody confirmed yet that the child is safe, each with
    the reference of the work that it became. One query."""
    rows = db.fetch("SELECT * FROM goldthread_sent_back_of(%s)", [sorted(cases)])
    return {row["about"]: row["reference"] for row in rows}


def _times(people: Iterable[UUID]) -> dict[tuple[str, UUID | None], int]:
    """How many cases of each area were opened about these people in the last 12 months. One query."""
    since = clocks.now() - TIMES_IN
    rows = db.fetch("SELECT * FROM goldthread_times(%s::uuid[], %s)", [sorted(set(people)), since])
    return {(row["area"], row["person_id"]): row["many"] for row in rows}


def _row(case: Case, person: Identity | None, following: Clock | None, here: Book) -> dict[str, Any]:
    area = areas()[case.area]
    owner = str(case.owner) if case.owner else None
    return {
        "next_due": clock_as_json(shown(following, owner, here=here)) if following else None,
        "reference": case.reference,
        "area": case.area,
        "state": case.state,
        "state_words": area.state(case.state).words,
        "risk": case.risk,
        "grades": {scale.fact: case.facts[scale.fact] for scale in area.scales if scale.fact in case.facts},
        "opened_at": case.opened_at.isoformat(),
        "owner": owner,
        "borough": case.borough.name if case.borough else None,
        "reviewed_at": case.reviewed_at.isoformat() if case.reviewed_at else None,
        "next_review_on": case.next_review_on.isoformat() if case.next_review_on else None,
        "review_asks": case.instructed_at is not None,
        "person": person.as_json() if person else None,
    }


def wanted_keys(by: Reader, area: Area, asked: Wanted, now: datetime) -> dict[str, Any]:
    """What the database is asked to keep and how to order it, or the refusal that names what cannot be."""
    keys: dict[str, Any] = {"order": _order(area)}
    keys |= _one_of("state", asked.state, [one.id for one in area.states if not one.is_closed])
    keys |= _one_of("risk", asked.risk, [*(value for value, _ in area.risks), "unknown"])
    keys |= _one_of("sort", asked.sort.removeprefix("-"), SORTS)
    if keys.get("risk") == "unknown":
        keys["risk"] = ""
    if asked.sort.startswith("-"):
        keys["down"] = True
    if asked.borough:
        keys |= _one_of("borough", asked.borough, list(Borough.objects.values_list("code", flat=True)))
    if asked.owner:
        keys["owner"] = _owner(by, asked.owner)
    if asked.late:
        keys["late"] = True
    if asked.due_soon:
        keys["due_before"] = (now + SOON).isoformat()
    if asked.review:
        keys |= _one_of("review", asked.review, REVIEWS)
        keys["review_clocks"] = review_clocks(area)
    if asked.waiting_days is not None:
        keys["opened_before"] = _days_ago(asked.waiting_days, now)
    if not 1 <= asked.page < LAST_PAGE:
        raise NotValid("page", "There is no such page.", "Enter 1 or more.")
    return {**keys, **_graded(area, asked.scales), **_find(asked.find)}


def review_clocks(area: Area) -> list[str]:
    """The area's clocks that a review by a supervisor stops."""
    here = book()
    rules = [here.chosen(use.rule) for use in area.clocks]
    return [rule for rule in rules if "reviewed_at" in here.rule(rule).stops]


def _order(area: Area) -> dict[str, Any]:
    scale = area.scales[0] if area.scales else None
    graded = {"scale": scale.fact, "grades": [value for value, _ in scale.values]} if scale else {}
    return {"states": [one.id for one in area.states], "grades": [], **graded}


def _one_of(name: str, value: str, known: Iterable[str]) -> dict[str, str]:
    allowed = [one for one in known if one]
    if value and value not in allowed:
        raise NotValid(name, f'"{value[:40]}" is not known here.', f"Choose one of: {', '.join(allowed)[:300]}.")
    return {name: value} if value else {}


def _owner(by: Reader, owner: str) -> int | None:
    if owner == "none":
        return None
    if owner == "mine" and by.officer:
        return by.officer.pk
    found = Officer.objects.filter(username=owner).values_list("pk", flat=True).first()
    if found is None:
        raise NotValid("owner", f'"{owner[:40]}" is no officer.', "Enter a username, mine or none.")
    return found


def _days_ago(days: int, now: datetime) -> str:
    if not 0 <= days <= 36_500:
        raise NotValid("waiting_days", "That is no number of days.", "Enter 0 to 36500.")
    return (now - timedelta(days=days)).isoformat()


def _graded(area: Area, scales: Mapping[str, str]) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    for fact, value in scales.items():
        scale = area.scale(fact)
        if scale is None:
            raise NotValid(fact[:40], f'"{fact[:40]}" is no scale of this work.', "See the reference page of areas.")
        _one_of(fact, value, [*(known for known, _ in scale.values), "unknown"])
        if value == "unknown":
            keys["not_graded"] = fact
        elif value:
            keys.setdefault("scales", {})[fact] = value
    return keys


def _find(text: str) -> dict[str, Any]:
    """A reference by its beginning, or each word the beginning of one of the child's names."""
    if not text.strip():
        return {}
    if len(text) > 100:
        raise NotValid("find", "That is over 100 characters.", "Enter a reference or a name.")
    names = [word for word in fold(text).split() if word][:6]
    letters = "".join(one for one in text.strip().upper() if one.isalnum() or one == "-")
    return {"reference": letters or "?", "names": names}


def _waiting(area: Area, now: datetime) -> Waiting:
    """The whole queue counted, in one query: rows of state, owner or none, late, how long and the grade."""
    scale = area.scales[0].fact if area.scales else ""
    days = [now - timedelta(days=most) for most, _ in BANDS if most is not None]
    rows = db.fetch(
        """SELECT state, owner_id IS NULL AS is_free, coalesce(d.due_at < %(now)s, false) AS is_late,
                  (SELECT count(*) FROM unnest(%(days)s::timestamptz[]) AS day WHERE c.opened_at <= day)::int AS band,
                  coalesce(facts->>%(scale)s, '') AS grade, count(*) AS many, min(opened_at) AS oldest
             FROM cases_case c
             LEFT JOIN LATERAL (SELECT min(k.due_at) AS due_at FROM clocks_clock k
                                 WHERE k.stream = 'case:' || c.id AND k.ended_at IS NULL) d ON true
            WHERE area = %(area)s AND closed_at IS NULL GROUP BY 1, 2, 3, 4, 5 ORDER BY 4, 5""",
        {"now": now, "days": days, "scale": scale, "area": area.id},
    )
    found = Waiting()
    for row in rows:
        found.add(row)
    return found


def owners_of(area: Area) -> list[tuple[str, str]]:
    """Whoever owns open work of the area, by username and name."""
    held = Case.objects.filter(area=area.id, closed_at=None, owner__isnull=False).values("owner")
    return [(one.username, str(one)) for one in Officer.objects.filter(pk__in=held).order_by("name", "username")]
