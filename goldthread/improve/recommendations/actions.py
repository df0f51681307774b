"""Every write of the register: a report read, corrected and confirmed, or dropped."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.journal import actions as journal
from goldthread.core.organisation.models import Officer
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.improve.recommendations.held import already_held
from goldthread.improve.recommendations.items import Item, as_read, checked, plain
from goldthread.improve.recommendations.models import Point, Recommendation, Report
from goldthread.improve.recommendations.reading import Report as Reading
from goldthread.improve.recommendations.reading import UnreadableReport, read_report
from goldthread.improve.recommendations.timescales import due_on

LARGEST = 50 * 1024 * 1024
LONGEST_REASON = 1_000


def save_reading(
    by: Reader, data: bytes, name: str, published: date | None = None, reading: Reading | None = None
) -> tuple[Report, bool]:
    """Read a report and keep the reading until somebody has compared it with the print; and whether it is new.

    The same bytes are one report: what was read or confirmed of them before is given back as it stands. `reading` is
    what the caller has just read of them.
    """
    officer = _keeper(by)
    digest = hashlib.sha256(data).hexdigest()
    earlier = _earlier(digest)
    if earlier is None:
        try:
            reading = reading or read_report(data, name, published)
        except UnreadableReport as unreadable:
            raise NotValid("file", unreadable.words, unreadable.remedy) from unreadable
        try:
            return _kept_reading(by, officer, reading, name, digest), True
        except IntegrityError:  # somebody else handed in the same bytes while these were being read
            earlier = _earlier(digest)
            if earlier is None:
                raise
    return earlier, False


def _kept_reading(by: Reader, officer: Officer, reading: Reading, name: str, digest: str) -> Report:
    with db.transaction():
        under = look(by, operation="alteration", change="report.read", file=plain(name))
        report = Report.objects.create(
            title=plain(reading.title or name)[:300],
            name=plain(name)[:200],
            digest=digest,
            published_on=reading.published,
            reading=_storable(reading.as_json()),
            read_at=clocks.now(),
            read_by=officer,
        )
        _journal(by, under, "report.read", report, {"digest": digest, "found": len(reading.recommendations)})
    return report


def items_as_read(report: Report) -> list[Item]:
    """What the reader found, as items a person may correct."""
    return as_read(report.reading)


def confirm(
    by: Reader,
    report_id: int,
    items: Sequence[Item],
    *,
    title: str,
    published_on: date | None,
    publisher: str = "",
) -> Report:
    """Put the corrected recommendations in the register, all or none, in the name of whoever compared them.

    What the report itself said stays as it was read.
    """
    officer = _keeper(by)
    title, publisher = plain(title), plain(publisher)
    kept = checked(items, title=title, publisher=publisher, published_on=published_on)
    with db.transaction():
        under = look(by, operation="alteration", change="report.confirmed")
        report = _waiting(report_id)
        report.title, report.publisher, report.published_on = title, publisher, published_on
        report.state, report.confirmed_at, report.confirmed_by = "confirmed", clocks.now(), officer
        report.save()
        _keep(report, kept)
        _journal(by, under, "report.confirmed", report, _confirmed_facts(report, kept))
    return report


def confirm_as_read(by: Reader, report_id: int) -> Report:
    """Confirm a reading unchanged, where nothing in it needs a person to look at the print."""
    _keeper(by)
    report = Report.objects.filter(pk=report_id).first()
    if report is None:
        raise _no_reading()
    items = as_read(report.reading)
    if reasons := what_needs_a_person(report, items):
        words = f"This reading needs a person: {'; '.join(reasons)}."
        raise NotValid("items", words, f"Compare reading {report_id} with the report, correct it and confirm it.")
    return confirm(by, report_id, items, title=report.title, published_on=report.published_on)


def what_needs_a_person(report: Report, items: Sequence[Item]) -> list[str]:
    """Why a reading may not be confirmed unseen."""
    reasons = [f"{item.number} is cut short" for item in items if not item.is_complete]
    if report.published_on is None:
        reasons.append("the day of publication is not known")
    reasons += [f"{items[row - 1].number} is already held" for row in already_held(items, report)]
    return reasons if items else ["no recommendation was found"]


def drop(by: Reader, report_id: int, why: str) -> Report:
    """Set a reading aside; it stays on record, the reason in the log, and the report may be read again."""
    _keeper(by)
    reason = plain(why)
    if not reason:
        raise NotValid("why", "Enter why it is dropped.")
    if len(reason) > LONGEST_REASON:
        raise NotValid("why", f"Enter no more than {LONGEST_REASON:,} characters.")
    with db.transaction():
        under = look(by, operation="alteration", change="report.dropped", reason=reason)
        report = _waiting(report_id)
        report.state = "dropped"
        report.save(update_fields=["state"])
        _journal(by, under, "report.dropped", report, {})
    return report


def _keeper(by: Reader) -> Officer:
    by.must("keep_recommendations")
    if by.officer is None:
        raise Refusal("no_person", "A service cannot keep recommendations.", "A named officer must.")
    return by.officer


def _earlier(digest: str) -> Report | None:
    return Report.objects.filter(digest=digest).exclude(state="dropped").first()


def _waiting(report_id: int) -> Report:
    """The reading, held until the transaction ends, if it still waits; two people cannot both confirm it."""
    report = Report.objects.select_for_update().filter(pk=report_id).first()
    if report is None:
        raise _no_reading()
    if report.state == "confirmed":
        raise Clash(f"{report.confirmed_by} confirmed this reading already.", "See the register.")
    if report.state == "dropped":
        raise Clash("This reading was dropped already.", "Import the report again.")
    return report


def _no_reading() -> NotFound:
    return NotFound("There is no such reading.", "See the list of recommendations.")


def _keep(report: Report, items: Sequence[Item]) -> None:
    """Two statements, however many there are."""
    made = Recommendation.objects.bulk_create(
        Recommendation(
            report=report,
            place=place,
            number=item.number,
            kind=item.kind,
            under=plain(item.under)[:20],
            title=plain(item.title)[:200],
            page=item.page,
            timescale=item.timescale,
            text=item.text,
            is_complete=item.is_complete,
            due_on=due_on(item.timescale, report.published_on),
        )
        for place, item in enumerate(items, 1)
    )
    Point.objects.bulk_create(
        Point(recommendation=recommendation, place=place, text=text)
        for recommendation, item in zip(made, items, strict=True)
        for place, text in enumerate(item.points, 1)
    )


def _confirmed_facts(report: Report, kept: Sequence[Item]) -> dict[str, Any]:
    """How far the person changed what was read: which rows were corrected, added or left out."""
    read = {item.row: item for item in as_read(report.reading)}
    rows = {item.row: item for item in kept}
    return {
        "kept": len(kept),
        "published_on": str(report.published_on or ""),
        "corrected": sorted(row for row in rows.keys() & read.keys() if rows[row] != read[row]),
        "added": sorted(rows.keys() - read.keys()),
        "left_out": sorted(read.keys() - rows.keys()),
    }


def _storable(value: Any) -> Any:
    """The same reading without characters that no JSON column holds; a damaged PDF may give them."""
    if isinstance(value, dict):
        return {key: _storable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_storable(one) for one in value]
    return plain(value) if isinstance(value, str) else value


def _journal(by: Reader, under: Look, kind: str, report: Report, facts: dict[str, Any]) -> None:
    journal.write(
        kind,
        stream=f"report:{report.pk}",
        by=by,
        under=under,
        occurred_at=clocks.now(),
        facts={"report": report.pk, **facts},
    )
