"""Steps about data quality: the report, in plain values."""

from datetime import date
from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.link.quality.queries import open_counts
from goldthread.link.quality.report import report_of


def quality(by: Reader, first: date | None, last: date | None, source: str, borough: str) -> dict[str, Any]:
    """How good what was sent in some days is: counts and shares, and nobody's name."""
    return report_of(open_counts(by, first, last, source, borough)).as_json()
