"""Keeping what was counted: each batch is added to its day's counters in the transaction that loads it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from goldthread.core import db
from goldthread.core.organisation.models import Borough
from goldthread.link.quality.tally import Tally

ELSEWHERE = "elsewhere"
_KEYS = {
    "quality_daycount": ("source_id", "day", "borough"),
    "quality_fieldcount": ("source_id", "day", "borough", "column"),
    "quality_waitcount": ("source_id", "day", "borough", "until", "band"),
    "quality_codecount": ("source_id", "day", "code"),
    "quality_hourcount": ("source_id", "hour"),
}
DAY = ("rows", "unchanged", "deletions", "quarantined", "mentions")
FIELD = ("expected", "present", "wrong")


def keep_tally(tally: Tally) -> None:
    """Add one batch's counts to the counters: one statement a table, whatever the batch's size. As the service."""
    names = {name.casefold(): name for name in Borough.objects.values_list("name", flat=True)}
    of_day = {"source_id": tally.source, "day": tally.received_on}

    def place(borough: str) -> dict[str, Any]:
        return {**of_day, "borough": _ours(borough, names)}

    days: dict[str, dict[str, int]] = {}
    for (borough, what), count in tally.rows.items():
        days.setdefault(borough, dict.fromkeys(DAY, 0))[what] = count
    _add("quality_daycount", DAY, [place(borough) | counts for borough, counts in days.items()])
    fields = tally.fields().items()
    _add(
        "quality_fieldcount",
        FIELD,
        [place(borough) | {"column": column} | dict(zip(FIELD, n, strict=True)) for (borough, column), n in fields],
    )
    waits = tally.waits.items()
    _add(
        "quality_waitcount",
        ("records",),
        [place(borough) | {"until": until, "band": band, "records": n} for (borough, until, band), n in waits],
    )
    codes = [of_day | {"code": code, "rows": n, "put_right": 0} for code, n in tally.codes.items()]
    _add("quality_codecount", ("rows", "put_right"), codes)
    hours = [{"source_id": tally.source, "hour": hour, "rows": n} for hour, n in tally.hours.items()]
    _add("quality_hourcount", ("rows",), hours)


def put_right(source: str, received_on: date, codes: Mapping[str, int]) -> None:
    """Note that rows set aside by these codes were corrected here. What the sender sent stays counted as it was."""
    given = [
        {"source_id": source, "day": received_on, "code": code, "rows": 0, "put_right": n} for code, n in codes.items()
    ]
    _add("quality_codecount", ("rows", "put_right"), given)


def _ours(borough: str, names: Mapping[str, str]) -> str:
    """One of our boroughs. Whatever else was typed there could be anybody's name, so it is counted as elsewhere."""
    typed = borough.strip()
    return names.get(typed.casefold(), ELSEWHERE) if typed else ""


def _add(table: str, counts: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Add to the counters, each key once and in one order, so that two loads at once never wait in a ring."""
    keys = _KEYS[table]
    summed: dict[tuple[Any, ...], list[int]] = {}
    for row in rows:
        held = summed.setdefault(tuple(str(row[key]) for key in keys), [0] * len(counts))
        for place, name in enumerate(counts):
            held[place] += row[name]
    if not summed:
        return
    sent = [dict(zip((*keys, *counts), (*key, *held), strict=True)) for key, held in sorted(summed.items())]
    columns = ", ".join(f'"{name}"' for name in (*keys, *counts))
    db.run(
        f"""INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s)
            ON CONFLICT ({", ".join(f'"{key}"' for key in keys)})
            DO UPDATE SET {", ".join(f'"{name}" = {table}."{name}" + EXCLUDED."{name}"' for name in counts)}""",
        [json.dumps(sent)],
    )
