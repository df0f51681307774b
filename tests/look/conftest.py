"""The pages as sample readers are sent them; static files by their plain names, without a manifest."""

from typing import Any

import jinja2
import pytest

from goldthread.web.styleguide import rendering


@pytest.fixture(autouse=True)
def plain_static(settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> jinja2.Environment:
    """The environment of a demonstration; made once, since it compiles every macro."""
    made = rendering.environment()
    monkeypatch.setitem(made.globals, "demonstration", True)
    return made
