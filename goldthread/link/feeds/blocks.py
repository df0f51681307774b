"""The feeds' block on a role's first page: how fresh each source is, and how many rows wait."""

from typing import Any

from django.urls import reverse

from goldthread.core.access.reader import Reader
from goldthread.web.blocks import register


def _feeds(reader: Reader) -> list[dict[str, Any]]:
    from goldthread.core.records.queries import freshness
    from goldthread.link.feeds.queries import waiting_rows

    if not reader.may("load_feeds"):
        return []
    waiting = waiting_rows(reader)
    return [
        {
            "name": one.name,
            "url": f"{reverse('feeds')}?from={one.code}",
            "last_good_at": one.last_good_load_at,
            "is_stale": not one.is_known,
            "state": one.state,
            "quarantined": waiting.get(one.code, 0),
        }
        for one in freshness()
    ]


register("feeds", _feeds)
