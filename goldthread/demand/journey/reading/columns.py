"""Which columns say the case, the activity and the time: those that are named, else those that other tools write."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from goldthread.core.refusals import Refusal
from goldthread.demand.journey.reading.log import cannot_read

# The first of each is what pm4py writes, the rest what hands write; capitals and spaces aside.
USUAL = {
    "case": ("case:concept:name", "case_id", "case"),
    "activity": ("concept:name", "activity"),
    "time": ("time:timestamp", "timestamp", "time", "at"),
}
MOST_LISTED = 50
OTHER_SIGNS = ";\t|"


@dataclass(frozen=True)
class Columns:
    """The names of the three columns that are read; blank: the usual ones."""

    case: str = ""
    activity: str = ""
    time: str = ""

    def among(self, path: Path, there: Sequence[str]) -> "Columns":
        """These columns as the file has them. Refuses, and lists what is there, where one is not."""
        found = {name: self._found(path, name, there) for name in USUAL}
        for name, column in found.items():
            # Polars renames a second column of one name so.
            if f"{column}_duplicated_0" in there:
                raise cannot_read(path, f'it has two columns "{column}"', "Rename one.", name, "no_such_column")
        return Columns(**found)

    def as_json(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in USUAL}

    def _found(self, path: Path, name: str, there: Sequence[str]) -> str:
        asked = getattr(self, name)
        if asked in there:
            return str(asked)
        folded = {column.casefold().replace(" ", "_"): column for column in reversed(there)}
        for column in () if asked else USUAL[name]:
            if column in folded:
                return folded[column]
        raise _missing(path, name, asked, there)


def _missing(path: Path, name: str, asked: str, there: Sequence[str]) -> Refusal:
    why = f'it has no column "{asked}"' if asked else f"it has none of the usual columns for the {name}"
    if len(there) == 1 and any(sign in there[0] for sign in OTHER_SIGNS):
        return cannot_read(path, "its cells are not parted by commas", "Save it with commas between the cells.", name)
    listed = ", ".join(there[:MOST_LISTED]) + (", ..." if len(there) > MOST_LISTED else "")
    return cannot_read(path, why, f"Give --{name} one of: {listed}.", name, "no_such_column")
