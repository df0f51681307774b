"""The register as somebody wants it listed: filtered, sorted, a page at a time, or whole to be downloaded."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from goldthread.core.spreadsheet import as_csv as as_file
from goldthread.improve.recommendations.items import KINDS
from goldthread.improve.recommendations.queries import Row, by_number, pressing
from goldthread.improve.recommendations.stages import CLOSED, STAGES
from goldthread.improve.recommendations.timescales import words_of

OPEN, ALL = "", "all"
NEEDS: dict[str, tuple[str, Callable[[Row], bool]]] = {
    "silent": ("a point is silent", lambda row: row["silent"] > 0),
    "actions": ("an action is late", lambda row: row["actions_late"] > 0),
    "owner": ("nobody holds the post", lambda row: row["owner"] is None),
}
SORTS: dict[str, Callable[[Row], Any]] = {
    "number": lambda row: (by_number(row), row["report"], row["place"]),
    "kind": lambda row: (KINDS[row["kind"]], pressing(row)),
    "due": lambda row: (row["due_on"] is None, str(row["due_on"]), pressing(row)),
    "state": lambda row: (list(STAGES).index(row["stage"]), pressing(row)),
}
COLUMNS = (
    "report", "published_on", "kind", "number", "title", "timescale", "due_on", "is_late", "days_open", "stage",
    "points", "points_shown", "points_testing", "points_silent", "post", "owner", "actions", "actions_done",
    "actions_late",
)  # fmt: skip

# What only whoever sees the plans is told, asks for or downloads.
OF_PLANS = ("actions", "owner", "post", "actions_done", "actions_late")


@dataclass(frozen=True)
class Wanted:
    """What to list. `stage` is one of STAGES, "all", or nothing for all that is open. Unknown choices are no choice."""

    report: int | None = None
    kind: str = ""
    stage: str = OPEN
    late: bool = False
    needs: str = ""
    sort: str = ""
    is_down: bool = False


def wanted(asked: Mapping[str, str], *, hides_plans: bool = False) -> Wanted:
    """The choice in an address or a command; `sort` is a column, `-` before it turns it round."""
    report, sort = asked.get("report", ""), asked.get("sort", "")
    kind, stage, needs = asked.get("kind", ""), asked.get("state", ""), asked.get("needs", "")
    return Wanted(
        int(report) if report.isascii() and report.isdigit() and len(report) < 10 else None,
        kind if kind in KINDS else "",
        stage if stage in STAGES or stage == ALL else OPEN,
        asked.get("late", "") in ("1", "yes", "on"),
        needs if needs in NEEDS and not (hides_plans and needs in OF_PLANS) else "",
        sort.removeprefix("-") if sort.removeprefix("-") in SORTS else "",
        sort.startswith("-"),
    )


def listed(rows: Iterable[Row], want: Wanted) -> list[Row]:
    """The rows chosen, in the order chosen; the most pressing first where none is."""
    found = [row for row in rows if _is_chosen(row, want)]
    return sorted(found, key=SORTS[want.sort], reverse=want.is_down) if want.sort else found


def _is_chosen(row: Row, want: Wanted) -> bool:
    if want.late and not row["is_late"]:
        return False
    if want.needs and not NEEDS[want.needs][1](row):
        return False
    if want.report is not None and row["report_id"] != want.report:
        return False
    if want.kind and row["kind"] != want.kind:
        return False
    if want.stage == OPEN:
        return row["stage"] not in CLOSED
    return want.stage in (ALL, row["stage"])


def as_csv(rows: Iterable[Row], *, hides_plans: bool = False) -> str:
    """The rows as a spreadsheet reads them, with a mark that it is UTF-8."""
    columns = [one for one in COLUMNS if not (hides_plans and one in OF_PLANS)]
    return "\ufeff" + as_file(columns, (dict(zip(COLUMNS, _values(row), strict=True)) for row in rows))


def _values(row: Row) -> list[Any]:
    return [
        row["report"],
        row["published_on"],
        KINDS[row["kind"]],
        row["number"],
        row["title"],
        words_of(row["timescale"]),
        row["due_on"],
        "yes" if row["is_late"] else "no",
        row["days_open"],
        STAGES[row["stage"]],
        row["point_count"],
        row["shown"],
        row["testing"],
        row["silent"],
        row["post"],
        row["owner"],
        row["actions"],
        row["actions_done"],
        row["actions_late"],
    ]
