"""The cases of a sample as somebody wants them listed: chosen, sorted, a page at a time, or whole as a file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldthread.audit.sampling.frames import EXCLUDED, REFERENCE, Frame, label
from goldthread.core.spreadsheet import as_csv

Row = Mapping[str, Any]  # a case of a sample, as results.open_audit answers it
SHOWN: dict[str, tuple[str, Callable[[Row], bool]]] = {
    "to_grade": ("To be graded", lambda row: not row["graded"]),
    "to_grade_again": ("To be graded again", lambda row: row["is_again"] and not row["graded_again"]),
    "not_good": ("Below good", lambda row: (row["second_grade"] or row["grade"] or "good") != "good"),
    "sent_back": ("Sent back", lambda row: bool(row["sent_back"])),
    "sent_open": ("Sent back, not confirmed safe", lambda row: any(not one["is_done"] for one in row["sent_back"])),
}  # fmt: skip
SORTS: dict[str, Callable[[Row], Any]] = {
    "place": lambda row: row["place"],
    "reference": lambda row: (row["reference"], row["place"]),
    "grade": lambda row: (row["grade"] or "~", row["place"]),
}


@dataclass(frozen=True)
class Wanted:
    """Which cases, in what order. An unknown choice is none."""

    show: str = ""
    sort: str = ""
    is_down: bool = False

    def asked(self) -> dict[str, str]:
        """The choice as an address carries it."""
        said = {"show": self.show, "sort": f"{'-' if self.is_down else ''}{self.sort}" if self.sort else ""}
        return {name: value for name, value in said.items() if value}


def wanted(asked: Mapping[str, str]) -> Wanted:
    """The choice in an address; `-` before a column turns it round."""
    show, sort = asked.get("show", ""), asked.get("sort", "")
    key = sort.removeprefix("-")
    return Wanted(show if show in SHOWN else "", key if key in SORTS else "", sort.startswith("-") and key in SORTS)


def listed(rows: Iterable[Row], want: Wanted) -> list[Row]:
    """The cases chosen, in the order chosen; in the order of their places where none is."""
    found = [row for row in rows if not want.show or SHOWN[want.show][1](row)]
    return sorted(found, key=SORTS[want.sort], reverse=want.is_down) if want.sort else found


def cases_csv(rows: Iterable[Row], strata: Sequence[str]) -> str:
    """The cases as a file for a spreadsheet, with the grades that this reader may see."""
    columns = (
        "place",
        "case",
        *strata,
        "graded",
        "grade",
        "twice",
        "graded_again",
        "second_grade",
        "sent_back",
        "open",
    )
    return "\ufeff" + as_csv(columns, (_flat(row) for row in rows))


def list_csv(frame: Frame) -> str:
    """The list that a sample was drawn from, as `goldthread audit redraw` takes it in."""
    columns = (REFERENCE, *frame.names, EXCLUDED)
    rows = ({REFERENCE: one.reference, **label(frame.names, one.strata), EXCLUDED: one.excluded} for one in frame.rows)
    return "\ufeff" + as_csv(columns, rows)


def _flat(row: Row) -> dict[str, Any]:
    sent = row["sent_back"]
    return {
        **row["strata"],
        "place": row["place"],
        "case": row["reference"],
        "graded": _yes(row["graded"]),
        "grade": row["grade"],
        "twice": _yes(row["is_again"]),
        "graded_again": _yes(row["graded_again"]),
        "second_grade": row["second_grade"],
        "sent_back": "; ".join(one["reference"] for one in sent),
        "open": "; ".join(one["reference"] for one in sent if not one["is_done"]),
    }


def _yes(value: bool) -> str:
    return "yes" if value else "no"
