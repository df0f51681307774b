"""The demonstration's plans hold what their pages must show: late, silent, returned, waiting, said twice."""

from goldthread.core import db as database
from goldthread.improve.plans import queries
from goldthread.synthetic.plans_under_way import plant_plans
from goldthread.synthetic.recommendations import load_report
from goldthread.testing import factories as make


def test_the_demonstration_plans_all_nine_with_two_silent_points_one_return_and_one_that_waits(db):
    make.officer("plan_lead")
    make.officer("chief_officer")
    report = load_report()
    with database.as_service():
        plant_plans(report)
    with database.transaction():
        every = {one.number: one for one in queries.standing(make.reader("plan_lead"))}
        actions = queries.actions_standing(make.reader("plan_lead"))
    assert len(every) == 9
    assert all(one.objective and one.responsible_post and one.actions for one in every.values())
    silent = [(number, point.place, point.silent_days) for number, one in every.items() for point in one.silent]
    assert silent == [("2", 4, 41), ("3", 2, 41)]
    assert [number for number, one in every.items() if one.waits_for] == ["7"]
    assert {f"{n}.{p.place}": p.stage for n, one in every.items() for p in one.points}["4.2"] == "returned"
    two = every["2"].actions
    assert (sum(action.state == "done" for action in two), len(two)) == (7, 9)
    assert 25 <= len(actions) <= 40
    assert [a.words for a in actions if not a.serves and a.origin == "inspectorate"] == []
    assert any("say the same: do it once. Their dates differ." in note for note in every["2"].notes)
    assert [piece.title for piece in every["4"].withdrawn] == ["List of visits made"]
