"""The repository as its own tests read it: the files it holds, their text, what their code says."""

import ast
import subprocess
from functools import cache
from pathlib import Path

from goldthread.config.paths import PROJECT

TEXT = {".py", ".sql", ".sh", "", ".toml", ".in", ".lock", ".yaml", ".yml", ".json", ".ndjson", ".csv"}
TEXT |= {".md", ".txt", ".html", ".svg", ".scss", ".js"}


@cache
def held() -> tuple[Path, ...]:
    """Every file the repository holds, from its root: what is only being tried is not counted."""
    command = ["git", "ls-files", "-z"]
    try:
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
        names = [name for name in done.stdout.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):  # an unpacked archive, or a machine without git
        ignored = {".git", ".venv", "node_modules", "var", "build", "__pycache__", "journeys"}
        found = (path.relative_to(PROJECT) for path in PROJECT.rglob("*") if path.is_file())
        names = [str(path) for path in found if not ignored & set(path.parts) and "static/dist" not in str(path)]
    return tuple(sorted(Path(name) for name in names if (PROJECT / name).is_file()))


def text_of(path: Path) -> str:
    return (PROJECT / path).read_text(encoding="utf-8")


def texts() -> list[Path]:
    """Every file that people write."""
    return [path for path in held() if path.suffix in TEXT]


def modules(*folders: str) -> list[Path]:
    """Every Python file under these folders, or all of them."""
    wanted = folders or ("",)
    return [path for path in held() if path.suffix == ".py" and str(path).startswith(wanted)]


def is_test(path: Path) -> bool:
    return "tests" in path.parts or path.name == "conftest.py"


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(text_of(path), str(path))


def docstrings(tree: ast.AST) -> set[int]:
    """The places of strings that only explain, by identity of their node."""
    found = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            for statement in body:
                if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                    found.add(id(statement.value))
    return found


def strings(tree: ast.AST) -> list[tuple[int, str]]:
    """Every string that does something, with its line."""
    explaining = docstrings(tree)
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explaining
    ]
