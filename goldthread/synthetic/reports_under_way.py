"""The last quarter's report of the invented force, published by its chief officer; this quarter's is a draft."""

from collections.abc import Callable

from goldthread.core import clocks, db
from goldthread.core.access.reader import reader_for
from goldthread.core.organisation.queries import officers_in_role
from goldthread.improve.reporting.freezing import publish
from goldthread.improve.reporting.models import Edition
from goldthread.improve.reporting.periods import quarter_of

Progress = Callable[[str], None]


def plant_reports(progress: Progress) -> None:
    """Publish it once, by the real door."""
    progress("last quarter's report")
    last = quarter_of(clocks.today()).before.name
    if Edition.objects.filter(period=last).exists():
        return
    with db.transaction():
        chief = officers_in_role("chief_officer", clocks.now())[0]
        publish(reader_for(chief, "command:demo load"), last)
