"""All eight feeds under an agreement, for tests and commands that feed them."""

from datetime import timedelta

from goldthread.core import clocks, db
from goldthread.core.records.models import Source
from goldthread.link.feeds.adapters import ADAPTERS


def add_every_source() -> None:
    """Those the installation knows already stay as they are."""
    ends_on = clocks.today() + timedelta(days=365)
    told = {"desk": "Desk", "agreement": "Invented", "agreement_ends_on": ends_on, "stale_after": timedelta(hours=6)}
    with db.as_service():
        for code, adapter in ADAPTERS.items():
            Source.objects.get_or_create(code=code, defaults={"name": adapter.name, **told})
