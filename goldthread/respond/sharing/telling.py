"""Writing down what happened to a share: one event of its own stream, and the row that follows it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from goldthread.core import clocks
from goldthread.core.access.actions import Look
from goldthread.core.access.reader import Reader
from goldthread.core.journal import actions as journal
from goldthread.respond.sharing.models import Share
from goldthread.respond.sharing.projection import stream_of


def tell_share(
    by: Reader,
    under: Look,
    share: Share,
    kind: str,
    sets: Mapping[str, Any],
    *,
    words: Mapping[str, str] | None = None,
    occurred_at: datetime | None = None,
) -> Share:
    """Write that something happened to a share, under a look that is open. `words` are erasable."""
    payload = {name: text for name, text in (words or {}).items() if text} or None
    journal.write(
        kind,
        stream=stream_of(share.pk),
        by=by,
        under=under,
        occurred_at=occurred_at or clocks.now(),
        mentions=[share.mention_id],
        facts={"set": dict(sets)},
        payload=payload,
        payload_layer="summary",
    )
    share.refresh_from_db()
    return share
