"""A reference leads to its case for whoever may open it; and other jobs add links to the page of a case.

A job registers its own, since the web knows no job.
"""

import re
from collections.abc import Callable

from django.urls import reverse
from markupsafe import Markup, escape

from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.cases.queries import CaseFile

Link = dict[str, str]
Maker = Callable[[Reader, CaseFile], Link | None]
_makers: list[Maker] = []
REFERENCE = re.compile(r"\b[A-Z]-[0-9A-Z]{7}\b")
LINK = Markup('<a class="govuk-link" href="{}">{}</a>')


def register(maker: Maker) -> None:
    """Have the page of a case show `{url, words}`, or nothing, for whoever asks."""
    if maker not in _makers:
        _makers.append(maker)


def links_of(reader: Reader, file: CaseFile) -> list[Link]:
    """The links of other jobs on this case, for this reader."""
    return [link for maker in _makers if (link := maker(reader, file))]


def url_of(reader: Reader, reference: str) -> str | None:
    """Where a case is opened, for whoever has its work on a list; None for anybody else, who reads the reference."""
    area = next((one for one in areas().values() if one.prefix == reference[:1]), None)
    may_open = area is not None and reader.may("open_picture") and reader.may(area.queue_permission)
    return reverse("case", args=[reference]) if may_open else None


def linked(reader: Reader, text: str) -> str:
    """Words in which each reference of a case leads to it, for whoever may open it; else the words as they are."""
    parts, last = [], 0
    for found in REFERENCE.finditer(text):
        if url := url_of(reader, found[0]):
            parts += [escape(text[last : found.start()]), LINK.format(url, found[0])]
            last = found.end()
    return Markup("").join([*parts, escape(text[last:])]) if parts else text
