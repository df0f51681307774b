"""What came of an evaluation: one object with every measure, the files of people and of possible pairs, a table."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import quantiles
from typing import Any

from goldthread.link.evaluating.answers import Place
from goldthread.link.evaluating.reading import PeopleFile, PersonRow, Remark
from goldthread.link.evaluating.records import Made
from goldthread.link.evaluating.running import Ran
from goldthread.link.matching.measuring import Placed, measure

SHOWN = 20


def report(found: PeopleFile, made: Made, ran: Ran) -> dict[str, Any]:
    """Every measure, what was bad and what was odd in the file, and how fast it went."""
    possible = [(made.rows[one.one].record_id, made.rows[one.other].record_id) for one in ran.possibles]
    placed = [_placed(place, row, made, ran) for place, row in made.rows.items() if place[:2] not in ran.refused]
    bad = sorted([*found.bad, *_refused(made, ran)], key=lambda one: one.row)
    return {
        "rows": len(found.rows) + len(found.bad),
        "records": len(placed),
        "bad_rows": [one.as_json() for one in bad],
        "notes": [one.as_json() for one in sorted(made.notes, key=lambda one: one.row)],
        "missing_columns": found.missing,
        "ignored_columns": found.ignored,
        **measure(placed, possible),
        "possible_pairs": len(possible),
        "speed": _speed(ran),
    }


def _refused(made: Made, ran: Ran) -> Iterator[Remark]:
    for place, row in made.rows.items():
        if said := ran.refused.get(place[:2]):
            yield Remark(row.number, row.record_id, "row", f"The row was read and could not be kept ({said}).")


def _placed(place: Place, row: PersonRow, made: Made, ran: Ran) -> Placed:
    person = ran.people.get(place, f"nobody:{row.record_id}")
    details = made.details.get(row.record_id)
    return Placed(row.record_id, row.truth, person, row.group, row.household, row.twinset, details)


def _speed(ran: Ran) -> dict[str, Any]:
    seconds = ran.keeping + ran.linking
    return {
        "bulk_records": ran.bulk_rows,
        "records_per_second": ran.bulk_rows / seconds if seconds else None,
        "linking_records_per_second": ran.bulk_rows / ran.linking if ran.linking else None,
        "keeping_seconds": ran.keeping,
        "linking_seconds": ran.linking,
        "arriving_ms": _spread(ran.arriving),
        "arriving_linking_ms": _spread(ran.arriving_linking),
    }


def _spread(taken: list[float]) -> dict[str, Any]:
    if len(taken) < 2:
        return {"sample": len(taken), "p50": taken[0] if taken else None, "p95": taken[0] if taken else None}
    cuts = quantiles(taken, n=100, method="inclusive")
    return {"sample": len(taken), "p50": cuts[49], "p95": cuts[94]}


def write_people(path: Path, made: Made, ran: Ran) -> None:
    """Each record and the person in whom it ended."""
    rows = ([row.record_id, ran.people.get(place, "")] for place, row in made.rows.items())
    _write(path, ["record_id", "person_id"], sorted(rows))


def write_possibles(path: Path, made: Made, ran: Ran) -> None:
    """The pairs left to a person: the records, in whom each ended, the evidence in bits, the guard that stopped it."""
    head = ["record_id_1", "record_id_2", "person_id_1", "person_id_2", "score", "stopped_by"]
    rows = (
        [
            made.rows[one.one].record_id,
            made.rows[one.other].record_id,
            ran.people.get(one.one, ""),
            ran.people.get(one.other, ""),
            f"{one.score:.2f}",
            one.stopped_by,
        ]
        for one in ran.possibles
    )
    _write(path, head, sorted(rows))


def _write(path: Path, head: list[str], rows: Iterable[list[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def lines(told: dict[str, Any]) -> Iterator[str]:
    """The report as a person reads it."""
    yield f"{told['records']:,} records taken in of {told['rows']:,} rows, {told['scored_records']:,} of them scored."
    yield f"{told['true_people']:,} real people; {told['people']:,} people found."
    yield from _remarks("Bad rows, not taken in", told["bad_rows"])
    yield from _remarks("Values that could not be read", told["notes"])
    yield ""
    yield f"{'':28}{'precision':>10}{'recall':>10}{'F1':>10}"
    for name, words in (("pairwise", "pairs of records"), ("b_cubed", "B-cubed, by record")):
        yield f"{words:28}" + "".join(f"{_rate(told[name][one]):>10}" for one in ("precision", "recall", "f1"))
    yield ""
    for name, words in SHARES.items():
        yield f"{words:52}{_share(told[name])}"
    yield f"{'largest person, in records':52}{told['largest_person']:>8,}"
    yield from _groups(told)
    speed = told["speed"]
    yield ""
    whole, linking = _number(speed["records_per_second"]), _number(speed["linking_records_per_second"])
    yield f"{whole} records a second kept and linked; linking alone {linking}."
    for name, words in (
        ("arriving_ms", "an arriving record, kept and linked"),
        ("arriving_linking_ms", "of which linked"),
    ):
        one = speed[name]
        yield f"{words}: p50 {_number(one['p50'], 1)} ms, p95 {_number(one['p95'], 1)} ms ({one['sample']:,} records)"


SHARES = {
    "exact_people": "real people found whole and alone",
    "linked_or_possible": "true pairs linked or possible",
    "twins": "pairs of twins falsely merged",
    "siblings": "pairs of one household, not twins, falsely merged",
    "in_review": "records in review",
    "exact_agreement": "true pairs that agree exactly on name and birth date",
}


def _groups(told: dict[str, Any]) -> Iterator[str]:
    if not told["groups"]:
        return
    yield ""
    yield f"{'group':28}{'true pairs':>10}{'recall':>10}{'or possible':>13}"
    for name, one in told["groups"].items():
        yield f"{name[:27]:28}{one['true_pairs']:>10,}{_rate(one['recall']):>10}{_rate(one['linked_or_possible']):>13}"
    gap = told["gap"]
    if gap["recall"] is not None:
        yield f"{'gap':28}{'':>10}{_rate(gap['recall']):>10}   from {gap['worst']} to {gap['best']}"


def _remarks(heading: str, found: list[dict[str, Any]]) -> Iterator[str]:
    if not found:
        return
    yield f"{heading}: {len(found):,}."
    for one in found[:SHOWN]:
        yield f"  row {one['row']:,}  {one['words']}"
    if len(found) > SHOWN:
        yield f"  and {len(found) - SHOWN:,} more; --json lists all."


def _share(share: dict[str, Any]) -> str:
    if share["rate"] is None:
        return f"{'-':>8}"
    low, high = share.get("interval") or (None, None)
    between = "" if low is None else f"; 95%: {_rate(low)} to {_rate(high)}"
    return f"{_rate(share['rate']):>8}  ({share['count']:,} of {share['of']:,}{between})"


def _rate(rate: float | None) -> str:
    return "-" if rate is None else f"{rate:.4f}"


def _number(value: float | None, places: int = 0) -> str:
    return "-" if value is None else f"{value:,.{places}f}"
