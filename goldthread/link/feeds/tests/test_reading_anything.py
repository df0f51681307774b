"""Whatever the bytes: in = accepted + quarantined, and nothing but a refusal of the whole file is raised."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.link.feeds.adapters import CAD, MERLIN
from goldthread.link.feeds.faults import ROW_FAULTS
from goldthread.link.feeds.format import ParsedRecord, Quarantined, UnreadableFile
from goldthread.link.feeds.reading import read
from goldthread.link.feeds.tests.reading_samples import CALL, EXTRACTED, NOTICE, call_bytes, notice_text

HEADER = notice_text().encode()
NOTICES = notice_text(NOTICE, {**NOTICE, "seen_words": 'a "b"\r\nc'}, NOTICE).encode()
CALLS = call_bytes(CALL, CALL, CALL)


def account(source: str, content: bytes, encoding: str | None = None) -> list[ParsedRecord | Quarantined]:
    """Read it all, and check that every row has one outcome that could be stored."""
    try:
        rows = read(source, io.BytesIO(content), EXTRACTED, encoding=encoding)
    except UnreadableFile:
        return []
    found = list(rows)
    assert rows.rows == len(found)
    assert len({outcome.row for outcome in found}) == len(found)
    for outcome in found:
        outcome.raw.encode()  # no half characters
        assert "\x00" not in outcome.raw
        assert isinstance(outcome, ParsedRecord) or outcome.code in ROW_FAULTS
    assert not [outcome for outcome in found if isinstance(outcome, Quarantined) and outcome.code == "Q-ODD-01"]
    return found


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_under_a_header_are_accounted_for(content: bytes) -> None:
    account("merlin", HEADER + content)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_accounted_for_as_objects(content: bytes) -> None:
    account("cad", content)


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "cp1252"]))
def test_any_bytes_are_accounted_for_in_any_declared_encoding(content: bytes, encoding: str) -> None:
    account("cad", content, encoding)
    account("merlin", content, encoding)
    account("merlin", notice_text().encode(encoding) + content, encoding)


@pytest.mark.parametrize(("source", "good"), [("merlin", NOTICES), ("cad", CALLS)])
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_good_file_with_a_piece_replaced_is_accounted_for(source: str, good: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(good)))
    length = data.draw(st.integers(0, 40))
    account(source, good[:start] + data.draw(st.binary(max_size=12)) + good[start + length :])


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(MERLIN.columns()), st.text(max_size=30)))
def test_any_text_in_any_cell_is_accounted_for(cells: dict[str, str]) -> None:
    storable = {name: text.replace("\x00", "").encode("utf-8", "ignore").decode() for name, text in cells.items()}
    found = account("merlin", notice_text({**NOTICE, **storable}).encode())
    assert len(found) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
KEYS = sorted({name.split(".")[0] for name in CAD.columns()})


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=4))
def test_any_value_under_any_key_is_accounted_for(values: dict[str, object]) -> None:
    found = account("cad", json.dumps({**CALL, **values}).encode() + b"\n")
    assert len(found) == 1


@settings(deadline=None)
@given(st.integers(1, len(NOTICES)))
def test_a_file_cut_anywhere_never_yields_a_record_the_whole_did_not(cut: int) -> None:
    whole = {r.raw for r in account("merlin", NOTICES) if isinstance(r, ParsedRecord)}
    assert {r.raw for r in account("merlin", NOTICES[:cut]) if isinstance(r, ParsedRecord)} <= whole
