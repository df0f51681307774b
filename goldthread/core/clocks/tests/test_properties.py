"""What holds for every clock and every start: nothing is due before it began, later starts are never due sooner."""

from datetime import UTC, date, datetime, timedelta

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.core.clocks import LONDON, answering
from goldthread.core.clocks.calendars import end_of, months_counting, working_days
from goldthread.core.clocks.instants import Moment
from goldthread.core.clocks.ladder import steps_of
from goldthread.core.clocks.reckoning import Desk, Reckoned, reckon
from goldthread.core.clocks.runs import Happening, as_row, runs_of
from goldthread.core.standards.book import open_book
from goldthread.core.standards.due import KINDS

BOOK = open_book("met")
# Rules that need no event but their start: what is due follows from the start alone.
ALONE = sorted(one.id for one in BOOK.rules.values() if not one.values[0].value.needs_event)
INSTANTS = st.integers(0, 75 * 365 * 24 * 60).map(
    lambda minutes: datetime(2023, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes)
)
BANK = BankHolidays(use_cached_holidays=True)


def due_of(rule_id: str, at: datetime) -> Reckoned:
    rule = BOOK.rule(rule_id)
    start = Moment.of(at)
    if rule.start.endswith("_on"):
        start = Moment(start.on)
    return reckon(BOOK, BOOK.in_force(rule_id, start.on), start, {}, start.on)


@given(st.sampled_from(ALONE), INSTANTS)
def test_nothing_is_due_before_it_began(rule_id: str, at: datetime) -> None:
    due_at = due_of(rule_id, at).due_at
    assert due_at is None or due_at >= at


@given(st.sampled_from(ALONE), INSTANTS, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_what_starts_later_is_never_due_sooner(rule_id: str, at: datetime, more: timedelta) -> None:
    first, second = due_of(rule_id, at).due_at, due_of(rule_id, at + more).due_at
    assert first is None or second is None or first <= second


@given(INSTANTS)
def test_72_hours_are_72_hours_whatever_the_clocks_do(at: datetime) -> None:
    due_at = due_of("PP-C01", at).due_at
    assert due_at is not None
    assert due_at - at == timedelta(hours=72)


@given(st.sampled_from(ALONE), INSTANTS)
def test_a_day_clock_is_due_as_a_london_day_ends(rule_id: str, at: datetime) -> None:
    found = due_of(rule_id, at)
    if found.due_on and found.due_at:
        local = found.due_at.astimezone(LONDON)
        assert (local.hour, local.minute, local.second) == (0, 0, 0)
        assert local.date() == found.due_on + timedelta(days=1)


@settings(max_examples=60)
@given(st.dates(date(2012, 1, 1), date(2028, 6, 30)), st.integers(1, 45))
def test_working_days_agree_with_the_published_list_walked_day_by_day(day: date, n: int) -> None:
    walked, left = day, n
    while left:
        walked += timedelta(days=1)
        left -= BANK.is_work_day(walked, division=BankHolidays.ENGLAND_AND_WALES)
    assert working_days(date(2028, 12, 31)).after(day, n) == walked


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_counting_the_start_day_never_gives_more_time(day: date, n: int) -> None:
    days = working_days(date(2028, 12, 31))
    assert days.counting(day, n) <= days.after(day, n)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2027, 3, 28), 3, date(2027, 6, 27)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 1, 1), 3, date(2027, 3, 31)),
    ],
)
def test_months_beginning_with_a_day_end_the_day_before_its_number(start: date, months: int, last: date) -> None:
    assert months_counting(start, months) == last


@given(st.sampled_from(ALONE), INSTANTS)
def test_steps_come_in_order_and_never_before_the_start(rule_id: str, at: datetime) -> None:
    rule, start = BOOK.rule(rule_id), Moment.of(at)
    if rule.start.endswith("_on"):
        return
    found = due_of(rule_id, at)
    desk = Desk.of(BOOK, BOOK.in_force(rule_id, start.on), start.on)
    steps = [one.at for one in steps_of(rule, start, found, desk.days)]
    assert steps == sorted(steps)
    assert all(one >= at for one in steps)
    assert found.due_at is None or found.due_at in steps


@given(st.data())
def test_in_whatever_order_events_are_told_the_clocks_come_out_alike(data: st.DataObject) -> None:
    """Replay equals live: events recorded one by one, and all at once in another order."""
    hours = data.draw(st.lists(st.integers(0, 200), min_size=1, max_size=8, unique=True))
    keys = st.sampled_from(["returned_at", "rhi_completed_at", "rhi_declined_at"])
    base = datetime(2026, 10, 20, tzinfo=UTC)
    told = [
        Happening(data.draw(keys), Moment.of(base + timedelta(hours=hour)), base + timedelta(days=30), ref)
        for ref, hour in enumerate(hours)
    ]
    other = data.draw(st.permutations(told))
    rows = [[dict(as_row(run)) for run in runs_of(BOOK, "MIS-C15", order)] for order in (told, other)]
    assert rows[0] == rows[1]


def test_every_kind_of_limit_is_in_the_register() -> None:
    assert {one.values[0].value.kind for one in BOOK.rules.values()} == set(KINDS)


def test_a_holiday_beyond_the_published_list_is_reckoned_and_marked() -> None:
    # Good Friday 2035 is 23 March and Easter Monday 26 March (Easter Day 25 March 2035, by the published tables).
    found = answering.due(BOOK, "csc.referral_decision", "2035-03-22")
    assert (found["due_on"], found["verified"]) == ("2035-03-27", False)


def test_a_pause_adds_the_whole_days_it_lasted() -> None:
    released = datetime(2027, 3, 25, 10, tzinfo=UTC)
    told = [
        Happening("event_at", Moment.of(released), released, 1),
        Happening("in_custody_from", Moment.of(released + timedelta(hours=20)), released, 2),
        Happening("in_custody_until", Moment.of(released + timedelta(hours=70)), released, 3),
    ]
    (run,) = runs_of(BOOK, "rso.initial", told)
    # In custody from Friday 06:00 to Sunday 09:00: Saturday is wholly so. Thursday, Friday, Sunday count.
    assert run.reckoned.due_on == date(2027, 3, 28)
    assert run.reckoned.due_at == end_of(date(2027, 3, 28))


MARKS_OF_A_SUPERINTENDENT = ("MIS-C09.high", "MIS-C09.72h", "MIS-C09.7d", "MIS-C09.14d", "MIS-C09.28d")
# Each mark is met by the first review from the mark before it on (48 hours, 72, then the ends of days 7 and 14).
FROM_HOURS = {"MIS-C09.high": 0, "MIS-C09.72h": 48, "MIS-C09.7d": 72, "MIS-C09.14d": 8 * 24, "MIS-C09.28d": 15 * 24}


@given(st.lists(st.integers(1, 40 * 24), max_size=8))
def test_a_review_counts_for_no_mark_whose_turn_has_not_come(hours: list[int]) -> None:
    reported = datetime(2026, 11, 2, 0, 0, tzinfo=UTC)  # midnight in London: days end where hours do
    told = [Happening("reported_at", Moment.of(reported), reported, 1)]
    for ref, after in enumerate(hours, start=2):
        at = reported + timedelta(hours=after)
        told.append(Happening("superintendent_reviewed_at", Moment.of(at), at, ref))
    for rule_id in MARKS_OF_A_SUPERINTENDENT:
        (run,) = runs_of(BOOK, rule_id, told)
        first = min((after for after in hours if after >= FROM_HOURS[rule_id]), default=None)
        assert (run.ended and run.ended.at) == (first and reported + timedelta(hours=first))


def test_a_clock_counts_after_one_that_is_there_and_begins_with_it() -> None:
    named = [(rule, BOOK.rule(rule.counts_after)) for rule in BOOK.rules.values() if rule.counts_after]
    assert named
    assert all(rule.start == before.start and rule.stops == before.stops for rule, before in named)
