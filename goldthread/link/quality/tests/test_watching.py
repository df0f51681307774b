"""Volumes judged against the weeks before: told once a source and day, short until it is healed; agreements told of."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert
from goldthread.core.records.models import Source
from goldthread.core.records.queries import freshness
from goldthread.link.quality.models import HourCount, Volume
from goldthread.link.quality.watching import watch
from goldthread.synthetic.loading import add_sources

# A Wednesday in winter, so that London's clock is UTC's; CAD may be silent for six hours.
NOW = datetime(2026, 11, 25, 20, 10, tzinfo=UTC)
TODAY = NOW.date()


def sent(day: date, rows: int, hour: int = 9) -> None:
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    with database.as_service():
        HourCount.objects.update_or_create(source_id="cad", hour=at, defaults={"rows": rows})


@contextmanager
def weeks_of(rows: int) -> Iterator[None]:
    """Nine weeks in which CAD sent so many rows each day at nine, and was loaded from a moment ago."""
    with clocks.held_at(NOW):
        add_sources()
        for back in range(1, 64):
            sent(TODAY - timedelta(days=back), rows)
        with database.as_service():
            Source.objects.filter(code="cad").update(last_good_load_at=NOW - timedelta(minutes=5))
        yield


def cad_state() -> str:
    return next(one.state for one in freshness() if one.code == "cad")


def volume_alerts() -> list[tuple[str, str]]:
    return list(Alert.objects.filter(kind="feed_volume").order_by("to_role").values_list("to_role", "words"))


def test_as_much_as_usual_raises_nothing(db):
    with weeks_of(100):
        sent(TODAY, 90)
        watch()
        assert cad_state() == "fresh"
    assert volume_alerts() == []
    assert Volume.objects.get(source="cad", day=TODAY).state == "normal"


def test_a_tenth_of_the_usual_makes_the_source_short_and_tells_those_who_keep_feeds_once(db):
    with weeks_of(100):
        sent(TODAY, 10)
        watch()
        watch()
        assert cad_state() == "short"
    told = volume_alerts()
    assert [role for role, _ in told] == ["administrator", "analyst"]
    assert told[0][1] == (
        "CAD sent 10 records for 25 November up to 14:00; usually 100: far fewer than usual. Ask: Control room."
    )


def test_nothing_at_all_is_very_low(db):
    with weeks_of(100):
        watch()
        assert cad_state() == "short"
    assert "CAD sent nothing for 25 November" in volume_alerts()[0][1]


def test_too_much_is_told_and_hides_nothing(db):
    with weeks_of(100):
        sent(TODAY, 301)
        watch()
        assert cad_state() == "fresh"
    assert "more than usual" in volume_alerts()[0][1]


def test_what_comes_late_heals_the_source(db):
    with weeks_of(100):
        watch()
        assert cad_state() == "short"
        sent(TODAY, 95)
        watch()
        assert cad_state() == "fresh"


def test_a_thin_day_stays_short_through_the_night_until_the_next_day_can_be_judged(db):
    with weeks_of(100):
        sent(TODAY, 5)
        watch()
    with clocks.held_at(NOW + timedelta(hours=12)):
        # 02:00 of the next day is as far as may be judged, and nothing usually comes by then.
        watch()
        assert Volume.objects.get(source="cad", day=TODAY + timedelta(days=1)).state == "too_few"
        assert Source.objects.get(pk="cad").short_since is not None
    with clocks.held_at(NOW + timedelta(hours=24)):
        sent(TODAY + timedelta(days=1), 100)
        watch()
        assert Source.objects.get(pk="cad").short_since is None
    assert len(volume_alerts()) == 2  # one day, two roles


def test_rows_are_not_missed_before_they_are_due(db):
    """At ten past eight in the evening what was taken out after 14:00 may still be on its way."""
    with weeks_of(100):
        for back in range(1, 64):
            sent(TODAY - timedelta(days=back), 500, hour=15)
        sent(TODAY, 100)
        watch()
    one = Volume.objects.get(source="cad", day=TODAY)
    assert (one.rows, one.usual, one.state) == (100, 100, "normal")


def test_a_source_with_a_short_past_is_not_judged(db):
    with clocks.held_at(NOW):
        add_sources()
        for back in range(1, 15):
            sent(TODAY - timedelta(days=back), 100)
        watch()
    assert volume_alerts() == []
    assert Volume.objects.get(source="cad", day=TODAY).state == "no_history"


@pytest.mark.parametrize(("days", "is_told"), [(31, False), (30, True), (0, True), (-1, True)])
def test_an_agreement_that_ends_within_thirty_days_is_told_once_to_keepers_and_data_protection(db, days, is_told):
    add_sources()
    ends = clocks.today() + timedelta(days=days)
    with database.as_service():
        Source.objects.filter(pk="merlin").update(agreement_ends_on=ends)
    watch()
    watch()
    told = Alert.objects.filter(kind="feed_agreement")
    assert sorted(told.values_list("to_role", flat=True)) == (["administrator", "analyst", "dpo"] if is_told else [])
    assert all(f"{ends:%-d %B %Y}" in one.words for one in told)


def test_a_renewed_agreement_is_told_of_anew_when_it_ends(db):
    add_sources()
    for days in (10, 20):
        with database.as_service():
            Source.objects.filter(pk="merlin").update(agreement_ends_on=clocks.today() + timedelta(days=days))
        watch()
    assert Alert.objects.filter(kind="feed_agreement", to_role="dpo").count() == 2


def test_an_agreement_is_told_of_a_month_before_a_week_before_and_when_it_ended_each_once(db):
    with clocks.held_at(NOW):
        add_sources({"merlin": 30})
    told = []
    for days in (0, 1, 22, 23, 24, 30, 31, 40):
        with clocks.held_at(NOW + timedelta(days=days)):
            watch()
        told.append(Alert.objects.filter(kind="feed_agreement", to_role="dpo").count())
    assert told == [1, 1, 1, 2, 2, 2, 3, 3]
    words = (
        Alert.objects.filter(kind="feed_agreement", to_role="dpo").order_by("raised_at").values_list("words", flat=True)
    )
    agreement = "The agreement for Merlin (Invented agreement merlin-1)"
    assert list(words) == [
        f"{agreement} ends on 25 December 2026. After that nothing may be taken in. Data protection renews it.",
        f"{agreement} ends on 25 December 2026. After that nothing may be taken in. Data protection renews it.",
        f"{agreement} ended on 25 December 2026. Nothing is taken in until data protection renews it.",
    ]


def test_an_agreement_with_the_longest_reference_is_told_of_at_every_stage(db):
    with clocks.held_at(NOW):
        add_sources({"merlin": 30})
        with database.as_service():
            Source.objects.filter(pk="merlin").update(agreement="A" * 60)
    for days in (0, 23, 31):
        with clocks.held_at(NOW + timedelta(days=days)):
            watch()
    assert Alert.objects.filter(kind="feed_agreement", to_role="dpo").count() == 3
