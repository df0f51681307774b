"""What is hidden from outside readers cannot be worked out from what is shown."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from goldthread.core.suppressing import SECONDARY, SMALL, Cell, suppressed

LEAST = 5


def test_a_small_count_is_hidden_and_one_more_so_that_it_cannot_be_subtracted() -> None:
    cells = {"all": Cell(100), "a": Cell(3), "b": Cell(40), "c": Cell(57)}
    assert suppressed(cells, [("all", ("a", "b", "c"))]) == {"a": SMALL, "b": SECONDARY}


def test_none_is_shown_and_large_counts_stay() -> None:
    assert suppressed({"all": Cell(12), "a": Cell(0), "b": Cell(12)}, [("all", ("a", "b"))]) == {}


def test_what_is_left_of_a_share_is_as_telling_as_what_was_counted() -> None:
    assert suppressed({"a": Cell(98, 100), "b": Cell(2, 3), "c": Cell(50, 100)}, []) == {"a": SMALL, "b": SMALL}


def test_two_small_ones_that_a_sum_would_pin_hide_a_third() -> None:
    cells = {"all": Cell(62), "a": Cell(1), "b": Cell(1), "c": Cell(60)}
    assert suppressed(cells, [("all", ("a", "b", "c"))])["c"] == SECONDARY


def test_a_whole_that_is_hidden_in_one_sum_does_not_follow_from_another() -> None:
    cells = {"all": Cell(3), "a": Cell(3), "b": Cell(0), "march": Cell(0), "april": Cell(3)}
    hidden = suppressed(cells, [("all", ("a", "b")), ("all", ("march", "april"))])
    assert set(hidden) >= {"all", "a", "april"}
    assert len(hidden) > 3 or hidden["all"] == hidden["a"] == hidden["april"] == SMALL


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_every_hidden_small_count_could_be_any_small_count(counts: list[int]) -> None:
    """By trying every table there is: what is published fits each value under five for each hidden small cell."""
    names = [f"c{place}" for place in range(len(counts))]
    cells = {name: Cell(count) for name, count in zip(names, counts, strict=True)}
    cells["all"] = Cell(sum(counts))
    hidden = suppressed(cells, [("all", tuple(names))], LEAST)
    possible: dict[str, set[int]] = {name: set() for name in names}
    for tried in product(*(_may_be(cells[name].count, hidden.get(name)) for name in names)):
        if "all" in hidden or sum(tried) == cells["all"].count:
            for name, value in zip(names, tried, strict=True):
                possible[name].add(value)
    for name in names:
        if hidden.get(name) == SMALL:
            assert possible[name] >= set(range(1, LEAST))


def _may_be(count: int, why: str | None) -> list[int]:
    if why is None:
        return [count]
    return list(range(1, LEAST)) if why == SMALL else list(range(14))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=5))
def test_hiding_is_the_same_whatever_order_the_parts_come_in(pairs: list[tuple[int, int]]) -> None:
    cells = {f"c{place}": Cell(count, count + rest) for place, (count, rest) in enumerate(pairs)}
    cells["all"] = Cell(sum(one for one, _ in pairs), sum(one + rest for one, rest in pairs))
    names = tuple(sorted(set(cells) - {"all"}))
    assert suppressed(cells, [("all", names)]) == suppressed(cells, [("all", names[::-1])])
