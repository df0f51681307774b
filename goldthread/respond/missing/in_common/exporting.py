"""What children have in common as a file: all that was asked for, logged as given out about everybody on it."""

from typing import Any

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.spreadsheet import as_csv
from goldthread.respond.missing.in_common.queries import Wanted, in_common

COLUMNS = [
    "kind",
    "what",
    "borough",
    "children",
    "codes",
    "episodes",
    "last_at",
    "danger",
    "interviews",
    "easting",
    "northing",
]
MOST = 2_000  # ours: more than a force of London's size has in a year


def export_in_common(by: Reader, wanted: Wanted | None = None) -> dict[str, Any]:
    """The rows of the table, whichever page was open. No child's name: each is a code."""
    found = in_common(by, Wanted(**{**vars(wanted or Wanted()), "page": 1}), operation="disclosure", most=MOST)
    rows = [
        {
            **one.as_json(),
            "what": one.words,
            "codes": " ".join(known.code for known in one.shown),
            "danger": "yes" if one.danger else "",
        }
        for one in found.things
    ]
    made = [{name: row[name] if row[name] is not None else "" for name in COLUMNS} for row in rows]
    return {"made_at": clocks.now().isoformat(), "columns": COLUMNS, "things": made}


def as_file(exported: dict[str, Any]) -> str:
    """The export as CSV, with the mark by which a spreadsheet knows its letters."""
    return "\ufeff" + as_csv(exported["columns"], exported["things"])
