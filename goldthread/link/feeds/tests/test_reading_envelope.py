"""The envelope: whose row, when it was known, and how it may be handled."""

from datetime import UTC, datetime

import pytest

from goldthread.link.feeds.format import Quarantined
from goldthread.link.feeds.tests.reading_samples import NOTICE, accepted, code, read_call, read_notice


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


class TestKnownAt:
    """Decision 2: when the source first held it, else when it last changed it, else when it was extracted."""

    def test_it_is_when_the_source_recorded_it(self) -> None:
        record = accepted(read_call())
        assert (record.known_at, record.known_from) == (utc(2016, 10, 24, 21, 31, 20), "source_recorded_at")

    def test_versions_are_ordered_by_when_the_source_changed_them(self) -> None:
        assert accepted(read_call()).source_updated_at == utc(2016, 10, 24, 21, 41)

    def test_else_when_the_source_updated_it(self) -> None:
        record = accepted(read_call(source_recorded_at=None))
        assert (record.known_at, record.known_from) == (utc(2016, 10, 24, 21, 41), "source_updated_at")

    def test_else_when_it_was_extracted(self) -> None:
        record = accepted(read_call(source_recorded_at="", source_updated_at=""))
        assert (record.known_at, record.known_from) == (utc(2016, 10, 24, 21, 45), "extracted_at")
        assert record.source_updated_at == utc(2016, 10, 24, 21, 45)

    def test_a_row_without_its_own_extraction_takes_that_of_the_file(self) -> None:
        record = accepted(read_call(source_recorded_at="", source_updated_at="", extracted_at=""))
        assert record.known_at == utc(2016, 10, 24, 23, 0)


class TestInstants:
    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("24/10/2016 22:31", "Q-TIME-01"),
            ("2016-10-24", "Q-TIME-01"),
            ("yesterday", "Q-TIME-01"),
            ("2016-02-30T10:00:00Z", "Q-TIME-02"),
            ("2016-10-24T25:00:00Z", "Q-TIME-02"),
            ("2016-10-24T22:31:00", "Q-TIME-03"),
            ("2016-03-27T01:30:00", "Q-TIME-04"),
            ("2015-10-25T01:30:00", "Q-TIME-05"),
            ("2016-10-24T23:01:00+01:00", "Q-TIME-06"),
            ("1899-12-31T00:00:00Z", "Q-TIME-07"),
            ("2100-01-01T00:00:00Z", "Q-TIME-07"),
            ("", "Q-TIME-09"),
        ],
    )
    def test_an_instant_that_cannot_be_is_set_aside_by_name(self, typed: str, expected: str) -> None:
        """British clocks went forward on 27 March 2016 at 01:00 and back on 25 October 2015 at 02:00."""
        assert code(read_call(opened_at=typed)) == expected

    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("2015-10-25T01:30:00+01:00", utc(2015, 10, 25, 0, 30)),
            ("2015-10-25T01:30:00+00:00", utc(2015, 10, 25, 1, 30)),
            ("2016-03-27T01:30:00Z", utc(2016, 3, 27, 1, 30)),
            ("2016-10-24 22:31:05.25+0100", utc(2016, 10, 24, 21, 31, 5, 250_000)),
            ("2016-10-24T22:31+05:30", utc(2016, 10, 24, 17, 1)),
        ],
    )
    def test_with_an_offset_every_instant_is_plain(self, typed: str, expected: datetime) -> None:
        assert accepted(read_call(opened_at=typed)).occurred_at == expected

    def test_a_sentence_says_what_was_wrong_and_what_to_do(self) -> None:
        outcome = read_call(opened_at="2015-10-25T01:30:00")
        assert isinstance(outcome, Quarantined)
        assert outcome.words == (
            'opened_at "2015-10-25T01:30:00" has no offset, and that time happened twice: the clocks went back.'
        )
        assert outcome.remedy == "Choose before (+01:00) or after (+00:00) the clocks changed, and replay the row."

    def test_clocks_may_differ_by_a_quarter_of_an_hour_and_no_more(self) -> None:
        assert code(read_call(source_updated_at="2016-10-24T23:00:00+01:00")) == "accepted"
        assert code(read_call(source_updated_at="2016-10-24T23:00:01+01:00")) == "Q-TIME-06"

    def test_an_extraction_later_than_the_file_is_set_aside(self) -> None:
        assert code(read_call(extracted_at="2016-10-25T00:16:00+01:00")) == "Q-TIME-06"

    def test_a_row_changed_before_it_existed_is_set_aside(self) -> None:
        assert code(read_call(source_updated_at="2016-10-24T22:00:00+01:00")) == "Q-TIME-08"

    def test_an_impossible_instant_among_the_facts_sets_the_row_aside(self) -> None:
        assert code(read_notice(found_at="2016-10-32T10:00:00Z")) == "Q-TIME-02"


class TestWhose:
    def test_a_row_without_its_id_is_set_aside(self) -> None:
        assert code(read_notice(source_record_id=" ")) == "Q-ID-01"

    @pytest.mark.parametrize(
        "record_id", ["PAC1234567", "16PAC123", "16XYZ00012345", "x16PAC00012345", "16PAC0001234५"]
    )
    def test_an_id_of_another_form_is_set_aside(self, record_id: str) -> None:
        assert code(read_notice(source_record_id=record_id)) == "Q-ID-02"

    def test_a_call_is_known_by_number_and_date(self) -> None:
        assert code(read_call(source_record_id="4417")) == "Q-ID-02"

    def test_a_row_of_another_feed_or_version_is_set_aside(self) -> None:
        assert code(read_notice(feed_id="cad")) == "Q-FEED-01"
        assert code(read_notice(feed_version="2")) == "Q-FEED-02"

    def test_an_unknown_op_is_set_aside(self) -> None:
        assert code(read_notice(op="UPSERT")) == "Q-OP-01"

    def test_a_quarantined_row_keeps_its_id_where_it_has_one(self) -> None:
        outcome = read_notice(op="replace")
        assert isinstance(outcome, Quarantined)
        assert outcome.source_record_id == "16PAC00012345"

    def test_a_delete_needs_only_its_id(self) -> None:
        bare = dict.fromkeys(NOTICE, "") | {
            "feed_id": "merlin",
            "feed_version": "1",
            "source_record_id": "16PAC00012345",
            "op": "delete",
        }
        record = accepted(read_notice(**bare))
        assert (record.op, record.mentions, record.occurred_at) == ("delete", (), None)
        assert code(read_notice(**bare | {"source_record_id": ""})) == "Q-ID-01"


class TestHandling:
    @pytest.mark.parametrize("marking", ["SECRET", "TOP SECRET", "Secret - UK eyes", "CONFIDENTIAL"])
    def test_what_is_marked_above_official_is_not_kept_even_in_quarantine(self, marking: str) -> None:
        outcome = read_notice(handling=marking, subject_birth_date="31/02/2011", op="?")
        assert isinstance(outcome, Quarantined)
        assert (outcome.code, outcome.raw) == ("Q-MARK-02", "")
        assert outcome.source_record_id == "16PAC00012345"

    def test_an_unknown_marking_is_set_aside(self) -> None:
        assert code(read_notice(handling="")) == "Q-MARK-01"

    def test_who_the_data_is_about_must_be_said(self) -> None:
        assert code(read_notice(subject_category="")) == "Q-CAT-01"
        assert code(read_notice(subject_category="bystander")) == "Q-CAT-01"

    def test_one_person_may_be_in_several_categories(self) -> None:
        assert accepted(read_notice(subject_category="victim|suspect")).subject_categories == (
            "victim",
            "suspect",
        )
        assert accepted(read_call()).subject_categories == ("victim", "witness_or_other")

    def test_retention_groups_are_the_four(self) -> None:
        assert accepted(read_notice(retention_group="1")).retention_group == "1"
        assert code(read_notice(retention_group="5")) == "Q-RET-01"

    def test_an_unknown_restriction_is_set_aside_and_never_read_as_none(self) -> None:
        assert code(read_notice(restriction="signaled")) == "Q-RES-01"

    def test_a_signalled_record_says_whom_to_ask(self) -> None:
        assert code(read_notice(restriction="signalled")) == "Q-RES-02"
        record = accepted(read_notice(restriction="signalled", ask="Jigsaw desk, 24 h"))
        assert (record.restriction, record.ask) == ("signalled", "Jigsaw desk, 24 h")

    @pytest.mark.parametrize("restriction", ["signalled", "hidden"])
    def test_the_title_of_a_restricted_record_says_nothing_of_what_it_is(self, restriction: str) -> None:
        record = accepted(read_call(restriction=restriction, ask="Covert desk", opening_code="domestic incident"))
        assert record.title == "Call to the control room"
