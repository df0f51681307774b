"""Nested points that were printed on one line: after bullets, letters, or semicolons with a final `and`."""

import re

from goldthread.improve.recommendations.reading.markers import SOLID

ON_SOLID = re.compile(rf"\s*[{re.escape(SOLID.replace('§', '').replace('·', '').replace('→', ''))}·]\s*")
ON_DASH = re.compile(
    r"(?:(?<=[:;])|(?<=; and)|(?<=; or)|(?<=, and)|(?<=\.))\s*[-–—*]\s*(?=[a-zA-Z‘“'\"(])|(?<=[:;])\s+o\s+(?=[a-z])"
)
LETTERED = re.compile(
    r"(?:(?<=[:;,.])|(?<=and)|(?<=or)|^)\s*(?:\(([a-z]{1,4})\)|([a-z])\)|\b([ivx]{1,4}|[a-z])\.(?=\s))\s*"
)
NUMBERED = re.compile(r"(?:(?<=[:;,.])|(?<=and)|(?<=or))\s*\(?(\d{1,2})[).]\s+(?=[a-zA-Z])")
ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]


def split_points(text: str) -> tuple[str, list[str]]:
    """The stem and its points; no points where the text is one sentence."""
    for cut in (_on_bullets, _on_letters, _on_dashes, _on_semicolons):
        stem, points = cut(text)
        if points:
            return stem, points
    return text, []


def split_glued(text: str) -> list[str]:
    """One printed point that holds several: `improve x; - provide y; and - review z`."""
    pieces = [p for p in ON_SOLID.split(text) if p.strip()]
    return [p.strip() for piece in pieces for p in ON_DASH.split(piece) if p.strip()]


def _on_bullets(text: str) -> tuple[str, list[str]]:
    first = ON_SOLID.search(text)
    if not first or first.start() == 0:
        return text, []
    return text[: first.start()].strip(), split_glued(text[first.end() :])


def _on_dashes(text: str) -> tuple[str, list[str]]:
    colon = text.find(":")
    found = ON_DASH.search(text, colon + 1 if colon >= 0 else 0)
    if colon < 0 or not found or text[colon + 1 : found.start()].strip():
        return text, []
    return text[: colon + 1].strip(), [p.strip() for p in ON_DASH.split(text[found.end() :]) if p.strip()]


def _on_letters(text: str) -> tuple[str, list[str]]:
    """Only letters or numbers in their proper order are points: (a), (b), (c) and not a stray `(i)`."""
    for pattern, series in ((LETTERED, None), (NUMBERED, [str(n) for n in range(1, 40)])):
        marks = list(pattern.finditer(text))
        for order in [series] if series else [[chr(c) for c in range(97, 123)], ROMAN]:
            cuts = _in_order(marks, order)
            if len(cuts) >= 2:
                ends = [m.start() for m in cuts[1:]] + [len(text)]
                return text[: cuts[0].start()].strip(), [
                    text[m.end() : end].strip() for m, end in zip(cuts, ends, strict=True)
                ]
    return text, []


def _in_order(marks: list[re.Match[str]], order: list[str]) -> list[re.Match[str]]:
    taken: list[re.Match[str]] = []
    for mark in marks:
        if len(taken) < len(order) and next(g for g in mark.groups() if g) == order[len(taken)]:
            taken.append(mark)
    return taken


def _on_semicolons(text: str) -> tuple[str, list[str]]:
    colon = text.find(":")
    if colon < 0 or text.count(";", colon) < 1 or not text[colon + 1 : colon + 2].isspace():
        return text, []
    pieces = re.split(r"(?<=;)\s+(and\s+|or\s+)?", text[colon + 1 :].strip())
    points: list[str] = []
    for piece, link in zip(pieces[::2], [*pieces[1::2], None], strict=True):
        if points and piece.strip() in ("and", "or"):
            points[-1] += f" {piece.strip()}"
        elif piece.strip():
            points.append(piece.strip() + (f" {link.strip()}" if link else ""))
    return (text[: colon + 1].strip(), points) if len(points) >= 2 else (text, [])
