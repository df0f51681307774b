"""What missing children have in common: where they were found or say they were, and with whom. Each thing once.

Problem solving about repeat people and addresses is the coordinator's work (missing-cse-custody.md 1.7, November 2026).
Only what two children or more share is listed. Every child shown is a look; one not shown is still counted.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.clocks.calendars import end_of
from goldthread.core.people.queries import Identity, identities
from goldthread.core.refusals import NotValid

PAGE = 25
MONTHS = {"1": 30, "3": 91, "12": 365, "36": 1096}  # periods as days, by what a filter calls them
INTERVIEW = "interview"  # no kind of thing: whichever of them a child named in a return interview
KINDS = {"place": "A place", "person": "A person", "named": "Named in words", INTERVIEW: "Named in an interview"}
SORTS = ("children", "episodes", "last", "place")
Row = dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """What is asked for: a period in months back from today, a borough by name, a kind, an order, a page."""

    months: str = "12"
    borough: str = ""
    kind: str = ""
    sort: str = ""
    page: int = 1


@dataclass(frozen=True)
class Thing:
    """One place or person that children have in common. `children` counts all of them, `shown` those to be named here.

    `danger`: somebody who may harm children lives there, or this person may; what it is, the desk says. `point` is on
    the national grid, in metres. `interviews`: how many of the children named it in a return interview.
    """

    kind: str
    words: str
    code: str
    borough: str
    children: int
    shown: tuple[Identity, ...]
    episodes: int
    last_at: datetime
    danger: bool
    point: tuple[int, int] | None = None
    number: int = 0
    interviews: int = 0

    def as_json(self) -> dict[str, Any]:
        east, north = self.point or (None, None)
        return {
            "number": self.number,
            "kind": self.kind,
            "words": self.words,
            "code": self.code,
            "borough": self.borough,
            "children": self.children,
            "shown": [{"code": one.code, "name": one.name} for one in self.shown],
            "episodes": self.episodes,
            "last_at": self.last_at.isoformat(),
            "danger": self.danger,
            "interviews": self.interviews,
            "easting": east,
            "northing": north,
        }


@dataclass(frozen=True)
class Common:
    """One page of them, how many there are, and the boroughs that a filter may name."""

    wanted: Wanted
    things: list[Thing]
    found: int
    boroughs: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {"months": self.wanted.months, "borough": self.wanted.borough, "kind": self.wanted.kind,
                "page": self.wanted.page, "found": self.found, "boroughs": self.boroughs,
                "things": [one.as_json() for one in self.things]}  # fmt: skip


def in_common(by: Reader, wanted: Wanted | None = None, *, operation: str = "consultation", most: int = PAGE) -> Common:
    """One page of what children have in common, under a look at every child on it. The same queries at any length."""
    by.must("see_in_common")
    asked = wanted or Wanted()
    _check(asked)
    groups = _groups(asked)
    boroughs = sorted({one["borough"] for one in groups if one["borough"]})
    kept = _in_order([one for one in groups if not asked.borough or one["borough"] == asked.borough], asked.sort)
    page = kept[(asked.page - 1) * most :][:most]
    people = sorted({child for one in page for child in one["children"]} | {_id(one) for one in page
                                                                           if one["kind"] == "person"})  # fmt: skip
    look(by, people=people, operation=operation, list="places and people in common", work="missing")
    things = _things(page, people, (asked.page - 1) * most)
    return Common(asked, things, len(kept), boroughs)


def with_others(child: UUID) -> list[dict[str, Any]]:
    """Of one child, under a look on them: how many others were found where they were. Nobody else is named."""
    rows = db.fetch("SELECT * FROM goldthread_missing_others(%s) ORDER BY others DESC, dwelling_id", [child])
    words = _place_words([row["dwelling_id"] for row in rows])
    return [
        {"words": words[row["dwelling_id"]], "others": row["others"]} for row in rows if row["dwelling_id"] in words
    ]


def _check(asked: Wanted) -> None:
    if asked.months not in MONTHS:
        raise NotValid("months", "That is no period.", f"Choose one of: {', '.join(MONTHS)}.")
    if asked.kind and asked.kind not in KINDS:
        raise NotValid("kind", "That is no kind.", f"Choose one of: {', '.join(KINDS)}.")


def _groups(asked: Wanted) -> list[Row]:
    since = end_of(clocks.today() - timedelta(days=MONTHS[asked.months] + 1))
    rows = db.fetch("SELECT * FROM goldthread_missing_common(%s, %s)", [since, _tomorrow()])
    if asked.kind == INTERVIEW:
        return [one for one in _grouped(rows) if one["interviews"]]
    return _grouped([row for row in rows if not asked.kind or row["kind"] == asked.kind])


def _tomorrow() -> datetime:
    return end_of(clocks.today())


def _grouped(rows: Iterable[Row]) -> list[Row]:
    """Each thing with its children, its episodes and the last of them. Ids alone: nobody is read yet."""
    held: dict[tuple[str, str], Row] = {}
    for row in rows:
        one = held.setdefault((row["kind"], row["thing"]), {"kind": row["kind"], "thing": row["thing"], "borough": "",
                                                           "children": set(), "episodes": set(), "cases": set(),
                                                           "interviews": set(),
                                                           "last_at": row["at"]})  # fmt: skip
        one["children"].add(row["child"])
        one["episodes"].add((row["child"], row["record_id"] or row["case_id"]))
        one["interviews"] |= {row["child"]} if row["in_interview"] else set()
        one["cases"] |= {row["case_id"]} if row["case_id"] else set()
        one["last_at"] = max(one["last_at"], row["at"])
        one["borough"] = one["borough"] or row["borough"]
    return list(held.values())


def _in_order(groups: list[Row], sort: str) -> list[Row]:
    """By how many children, unless asked otherwise; `-` turns it round. Ties stand in one order whoever asks."""
    name = sort.removeprefix("-")
    keys = {
        "children": lambda one: (-len(one["children"]), -one["last_at"].timestamp()),
        "episodes": lambda one: (-len(one["episodes"]), -one["last_at"].timestamp()),
        "last": lambda one: (-one["last_at"].timestamp(),),
        "place": lambda one: (one["borough"], one["kind"]),
    }
    key = keys.get(name, keys["children"])
    return sorted(groups, key=lambda one: (*key(one), one["thing"]), reverse=sort.startswith("-"))


def _things(page: Sequence[Row], people: Sequence[UUID], before: int) -> list[Thing]:
    who = identities(list(people))
    dwellings = [_id(one) for one in page if one["kind"] == "place"]
    named = [_id(one) for one in page if one["kind"] == "person"]
    words, points = _place_words(dwellings), _points(dwellings)
    danger = db.fetch("SELECT * FROM goldthread_danger_among(%s::uuid[], %s::uuid[])", [dwellings, named])
    risky = {row["dwelling_id"] or row["person_id"] for row in danger}
    said = _said([one for row in page if row["kind"] == "named" for one in row["cases"]])
    return [
        Thing(
            one["kind"],
            *_called(one, words, who, said),
            one["borough"],
            len(one["children"]),
            tuple(sorted((who[child] for child in one["children"] if child in who), key=lambda known: known.name)),
            len(one["episodes"]),
            one["last_at"],
            one["kind"] != "named" and _id(one) in risky,
            points.get(_id(one)) if one["kind"] == "place" else None,
            place,
            len(one["interviews"]),
        )
        for place, one in enumerate(page, start=before + 1)
    ]


def _called(
    one: Row, words: Mapping[UUID, str], who: Mapping[UUID, Identity], said: Mapping[str, str]
) -> tuple[str, str]:
    """How a thing is called, and the code it has; what this reader may not see has neither."""
    if one["kind"] == "place":
        return words.get(_id(one), "A place that is not shown"), ""
    if one["kind"] == "named":
        return said.get(one["thing"], "Words that are not shown"), ""
    known = who.get(_id(one))
    return (known.name, known.code) if known else ("Somebody who is not shown", "")


def _id(one: Row) -> UUID:
    return UUID(one["thing"])


def _place_words(dwellings: Sequence[UUID]) -> dict[UUID, str]:
    rows = db.fetch("SELECT id, words FROM places_dwelling WHERE id = ANY(%s::uuid[])", [list(dwellings)])
    return {row["id"]: row["words"] for row in rows}


def _points(dwellings: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    rows = db.fetch("SELECT * FROM goldthread_places_points(%s::uuid[])", [list(dwellings)])
    return {row["dwelling_id"]: (row["easting"], row["northing"]) for row in rows}


def _said(cases: Sequence[UUID]) -> dict[str, str]:
    """The words behind each digest, as far as this look shows them."""
    rows = db.fetch(
        """SELECT w.body FROM journal_event e JOIN journal_payload w ON w.event_id = e.id
            WHERE e.stream = ANY(%s) AND w.body IS NOT NULL ORDER BY e.id""",
        [[f"case:{one}" for one in cases]],
    )
    told: dict[str, str] = {}
    for row in rows:
        for line in _lines(row["body"]):
            told[_digest(line)] = line
    return told


def _lines(body: Mapping[str, Any]) -> Iterable[str]:
    for name in ("located_with", "people", "places"):
        for line in str(body.get(name) or "").replace(";", "\n").split("\n"):
            yield " ".join((line if name == "located_with" else line.split(":")[0]).split())
    for line in str(body.get("rhi_places") or "").split("\n"):
        yield " ".join(line.split())
    for line in str(body.get("rhi_people") or "").split("\n"):
        yield " ".join(_name_in(line).split())


def _name_in(line: str) -> str:
    """As `goldthread_interviewed_name` reads it: the name before the comma, if it is one; else the whole line."""
    name = line.split(",")[0].split()
    return " ".join(name) if name and all(one[:1].isupper() for one in name) else line


def _digest(line: str) -> str:
    """As `goldthread_named` reads it in the database."""
    return hashlib.md5(line.lower().strip(" .,").encode(), usedforsecurity=False).hexdigest()
