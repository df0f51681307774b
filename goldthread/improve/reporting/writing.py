"""The forms a report is written in, by the end of a file's name."""

from collections.abc import Callable

from goldthread.core.refusals import NotValid
from goldthread.improve.reporting import as_html, as_typst, as_word
from goldthread.improve.reporting.document import Document

FORMS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "html": ("text/html; charset=utf-8", lambda one: as_html.html(one).encode()),
    "pdf": ("application/pdf", as_typst.pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_word.docx),
}


def written(document: Document, form: str) -> tuple[str, bytes]:
    """The document in a form, with what a browser calls it; a form there is none of is refused."""
    if form not in FORMS:
        raise NotValid("form", f'"{form[:20]}" is not a form of a report.', "Choose html, pdf or docx.")
    kind, write = FORMS[form]
    return kind, write(document)
