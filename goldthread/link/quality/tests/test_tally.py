"""What is counted of a batch: every row once, what could have been said and what was, how late it came."""

from datetime import UTC, date, datetime, timedelta

import pytest

from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.format import Noted
from goldthread.link.feeds.tests.reading_samples import accepted, read_row
from goldthread.link.quality.expected import expected, facts
from goldthread.link.quality.tally import BAND_NAMES, band, tally
from goldthread.link.quality.tests.rows import NOON, aside, mention, record, value


def test_every_row_is_counted_once_by_its_borough():
    made = tally("cad", [record(1), record(2, borough="Eastmere"), aside(3)], NOON)
    assert made.rows["Merrowfield", "rows"] == 1
    assert made.rows["Eastmere", "rows"] == 1
    assert (made.rows["", "rows"], made.rows["", "quarantined"], made.codes) == (1, 1, {"Q-DOB-03": 1})


def test_a_row_read_and_then_refused_counts_as_set_aside_and_not_as_read():
    made = tally("cad", [record(1), aside(1, "Q-GONE-01")], NOON)
    assert sum(count for (_, what), count in made.rows.items() if what == "rows") == 1
    assert made.codes == {"Q-GONE-01": 1}
    assert not made.hours


def test_a_row_sent_again_counts_as_a_row_and_says_nothing_new():
    made = tally("cad", [record(1, mentions=(mention(value("surname", "Kentwell")),))], NOON, unchanged={1})
    assert (made.rows["Merrowfield", "rows"], made.rows["Merrowfield", "unchanged"]) == (1, 1)
    assert not made.present
    assert not made.waits
    assert not made.hours


def test_what_is_expected_and_not_there_is_blank():
    named = mention(value("surname", "Kentwell"))
    made = tally("cad", [record(1, mentions=(named,)), record(2, mentions=(mention(),))], NOON)
    assert made.fields()["Merrowfield", "linked_persons[].surname"] == (2, 1, 0)
    assert made.fields()["Merrowfield", "linked_persons[].birth_date"] == (2, 0, 0)


def test_a_person_nobody_named_leaves_no_blank_but_their_absence_is_counted():
    made = tally("cad", [record(1)], NOON)
    assert ("Merrowfield", "caller.surname") not in made.fields()
    assert made.fields()["Merrowfield", "caller"] == (1, 0, 0)


def test_a_text_that_fails_its_check_is_present_and_wrong():
    bad = mention(value("nhs_no", "9434765910", None))
    made = tally("cad", [record(1, mentions=(bad,))], NOON)
    assert made.fields()["Merrowfield", "linked_persons[].nhs_no"] == (1, 1, 1)


def test_people_of_one_list_fill_one_column_each_wherever_they_stand():
    two = (
        mention(value("surname", "Kentwell")),
        mention(value("surname", "Marsh", source_field="linked_persons[2].surname"), key="linked:2"),
    )
    made = tally("cad", [record(1, mentions=two)], NOON)
    assert made.fields()["Merrowfield", "linked_persons[].surname"] == (2, 2, 0)
    assert made.rows["Merrowfield", "mentions"] == 2


def test_a_list_in_one_column_fills_it_once_and_is_wrong_if_any_of_it_is():
    column = "linked_persons[1].warnings"
    warned = mention(value("warning", "violent", source_field=column), value("warning", "purple", None, column))
    made = tally("cad", [record(1, mentions=(warned,))], NOON)
    assert made.fields()["Merrowfield", "linked_persons[].warnings"] == (1, 1, 1)


def test_facts_texts_and_the_borough_fill_the_columns_the_sender_calls_them_by():
    made = tally("cad", [record(1, narrative="A child cries.", facts=(("postcode", "XX1 2AB"),))], NOON)
    filled = {column for (_, column), count in made.present.items() if count}
    assert filled == {"text", "location.postcode", "location.borough", "source_recorded_at"}


def test_each_text_of_several_is_told_by_the_words_it_begins_with():
    said = record(1, source="merlin", narrative="What the child said: He shouts.")
    made = tally("merlin", [said], NOON)
    assert made.fields()["Merrowfield", "child_words"] == (1, 1, 0)
    assert made.fields()["Merrowfield", "seen_words"] == (1, 0, 0)


def test_a_deletion_says_nothing_so_nothing_of_it_is_blank():
    made = tally("cad", [record(1, op="delete")], NOON)
    assert made.rows["Merrowfield", "deletions"] == 1
    assert made.fields() == {}
    assert sum(made.hours.values()) == 1


@pytest.mark.parametrize(
    ("minutes", "name"),
    [
        (-16, "before"),
        (-15, "15min"),
        (14.9, "15min"),
        (15, "1h"),
        (60, "4h"),
        (240, "24h"),
        (1440, "72h"),
        (4320, "7d"),
        (10080, "longer"),
    ],
)
def test_a_wait_falls_in_the_band_below_whose_limit_it_stays(minutes: float, name: str):
    assert band(NOON, NOON + timedelta(minutes=minutes)) == name
    assert name in BAND_NAMES


def test_both_waits_are_counted_and_neither_where_nobody_knows_when_it_happened():
    told = record(1, occurred_at=NOON - timedelta(hours=2))
    undated = record(2, occurred_at=None)
    made = tally("cad", [told, undated], NOON + timedelta(days=2))
    assert made.waits == {("Merrowfield", "source", "4h"): 1, ("Merrowfield", "us", "72h"): 2}


def test_the_day_is_the_london_day_of_receipt():
    late_in_summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert tally("cad", [], late_in_summer).received_on == date(2026, 7, 2)


def test_volume_counts_by_the_hour_a_row_was_taken_out_whenever_it_came():
    rows = [record(1, extracted_at=NOON), record(2, extracted_at=NOON + timedelta(minutes=59)), aside(3)]
    assert tally("cad", rows, NOON + timedelta(days=30)).hours == {NOON: 2}


def test_a_number_among_the_facts_that_fails_its_check_is_wrong_and_noted_once_a_row():
    faults = tuple(Noted("N-ID-01", name, "No such number.", "Ask.") for name in ("location.uprn", "location.uprn"))
    said = record(1, facts=(("uprn", "1234567890123"),), noted=faults)
    made = tally("cad", [said], NOON)
    assert made.fields()["Merrowfield", "location.uprn"] == (1, 1, 1)
    assert made.codes == {"N-ID-01": 1}


def test_a_feed_that_tells_only_the_day_says_nothing_of_hours():
    made = tally("social_care", [record(1, source="social_care")], NOON)
    assert {until for _, until, _ in made.waits} == {"us"}


@pytest.mark.parametrize("source", sorted(ADAPTERS))
def test_what_a_good_row_fills_is_expected_of_its_feed(source: str):
    read = accepted(read_row(source))
    made = tally(source, [read], NOON)
    # The facts of a numbered list are of no column that every record has; whoever a record is always of is no news.
    left_out = {name for name, _ in read.facts if name not in facts(source)}
    left_out |= {person.key for person in ADAPTERS[source].people if person.always}
    filled = {column for _, column in made.present} - left_out
    assert filled <= set(expected(source))
    assert len(filled) >= 4


@pytest.mark.parametrize("source", sorted(ADAPTERS))
def test_every_expected_column_is_one_the_feed_is_documented_to_have(source: str):
    adapter = ADAPTERS[source]
    documented = set(adapter.columns()) | {person.key for person in adapter.people}
    for person in adapter.people:
        if person.many:
            documented |= {f"{person.at}[].{column.name}" for column in person.columns}
    assert set(expected(source)) <= documented
