"""An inspectorate's report, read: recommendations once each, in full, with what could not be settled said aloud."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goldthread.improve.recommendations.reading import checks
from goldthread.improve.recommendations.reading.bare_lists import UNHEADED, bare_list
from goldthread.improve.recommendations.reading.candidates import Candidate
from goldthread.improve.recommendations.reading.errors import UnreadableReport
from goldthread.improve.recommendations.reading.figures import CaseFigure, case_figures
from goldthread.improve.recommendations.reading.gather import Gatherer
from goldthread.improve.recommendations.reading.items import Recommendation, recommendations_of
from goldthread.improve.recommendations.reading.lines import Block
from goldthread.improve.recommendations.reading.nature import Nature, nature_of
from goldthread.improve.recommendations.reading.published import Publication, publication
from goldthread.improve.recommendations.reading.restatements import (
    Reference,
    promoted,
    references_of,
    sorted_out,
)
from goldthread.improve.recommendations.reading.same import merged
from goldthread.improve.recommendations.reading.sources import Source, read_source

NONE_FOUND = "No recommendations, causes of concern or areas for improvement were found in this document."


@dataclass
class Report:
    recommendations: list[Recommendation] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    case_figures: list[CaseFigure] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    published: date | None = None
    published_printed: str | None = None
    originally_published: str | None = None
    form: str = "text"
    title: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "form": self.form,
            "published": self.published.isoformat() if self.published else None,
            "published_printed": self.published_printed,
            "originally_published": self.originally_published,
            "recommendations": [r.as_json() for r in self.recommendations],
            "references": [r.as_json() for r in self.references],
            "case_figures": [f.as_json() for f in self.case_figures],
            "warnings": self.warnings,
        }


def read_report(data: bytes, name: str, published: date | None = None) -> Report:
    """Reads a report's bytes; `name` is only shown to people. Raises UnreadableReport where it cannot be read."""
    source = read_source(data, name)
    nature = nature_of(source.blocks)
    found = Gatherer().walk(source.blocks)
    if not found and nature.kind == "report" and (found := bare_list(source.blocks)):
        source.warnings.append(UNHEADED)
    sorted_set = sorted_out(promoted(found), nature)
    unique = merged(sorted_set.new)
    has_periods = any(_counts_from_publication(c) for c in unique.kept)
    when = publication(source.blocks, source.dated, published, sorted_set.restated, has_periods)
    items, said = recommendations_of(unique, when.on, source.form == "html")
    _refuse_what_is_no_pdf(source, name, bool(items or sorted_set.old))
    figures, figure_warnings = case_figures(source.blocks)
    report = Report(
        items,
        references_of(sorted_set.old, items),
        figures,
        published=when.on,
        form=source.form,
        title=_title(source.blocks),
    )
    report.published_printed = when.printed.words if when.printed else None
    report.originally_published = when.original.words if when.original else None
    report.warnings = _warnings(source, nature, sorted_set.warnings, when, said, figure_warnings, report)
    return report


def _refuse_what_is_no_pdf(source: Source, name: str, holds_report: bool) -> None:
    """An error page saved under a report's name is no report; a report's text under a wrong name still is."""
    if name.lower().endswith(".pdf") and source.form != "pdf" and not holds_report:
        raise UnreadableReport(
            "not_a_pdf",
            f"{name} is not a PDF, whatever its name says, and holds no recommendations.",
            "Download the report again: this may be the page of an error.",
        )


def _counts_from_publication(candidate: Candidate) -> bool:
    scales = [candidate.scale, candidate.stem_scale, checks.sentence_scale(candidate)]
    return any(s is not None and s.code.startswith("P") for s in scales)


def _warnings(
    source: Source,
    nature: Nature,
    sorting: list[str],
    when: Publication,
    said: list[str],
    of_figures: list[str],
    report: Report,
) -> list[str]:
    found = [*source.warnings, *sorting]
    if not report.recommendations:
        found.append(NONE_FOUND)
    else:
        found += when.warnings + said + checks.of_numbers(report.recommendations)
        found += checks.of_totals(
            source.blocks, report.recommendations, bool(nature.restates or report.originally_published)
        )
    return list(dict.fromkeys(found + of_figures))


def _title(blocks: list[Block]) -> str:
    headed = [b.text for b in blocks[:40] if b.kind == "heading"]
    return headed[0][:200] if headed else (blocks[0].text[:200] if blocks else "")
