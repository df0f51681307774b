"""Tables of figures and of recommendations on a web page, row by row."""

import re

from bs4 import Tag

from goldthread.improve.recommendations.reading.lines import Block, cleaned, squeezed


def rows_of(table: Tag) -> list[Block]:
    """A table of figures or of recommendations as rows; a table used as a box is walked like any other part."""
    if table.find("table"):
        return []
    rows = [
        [squeezed(cleaned(cell.get_text(" "))) for cell in row.find_all(["td", "th"])] for row in table.find_all("tr")
    ]
    rows = [row for row in rows if any(row)]
    if not rows or max(len(row) for row in rows) < 2:
        return []
    header = rows[0] if table.find("th") or _names_columns(rows[0]) else []
    body = rows[1:] if header else rows
    title = table.find("caption")
    blocks = (
        [Block("heading", squeezed(cleaned(title.get_text(" "))), level=6)]
        if isinstance(title, Tag) and title.get_text(strip=True)
        else []
    )
    return blocks + [Block("row", " | ".join(row), cells=row, header=header) for row in body]


def _names_columns(row: list[str]) -> bool:
    return bool(re.search(r"\b(?:recommendations?|good|inadequate|status|timescale)\b", " ".join(row), re.I)) and all(
        len(cell) < 60 for cell in row
    )
