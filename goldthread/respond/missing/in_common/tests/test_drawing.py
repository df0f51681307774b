"""Places on a square: one scale both ways, north above, every number to be read, nothing outside."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from goldthread.respond.missing.in_common.drawing import APART, HEIGHT, WIDTH, draw
from goldthread.respond.missing.in_common.queries import Thing

AT = datetime(2026, 9, 1, tzinfo=UTC)


def place(number: int, point: tuple[int, int] | None) -> Thing:
    return Thing("place", "9 Wharf Road", "", "Merrowfield", 2, (), 2, AT, False, point, number)


def test_without_a_point_there_is_no_map():
    assert draw([place(1, None)]) is None


def test_north_is_above_and_east_to_the_right_and_what_has_no_point_is_counted():
    drawing = draw([place(1, (530_000, 180_000)), place(2, (532_000, 181_000)), place(3, None)])
    assert drawing is not None
    one, other = drawing.dots
    assert (one.x < other.x, one.y > other.y, drawing.not_placed) == (True, True, 1)
    assert other.x - one.x == 2 * (one.y - other.y)


def test_the_bar_is_as_long_as_it_says():
    drawing = draw([place(1, (530_000, 180_000)), place(2, (532_000, 180_000))])
    assert drawing is not None
    metres = 2_000 * drawing.scale_length / (drawing.dots[1].x - drawing.dots[0].x)
    assert abs(metres - drawing.scale_metres) < 10
    assert drawing.scale_words == "500 m"


@given(st.lists(st.tuples(st.integers(500_000, 560_000), st.integers(150_000, 210_000)), min_size=1, max_size=25))
def test_every_number_can_be_read_and_none_is_outside(points):
    drawing = draw([place(number, point) for number, point in enumerate(points, start=1)])
    assert drawing is not None
    for dot in drawing.dots:
        assert 0 < dot.x < WIDTH
        assert 0 < dot.y < HEIGHT
        others = [one for one in drawing.dots if one.number != dot.number]
        assert all(abs(one.x - dot.x) >= APART or abs(one.y - dot.y) >= APART for one in others)
