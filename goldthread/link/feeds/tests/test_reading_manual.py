"""The manual names every column a feed has and every reason a row or file is refused, in the reader's own words."""

import re
from pathlib import Path

import pytest

from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.adapters.cad import CAD
from goldthread.link.feeds.adapters.merlin import MERLIN
from goldthread.link.feeds.declare import ENVELOPE, Person
from goldthread.link.feeds.faults import FILE_FAULTS, ROW_FAULTS
from goldthread.link.feeds.format import ROLES

MANUAL = (Path(__file__).resolve().parents[4] / "docs" / "reference" / "feeds.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", MANUAL, flags=re.DOTALL)))


@pytest.mark.parametrize("name", [*ENVELOPE, "op"])
def test_every_envelope_column_is_in_the_manual(name: str) -> None:
    assert name in NAMED


@pytest.mark.parametrize("source", sorted(ADAPTERS))
def test_every_column_of_a_feed_is_in_the_manual(source: str) -> None:
    adapter = ADAPTERS[source]
    at = tuple(person.at for person in adapter.people)
    own = {name for name in adapter.columns() if not name.startswith(at)}
    assert own <= NAMED


@pytest.mark.parametrize("person", [*CAD.people, *MERLIN.people], ids=lambda person: person.key)
def test_every_column_of_a_person_is_in_the_manual(person: Person) -> None:
    assert set(person.names()) <= NAMED


@pytest.mark.parametrize(("code", "reason"), [*ROW_FAULTS.items(), *FILE_FAULTS.items()])
def test_every_reason_is_in_the_manual_with_its_remedy(code: str, reason: object) -> None:
    (line,) = [line for line in MANUAL.splitlines() if line.startswith(f"| {code} ")]
    assert reason.remedy in line  # type: ignore[attr-defined]
    words = reason.sentence.replace("{field}", "*column*").replace("{text}", "…")  # type: ignore[attr-defined]
    assert words in line


def test_every_role_is_in_the_manual() -> None:
    joined = " ".join(MANUAL.split())
    assert [role for role in ROLES if role not in joined] == []
