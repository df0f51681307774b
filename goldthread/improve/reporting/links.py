"""From a case back to the reports that it stands in."""

from django.urls import reverse

from goldthread.core.access.reader import Reader
from goldthread.core.cases.queries import CaseFile
from goldthread.web.case_links import Link, register


def _figures(reader: Reader, file: CaseFile) -> Link | None:
    if not (reader.may("read_reports") or reader.may("read_recommendations")):
        return None
    return {"url": reverse("case_figures", args=[file.case.reference]), "words": "Figures it stands in"}


register(_figures)
