"""Specifications: sentences with a situation and what must come of it, kept as YAML beside the rules, and run."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from goldthread.core import yaml_files

HEADINGS = ("title", "about")


class Case(NamedTuple):
    """One sentence of a specification. `id` is what the test run prints: the file, then the sentence."""

    id: str
    sentence: str
    case: dict[str, Any]


def load(folder: Path, section: str) -> list[Case]:
    """The cases that the files of a folder hold under this section, file by file, in the order they are written."""
    found = [_case(name, one) for name, held in _files(folder) for one in held.get(section) or ()]
    if not found:
        raise ValueError(f"{folder.name}: nothing is written under {section}.")
    ids = [one.id for one in found]
    if twice := {one for one in ids if ids.count(one) > 1}:
        raise ValueError(f"{folder.name}: written twice: {'; '.join(sorted(twice))}")
    return found


def sections(folder: Path) -> set[str]:
    """Every section that the files hold, so that a test can show that none is left unrun."""
    return {section for _, held in _files(folder) for section in held if section not in HEADINGS}


def each(folder: Path, section: str) -> pytest.MarkDecorator:
    """Runs a test once for every case of a section; the test takes `case`, a `Case`."""
    cases = load(folder, section)
    return pytest.mark.parametrize("case", cases, ids=[one.id for one in cases])


def _files(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    files = [(path.stem, yaml_files.read(path)) for path in sorted(folder.glob("*.yaml"))]
    for name, held in files:
        if missing := [heading for heading in HEADINGS if not held.get(heading)]:
            raise ValueError(f"{name}: has no {' and no '.join(missing)}.")
    return files


def _case(name: str, held: dict[str, Any]) -> Case:
    sentence = held.get("sentence", "")
    if not sentence.endswith("."):
        raise ValueError(f'{name}: "{sentence}" is not a sentence.')
    return Case(f"{name}: {sentence}", sentence, held)
