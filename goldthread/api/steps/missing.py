"""Steps about missing children besides their cases: in common, two systems side by side, Merlin's file."""

from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.respond.missing import exporting, reconciling
from goldthread.respond.missing.in_common import exporting as common_file
from goldthread.respond.missing.in_common import queries

Answer = dict[str, Any]


def in_common(by: Reader, **wanted: Any) -> Answer:
    return queries.in_common(by, queries.Wanted(**wanted)).as_json()


def export_in_common(by: Reader, **wanted: Any) -> Answer:
    return common_file.export_in_common(by, queries.Wanted(**wanted))


def in_common_text(exported: Answer) -> str:
    return common_file.as_file(exported)


def reconcile_missing(by: Reader, since: str = "", until: str = "") -> Answer:
    """Of the seven days before today, where no day is given."""
    first, last = reconciling.last_week()
    return reconciling.reconcile(by, *reconciling.day_bounds(since or first, until or last)).as_json()


def export_missing(by: Reader) -> Answer:
    return exporting.export_missing(by).as_json()


def export_missing_text(made: Answer) -> str:
    return exporting.as_csv(made)
