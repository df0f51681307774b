"""Plans, evidence and figures of effect go by the same sight as bodies: what a seat does not show is nowhere."""

from dataclasses import replace

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.refusals import Refusal
from goldthread.improve.effect import queries as effect
from goldthread.improve.effect.narrowing import WITHHELD, as_seen
from goldthread.improve.effect.shapes import Reading
from goldthread.improve.governance.bodies import bodies
from goldthread.improve.governance.queries import sight_of
from goldthread.improve.plans.evidence import download
from goldthread.improve.plans.queries import actions_standing, standing
from goldthread.improve.plans.tests.plans_help import action, promise, register
from goldthread.testing import factories as make
from goldthread.testing.bodies import seated
from goldthread.web.navigation import frame_for

PAGES = {"plans": "plans", "effects": "effect"}
BODIES = bodies(clocks.today())


def planned() -> None:
    """One recommendation with a promise and an action."""
    number = register()["2"]
    promise(number)
    action((number, 1))


def _asked(by, ask, *told):
    """Whether an asking is answered, or refused for want of sight."""
    try:
        with database.transaction():
            ask(by, *told)
    except Refusal as refusal:
        if refusal.code == "not_in_sight":
            return False
        if refusal.code != "not_found":
            raise
    return True


@pytest.mark.parametrize("body", list(BODIES))
def test_a_seat_shows_of_plans_evidence_and_effect_what_its_body_sees(db, body):
    planned()
    reader = seated("oversight_member", body)
    with database.transaction():
        found = standing(reader)
    sees = BODIES[body].sees
    assert any(one.actions for one in found) is ("plans" in sees)
    assert any(one.objective for one in found) is ("plans" in sees)
    assert all(one.text for one in found)
    assert _asked(reader, actions_standing) is ("plans" in sees)
    assert _asked(reader, download, 999) is ("evidence" in sees)
    assert _asked(reader, effect.tested) is ("effect" in sees)
    offered = {place.url for place in frame_for(reader, 0).places("Improve")}
    assert offered & {"plans", "effects"} == {url for url, kind in PAGES.items() if kind in sees}


def test_somebody_from_outside_without_a_seat_sees_what_was_asked_and_no_more(db):
    planned()
    with database.transaction():
        found = standing(make.reader("panel_member"))
    assert all(one.text and not one.actions and one.position is None for one in found)


def test_the_refusal_names_what_is_not_shown(db):
    with pytest.raises(Refusal, match="figures of effect"), database.transaction():
        effect.tested(seated("oversight_member", "scrutiny"))


def _reading(count: int, of: int) -> Reading:
    return Reading("share", 0.2, 0.1, 0.3, count, of, too_few=False, unknown="", since=clocks.now(), until=clocks.now())


def test_an_outside_member_is_shown_no_figure_of_a_few_children_and_no_part_that_tells_it(db):
    with database.transaction():
        told = effect.one_tested(make.reader("plan_lead"), "2")
    told = replace(told, baseline=_reading(40, 100), now=_reading(3, 90),
                   boroughs=(("Oxlade", _reading(2, 30)), ("Merrowfield", _reading(9, 60))))  # fmt: skip
    seen = as_seen(told, sight_of(seated("oversight_member", "advisory")))
    assert (seen.now.value, seen.now.count, seen.now.of) == (None, 0, 0)
    assert "withheld" in seen.now.unknown
    assert (seen.boroughs, seen.series, seen.sentences) == ((), (), (WITHHELD,))
    assert seen.baseline == told.baseline
    assert as_seen(told, sight_of(make.reader("analyst"))) == told
