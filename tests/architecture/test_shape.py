"""The shape of the code: every folder says what it is, every module too, no file is long, doors write nothing."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import is_test, modules, parsed, strings, text_of, texts

LONGEST = 500
# Data and generated text: their length is that of what they list.
NOT_COUNTED = {".json", ".yaml", ".lock", ".txt"}

WRITES = {"save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
WRITING_SQL = re.compile(r"\s*(INSERT|UPDATE|DELETE|TRUNCATE)\s")
# Doors that write after all, each with the reason; the list must not grow.
MAY_WRITE = {
    ("goldthread/api/steps/officers.py", "save"): "a password is Django's own to hash, and no action sets one yet",
    ("goldthread/api/asking.py", "UPDATE"): "when a token was last used: a note of the door itself, not of the work",
}


def packages() -> set[Path]:
    return {path.parent for path in modules("goldthread/") if not {"tests", "migrations"} & set(path.parts)}


def without_readme(folders: set[Path], readmes: dict[Path, str]) -> list[str]:
    """Folders that say nothing of themselves: no README of their own, and none above that names them."""
    return sorted(
        str(folder)
        for folder in folders
        if folder not in readmes and f"`{folder.name}/`" not in readmes.get(folder.parent, "")
    )


def test_every_package_says_what_it_is() -> None:
    readmes = {path.parent: text_of(path) for path in texts() if path.name == "README.md"}
    assert without_readme(packages(), readmes) == []


def test_a_package_without_a_readme_is_found() -> None:
    one, two, inner = Path("goldthread/one"), Path("goldthread/two"), Path("goldthread/two/reading")
    assert without_readme({one, two, inner}, {two: "Start with `reading/`."}) == ["goldthread/one"]


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        str(path)
        for path in modules("goldthread/", "tests/", "scripts/", "conftest.py")
        if "migrations" not in path.parts and text_of(path).strip() and not ast.get_docstring(parsed(path))
    ]
    assert silent == []


def test_no_file_is_so_long_that_nobody_reads_it() -> None:
    lengths = {str(path): len(text_of(path).splitlines()) for path in texts() if str(path).startswith("goldthread/")}
    too_long = {name: n for name, n in lengths.items() if n > LONGEST and Path(name).suffix not in NOT_COUNTED}
    assert too_long == {}
    assert max(lengths.values()) > 100  # the files were really read


def is_door(path: Path) -> bool:
    """Pages, the API, commands: whatever maps a question to an action."""
    in_door = str(path).startswith(("goldthread/web/", "goldthread/api/", "goldthread/cli/"))
    return (in_door or path.name.endswith("views.py")) and not is_test(path)


def written_by(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where code writes a row: by the ORM, or by a statement of SQL."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            on_a_query = "objects" in ast.unparse(node.func) or "filter(" in ast.unparse(node.func)
            if node.func.attr in WRITES or (node.func.attr == "update" and on_a_query):
                yield node.lineno, node.func.attr
    for line, text in strings(tree):
        if found := WRITING_SQL.match(text):
            yield line, found.group(1)


def test_doors_write_nothing_themselves() -> None:
    doors = [path for path in modules("goldthread/") if is_door(path)]
    found = {(str(path), how) for path in doors for _, how in written_by(parsed(path))}
    assert found == set(MAY_WRITE)
    assert len(doors) > 30


def test_a_door_that_writes_is_found() -> None:
    samples = {
        "case.save(update_fields=['state'])": "save",
        "Case.objects.filter(pk=1).update(state='closed')": "update",
        "Grant.objects.create(kind='named')": "create",
        "db.run('''\n  UPDATE cases_case SET state = %s''', [1])": "UPDATE",
    }
    assert {sample: how for sample in samples for _, how in written_by(ast.parse(sample))} == samples
    assert list(written_by(ast.parse("counts.update(a=1)\nwords = 'Update it.'\n'''Delete nothing.'''"))) == []
