"""Emptying the tests' database between tests, whatever a test left in it."""

from goldthread.core import db
from goldthread.core.db.policies import TABLES

KEPT = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "sealing_epoch",
    "procrastinate_workers",
}


def empty() -> None:
    """Empty every table that is ours; the owner may, the append-only trigger is per row."""
    names = ", ".join(table.name for table in TABLES if table.name not in KEPT)
    with db.speaking_as(db.OWNER), db.transaction():
        db.run("SET LOCAL lock_timeout = '5s'")
        db.run(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
        db.run("UPDATE sealing_epoch SET number = 1")
