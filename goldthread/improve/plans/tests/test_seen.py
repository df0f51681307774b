"""What whoever sits nowhere sees of a plan: the points, never the plan; and it is said to be withheld."""

from datetime import date

import pytest

from goldthread.core import db as database
from goldthread.core.access.models import LogDetail
from goldthread.core.refusals import NotValid, Refusal
from goldthread.improve.plans import actions, evidence, letters, owners, queries
from goldthread.improve.plans.models import Letter
from goldthread.improve.plans.tests.plans_help import action, lead, promise, register, report
from goldthread.improve.plans.tests.test_evidence import PDF, added
from goldthread.improve.recommendations.tests.register_help import browser, said
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


def test_what_an_outsider_does_not_see_has_no_column_no_filter_and_no_place_in_the_file(db):
    action((register()["2"], 1))
    shown = {role: said(browser(role).get("/recommendations")) for role in ("panel_member", "plan_lead")}
    for words in ("Answers", "An action is late", "Nobody holds the post"):
        assert [words in shown[role] for role in shown] == [False, True], words
    assert "Who answers and the actions are not shown to your post." in shown["panel_member"]
    assert "3 shown" in said(browser("panel_member").get("/recommendations?needs=owner"))
    head = browser("panel_member").get("/recommendations?download=csv").content.decode().splitlines()[0]
    assert [
        name for name in ("post", "owner", "actions", "actions_done", "actions_late") if name in head.split(",")
    ] == []


def test_a_letters_file_opens_to_whoever_sees_evidence_and_each_opening_is_logged(db):
    one = register()["2"]
    with database.transaction():
        letters.record_letter(lead(), "HMI/1", date(2026, 11, 1), "We close this.", {(one, 0): "closed"}, data=PDF)
    letter = Letter.objects.get().pk
    address = f"/improve/plans/letters/{letter}/file"
    assert browser("borough_commander").get(address).content == PDF
    with database.as_service():
        opened = LogDetail.objects.filter(body__letter="HMI/1").count()
    assert opened == 1
    for outsider in ("inspectorate", "oversight_member"):
        with pytest.raises(Refusal, match="shows this"), database.transaction():
            letters.letter_file(make.reader(outsider), letter)
        page = browser(outsider).get(f"/recommendation/{one}").content.decode()
        assert "We close this." in page
        assert "Its file is not shown to your post" in page
        assert address not in page
        assert browser(outsider).get(address).status_code == 403
    with pytest.raises(Refusal, match="cannot read the recommendations"), database.transaction():
        letters.letter_file(make.reader("supervisor"), letter)


def test_a_post_that_reads_no_recommendation_still_sees_and_reports_on_the_actions_it_answers_for(db):
    mine = action((register()["2"], 1), post="control_room")
    other = action(post="custody_officer")
    desk = make.reader("control_room")
    with database.transaction():
        assert [row.reference for row in queries.actions_of(desk)] == [mine]
        assert queries.action_standing(desk, mine)[0].reference == mine
    with pytest.raises(Refusal, match="cannot read the recommendations"), database.transaction():
        queries.action_standing(desk, other)
    with database.transaction():
        said = owners.say_of_action(desk, mine, "Both shifts are trained.")
        told = evidence.Told("Register", "input", date(2026, 11, 1), ((said[0].recommendation_id, 1),), "Registry 14")
        evidence.add_evidence(desk, told)
        seen = queries.around(desk, queries.action_standing(desk, mine)[0])
    assert ([each.words for each in seen.positions], [each.number for each in seen.serves]) == (
        ["Both shifts are trained."],
        ["2.1"],
    )
    assert [each.title for each in seen.evidence] == ["Register"]
    with pytest.raises(Refusal, match="cannot read the recommendations"), database.transaction():
        actions.say_position(desk, said[0].recommendation_id, "Done.")
    with pytest.raises(NotValid, match="answers for nothing here"), database.transaction():
        evidence.add_evidence(make.reader("custody_officer"), told)
    report(mine, "done", by=desk)
    with database.transaction():
        assert queries.actions_of(desk) == []
        assert queries.action_standing(lead(), mine)[0].state == "done"
