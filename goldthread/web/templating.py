"""The Jinja2 environment of every page: our templates strict, the GOV.UK macros as their authors wrote."""

from typing import Any

import jinja2
from django.conf import settings
from django.template.utils import get_app_template_dirs
from django.templatetags.static import static
from django.urls import reverse
from django_htmx.jinja import htmx_script

from goldthread.config.paths import PROJECT
from goldthread.core.clocks import now, today
from goldthread.web.navigation import THEMES, frame_of, home_of, theme_of
from goldthread.web.typed import typed
from goldthread.web.words import FILTERS

MARKING = "OFFICIAL-SENSITIVE"
LIBRARY = "govuk_frontend_jinja"
PACKAGE = PROJECT / "goldthread"  # not PROJECT: the environment of other people's packages may lie inside it


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page by its name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def pattern_macros() -> dict[str, Any]:
    """The GOV.UK macros by name, `govukButton` and so on.

    They read optional parameters that nobody gave, so they live in a lenient environment of their own; a name
    that our own pages misspell still fails.
    """
    lenient = jinja2.Environment(
        loader=jinja2.PrefixLoader({LIBRARY: jinja2.PackageLoader(LIBRARY)}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    macros = {}
    for path in lenient.list_templates():
        if path.endswith("/macro.html"):
            name = "govuk" + "".join(word.capitalize() for word in path.split("/")[-2].split("-"))
            macros[name] = getattr(lenient.get_template(path).module, name)
    return macros


def loader(own: jinja2.BaseLoader) -> jinja2.BaseLoader:
    """The pages of the web, then those an area of work keeps beside itself."""
    beside = [str(path) for path in get_app_template_dirs("templates") if PACKAGE in path.parents]
    return jinja2.ChoiceLoader([own, jinja2.FileSystemLoader(beside)])


def environment(**options: Any) -> jinja2.Environment:
    """Django asks here for the environment named in the settings."""
    options["loader"] = loader(options["loader"])
    options["undefined"] = jinja2.StrictUndefined
    options.update(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made = jinja2.Environment(**options)  # noqa: S701 - set a line above
    made.filters.update(FILTERS)
    made.globals.update(
        pattern_macros(),
        url=url,
        static=static,
        htmx_script=htmx_script,
        now=now,
        today=today,
        frame_of=frame_of,
        home_of=home_of,
        theme_of=theme_of,
        themes=THEMES,
        typed=typed,
        marking=MARKING,
        demonstration=bool(getattr(settings, "DEMONSTRATION", False)),
    )
    return made
