"""Recommendations printed as the rows of a table, new ones or earlier ones with their status."""

import re

from goldthread.improve.recommendations.reading.candidates import Candidate
from goldthread.improve.recommendations.reading.lines import Block
from goldthread.improve.recommendations.reading.timescales import MODAL, first_timescale, in_heading

COLUMNS = {
    "text": re.compile(r"\brecommendations?\b|\bareas?\s+for\s+improvement\b", re.I),
    "number": re.compile(r"^(?:no\.?|number|ref(?:erence)?\.?|#|id|rec(?:ommendation)?\.?\s*(?:no\.?|number))$", re.I),
    "scale": re.compile(
        r"\b(?:time\s?scale|timeframe|deadline|due|target\s+date|by\s+when|complet\w+\s+(?:by|date))\b", re.I
    ),
    "status": re.compile(r"\b(?:status|progress|RAG|position|outcome|state)\b", re.I),
    "reply": re.compile(r"\b(?:response|comments?|reply|action\s+taken|update)\b", re.I),
    "body": re.compile(r"\b(?:addressed|owner|responsible|lead|organisation|body|force)\b", re.I),
}


def _columns(header: list[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, name in enumerate(header):
        for role in ("number", "scale", "status", "reply", "text", "body"):
            if role not in columns and COLUMNS[role].search(name.strip()):
                columns[role] = index
                break
    return columns


def names_columns(cells: list[str]) -> bool:
    """The first row of a table of recommendations: short names, one of them `Recommendation`."""
    return (
        len(cells) > 1
        and all(len(cell) < 40 for cell in cells)
        and len(_columns(cells)) > 1
        and "text" in _columns(cells)
    )


def candidate_of_row(block: Block, in_list: bool) -> Candidate | None:
    """The recommendation in a row, or None where the table is about something else."""
    columns = _columns(block.header)
    cells = block.cells
    if "text" in columns and columns["text"] < len(cells):
        return _from_columns(block, columns)
    if (
        not block.header
        and in_list
        and len(cells) in (2, 3)
        and re.fullmatch(r"\W*(?:recommendation\s*)?\d{1,3}\W*", cells[0], re.I)
    ):
        made = _made(block, cells[1])
        made.number = re.sub(r"\D", "", cells[0])
        made.scale = in_heading(cells[2]) if len(cells) == 3 else None
        return made if MODAL.search(cells[1]) else None
    return None


def _from_columns(block: Block, columns: dict[str, int]) -> Candidate | None:
    def cell(role: str) -> str:
        return block.cells[columns[role]] if role in columns and columns[role] < len(block.cells) else ""

    text = cell("text")
    number = re.match(r"^(?:recommendation\s*)?(\d{1,3})\s*[.:)–-]?\s+(?=\S)", text, re.I)
    if len(text.split()) < 4:
        return None
    made = _made(block, text[number.end() :] if number else text)
    made.number = re.sub(r"^\D+|\s+", "", cell("number")) or (number.group(1) if number else "")
    made.scale = (in_heading(cell("scale")) or first_timescale(f"by {cell('scale')}")) if cell("scale") else None
    made.status, made.addressed_to = cell("status"), cell("body")
    if "status" in columns or "reply" in columns:
        made.earlier = "a table of earlier recommendations with their status or a reply"
    if re.search(r"areas?\s+for\s+improvement", block.header[columns["text"]], re.I):
        made.kind = "area_for_improvement"
    return made


def _made(block: Block, text: str) -> Candidate:
    made = Candidate("recommendation", page=block.page, first_line=block.first_line, last_line=block.last_line)
    made.take(text)
    return made
