"""What Goldthread runs on is under no GPL or AGPL, and the page that lists it is current."""

import importlib.util
import sys
from types import ModuleType

import pytest

from goldthread.config.paths import PROJECT


@pytest.fixture(scope="module")
def licences() -> ModuleType:
    """The script as a module: it stands among the scripts, and is no part of the package."""
    spec = importlib.util.spec_from_file_location("licences", PROJECT / "scripts" / "licences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["licences"] = module
    spec.loader.exec_module(module)
    return module


def test_nothing_goldthread_runs_on_or_is_built_with_is_under_the_gpl(licences: ModuleType) -> None:
    running = [*licences.python_packages("requirements.lock"), *licences.npm_packages()[0]]
    assert [package for package in running if package.is_copyleft] == []
    assert [package for package in running if package.licence == licences.UNSAID] == []
    assert {"django", "psycopg", "granian", "govuk-frontend"} <= {package.name for package in running}


def test_what_only_checks_use_is_under_no_gpl_either(licences: ModuleType) -> None:
    checking = [*licences.python_packages("requirements-dev.lock"), *licences.npm_packages()[1]]
    assert [package for package in checking if package.is_copyleft] == []


@pytest.mark.parametrize(
    ("words", "is_copyleft"),
    [
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("GNU Affero General Public License v3", True),
        ("MIT AND GPL-2.0-only", True),
        ("LGPL-3.0-only", False),
        ("GNU Library or Lesser General Public License (LGPL)", False),
        ("MIT OR GPL-2.0-only", False),
        ("MPL-2.0", False),
    ],
)
def test_which_licences_count_as_gpl(licences: ModuleType, words: str, is_copyleft: bool) -> None:
    assert licences.Package("one", "1", words).is_copyleft is is_copyleft


def test_the_page_of_licences_is_current(licences: ModuleType) -> None:
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page(), "Run scripts/licences."
