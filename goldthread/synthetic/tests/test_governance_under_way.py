"""The invented bodies: four months of meetings by the real doors, some late, and the sight of each who sits there."""

import pytest

from goldthread.core import db as database
from goldthread.improve.governance.queries import sight_of
from goldthread.improve.governance.reading import list_bodies
from goldthread.synthetic.governance_under_way import MEETINGS, PEOPLE, SEATS, plant_governance
from goldthread.testing import factories as make


@pytest.fixture
def planted(db):
    for role, team, place in PEOPLE.values():
        officer = make.officer(role, f"{role}_{place}{team[:1]}")
        with database.as_service():
            officer.posts.update(team=team, starts_at="2024-01-01T00:00:00Z")
    return plant_governance()


def test_every_body_met_something_is_late_and_each_sees_by_their_seat(planted):
    assert plant_governance() == 0
    with database.transaction():
        found = {one.body.id: one for one in list_bodies(make.reader("plan_lead", username="plan_lead_0"))}
    assert planted == len(MEETINGS)
    assert found["diamond"].is_overdue
    assert found["diamond"].not_held == 1
    assert found["delivery"].late_decisions >= 1
    assert (found["delivery"].unlooked, found["diamond"].unlooked) == (1, 0)
    assert not found["mayors"].is_read
    advisor = make.reader("oversight_member", username="oversight_member_0A")
    assert sight_of(advisor).bodies == ("advisory",)
    assert sight_of(advisor).is_suppressed


def test_all_six_bodies_have_seats():
    assert {body for body, *_ in SEATS} == {"delivery", "diamond", "scrutiny", "advisory", "mayors", "inspectorate"}
