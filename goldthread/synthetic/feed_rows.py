"""Rows of the two feeds as their systems would write them, before any fault is planted."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from goldthread.link.feeds.adapters import MERLIN
from goldthread.synthetic.places import FORCE, Address

LONDON = ZoneInfo("Europe/London")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
MERLIN_COLUMNS = MERLIN.columns()


@dataclass(frozen=True)
class Sent:
    """A row on its way: when it is extracted, and who its mentions really are, which only tests may read."""

    extracted_at: datetime
    source: str
    record_id: str
    cells: dict[str, Any]
    truth: dict[str, str] = field(default_factory=dict)
    story: str = ""

    def again(self, extracted_at: datetime, **cells: Any) -> "Sent":
        """A later extraction of the same record, with some of its cells changed."""
        changed = {**self.cells, **cells, "extracted_at": written(extracted_at)}
        return replace(self, extracted_at=extracted_at, cells=changed)


def written(at: datetime) -> str:
    """As the control room's clock shows it, with its offset."""
    return at.astimezone(LONDON).replace(microsecond=0).isoformat()


def cad_no(number: int, opened_at: datetime) -> str:
    local = opened_at.astimezone(LONDON)
    return f"{number}/{local:%d}{MONTHS[local.month - 1]}{local:%y}"


def merlin_no(kind: str, number: int, reported_at: datetime) -> str:
    return f"{reported_at.astimezone(LONDON):%y}{kind}{number:08d}"


def _envelope(feed: str, record_id: str, recorded: datetime, updated: datetime, extracted: datetime) -> dict[str, Any]:
    return {
        "feed_id": feed,
        "feed_version": "1",
        "source_record_id": record_id,
        "source_updated_at": written(updated),
        "source_recorded_at": written(recorded),
        "extracted_at": written(extracted),
        "originating_force": FORCE,
        "handling": "OFFICIAL-SENSITIVE",
        "subject_category": "witness_or_other",
        "retention_group": "4",
        "restriction": "",
        "ask": "",
        "op": "upsert",
    }


def call(
    number: str,
    opened_at: datetime,
    *,
    code: str,
    grade: str,
    place: Address,
    text: str,
    caller: dict[str, Any] | None = None,
    linked: list[dict[str, Any]] | None = None,
    truth: dict[str, str] | None = None,
    closed_after: timedelta = timedelta(hours=2),
    **envelope: Any,
) -> Sent:
    """A call as it stands when closed; the control room's rows leave its system within minutes."""
    recorded = opened_at + timedelta(seconds=20)
    closed = opened_at + closed_after
    extracted = closed + timedelta(minutes=2)
    cells = _envelope("cad", number, recorded, closed, extracted) | {
        "subject_category": ["witness_or_other"],
        "cad_no": number,
        "opened_at": written(opened_at),
        "closed_at": written(closed),
        "grade": grade,
        "opening_code": code,
        "closing_code": "dealt with",
        "location": {
            "address": place.line,
            "postcode": place.postcode,
            "uprn": place.uprn,
            "borough": place.borough,
        },
        "caller": caller or {},
        "linked_persons": linked or [],
        "text": text,
        "resources": [],
        **envelope,
    }
    return Sent(extracted, "cad", number, cells, truth or {})


def notice(
    number: str,
    reported_at: datetime,
    *,
    kind: str,
    borough: str,
    people: dict[str, str],
    truth: dict[str, str] | None = None,
    written_after: timedelta = timedelta(hours=3),
    **cells: str,
) -> Sent:
    """A notification or missing report. It is written up some hours after what it tells of."""
    recorded = reported_at + written_after
    extracted = recorded + timedelta(minutes=10)
    row = dict.fromkeys(MERLIN_COLUMNS, "") | _envelope("merlin", number, recorded, recorded, extracted)
    row |= {"report_type": kind, "reported_at": written(reported_at), "borough": borough}
    row |= {name: text for name, text in people.items() if name in row} | cells
    return Sent(extracted, "merlin", number, row, truth or {})
