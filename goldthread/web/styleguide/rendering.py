"""Sample pages made with the environment that makes the real ones."""

from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from goldthread.core.clocks import held_at
from goldthread.web import templating
from goldthread.web.styleguide.frames import NIGHT, request_of
from goldthread.web.styleguide.pages import PAGES, Page

TEMPLATES = Path(templating.__file__).parent / "templates"
HIDDEN_FIELD = '<input type="hidden" name="csrfmiddlewaretoken" value="sample">'


@cache
def environment() -> jinja2.Environment:
    return templating.environment(loader=jinja2.FileSystemLoader(TEMPLATES))


def html_of(page: Page, theme: str = "light", made: jinja2.Environment | None = None) -> str:
    """One page as its reader would be sent it, at the samples' own time of night."""
    content = {
        **page.content,
        "request": request_of(page.role, theme),
        "csrf_input": Markup(HIDDEN_FIELD),  # noqa: S704 - our own constant
        "messages": [],
    }
    with held_at(NIGHT):
        return (made or environment()).get_template(page.template).render(content)


def every_page() -> dict[str, str]:
    """Each sample page by day and by night, by a name that is a file's."""
    return {f"{page.name}.{theme}": html_of(page, theme) for page in PAGES for theme in ("light", "dark")}
