"""Publishing: a draft is frozen with the cases behind its figures, hashed, and never changed."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.clocks.book import book
from goldthread.core.journal import actions as journal
from goldthread.core.organisation.models import Officer
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.improve.reporting.document import Document, Figure, as_json, digest
from goldthread.improve.reporting.drafting import draft
from goldthread.improve.reporting.listing import every_case
from goldthread.improve.reporting.models import Edition
from goldthread.improve.reporting.outside import for_outside
from goldthread.improve.reporting.periods import quarter_named

LONGEST_WHY = 1_000


def publish(by: Reader, period: str, why: str = "") -> Edition:
    """Freeze the report of a quarter that has ended, in the publishing officer's name.

    A quarter that was published already gets a further edition, which says why it corrects the earlier one.
    """
    by.must("publish_reports")
    officer = _named(by)
    quarter = quarter_named(period, clocks.today())
    if quarter.until > clocks.now():
        words = f"{quarter.words} has not ended: its figures would change after they were published."
        raise NotValid("period", words, "Publish it when the quarter has ended.")
    with db.transaction():
        earlier = _last_of(quarter.name)
        reason = _reason(earlier, why)
        made = draft(by, period)
        under = look(by, operation="alteration", change="report.published", period=quarter.name)
        edition = _freeze(officer, made, earlier, reason)
        _journal(by, under, edition)
    return edition


def _named(by: Reader) -> Officer:
    if by.officer is None:
        raise Refusal("no_person", "A service cannot publish a report.", "A chief officer must.")
    return by.officer


def _last_of(period: str) -> Edition | None:
    """The newest edition of a quarter. Of two people who publish at once one is refused, and waits for nothing."""
    asked = "SELECT pg_try_advisory_xact_lock(hashtext(%s)) AS ours"
    if not db.fetch_one(asked, [f"report {period}"])["ours"]:
        raise Clash("Somebody else is publishing this quarter now.", "See the reports in a minute.")
    return Edition.objects.filter(period=period).order_by("-number").first()


def _reason(earlier: Edition | None, why: str) -> str:
    reason = why.strip()
    if earlier and not reason:
        words = f"{earlier.published_by} published this quarter already."
        raise Clash(words, "Say why a corrected edition is needed.")
    if len(reason) > LONGEST_WHY:
        raise NotValid("why", f"Enter no more than {LONGEST_WHY:,} characters.")
    return reason


def _freeze(officer: Officer, made: Document, earlier: Edition | None, why: str) -> Edition:
    now, number = clocks.now(), (earlier.number if earlier else 0) + 1
    said = f"Published {clocks.day_of(now):%-d %B %Y} by {officer}. Edition {number}."
    if earlier:
        said += f" It corrects edition {earlier.number}: {why}"
    whole = replace(made, standing=said)
    outside = for_outside(whole, least_shown())
    edition_id = uuid.uuid4()
    _keep_cases(edition_id, whole)
    return Edition.objects.create(
        id=edition_id,
        period=whole.period,
        number=number,
        corrects=earlier,
        why=why,
        whole=as_json(whole),
        outside=as_json(outside),
        digest=digest(whole),
        outside_digest=digest(outside),
        published_at=now,
        published_by=officer,
    )


def least_shown() -> int:
    """The smallest count that outside readers are shown."""
    return int(book().setting("suppression.min_cell", clocks.today()))


def _keep_cases(edition_id: uuid.UUID, whole: Document) -> None:
    """The cases behind each figure, asked once for all boroughs: those of one borough are told by where they lie."""
    at = datetime.fromisoformat(whole.until)
    for figure in of_all_boroughs(whole):
        if cases := every_case(figure, at):
            kept = "SELECT goldthread_report_keep(%s, %s, %s::uuid[]) AS kept"
            db.fetch_one(kept, [edition_id, figure.id, cases])


def of_all_boroughs(whole: Document) -> Iterator[Figure]:
    """The figures whose cases are kept; a figure of one borough rests on the same figure of all."""
    return (one for one in whole.figures.values() if one.cases and not one.borough and not one.unknown)


def _journal(by: Reader, under: Look, edition: Edition) -> None:
    facts = {"period": edition.period, "edition": edition.number, "digest": edition.digest,
             "outside_digest": edition.outside_digest}  # fmt: skip
    stream = f"quarterly:{edition.period}"
    journal.write("report.published", stream=stream, by=by, under=under, occurred_at=clocks.now(), facts=facts)
