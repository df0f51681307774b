"""Reading the feeds: sources, deliveries, differences; and quarantined rows, which may name somebody: a look."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from goldthread.core import db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.clocks import LONDON
from goldthread.core.records.models import Source
from goldthread.core.records.queries import Freshness, freshness, sending_sources
from goldthread.core.refusals import NotFound, NotValid
from goldthread.link.feeds.models import Delivery, Difference, QuarantinedRow, Reconciliation
from goldthread.link.feeds.reconciling import KINDS
from goldthread.link.matching.again import Behind, behind
from goldthread.link.quality.models import Volume

STATES = ("waiting", "replayed", "returned")
SENDERS_COLUMNS = ("row", "source_record_id", "code", "field", "what is wrong", "what to do", "state", "row as sent")


@dataclass
class Feeds:
    """Every source with its freshness and the rows that wait in quarantine; a page of deliveries, newest first.

    `waiting` counts rows by source, `waiting_of` by the deliveries of the page. `behind` is who is linked under another
    model than the one in force.
    """

    sources: list[tuple[Source, Freshness]]
    waiting: dict[str, int]
    deliveries: list[Delivery]
    waiting_of: dict[UUID, int]
    total: int
    behind: Behind

    def as_json(self) -> dict[str, Any]:
        return {
            "sources": [{**fresh.as_json(), "waiting": self.waiting.get(fresh.code, 0)} for _, fresh in self.sources],
            "deliveries": [delivery_json(one) for one in self.deliveries],
            "total": self.total,
            "links_behind": self.behind.words,
        }


def open_feeds(by: Reader, page: int = 1, size: int = 25, *, source: str = "", only_waiting: bool = False) -> Feeds:
    """`source` and `only_waiting` narrow the deliveries, never the sources."""
    waiting = waiting_rows(by)
    fresh = {one.code: one for one in freshness()}
    sources = [(source, fresh[source.code]) for source in sending_sources()]
    found = Delivery.objects.select_related("source").order_by("-received_at", "id")
    if source:
        found = found.filter(source=source)
    if only_waiting:
        found = found.filter(Exists(QuarantinedRow.objects.filter(delivery=OuterRef("pk"), state="waiting")))
    deliveries = list(found[size * (page - 1) : size * page])
    return Feeds(sources, waiting, deliveries, _waiting_of(deliveries), found.count(), behind())


def waiting_rows(by: Reader) -> dict[str, int]:
    """How many quarantined rows of each source wait. A look: only those who keep feeds read the quarantine."""
    by.must("load_feeds")
    look(by.asking_for("intake"), list="feeds")
    rows = db.fetch(
        """SELECT d.source_id, count(*) AS n FROM feeds_quarantinedrow q JOIN feeds_delivery d ON d.id = q.delivery_id
            WHERE q.state = 'waiting' GROUP BY 1"""
    )
    return {row["source_id"]: row["n"] for row in rows}


def _waiting_of(deliveries: Sequence[Delivery]) -> dict[UUID, int]:
    rows = db.fetch(
        """SELECT delivery_id, count(*) AS n FROM feeds_quarantinedrow
            WHERE delivery_id = ANY(%s) AND state = 'waiting' GROUP BY 1""",
        [[one.pk for one in deliveries]],
    )
    return {row["delivery_id"]: row["n"] for row in rows}


def rows_that_wait(by: Reader, delivery_id: UUID) -> tuple[int, int | None]:
    """How many rows of a delivery wait, and the first of them. Read under the look at the delivery or its replay."""
    by.must("load_feeds")
    found = QuarantinedRow.objects.filter(delivery=delivery_id, state="waiting").order_by("row")
    return found.count(), found.values_list("pk", flat=True).first()


def volumes_of(deliveries: Sequence[Delivery]) -> dict[UUID, Volume]:
    """What was judged of each delivery's source on its London day. A replay is no day's sending."""
    sent = {
        one.pk: (one.source_id, one.received_at.astimezone(LONDON).date()) for one in deliveries if not one.replay_of_id
    }
    days = {day for _, day in sent.values()}
    judged = {(one.source_id, one.day): one for one in Volume.objects.filter(day__in=days)} if days else {}
    return {delivery: judged[key] for delivery, key in sent.items() if key in judged}


def delivery_called(by: Reader, delivery_id: UUID) -> Delivery:
    """One delivery: its counts and how far it is. They name nobody."""
    by.must("load_feeds")
    found = Delivery.objects.select_related("source", "replay_of", "received_by").filter(pk=delivery_id).first()
    if found is None:
        raise NotFound("No delivery has that reference.")
    return found


def open_delivery(
    by: Reader, delivery_id: UUID, *, state: str = "", code: str = "", page: int = 1, size: int = 50
) -> dict[str, Any]:
    """One delivery and its quarantined rows, each as it came: whoever keeps feeds must see a row to put it right.

    `state` and `code` filter the rows; `by_code` counts them all.
    """
    found = delivery_called(by, delivery_id)
    if state and state not in STATES:
        raise NotValid("state", f'"{state}" is not a state of a row.', f"Choose one of: {', '.join(STATES)}.")
    look(by.asking_for("intake"), delivery=str(delivery_id))
    values = {"id": delivery_id, "state": state, "code": code, "size": size, "skip": size * (page - 1)}
    rows = db.fetch(
        """SELECT q.id, q.row, q.code, q.field, q.words, q.remedy, q.source_record_id, q.raw, q.state, q.settled_at,
                   o.name AS settled_by, q.reason, q.replay_id, count(*) OVER () AS total
              FROM feeds_quarantinedrow q LEFT JOIN organisation_officer o ON o.id = q.settled_by_id
             WHERE q.delivery_id = %(id)s AND %(state)s IN ('', q.state) AND %(code)s IN ('', q.code)
             ORDER BY q.row LIMIT %(size)s OFFSET %(skip)s""",
        values,
    )
    by_code = db.fetch(
        """SELECT code, min(words) AS words, count(*) AS count, count(*) FILTER (WHERE state = 'waiting') AS waiting
             FROM feeds_quarantinedrow WHERE delivery_id = %s GROUP BY code ORDER BY count(*) DESC, code""",
        [delivery_id],
    )
    replays = list(Delivery.objects.filter(replay_of=found).order_by("received_at"))
    total = rows[0].pop("total") if rows else 0
    return {"delivery": found, "quarantine": rows, "total": total, "by_code": by_code, "replays": replays}


def open_row(by: Reader, row_id: int) -> dict[str, Any]:
    """One quarantined row whole, with its delivery: to be put right."""
    by.must("load_feeds")
    look(by.asking_for("intake"), quarantined_row=row_id)
    rows = db.fetch(
        """SELECT q.*, o.name AS settled_by FROM feeds_quarantinedrow q
             LEFT JOIN organisation_officer o ON o.id = q.settled_by_id WHERE q.id = %s""",
        [row_id],
    )
    if not rows:
        raise NotFound("No quarantined row has that reference.")
    return {**rows[0], "delivery": delivery_called(by, rows[0]["delivery_id"])}


def for_the_sender(by: Reader, delivery_id: UUID) -> bytes:
    """Every quarantined row of a delivery as CSV, for whoever sent it: what is wrong with each, and the row itself.

    A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    found = delivery_called(by, delivery_id)
    look(by.asking_for("intake"), operation="disclosure", delivery=str(delivery_id), to=f"the sender, {found.source}")
    rows = db.fetch(
        """SELECT row, source_record_id, code, field, words, remedy, state, coalesce(raw, '') AS raw
             FROM feeds_quarantinedrow WHERE delivery_id = %s ORDER BY row""",
        [delivery_id],
    )
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(SENDERS_COLUMNS)
    writer.writerows([_plain(cell) for cell in row.values()] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def open_reconciliations(by: Reader, size: int = 25) -> list[Reconciliation]:
    by.must("load_feeds")
    look(by.asking_for("intake"), list="reconciliations")
    return list(Reconciliation.objects.select_related("source", "by").defer("listing").order_by("-at", "id")[:size])


def open_reconciliation(by: Reader, run_id: UUID, *, kind: str = "", page: int = 1, size: int = 50) -> dict[str, Any]:
    """One comparison with its differences, of one kind or of all. References lead to children, so it is a look."""
    by.must("load_feeds")
    if kind and kind not in KINDS:
        raise NotValid("kind", f'"{kind}" is not a kind of difference.', f"Choose one of: {', '.join(KINDS)}.")
    look(by.asking_for("intake"), reconciliation=str(run_id))
    run = Reconciliation.objects.select_related("source", "by").defer("listing").filter(pk=run_id).first()
    if run is None:
        raise NotFound("No reconciliation has that reference.")
    found = Difference.objects.filter(reconciliation=run, **({"kind": kind} if kind else {}))
    ordered = found.order_by("-open_cases", "kind", "source_record_id")
    return {"run": run, "differences": list(ordered[size * (page - 1) : size * page]), "total": found.count()}


def reconciliation_json(run: Reconciliation, differences: list[Difference] | None = None) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "id": str(run.pk),
        "source": run.source_id,
        "name": run.name,
        "at": run.at.isoformat(),
        "first": run.first and run.first.isoformat(),
        "last": run.last and run.last.isoformat(),
        "listed": run.listed,
        "compared_at": run.compared_at and run.compared_at.isoformat(),
        "counts": run.counts,
    }
    if differences is not None:
        shape["differences"] = [
            {
                "source_record_id": one.source_record_id,
                "kind": one.kind,
                "what_to_do": KINDS[one.kind],
                "listed_at": one.listed_at and one.listed_at.isoformat(),
                "held_at": one.held_at and one.held_at.isoformat(),
                "words": one.words,
                "open_cases": one.open_cases,
            }
            for one in differences
        ]
    return shape


def delivery_json(one: Delivery) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "source": one.source_id,
        "name": one.name,
        "state": one.state,
        "received_at": one.received_at.isoformat(),
        "replay_of": one.replay_of_id and str(one.replay_of_id),
        "in": one.rows_read,
        "accepted": one.accepted,
        "unchanged": one.unchanged,
        "quarantined": one.quarantined,
        "notes": one.notes,
    }
