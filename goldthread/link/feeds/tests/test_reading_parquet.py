"""Parquet: the same rows and faults as any other form, from a file nothing else is read beside."""

import io
import json
from pathlib import Path

import duckdb
import pytest

from goldthread.link.feeds.format import UnreadableFile
from goldthread.link.feeds.parquet import ParquetRows
from goldthread.link.feeds.reading import read
from goldthread.link.feeds.tests.reading_samples import (
    EXTRACTED,
    HOME,
    accepted,
    call_bytes,
    code,
    outcomes,
    parquet_bytes,
    reading,
    set_aside,
)


def homes(count: int) -> bytes:
    return parquet_bytes(*({**HOME, "source_record_id": f"{n:012d}"} for n in range(1, count + 1)))


class TestRows:
    def test_rows_come_in_the_order_of_the_file(self) -> None:
        rows = reading("gazetteer", homes(30))
        found = [accepted(outcome) for outcome in rows]
        assert [record.row for record in found] == list(range(1, 31))
        assert [record.source_record_id for record in found] == [f"{n:012d}" for n in range(1, 31)]
        assert (rows.rows, rows.encoding, rows.warnings) == (30, "utf-8", ())

    def test_a_row_is_kept_as_one_object_of_its_values(self) -> None:
        (outcome,) = outcomes("gazetteer", parquet_bytes(HOME))
        kept = json.loads(accepted(outcome).raw)
        assert kept["uprn"] == 999900004417
        assert "school_urn" not in kept
        assert kept == {name: value for name, value in HOME.items() if value not in (None, "")}

    def test_a_row_set_aside_is_replayed_in_the_form_it_is_kept_in(self) -> None:
        (wrong,) = outcomes("gazetteer", parquet_bytes({**HOME, "op": "?"}))
        mended = set_aside(wrong).raw.replace('"?"', '"upsert"')
        (again,) = outcomes("gazetteer", mended.encode() + b"\n", form="ndjson")
        (straight,) = outcomes("gazetteer", parquet_bytes(HOME))
        assert accepted(again).raw_hash == accepted(straight).raw_hash

    def test_an_instant_with_a_zone_is_plain_and_one_without_is_set_aside(self) -> None:
        for kind, expected in (("TIMESTAMPTZ", "accepted"), ("TIMESTAMP", "Q-TIME-03")):
            (outcome,) = outcomes("gazetteer", parquet_bytes(HOME, kinds={"extracted_at": kind}))
            assert code(outcome) == expected

    @pytest.mark.parametrize(
        ("changes", "kinds", "expected"),
        [
            ({"town": b"\x00\x01"}, {}, "Q-PAR-01"),
            ({"easting": float("nan")}, {}, "Q-NUM-02"),
            ({"town": "a\x00b"}, {}, "Q-NUL-01"),
            ({"town": "x" * 100_001}, {}, "Q-BIG-01"),
            ({"town": '{"name": "Merrow"}'}, {"town": "STRUCT(name VARCHAR)"}, "Q-JSON-05"),
            ({"town": ["a", "b"]}, {"town": "VARCHAR[]"}, "accepted"),
            ({"source_record_id": ["a"]}, {"source_record_id": "VARCHAR[]"}, "Q-JSON-05"),
        ],
    )
    def test_a_value_the_format_does_not_have_sets_its_row_aside(
        self, changes: dict[str, object], kinds: dict[str, str], expected: str
    ) -> None:
        (outcome,) = outcomes("gazetteer", parquet_bytes({**HOME, **changes}, kinds=kinds))
        assert code(outcome) == expected

    def test_an_unknown_column_is_kept_and_reported(self) -> None:
        rows = reading("gazetteer", parquet_bytes({**HOME, "council_tax": "D"}))
        assert '"council_tax": "D"' in accepted(next(rows)).raw
        assert rows.warnings == ("unknown key council_tax (1)",)


class TestFiles:
    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (b"", "F-EMPTY-01"),
            (call_bytes(HOME), "F-KIND-02"),
            (b"PAR1", "F-KIND-02"),
            (b"PAR1" + b"\x00" * 400 + b"PAR1", "F-KIND-02"),
            (homes(3)[:-8], "F-KIND-02"),
            (homes(3)[: len(homes(3)) // 2], "F-KIND-02"),
            (parquet_bytes({"a": 1}), "F-HEAD-01"),
            (parquet_bytes({name: value for name, value in HOME.items() if name != "uprn"}), "F-HEAD-02"),
        ],
    )
    def test_a_file_that_is_not_of_this_form_is_refused_whole(self, content: bytes, expected: str) -> None:
        with pytest.raises(UnreadableFile) as refused:
            reading("gazetteer", content)
        assert refused.value.code == expected

    def test_a_file_damaged_inside_says_how_many_rows_are_missing(self) -> None:
        content = bytearray(homes(40))
        content[40:400] = b"\xff" * 360
        found = outcomes("gazetteer", bytes(content))
        assert code(found[-1]) == "Q-PAR-02"
        missing = 40 - (len(found) - 1)
        assert set_aside(found[-1]).words == f"The file cannot be read from here on: {missing} rows are missing."

    def test_a_file_on_disk_is_read_where_it_lies_and_left_there(self, tmp_path: Path) -> None:
        path = tmp_path / "week 'one'.parquet"
        path.write_bytes(homes(3))
        with path.open("rb") as stream:
            assert len(list(read("gazetteer", stream, EXTRACTED))) == 3
        assert path.exists()

    def test_a_stream_is_not_taken_for_a_file_that_only_has_its_name(self) -> None:
        stream = io.BytesIO(homes(2))
        stream.name = "/etc/hostname"
        assert len(list(read("gazetteer", stream, EXTRACTED))) == 2

    def test_no_other_file_is_open_to_the_reader(self) -> None:
        source = reading("gazetteer", homes(1)).source
        assert isinstance(source, ParquetRows)
        locked = "SET enable_external_access = true"
        for other in ("SELECT * FROM read_text('/etc/hostname')", "INSTALL httpfs", locked):
            with pytest.raises(duckdb.Error, match=r"(?i)permission|disabled|locked"):
                source.connection.execute(other)
