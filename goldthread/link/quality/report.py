"""The report on what was sent, made of sums: shares with their numbers, and what it does not know. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from goldthread.core import clocks
from goldthread.link.feeds.faults import NOTED_FAULTS, ROW_FAULTS
from goldthread.link.quality.actions import ELSEWHERE
from goldthread.link.quality.doubles import LEAST_LETTERS, WINDOW
from goldthread.link.quality.drift import drift_of
from goldthread.link.quality.expected import RECORD, Expected, expected
from goldthread.link.quality.queries import NOT_GIVEN, Counts, Row
from goldthread.link.quality.shares import Share, plain
from goldthread.link.quality.tally import BAND_NAMES
from goldthread.link.quality.telling import tell

LATE = ("72h", "7d", "longer")  # over a day from the source to us
SCHEMES = {
    "nhs_no": "NHS number",
    "pnc_id": "PNC id",
    "cro_no": "CRO number",
    "upn": "Pupil number (UPN)",
    "uprn": "UPRN",
    "asn": "Arrest/summons number",
    "urn": "Case reference (URN)",
    "postcode": "Postcode",
    "phone": "Telephone number",
    "birth_date": "Birth date",
}
FAULTS = ROW_FAULTS | NOTED_FAULTS
SUMMED = ("rows", "unchanged", "deletions", "quarantined", "mentions")


@dataclass(frozen=True)
class Report:
    """Every table of the report, rows as dictionaries of plain values and shares."""

    counts: Counts
    systems: list[Row]
    boroughs: list[Row]
    columns: list[Row]
    schemes: list[Row]
    waits: list[Row]
    codes: list[Row]
    noted: list[Row]
    drift: list[Row]
    tell: list[Row]
    not_known: list[str]

    def as_json(self) -> dict[str, Any]:
        asked = self.counts.asked
        return {
            "from": asked.first.isoformat(),
            "to": asked.last.isoformat(),
            "source": asked.source or None,
            "borough": asked.borough or None,
            "as_at": self.counts.at.isoformat(),
            **{name: plain(getattr(self, name)) for name in TABLES},
            "not_known": self.not_known,
        }


TABLES = ("systems", "boroughs", "columns", "schemes", "waits", "codes", "noted", "drift", "tell")


def report_of(counts: Counts) -> Report:
    systems = list(_systems(counts))
    columns = [_column(row) for row in counts.fields if row["column"] in expected(row["source"])]
    told = [_code(row) for row in counts.codes]
    codes = [row for row in told if not row["code"].startswith("N-")]
    noted = [row for row in told if row["code"].startswith("N-")]
    drift = list(drift_of(counts.deliveries))
    return Report(
        counts,
        systems,
        _boroughs(counts),
        columns,
        _schemes(columns),
        list(_waits(counts)),
        codes,
        noted,
        drift,
        tell(systems, columns, codes, noted, drift),
        list(_not_known(counts, systems)),
    )


def _systems(counts: Counts) -> Iterator[Row]:
    for source, fresh in counts.sources:
        if counts.asked.source in ("", source.code):
            sums: Counter[str] = Counter()
            for row in counts.days:
                if row["source"] == source.code:
                    sums.update({key: row[key] for key in SUMMED})
            left = (source.agreement_ends_on - clocks.today()).days
            yield {
                "source": source.code,
                "name": source.name,
                "desk": source.desk,
                "state": fresh.state,
                "last_good": fresh.last_good_load_at,
                "rows": sums["rows"],
                "again": Share(sums["unchanged"], sums["rows"]),
                "aside": Share(sums["quarantined"], sums["rows"]),
                "deletions": sums["deletions"],
                "mentions": sums["mentions"],
                **_filled(counts, source.code),
                "late": _late(counts.waits, source.code),
                "doubles": next((row["records"] for row in counts.doubles if row["source"] == source.code), 0),
                "doubles_counted_at": counts.counted_at.get(source.code),
                "volume": counts.volumes.get(source.code),
                "refused": sum(d["source"] == source.code and d["state"] == "failed" for d in counts.deliveries),
                "agreement": source.agreement,
                "agreement_ends_on": source.agreement_ends_on,
                "agreement_days": left,
                "agreement_ends_soon": left <= counts.warn_days,
            }


def _filled(counts: Counts, source: str) -> Row:
    known, wrong = Counter[str](), Counter[str]()
    for row in counts.fields:
        about = expected(source).get(row["column"]) if row["source"] == source else None
        if about and about.is_known_by:
            known.update(n=row["present"] - row["wrong"], of=row["expected"])
        if about and about.is_checked:
            wrong.update(n=row["wrong"], of=row["present"])
    return {"known_by": Share(known["n"], known["of"]), "wrong": Share(wrong["n"], wrong["of"])}


def _late(waits: Iterable[Row], source: str) -> Share:
    ours = [row for row in waits if row["source"] == source and row["until"] == "us"]
    return Share(sum(row["records"] for row in ours if row["band"] in LATE), sum(row["records"] for row in ours))


def _boroughs(counts: Counts) -> list[Row]:
    """A row for each borough that sent any, then what came from elsewhere or from nowhere given."""
    filled = {row["borough"]: row for row in counts.by_borough}
    sums: dict[str, Counter[str]] = {}
    for row in counts.days:
        read = {"rows": row["rows"] - row["quarantined"], "mentions": row["mentions"]}
        sums.setdefault(row["borough"], Counter()).update(read)
    made = []
    for borough in sorted(sums, key=lambda name: (name in ("", ELSEWHERE), name)):
        row = filled.get(borough, {"present": 0, "wrong": 0, "expected": 0})
        if sums[borough]["rows"]:
            made.append(
                {
                    "borough": borough or NOT_GIVEN,
                    "rows": sums[borough]["rows"],
                    "mentions": sums[borough]["mentions"],
                    "known_by": Share(row["present"] - row["wrong"], row["expected"]),
                    "wrong": Share(row["wrong"], row["present"]),
                }
            )
    return made


def _column(row: Row) -> Row:
    about = expected(row["source"])[row["column"]]
    return {
        "source": row["source"],
        "column": row["column"],
        "words": column_words(about),
        "field": about.field,
        "is_known_by": about.is_known_by,
        "is_checked": about.is_checked,
        "filled": Share(row["present"], row["expected"]),
        "blank": row["expected"] - row["present"],
        "wrong": Share(row["wrong"], row["present"]),
    }


def column_words(about: Expected) -> str:
    """`surname of a subject`, `a parent is named`, `postcode`."""
    field = about.field.replace("_", " ")
    if about.part != RECORD:
        return f"{field} of a person named as {about.part}"
    return f"somebody is named as {about.column}" if about.field == "named" else field


def _schemes(columns: Iterable[Row]) -> list[Row]:
    sums: dict[tuple[str, str], Counter[str]] = {}
    for row in columns:
        if row["is_checked"] and row["field"] in SCHEMES:
            held = sums.setdefault((SCHEMES[row["field"]], row["source"]), Counter())
            held.update(n=row["wrong"].n, of=row["wrong"].of)
    return [
        {"scheme": scheme, "source": source, "wrong": Share(n["n"], n["of"])}
        for (scheme, source), n in sorted(sums.items())
        if n["of"]
    ]


def _waits(counts: Counts) -> Iterator[Row]:
    for source, until in sorted({(row["source"], row["until"]) for row in counts.waits}):
        found = {r["band"]: r["records"] for r in counts.waits if (r["source"], r["until"]) == (source, until)}
        of = sum(found.values())
        bands = {name: Share(found.get(name, 0), of) for name in BAND_NAMES}
        yield {"source": source, "until": until, "records": of, "bands": bands}


def _code(row: Row) -> Row:
    reason = FAULTS.get(row["code"])
    words = reason.sentence.format(field="the field", text="…") if reason else "The record may not be kept here."
    words = words.replace("no the field", "nothing in a field that must hold something")
    remedy = reason.remedy if reason else "See the delivery."
    return {**row, "words": words[0].upper() + words[1:], "remedy": remedy}


def _not_known(counts: Counts, systems: list[Row]) -> Iterator[str]:
    silent = [row["name"] for row in systems if not row["rows"]]
    if silent:
        yield f"Nothing was received in these days from {', '.join(silent)}: that is not the same as nothing to tell."
    if not counts.asked.borough:
        loaded = sum(delivery["rows_read"] for delivery in counts.deliveries)
        uncounted = loaded - sum(row["rows"] for row in systems)
        if uncounted > 0:
            yield f"{uncounted:,} rows of these days were loaded before counting began, and are in no figure."
    else:
        yield "A row set aside was not read, so it has no borough: the counts by code are of every borough."
    yield "Whether a value that passes its check is true. Only a person who knows can tell."
    yield "Whether a fact about the event is valid, but for identifiers: of others only filled or blank is counted."
    yield (
        f"Doubles are looked for among records that their source held in the last {WINDOW.days} days with a text of "
        f"{LEAST_LETTERS} letters or more; the same call told in other words is not found."
    )
    yield "Rows put right in the source and sent again are not told from others; only those put right here are."
