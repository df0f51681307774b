"""Steps about one person: find, open, read, who saw, share, break glass, and the person's rights."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.access import actions as access
from goldthread.core.access.queries import who_saw
from goldthread.core.access.reader import Reader
from goldthread.core.alerts.evaluating import watch
from goldthread.core.later import link_again_later
from goldthread.core.people import rights
from goldthread.core.people.queries import person_by_code
from goldthread.core.plain import plain
from goldthread.link.matching.actions import link_again
from goldthread.link.picture import searching
from goldthread.link.picture.queries import open_picture
from goldthread.link.picture.reading import open_record
from goldthread.link.picture.sharing import share_picture

Answer = dict[str, Any]


def search(by: Reader, text: str) -> Answer:
    return searching.search(by, text).as_json()


def picture(
    by: Reader,
    code: str,
    *,
    as_known_at: datetime | None = None,
    basis: str = "product",
    reason: str = "",
    learnt_since: bool = False,
) -> Answer:
    shown = open_picture(by, code, known_at=as_known_at, basis=basis, reason=reason, learnt_since=learnt_since)
    return shown.as_json()


def record(by: Reader, record_id: str) -> Answer:
    found: Answer = plain(open_record(by, record_id))
    return found


def looks(
    by: Reader,
    code: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    officer: str = "",
    page: int = 1,
) -> Answer:
    return who_saw(by, code, since=since, until=until, officer=officer, page=page).as_json()


def share(by: Reader, code: str, *, recipient: str, basis: str, why: str) -> Answer:
    return share_picture(by, code, recipient=recipient, basis=basis, why=why)


def break_glass(by: Reader, code: str, *, reason: str) -> Answer:
    """Who may not is refused before the code is tried, so that nobody learns which codes there are."""
    by.must("break_glass")
    person_id, current = person_by_code(code)
    grant = access.break_glass(by, person_id, current, reason)
    opened = {"starts_at": grant.starts_at, "ends_at": grant.ends_at, "layer": grant.layer}
    return {"code": current, "reason": reason, **plain(opened)}


def rectify(by: Reader, code: str, *, field: str, text: str, authority: str) -> Answer:
    """The door then has the mentions it names linked again: `relink` or `relink_later`."""
    return rights.rectify(by, code, field=field, text=text, authority=authority)


def restrict(by: Reader, code: str, *, ground: str, authority: str, lift: bool = False) -> Answer:
    return rights.restrict(by, code, ground=ground, lift=lift, authority=authority)


def erase(by: Reader, code: str, *, rule: str, authority: str) -> Answer:
    return rights.erase(by, code, rule=rule, authority=authority)


def relink(mentions: Sequence[str], door: str) -> None:
    """Link mentions again now, as the service; for a door that holds the service's address."""
    touched = [UUID(one) for one in mentions]
    with db.as_service():
        link_again(touched, door)
        watch(touched)


def relink_later(mentions: Sequence[str]) -> None:
    """Have the worker link mentions again, if the transaction that put them right commits."""
    link_again_later(mentions)
