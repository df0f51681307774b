"""Reading an inspectorate's report: from a file's bytes to its recommendations; no database, no network."""

from goldthread.improve.recommendations.reading.errors import UnreadableReport
from goldthread.improve.recommendations.reading.report import Report, read_report

__all__ = ["Report", "UnreadableReport", "read_report"]
