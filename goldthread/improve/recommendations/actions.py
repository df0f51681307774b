"""Every write of the register: a report read, corrected and confirmed, or dropped."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.journal import actions as journal
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.improve.recommendations.models import Point, Recommendation, Report
from goldthread.improve.recommendations.reading import UnreadableReport, read_report
from goldthread.improve.recommendations.reading.dates import add_days, add_months

KINDS = {
    "recommendation": "Recommendation",
    "cause_of_concern": "Cause of concern",
    "area_for_improvement": "Area for improvement",
}
PERIOD = re.compile(r"P(?:(?P<months>\d{1,2})M|(?P<days>\d{1,3})D)")
LARGEST = 50 * 1024 * 1024


@dataclass(frozen=True)
class Item:
    """One recommendation as a person corrected it. `timescale` is `immediate`, `P3M`, `by:2016-12-31` or nothing."""

    number: str
    kind: str
    timescale: str
    text: str
    points: tuple[str, ...] = ()
    is_complete: bool = True
    under: str = ""


def save_reading(by: Reader, data: bytes, name: str, published: date | None = None) -> tuple[Report, bool]:
    """Read a report and keep the reading until somebody has compared it with the print; and whether it is new.

    The same bytes are one report: what was read or confirmed of them before is given back as it stands.
    """
    officer = _keeper(by)
    try:
        reading = read_report(data, name, published)
    except UnreadableReport as unreadable:
        raise NotValid("file", unreadable.words, unreadable.remedy) from unreadable
    digest = hashlib.sha256(data).hexdigest()
    with db.transaction():
        under = look(by, operation="alteration", change="report.read", file=name)
        earlier = Report.objects.filter(digest=digest).exclude(state="dropped").first()
        if earlier:
            return earlier, False
        report = Report.objects.create(
            title=(reading.title or name)[:300],
            name=name[:200],
            digest=digest,
            published_on=reading.published,
            reading=reading.as_json(),
            read_at=clocks.now(),
            read_by=officer,
        )
        _journal(by, under, "report.read", report, {"digest": digest, "found": len(reading.recommendations)})
    return report, True


def items_as_read(report: Report) -> list[Item]:
    """What the reader found, as items a person may correct."""
    return [
        Item(
            str(found["number"]),
            found["kind"],
            found["timescale"] or "",
            found["text"],
            tuple(found["subpoints"]),
            found["complete"],
            str(found["under"] or ""),
        )
        for found in report.reading["recommendations"]
    ]


def confirm(by: Reader, report_id: int, items: list[Item], *, title: str, published_on: date | None) -> Report:
    """Put the corrected recommendations in the register, all or none, in the name of whoever compared them."""
    officer = _keeper(by)
    if not title.strip():
        raise NotValid("title", "Enter the title of the report.")
    if not items:
        raise NotValid("items", "Keep at least one recommendation, or drop the report.")
    _check(items, published_on)
    with db.transaction():
        under = look(by, operation="alteration", change="report.confirmed")
        report = _waiting(report_id)
        report.title, report.published_on = title.strip()[:300], published_on
        report.state, report.confirmed_at, report.confirmed_by = "confirmed", clocks.now(), officer
        report.save()
        for item in items:
            _keep(report, item)
        _journal(by, under, "report.confirmed", report, {"kept": len(items), "published_on": str(published_on or "")})
    return report


def drop(by: Reader, report_id: int, why: str) -> Report:
    """Set a reading aside; it stays on record with the reason, and the report may be read again."""
    _keeper(by)
    if not why.strip():
        raise NotValid("why", "Enter why it is dropped.")
    with db.transaction():
        under = look(by, operation="alteration", change="report.dropped")
        report = _waiting(report_id)
        report.state = "dropped"
        report.save(update_fields=["state"])
        _journal(by, under, "report.dropped", report, {"why": why.strip()[:300]})
    return report


def due_on(timescale: str, published_on: date | None) -> date | None:
    """When it is due: counted from publication, or the day named. `immediate` and no timescale have no day."""
    if timescale.startswith("by:"):
        return date.fromisoformat(timescale.removeprefix("by:"))
    period = PERIOD.fullmatch(timescale)
    if not period or published_on is None:
        return None
    if period["months"]:
        return add_months(published_on, int(period["months"]))
    return add_days(published_on, int(period["days"]))


def _keeper(by: Reader) -> Any:
    by.must("keep_recommendations")
    if by.officer is None:
        raise Refusal("no_person", "A service cannot keep recommendations.", "A named officer must.")
    return by.officer


def _waiting(report_id: int) -> Report:
    """The reading, held until the transaction ends, if it still waits; two people cannot both confirm it."""
    report = Report.objects.select_for_update().filter(pk=report_id).first()
    if report is None:
        raise NotFound("There is no such reading.", "See the list of recommendations.")
    if report.state != "read":
        raise Clash(f"This reading was already {report.state}.", "See the register.")
    return report


def _check(items: list[Item], published_on: date | None) -> None:
    """Refuse by row and field what cannot stand: `text_2` is the words of the second row."""
    seen: dict[tuple[str, str, str], int] = {}
    for row, item in enumerate(items, 1):
        if not item.text.strip():
            raise NotValid(f"text_{row}", f"Enter the words of recommendation {item.number or row}.")
        if not item.number.strip():
            raise NotValid(f"number_{row}", f"Enter the number of row {row}.")
        if item.kind not in KINDS:
            raise NotValid(f"kind_{row}", f"Choose what row {row} is.")
        _check_timescale(row, item.timescale, published_on)
        same = seen.setdefault((item.kind, item.under, item.number.strip()), row)
        if same != row:
            raise NotValid(f"number_{row}", f"Rows {same} and {row} have the same number.", "Give each its own.")


def _check_timescale(row: int, timescale: str, published_on: date | None) -> None:
    if timescale.startswith("by:"):
        try:
            date.fromisoformat(timescale.removeprefix("by:"))
        except ValueError:
            raise NotValid(f"timescale_{row}", f"Row {row}: there is no such day.", "Write by:2016-12-31.") from None
    elif timescale and timescale != "immediate":
        if not PERIOD.fullmatch(timescale):
            words = f'Row {row}: "{timescale}" is not a timescale.'
            raise NotValid(f"timescale_{row}", words, "Write immediate, P3M, P6M, P12M or by:2016-12-31.")
        if published_on is None:
            words = "Enter the day the report was published: due dates count from it."
            raise NotValid("published_on", words)


def _keep(report: Report, item: Item) -> None:
    kept = Recommendation.objects.create(
        report=report,
        number=item.number.strip()[:20],
        kind=item.kind,
        under=item.under[:20],
        timescale=item.timescale,
        text=item.text.strip(),
        is_complete=item.is_complete,
        due_on=due_on(item.timescale, report.published_on),
    )
    Point.objects.bulk_create(
        Point(recommendation=kept, place=place, text=text.strip())
        for place, text in enumerate((one for one in item.points if one.strip()), 1)
    )


def _journal(by: Reader, under: Look, kind: str, report: Report, facts: dict[str, Any]) -> None:
    journal.write(
        kind,
        stream=f"report:{report.pk}",
        by=by,
        under=under,
        occurred_at=clocks.now(),
        facts={"report": report.pk, **facts},
    )
