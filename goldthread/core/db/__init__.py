"""The door to PostgreSQL: who we speak as, one transaction, plain SQL where the planner should see it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from goldthread.core.db.routing import APP, OWNER, SERVICE, alias, speaking_as

__all__ = [
    "APP",
    "OWNER",
    "SERVICE",
    "alias",
    "as_service",
    "fetch",
    "fetch_one",
    "insert",
    "run",
    "speaking_as",
    "transaction",
]

_JSONB = 3802  # PostgreSQL's own number for the type, the same in every database


def transaction() -> AbstractContextManager[None]:
    """All or nothing, in the role now speaking."""
    from django.db import transaction as django_transaction

    return django_transaction.atomic(using=alias())


@contextmanager
def as_service() -> Iterator[None]:
    """One transaction as the service: the linker, the sealer, the indicators. Never from a web process."""
    with speaking_as(SERVICE), transaction():
        yield


def fetch(sql: str, params: Any = ()) -> list[dict[str, Any]]:
    """Every row of a query, each as a dictionary."""
    from django.db import connections

    with connections[alias()].cursor() as cursor:
        cursor.execute(sql, params)
        names = [column[0] for column in cursor.description]
        json_places = [place for place, column in enumerate(cursor.description) if column[1] == _JSONB]
        if not json_places:
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return [dict(zip(names, _decoded(row, json_places), strict=True)) for row in cursor.fetchall()]


def _decoded(row: tuple[Any, ...], json_places: list[int]) -> list[Any]:
    """The row with its JSON values read; Django leaves them as text for its own fields to read."""
    values = list(row)
    for place in json_places:
        if isinstance(values[place], str):
            values[place] = json.loads(values[place])
    return values


def fetch_one(sql: str, params: Any = ()) -> dict[str, Any]:
    """The only row of a query."""
    (row,) = fetch(sql, params)
    return row


def run(sql: str, params: Any = ()) -> int:
    """Run a statement; how many rows it touched."""
    from django.db import connections

    with connections[alias()].cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)


def insert(table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put rows into a table in one statement; every row names the same columns, and JSON and arrays are plain values.

    COPY is refused under row-level security; one parameter that the server takes apart is nearly as fast.
    """
    if not rows:
        return
    columns = ", ".join(f'"{name}"' for name in rows[0])
    sent = json.dumps(list(rows), default=str, ensure_ascii=False)
    run(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s)", [sent])
