"""Whatever the bytes: in = accepted + quarantined, and nothing but a refusal of the whole file is raised."""

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.declare import Adapter
from goldthread.link.feeds.faults import NOTED_FAULTS, ROW_FAULTS
from goldthread.link.feeds.format import ParsedRecord, Quarantined, UnreadableFile
from goldthread.link.feeds.reading import read
from goldthread.link.feeds.tests.reading_samples import (
    EXTRACTED,
    NOTICE,
    SAMPLES,
    call_bytes,
    element,
    file_of,
    notice_text,
    parquet_bytes,
    xml_bytes,
)

FORMS = {source: adapter.form for source, adapter in ADAPTERS.items()}
SOURCES = sorted(ADAPTERS)
TEXTS = [source for source in SOURCES if FORMS[source] != "parquet"]
CSVS = [source for source in SOURCES if FORMS[source] == "csv"]
TREES = [source for source in SOURCES if FORMS[source] in ("ndjson", "xml")]
HEADER = notice_text().encode()
NOTICES = notice_text(NOTICE, {**NOTICE, "seen_words": 'a "b"\r\nc'}, NOTICE).encode()
THREE = {source: file_of(source, *[SAMPLES[source]] * 3) for source in SOURCES} | {"merlin": NOTICES}
CHILD = element("Child", SAMPLES["social_care"])


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
        if isinstance(outcome, ParsedRecord):
            assert {one.code for one in outcome.noted} <= set(NOTED_FAULTS)
    assert not [outcome for outcome in found if isinstance(outcome, Quarantined) and outcome.code == "Q-ODD-01"]
    return found


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_under_a_header_are_accounted_for(content: bytes) -> None:
    account("merlin", HEADER + content)


@pytest.mark.parametrize("source", SOURCES)
@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_accounted_for_as_any_feed(source: str, content: bytes) -> None:
    account(source, content)
    account(source, {"xml": b"<Children>", "parquet": b"PAR1"}.get(FORMS[source], b"") + content)


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "cp1252"]))
def test_any_bytes_are_accounted_for_in_any_declared_encoding(content: bytes, encoding: str) -> None:
    account("cad", content, encoding)
    account("merlin", content, encoding)
    account("social_care", "<Children><Child>".encode(encoding) + content, encoding)
    account("merlin", notice_text().encode(encoding) + content, encoding)


@pytest.mark.parametrize("source", SOURCES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_good_file_with_a_piece_replaced_is_accounted_for(source: str, data: st.DataObject) -> None:
    good = THREE[source]
    start = data.draw(st.integers(0, len(good)))
    length = data.draw(st.integers(0, 40))
    account(source, good[:start] + data.draw(st.binary(max_size=12)) + good[start + length :])


@pytest.mark.parametrize("source", CSVS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_text_in_any_cell_is_accounted_for(source: str, data: st.DataObject) -> None:
    cells = data.draw(st.dictionaries(st.sampled_from(ADAPTERS[source].columns()), st.text(max_size=30)))
    found = account(
        source, file_of(source, {**SAMPLES[source], **{name: _plain(text) for name, text in cells.items()}})
    )
    assert len(found) == 1


def _plain(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
# What a hand or a system might type where something else was meant.
TYPED = st.one_of(
    st.text(max_size=12),
    st.dates().map(str),
    st.datetimes().map(lambda at: at.isoformat() + "Z"),
    st.sampled_from(["", "|", "||", "1", "true", "SECRET", "EDD 01/02/2017", "2016-10-24T25:00Z", "31/02/2016"]),
)


def _keys(adapter: Adapter) -> list[str]:
    return sorted({name.split(".")[0] for name in adapter.columns()})


def _entry(adapter: Adapter) -> st.SearchStrategy[dict[str, Any]]:
    """An entry of one of the feed's lists, under its own names, with anything typed in."""
    inner = [[*person.names()] for person in adapter.people if person.many]
    inner += [[column.name for column in group.columns] for group in adapter.groups]
    names = sorted({name for listed in inner for name in listed})
    return st.dictionaries(st.sampled_from(names), TYPED | st.lists(TYPED, max_size=2), max_size=5)


@pytest.mark.parametrize("source", [source for source in TREES if FORMS[source] == "ndjson"])
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_any_value_under_any_key_is_accounted_for(source: str, data: st.DataObject) -> None:
    adapter = ADAPTERS[source]
    value = JSON | TYPED | st.lists(_entry(adapter), max_size=3)
    values = data.draw(st.dictionaries(st.sampled_from(_keys(adapter)), value, max_size=4))
    found = account(source, json.dumps({**SAMPLES[source], **values}).encode() + b"\n")
    assert len(found) == 1


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_anything_typed_into_any_element_is_accounted_for(data: st.DataObject) -> None:
    adapter = ADAPTERS["social_care"]
    value = TYPED.map(_plain) | st.lists(_entry(adapter), max_size=3)
    values = data.draw(st.dictionaries(st.sampled_from(_keys(adapter)), value, max_size=4))
    found = account("social_care", xml_bytes({**SAMPLES["social_care"], **values}))
    assert len(found) == 1


PIECES = st.sampled_from(
    ["<Child>", "</Child>", "<Child/>", "<!--", "-->", "<![CDATA[", "]]>", "</Children>", "<Children>", "<Sex>", "&x;"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.just(CHILD), max_size=8))
def test_tags_in_any_order_are_accounted_for(pieces: list[str]) -> None:
    account("social_care", xml_bytes("".join(pieces)))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["<Child><", "<Child>", "</Child>", "</x>", "words"]), max_size=5))
def test_whatever_stands_between_them_good_records_are_read(pieces: list[str]) -> None:
    """Each good record begins with its own tag and ends with it, so that no other can take it along."""
    content = xml_bytes(CHILD + "".join(pieces) + CHILD)
    assert sum(isinstance(outcome, ParsedRecord) for outcome in account("social_care", content)) == 2


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_value_of_any_type_in_a_parquet_column_is_accounted_for(data: st.DataObject) -> None:
    kinds = st.text(max_size=12).map(_plain) | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.booleans()
    cells = data.draw(st.dictionaries(st.sampled_from(ADAPTERS["gazetteer"].columns()), kinds | st.none(), max_size=5))
    assert len(account("gazetteer", parquet_bytes({**SAMPLES["gazetteer"], **cells}))) == 1


@pytest.mark.parametrize("source", TEXTS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_file_cut_anywhere_never_yields_a_record_the_whole_did_not(source: str, data: st.DataObject) -> None:
    whole = THREE[source]
    cut = data.draw(st.integers(1, len(whole)))
    known = {outcome.raw for outcome in account(source, whole) if isinstance(outcome, ParsedRecord)}
    assert {o.raw for o in account(source, whole[:cut]) if isinstance(o, ParsedRecord)} <= known


@pytest.mark.parametrize("source", TEXTS)
@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(4)))
def test_rows_are_read_the_same_in_any_order(source: str, order: list[int]) -> None:
    """What a row gives depends on no other row."""
    good = SAMPLES[source]
    rows = [good, {**good, "op": "?"}, {**good, "handling": "SECRET"}, {**good, "retention_group": "1"}]
    codes = ["accepted", "Q-OP-01", "Q-MARK-02", "accepted"]
    found = account(source, file_of(source, *(rows[place] for place in order)))
    assert [getattr(outcome, "code", "accepted") for outcome in found] == [codes[place] for place in order]


def test_call_rows_may_come_without_line_end() -> None:
    (found,) = account("cad", call_bytes(SAMPLES["cad"]).rstrip(b"\n"))
    assert isinstance(found, ParsedRecord)
