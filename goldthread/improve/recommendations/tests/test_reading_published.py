"""The two published documents the platform is built from, where they lie beside the checkout."""

import os
from datetime import date
from pathlib import Path

import pytest

from goldthread.improve.recommendations.reading import read_report
from goldthread.improve.recommendations.tests.reading_help import pdf_of, said


def _seed_folder() -> Path:
    return Path(os.environ.get("GOLDTHREAD_SEEDS") or Path(__file__).parents[5] / "shared" / "seeds")


def _seeds(number: str) -> list[Path]:
    """The published document itself, where it lies beside the checkout; the invented ones above always run."""
    return sorted(_seed_folder().glob(f"{number}_*.txt")) if _seed_folder().is_dir() else []


REPORT, BRIEFING = _seeds("002"), _seeds("000")

if REPORT:

    @pytest.mark.parametrize("path", REPORT, ids=lambda p: p.name)
    class TestThePublishedReport:
        def test_nine_recommendations_in_three_time_groups_with_their_points(self, path: Path) -> None:
            report = read_report(path.read_bytes(), path.name)
            assert [r.number for r in report.recommendations] == list(range(1, 10))
            assert [r.timescale for r in report.recommendations] == ["immediate"] * 4 + ["P3M"] * 2 + ["P6M"] * 3
            assert [len(r.subpoints) for r in report.recommendations] == [0, 4, 4, 4, 2, 5, 0, 5, 3]
            assert all(r.is_complete and r.kind == "recommendation" for r in report.recommendations)

        def test_its_grades_are_those_of_two_sets_and_nothing_else(self, path: Path) -> None:
            report = read_report(path.read_bytes(), path.name)
            assert [(f.about, f.total, f.below) for f in report.case_figures] == [
                ("all cases", 374, 278),
                ("missing and absent children", 38, 36),
            ]

        def test_its_clocks_run_from_the_report_of_november_2016(self, path: Path) -> None:
            report = read_report(path.read_bytes(), path.name)
            assert (report.published, report.published_printed, report.originally_published) == (
                None,
                "June 2017",
                "November 2016",
            )
            assert said(report, "November 2016", "June 2017", "original")
            dated = read_report(path.read_bytes(), path.name, date(2016, 11, 25))
            assert [r.due_on for r in dated.recommendations] == [None] * 4 + [date(2017, 2, 25)] * 2 + [
                date(2017, 5, 25)
            ] * 3

        def test_it_reads_the_same_as_a_pdf(self, path: Path) -> None:
            plain = path.read_text().translate({ord(c): None for c in "⁴⁵⁶⁷⁸³"}).replace("“", '"').replace("”", '"')
            report = read_report(pdf_of(plain), "report.pdf")
            assert [(r.timescale, len(r.subpoints)) for r in report.recommendations] == [
                (r.timescale, len(r.subpoints)) for r in read_report(path.read_bytes(), path.name).recommendations
            ]


if BRIEFING:

    @pytest.mark.parametrize("path", BRIEFING, ids=lambda p: p.name)
    def test_the_published_briefing_holds_no_recommendation(path: Path) -> None:
        report = read_report(path.read_bytes(), path.name)
        assert report.recommendations == []
        assert said(report, "no recommendations", "were found")
