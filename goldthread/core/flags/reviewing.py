"""The service's watch over flags: a review that comes or is late, an end that comes, an end that came."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import service_reader
from goldthread.core.alerts.actions import raise_alert
from goldthread.core.flags.actions import flag_ids
from goldthread.core.flags.catalogue import kinds
from goldthread.core.flags.models import Flag
from goldthread.core.flags.projection import stream_of
from goldthread.core.journal import actions as journal
from goldthread.core.organisation.models import Officer
from goldthread.core.organisation.queries import post_held

# Ours: a week to plan a review, two to have an order renewed.
REVIEW_WARNING, END_WARNING = timedelta(days=7), timedelta(days=14)


def sweep(today: date | None = None) -> dict[str, int]:
    """Remind of each review and end once, and mark flags whose last day passed. Run again it does nothing twice."""
    on = today or clocks.today()
    done = {"reminded": 0, "ended": 0}
    with db.as_service():
        due = Flag.objects.select_for_update(skip_locked=True, of=("self",)).filter(closed_at=None)
        due = due.filter(review_on__lte=on + REVIEW_WARNING) | due.filter(ends_on__lte=on + END_WARNING)
        for flag in due.select_related("owner").order_by("pk"):
            if flag.state == "live" and flag.ends_on and flag.ends_on < on:
                _end(flag)
                done["ended"] += 1
            done["reminded"] += _remind(flag, on)
    return done


def _end(flag: Flag) -> None:
    """Its last day passed: said in the journal, and shown as such until somebody reviews or lifts it."""
    by = service_reader("flags", "service:flags", "safeguarding")
    journal.write(
        "flag.ended",
        stream=stream_of(flag.pk),
        by=by,
        under=look(by, people=_people(flag), operation="alteration", change="flag.ended", flag=flag.reference),
        occurred_at=clocks.now(),
        mentions=[flag.mention_id],
        facts={"set": {"state": "ended"}},
        idempotency_key=f"ended:{flag.reference}:{flag.ends_on}",
    )
    flag.refresh_from_db()


def _people(flag: Flag) -> list[UUID]:
    _, person_id, _ = flag_ids(flag.reference)
    return [person_id] if person_id else []


def _remind(flag: Flag, on: date) -> int:
    """Tell whoever owns it, or its desk, what comes next; 1 where they had not been told of it."""
    stage, words = _stage(flag, on)
    if not stage or flag.reminded_of == stage:
        return 0
    owner = flag.owner if flag.owner and _is_in_post(flag.owner) else None
    desk = "" if owner else kinds()[flag.kind].desk
    raise_alert("flag_review", words, to_officer=owner, to_role=desk, case_reference=flag.reference)
    Flag.objects.filter(pk=flag.pk).update(reminded_of=stage)
    return 1


def _stage(flag: Flag, on: date) -> tuple[str, str]:
    name = kinds()[flag.kind].name
    if flag.state == "ended":
        return f"ended {flag.ends_on}", f"A flag ended and nobody has looked at it: {name}. Review it or lift it."
    if flag.review_on < on:
        return f"late {flag.review_on}", f"A flag's review is late: {name}, due {flag.review_on:%-d %B}."
    if flag.ends_on and flag.ends_on <= on + END_WARNING:
        return f"ends {flag.ends_on}", f"A flag ends on {flag.ends_on:%-d %B}: {name}. Renew it, or let it end."
    if flag.review_on <= on + REVIEW_WARNING:
        return f"due {flag.review_on}", f"A flag's review is due by {flag.review_on:%-d %B}: {name}."
    return "", ""


def _is_in_post(officer: Officer) -> bool:
    held: Any = post_held(officer, clocks.now())
    return held is not None
