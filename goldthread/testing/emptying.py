"""Emptying the tests' database between tests, whatever a test left in it."""

import os
from functools import cache
from itertools import count

import psycopg

from goldthread.core import db
from goldthread.core.db.policies import TABLES
from goldthread.testing.ground import ADMIN_HERE

KEPT = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "sealing_epoch",
    "procrastinate_workers",
}
OURS = [table.name for table in TABLES if table.name not in KEPT]
# To empty every table by TRUNCATE makes some seven hundred files anew, whatever was in them; a test leaves rows in some
# ten. Past so many bytes, and once in so many tests, so that no dead row slows the next ones, it is the quicker way.
LARGE = 4 * 1024**2
OFTEN = 100
_calls = count(1)

HELD = " UNION ALL ".join(f"SELECT '{one}' WHERE EXISTS (SELECT 1 FROM {one})" for one in OURS)
RESTART = """
    WITH numbers AS MATERIALIZED (
        SELECT q.seqrelid::regclass AS name, q.seqstart AS first
          FROM pg_sequence q JOIN pg_depend d ON d.objid = q.seqrelid AND d.deptype IN ('a', 'i')
          JOIN pg_class t ON t.oid = d.refobjid AND t.relname = ANY (%s))
    SELECT setval(name, first, false) FROM numbers WHERE pg_sequence_last_value(name) IS NOT NULL"""
SIZE = "SELECT coalesce(sum(pg_relation_size(oid)), 0) FROM pg_class WHERE relname = ANY (%s)"


def empty() -> None:
    """Empty every table that is ours and begin its numbers again."""
    admin = _admin()
    if admin is None or next(_calls) % OFTEN == 0 or not _deleted(admin):
        _truncated()


def _deleted(admin: psycopg.Connection) -> bool:
    """Delete what is there, past keys and triggers, which only a superuser may; False where there is too much."""
    with admin.transaction():
        admin.execute("SET LOCAL lock_timeout = '5s'")
        size = admin.execute(SIZE, [OURS]).fetchone()
        if size is None or size[0] > LARGE:
            return False
        admin.execute("SET LOCAL session_replication_role = replica")
        for (name,) in admin.execute(HELD).fetchall():
            admin.execute(f"DELETE FROM {name}")
        admin.execute(RESTART, [OURS])
        admin.execute("UPDATE sealing_epoch SET number = 1 WHERE number <> 1")
    return True


def _truncated() -> None:
    """The owner may; the append-only trigger is per row."""
    with db.speaking_as(db.OWNER), db.transaction():
        db.run("SET LOCAL lock_timeout = '5s'")
        db.run(f"TRUNCATE {', '.join(OURS)} RESTART IDENTITY CASCADE")
        db.run("UPDATE sealing_epoch SET number = 1")


@cache
def _admin() -> psycopg.Connection | None:
    """A superuser's connection to this process's database; None where the tests run on a server that gives none."""
    connection = psycopg.connect(os.environ[ADMIN_HERE], autocommit=True)
    found = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if found and found[0]:
        return connection
    connection.close()
    return None
