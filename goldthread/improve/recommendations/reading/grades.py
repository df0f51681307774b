"""The words of a sentence that tell how many cases were given which grade."""

import re

from goldthread.improve.recommendations.reading.lines import squeezed
from goldthread.improve.recommendations.reading.numbers import NUMBER, as_number

GRADE = re.compile(
    r"(?P<requires_improvement>\brequir(?:e[sd]?|ing)[\s-]+improvement\b|\bRI\b)"
    r"|(?P<inadequate>\binadequate\b)|(?P<adequate>\badequate\b)|(?P<outstanding>\boutstanding\b)|"
    r"(?P<good>\bgood\b(?=['‘’”\")\]]*\s*(?:$|[.,;:(|/–—-]|and\b|or\b|with\b|while\b|but\b|cases?\b|grad"
    r"|against|\d|in\b|for\b|overall|compared|requir|adequate|inadequate|outstanding)))",
    re.I,
)
CASE = (
    r"(?:case\s+files?|cases?|files?|records?|investigations?|incidents?|audits?"
    r"|child\s+protection\s+(?:cases|files)|examples|detentions|episodes)"
)
NOT_CASES = (
    r"(?!\s*(?:%|per\s*cent\b|percent\b|years?\b|months?\b|weeks?\b|days?\b|hours?\b|areas?\b|topics?\b|forces\b"
    r"|questions?\b|per\b)|[-\s](?:quarters?|thirds?|fifths?|tenths?)\b)"
)
COUNT = re.compile(rf"\b(?!(?:19|20)\d\d\b)(?P<n>{NUMBER})\b{NOT_CASES}", re.I)
OUT_OF = re.compile(
    rf"\b(?P<part>{NUMBER})\s*(?:cases\s+)?(?:out\s+)?of\s+(?:the\s+|these\s+|those\s+|our\s+"
    rf"|all\s+)?(?P<total>{NUMBER})\b",
    re.I,
)
TOTALS = (
    re.compile(
        rf"\b(?:of|from|among|in|across)\s+(?:the\s+|these\s+|those\s+|our\s+|all\s+(?:of\s+)?(?:the\s+)?"
        rf"|a\s+(?:total"
        rf"|sample)\s+of\s+)?(?P<total>{NUMBER})\s+(?P<kind>(?:[\w’'-]+\s+){{0,6}}?){CASE}\b(?P<about>[^,.;:]*)",
        re.I,
    ),
    re.compile(
        rf"\b(?:examin|review|assess|audit|inspect|sampl|look|grad|evaluat|analys|select|consider"
        rf"|read)\w*\s+(?:at\s+|the\s+|same\s+|these\s+|in\s+detail\s+|a\s+(?:further\s+)?(?:total|sample)\s+of\s+"
        rf"|a\s+further\s+"
        rf"|all\s+(?:of\s+)?(?:the\s+)?)*(?P<total>{NUMBER})\s+(?P<kind>(?:[\w’'-]+\s+){{0,6}}?){CASE}\b(?P<about>[^,.;:]*)",
        re.I,
    ),
    re.compile(
        rf"\b(?P<total>{NUMBER})\s+(?P<kind>(?:[\w’'-]+\s+){{0,6}}?){CASE}\b(?P<about>[^,.;:]*?)\s+(?:were|was"
        rf"|had\s+been|have\s+been)\s+(?:examined|reviewed|assessed|audited|inspected|selected|sampled)",
        re.I,
    ),
)
OWN = re.compile(
    r"\b(?:force|constabulary|service|MPS)\b[^.]{0,60}\b(?:itself|themselves|own)\b|\bself[- ](?:assess|grad"
    r"|evaluat)\w*|\b(?:assessed|graded|judged|rated)\s+by\s+the\s+(?:force|constabulary|service)\b"
    r"|\bthe\s+(?:force|constabulary|service|MPS)\s+(?:had\s+)?(?:assessed|graded|judged|rated|considered"
    r"|thought|believed)\b",
    re.I,
)
REFERRED = re.compile(r"\breferred\b[^.]{0,60}\bback\b|\breferred\s+to\s+the\s+force\b", re.I)
ABOUT = re.compile(
    r"^\s*(?:of|involving|concerning|about|relating\s+to|related\s+to|regarding|where|featuring|for"
    r"|on)\s+(?P<about>.+?)(?=\s+(?:that|which|we|were|was|inspectors|examined|reviewed|assessed|audited"
    r"|and\s+found|graded|had)\b|$)",
    re.I,
)
GRADES = ("outstanding", "good", "adequate", "requires_improvement", "inadequate")


def total_of(sentence: str) -> tuple[int, str, tuple[int, int]] | None:
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
        r"\b(?:child\s+protection|child|of|the|these|those|our|self[- ]assessed|further|other|such|additional"
        r"|different|live|recent|selected|more|in|individual)\b",
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


def graded_counts(sentence: str, total_at: tuple[int, int] | None) -> list[tuple[tuple[str, ...], int]]:
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
    found: list[tuple[tuple[str, ...], int]] = []
    for _, end, grade in grades:
        number = re.match(
            rf"['’”\")\]]*\s*(?:[:(=–—-]|\bin\b)\s*(?P<n>{NUMBER})\b(?!\s*(?:%|per))", sentence[end : end + 40], re.I
        )
        if number:
            found.append(((grade,), as_number(number["n"]) or 0))
    return found if len(found) >= 2 or (found and len(found) == len(grades)) else None


def joined_grades(sentence: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.lastgroup or "" for m in GRADE.finditer(sentence)))


def column_of(name: str) -> str:
    if found := GRADE.fullmatch(name.strip()):
        return found.lastgroup or ""
    return "total" if re.search(r"\b(?:total|cases|number|assessed|examined|reviewed|files)\b", name, re.I) else ""


def columns_of(text: str) -> list[str]:
    """The grade columns a header line names, in order."""
    found = [(m.start(), m.lastgroup or "") for m in GRADE.finditer(text)] if len(text) < 200 else []
    if len(found) < 2:
        return []
    totals = [
        (m.start(), "total")
        for m in re.finditer(r"\b(?:total|cases\s+\w+|number\s+of\s+cases|files\s+\w+|cases)\b", text, re.I)
    ][:1]
    return [name for _, name in sorted(found + totals)]
