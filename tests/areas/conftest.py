"""An area from outside the tree, installed for one test as a force installs its own: found by its entry point."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from goldthread.config.areas import templates
from goldthread.core.areas import registry
from goldthread.core.areas.checking import check_all
from goldthread.core.areas.grammar import Area
from goldthread.core.panels import registry as panels

INSTALLED = Path(__file__).with_name("installed")


@pytest.fixture
def home_visits(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Area]:
    """The area of `installed/home_visits`, started as the installation starts: read, checked, its panels shown."""
    monkeypatch.syspath_prepend(str(INSTALLED))
    registry.forget()
    (drawing,) = settings.TEMPLATES
    settings.TEMPLATES = [{**drawing, "DIRS": [*drawing["DIRS"], *templates()]}]
    try:
        check_all()
        for panel in import_module("home_visits.panels").PANELS:
            panels.register(panel)
        yield registry.areas()["home_visits"]
    finally:
        for panel in import_module("home_visits.panels").PANELS:
            panels.withdraw(panel)
        for name in [one for one in sys.modules if one.partition(".")[0] == "home_visits"]:
            del sys.modules[name]
        monkeypatch.undo()
        registry.forget()
