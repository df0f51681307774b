"""What has changed since a page was made: polled every few seconds, it moves nothing and keeps no session alive."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.alerts import queries
from goldthread.core.alerts.models import Alert
from goldthread.core.refusals import NotFound, NotValid
from goldthread.web import shapes
from goldthread.web.asking import reader_of
from goldthread.web.navigation import home_of

# How many rows of a board changed after an instant, for whoever asks.
Changed = Callable[[Reader, datetime], int]
# The figures of a board that renews itself, each by the key of its place.
Figures = Callable[[Reader], dict[str, str]]
_boards: dict[str, Changed] = {}
_figures: dict[str, Figures] = {}
# What a board of rows shows, in a few letters, as its page asks for it; and how many of its rows changed since then.
Version = Callable[[Reader, str, datetime], tuple[str, int]]
_versions: dict[str, Version] = {}


def board(name: str, changed: Changed, figures: Figures | None = None) -> None:
    """Have a board say `2 changes: show`; its page names it with `changes_note` of components/listing.html.

    One that has `figures` and no rows renews them where they stand: nothing moves under whoever reads it.
    """
    _boards[name] = changed
    if figures:
        _figures[name] = figures


def rows(name: str, version: Version) -> None:
    """Have a board of rows be compared by its version: on a wall its page renews it, at a desk it says what changed."""
    _versions[name] = version


@require_GET
def changes(request: HttpRequest) -> JsonResponse:
    """How many alerts wait, which of them interrupt, and how many rows of the board shown changed since then."""
    reader = reader_of(request)
    pressing = _theirs(reader, queries.pressing_alerts)
    answer: dict[str, Any] = {
        "at": clocks.now().isoformat(),
        "alerts": request.frame.alerts,  # type: ignore[attr-defined]
        "pressing": [_interruption(one, reader) for one in pressing],
        "changed": 0,
    }
    name, since = request.GET.get("board", ""), request.GET.get("since", "")
    if name in _versions:
        asked = request.GET.get("asked", "")
        answer["version"], answer["changed"] = _versions[name](reader, asked, _instant(since))
    elif name:
        if name not in _boards:
            raise NotFound("There is no such board.")
        answer["changed"] = _boards[name](reader, _instant(since))
        if name in _figures:
            answer["figures"] = _figures[name](reader)
    return JsonResponse(answer)


def _theirs(reader: Reader, found: Callable[..., Any], *rest: Any) -> Any:
    borough = reader.post.borough_id if reader.post else None
    return found(reader.officer, reader.role.id, borough, *rest)


def _interruption(one: Alert, reader: Reader) -> dict[str, Any]:
    """What a page says of a new alert. On a tablet, in front of a family, only that there is one."""
    told = shapes.alert(one)
    is_seen_by_others = home_of(reader.role.id).density == "tablet"
    return {
        "id": one.pk,
        "words": "" if is_seen_by_others else one.words,
        "url": told["url"],
        "link": told["url_words"],
    }


def _instant(written: str) -> datetime:
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise NotValid("since", "The time is not one with an offset.", "Write it like 2026-10-23T21:40:00+01:00.")
    return found


board("alerts", lambda reader, since: int(_theirs(reader, queries.alerts_changed, since)))
