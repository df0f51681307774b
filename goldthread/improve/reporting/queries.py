"""Reading reports: what was published, a draft, one figure of either, the cases behind it, and back from a case."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.cases.indicators import PAGE, listed_cases
from goldthread.core.cases.models import Case
from goldthread.core.refusals import NotFound, Refusal
from goldthread.improve.effect.measures import is_of_audits
from goldthread.improve.governance.queries import sight_of
from goldthread.improve.reporting.document import Document, Figure, Ref, Section, from_json, sentences_of
from goldthread.improve.reporting.drafting import draft
from goldthread.improve.reporting.listing import behind_now, behind_then
from goldthread.improve.reporting.models import Edition, FigureCase

PUBLISHED = re.compile(r"(\d{4}-Q[1-4])-([1-9]\d{0,3})", re.ASCII)
NO_REPORT = "There is no such report."


@dataclass(frozen=True)
class Opened:
    """A report as its reader gets it: whole inside the force, without small numbers outside it."""

    name: str
    document: Document
    edition: Edition | None
    is_outside: bool

    @property
    def is_draft(self) -> bool:
        return self.edition is None

    @property
    def digest(self) -> str:
        """The hash of what this reader gets; a draft has none."""
        if self.edition is None:
            return ""
        return self.edition.outside_digest if self.is_outside else self.edition.digest

    def figure(self, name: str) -> Figure:
        """A figure by its number, or by its key in a draft, whose numbers may move."""
        figures = self.document.figures
        found = figures.get(name) or next((one for one in figures.values() if one.key == name), None)
        if found is None:
            raise NotFound("There is no such figure in this report.", "See the report.")
        return found

    def places(self, figure: Figure) -> list[tuple[Section, tuple[Any, ...]]]:
        """The sentences and cells in which a figure stands, each with its section."""
        return [
            (section, sentence)
            for section in self.document.sections
            for block in section.blocks
            for sentence in sentences_of(block)
            if any(isinstance(one, Ref) and one.figure == figure.id for one in sentence)
        ]


def must_read(by: Reader) -> None:
    """Published reports are for those who read the recommendations, and for the desks whose cases stand in them."""
    if not by.may("read_recommendations"):
        by.must("read_reports")


def published(by: Reader) -> list[Edition]:
    """Every edition that was published, the newest first, without its words."""
    must_read(by)
    found = Edition.objects.defer("whole", "outside").select_related("published_by")
    return list(found.order_by("-period", "-number"))


def open_report(by: Reader, name: str) -> Opened:
    """A published edition like 2017-Q1-1, or the draft of a quarter like 2017-Q1.

    A draft is for those who draft. Outside readers get the edition that has no small numbers.
    """
    must_read(by)
    wanted = PUBLISHED.fullmatch(name)
    if wanted is None:
        return Opened(name, draft(by, name), None, is_outside=False)
    found = Edition.objects.select_related("published_by", "corrects").filter(period=wanted[1], number=int(wanted[2]))
    edition = found.first()
    if edition is None:
        raise NotFound(NO_REPORT, "See the reports.")
    is_outside = sight_of(by).is_suppressed
    return Opened(name, from_json(edition.outside if is_outside else edition.whole), edition, is_outside)


def why_no_cases(by: Reader, opened: Opened, figure: Figure) -> str:
    """Why this reader cannot open the cases behind a figure, and whom to ask; empty where they can."""
    if not figure.cases or figure.hidden:
        return "No cases are kept behind this figure."
    if is_of_audits(figure.measure) and not by.may("see_samples"):
        return "You cannot open these cases. Ask an auditor of the sample."
    may = _areas_of(by, figure)
    if opened.is_outside or not may:
        asked = areas().get(figure.area)
        desk = f"who works {asked.name.lower()}" if asked else "who works these cases"
        return f"You cannot open these cases. Ask {desk}."
    return ""


def _areas_of(by: Reader, figure: Figure) -> list[str]:
    """The areas of the figure's cases whose queue the reader sees."""
    return [one.id for one in areas().values() if by.may(one.queue_permission) and figure.area in ("", one.id)]


@dataclass(frozen=True)
class Behind:
    """One page of the cases behind a figure; `elsewhere` are on this page in work that the reader does not see."""

    opened: Opened
    figure: Figure
    rows: list[dict[str, Any]]
    total: int
    elsewhere: int = 0


def cases_behind(by: Reader, name: str, figure_name: str, page: int = 1) -> Behind:
    """Two hundred of the cases behind a figure, under one look that names whoever they are about."""
    opened = open_report(by, name)
    figure = opened.figure(figure_name)
    if why := why_no_cases(by, opened, figure):
        raise Refusal("not_in_role" if why.startswith("You") else "no_cases", *_parted(why))
    first = PAGE * (page - 1)
    total, shown = _cases(opened, figure, first)
    people = dict(shown)
    look(by, people=sorted({one for one in people.values() if one}), list=f"report {name} figure {figure.id}")
    rows = list(_listed(people, _areas_of(by, figure)))
    return Behind(opened, figure, rows, total, len(people) - len(rows))


def _parted(why: str) -> tuple[str, str]:
    words, _, remedy = why.partition(". ")
    return (f"{words.rstrip('.')}.", remedy or "See the report.")


def _cases(opened: Opened, figure: Figure, first: int) -> tuple[int, list[tuple[UUID, UUID | None]]]:
    if opened.edition is None:
        at = datetime.fromisoformat(opened.document.until)
        return behind_now(figure, at, first, PAGE)
    whole = _whole_of(opened.document.figures, figure)
    return behind_then(opened.edition, whole, figure.borough, first, PAGE)


def _whole_of(figures: Mapping[str, Figure], figure: Figure) -> str:
    """The number of the same figure of all boroughs, under which the cases were kept."""
    if not figure.borough:
        return figure.id
    same = (one.id for one in figures.values() if not one.borough and _is_same(one, figure))
    return next(same, figure.id)


def _is_same(one: Figure, other: Figure) -> bool:
    return (one.measure, one.since, one.until) == (other.measure, other.since, other.until) and bool(one.cases)


def _listed(people: Mapping[UUID, UUID | None], may: list[str]) -> list[dict[str, Any]]:
    held = dict(Case.objects.filter(pk__in=list(people), area__in=may).values_list("pk", "area"))
    rows = []
    for area in may:
        theirs = {case: people[case] for case, of in held.items() if of == area}
        rows += listed_cases(areas()[area], theirs) if theirs else []
    return rows


@dataclass(frozen=True)
class Entered:
    """A figure that a case entered: of which report, or live; whether the case counts in it."""

    report: str
    figure: str
    section: str
    words: str
    since: str
    until: str


def figures_of_case(by: Reader, case: Case) -> list[Entered]:
    """Every figure of every published report that a case stood behind. The caller has opened the case.

    What audits graded is not among them, as in `effect.entered`: whether a case was sampled is the auditors' to say.
    """
    must_read(by)
    kept = list(FigureCase.objects.filter(case_id=case.pk).values_list("edition_id", "figure"))
    editions = {one.pk: one for one in Edition.objects.filter(pk__in={edition for edition, _ in kept})}
    found = []
    for edition_id, number in kept:
        edition = editions[edition_id]
        figure = edition.whole["figures"][number]
        if not is_of_audits(figure["measure"]):
            found.append(_entered(edition, figure))
    return sorted(found, key=lambda one: (one.report, int(one.figure)), reverse=True)


def _entered(edition: Edition, figure: Mapping[str, Any]) -> Entered:
    return Entered(edition.name, figure["id"], "", figure["name"], figure["since"], figure["until"])
