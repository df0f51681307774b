"""A chronology on the screen is a page; on paper it is all of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from goldthread.link.picture.filtering import PAGE, filter_of, slice_of

LONG_AGO = datetime(2024, 3, 1, 12, tzinfo=UTC)


def items(many: int) -> list[dict[str, Any]]:
    return [
        {
            "system": "cad" if place % 2 else "merlin", "system_name": "CAD" if place % 2 else "Merlin", "kind": "call",
            "title": f"Call {place}", "role": "child", "occurred_at": LONG_AGO - timedelta(days=place),
            "occurred_on": None, "known_at": LONG_AGO, "text": None, "evidence": None, "case": "N-1",
            "returned": [],
        }
        for place in range(many)
    ]  # fmt: skip


@pytest.mark.parametrize("many", [0, 1, PAGE, PAGE + 1, 5 * PAGE + 3])
def test_all_to_print_leaves_nothing_for_another_page(many: int) -> None:
    shown = slice_of(items(many), filter_of({"page": "all"}))
    assert [one["title"] for one in shown["items"]] == [f"Call {place}" for place in range(many)]
    assert (shown["number"], shown["last"], shown["last_row"]) == (1, 1, many)


def test_all_to_print_is_all_that_the_filter_leaves_in() -> None:
    shown = slice_of(items(3 * PAGE), filter_of({"page": "all", "system": "cad"}))
    assert {one["system"] for one in shown["items"]} == {"cad"}
    assert (len(shown["items"]), shown["of"]) == (3 * PAGE // 2, 3 * PAGE)


@pytest.mark.parametrize("page", ["0", "-1", "all of it", "99999999999", "", "²"])
def test_a_page_that_is_none_is_the_first(page: str) -> None:
    shown = slice_of(items(PAGE + 1), filter_of({"page": page}))
    assert (shown["number"], len(shown["items"])) == (1, PAGE)


def test_a_page_past_the_last_is_the_last() -> None:
    assert slice_of(items(PAGE + 1), filter_of({"page": "7"}))["first_row"] == PAGE + 1
