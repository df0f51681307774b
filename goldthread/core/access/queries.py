"""Reading the log: who saw a person, the log as a whole, the grants in force. Each reading is itself logged."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.models import Grant, Token
from goldthread.core.access.reader import Reader
from goldthread.core.people.queries import Identity, identities, ids_under, person_by_code
from goldthread.core.sealing.models import Check, Seal

PAGE = 50
_COLUMNS = """e.id, e.operation, e.at, e.role, e.post, e.purpose, e.case_reference, e.door, e.layer, e.outcome,
    e.people,
    coalesce(goldthread_called(e.officer_id, e.at), e.service) AS who, e.officer_id,
    d.body->>'reason' AS reason, d.body->>'query' AS query, d.erased_at IS NOT NULL AS detail_erased"""


@dataclass
class WhoSaw:
    """Who saw one person: each look, newest first."""

    code: str
    person: Identity | None
    looks: list[dict[str, Any]]
    total: int
    break_glass: int
    seal: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "person": self.person.as_json() if self.person else None,
            "total": self.total,
            "break_glass": self.break_glass,
            "looks": [
                {**{k: v for k, v in one.items() if k != "people"}, "at": one["at"].isoformat()} for one in self.looks
            ],
            "seal": {k: v.isoformat() if isinstance(v, datetime) else v for k, v in self.seal.items()},
        }


def who_saw(
    by: Reader,
    code: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    officer: str = "",
    page: int = 1,
) -> WhoSaw:
    """Who looked at, changed, joined, disclosed or erased what is held about one person."""
    by.must("see_access_log", lambda: ids_under(code))
    person_id, current = person_by_code(code, even_erased=True)
    look(by, people=[person_id], log="who saw", since=since, until=until, officer=officer)
    ids = _self_and_retired(person_id)
    found = db.fetch(
        "SELECT entry_id, total FROM goldthread_looks_at(%s::uuid[], %s, %s, %s, %s, %s)",
        [ids, since, until, _like(officer), PAGE, PAGE * (max(page, 1) - 1)],
    )
    looks = db.fetch(
        f"""SELECT {_COLUMNS} FROM access_logentry e LEFT JOIN access_logdetail d ON d.entry_id = e.id
              LEFT JOIN organisation_officer o ON o.id = e.officer_id WHERE e.id = ANY(%s) ORDER BY e.id DESC""",
        [[row["entry_id"] for row in found]],
    )
    total = found[0]["total"] if found else 0
    broken = Grant.objects.filter(person_id__in=ids, kind="break_glass").count()
    return WhoSaw(current, identities([person_id]).get(person_id), looks, total, broken, seal_state())


def access_log(
    by: Reader,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    officer: str = "",
    page: int = 1,
) -> dict[str, Any]:
    """The log, newest first, a page at a time."""
    by.must("see_access_log")
    look(by, log="access log", since=since, until=until, officer=officer)
    where, params = _where(since, until, officer)
    looks = db.fetch(
        f"""SELECT {_COLUMNS}, ARRAY(SELECT p.code FROM people_person p WHERE p.id = ANY (e.people) LIMIT 10) AS codes
              FROM access_logentry e LEFT JOIN access_logdetail d ON d.entry_id = e.id
              LEFT JOIN organisation_officer o ON o.id = e.officer_id
             WHERE true {where} ORDER BY e.id DESC LIMIT %s OFFSET %s""",
        [*params, PAGE, PAGE * (max(page, 1) - 1)],
    )
    total = db.fetch_one(
        f"""SELECT count(*) AS n FROM access_logentry e LEFT JOIN organisation_officer o ON o.id = e.officer_id
             WHERE true {where}""",
        params,
    )["n"]
    return {"looks": looks, "total": total, "page": page, "page_size": PAGE, "seal": seal_state()}


def seal_state() -> dict[str, Any]:
    """How far the access log is sealed, how many rows wait for a seal, and what its last proving found."""
    last = Seal.objects.filter(log="access").order_by("-batch").first()
    sealed = last.sealed_at if last else None
    row = db.fetch_one(
        "SELECT count(*) AS n FROM access_logentry WHERE epoch > %s OR (epoch = %s AND xact >= %s::text::xid8)",
        [last.epoch, last.epoch, str(int(last.below_xact))] if last else [0, 0, "0"],
    )
    check = Check.objects.filter(log="access").order_by("-checked_at").first()
    return {
        "sealed_to": sealed,
        "unsealed": row["n"],
        "seals": last.batch if last else 0,
        "checked_at": check.checked_at if check else None,
        "unbroken_to": check.sealed_to if check and not check.problems else None,
        "is_broken": bool(check and check.problems),
    }


def grants_in_force(by: Reader, person_id: UUID) -> list[Grant]:
    """The reader's own grants on one person that are in force now."""
    now = clocks.now()
    if by.officer is None:
        return []
    return list(Grant.objects.filter(officer=by.officer, person_id=person_id, starts_at__lte=now, ends_at__gt=now))


def grants_to_explain(by: Reader) -> list[Grant]:
    """Records the reader opened by breaking glass and has not yet explained."""
    if by.officer is None:
        return []
    return list(Grant.objects.filter(officer=by.officer, kind="break_glass", explained_at=None).order_by("starts_at"))


def token_by_digest(digest: str) -> Token | None:
    """A token in force under that digest; None if unknown, revoked or expired."""
    now = clocks.now()
    return (
        Token.objects.select_related("officer")
        .filter(digest=digest, revoked_at=None, expires_at__gt=now, officer__is_active=True)
        .first()
    )


def _self_and_retired(person_id: UUID) -> list[UUID]:
    rows = db.fetch(
        """WITH RECURSIVE back AS (SELECT %s::uuid AS id UNION
             SELECT s.retired_id FROM back b JOIN people_succession s ON s.successor_id = b.id) SELECT id FROM back""",
        [person_id],
    )
    return [row["id"] for row in rows]


def _where(since: datetime | None, until: datetime | None, officer: str) -> tuple[str, list[Any]]:
    where = ""
    params: list[Any] = []
    if since:
        where, params = where + " AND e.at >= %s", [*params, since]
    if until:
        where, params = where + " AND e.at < %s", [*params, until]
    if officer:
        where, params = (
            where + " AND (o.name ILIKE %s OR o.username ILIKE %s)",
            [*params, *[_like(officer)] * 2],
        )
    return where, params


def _like(text: str) -> str:
    """A pattern that finds the text anywhere, its own signs taken literally; nothing for nothing."""
    plain = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%" if text else ""
