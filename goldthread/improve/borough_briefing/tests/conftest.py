"""Whatever the clock on the wall says, these tests ask outside the hours in which the morning's briefing stands."""

import pytest

from goldthread.improve.borough_briefing.settings import settings


@pytest.fixture(autouse=True)
def outside_the_briefing(monkeypatch):
    monkeypatch.setitem(settings()["briefing"], "stands_for_hours", 0)
