"""Handing an alert to those on duty, by each channel there is, with proof; trying again what did not arrive."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.alerts.channels import NotSent, channels
from goldthread.core.alerts.duty import Reached, reached
from goldthread.core.alerts.models import Alert, Delivery
from goldthread.core.organisation.models import Post

SCREEN = "screen"
# Minutes until the next try, after the first, the second and so on; after the last it is given up, and said so.
AGAIN = (1, 2, 4, 8, 15, 30)
AT_ONCE = 50
log = logging.getLogger(__name__)


def hand_over(alert: Alert, role: str, borough: str | None, skill: str = "", step: int = 0) -> Reached:
    """Have everybody who is on duty for this told, each once by each channel; who they are, and why they."""
    found = reached(role, borough, skill, clocks.now())
    Delivery.objects.bulk_create(_deliveries(alert, found, step), ignore_conflicts=True)
    return found


def _deliveries(alert: Alert, found: Reached, step: int) -> Iterable[Delivery]:
    now = clocks.now()
    for post in found.posts:
        yield _delivery(alert, post, SCREEN, found.why, step, now, delivered_at=now)
        for channel in channels().values():
            if alert.urgency in channel.urgencies and channel.reaches(post.officer):
                yield _delivery(alert, post, channel.id, found.why, step, now, next_attempt_at=now)


def _delivery(alert: Alert, post: Post, channel: str, why: str, step: int, now: datetime, **when: datetime) -> Delivery:
    return Delivery(
        alert=alert,
        officer_id=post.officer_id,
        role=post.role,
        borough_id=post.borough_id,
        channel=channel,
        step=step,
        why=why,
        made_at=now,
        **when,
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery that is due to be tried: no lock is held while it is on the wire."""

    id: int
    alert_id: int
    channel: str
    attempts: int
    officer: Any
    reference: str
    words: str
    is_over: bool


def send_waiting() -> dict[str, int]:
    """Try what is due, as the service: claimed first, then sent, then written down; a crash between tries again."""
    done = {"sent": 0, "failed": 0}
    for one in _claim():
        if one.is_over:
            _settle(one, "The alert was taken before this was sent.", give_up=True)
            continue
        try:
            channels()[one.channel].send(one.officer, one.reference, one.words)
        except (NotSent, KeyError) as error:
            done["failed"] += 1
            _settle(one, str(error))
        else:
            done["sent"] += 1
            with db.as_service():
                Delivery.objects.filter(pk=one.id).update(
                    delivered_at=clocks.now(), next_attempt_at=None, failed_words=""
                )
    return done


def _claim() -> list[Waiting]:
    now = clocks.now()
    with db.as_service():
        due = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).filter(next_attempt_at__lte=now)
        rows = list(due.select_related("alert", "officer").order_by("next_attempt_at", "id")[:AT_ONCE])
        for row in rows:
            row.attempts += 1
            row.next_attempt_at = now + timedelta(minutes=AGAIN[min(row.attempts, len(AGAIN)) - 1])
        Delivery.objects.bulk_update(rows, ["attempts", "next_attempt_at"])
    return [_waiting(row) for row in rows]


def _waiting(row: Delivery) -> Waiting:
    alert = row.alert
    over = alert.acknowledged_at is not None or alert.withdrawn_at is not None
    reference = alert.reference or alert.case_reference
    return Waiting(row.pk, alert.pk, row.channel, row.attempts, row.officer, reference, alert.words, over)


def _settle(one: Waiting, words: str, *, give_up: bool = False) -> None:
    is_last = give_up or one.attempts > len(AGAIN)
    log.warning("alert %s not sent by %s: %s", one.alert_id, one.channel, words)
    with db.as_service():
        changed: dict[str, Any] = {"failed_words": words[:200]}
        if is_last:
            changed["next_attempt_at"] = None
        Delivery.objects.filter(pk=one.id).update(**changed)
