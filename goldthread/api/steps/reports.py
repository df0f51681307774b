"""Steps of the quarterly report: what was published, one report, one figure and its cases, publishing, the way back."""

from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.core.cases.queries import open_case_file
from goldthread.core.plain import plain
from goldthread.improve.governance.queries import sight_of
from goldthread.improve.reporting import document as documents
from goldthread.improve.reporting import freezing, queries
from goldthread.improve.reporting.models import Edition
from goldthread.improve.reporting.queries import Opened
from goldthread.improve.reporting.shown import interval, shown

Answer = dict[str, Any]


def reports(by: Reader) -> Answer:
    is_outside = sight_of(by).is_suppressed
    return {"reports": [_edition(one, is_outside) for one in queries.published(by)]}


def report(by: Reader, name: str) -> Answer:
    """A published report, or the draft of a quarter; outside the force without small numbers."""
    opened = queries.open_report(by, name)
    return {**_head(opened), "document": plain(documents.as_json(opened.document))}


def report_figure(by: Reader, name: str, figure: str) -> Answer:
    opened = queries.open_report(by, name)
    found = opened.figure(figure)
    return {
        **_head(opened),
        "figure": plain(found.__dict__),
        "shown": shown(found),
        "interval": interval(found),
        "sections": [section.id for section, _ in opened.places(found)],
        "why_no_cases": queries.why_no_cases(by, opened, found),
    }


def report_cases(by: Reader, name: str, figure: str, page: int = 1) -> Answer:
    found = queries.cases_behind(by, name, figure, page)
    return {"report": name, "figure": found.figure.id, "total": found.total, "cases": plain(found.rows),
            "elsewhere": found.elsewhere}  # fmt: skip


def publish_report(by: Reader, period: str, why: str = "") -> Answer:
    return _edition(freezing.publish(by, period, why), is_outside=False)


def case_figures(by: Reader, reference: str) -> Answer:
    """Every published figure that a case stands behind."""
    queries.must_read(by)
    file = open_case_file(by, reference)
    found = queries.figures_of_case(by, file.case)
    return {"case": file.case.reference, "figures": [plain({**one.__dict__}) for one in found]}


def _head(opened: Opened) -> Answer:
    return {"report": opened.name, "is_draft": opened.is_draft, "is_outside": opened.is_outside,
            "digest": opened.digest}  # fmt: skip


def _edition(one: Edition, is_outside: bool) -> Answer:
    """Its hash is that of what this reader gets: that of the whole would let small numbers be tried out."""
    return {
        "report": one.name,
        "published_by": str(one.published_by),
        "published_at": one.published_at.isoformat(),
        "digest": one.outside_digest if is_outside else one.digest,
        "why": one.why,
    }
