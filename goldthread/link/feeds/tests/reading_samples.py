"""One good row of each feed, written by hand, and the bytes and readings made of it."""

import csv
import io
import json
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import duckdb

from goldthread.link.feeds.adapters import ADAPTERS, GAZETTEER, MERLIN
from goldthread.link.feeds.format import ParsedRecord, Quarantined
from goldthread.link.feeds.reading import Reading, read

EXTRACTED = datetime(2016, 10, 24, 23, 0, tzinfo=UTC)

ENVELOPE: dict[str, Any] = {
    "feed_version": "1",
    "source_updated_at": "2016-10-24T22:41:00+01:00",
    "source_recorded_at": "",
    "extracted_at": "2016-10-24T22:45:00+01:00",
    "op": "upsert",
    "originating_force": "Thornmere Police",
    "handling": "OFFICIAL-SENSITIVE",
    "subject_category": "witness_or_other",
    "retention_group": "4",
    "restriction": "",
    "ask": "",
}

CALL: dict[str, Any] = {
    **ENVELOPE,
    "feed_id": "cad",
    "source_record_id": "4417/24OCT16",
    "source_recorded_at": "2016-10-24T22:31:20+01:00",
    "subject_category": ["victim", "witness_or_other"],
    "cad_no": "4417/24OCT16",
    "opened_at": "2016-10-24T22:31:00+01:00",
    "grade": "I",
    "opening_code": "missing",
    "closing_code": "",
    "location": {
        "address": "14 Osier Bank",
        "postcode": "ZZ1 4AB",
        "uprn": "999900000001",
        "borough": "Merrowfield",
    },
    "caller": {"role": "parent/carer", "surname": "Kent", "forenames": "Ann", "phone": "07700 900123"},
    "linked_persons": [
        {
            "key": "a",
            "role": "missing person",
            "surname": "KENT",
            "forenames": "Jess",
            "birth_date": "2001-05-11",
        }
    ],
    "text": "Has not come home.",
    "resources": ["MD21"],
}

NOTICE = dict.fromkeys(MERLIN.columns(), "") | {
    **ENVELOPE,
    "feed_id": "merlin",
    "source_record_id": "16PAC00012345",
    "report_type": "PAC",
    "reported_at": "2016-10-24T21:00:00+01:00",
    "borough": "Merrowfield",
    "grade": "amber",
    "spoken_to": "alone",
    "seen_words": "Home tidy.",
    "child_words": "“I’m all right.”",
    "subject_role": "child",
    "subject_surname": "Kent",
    "subject_forename": "Jess",
    "subject_birth_date": "11/05/2001",
}

CRIME_REPORT: dict[str, Any] = {
    **ENVELOPE,
    "feed_id": "crime",
    "source_record_id": "3004417/16",
    "subject_category": ["victim", "suspect"],
    "crime_no": "3004417/16",
    "offence_group": "sexual",
    "ho_class": "17/13",
    "reported_at": "2016-10-24T21:00:00+01:00",
    "occurred_from": "2016-10-23T20:00:00+01:00",
    "occurred_to": "2016-10-23T23:00:00+01:00",
    "status": "under investigation",
    "location": {
        "address": "Flat 7, 22 Quarry Lane",
        "postcode": "zz14ab",
        "easting": "531200",
        "northing": "180400",
        "borough": "Merrowfield",
    },
    "flags": ["CSE", "MISSING"],
    "safeguarding": "Mother told. Referral made.",
    "mo_text": "Met online.",
    "victims": [{"key": "v1", "surname": "Kent", "forenames": "Jess", "birth_date": "2001-05-11"}],
    "suspects": [{"key": "s1", "surname": "Moss", "pnc_id": "79/163001B", "asn": "11/01ZD/01/448754K"}],
    "witnesses": [{"key": "w1", "role": "parent/carer", "surname": "Kent"}],
}

DETENTION = dict.fromkeys(ADAPTERS["custody"].columns(), "") | {
    **ENVELOPE,
    "feed_id": "custody",
    "source_record_id": "MF/4417/16",
    "subject_category": "suspect",
    "custody_no": "MF/4417/16",
    "arrested_at": "2016-10-24T13:05:00+01:00",
    "arrived_at": "2016-10-24T13:40:00+01:00",
    "authorised_at": "2016-10-24T13:55:00+01:00",
    "borough": "Merrowfield",
    "offences": "robbery|possession of a knife",
    "reviews": "2016-10-24T19:30:00+01:00",
    "risks": "self-harm|exploitation",
    "aa_requested_at": "2016-10-24T14:10:00+01:00",
    "aa_arrived_at": "2016-10-24T17:20:00+01:00",
    "aa_surname": "Kent",
    "aa_forename": "Ann",
    "aa_role": "parent/carer",
    "la_bed_requested_at": "2016-10-24T20:30:00+01:00",
    "la_bed_kind": "non-secure",
    "la_bed_answer": "declined: no bed",
    "charged_at": "2016-10-24T20:05:00+01:00",
    "s38_basis": "a",
    "s38_circumstances": "No transport before the first sitting.",
    "detainee_surname": "Moss",
    "detainee_forename": "Lee",
    "detainee_birth_date": "2000-02-02",
    "detainee_asn": "1101ZD0100000448754K",
}

MARKER = dict.fromkeys(ADAPTERS["offenders"].columns(), "") | {
    **ENVELOPE,
    "feed_id": "offenders",
    "source_record_id": "12/0004417",
    "subject_category": "convicted",
    "retention_group": "1",
    "restriction": "signalled",
    "ask": "Offender desk, 24 hours",
    "visor_ref": "12/0004417",
    "borough": "Merrowfield",
    "category": "1",
    "level": "2",
    "risk_overall": "very high",
    "orders": "SHPO 2015-03-01 2025-03-01|Notification 2015-03-01",
    "conditions": "no contact with under 16",
    "registered_on": "2015-03-01",
    "next_visit_on": "2016-11-07",
    "subject_surname": "Moss",
    "subject_forename": "Dale",
    "subject_birth_date": "1979-01-30",
    "subject_pnc_id": "1979/0163001B",
}

REPORT: dict[str, Any] = {
    **ENVELOPE,
    "feed_id": "intelligence",
    "source_record_id": "IR0004417/16",
    "subject_category": ["witness_or_other"],
    "intel_ref": "IR0004417/16",
    "reported_at": "2016-10-24T21:00:00+01:00",
    "grading": {"scheme": "3x5x2", "source": "2", "assessment": "B", "handling": "P"},
    "location": {"address": "22 Quarry Lane", "borough": "Merrowfield"},
    "text": "Girls are seen going to the flat late at night.",
    "review_on": "2017-10-24",
    "action_codes": ["visit"],
    "subjects": [
        {"key": "a", "role": "person who poses a risk", "surname": "Moss", "warnings": ["poses a risk to children"]}
    ],
}

CHILD: dict[str, Any] = {
    **ENVELOPE,
    "feed_id": "social_care",
    "source_record_id": "000-A0004417",
    "subject_category": ["victim", "witness_or_other"],
    "Borough": "Merrowfield",
    "LA": "000",
    "LAchildID": "A0004417",
    "UPN": "D000999926001",
    "Surname": "Kent",
    "Forename": "Jess",
    "PersonBirthDate": "2001-05-11",
    "Sex": "F",
    "CINreferralDate": "2016-09-05",
    "ReferralSource": "6",
    "PrimaryNeedCode": "N1",
    "S47": [{"S47ActualStartDate": "2016-09-06", "DateOfInitialCPC": "2016-09-20"}],
    "ChildProtectionPlan": [{"CPPstartDate": "2016-09-20", "LatestCategoryOfAbuse": "SAB"}],
    "Family": [{"key": "m", "role": "parent/carer", "Surname": "Kent", "Forename": "Ann"}],
}

HOME: dict[str, Any] = dict.fromkeys(GAZETTEER.columns(), None) | {
    **ENVELOPE,
    "feed_id": "gazetteer",
    "source_record_id": "999900004417",
    "subject_category": "",
    "uprn": 999900004417,
    "parent_uprn": 999900004400,
    "classification": "communal",
    "communal_kind": "children's home",
    "is_secret": False,
    "organisation": "Osier Lodge",
    "flat": "Flat 2",
    "building": "14",
    "street": "Osier Bank",
    "postcode": "zz14ab",
    "easting": 531200.5,
    "northing": 180400,
    "borough": "Merrowfield",
}

SAMPLES: dict[str, dict[str, Any]] = {
    "cad": CALL,
    "merlin": NOTICE,
    "crime": CRIME_REPORT,
    "custody": DETENTION,
    "offenders": MARKER,
    "intelligence": REPORT,
    "social_care": CHILD,
    "gazetteer": HOME,
}


def call_bytes(*rows: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def notice_text(*rows: dict[str, str], columns: tuple[str, ...] = MERLIN.columns()) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def element(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "".join(element(name, one) for one in value)
    inner = "".join(element(*pair) for pair in value.items()) if isinstance(value, dict) else escape(str(value))
    return f"<{name}>{inner}</{name}>"


def xml_bytes(*pieces: dict[str, Any] | str) -> bytes:
    """Children of a file, each a row or a piece of text put there as it stands."""
    inside = "\n".join(piece if isinstance(piece, str) else element("Child", piece) for piece in pieces)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Children>\n{inside}\n</Children>\n'.encode()


def parquet_bytes(*rows: dict[str, Any], kinds: dict[str, str] | None = None) -> bytes:
    """Rows in the columns of the first; `kinds` names a column's type where it is not what its values suggest."""
    columns = list(rows[0])
    told = [f'CAST(? AS {(kinds or {}).get(name, _kind(rows, name))}) AS "{name}"' for name in columns]
    query = " UNION ALL ".join(f"SELECT {', '.join(told)}" for _ in rows)
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(":memory:", config={"threads": 1}) as connection:
        path = Path(folder) / "rows.parquet"
        values = [row[name] for row in rows for name in columns]
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)", values)
        return path.read_bytes()


def _kind(rows: Iterable[dict[str, Any]], name: str) -> str:
    first = next((row[name] for row in rows if row[name] is not None), "")
    return {bool: "BOOLEAN", int: "BIGINT", float: "DOUBLE", bytes: "BLOB"}.get(type(first), "VARCHAR")


def file_of(source: str, *rows: dict[str, Any]) -> bytes:
    """The rows as their own system would send them."""
    form = ADAPTERS[source].form
    if form == "csv":
        return notice_text(*rows, columns=ADAPTERS[source].columns()).encode()
    return {"ndjson": call_bytes, "xml": xml_bytes, "parquet": parquet_bytes}[form](*rows)


def reading(source: str, content: bytes, **options: Any) -> Reading:
    return read(source, io.BytesIO(content), EXTRACTED, **options)


def outcomes(source: str, content: bytes, **options: Any) -> list[ParsedRecord | Quarantined]:
    return list(reading(source, content, **options))


def read_row(source: str, /, **changes: Any) -> ParsedRecord | Quarantined:
    """The good row of a feed with some of its cells changed, read back."""
    (found,) = outcomes(source, file_of(source, {**SAMPLES[source], **changes}))
    return found


def read_call(**changes: Any) -> ParsedRecord | Quarantined:
    return read_row("cad", **changes)


def read_notice(**changes: str) -> ParsedRecord | Quarantined:
    return read_row("merlin", **changes)


def accepted(outcome: ParsedRecord | Quarantined) -> ParsedRecord:
    assert isinstance(outcome, ParsedRecord), outcome
    return outcome


def set_aside(outcome: ParsedRecord | Quarantined) -> Quarantined:
    assert isinstance(outcome, Quarantined), outcome
    return outcome


def code(outcome: ParsedRecord | Quarantined) -> str:
    return outcome.code if isinstance(outcome, Quarantined) else "accepted"


def noted(outcome: ParsedRecord | Quarantined) -> list[str]:
    return [one.code for one in accepted(outcome).noted]
