"""How many cases were graded what: sentences and tables, kept as printed and checked, never mended."""

import re
from dataclasses import dataclass, field
from typing import Any

from goldthread.improve.recommendations.reading.lines import Block, squeezed
from goldthread.improve.recommendations.reading.numbers import FRACTION, NUMBER, as_fraction, as_number
from goldthread.improve.recommendations.reading.phrases import sentences

GRADE = re.compile(
    r"(?P<requires_improvement>\brequir(?:e[sd]?|ing)[\s-]+improvement\b|\bRI\b)|(?P<inadequate>\binadequate\b)|(?P<adequate>\badequate\b)|(?P<outstanding>\boutstanding\b)|"
    r"(?P<good>\bgood\b(?=['‘’”\")\]]*\s*(?:$|[.,;:(|/–—-]|and\b|or\b|with\b|while\b|but\b|cases?\b|grad|against|\d|in\b|for\b|overall|compared|requir|adequate|inadequate|outstanding)))",
    re.I,
)
CASE = r"(?:case\s+files?|cases?|files?|records?|investigations?|incidents?|audits?|child\s+protection\s+(?:cases|files)|examples|detentions|episodes)"
NOT_CASES = (
    r"(?!\s*(?:%|per\s*cent\b|percent\b|years?\b|months?\b|weeks?\b|days?\b|hours?\b|areas?\b|topics?\b|forces\b"
    r"|questions?\b|per\b)|[-\s](?:quarters?|thirds?|fifths?|tenths?)\b)"
)
COUNT = re.compile(rf"\b(?!(?:19|20)\d\d\b)(?P<n>{NUMBER})\b{NOT_CASES}", re.I)
OUT_OF = re.compile(
    rf"\b(?P<part>{NUMBER})\s*(?:cases\s+)?(?:out\s+)?of\s+(?:the\s+|these\s+|those\s+|our\s+|all\s+)?(?P<total>{NUMBER})\b",
    re.I,
)
TOTALS = (
    re.compile(
        rf"\b(?:of|from|among|in|across)\s+(?:the\s+|these\s+|those\s+|our\s+|all\s+(?:of\s+)?(?:the\s+)?|a\s+(?:total|sample)\s+of\s+)?(?P<total>{NUMBER})\s+(?P<kind>(?:[\w’'-]+\s+){{0,6}}?){CASE}\b(?P<about>[^,.;:]*)",
        re.I,
    ),
    re.compile(
        rf"\b(?:examin|review|assess|audit|inspect|sampl|look|grad|evaluat|analys|select|consider|read)\w*\s+(?:at\s+|the\s+|these\s+|in\s+detail\s+|a\s+(?:further\s+)?(?:total|sample)\s+of\s+|a\s+further\s+|all\s+(?:of\s+)?(?:the\s+)?)*(?P<total>{NUMBER})\s+(?P<kind>(?:[\w’'-]+\s+){{0,6}}?){CASE}\b(?P<about>[^,.;:]*)",
        re.I,
    ),
    re.compile(
        rf"\b(?P<total>{NUMBER})\s+(?P<kind>(?:[\w’'-]+\s+){{0,6}}?){CASE}\b(?P<about>[^,.;:]*?)\s+(?:were|was|had\s+been|have\s+been)\s+(?:examined|reviewed|assessed|audited|inspected|selected|sampled)",
        re.I,
    ),
)
OWN = re.compile(
    r"\b(?:force|constabulary|service|MPS)\b[^.]{0,60}\b(?:itself|themselves|own)\b|\bself[- ](?:assess|grad|evaluat)\w*|\b(?:assessed|graded|judged|rated)\s+by\s+the\s+(?:force|constabulary|service)\b|\bthe\s+(?:force|constabulary|service|MPS)\s+(?:had\s+)?(?:assessed|graded|judged|rated|considered|thought|believed)\b",
    re.I,
)
REFERRED = re.compile(r"\breferred\b[^.]{0,60}\bback\b|\breferred\s+to\s+the\s+force\b", re.I)
ABOUT = re.compile(
    r"^\s*(?:of|involving|concerning|about|relating\s+to|related\s+to|regarding|where|featuring|for|on)\s+(?P<about>.+?)(?=\s+(?:that|which|we|were|was|inspectors|examined|reviewed|assessed|audited|and\s+found|graded|had)\b|$)",
    re.I,
)
GRADES = ("outstanding", "good", "adequate", "requires_improvement", "inadequate")
PRACTICE = re.compile(
    r"\b(?:missing|absent|exploitation|custody|detention|domestic|offender|section\s+47|section\s+46|protection\s+powers?|online|referral|need|enquir|images?|abuse)",
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
            and _total(last.text)
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

    def take(self, block: Block) -> None:
        if block.kind == "heading":
            self.heading, self.header = block.text, _columns(block.text)
        elif block.kind == "row":
            self._row(block)
        else:
            if len(_columns(block.text)) >= 2 and not COUNT.search(block.text):
                self.header = _columns(block.text)
            self._prose(block.text)

    def _prose(self, text: str) -> None:
        current: CaseFigure | None = None
        total: tuple[int, str, tuple[int, int]] | None = None
        for sentence in sentences(text[:20_000]):
            here = _total(sentence)
            pairs = _graded_counts(sentence, here[2] if here else None)
            if here:
                total, current = here, None
            if not pairs or total is None:
                self._warn_of_shares(sentence, pairs, total)
                continue
            if REFERRED.search(sentence) and OWN.search(sentence):
                self.warnings.append(
                    f"Grades the force itself gave to cases referred back are not case figures and were left out: “{squeezed(sentence)}”"
                )
                continue
            if current is None:
                current = CaseFigure(
                    self._about(total[1], sentence),
                    total[0],
                    by_force=bool(OWN.search(sentence)),
                    printed=squeezed(sentence),
                )
                self.figures.append(current)
            elif sentence not in current.printed:
                current.printed += " " + squeezed(sentence)
            _fill(current, pairs)

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
                rf"(?P<hedge>\b(?:almost|nearly|about|around|over|more\s+than|less\s+than|under|at\s+least|up\s+to|approximately)\s+)?(?P<share>\b{FRACTION})\s+of\b",
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
            self._about(total[1], sentence),
            total[0],
            by_force=bool(OWN.search(sentence)),
            printed=squeezed(sentence),
        )
        _fill(figure, [(_joined_grades(sentence), total[0] * fraction[0] // fraction[1])])
        self.figures.append(figure)

    def _about(self, words: str, sentence: str) -> str:
        about = (
            words or (self.heading if PRACTICE.search(self.heading) and len(self.heading) < 80 else "") or "all cases"
        )
        return f"{about} (the force’s own grades)" if OWN.search(sentence) else about

    def _row(self, block: Block) -> None:
        names = _columns(" | ".join(block.header)) and [_column(c) for c in block.header]
        if (
            not names
            and sum(bool(_column(c)) for c in block.cells) >= 2
            and not any(as_number(c) is not None for c in block.cells)
        ):
            self.header = [_column(c) for c in block.cells]
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
                f"The grades printed for {figure.about} add up to {everything}, not the {figure.total} printed; both are kept as printed."
            )
        elif max([everything, figure.below or 0]) > figure.total:
            self.warnings.append(
                f"More cases are graded for {figure.about} than the {figure.total} printed; all are kept as printed."
            )


def _total(sentence: str) -> tuple[int, str, tuple[int, int]] | None:
    """How many cases, what they are about, and where the number stands."""
    if found := OUT_OF.search(sentence):
        total = as_number(found["total"])
        rest = sentence[found.end() :]
        if total and re.search(rf"\b{CASE}\b", sentence, re.I):
            return (
                total,
                _subject(
                    re.match(
                        rf"\W*(?:of\s+)?(?:the\s+)?(?P<kind>(?:[\w’'-]+\s+){{0,6}}?){CASE}\b(?P<about>[^,.;:]*)",
                        rest,
                        re.I,
                    )
                ),
                found.span("total"),
            )
    for pattern in TOTALS:
        if (found := pattern.search(sentence)) and (total := as_number(found["total"])):
            return total, _subject(found), found.span("total")
    return None


def _subject(found: re.Match[str] | None) -> str:
    if found is None:
        return ""
    kind = re.sub(
        r"\b(?:child\s+protection|child|of|the|these|those|our|self[- ]assessed|further|other|such|additional|different|live|recent|selected|more|in|individual)\b",
        " ",
        found["kind"],
        flags=re.I,
    )
    if kind := squeezed(kind):
        return kind
    about = ABOUT.match(found["about"] or "")
    words = squeezed(about["about"]) if about else ""
    return (
        ""
        if re.match(r"^(?:the\s+(?:force|files)|this|our|we)\b", words, re.I)
        else re.sub(r"\s+(?:we|that)$", "", words)
    )


def _graded_counts(sentence: str, total_at: tuple[int, int] | None) -> list[tuple[tuple[str, ...], int]]:
    """Which grades each count belongs to; `36 were requiring improvement or inadequate` is one count for two."""
    grades = [(m.start(), m.end(), m.lastgroup or "") for m in GRADE.finditer(sentence)]
    counts = [m for m in COUNT.finditer(sentence) if total_at is None or m.start("n") != total_at[0]]
    if not grades or not counts or len(grades) > 40:
        return []
    if (after := _counts_after(sentence, grades)) is not None:
        return after
    pairs: list[tuple[tuple[str, ...], int]] = []
    edge, pending = 0, None
    for start, end, grade in grades:
        between = [m for m in counts if edge <= m.start() < start]
        number = as_number(between[-1]["n"]) if between else None
        if (
            number is not None
            and re.fullmatch(r"no|none|zero", between[-1]["n"], re.I)
            and start - between[-1].end() > 25
        ):
            number = None
        if number is not None:
            pairs.append(((grade,), number))
            pending = number
        elif pairs and pending is not None and re.search(r"\b(?:or|and)\b|/", sentence[edge:start]):
            pairs[-1] = ((*pairs[-1][0], grade), pending)
        edge = end
    return pairs


def _counts_after(sentence: str, grades: list[tuple[int, int, str]]) -> list[tuple[tuple[str, ...], int]] | None:
    """`good (10), requires improvement (64), inadequate (61)` or `Good: 10`."""
    found = []
    for _, end, grade in grades:
        number = re.match(
            rf"['’”\")\]]*\s*(?:[:(=–—-]|\bin\b)\s*(?P<n>{NUMBER})\b(?!\s*(?:%|per))", sentence[end : end + 40], re.I
        )
        if number:
            found.append(((grade,), as_number(number["n"]) or 0))
    return found if len(found) >= 2 or (found and len(found) == len(grades)) else None


def _joined_grades(sentence: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.lastgroup or "" for m in GRADE.finditer(sentence)))


def _fill(figure: CaseFigure, pairs: list[tuple[tuple[str, ...], int]]) -> None:
    for grades, number in pairs:
        named = set(grades)
        if len(named) == 1:
            figure.grades.setdefault(grades[0], number)
        elif named == {"requires_improvement", "inadequate"}:
            figure.below_good = number
        elif named == {"good", "adequate"}:
            figure.good_or_adequate = number


def _column(name: str) -> str:
    if found := GRADE.fullmatch(name.strip()):
        return found.lastgroup or ""
    return "total" if re.search(r"\b(?:total|cases|number|assessed|examined|reviewed|files)\b", name, re.I) else ""


def _columns(text: str) -> list[str]:
    """The grade columns a header line names, in order."""
    found = [(m.start(), m.lastgroup or "") for m in GRADE.finditer(text)] if len(text) < 200 else []
    if len(found) < 2:
        return []
    totals = [
        (m.start(), "total")
        for m in re.finditer(r"\b(?:total|cases\s+\w+|number\s+of\s+cases|files\s+\w+|cases)\b", text, re.I)
    ][:1]
    return [name for _, name in sorted(found + totals)]
