"""A file of events is read by what its name ends in."""

from pathlib import Path

from goldthread.demand.journey.events import MOST_ACTIVITIES, TooManyActivities
from goldthread.demand.journey.reading.columns import Columns
from goldthread.demand.journey.reading.log import Log, cannot_read
from goldthread.demand.journey.reading.ocel import read_ocel
from goldthread.demand.journey.reading.tables import read_csv, read_parquet
from goldthread.demand.journey.reading.xes import read_xes

ENDINGS = (".xes", ".xes.gz", ".csv", ".parquet", ".jsonocel", ".json")


def read(path: Path, columns: Columns, lifecycle: str = "") -> Log:
    """The events of a file. Raises `Refusal` for one that cannot be taken in, and for one that holds none."""
    try:
        log = _read(path, columns, lifecycle)
    except TooManyActivities:
        why = f"it has more than {MOST_ACTIVITIES:,} different activities"
        raise cannot_read(path, why, "Name the column of the activity with --activity.", "activity") from None
    if not any(events.rows.height for events in log.events.values()):
        aside = ", ".join(f"{reason} {times:,}" for reason, times in log.remarks.aside.items())
        raise cannot_read(
            path, f"it has no event{f' ({aside})' if aside else ''}", "Give one that has.", code="no_events"
        )
    return log


def _read(path: Path, columns: Columns, lifecycle: str) -> Log:
    name = path.name.lower()
    ending = next((one for one in ENDINGS if name.endswith(one)), None)
    if ending is None:
        raise cannot_read(path, "its name does not say what it is", f"Name it with one of: {', '.join(ENDINGS)}.")
    _check_asked(path, ending, columns, lifecycle)
    if ending in (".xes", ".xes.gz"):
        return read_xes(path, columns, lifecycle)
    if ending == ".csv":
        return read_csv(path, columns)
    return read_parquet(path, columns) if ending == ".parquet" else read_ocel(path)


def _check_asked(path: Path, ending: str, columns: Columns, lifecycle: str) -> None:
    """Refuse what was asked for and this form knows nothing of, instead of passing it over."""
    if lifecycle and not ending.startswith(".xes"):
        raise cannot_read(path, "only XES has lifecycle transitions", "Leave --lifecycle out.", "lifecycle")
    if ending in (".jsonocel", ".json") and columns != Columns():
        why = "OCEL says itself what is the case, the activity and the time"
        raise cannot_read(path, why, "Leave --case, --activity and --time out.", "case")
