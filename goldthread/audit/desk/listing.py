"""The cases of a sample as somebody wants them listed: chosen, sorted, a page at a time, or whole as a file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldthread.audit.sampling.frames import EXCLUDED, REFERENCE, Frame, label
from goldthread.core.spreadsheet import as_csv

Row = Mapping[str, Any]  # a case of a sample, as results.open_audit answers it


def of_record(row: Row) -> str | None:
    """The grade that stands for a case, if the reader may see it: a moderator's, else the second, else the first."""
    return row["moderated_grade"] or row["second_grade"] or row["grade"]


SHOWN: dict[str, tuple[str, Callable[[Row], bool]]] = {
    "to_grade": ("To be graded", lambda row: not row["graded"]),
    "to_grade_again": ("To be graded again", lambda row: row["is_again"] and not row["graded_again"]),
    "not_good": ("Below good", lambda row: (of_record(row) or "good") != "good"),
    "to_moderate": ("Waiting for a moderator", lambda row: row["waits_for_moderator"]),
    "moderated": ("Decided by a moderator", lambda row: bool(row["moderated_grade"])),
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
    missed: str = ""  # a question: those in which it was answered no or not recorded

    def asked(self) -> dict[str, str]:
        """The choice as an address carries it."""
        said = {"show": self.show, "sort": f"{'-' if self.is_down else ''}{self.sort}" if self.sort else ""}
        said["missed"] = self.missed
        return {name: value for name, value in said.items() if value}


def wanted(asked: Mapping[str, str]) -> Wanted:
    """The choice in an address; `-` before a column turns it round."""
    show, sort = asked.get("show", ""), asked.get("sort", "")
    key = sort.removeprefix("-")
    is_down = sort.startswith("-") and key in SORTS
    return Wanted(show if show in SHOWN else "", key if key in SORTS else "", is_down, asked.get("missed", "")[:10])


def listed(rows: Iterable[Row], want: Wanted) -> list[Row]:
    """The cases chosen, in the order chosen; in the order of their places where none is."""
    found = [row for row in rows if (not want.show or SHOWN[want.show][1](row))
             and (not want.missed or want.missed in row["missed"])]  # fmt: skip
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
        "moderated",
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
        "moderated": row["moderated_grade"],
        "sent_back": "; ".join(one["reference"] for one in sent),
        "open": "; ".join(one["reference"] for one in sent if not one["is_done"]),
    }


def _yes(value: bool) -> str:
    return "yes" if value else "no"
