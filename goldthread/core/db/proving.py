"""A restored database, made current and proved whole: run by itself, told which database by its environment."""

import json
import sys
from typing import Any

from goldthread.config.starting import load_django


def prove() -> dict[str, Any]:
    """Bring shape, grants and policies up to this version, begin a new life of the logs, verify everything."""
    from goldthread.core.db import migrating

    migrating.migrate()
    from goldthread.core import db
    from goldthread.core.journal import queries as journal
    from goldthread.core.sealing import actions, queries
    from goldthread.core.sealing.shapes import LOGS

    # Transaction numbers begin again in a restored database: seals must not take new rows for old ones.
    epoch = actions.begin_epoch()
    logs = [queries.verify(name).as_json() for name in LOGS]
    with db.as_service():
        projections = journal.verify().as_json()
    return {"epoch": epoch, "logs": logs, "journal": projections}


def known() -> list[str]:
    """Every migration that this version has, its packages' included."""
    from django.db.migrations.loader import MigrationLoader

    load_django()
    return [f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations or {}]


if __name__ == "__main__":
    json.dump(known() if "--known" in sys.argv else prove(), sys.stdout, default=str)
