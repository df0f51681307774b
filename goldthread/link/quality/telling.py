"""What to tell the sender: a sentence for each thing its desk can put right, the most rows first."""

from collections.abc import Iterable
from typing import Any

from goldthread.link.quality.tally import WRONG_NUMBER

Row = dict[str, Any]
# A tenth blank is worth a call; less is what no form ever gets filled in. Ours, as is how many are told at once.
BLANK_FROM = 10
WRONG_FROM = 1
MOST = 5


def tell(
    systems: Iterable[Row], columns: Iterable[Row], codes: Iterable[Row], noted: Iterable[Row], drift: Iterable[Row]
) -> list[Row]:
    """Each source's own sentences under its desk; sources with nothing to be told are left out."""
    columns, codes, noted, drift = list(columns), list(codes), list(noted), list(drift)
    made = []
    for system in systems:
        source = system["source"]
        own = _of(source, columns)
        said = _aside(_of(source, codes)) + _kept(_of(source, noted)) + _wrong(own) + _blank(own)
        said += _doubles(system) + _new(_of(source, drift))
        if said:
            made.append({"source": source, "name": system["name"], "desk": system["desk"], "words": said})
    return made


def _of(source: str, rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["source"] == source]


def _aside(codes: list[Row]) -> list[str]:
    worst = [row for row in codes if row["rows"] > row["put_right"]][:MOST]
    return [f"{_rows(row['rows'])} set aside, {row['code']}. {row['words']} {row['remedy']}" for row in worst]


def _kept(noted: list[Row]) -> list[str]:
    """A number that fails its check is told by its column, below."""
    worst = [row for row in noted if row["code"] != WRONG_NUMBER][:MOST]
    return [f"{_rows(row['rows'])} kept, {row['code']}. {row['words']} {row['remedy']}" for row in worst]


def _wrong(columns: list[Row]) -> list[str]:
    worst = [row for row in columns if (row["wrong"].percent or 0) >= WRONG_FROM]
    worst.sort(key=lambda row: -row["wrong"].n)
    return [
        f"{row['column']} fails its check in {row['wrong'].n:,} of {row['wrong'].of:,} ({row['wrong'].words}). "
        "What was typed is kept. Check it where it is typed in."
        for row in worst[:MOST]
    ]


def _blank(columns: list[Row]) -> list[str]:
    """Only what a person is found by: many other columns are rightly blank most of the time."""
    worst = [row for row in columns if row["is_known_by"] and row["filled"].of]
    worst = [row for row in worst if 100 * row["blank"] >= BLANK_FROM * row["filled"].of]
    worst.sort(key=lambda row: -row["blank"])
    return [
        f"{row['column']} is blank for {row['blank']:,} of {row['filled'].of:,} people. "
        "Without it a child in two systems may stay two children."
        for row in worst[:MOST]
    ]


def _doubles(system: Row) -> list[str]:
    if not system["doubles"]:
        return []
    return [
        f"{system['doubles']:,} records say the same words as another under a second reference. "
        "Was one event entered twice?"
    ]


def _new(drift: list[Row]) -> list[str]:
    return [
        f"New to the format: {row['what']} ({_rows(row['rows'])}). Tell us what it means, or stop sending it."
        for row in drift[:MOST]
    ]


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"
