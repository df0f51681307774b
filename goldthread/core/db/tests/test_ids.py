"""New ids are of version 7 and rise with the clock."""

from datetime import UTC, datetime, timedelta

from goldthread.core import clocks
from goldthread.core.db.ids import new_id


def test_an_id_is_of_version_seven_and_holds_the_milliseconds_of_the_clock():
    instant = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)  # the instant of RFC 9562's own example, A.6
    with clocks.held_at(instant):
        made = new_id()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.hex[:12] == "017f22e279b0"


def test_a_later_id_is_greater_and_two_of_one_moment_differ():
    first = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
    with clocks.held_at(first):
        earlier = {new_id() for _ in range(1000)}
    with clocks.held_at(first + timedelta(milliseconds=1)):
        later = new_id()
    assert len(earlier) == 1000
    assert max(earlier) < later
