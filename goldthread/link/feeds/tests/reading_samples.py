"""One good row of each feed, written by hand, and the bytes and readings made of it."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

from goldthread.link.feeds.adapters import MERLIN
from goldthread.link.feeds.format import ParsedRecord, Quarantined
from goldthread.link.feeds.reading import Reading, read

EXTRACTED = datetime(2016, 10, 24, 23, 0, tzinfo=UTC)

CALL: dict[str, Any] = {
    "feed_id": "cad",
    "feed_version": "1",
    "source_record_id": "4417/24OCT16",
    "source_updated_at": "2016-10-24T22:41:00+01:00",
    "source_recorded_at": "2016-10-24T22:31:20+01:00",
    "extracted_at": "2016-10-24T22:45:00+01:00",
    "op": "upsert",
    "originating_force": "Thornmere Police",
    "handling": "OFFICIAL-SENSITIVE",
    "subject_category": ["victim", "witness_or_other"],
    "retention_group": "4",
    "restriction": "",
    "ask": "",
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
    "feed_id": "merlin",
    "feed_version": "1",
    "source_record_id": "16PAC00012345",
    "source_updated_at": "2016-10-24T22:41:00+01:00",
    "extracted_at": "2016-10-24T22:45:00+01:00",
    "op": "upsert",
    "originating_force": "Thornmere Police",
    "handling": "OFFICIAL-SENSITIVE",
    "subject_category": "witness_or_other",
    "retention_group": "4",
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


def call_bytes(*rows: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def notice_text(*rows: dict[str, str], columns: tuple[str, ...] = MERLIN.columns()) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def reading(source: str, content: bytes, **options: Any) -> Reading:
    return read(source, io.BytesIO(content), EXTRACTED, **options)


def outcomes(source: str, content: bytes, **options: Any) -> list[ParsedRecord | Quarantined]:
    return list(reading(source, content, **options))


def read_call(**changes: Any) -> ParsedRecord | Quarantined:
    (found,) = outcomes("cad", call_bytes({**CALL, **changes}))
    return found


def read_notice(**changes: str) -> ParsedRecord | Quarantined:
    (found,) = outcomes("merlin", notice_text({**NOTICE, **changes}).encode())
    return found


def accepted(outcome: ParsedRecord | Quarantined) -> ParsedRecord:
    assert isinstance(outcome, ParsedRecord), outcome
    return outcome


def code(outcome: ParsedRecord | Quarantined) -> str:
    return outcome.code if isinstance(outcome, Quarantined) else "accepted"
