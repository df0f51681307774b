"""Files: every row gives one outcome, whatever the file is written in or broken by."""

import hashlib
import io

import pytest

from goldthread.link.feeds.adapters import MERLIN
from goldthread.link.feeds.format import Quarantined, UnreadableFile
from goldthread.link.feeds.reading import read
from goldthread.link.feeds.rows import Limits
from goldthread.link.feeds.tests.reading_samples import (
    CALL,
    EXTRACTED,
    NOTICE,
    accepted,
    call_bytes,
    code,
    notice_text,
    outcomes,
    reading,
)

ANOTHER = {**NOTICE, "source_record_id": "16PAC00012346"}
LAST = {**NOTICE, "source_record_id": "16MIS00012347", "report_type": "MISSING"}


def codes(content: bytes, source: str = "merlin", **options: object) -> list[str]:
    return [code(outcome) for outcome in outcomes(source, content, **options)]


def refusal(content: bytes, source: str = "merlin", **options: object) -> str:
    with pytest.raises(UnreadableFile) as refused:
        reading(source, content, **options)
    assert refused.value.words
    assert refused.value.remedy
    return refused.value.code


class TestEncodings:
    def test_utf_8_is_read_with_and_without_a_byte_order_mark(self) -> None:
        text = notice_text({**NOTICE, "subject_surname": "Wiśniewski"})
        for content in (text.encode("utf-8"), text.encode("utf-8-sig")):
            (record,) = outcomes("merlin", content)
            assert accepted(record).mentions[0].values[0].text == "Wiśniewski"

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf_16_is_read_by_its_mark(self, encoding: str) -> None:
        text = "\ufeff" + notice_text({**NOTICE, "subject_surname": "Wiśniewski"}, ANOTHER)
        read_all = reading("merlin", text.encode(encoding))
        assert [accepted(record).source_record_id for record in read_all] == [
            "16PAC00012345",
            "16PAC00012346",
        ]
        assert read_all.encoding == encoding

    def test_utf_16_without_its_mark_must_be_declared(self) -> None:
        content = notice_text(NOTICE).encode("utf-16-le")
        assert refusal(content) == "F-ENC-02"
        assert codes(content, encoding="utf-16-le") == ["accepted"]

    def test_windows_1252_is_read_only_when_declared(self) -> None:
        """0xE9 is é in Windows-1252 and the start of a longer character in UTF-8."""
        content = notice_text({**NOTICE, "subject_forename": "Zoé"}, ANOTHER).encode("cp1252")
        undeclared = outcomes("merlin", content)
        assert [code(outcome) for outcome in undeclared] == ["Q-ENC-01", "Q-ENC-01"]  # both hold curly quotes
        (first, _) = outcomes("merlin", content, encoding="cp1252")
        assert accepted(first).mentions[0].values[1].text == "Zoé"

    def test_a_byte_that_cannot_be_read_sets_aside_its_row_only_and_is_written_out(self) -> None:
        content = notice_text(NOTICE, ANOTHER).encode().replace(b"Jess", b"J\xffss", 1)
        bad, good = outcomes("merlin", content)
        assert code(bad) == "Q-ENC-01"
        assert isinstance(bad, Quarantined)
        assert "J\\xffss" in bad.raw
        assert code(good) == "accepted"

    def test_a_character_cut_at_the_end_of_the_file_is_set_aside(self) -> None:
        content = call_bytes({**CALL, "text": "caf\u00e9"})
        assert codes(content[: content.index("\u00e9".encode()) + 1], "cad") == ["Q-ENC-01"]

    def test_an_encoding_nobody_declared_an_adapter_for_is_refused(self) -> None:
        assert refusal(b"x", encoding="utf-7") == "F-ENC-01"
        assert refusal(b"x", encoding="no such thing") == "F-ENC-01"
        assert refusal("feed".encode("utf-32")) == "F-ENC-01"


class TestShape:
    @pytest.mark.parametrize("source", ["cad", "merlin"])
    @pytest.mark.parametrize("content", [b"", b"\n\r\n \n", b"\xef\xbb\xbf", b"\xff\xfe\n\x00"])
    def test_an_empty_file_is_refused_since_it_is_not_the_same_as_no_news(self, source: str, content: bytes) -> None:
        assert refusal(content, source) == "F-EMPTY-01"

    def test_a_header_alone_is_no_news(self) -> None:
        assert outcomes("merlin", notice_text().encode()) == []

    @pytest.mark.parametrize("start", [b"PK\x03\x04", b"\x1f\x8b", b"%PDF-1.7"])
    def test_a_packed_file_is_refused_by_name(self, start: bytes) -> None:
        assert refusal(start + b"...") == "F-KIND-01"

    def test_an_unknown_feed_is_refused(self) -> None:
        assert refusal(b"x", source="cris") == "F-SOURCE-01"

    def test_a_missing_column_is_refused_by_name(self) -> None:
        columns = tuple(name for name in MERLIN.columns() if name != "restriction")
        with pytest.raises(UnreadableFile, match="restriction"):
            reading("merlin", notice_text(NOTICE, columns=columns).encode())

    def test_a_wrong_header_is_refused(self) -> None:
        assert refusal(b"surname,forename\r\nKent,Jess\r\n") == "F-HEAD-01"

    def test_a_column_named_twice_is_refused(self) -> None:
        assert refusal(notice_text(NOTICE, columns=(*MERLIN.columns(), "grade")).encode()) == "F-HEAD-03"

    def test_columns_in_another_order_are_read_by_name(self) -> None:
        there = outcomes("merlin", notice_text(NOTICE).encode())[0]
        back = outcomes("merlin", notice_text(NOTICE, columns=MERLIN.columns()[::-1]).encode())[0]
        assert accepted(back).mentions == accepted(there).mentions

    def test_an_unknown_column_is_kept_in_the_raw_row_and_reported(self) -> None:
        content = notice_text({**NOTICE, "dog": "Rex"}, columns=(*MERLIN.columns()[:-1], "dog", "op")).encode()
        read_all = reading("merlin", content)
        (record,) = list(read_all)
        assert "Rex" in accepted(record).raw
        assert read_all.warnings == ("unknown column dog (1)",)

    def test_bare_carriage_returns_for_line_ends_are_refused_by_name(self) -> None:
        assert refusal(notice_text(NOTICE).replace("\r\n", "\r").encode()) == "F-ENDS-01"

    def test_line_feeds_alone_are_read(self) -> None:
        assert codes(notice_text(NOTICE, ANOTHER).replace("\r\n", "\n").encode()) == ["accepted", "accepted"]


class TestRows:
    def test_rows_are_counted_as_a_person_counts_them_the_header_first(self) -> None:
        content = notice_text(NOTICE, {**ANOTHER, "seen_words": "One\r\ntwo\r\nthree"}, LAST).encode()
        assert [outcome.row for outcome in outcomes("merlin", content)] == [2, 3, 4]

    def test_a_blank_line_is_a_row_to_the_eye_and_no_row_of_the_feed(self) -> None:
        content = notice_text(NOTICE).encode() + b"\r\n" + notice_text(ANOTHER).encode().split(b"\r\n", 1)[1]
        read_all = reading("merlin", content)
        assert [outcome.row for outcome in read_all] == [2, 4]
        assert read_all.rows == 2

    def test_quotes_commas_and_line_ends_inside_a_cell_are_kept(self) -> None:
        words = 'She said "no, I\'m fine",\r\nthen left'
        (record,) = outcomes("merlin", notice_text({**NOTICE, "seen_words": words}).encode())
        assert words in accepted(record).narrative

    def test_the_raw_row_is_as_in_the_file_and_its_hash_is_of_it(self) -> None:
        content = notice_text({**NOTICE, "seen_words": "One\r\ntwo"}).encode()
        (record,) = outcomes("merlin", content)
        row = content.split(b"\r\n", 1)[1].removesuffix(b"\r\n")
        assert accepted(record).raw.encode() == row
        assert accepted(record).raw_hash == hashlib.sha256(row).hexdigest()

    def test_too_few_and_too_many_cells_set_the_row_aside_and_say_how_many(self) -> None:
        lines = notice_text(NOTICE, ANOTHER, LAST).split("\r\n")
        lines[1] += ",more"
        lines[2] = "merlin,1"
        found = outcomes("merlin", "\r\n".join(lines).encode())
        assert [code(outcome) for outcome in found] == ["Q-CSV-01", "Q-CSV-01", "accepted"]
        assert isinstance(found[1], Quarantined)
        assert found[1].words == f"The row has 2 columns where the header has {len(MERLIN.columns())}."

    def test_a_quotation_mark_that_never_closes_does_not_swallow_the_rows_after_it(self) -> None:
        content = notice_text({**NOTICE, "seen_words": "QUOTE"}, ANOTHER, LAST).replace("QUOTE", '"never closed')
        assert codes(content.encode()) == ["Q-CSV-02", "accepted", "accepted"]

    def test_a_last_row_cut_short_is_called_half_written(self) -> None:
        content = notice_text(NOTICE, ANOTHER).encode()
        whole_line = len(content) - len("upsert\r\n")
        for cut in range(whole_line - 40, whole_line - 1):
            assert codes(content[:cut])[-1] == "Q-CUT-01"

    def test_a_last_row_cut_in_its_last_cell_is_not_taken_for_whole(self) -> None:
        content = notice_text(NOTICE).encode()
        assert codes(content.removesuffix(b"ert\r\n")) == ["Q-OP-01"]
        assert codes(content.removesuffix(b"\r\n")) == ["accepted"]

    def test_a_half_written_last_object_is_called_so(self) -> None:
        content = call_bytes(CALL, {**CALL, "source_record_id": "4418/24OCT16"})
        assert codes(content[:-9], "cad") == ["accepted", "Q-CUT-01"]
        assert codes(content[:-1], "cad") == ["accepted", "accepted"]

    def test_a_nul_sets_the_row_aside_and_is_written_out(self) -> None:
        content = notice_text({**NOTICE, "seen_words": "a\x00b"}, ANOTHER).encode()
        bad, good = outcomes("merlin", content)
        assert (code(bad), code(good)) == ("Q-NUL-01", "accepted")
        assert isinstance(bad, Quarantined)
        assert "a\\x00b" in bad.raw

    def test_cells_that_look_like_formulas_and_control_characters_stay_as_typed(self) -> None:
        (record,) = outcomes("merlin", notice_text({**NOTICE, "subject_surname": "=Kent()\x07"}).encode())
        surname = accepted(record).mentions[0].values[0]
        assert (surname.text, surname.canonical) == ("=Kent()\x07", "KENT")


class TestLimits:
    LIMITS = Limits(field=50, row=5_000)

    def test_a_cell_longer_than_the_limit_sets_the_row_aside_whole(self) -> None:
        words = "\r\n".join(["twenty letters here."] * 5)
        content = notice_text({**NOTICE, "seen_words": words}, ANOTHER).encode()
        assert codes(content, limits=self.LIMITS) == ["Q-BIG-01", "accepted"]

    @pytest.mark.parametrize("source", ["cad", "merlin"])
    def test_a_line_without_end_is_cut_and_the_next_row_read(self, source: str) -> None:
        long = b"x" * 300_000 + b"\n"
        if source == "cad":
            content = call_bytes(CALL) + long + call_bytes(CALL)
        else:
            head, row, _ = notice_text(NOTICE).encode().split(b"\r\n")
            content = b"\r\n".join((head, row, long.rstrip(), row, b""))
        found = outcomes(source, content, limits=Limits(row=5_000))
        assert [code(outcome) for outcome in found] == ["accepted", "Q-BIG-02", "accepted"]
        assert len(found[1].raw) <= 5_001

    def test_memory_does_not_grow_with_the_file(self) -> None:
        class Endless(io.RawIOBase):
            """Rows for as long as anyone asks, counting how far ahead of the reader they were asked for."""

            def __init__(self) -> None:
                self.given = 0

            def read(self, size: int = -1) -> bytes:
                row = call_bytes(CALL)
                self.given += 1
                return (row * (size // len(row) + 1))[: size // len(row) * len(row)]

        stream = Endless()
        rows = read("cad", stream, EXTRACTED)  # type: ignore[arg-type]
        for _ in range(500):
            assert code(next(rows)) == "accepted"
        assert stream.given <= 500 * len(call_bytes(CALL)) / 65_536 + 3
