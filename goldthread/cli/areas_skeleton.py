"""The start of a new area, written to a folder: a package that is whole, and says what to change."""

import importlib
import sys
from pathlib import Path

import yaml

AREA = '''"""{Title}: say here in one sentence what this work is, and who does it."""

from goldthread.core.areas.grammar import Area, Ask, ClockUse, Item, Move, Permission, State

AREA = Area(
    id="{name}",
    name="{Title}",
    noun="{noun}",
    prefix="{letter}",
    opening_event="{name}.opened",
    opening_sentence="Opened",
    opening_happens="{name}_opened_at",
    opening_permission="work_on_{name}",
    opening_asks=(Ask("what", "What happened", "long"),),
    first_state="waiting",
    queue_permission="work_on_{name}",
    desk_role="mash_desk",
    risks=(("high", "High"), ("medium", "Medium"), ("low", "Low")),
    clocks=(ClockUse("{name}.taken"),),
    checklist=(Item("child_seen", "The child was seen", "with_officer", needed_for=("close",)),),
    states=(
        State("waiting", "Waiting for somebody to take it", whose_turn="mash_desk"),
        State("with_officer", "With an officer", whose_turn="owner"),
        State("closed", "Closed", whose_turn="nobody", is_closed=True),
    ),
    moves=(
        Move(
            id="take",
            button="Take it",
            sentence="Taken",
            from_states=("waiting",),
            to_state="with_officer",
            permission="work_on_{name}",
            event="{name}.taken",
            happens="{name}_taken_at",
            takes_ownership=True,
        ),
        Move(
            id="close",
            button="Close it",
            sentence="Closed",
            from_states=("with_officer",),
            to_state="closed",
            permission="work_on_{name}",
            event="{name}.closed",
            confirms=True,
            asks=(Ask("why", "What was decided, and why", "long"),),
        ),
    ),
    permissions=(
        Permission("work_on_{name}", "work on {noun} cases", "The Public Protection Desk does this.",
                   ("mash_desk", "supervisor")),
    ),
    full_for=("mash_desk", "supervisor"),
)
'''
STANDARDS = """# The clocks of this work. A number of ours is DEFAULT: a reminder until a chief officer adopts it.
subject: {name}
title: {Title}
clocks:
  - id: {name}.taken
    title: Taken
    sentence: A named officer takes it within four hours of its being opened.
    start: {name}_opened_at
    stops: [{name}_taken_at]
    due: E 4h
    mark: DEFAULT
    source: "Say where the number comes from."
    roles: [Desk, Supervisor]
"""
README = """# {name}

{Title}, as an area of work of Goldthread: states, moves and whose turn it is on one page.

- Start with `area.py`; its clocks are in `standards.yaml`, each with its source.
- `spec/moves.yaml` says in sentences what each move does; `tests` plays them.
- Check it with `goldthread areas check {name}`.
"""
PROJECT = """[project]
name = "{dashed}"
version = "0.1"
description = "{Title}: an area of work of Goldthread."

[project.entry-points."goldthread.areas"]
{name} = "{name}"

[build-system]
requires = ["setuptools>=68"]
build-backend = "setuptools.build_meta"

[tool.setuptools.package-data]
"*" = ["*.yaml", "**/*.html"]
"""
TEST = '''"""Every sentence of `spec/moves.yaml` holds, and every move of the area has one."""

from pathlib import Path

import yaml

from goldthread.core.areas.moves import turn_of
from goldthread.core.areas.sentences import sentences
from {name}.area import AREA

SPEC = yaml.safe_load((Path(__file__).parents[1] / "spec" / "moves.yaml").read_text())


def test_every_sentence_is_what_the_move_does():
    for case in SPEC:
        move = AREA.move(case["move"])
        assert case["from"] in move.from_states, case["sentence"]
        assert move.leads_to(case["from"]) == case["to"], case["sentence"]
        assert turn_of(AREA, case["to"], lambda permission: True).whose == case["turn"], case["sentence"]


def test_every_move_from_every_state_has_its_sentence():
    said = [(case["from"], case["move"]) for case in SPEC]
    assert sorted(said) == sorted((case["from"], case["move"]) for case in sentences(AREA))
'''


def write(name: str, into: Path) -> list[Path]:
    """The package under a folder, with the `pyproject.toml` that installs it; ValueError where that cannot be."""
    if not name.isidentifier() or name != name.lower() or len(name) > 30:
        raise ValueError(f"{name!r} is no name for an area: a lower-case word of up to 30 letters, like home_visits.")
    folder = into / name
    if folder.exists() or (into / "pyproject.toml").exists():
        raise ValueError(f"{into} has a {name} or a pyproject.toml already; choose another folder with --into.")
    words = name.replace("_", " ")
    told = {"name": name, "Title": words.capitalize(), "noun": words.rstrip("s"), "letter": _letter(name),
            "dashed": name.replace("_", "-")}  # fmt: skip
    texts = {
        into / "pyproject.toml": PROJECT,
        folder / "__init__.py": '"""{Title}: an area of work of Goldthread."""\n',
        folder / "area.py": AREA,
        folder / "standards.yaml": STANDARDS,
        folder / "README.md": README,
        folder / "tests" / "__init__.py": "",
        folder / "tests" / "test_moves.py": TEST,
    }
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(**told) if text else "")
    return [*texts, _write_spec(name, folder)]


def _letter(name: str) -> str:
    """The first letter of the name, or of the alphabet, that no reference begins with yet."""
    from goldthread.core.areas.checking import TAKEN_LETTERS
    from goldthread.core.areas.registry import areas

    taken = TAKEN_LETTERS | {area.prefix for area in areas().values()}
    letters = (name + "abcdefghijklmnopqrstuvwxyz").replace("_", "").upper()
    return next(letter for letter in letters if letter not in taken and letter.isalpha())


def _write_spec(name: str, folder: Path) -> Path:
    """The sentences of the area as it was just written."""
    from goldthread.core.areas.sentences import sentences

    sys.path.insert(0, str(folder.parent))
    try:
        importlib.invalidate_caches()
        area = importlib.import_module(f"{name}.area").AREA
    finally:
        sys.path.pop(0)
        for module in (name, f"{name}.area"):
            sys.modules.pop(module, None)
    path = folder / "spec" / "moves.yaml"
    path.parent.mkdir()
    said = yaml.safe_dump(list(sentences(area)), sort_keys=False, allow_unicode=True, width=110)
    path.write_text(f"# What each move does, from each state: written once from area.py, then yours to change.\n{said}")
    return path
