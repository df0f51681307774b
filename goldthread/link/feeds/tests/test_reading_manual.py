"""The manual names every column a feed has and every reason a row or file is refused, as the adapters have them now."""

import re

import pytest

from goldthread.cli.feeds_manual import FAULTS, PAGE, feeds_page
from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.declare import ENVELOPE
from goldthread.link.feeds.format import ROLES

MANUAL = PAGE.read_text(encoding="utf-8")


def section(source: str) -> set[str]:
    """What stands between the marks of one feed's table, of what is set in its type."""
    found = re.search(rf"<!-- written: {source} -->\n(.*?)<!-- end -->", MANUAL, re.DOTALL)
    assert found, f"The manual has no table for {source}."
    return set(re.findall(r"`([^`\n]+)`", found[1]))


def test_the_tables_are_those_that_would_be_written_now() -> None:
    assert feeds_page() == MANUAL


@pytest.mark.parametrize("name", [*ENVELOPE, "op"])
def test_every_envelope_column_is_in_the_manual(name: str) -> None:
    assert f"| `{name}` |" in MANUAL


@pytest.mark.parametrize("source", sorted(ADAPTERS))
def test_every_column_of_a_feed_is_in_its_table(source: str) -> None:
    own = set(ADAPTERS[source].columns()) - {*ENVELOPE, "op"}
    assert own <= section(source)


@pytest.mark.parametrize("source", sorted(ADAPTERS))
def test_every_column_of_a_list_is_in_its_table(source: str) -> None:
    adapter = ADAPTERS[source]
    inner = {f"{person.at}[].{name}" for person in adapter.people if person.many for name in person.names()}
    inner |= {f"{group.at}[].{column.name}" for group in adapter.groups for column in group.columns}
    assert inner <= section(source)


@pytest.mark.parametrize("code", [code for reasons in FAULTS.values() for code in reasons])
def test_every_reason_is_in_the_manual_once(code: str) -> None:
    assert MANUAL.count(f"| {code} |") == 1


def test_every_role_is_in_the_manual() -> None:
    joined = " ".join(MANUAL.split())
    assert [role for role in ROLES if role not in joined] == []
