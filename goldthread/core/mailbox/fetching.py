"""Fetching what came: each mail kept once, then looked at; stopped anywhere, the next run goes on where this one was.

A mail is kept in a transaction of its own before the mailbox is told anything; read again, it is found held.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from itertools import islice
from pathlib import Path

from goldthread.config import installation
from goldthread.core import clocks, db
from goldthread.core.alerts import actions as alerts
from goldthread.core.mailbox.folder import FOLDER, mails_in
from goldthread.core.mailbox.imap import BOX, NotFetched, mails_after
from goldthread.core.mailbox.keeping import keep
from goldthread.core.mailbox.models import KEPT, Message, Place
from goldthread.core.mailbox.sorting import sort_message

AT_ONCE = 200  # of each mailbox in one run; the next minute brings the next
TELL_AFTER = timedelta(minutes=15)
NOT_FETCHED = "mail_not_fetched"
NOT_READ = "Mail has not been fetched for a quarter of an hour. Read the mailbox by hand."
log = logging.getLogger(__name__)


def fetch() -> int:
    """Fetch from every mailbox that is named, then look at what was kept and not looked at: how many were new."""
    sources: tuple[tuple[str, Callable[[str], int]], ...] = ((FOLDER, _from_folder), (BOX, _from_box))
    new = sum(_fetched(name, source) for name, source in sources if installation.value(name))
    with db.as_service():
        waiting = list(Message.objects.filter(state=KEPT).order_by("received_at", "id").values_list("pk", flat=True))
    for message_id in waiting:
        sort_message(message_id)
    return new


def is_named() -> bool:
    """Whether this installation fetches mail at all."""
    return any(installation.value(name) for name in (FOLDER, BOX))


def places() -> dict[str, Place | None]:
    """Each mailbox that is named, by its setting, and how far it was read: as the service."""
    with db.as_service():
        held = {one.name: one for one in Place.objects.all()}
    return {name: held.get(name) for name in (FOLDER, BOX) if installation.value(name)}


def _fetched(name: str, source: Callable[[str], int]) -> int:
    """From one mailbox; where it does not open, that is kept and told, and the other one is read all the same."""
    try:
        new = source(installation.value(name))
    except (OSError, NotFetched) as error:
        log.warning("%s: %s", name, error)
        _failed(name, str(error))
        return 0
    with db.as_service():
        well = {"read_at": clocks.now(), "failed_since": None, "failed_words": "", "told_at": None}
        Place.objects.update_or_create(name=name, defaults=well)
    return new


def _from_folder(named: str) -> int:
    new = 0
    for came, put_aside in islice(mails_in(Path(named)), AT_ONCE):
        with db.as_service():
            new += keep(came)
        _put_aside(put_aside)
    return new


def _put_aside(step: Callable[[], None]) -> None:
    """Where a run is stopped before this, the mail is read again and found held."""
    step()


def _from_box(address: str) -> int:
    """How far it was read is written down with the mail itself: both or neither."""
    place, new = _place(BOX), 0
    for one in mails_after(address, place.uid_validity, place.last_uid, AT_ONCE):
        with db.as_service():
            new += keep(one.came)
            Place.objects.filter(name=BOX).update(uid_validity=one.validity, last_uid=one.uid)
    return new


def _place(name: str) -> Place:
    with db.as_service():
        return Place.objects.get_or_create(name=name)[0]


def _failed(name: str, words: str) -> None:
    """Keep since when it does not open; administrators and the control room hear of it once it lasts."""
    now, place = clocks.now(), _place(name)
    since = place.failed_since or now
    with db.as_service():
        is_told = place.told_at is None and now - since >= TELL_AFTER
        Place.objects.filter(name=name).update(
            failed_since=since, failed_words=words[:300], told_at=now if is_told else place.told_at
        )
        for role in ("administrator", "control_room") if is_told else ():
            alerts.raise_alert(NOT_FETCHED, NOT_READ, to_role=role)
