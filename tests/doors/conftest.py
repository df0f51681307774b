"""One world for each module of door tests: made once, asked many times, emptied at the end."""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest

from goldthread.testing.doors.asking import WALKED
from goldthread.testing.doors.world import World, make_world, plain_assets


@pytest.fixture(scope="module")
def world(django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    from django.db import connections
    from django.test import override_settings

    from goldthread.testing.emptying import empty

    anchors = tmp_path_factory.mktemp("doors") / "seals.ndjson"
    with django_db_blocker.unblock(), plain_assets(), override_settings(ANCHOR_FILE=str(anchors)):
        try:
            yield make_world()
        finally:
            for connection in connections.all(initialized_only=True):
                connection.close()
            empty()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write what was walked through, where that is asked for: DOORS_TESTED=write, with every door test in one run."""
    if os.environ.get("DOORS_TESTED") == "write":
        from goldthread.core.access.doors import TESTED, declared

        walked = sorted(WALKED & set(declared()))
        TESTED.write_text(json.dumps(walked, indent=2) + "\n")
