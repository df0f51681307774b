"""The register's block on a role's first page."""

from typing import Any

from django.urls import reverse

from goldthread.core.access.reader import Reader
from goldthread.web.blocks import register

SHOWN = 10


def _recommendations(reader: Reader) -> list[dict[str, Any]]:
    from goldthread.improve.recommendations.lines import with_lines
    from goldthread.improve.recommendations.queries import open_recommendations

    if not reader.may("read_recommendations"):
        return []
    return [
        {
            "number": row["number"],
            "title": row["title"],
            "state": row["state"],
            "owner": row["owner"],
            "is_late": row["is_late"],
            "actions_late": row["actions_late"],
            "silent": row["silent"],
            "is_hidden": row["is_hidden"],
            "url": reverse("recommendation", args=[row["id"]]),
        }
        for row in with_lines(reader, open_recommendations(reader)[:SHOWN])
    ]


register("recommendations", _recommendations)
