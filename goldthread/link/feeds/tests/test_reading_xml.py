"""XML: one torn record harms no other, and nothing outside the file is ever read."""

import pytest

from goldthread.link.feeds.format import UnreadableFile
from goldthread.link.feeds.rows import Limits
from goldthread.link.feeds.tests.reading_samples import (
    CHILD,
    accepted,
    code,
    element,
    outcomes,
    reading,
    set_aside,
    xml_bytes,
)

GOOD = element("Child", CHILD)


def codes(*pieces: str) -> list[str]:
    return [code(outcome) for outcome in outcomes("social_care", xml_bytes(*pieces))]


def with_words(words: str) -> str:
    return GOOD.replace("<Surname>Kent</Surname><Forename>Jess", f"<Surname>{words}</Surname><Forename>Jess", 1)


class TestRecords:
    @pytest.mark.parametrize(
        ("piece", "expected"),
        [
            ("<Child><Surname></Child>", "Q-XML-01"),
            ("<Child><Surname>Kent</Child>", "Q-XML-01"),
            ("<Child>", "Q-XML-01"),
            ("</Child>", "Q-XML-01"),
            (with_words("&nbsp;"), "Q-XML-01"),
            (with_words("a < b"), "Q-XML-01"),
            (with_words("\x01"), "Q-XML-01"),
            (with_words("<?php x ?>"), "Q-XML-02"),
            (with_words("<b>Kent</b> or Moss"), "Q-XML-02"),
            (GOOD.replace("<Sex>F</Sex>", "<Sex>F</Sex><Sex>M</Sex>"), "Q-XML-03"),
            (GOOD.replace("<Sex>F</Sex>", "<Sex><is>F</is></Sex>"), "Q-JSON-05"),
            (GOOD.replace("<S47>", "<S47>soon</S47><S47>"), "Q-JSON-05"),
            ("<Child/>", "Q-ID-01"),
            ("and then there is", "Q-XML-02"),
            ("<Kind/>", "Q-XML-02"),
            ('<!DOCTYPE Children SYSTEM "x.dtd">', "Q-XML-02"),
            ("<!-- a comment that does not end", "Q-XML-02"),
        ],
    )
    def test_what_is_no_record_is_set_aside_and_the_next_one_read(self, piece: str, expected: str) -> None:
        assert codes(GOOD, piece, GOOD) == ["accepted", expected, "accepted"]

    def test_a_comment_between_records_is_no_record(self) -> None:
        assert codes(GOOD, f"<!-- {GOOD} -->", GOOD) == ["accepted", "accepted"]

    def test_words_are_read_whatever_they_hold(self) -> None:
        for words, surname in (("O&apos;Dowd", "O'Dowd"), ("&#75;ent", "Kent"), ("<![CDATA[Kent]]>", "Kent")):
            (outcome,) = outcomes("social_care", xml_bytes(with_words(words)))
            assert accepted(outcome).mentions[0].values[2].text == surname

    def test_each_record_is_kept_word_for_word(self) -> None:
        (first, second) = outcomes("social_care", xml_bytes(GOOD, GOOD.replace("Jess", "Jess\n ")))
        assert accepted(first).raw == GOOD
        assert accepted(second).raw == GOOD.replace("Jess", "Jess\n ")

    def test_records_are_counted_from_one(self) -> None:
        assert [outcome.row for outcome in outcomes("social_care", xml_bytes(GOOD, "<Child>", GOOD))] == [1, 2, 3]

    def test_a_record_alone_can_be_replayed(self) -> None:
        assert [code(outcome) for outcome in outcomes("social_care", GOOD.encode())] == ["accepted"]

    def test_an_unknown_element_or_attribute_is_reported(self) -> None:
        piece = GOOD.replace("<Child>", '<Child id="4">').replace("<S47>", "<Pet>dog</Pet><S47><Odd>1</Odd>")
        rows = reading("social_care", xml_bytes(piece))
        assert [code(outcome) for outcome in rows] == ["accepted"]
        assert rows.warnings == ("unknown key @id (1)", "unknown key Pet (1)", "unknown key S47[].Odd (1)")

    def test_a_tag_that_only_begins_like_the_records_is_not_one(self) -> None:
        assert codes(GOOD.replace("<Sex>", "<Children_seen>1</Children_seen><Childhood>x</Childhood><Sex>")) == [
            "accepted"
        ]

    def test_bytes_that_cannot_be_read_set_one_record_aside(self) -> None:
        content = xml_bytes(GOOD, GOOD.replace("Jess", "Jessé"), GOOD).replace("é".encode(), b"\xe9")
        assert [code(outcome) for outcome in outcomes("social_care", content)] == ["accepted", "Q-ENC-01", "accepted"]


class TestFiles:
    def test_the_encoding_an_xml_file_declares_is_its_own(self) -> None:
        content = xml_bytes(GOOD.replace("Jess", "Zoé")).replace(b'"UTF-8"', b'"windows-1252"')
        rows = reading("social_care", content.replace("é".encode(), b"\xe9"))
        assert accepted(next(rows)).mentions[0].values[3].text == "Zoé"
        assert rows.encoding == "cp1252"

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
    def test_a_mark_at_the_start_decides(self, encoding: str) -> None:
        text = xml_bytes(GOOD).decode()
        assert [code(outcome) for outcome in outcomes("social_care", text.encode(encoding))] == ["accepted"]

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (b"  \n", "F-EMPTY-01"),
            (b"source_record_id,op\n", "F-KIND-02"),
            (b'{"op": "upsert"}\n', "F-KIND-02"),
            (b"PAR1xxxx", "F-KIND-01"),
            (b"<Message><Header/></Message>", "F-KIND-03"),
            (b"<Childhood/>", "F-KIND-03"),
            (b'<!DOCTYPE Children [<!ENTITY a "b">]><Children></Children>', "F-XML-01"),
            (b'<?xml version="1.0"?>\n<!DOCTYPE Children SYSTEM "file:///etc/hosts">\n<Children/>', "F-XML-01"),
            (b'<?xml version="1.0" encoding="EBCDIC"?><Children/>', "F-ENC-01"),
        ],
    )
    def test_a_file_that_is_not_of_this_form_is_refused_whole(self, content: bytes, expected: str) -> None:
        with pytest.raises(UnreadableFile) as refused:
            reading("social_care", content)
        assert refused.value.code == expected

    def test_a_file_of_no_records_is_read_and_has_none(self) -> None:
        assert outcomes("social_care", xml_bytes()) == []
        assert outcomes("social_care", b"<Children/>") == []

    def test_a_file_cut_between_two_records_is_told_of(self) -> None:
        whole = xml_bytes(GOOD, GOOD)
        cut = whole[: whole.index(b"</Child>") + 8]
        assert [code(outcome) for outcome in outcomes("social_care", cut)] == ["accepted", "Q-CUT-01"]

    def test_a_file_cut_inside_a_record_is_told_of_once(self) -> None:
        cut = xml_bytes(GOOD, GOOD)[:-40]
        first, second = outcomes("social_care", cut)
        assert (code(first), code(second)) == ("accepted", "Q-CUT-01")
        assert set_aside(second).raw.startswith("<Child><feed_version>")


class TestLimits:
    def test_a_record_nested_too_deeply_is_set_aside(self) -> None:
        assert codes(with_words("<a>" * 20_000 + "</a>" * 20_000), GOOD) == ["Q-JSON-03", "accepted"]

    def test_a_record_too_long_keeps_only_its_start(self) -> None:
        limits = Limits(row=5_000)
        rows = outcomes("social_care", xml_bytes(with_words("K" * 200_000), GOOD), limits=limits)
        assert [code(outcome) for outcome in rows] == ["Q-BIG-02", "accepted"]
        assert len(set_aside(rows[0]).raw) <= 5_001

    def test_what_stands_outside_records_is_bounded_too(self) -> None:
        limits = Limits(row=5_000)
        for between in ("x" * 200_000, "<!-- " + "x" * 200_000):
            rows = outcomes("social_care", xml_bytes(GOOD, between, GOOD), limits=limits)
            assert [code(outcome) for outcome in rows] == ["accepted", "Q-BIG-02", "accepted"]

    def test_a_text_too_long_and_too_many_people_are_set_aside(self) -> None:
        assert codes(with_words("K" * 100_001)) == ["Q-BIG-01"]
        assert codes(GOOD.replace("<Family>", "<Family><Surname>Kent</Surname></Family>" * 200 + "<Family>")) == [
            "Q-BIG-03"
        ]

    def test_entities_of_entities_are_never_unfolded(self) -> None:
        """Each would be ten of the one before; without declarations there is nothing to unfold."""
        assert codes(with_words("&lol9;"), GOOD) == ["Q-XML-01", "accepted"]
