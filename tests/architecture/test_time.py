"""There is one clock of the world: nothing but `core/clocks` asks the machine, or the database, what time it is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import modules, parsed, strings, text_of, texts

CLOCK = Path("goldthread/core/clocks/__init__.py")
METHODS = {
    "now": {"datetime", "timezone", "dt"},
    "utcnow": {"datetime", "dt"},
    "today": {"datetime", "date", "dt"},
    "localdate": {"timezone"},
    "localtime": {"time"},
    "gmtime": {"time"},
    "time": {"time"},
    "time_ns": {"time"},
}
IMPORTS = {("time", "time"), ("time", "time_ns"), ("django.db.models.functions", "Now")}
IMPORTS |= {("django.utils.timezone", "now"), ("django.utils.timezone", "localdate")}
IN_SQL = re.compile(
    r"\bnow\s*\(|\b(?:clock|statement|transaction)_timestamp\b|"
    r"\b(?:current_timestamp|current_date|current_time|localtimestamp|timeofday)\b",
    re.IGNORECASE,
)
COMMENT = re.compile(r"--[^\n]*")
# Who may ask the database's own clock, and why.
MAY_ASK = {
    "goldthread/core/db/fields.py": "when a log row was really written, which no code of ours may choose",
    "goldthread/jobs/examine/database.py": "the doctor compares the two clocks",
    "tests/soak/killed_worker.py": "waits for a sign of life that the worker's library writes by that clock",
    "goldthread/core/people/tests/test_rights.py": "an intruder's own SQL, which is refused",
    "goldthread/core/sealing/tests/test_seals.py": "an intruder's own SQL, which is found",
}


def asked_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where Python code asks for the time in any way but ours."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value).rpartition(".")[2] in METHODS.get(node.attr, ()):
            yield node.lineno, ast.unparse(node)
        if isinstance(node, ast.ImportFrom):
            for name in node.names:
                if (node.module, name.name) in IMPORTS:
                    yield node.lineno, f"{node.module}.{name.name}"
    for line, text in strings(tree):
        if found := IN_SQL.search(text):
            yield line, found.group(0)


def test_nothing_but_the_clock_asks_the_machine_for_the_time() -> None:
    read = [path for path in modules("goldthread/", "tests/", "scripts/", "conftest.py") if path != CLOCK]
    found = {(str(path), line, what) for path in read for line, what in asked_in(parsed(path))}
    assert {one for one in found if one[0] not in MAY_ASK and one[0] != "tests/architecture/test_time.py"} == set()
    assert {name for name, _, _ in found if name in MAY_ASK} == set(MAY_ASK)
    assert len(read) > 200


def test_our_sql_never_asks_for_the_time() -> None:
    files = [path for path in texts() if path.suffix == ".sql"]
    assert [str(path) for path in files if IN_SQL.search(COMMENT.sub("", text_of(path)))] == []
    assert files


def test_the_clock_itself_asks_once() -> None:
    assert [what for _, what in asked_in(parsed(CLOCK))] == ["datetime.now"]


def test_asking_the_machine_is_found_however_it_is_written() -> None:
    samples = {
        "datetime.now(UTC)": "datetime.now",
        "datetime.datetime.utcnow()": "datetime.datetime.utcnow",
        "date.today()": "date.today",
        "time.time()": "time.time",
        "timezone.now": "timezone.now",
        "from time import time": "time.time",
        "from django.db.models.functions import Now": "django.db.models.functions.Now",
        "db.fetch('SELECT * FROM t WHERE at < now()')": "now(",
        "db.run('UPDATE t SET at = CURRENT_TIMESTAMP WHERE id = %s')": "CURRENT_TIMESTAMP",
        "Func(function='clock_timestamp')": "clock_timestamp",
    }
    assert {sample: what for sample in samples for _, what in asked_in(ast.parse(sample))} == samples


def test_asking_our_clock_and_measuring_how_long_is_allowed() -> None:
    allowed = "clocks.now()\nclocks.today()\ntime.monotonic()\nnow = held()\n'''Time now() in words.'''"
    assert list(asked_in(ast.parse(allowed))) == []
