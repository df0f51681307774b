"""A decision cites a figure and is followed: every number here was counted by hand from the cases that a test makes."""

from datetime import timedelta
from uuid import uuid4

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.organisation.models import Borough
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.improve.effect.evaluating import of_share
from goldthread.improve.effect.shapes import BETTER, UNKNOWN, WORSE
from goldthread.improve.governance import citing, figures
from goldthread.improve.governance.citing import Cited
from goldthread.improve.governance.figures import Compared, Sides
from goldthread.improve.governance.following import open_decision, sentences
from goldthread.improve.governance.models import Citing
from goldthread.improve.governance.queries import Sight, decisions
from goldthread.respond.missing.tests.playing import jess, report, step
from goldthread.testing import factories as make
from goldthread.testing.bodies import decided, met, seated, since_long

__all__ = ["jess"]
DAY = timedelta(days=1)
WAIT = Cited("resource", "held-to-acted")


@pytest.fixture
def chair(db):
    return seated("chief_officer", "delivery", "chair", days_ago=200)


def _refused(field, cited, decision, by):
    with pytest.raises(NotValid) as refused, database.transaction():
        citing.correct(by, decision.pk, cited)
    assert refused.value.field == field


def _followed(by, decision):
    with database.transaction():
        return open_decision(by, decision.pk)


def test_the_figure_is_kept_as_it_stood_and_read_again_from_the_decision_on(chair, jess):
    meeting = met(chair, "delivery", days_ago=100)
    at = meeting.held_at
    for ago in (-5, -4, 3):
        day = f"{at + ago * DAY:%Y-%m-%d}"
        step(report(jess, f"{day}T20:00"), "take", f"{day}T20:40", "missing_unit")
    told = _followed(chair, decided(chair, meeting, cites=WAIT))
    assert (told.compared.before.named.of, told.compared.after.named.of) == (2, 1)
    assert told.compared.before.named.too_few
    assert told.compared.before.elsewhere is None  # it is about the whole force
    assert told.versions[0].read["named"]["of"] == 2
    assert told.now.cites == "From held by the force until a named person acts"


def test_the_other_boroughs_are_read_beside_those_it_is_about(chair, jess):
    meeting = met(chair, "delivery", days_ago=100)
    step(report(jess, f"{meeting.held_at - DAY:%Y-%m-%dT20:00}"), "take", f"{meeting.held_at - DAY:%Y-%m-%dT20:10}",
         "missing_unit")  # fmt: skip
    with database.as_service():
        Borough.objects.get_or_create(code="elsewhere", defaults={"name": "Elsewhere"})
    told = _followed(chair, decided(chair, meeting, cites=Cited("resource", "held-to-acted", ("Elsewhere",))))
    assert told.now.boroughs == ("elsewhere",)
    assert told.compared.before.named.unknown
    assert told.compared.before.elsewhere.of == 1


def test_its_effect_is_to_be_looked_at_three_months_after_unless_the_body_says_another_day(chair):
    decision = decided(chair, met(chair, "delivery", days_ago=100), cites=WAIT)
    (told,) = _decisions(chair)
    assert told.look_on == clocks.day_of(decision.decided_at) + 91 * DAY
    assert told.is_unlooked
    with database.transaction():
        citing.look_at_effect(chair, decision.pk, "Too few to say. We look again.")
    (told,) = _decisions(chair)
    assert (told.is_unlooked, told.looked_on) == (False, clocks.today())


def test_a_correction_is_a_version_more_and_is_to_be_looked_at_anew(chair):
    decision = decided(chair, met(chair, "delivery", days_ago=100), cites=WAIT)
    with database.transaction():
        citing.look_at_effect(chair, decision.pk, "Shorter.")
    with pytest.raises(Clash), database.transaction():
        citing.correct(chair, decision.pk, WAIT)
    with database.transaction():
        citing.correct(chair, decision.pk, Cited("resource", "held-to-safe"))
    told = _followed(chair, decision)
    assert [one.measure for one in told.versions] == ["held-to-acted", "held-to-safe"]
    assert [one.version for one in told.looks] == [1]
    assert told.now.is_unlooked
    with pytest.raises(Exception, match="permission denied"), database.transaction():
        Citing.objects.update(measure="")


def test_what_cannot_be_cited_is_refused_by_field(chair):
    decision = decided(chair, met(chair, "delivery"))
    _refused("kind", Cited("money"), decision, chair)
    _refused("measure", Cited("resource", "happiness"), decision, chair)
    _refused("measure", Cited("resource", "held-to-acted-sent"), decision, chair)
    _refused("boroughs", Cited("resource", "held-to-acted", ("Nowhere",)), decision, chair)
    _refused("look_on", Cited("resource", look_on=clocks.today()), decision, chair)
    _refused("look_on", Cited("resource", "held-to-acted", look_on=clocks.today() - 30 * DAY), decision, chair)
    for words, field in ((" ", "words"), ("x" * 9_000, "words"), ("Shorter.", "decision")):
        with pytest.raises(NotValid) as refused, database.transaction():
            citing.look_at_effect(chair, decision.pk, words)
        assert refused.value.field == field
    with pytest.raises(NotFound), database.transaction():
        citing.correct(chair, uuid4(), WAIT)


def test_a_decision_without_a_figure_says_that_its_effect_cannot_be_read(chair):
    told = _followed(chair, decided(chair, met(chair, "delivery"), cites=Cited("resource")))
    assert (told.now.kind, told.compared, told.now.is_unlooked) == ("resource", None, False)
    assert "cites no figure" in " ".join(sentences(told))


def test_whoever_does_not_sit_there_does_not_find_the_decision_and_a_member_does_not_record(chair):
    decision = decided(chair, met(chair, "delivery"), cites=WAIT)
    member = seated("training_lead", "delivery")
    assert _followed(member, decision).may_write is False
    with pytest.raises(Refusal, match="chair or secretary"), database.transaction():
        citing.look_at_effect(member, decision.pk, "Shorter.")
    with pytest.raises(NotFound), database.transaction():
        open_decision(make.reader("analyst"), decision.pk)


def test_a_seat_that_shows_no_figures_reads_the_decision_without_them(chair):
    by = seated("auditor_central", "scrutiny", "secretary")
    panel = seated("panel_member", "scrutiny", "outside")
    decision = decided(by, met(by, "scrutiny"), cites=WAIT)
    with database.transaction():
        citing.look_at_effect(by, decision.pk, "Too early.")
    told = _followed(panel, decision)
    assert (told.is_hidden, told.compared, told.looks[0].compared) == (True, None, None)
    assert told.looks[0].words == "Too early."


def _share(count, of):
    return of_share(count, of, since_long())


def test_outside_the_force_one_small_number_withholds_all_four(db):
    outside = Sight(frozenset({"effect"}), True, (), frozenset(), frozenset(), frozenset())
    for small in range(4):
        parts = [_share(3, 30) if place == small else _share(30, 60) for place in range(4)]
        told = Compared(Sides(parts[0], parts[1]), Sides(parts[2], parts[3]), BETTER, WORSE)
        seen = figures.as_seen(told, outside)
        every = [*seen.before.readings, *seen.after.readings]
        assert all(one.value is None and "withheld" in one.unknown for one in every)
        assert (seen.verdict, seen.elsewhere) == (UNKNOWN, UNKNOWN)


def test_readings_that_are_kept_come_back_as_they_were():
    sides = Sides(_share(30, 60), None)
    assert Sides.from_json(sides.as_json()) == sides


def test_better_here_and_worse_elsewhere_is_said_with_what_chance_does():
    before, after = Sides(_share(60, 80), _share(20, 80)), Sides(_share(20, 80), _share(60, 80))
    told = figures.judged("concern:outcome_missing", before, after)
    assert (told.verdict, told.elsewhere) == (BETTER, WORSE)


def _decisions(by):
    with database.transaction():
        return decisions(by, *since_long())
