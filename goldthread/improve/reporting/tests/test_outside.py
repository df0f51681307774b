"""What an outside reader gets holds no small number, in any form, and none that follows from the others."""

import json
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.improve.reporting import as_html
from goldthread.improve.reporting.document import Document, Paragraph, as_json
from goldthread.improve.reporting.outside import for_outside
from goldthread.improve.reporting.tests.report_help import a_document

LEAST = 5


def test_a_small_borough_is_not_shown_nor_is_another_from_which_it_would_follow() -> None:
    made = for_outside(a_document(boroughs=((3, 20), (40, 60), (33, 50))), LEAST)
    hidden = {one.borough for one in made.figures.values() if one.hidden}
    assert hidden == {"Borough 0", "Borough 2"}
    assert "What is not shown" in as_html.html(made)


def test_what_is_hidden_is_not_in_the_document_at_all() -> None:
    made = for_outside(a_document(boroughs=((3, 20), (40, 60), (33, 50))), LEAST)
    for figure in made.figures.values():
        if figure.hidden:
            assert (figure.value, figure.low, figure.high, figure.count, figure.of) == (None,) * 5


def test_counts_of_points_and_actions_are_no_children_and_are_shown() -> None:
    made = for_outside(a_document(), LEAST)
    assert "Nothing was said on 2 points" in _said(made)


def test_what_is_for_the_force_alone_is_left_out_with_its_figures() -> None:
    made = a_document()
    first = made.sections[0]
    inside = Paragraph((("Only 3 of 20 in Borough 0.",),), inside=True)
    outside = for_outside(replace(made, sections=(replace(first, blocks=(*first.blocks, inside)),)), LEAST)
    assert "Only 3 of 20" not in json.dumps(as_json(outside))
    assert {one.borough for one in outside.figures.values()} == {"", "Borough 0"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=6))
def test_no_small_count_is_told_or_follows_by_subtraction(pairs: list[tuple[int, int]]) -> None:
    boroughs = tuple((count, count + rest) for count, rest in pairs)
    made = for_outside(a_document(boroughs=boroughs), LEAST)
    area = [one for one in made.figures.values() if one.of_children]
    for one in area:
        if not one.hidden and one.count is not None and one.of is not None:
            assert not 0 < one.count < LEAST
            assert not 0 < one.of - one.count < LEAST
    whole = next(one for one in area if not one.borough)
    parts = [one for one in area if one.borough]
    gone = [one for one in parts if one.hidden]
    if gone and not whole.hidden and any(_is_small(boroughs[_place(one.borough)]) for one in gone):
        assert len(gone) > 1 or _rest_of(whole.count, parts) >= LEAST


def test_figures_keep_their_numbers_so_that_both_readers_talk_of_the_same() -> None:
    made = a_document()
    numbers = [int(one) for one in for_outside(made, LEAST).figures]
    assert all(one < other for one, other in pairwise(numbers))
    assert set(map(str, numbers)) <= set(made.figures)


def _is_small(pair: tuple[int, int]) -> bool:
    count, of = pair
    return 0 < count < LEAST or 0 < of - count < LEAST


def _place(borough: str) -> int:
    return int(borough.removeprefix("Borough "))


def _rest_of(whole: int | None, parts: list) -> int:
    return (whole or 0) - sum(one.count or 0 for one in parts if not one.hidden)


def _said(made: Document) -> str:
    import re

    return re.sub(r"<[^>]+>", "", as_html.html(made))
