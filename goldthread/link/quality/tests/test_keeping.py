"""Counters add up, whoever loads and however often; what was typed as a borough never stands in them."""

from datetime import timedelta

from goldthread.core import db as database
from goldthread.core.organisation.models import Borough
from goldthread.link.quality.actions import keep_tally, put_right
from goldthread.link.quality.models import CodeCount, DayCount, FieldCount, HourCount, WaitCount
from goldthread.link.quality.tally import Tally, tally
from goldthread.link.quality.tests.rows import NOON, aside, mention, record, value
from goldthread.synthetic.loading import add_sources


def keep(*made: Tally) -> None:
    add_sources()
    with database.as_service():
        Borough.objects.get_or_create(code="merrowfield", defaults={"name": "Merrowfield"})
        for one in made:
            keep_tally(one)


def batch(*rows: object) -> Tally:
    return tally("cad", rows, NOON)  # type: ignore[arg-type]


def test_two_batches_of_a_day_add_up(db):
    named = mention(value("surname", "Kentwell"))
    keep(batch(record(1, mentions=(named,)), aside(2)), batch(record(3, mentions=(mention(),)), aside(4), aside(5)))
    days = {one.borough: one for one in DayCount.objects.all()}
    assert (days["Merrowfield"].rows, days["Merrowfield"].mentions) == (2, 2)
    assert (days[""].rows, days[""].quarantined) == (3, 3)
    surname = FieldCount.objects.get(column="linked_persons[].surname")
    assert (surname.expected, surname.present, surname.wrong) == (2, 1, 0)
    assert CodeCount.objects.get().rows == 3
    assert HourCount.objects.get().rows == 2
    assert set(WaitCount.objects.values_list("until", "band", "records")) == {
        ("source", "15min", 2),
        ("us", "15min", 2),
    }


def test_the_days_of_two_receipts_stand_apart(db):
    keep(batch(record(1)), tally("cad", [record(2)], NOON + timedelta(days=1)))
    assert sorted(DayCount.objects.values_list("rows", flat=True)) == [1, 1]


def test_a_borough_is_ours_or_elsewhere_or_not_given_and_never_what_was_typed(db):
    typed = ["merrowfield ", "Jess Kentwell", "Atlantis", ""]
    keep(batch(*(record(place, borough=name) for place, name in enumerate(typed, start=1))))
    counted = dict(DayCount.objects.values_list("borough", "rows"))
    assert counted == {"Merrowfield": 1, "elsewhere": 2, "": 1}


def test_a_row_put_right_here_stays_counted_as_it_was_sent(db):
    keep(batch(aside(1), aside(2)))
    with database.as_service():
        put_right("cad", NOON.date(), {"Q-DOB-03": 1})
    one = CodeCount.objects.get()
    assert (one.rows, one.put_right, DayCount.objects.get().quarantined) == (2, 1, 2)


def test_nothing_read_keeps_nothing(db):
    keep(batch())
    assert not DayCount.objects.exists()
