"""Reading the register: homes, and who is placed where by whom; out of area is asked like any other question."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.organisation.authorities import authorities
from goldthread.core.organisation.models import Borough
from goldthread.core.people.queries import identities, person_by_code
from goldthread.core.refusals import NotValid
from goldthread.core.spreadsheet import as_csv
from goldthread.link.feeds.adapters.census import LEGAL_STATUS
from goldthread.respond.placements.models import KINDS, STATUSES, Placement, Premises
from goldthread.respond.placements.philomena import philomena
from goldthread.respond.placements.register import KEEPS, premises_by_code

READS = "see_missing"
PAGE, MOST = 50, 5_000
WHICH = {
    "": "All placements",
    "out": "Out of area",
    "here": "Placed here by another authority",
    "elsewhere": "Ours, placed elsewhere",
}
SORTS = {"since": "Newest first", "home": "Home", "authority": "Responsible authority", "host": "Host authority"}
COLUMNS = ("child", "initials", "age", "home", "home_name", "authority", "host", "status", "since", "until", "told_by")


@dataclass(frozen=True)
class Wanted:
    """Which placements, in which order. Empty: any."""

    which: str = ""
    authority: str = ""
    host: str = ""
    home: str = ""
    ended: bool = False
    sort: str = "since"

    def check(self) -> None:
        allowed = {"which": WHICH, "sort": SORTS}
        for name, choices in allowed.items():
            if getattr(self, name) not in choices:
                raise NotValid(name, f'"{getattr(self, name)[:20]}" is not a choice.',
                               f"Choose one of: {', '.join(filter(None, choices))}.")  # fmt: skip

    def as_asked(self) -> dict[str, Any]:
        """As the database asks it: what is not wanted is left out."""
        told = {name: getattr(self, name) for name in ("which", "authority", "host", "home", "sort")}
        return {**{name: value.strip() for name, value in told.items() if value.strip()}, "ended": self.ended}


def wanted_of(asked: Mapping[str, Any]) -> Wanted:
    """What an address or a call asks for."""
    texts = {
        name: str(asked.get(name) or "").replace("\0", "").strip() for name in ("which", "authority", "host", "home")
    }
    ended = asked.get("ended") in (True, "yes", "true", "on")
    return Wanted(**texts, ended=ended, sort=str(asked.get("sort") or "since").replace("\0", ""))


def placements(by: Reader, wanted: Wanted, *, page: int = 1, size: int = PAGE) -> dict[str, Any]:
    """One page of placements: the register's, and what children's services told where the register has none."""
    by.must(READS)
    wanted.check()
    rows, total = _page(by, wanted.as_asked(), size, size * (page - 1), list="placements", which=wanted.which)
    return {"placements": rows, "total": total}


def export(by: Reader, wanted: Wanted) -> str:
    """All of them as a file, as they are filtered and sorted. A disclosure."""
    by.must(READS)
    wanted.check()
    rows, _ = _page(by, wanted.as_asked(), MOST, 0, operation="disclosure", fields=list(COLUMNS))
    return "\ufeff" + as_csv(COLUMNS, rows)


def child_placements(by: Reader, code: str) -> dict[str, Any]:
    """Where one child is and was placed, and what is held of their Philomena form: sealed words are not told."""
    by.must(READS)
    person, named = person_by_code(code)
    rows, _ = _page(by, {"person": str(person), "ended": True}, PAGE, 0, child=named, people=[person])
    who = identities([person]).get(person)
    return {"child": named, "name": who.name if who else "", "initials": who.initials if who else "",
            "placements": rows, "philomena": philomena(person)}  # fmt: skip


def homes(by: Reader, *, closed: bool = False) -> list[dict[str, Any]]:
    """The register, by name, each with how many children it has."""
    by.must(READS)
    look(by, list="homes")
    found = Premises.objects.order_by("name", "code").select_related("borough")
    shown = list(found if closed else found.filter(closed_on=None))
    placed = Placement.objects.filter(premises__in=shown, until=None).values_list("premises_id", flat=True)
    counts: dict[UUID, int] = {}
    for one in placed:
        counts[one] = counts.get(one, 0) + 1
    return [{**home_told(one), "children": counts.get(one.pk, 0)} for one in shown]


def home_names() -> list[tuple[str, str]]:
    """The open homes by name, code and name, under the look now open: what a form chooses from."""
    return list(Premises.objects.filter(closed_on=None).order_by("name", "code").values_list("code", "name"))


def home(by: Reader, code: str) -> dict[str, Any]:
    """One home, and who is placed there."""
    by.must(READS)
    rows, _ = _page(by, {"home": code.strip().upper()}, PAGE, 0, home=code)
    return {**home_told(premises_by_code(code)), "placements": rows, "may_keep": by.may(KEEPS)}


def home_told(one: Premises) -> dict[str, Any]:
    names = authorities()
    texts = (
        "code",
        "name",
        "kind",
        "provider",
        "address",
        "postcode",
        "host",
        "night_phone",
        "mail",
        "contacts",
        "ofsted_number",
    )
    return {
        **{name: getattr(one, name) for name in texts},
        "kind_words": dict(KINDS).get(one.kind, one.kind),
        "host_name": names[one.host].name if one.host in names else one.host,
        "borough": one.borough_id or "",
        "lodges": one.lodges,
        "closed_on": one.closed_on.isoformat() if one.closed_on else None,
    }


def _page(
    by: Reader, asked: Mapping[str, Any], limit: int, offset: int, **detail: Any
) -> tuple[list[dict[str, Any]], int]:
    """The rows under a look that names every child on them."""
    ours = list(Borough.objects.values_list("code", flat=True))
    ids = db.fetch("SELECT * FROM goldthread_placements_page(%s::jsonb, %s, %s, %s)",
                   [json.dumps(dict(asked)), ours, limit, offset])  # fmt: skip
    named = {row["person_id"] for row in ids} | set(detail.pop("people", ()))
    look(by, people=sorted(named), **detail)
    return _rows(ids), ids[0]["total"] if ids else 0


def _rows(ids: list[dict[str, Any]]) -> list[dict[str, Any]]:
    held = Placement.objects.select_related("premises").in_bulk(
        [row["placement_id"] for row in ids if row["placement_id"]]
    )
    told = _told([row["record_id"] for row in ids if row["record_id"]])
    who = identities([row["person_id"] for row in ids])
    found = []
    for row in ids:
        base = _kept(held[row["placement_id"]]) if row["placement_id"] in held else told.get(row["record_id"])
        person = who.get(row["person_id"])
        if base is not None:
            child = {
                "child": row["code"],
                "initials": person.initials if person else "",
                "age": person.age if person else None,
            }
            found.append({**child, **base, "is_out": base["authority"] != base["host"]})
    return found


def _kept(one: Placement) -> dict[str, Any]:
    return {
        "home": one.premises.code,
        "home_name": one.premises.name,
        "authority": one.authority,
        "host": one.premises.host,
        "status": dict(STATUSES)[one.status],
        "since": one.since.isoformat(),
        "until": one.until.isoformat() if one.until else None,
        "days": ((one.until or clocks.today()) - one.since).days,
        "told_by": one.told_by,
        "record": "",
    }


def _told(records: list[UUID]) -> dict[UUID, dict[str, Any]]:
    """What children's services told of a placement, where the look may read the record."""
    rows = db.fetch(
        """SELECT r.id, r.borough, r.source_record_id, c.facts FROM records_sourcerecord r
             JOIN records_recordcontent c ON c.record_id = r.id WHERE r.id = ANY(%s::uuid[])""",
        [records],
    )
    return {row["id"]: _from_facts(row) for row in rows}


def _from_facts(row: Mapping[str, Any]) -> dict[str, Any]:
    facts = dict(row["facts"] or [])
    legal = facts.get("placement 1 legal_status", "")
    place = ", ".join(facts[name] for name in ("placement 1 provider", "placement 1 address") if facts.get(name))
    return {
        "home": "",
        "home_name": place or "not told",
        "authority": row["borough"].lower(),
        "host": facts.get("placement 1 authority", "").lower(),
        "status": LEGAL_STATUS.get(legal, legal),
        "since": facts.get("placement 1 started_on", ""),
        "until": None,
        "days": None,
        "told_by": "Children's social care",
        "record": str(row["id"]),
    }
