"""A published report for tests: one figure of concerns, with one case behind it."""

from goldthread.core import clocks, db
from goldthread.core.cases.models import Case
from goldthread.improve.reporting.document import Document, Figure, Paragraph, Ref, Section, as_json, digest
from goldthread.improve.reporting.models import Edition, FigureCase
from goldthread.testing import factories as make

PERIOD = "2015-Q1"
SINCE, UNTIL = "2015-01-01T00:00:00+00:00", "2015-04-01T00:00:00+01:00"


def a_document() -> Document:
    """A report of one sentence with one figure in it."""
    figure = Figure(
        "1", "area.concern.taken.all", "concern:taken", "Taken by the desk", "taken by the desk", "concerns",
        "Ours, for tests", unit="share", value=0.5, low=0.4, high=0.6, count=40, of=80, since=SINCE, until=UNTIL,
        area="concern", cases="area", of_children=True,
    )  # fmt: skip
    sentence = ("Taken by the desk: ", Ref("1"), ".")
    section = Section("r1", "Recommendation 1: Take concerns up", (Paragraph((sentence,)),))
    return Document(
        "Quarterly report", "January to March 2015", "Thornmere Police", PERIOD, SINCE, UNTIL, UNTIL, (section,),
        {"1": figure}, standing="Published.",
    )  # fmt: skip


def published_with(reference: str) -> str:
    """The name of a published report whose figure 1 has this case behind it; made once, and the case added once."""
    with db.as_service():
        edition = Edition.objects.filter(period=PERIOD).first() or _made()
        case = Case.objects.get(reference=reference)
    with db.speaking_as(db.OWNER), db.transaction():
        if not FigureCase.objects.filter(edition=edition, case_id=case.pk).exists():
            FigureCase.objects.create(edition=edition, figure="1", borough="Merrowfield", case_id=case.pk)
    return edition.name


def _made() -> Edition:
    made = a_document()
    told, mark = as_json(made), digest(made)
    officer = make.officer("chief_officer", "publisher")
    return Edition.objects.create(
        period=PERIOD, number=1, whole=told, outside=told, digest=mark, outside_digest=mark,
        published_at=clocks.now(), published_by=officer,
    )  # fmt: skip
