"""Short ways to read an invented report in a test, and a PDF made of the same words."""

from datetime import date
from pathlib import Path

from fpdf import FPDF

from goldthread.improve.recommendations.reading import Report, read_report

REPORTS = Path(__file__).parent / "reports"
HEAD = "Recommendations\n\n"


def read(text: str, published: date | None = None) -> Report:
    return read_report(text.encode(), "report.txt", published)


def read_html(text: str, published: date | None = None) -> Report:
    return read_report(text.encode(), "report.html", published)


def read_file(name: str, published: date | None = None) -> Report:
    return read_report((REPORTS / name).read_bytes(), name, published)


def shape(report: Report) -> list[tuple[int | str, str | None, int]]:
    """Number, timescale and how many nested points, of each."""
    return [(r.number, r.timescale, len(r.subpoints)) for r in report.recommendations]


def texts(report: Report) -> list[str]:
    return [r.text for r in report.recommendations]


def said(report: Report, *words: str) -> bool:
    """True where one warning holds all the words."""
    return any(all(w.lower() in warning.lower() for w in words) for warning in report.warnings)


class _Printed(FPDF):
    def header(self) -> None:
        self.set_font("Helvetica", size=8)
        self.cell(0, 8, "Child protection follow-up", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Helvetica", size=8)
        self.cell(0, 5, str(self.page_no()), align="C")


def pdf_of(text: str, size: int = 11, height: int = 5) -> bytes:
    """The text as a paged PDF with a running head, page numbers and real bullets."""
    plain = str.maketrans({"–": "-", "•": "\u0095", "‘": "'", "’": "'", "¹": "", "²": "", "\t": " "})
    pages = _Printed()
    pages.set_margin(20)
    pages.set_auto_page_break(True, 25)
    pages.add_page()
    pages.set_font("Helvetica", size=size)
    for line in text.translate(plain).split("\n"):
        if line.strip():
            shown = line.replace("- ", "\u0095 ", 1) if line.lstrip().startswith("- ") else line
            pages.multi_cell(0, height, shown, align="L", new_x="LMARGIN", new_y="NEXT")
        else:
            pages.ln(height)
    return bytes(pages.output())
