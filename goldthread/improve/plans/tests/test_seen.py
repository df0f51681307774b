"""What whoever sits nowhere sees of a plan: the points, never the plan; and it is said to be withheld."""

import pytest

from goldthread.core import db as database
from goldthread.core.refusals import Refusal
from goldthread.improve.plans import evidence, queries
from goldthread.improve.plans.tests.plans_help import action, lead, promise, register, report
from goldthread.improve.plans.tests.test_evidence import added
from goldthread.testing import factories as make


def test_an_outsider_without_a_seat_sees_the_points_and_is_told_what_is_withheld(db):
    one = register()["2"]
    promise(one)
    action((one, 1))
    piece = added(one)
    with database.transaction():
        seen = queries.one_standing(make.reader("inspectorate"), one)
    assert (seen.actions, seen.evidence, seen.objective) == ((), (), "")
    assert (len(seen.points), seen.hidden) == (2, ("evidence", "plans", "positions"))
    with pytest.raises(Refusal, match="shows this"), database.transaction():
        evidence.download(make.reader("inspectorate"), piece)
    with pytest.raises(Refusal, match="shows this"), database.transaction():
        queries.actions_standing(make.reader("inspectorate"))


def test_a_post_that_reads_no_recommendation_still_sees_and_reports_on_the_actions_it_answers_for(db):
    mine = action((register()["2"], 1), post="control_room")
    other = action(post="custody_officer")
    desk = make.reader("control_room")
    with database.transaction():
        assert [row.reference for row in queries.actions_of(desk)] == [mine]
        assert queries.action_standing(desk, mine)[0].reference == mine
    with pytest.raises(Refusal, match="cannot read the recommendations"), database.transaction():
        queries.action_standing(desk, other)
    report(mine, "done", by=desk)
    with database.transaction():
        assert queries.actions_of(desk) == []
        assert queries.action_standing(lead(), mine)[0].state == "done"
