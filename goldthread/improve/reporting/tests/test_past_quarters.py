"""A quarter that has ended is told as it stood at its end, whenever it is told; what came later is in the next."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.organisation.models import Officer, Post
from goldthread.improve.governance import meetings, seats
from goldthread.improve.plans import actions, evidence
from goldthread.improve.plans.tests import plans_help as plan
from goldthread.improve.recommendations.tests.register_help import confirmed
from goldthread.improve.reporting.document import Document, Ref, canonical, sentences_of
from goldthread.improve.reporting.drafting import draft
from goldthread.improve.reporting.periods import Quarter, quarter_of
from goldthread.improve.reporting.shown import plain, words
from goldthread.testing import factories as make
from goldthread.testing.episodes import fill_episodes

QUARTER = Quarter(2016, 4)
END = QUARTER.until
LATE, LATER = END + timedelta(days=9), END + timedelta(days=60)
LAST = quarter_of(clocks.today()).before


def told(period: str, at: datetime) -> Document:
    with clocks.held_at(at), database.transaction():
        return draft(make.reader("plan_lead"), period)


def in_words(made: Document, section: str = "") -> str:
    """All that a report says, or one section of it."""
    return " ".join(
        plain(made, sentence)
        for one in made.sections
        if section in ("", one.id)
        for block in one.blocks
        for sentence in sentences_of(block)
    )


def count(made: Document, key: str) -> str:
    return words(made, Ref(next(one.id for one in made.figures.values() if one.key == key)))


@pytest.fixture
def ids(db) -> dict[str, int]:
    """Three recommendations since 1 December 2016; on 5 December something is said of the third alone."""
    with clocks.held_at(datetime(2016, 12, 1, 9, tzinfo=clocks.LONDON)):
        ids = plan.register()
        plan.promise(ids["3"])
    with clocks.held_at(datetime(2016, 12, 5, 9, tzinfo=clocks.LONDON)), database.transaction():
        actions.say_position(plan.lead(), ids["3"], "We have begun to count.")
    return ids


def add_later(ids: dict[str, int]) -> None:
    """A position, an action, evidence and a letter of nine days after the quarter's end, each about a day within it."""
    with clocks.held_at(LATE):
        plan.promise(ids["3"], objective="A later aim.")
        plan.action((ids["3"], 0), words="A later action.")
        plan.letter({(ids["1"], 0): "closed"}, "HMI/late", date(2016, 12, 30))
        with database.transaction():
            actions.say_position(plan.lead(), ids["3"], "A later position.", on=date(2016, 12, 20))
            made = evidence.Told("A later proof", "outcome", date(2016, 12, 20), ((ids["3"], 0),), "https://proof")
            evidence.add_evidence(plan.lead(), made)


def test_what_was_entered_after_the_quarter_is_not_in_its_report(ids):
    add_later(ids)
    made = told("2016-Q4", LATER)
    assert "later" not in in_words(made).replace(in_words(made, "as-at"), "").casefold()
    assert "We have begun to count." in in_words(made, "r3")
    assert "HMI/late" not in in_words(made)
    assert count(made, "plans.open") == "3"
    assert "A later position." in in_words(told("2017-Q1", LATER), "r3")
    assert count(told("2017-Q1", LATER), "plans.open") == "2"


def test_who_held_a_post_then_is_named_though_they_left_since(ids):
    with clocks.held_at(datetime(2016, 12, 6, tzinfo=clocks.LONDON)):
        holder = make.reader("supervisor").officer
    with clocks.held_at(LATE), database.speaking_as(database.OWNER), database.transaction():
        Post.objects.filter(officer=holder).update(ends_at=clocks.now())
        Officer.objects.filter(pk=holder.pk).update(is_active=False)
    assert f"Responsible: Supervisor, {holder}." in in_words(told("2016-Q4", LATER), "r3")
    assert "Responsible: Supervisor, NO NAME." in in_words(told("2017-Q1", LATER), "r3")


def test_silence_and_days_open_are_counted_to_the_quarters_end(ids):
    """Confirmed on 1 December: 31 days to 1 January 2017; published on 25 November: 37 days open."""
    made = told("2016-Q4", LATER)
    assert "SILENT: nothing has been said on recommendation 1 for 31 days." in in_words(made, "r1")
    assert "open 37 days" in in_words(made, "r1")
    assert "SILENT" not in in_words(made, "r3")


def test_a_past_quarter_is_the_same_whenever_it_is_drafted(ids):
    early = told("2016-Q4", END + timedelta(hours=1))
    add_later(ids)
    late = told("2016-Q4", LATER)
    assert canonical(replace(late, made_at="")) == canonical(replace(early, made_at=""))


def test_figures_are_counted_as_at_the_quarters_end_by_what_is_held_of_it(db):
    """Twenty episodes are open still: how long they have waited, and what is late, does not grow with the day."""
    make.reader("missing_unit")
    make.load_child()
    with clocks.held_at(LAST.until - timedelta(days=1)):
        fill_episodes(200, still_open=20)
    early, late = (told(LAST.name, LAST.until + timedelta(days=days)) for days in (1, 30))
    assert canonical(replace(late, made_at="")) == canonical(replace(early, made_at=""))


def test_a_decision_done_after_the_quarter_is_open_in_its_report(db):
    held, after = LAST.until - timedelta(days=9), LAST.until + timedelta(days=9)
    with clocks.held_at(held - timedelta(days=9)), database.transaction():
        lead = plan.lead()
        seats.give_seat(lead, "delivery", lead.officer.username, "secretary", "Thornmere Police")
        meeting = meetings.plan_meeting(lead, "delivery", held)
    with clocks.held_at(held + timedelta(hours=2)), database.transaction():
        meetings.hold(lead, meeting.pk, held, "They met.", {})
        due = clocks.day_of(after)
        made = meetings.decide(lead, meeting.pk, "Count the flags.", owner_post="Commanders", due_on=due)
    with clocks.held_at(after), database.transaction():
        meetings.done(lead, made.pk, clocks.today(), "Counted.")
    said = in_words(told(LAST.name, after), "decisions")
    assert "Count the flags." in said
    assert said.endswith("open")


def test_a_register_imported_after_the_quarter_is_said_to_have_been(db):
    with clocks.held_at(LATE):
        confirmed()
    made = told("2016-Q4", LATER)
    assert made.section("in-short") is None
    assert made.section("r1") is None
    said = in_words(made, "as-at")
    assert "Nothing was held here at the end of 31 December 2016 about any recommendation." in said
    assert "Inspection, 2016, with 3 recommendations, was imported on 10 January 2017, after that" in said
    assert told("2017-Q1", LATER).section("r1") is not None
