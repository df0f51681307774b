"""An agreement is entered and renewed by data protection, never into the past, and every change says who and what."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.models import LogEntry
from goldthread.core.records.models import Source
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.link.feeds.agreed import end_words, standing, standings
from goldthread.link.feeds.agreements import Agreed, Kept, agree, keep_source
from goldthread.link.feeds.models import SourceChange
from goldthread.synthetic.loading import add_sources
from goldthread.testing import factories as make

TODAY = clocks.today()
NEW = Agreed("DSA-9", TODAY + timedelta(days=700), "Signed by both heads of data protection.")


@pytest.fixture
def sources(db: None) -> None:
    """The eight sources; the agreement of Merlin ended yesterday."""
    add_sources({"merlin": -1})


def held(code: str = "merlin") -> Source:
    return Source.objects.get(pk=code)


def changes(code: str = "merlin") -> list[SourceChange]:
    return list(SourceChange.objects.filter(source=code).order_by("pk"))


def notice() -> Any:
    return make.csv_bytes(list(make.merlin_row()), [make.merlin_row()])


def refused(field: str, **changed: Any) -> str:
    """What is said to data protection that renews Merlin's agreement wrongly; nothing is changed."""
    before = held()
    asked = {"agreement": NEW.agreement, "ends_on": NEW.ends_on, "reason": NEW.reason, **changed}
    with pytest.raises(NotValid) as found:
        agree(make.reader("dpo"), "merlin", Agreed(**asked))
    assert found.value.field == field
    assert (held().agreement, held().agreement_ends_on) == (before.agreement, before.agreement_ends_on)
    assert changes() == []
    return str(found.value)


def test_a_feed_whose_agreement_ended_is_taken_in_again_once_data_protection_renews_it(sources):
    with pytest.raises(Refusal, match="ended on"):
        make.feeds.receive(make.reader("analyst"), "merlin", "notices.csv", notice())
    agree(make.reader("dpo"), "merlin", NEW)
    assert make.feeds.receive(make.reader("analyst"), "merlin", "notices.csv", notice()).state == "received"


def test_a_renewal_keeps_who_and_what_was_before_and_is_in_the_log(sources):
    before = held()
    agree(make.reader("dpo"), "merlin", NEW)
    (one,) = changes()
    assert (one.kind, one.by.username, one.reason) == ("renewed", "dpo", NEW.reason)
    assert (one.before["agreement"], one.before["ends_on"]) == (before.agreement, str(before.agreement_ends_on))
    assert (one.after["agreement"], one.after["ends_on"]) == ("DSA-9", str(NEW.ends_on))
    with database.as_service():
        entry = LogEntry.objects.filter(operation="alteration").latest("pk")
        detail = database.fetch_one("SELECT body FROM access_logdetail WHERE entry_id = %s", [entry.pk])["body"]
    assert (entry.role, entry.purpose) == ("dpo", "intake")
    assert (detail["change"], detail["before"], detail["after"]) == ("renewed", one.before, one.after)


def test_a_last_day_in_the_past_is_refused_and_today_is_not(sources):
    assert "is in the past" in refused("ends_on", ends_on=TODAY - timedelta(days=1))
    assert agree(make.reader("dpo"), "merlin", Agreed("DSA-9", TODAY, "Until it is signed.")).agreement_ends_on == TODAY


def test_a_last_day_over_ten_years_away_is_a_slip_of_the_pen(sources):
    assert "Check the year." in refused("ends_on", ends_on=date(TODAY.year + 100, 1, 1))


def test_an_agreement_is_never_made_shorter_silently(sources):
    earlier = Agreed("DSA-9", TODAY + timedelta(days=30), "The council ends it.")
    with pytest.raises(NotValid, match="which is later"):
        agree(make.reader("dpo"), "cad", earlier)
    meant = Agreed(earlier.agreement, earlier.ends_on, earlier.reason, is_shorter=True)
    assert agree(make.reader("dpo"), "cad", meant).agreement_ends_on == earlier.ends_on


def test_a_renewal_without_a_reference_or_a_reason_is_refused_by_its_field(sources):
    assert "Enter the agreement's reference." in refused("agreement", agreement="  ")
    assert "over 60 characters" in refused("agreement", agreement="A" * 61)
    assert "who signed it" in refused("reason", reason="")


def test_the_same_agreement_again_changes_nothing(sources):
    agree(make.reader("dpo"), "merlin", NEW)
    with pytest.raises(NotValid, match="held already"):
        agree(make.reader("dpo"), "merlin", NEW)
    assert len(changes()) == 1


def test_the_first_agreement_enters_a_source_with_its_desk(db):
    dpo = make.reader("dpo")
    with pytest.raises(NotValid) as without_a_desk:
        agree(dpo, "custody", NEW)
    with pytest.raises(NotValid) as without_hours:
        agree(dpo, "custody", NEW, Kept(desk="Custody inspector"))
    assert (without_a_desk.value.field, without_hours.value.field) == ("desk", "stale_after_hours")
    source = agree(dpo, "custody", NEW, Kept(desk="Custody inspector", stale_after_hours=12))
    assert (source.name, source.desk, source.stale_after) == ("Custody", "Custody inspector", timedelta(hours=12))
    assert [(one.kind, one.before) for one in changes("custody")] == [("entered", {})]


def test_a_source_that_no_adapter_reads_is_not_entered(db):
    with pytest.raises(NotFound, match='No feed is called "pigeon"'):
        agree(make.reader("dpo"), "pigeon", NEW, Kept(desk="Loft", stale_after_hours=12))


@pytest.mark.parametrize("role", ["analyst", "administrator", "supervisor", "chief_officer"])
def test_nobody_but_data_protection_renews_an_agreement(sources, role):
    with pytest.raises(Refusal, match="Data protection does this"):
        agree(make.reader(role), "merlin", NEW)
    assert changes() == []


def test_whoever_keeps_feeds_changes_a_desk_and_data_protection_does_not(sources):
    kept = Kept(desk="Second floor", stale_after_hours=6)
    with pytest.raises(Refusal, match="An analyst or an administrator does this"):
        keep_source(make.reader("dpo"), "merlin", kept, "It moved.")
    keep_source(make.reader("analyst"), "merlin", kept, "It moved.")
    assert (held().desk, held().stale_after, held().name) == ("Second floor", timedelta(hours=6), "Merlin")
    (one,) = changes()
    assert (one.kind, one.before["stale_after_hours"], one.after["stale_after_hours"]) == ("changed", 24, 6)


@pytest.mark.parametrize("hours", [0, -1, 8785])
def test_hours_that_cannot_be_are_refused(sources, hours):
    with pytest.raises(NotValid, match="Enter a whole number of hours from 1 to 8,784"):
        keep_source(make.reader("analyst"), "merlin", Kept(stale_after_hours=hours), "It is slower.")


def test_a_desk_of_a_source_that_nobody_entered_is_not_changed(db):
    with pytest.raises(NotFound, match="has no agreement yet"):
        keep_source(make.reader("analyst"), "merlin", Kept(desk="Desk"), "It moved.")


def test_without_a_look_the_app_changes_no_source(sources):
    with pytest.raises(DatabaseError, match="row-level security"), database.transaction():
        Source.objects.filter(pk="merlin").update(agreement_ends_on=NEW.ends_on)


def test_the_app_never_says_when_a_source_was_last_loaded(sources):
    with pytest.raises(DatabaseError, match="permission denied"), database.transaction():
        Source.objects.filter(pk="merlin").update(last_good_load_at=clocks.now())


def test_what_was_changed_of_a_source_is_never_edited(sources):
    agree(make.reader("dpo"), "merlin", NEW)
    with pytest.raises(DatabaseError), database.transaction(), database.as_service():
        SourceChange.objects.update(reason="Something else.")


def test_every_feed_is_listed_and_what_nobody_entered_stands_last(db):
    agree(make.reader("dpo"), "custody", NEW, Kept(desk="Custody inspector", stale_after_hours=12))
    found = standings(make.reader("analyst"))
    assert found[0].code == "custody"
    assert {one.state for one in found[1:]} == {"not_entered"}
    assert len(found) == 8


@pytest.mark.parametrize(("days", "state"), [(-1, "ended"), (0, "ends_soon"), (30, "ends_soon"), (31, "in_force")])
def test_an_agreement_ends_soon_thirty_days_before_and_holds_on_its_last_day(db, days, state):
    add_sources({"merlin": days})
    assert standing(make.reader("dpo"), "merlin")[0].state == state


@pytest.mark.parametrize(
    ("ends_on", "is_soon", "words"),
    [
        (date(2026, 11, 29), False, "ended on 29 November 2026"),
        (date(2026, 11, 30), True, "ends today"),
        (date(2026, 12, 1), True, "ends tomorrow"),
        (date(2026, 12, 12), True, "ends in 12 days, on 12 December 2026"),
        (date(2027, 9, 30), False, "ends on 30 September 2027"),
    ],
)
def test_the_end_of_an_agreement_is_said_in_words(ends_on, is_soon, words):
    assert end_words(ends_on, date(2026, 11, 30), is_soon=is_soon) == words
