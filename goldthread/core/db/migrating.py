"""Bringing the database's shape, grants and row policies up to this version, and telling when they are."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg import sql

from goldthread.config import installation
from goldthread.config.paths import PROJECT
from goldthread.config.starting import load_django
from goldthread.core.db import provision

Progress = Callable[[str], None]


def marks() -> dict[str, str]:
    """What this database says of itself; kept as a comment in it, so that a restored copy brings its own."""
    with provision.connect(installation.value(installation.OWNER)) as owner:
        return marks_in(owner)


def marks_in(connection: provision.Connection) -> dict[str, str]:
    found = connection.execute(
        "SELECT obj_description(to_regclass('django_migrations')::oid, 'pg_class') AS text"
    ).fetchone()
    text = found["text"] if found else None
    return dict(json.loads(str(text))) if text else {}


def mark(**values: str) -> None:
    """Add to what this database says of itself."""
    with provision.connect(installation.value(installation.OWNER)) as owner:
        text = json.dumps({**marks_in(owner), **values}, sort_keys=True)
        owner.execute(sql.SQL("COMMENT ON TABLE django_migrations IS {}").format(sql.Literal(text)))


def is_current() -> bool:
    """Whether this very code has brought this database up to date already; asked without loading Django."""
    try:
        return marks().get("code") == code_digest()
    except psycopg.Error:
        return False


def migrate(progress: Progress = lambda line: None) -> None:
    """Apply migrations as the owner, then grants and row policies; remembered for next time."""
    from django.core.management import call_command

    load_django()
    from goldthread.core.db import policies

    progress("migrations")
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    progress("grants and row policies")
    policies.apply()
    mark(code=code_digest())


def code_digest() -> str:
    """A digest of everything that shapes the database: our code, and the versions of the packages under it."""
    total = hashlib.sha256((PROJECT / "requirements.lock").read_bytes() if _has_lock() else b"")
    for path in sorted(_shaping()):
        total.update(str(path.relative_to(PROJECT)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def _has_lock() -> bool:
    return (PROJECT / "requirements.lock").exists()


def _shaping() -> list[Path]:
    package = PROJECT / "goldthread"
    files = [path for kind in ("*.py", "*.sql") for path in package.rglob(kind)]
    return [path for path in files if "tests" not in path.parts]
