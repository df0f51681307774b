"""Fixtures every test may use: the database as the app's role sees it, emptied after each test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# No test asserts a time: on a busy machine an example takes as long as it takes.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The databases exist already; Django makes none."""


@pytest.fixture
def db(django_db_blocker: Any, tmp_path: Path, settings: Any) -> Iterator[None]:
    """The database as the app's role sees it, with real commits; emptied afterwards as the owner."""
    from django.db import connections

    from goldthread.testing.emptying import empty

    # Pages in tests name their assets plainly; the served ones are tried by the browser tests.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.ANCHOR_FILE = str(tmp_path / "seals.ndjson")
    with django_db_blocker.unblock():
        try:
            yield
        finally:
            for connection in connections.all(initialized_only=True):
                while connection.in_atomic_block:  # a test that failed inside a transaction
                    connection.needs_rollback = True
                    connection.close()
                    connection.in_atomic_block = False
            empty()
