"""Which system owns a missing child's case: by the force's own dates, until Merlin is left or the rehearsal ends."""

from datetime import datetime

from goldthread.core.clocks import day_of
from goldthread.core.clocks.book import book

GOLDTHREAD, BOTH, MERLIN = "goldthread", "both", "merlin"
SYSTEM, SOURCE, KIND = "Merlin", "merlin", "missing report"


def owned_by(reported_at: datetime) -> str:
    """`goldthread`, `both` or `merlin`, by the London day of the report."""
    return str(book().setting("missing.owned_by", day_of(reported_at)))


def is_mirrored(reported_at: datetime) -> bool:
    """Whether a report of that day opens a case here when Merlin tells of it."""
    return owned_by(reported_at) in (BOTH, MERLIN)
