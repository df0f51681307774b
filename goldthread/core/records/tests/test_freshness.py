"""How fresh a source is, of all that may be so at once the worst; and what a panel that relies on it may say."""

from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.records.models import Source
from goldthread.core.records.queries import STATES, Freshness, freshness, unsure
from goldthread.core.records.reliance import KNOWN_AS, PANELS
from goldthread.synthetic.loading import add_sources

HOUR = timedelta(hours=1)


def state(good: timedelta | None, failed: timedelta | None, is_short: bool) -> str:
    """CAD's state where its last good load and its last failed one are so long ago; it may be silent for six hours."""
    add_sources()
    now = clocks.now()
    with database.as_service():
        Source.objects.filter(pk="cad").update(
            last_good_load_at=good and now - good,
            last_failed_at=failed and now - failed,
            short_since=now if is_short else None,
        )
    return next(one.state for one in freshness() if one.code == "cad")


@pytest.mark.parametrize(
    ("good", "failed", "is_short", "expected"),
    [
        (None, None, False, "never"),
        (None, HOUR, True, "never"),
        (HOUR, None, False, "fresh"),
        (2 * HOUR, HOUR, False, "failed"),
        (2 * HOUR, HOUR, True, "failed"),
        (HOUR, 2 * HOUR, False, "fresh"),
        (7 * HOUR, None, False, "stale"),
        (7 * HOUR, None, True, "stale"),
        (8 * HOUR, 7 * HOUR, False, "failed"),
        (HOUR, None, True, "short"),
    ],
)
def test_of_all_that_is_so_of_a_source_the_worst_is_said(db, good, failed, is_short, expected):
    assert state(good, failed, is_short) == expected
    assert expected in STATES


def one(code: str, state: str) -> Freshness:
    return Freshness(code, code.title(), "A desk", clocks.now(), state)


@pytest.mark.parametrize("state", [state for state in STATES if state != "fresh"])
def test_a_panel_is_unsure_of_every_source_that_is_not_fresh(state):
    sources = [one(code, "fresh") for code in KNOWN_AS if code != "offenders"] + [one("offenders", state)]
    assert [source.code for source in unsure("danger", sources)] == ["offenders"]
    assert unsure("plans", sources) == []


def test_a_source_that_nobody_connected_was_never_loaded():
    (missing,) = unsure("plans", [one("cad", "fresh")])
    assert (missing.code, missing.name, missing.state) == ("social_care", "Social care", "never")


def test_every_panel_relies_on_sources_that_have_a_name():
    assert {code for codes in PANELS.values() for code in codes} <= set(KNOWN_AS)
    assert all(PANELS.values())
