"""The work about some mentions, now or as known at an instant: folded again from the journal (decision 2)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.areas.registry import areas
from goldthread.core.cases import projection as cases
from goldthread.core.clocks import projection as clock_runs
from goldthread.core.clocks.book import book
from goldthread.core.clocks.models import Clock
from goldthread.core.clocks.queries import clocks_of, shown
from goldthread.core.journal.models import Event
from goldthread.core.organisation.models import Officer
from goldthread.core.people.as_known import AsKnown
from goldthread.core.standards.book import Book

Work = dict[str, Any]


def work_about(mentions: Sequence[UUID], known: AsKnown) -> list[Work]:
    """Every case about these mentions with its clocks: open ones first, then the newest. Bounded queries."""
    rows = _now(mentions) if known.at is None else _then(mentions, known)
    rows.sort(key=lambda one: one["opened_at"], reverse=True)
    return sorted(rows, key=lambda one: one["closed_at"] is not None)


def _now(mentions: Sequence[UUID]) -> list[Work]:
    rows = db.fetch(
        """SELECT c.id, c.reference, c.area, c.state, c.risk, c.opened_at, c.closed_at, c.mention_id,
                  nullif(concat_ws(' ', nullif(o.rank, ''), o.name), '') AS owner
             FROM cases_case c LEFT JOIN organisation_officer o ON o.id = c.owner_id WHERE c.mention_id = ANY(%s)""",
        [list(mentions)],
    )
    if not rows:
        return []
    running, here = clocks_of(cases.stream_of(row["id"]) for row in rows), book()
    return [_work(row, running[cases.stream_of(row["id"])], here, None) for row in rows]


def _then(mentions: Sequence[UUID], known: AsKnown) -> list[Work]:
    ids = db.fetch("SELECT id FROM cases_case WHERE mention_id = ANY(%s)", [list(mentions)])
    told = Event.objects.filter(
        stream__in=[cases.stream_of(row["id"]) for row in ids], **{f"{known.time}__lte": known.at}
    )
    folded: dict[str, dict[str, Any]] = {}
    ran: dict[str, dict[str, Any]] = {}
    for event in told.order_by("id"):
        folded[event.stream] = cases.fold(folded.get(event.stream), event)
        ran[event.stream] = clock_runs.told(ran.get(event.stream), event)
    if not folded:
        return []
    names, here = _names(row["owner_id"] for row in folded.values()), book()
    return [
        _work(
            _row(row, names),
            [clock_then(stream, one) for one in clock_runs.clocks_told(ran[stream], here)],
            here,
            known.at,
        )
        for stream, row in folded.items()
    ]


def _names(officers: Iterable[int | None]) -> dict[int, str]:
    wanted = sorted({one for one in officers if one})
    return {officer.pk: str(officer) for officer in Officer.objects.filter(pk__in=wanted)} if wanted else {}


def _row(folded: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    times = {name: _instant(folded[name]) for name in ("opened_at", "closed_at")}
    return {**folded, **times, "mention_id": UUID(folded["mention_id"]), "owner": names.get(folded["owner_id"])}


def clock_then(stream: str, run: dict[str, Any]) -> Clock:
    """A run of a clock as a fold gives it, in the shape of a stored one."""
    times = {name: _instant(run[name]) for name in clock_runs.INSTANTS}
    days = {name: date.fromisoformat(run[name]) if run[name] else None for name in ("due_on", "as_of")}
    return Clock(stream=stream, **{**run, **times, **days})


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _work(row: dict[str, Any], running: list[Clock], here: Book, at: datetime | None) -> Work:
    area = areas()[row["area"]]
    open_clocks = [clock for clock in running if clock.ended_at is None and clock.due_at]
    return {
        "id": row["id"],
        "mention_id": row["mention_id"],
        "reference": row["reference"],
        "area": area.id,
        "area_name": area.name,
        "noun": area.noun,
        "state": row["state"],
        "state_words": area.state(row["state"]).words,
        "risk": row["risk"],
        "opened_at": row["opened_at"],
        "closed_at": row["closed_at"],
        "owner": row["owner"],
        "clocks": [shown(clock, row["owner"], at, here=here) for clock in sorted(open_clocks, key=_due)],
    }


def _due(clock: Clock) -> Any:
    return clock.due_at
