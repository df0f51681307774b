"""How many cases were graded what: sentences and tables, kept as printed and checked, never mended."""

import re
from dataclasses import dataclass, field
from typing import Any

from goldthread.improve.recommendations.reading.grades import (
    COUNT,
    GRADE,
    GRADES,
    OWN,
    REFERRED,
    column_of,
    columns_of,
    graded_counts,
    joined_grades,
    total_of,
)
from goldthread.improve.recommendations.reading.lines import Block, squeezed
from goldthread.improve.recommendations.reading.numbers import FRACTION, as_fraction, as_number
from goldthread.improve.recommendations.reading.phrases import sentences

BY_INSPECTORS = re.compile(r"^\W*(?:we|our|inspectors|HMIC(?:FRS)?)\b", re.I)
PRACTICE = re.compile(
    r"\b(?:missing|absent|exploitation|custody|detention|domestic|offender|section\s+47|section\s+46"
    r"|protection\s+powers?|online|referral|need|enquir|images?|abuse)",
    re.I,
)


@dataclass
class CaseFigure:
    about: str
    total: int
    grades: dict[str, int] = field(default_factory=dict)
    below_good: int | None = None
    good_or_adequate: int | None = None
    by_force: bool = False
    printed: str = ""

    @property
    def below(self) -> int | None:
        if self.below_good is not None:
            return self.below_good
        parts = [self.grades.get("requires_improvement"), self.grades.get("inadequate")]
        return None if None in parts else sum(p for p in parts if p is not None)

    def as_json(self) -> dict[str, Any]:
        out: dict[str, Any] = {"about": self.about, "total": self.total}
        out |= {grade: self.grades.get(grade) for grade in ("good", "requires_improvement", "inadequate")}
        out["below_good"] = self.below
        out |= {grade: self.grades[grade] for grade in ("adequate", "outstanding") if grade in self.grades}
        if self.good_or_adequate is not None:
            out["good_or_adequate"] = self.good_or_adequate
        out["graded_by"] = "force" if self.by_force else "inspectorate"
        out["printed"] = self.printed
        return out


def case_figures(blocks: list[Block]) -> tuple[list[CaseFigure], list[str]]:
    reader = _Reader()
    for block in _with_their_items(blocks):
        reader.take(block)
    return reader.result()


def _with_their_items(blocks: list[Block]) -> list[Block]:
    """`Of the 30 cases:` and its short items are one sentence."""
    out: list[Block] = []
    for block in blocks:
        last = out[-1] if out else None
        opens = (
            last is not None
            and last.kind == "paragraph"
            and (last.text.endswith(":") or getattr(last, "level", 0) == -1)
        )
        if (
            opens
            and last is not None
            and block.kind == "item"
            and len(block.text.split()) < 25
            and GRADE.search(block.text)
            and COUNT.search(block.text)
            and total_of(last.text)
        ):
            out[-1] = Block("paragraph", f"{last.text} {block.text}".replace(". ", "; "), level=-1)
        else:
            out.append(block)
    return out


class _Reader:
    def __init__(self) -> None:
        self.figures: list[CaseFigure] = []
        self.warnings: list[str] = []
        self.heading = ""
        self.header: list[str] = []
        self.current: CaseFigure | None = None

    def take(self, block: Block) -> None:
        if block.kind == "heading":
            self.heading, self.header = block.text, columns_of(block.text)
        elif block.kind == "row":
            self._row(block)
        else:
            if len(columns_of(block.text)) >= 2 and not COUNT.search(block.text):
                self.header = columns_of(block.text)
            self._prose(block.text)

    def _prose(self, text: str) -> None:
        """A total stands until the next; the grades of the sentences after it belong to it."""
        self.current, total, own = None, None, False
        for sentence in sentences(text[:20_000]):
            here = total_of(sentence)
            pairs = graded_counts(sentence, here[2] if here else None)
            if here:
                self.current, total, own = None, here, False
            own = bool(OWN.search(sentence)) or (own and not BY_INSPECTORS.search(sentence))
            if not pairs or total is None:
                self._warn_of_shares(sentence, pairs, total)
            elif REFERRED.search(sentence) and OWN.search(sentence):
                self.warnings.append(
                    f"Grades the force itself gave to cases referred back are not case figures and were left "
                    f"out: “{squeezed(sentence)}”"
                )
            else:
                self._add(total, sentence, pairs, own)

    def _add(
        self,
        total: tuple[int, str, tuple[int, int]],
        sentence: str,
        pairs: list[tuple[tuple[str, ...], int]],
        own: bool,
    ) -> None:
        figure = self.current
        if figure is None or figure.by_force != own or _is_graded_again(figure, pairs):
            figure = self.current = CaseFigure(self._about(total[1], own), total[0], by_force=own)
            self.figures.append(figure)
        figure.printed = squeezed(f"{figure.printed} {sentence}")
        _fill(figure, pairs)

    def _warn_of_shares(
        self,
        sentence: str,
        pairs: list[tuple[tuple[str, ...], int]],
        total: tuple[int, str, tuple[int, int]] | None,
    ) -> None:
        if not GRADE.search(sentence) or not re.search(r"\b(?:case|cases|files|records)\b", sentence, re.I):
            return
        if total and (
            share := re.search(
                rf"(?P<hedge>\b(?:almost|nearly|about|around|over|more\s+than|less\s+than|under|at\s+least"
                rf"|up\s+to|approximately)\s+)?(?P<share>\b{FRACTION})\s+of\b",
                sentence,
                re.I,
            )
        ):
            self._share(sentence, share, total)
        elif re.search(r"\d\s*(?:%|per\s*cent|percent)", sentence, re.I) or re.search(
            rf"\b{FRACTION}\b", sentence, re.I
        ):
            self.warnings.append(
                f"A share of cases is printed without a count and was left out: “{squeezed(sentence)[:240]}”"
            )

    def _share(self, sentence: str, share: re.Match[str], total: tuple[int, str, tuple[int, int]]) -> None:
        fraction = as_fraction(share["share"])
        if share["hedge"] or not fraction or total[0] * fraction[0] % fraction[1]:
            self.warnings.append(
                f"A share of cases is printed without a count and was left out: “{squeezed(sentence)[:240]}”"
            )
            return
        figure = CaseFigure(
            self._about(total[1], bool(OWN.search(sentence))),
            total[0],
            by_force=bool(OWN.search(sentence)),
            printed=squeezed(sentence),
        )
        _fill(figure, [(joined_grades(sentence), total[0] * fraction[0] // fraction[1])])
        self.figures.append(figure)

    def _about(self, words: str, own: bool) -> str:
        about = (
            words or (self.heading if PRACTICE.search(self.heading) and len(self.heading) < 80 else "") or "all cases"
        )
        return f"{about} (the force’s own grades)" if own else about

    def _row(self, block: Block) -> None:
        names = columns_of(" | ".join(block.header)) and [column_of(c) for c in block.header]
        if (
            not names
            and sum(bool(column_of(c)) for c in block.cells) >= 2
            and not any(as_number(c) is not None for c in block.cells)
        ):
            self.header = [column_of(c) for c in block.cells]
            return
        names = names or self.header
        counts = [(i, as_number(c)) for i, c in enumerate(block.cells) if re.fullmatch(r"[\d,]+", c.strip())]
        if not names or len(counts) < 2:
            return
        if len(names) != len(block.cells):
            columns = [n for n in names if n]
            found = dict(zip(columns, [n for _, n in counts], strict=False)) if len(columns) == len(counts) else {}
        else:
            found = {names[i]: n for i, n in counts if names[i]}
        self._figure_of_row(block, found)

    def _figure_of_row(self, block: Block, found: dict[str, int | None]) -> None:
        grades = {g: n for g, n in found.items() if g in GRADES and n is not None}
        if len(grades) < 2:
            return
        total = found.get("total")
        label = next((c for c in block.cells if re.search(r"[A-Za-z]", c)), "all cases")
        if re.fullmatch(r"(?:grand\s+)?totals?|all(?:\s+cases)?|overall", label.strip(), re.I):
            label = "all cases"
        own = " (the force’s own grades)" if OWN.search(self.heading) else ""
        self.figures.append(
            CaseFigure(
                label.strip() + own,
                total if total is not None else sum(grades.values()),
                grades,
                by_force=bool(own),
                printed=block.text,
            )
        )

    def result(self) -> tuple[list[CaseFigure], list[str]]:
        kept: list[CaseFigure] = []
        for figure in self.figures:
            if not any(
                (f.about.lower(), f.total, f.grades, f.below)
                == (figure.about.lower(), figure.total, figure.grades, figure.below)
                for f in kept[-200:]
            ):
                kept.append(figure)
        for figure in kept:
            self._check(figure)
        return kept, list(dict.fromkeys(self.warnings))

    def _check(self, figure: CaseFigure) -> None:
        parts = [figure.grades.get(g) for g in ("good", "requires_improvement", "inadequate")]
        everything = sum(figure.grades.values())
        if None not in parts and everything != figure.total:
            self.warnings.append(
                f"The grades printed for {figure.about} add up to {everything}, not the {figure.total} "
                f"printed; both are kept as printed."
            )
        elif max([everything, figure.below or 0]) > figure.total:
            self.warnings.append(
                f"More cases are graded for {figure.about} than the {figure.total} printed; all are kept as printed."
            )


def _is_graded_again(figure: CaseFigure, pairs: list[tuple[tuple[str, ...], int]]) -> bool:
    """The same total with other counts: a second set of grades, and not more of the first."""
    return any(len(g) == 1 and figure.grades.get(g[0], number) != number for g, number in pairs)


def _fill(figure: CaseFigure, pairs: list[tuple[tuple[str, ...], int]]) -> None:
    for grades, number in pairs:
        named = set(grades)
        if len(named) == 1:
            figure.grades.setdefault(grades[0], number)
        elif named == {"requires_improvement", "inadequate"}:
            figure.below_good = number
        elif named == {"good", "adequate"}:
            figure.good_or_adequate = number
