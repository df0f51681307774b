"""The same files loaded twice, once in peace and once killed again and again: do the two stand alike?"""

from datetime import UTC, datetime
from random import Random
from typing import Any

from goldthread.link.feeds import actions as feeds
from goldthread.synthetic.loading import add_sources
from goldthread.testing.emptying import empty
from goldthread.testing.hostile.intake import taken
from goldthread.testing.hostile.killing import load_killed
from goldthread.testing.hostile.mutating import spoilt
from goldthread.testing.hostile.standing import EVERY, differences, standing

SOURCES = ("cad", "merlin", "social_care", "gazetteer")
RECEIVED = datetime(2016, 10, 24, 23, 0, tzinfo=UTC)


def killed_and_not(kills: int, rows: int, batch: int, seed: int) -> tuple[int, dict[str, Any]]:
    """How often a load was killed, and what differs from the load in peace. Everything held is emptied before each."""
    chance = Random(seed)  # noqa: S311
    files = {source: spoilt(source, rows, chance)[0] for source in SOURCES}
    _begin_anew()
    for source, content in files.items():
        feeds.load(taken(source, source, content, RECEIVED))
    in_peace = standing(EVERY)
    _begin_anew()
    done = 0
    for place, (source, content) in enumerate(files.items()):
        ours = kills * (place + 1) // len(files) - done
        done += load_killed(taken(source, source, content, RECEIVED), ours, chance, batch)
    return done, differences(in_peace, standing(EVERY))


def _begin_anew() -> None:
    empty()
    add_sources()
