"""A report that waits is put right and taken again, or answered, by a person; and a home says that a child is back."""

from collections.abc import Mapping
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.journal import actions as journal
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.respond.missing.partners import models, queries
from goldthread.respond.missing.partners.columns import BACK
from goldthread.respond.missing.partners.models import PartnerReport
from goldthread.respond.missing.partners.reading import Done, read_report, settled
from goldthread.respond.missing.partners.receiving import home_of, send_report
from goldthread.respond.missing.partners.rows import AS_IT_CAME, cleaned

LONGEST_WHY = 300


def say_back(by: Reader, reference: str, told: Mapping[str, object]) -> PartnerReport:
    """A home says that the child of its report is back. It is kept as told, and settles nothing."""
    one, _ = queries.held(by, reference)
    row = {**told, "what": BACK, "our_reference": one.reference, "home": one.home}
    return send_report(by, {name: value for name, value in row.items() if name != "home" or not home_of(by)})


def take_again(by: Reader, reference: str, told: Mapping[str, object], *, attempt: int | None = None) -> dict[str, Any]:
    """Take a report again as an officer put it right. What was not told stays as it came."""
    by.must("report_missing")
    with db.transaction():
        one = _waiting(by, reference, attempt, "a home's report put right")
        put = {name: value for name, value in told.items() if name != AS_IT_CAME}
        row = cleaned({**(one.said.body or {}), **put})
        if put:
            row.pop(AS_IT_CAME, None)
        if row.get("home"):
            one.home = row["home"].upper()[:12]
        done = read_report(by, one, row)
        one.said.body = row
        one.said.save(update_fields=["body"])
        one.settled_by = by.officer
        settled(one, done)
    return queries.report(by, reference)


def answer(by: Reader, reference: str, why: str, *, attempt: int | None = None) -> dict[str, Any]:
    """Say what became of a report that could not be taken: the child is reported by hand, or was never missing."""
    by.must("report_missing")
    text = why.replace("\0", "").strip()
    if not text:
        raise NotValid("why", "Enter what became of it.", "Whom you rang, and the reference of the report by hand.")
    if len(text) > LONGEST_WHY:
        raise NotValid("why", f"This is over {LONGEST_WHY} characters.", "Shorten it.")
    with db.transaction():
        one = _waiting(by, reference, attempt, "a home's report answered")
        one.settled_by = by.officer
        settled(one, Done(models.RETURNED, field=one.field, words=text))
    return queries.report(by, reference)


def _waiting(by: Reader, reference: str, attempt: int | None, change: str) -> PartnerReport:
    """The report to be settled, held: it must still wait, as it was seen."""
    if by.officer is None:
        raise Refusal("no_person", "A service settles no report.", "A named officer must.")
    one, under = queries.held(by, reference, change=change)
    if one.state != models.ASIDE or attempt not in (None, one.attempts):
        raise Clash(f"{one.reference} was settled or changed since.", "Open it again.")
    journal.write("partner_report.settled", stream=f"partner_report:{one.pk}", by=by, under=under,
                  occurred_at=clocks.now(), facts={"field": one.field, "attempt": one.attempts})  # fmt: skip
    return one
