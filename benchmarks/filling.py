"""Files of any size for the intake's figures: invented calls, notifications and addresses, a row made at a time."""

import csv
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import duckdb

from goldthread.link.feeds.adapters import MERLIN

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
# Every child is met about so often, so that the linker has as much to join at a million rows as at ten thousand.
MENTIONS_A_CHILD = 4
SYLLABLES = [
    "ba",
    "den",
    "fo",
    "gri",
    "hal",
    "ju",
    "ko",
    "lem",
    "mi",
    "nor",
    "pa",
    "quin",
    "ros",
    "sil",
    "tam",
    "ul",
    "ver",
    "wex",
    "yar",
    "zo",
]
ADDRESSES = """
    COPY (SELECT 'gazetteer' feed_id, '1' feed_version, CAST(999900000000 + n AS VARCHAR) source_record_id,
                 '2020-01-01T00:00:00Z' source_updated_at, '' source_recorded_at, '2020-01-02T00:00:00Z' extracted_at,
                 'Thornmere Police' originating_force, 'OFFICIAL' handling, '' subject_category,
                 '4' retention_group, '' restriction, '' ask, 'dwelling' classification, 'Merrowfield' borough,
                 999900000000 + n uprn, CAST(NULL AS BIGINT) parent_uprn, '' communal_kind, false is_secret,
                 '' organisation, '' flat, CAST(n % 200 + 1 AS VARCHAR) building, 'Lane ' || n // 200 street,
                 '' locality, 'Thornmere' town, 'ZZ' || n % 90 + 1 || ' 4AB' postcode, 531200 + n % 9000 easting,
                 180400 + n % 7000 northing, 'Osier' ward, '' school_urn, '' school_phase, '' lead_contact,
                 '' lead_phone, 'upsert' op
            FROM range(?, ?) rows(n)) TO '{path}' (FORMAT parquet)
"""


def fill(source: str, path: Path, first: int, rows: int) -> None:
    """A file of so many rows, numbered from `first`; the same numbers make the same rows."""
    {"cad": _calls, "merlin": _notices, "gazetteer": _places}[source](path, first, rows)


def _calls(path: Path, first: int, rows: int) -> None:
    with path.open("w") as out:
        for number in range(first, first + rows):
            out.write(json.dumps(_call(number, Random(number), first + rows)) + "\n")  # noqa: S311


def _notices(path: Path, first: int, rows: int) -> None:
    with path.open("w", newline="") as out:
        writer = csv.DictWriter(out, MERLIN.columns(), restval="")
        writer.writeheader()
        writer.writerows(_notice(number, Random(-1 - number), first + rows) for number in range(first, first + rows))  # noqa: S311


def _places(path: Path, first: int, rows: int) -> None:
    with duckdb.connect(":memory:") as connection:
        connection.execute(ADDRESSES.format(path=path), [first, first + rows])


def _envelope(source: str, reference: str, at: datetime) -> dict[str, Any]:
    told = at.isoformat()
    return {
        "feed_id": source,
        "feed_version": "1",
        "source_record_id": reference,
        "source_updated_at": told,
        "source_recorded_at": told,
        "extracted_at": told,
        "op": "upsert",
        "originating_force": "Thornmere Police",
        "handling": "OFFICIAL-SENSITIVE",
        "subject_category": "witness_or_other",
        "retention_group": "4",
    }


def _call(number: int, chance: Random, among: int) -> dict[str, Any]:
    day, place = divmod(number, 5_000)
    at = FIRST + timedelta(days=day % 2_000, seconds=place)
    reference = f"{place + 5_000 * (day // 2_000) + 1}/{at:%d%b%y}".upper()
    people = [{"key": "1", "role": "child", **_person(_one_of(chance, among), "forenames")}]
    if chance.random() < 0.5:
        people.append({"key": "2", "role": "associate", **_person(_one_of(chance, among), "forenames")})
    return {
        **_envelope("cad", reference, at),
        "cad_no": reference,
        "opened_at": at.isoformat(),
        "grade": "S",
        "opening_code": "concern for safety",
        "location": {"address": f"{number % 90 + 1} Mulberry Road", "postcode": "ZZ1 4AB", "borough": "Merrowfield"},
        "caller": {
            "role": "parent/carer",
            "surname": _word(chance, 3),
            "phone": f"07700 9{chance.randint(0, 99999):05}",
        },
        "linked_persons": people,
        "text": "A neighbour hears a child crying at night, and a man shouting. " * chance.randint(1, 8),
    }


def _notice(number: int, chance: Random, among: int) -> dict[str, Any]:
    at = FIRST + timedelta(minutes=number % 3_000_000)
    subject, parent = _person(_one_of(chance, among), "forename"), _person(_one_of(chance, among), "forename")
    return {
        **_envelope("merlin", f"20PAC{number:08}", at),
        "report_type": "PAC",
        "reported_at": at.isoformat(),
        "borough": "Merrowfield",
        "seen_words": "The home is tidy; the child is well and says little. " * chance.randint(1, 8),
        "grade": "amber",
        **{f"subject_{name}": value for name, value in subject.items()},
        **{f"parent_{name}": value for name, value in parent.items()},
    }


def _one_of(chance: Random, among: int) -> int:
    return chance.randrange(max(1, 2 * among // MENTIONS_A_CHILD))


def _person(number: int, forenames: str) -> dict[str, str]:
    """The same number is the same person, whatever the row."""
    chance = Random(f"person {number}")  # noqa: S311
    return {
        "surname": _word(chance, 3),
        forenames: _word(chance, 2),
        "birth_date": (date(2002, 1, 1) + timedelta(days=chance.randrange(6_000))).isoformat(),
        "address": f"{chance.randint(1, 200)} Osier Bank",
        "postcode": f"ZZ{chance.randint(1, 99)} {chance.randint(1, 9)}AB",
    }


def _word(chance: Random, syllables: int) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(syllables)).capitalize()
