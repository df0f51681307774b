"""By page: silence stands out, an input is labelled, what was typed stays, a file is handed over and never run."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.improve.plans import evidence
from goldthread.improve.plans.tests.plans_help import action, lead, promise, register, stands
from goldthread.improve.plans.tests.test_evidence import added
from goldthread.improve.recommendations.tests.register_help import browser, said


def planned() -> int:
    lead()  # whose post is of today
    with clocks.held_at(clocks.now().replace(hour=12) - timedelta(days=29)):
        one = register()["2"]
        promise(one)
    action((one, 1))
    return one


def test_the_page_says_how_long_a_point_is_silent_who_answers_and_what_is_done_never_in_one_bar(db):
    page = said(browser("plan_lead").get(f"/recommendation/{planned()}"))
    assert "Points: shown 0, testing 0, SILENT 1 (29 d)" in page
    assert "Actions: 0 of 1 done" in page
    assert "SILENT 29 d 2.2" in page
    assert "No action serves point 2.2." in page


def test_an_outsider_reads_that_the_plan_is_not_shown_and_never_that_there_is_none(db):
    page = said(browser("inspectorate").get(f"/recommendation/{planned()}"))
    assert "Actions are not shown to your post." in page
    assert "A-001" not in page
    assert browser("inspectorate").get("/improve/plans").status_code == 403


def test_a_page_as_of_a_past_instant_offers_no_change(db):
    one = planned()
    at = (clocks.now() - timedelta(days=1)).isoformat()
    page = said(browser("plan_lead").get(f"/recommendation/{one}", {"at": at}))
    assert "As it stood" in page
    assert "Add or change" not in page
    assert "A-001" not in page


def test_what_was_typed_stays_when_it_is_refused(db):
    one = register()["2"]
    sent = {"words": "Train the desk.", "plan": "missing", "origin": "force", "post": "supervisor", "due_on": "soon"}
    answer = browser("plan_lead").post(f"/recommendation/{one}/action", sent)
    assert answer.status_code == 422
    assert "Train the desk." in answer.content.decode()
    assert stands(one).actions == ()


def test_a_file_is_handed_over_as_it_came_and_an_input_is_labelled(db):
    one = register()["2"]
    told = evidence.Told(
        "Record", "input", clocks.today(), ((one, 1),), data=b"<script>alert(1)</script>", name="r.html"
    )
    with database.transaction():
        piece = evidence.add_evidence(lead(), told).pk
    client = browser("plan_lead")
    assert "Input: a condition, never proof of effect" in said(client.get(f"/recommendation/{one}"))
    file = client.get(f"/improve/plans/evidence/{piece}/file")
    assert file.content == b"<script>alert(1)</script>"
    assert file["Content-Disposition"].startswith("attachment")
    assert file["Content-Type"] == "text/plain"


def test_what_is_in_neither_plan_says_which_plan_acts_on_it(db):
    one = register()["3"]
    action((one, 0))
    words = "It stands in neither plan; actions in the Missing children plan serve it."
    assert words in said(browser("plan_lead").get(f"/recommendation/{one}"))
    assert "Actions in the Missing children plan serve it: A-001" in said(browser("plan_lead").get("/improve/plans"))
    promise(one)
    assert "neither plan" not in said(browser("plan_lead").get(f"/recommendation/{one}"))


def test_evidence_that_cannot_be_withdrawn_or_approved_is_refused_on_its_own_page(db):
    one = register()["2"]
    piece, keeper, chief = added(one), browser("plan_lead"), browser("chief_officer")
    approve, withdraw = (f"/improve/plans/evidence/{piece}/{step}" for step in ("approve", "withdraw"))
    bare = keeper.post(withdraw, {"back": one, f"why_{piece}": " "})
    assert (bare.status_code, f'href="#why_{piece}"' in bare.content.decode()) == (422, True)
    assert "Say why it is withdrawn." in said(bare)
    assert chief.post(approve, {"back": one}).status_code == 302
    again = chief.post(approve, {"back": one})
    assert (again.status_code, "approved it already" in said(again), "Points: shown" in said(again)) == (
        409,
        True,
        True,
    )
    assert keeper.post(withdraw, {"back": one, f"why_{piece}": "It counted twice."}).status_code == 302
    assert "It counted twice." in said(keeper.get(f"/recommendation/{one}"))


def test_a_post_reports_on_its_action_by_page_and_is_offered_nothing_more(db):
    reference = action((register()["2"], 1))
    client = browser("training_lead")
    page = said(client.get(f"/improve/plans/actions/{reference}"))
    assert "Save how it stands" in page
    assert "Save these words" not in page
    assert "Needed to drop it" not in page
    assert "Needed to drop it" in said(browser("plan_lead").get(f"/improve/plans/actions/{reference}"))
    client.post(f"/improve/plans/actions/{reference}", {"report": "yes", "state": "done", "version": "1"})
    assert "Done" in said(client.get(f"/improve/plans/actions/{reference}"))
    assert client.post(f"/improve/plans/actions/{reference}", {"words": "x", "due_on": "1/1/2099"}).status_code == 403


def test_a_post_finds_its_own_actions_the_first_due_first_and_speaks_of_one_from_its_page(db):
    one = register()["2"]
    later = action((one, 1), post="control_room", words="Train all.")
    sooner = action((one, 2), post="control_room", due_on=clocks.today() - timedelta(days=3), words="=Train the night.")
    action(post="custody_officer", words="Check each cell.")
    client = browser("control_room")
    page = said(client.get("/improve/actions"))
    assert page.index(sooner) < page.index(later)
    assert "Answers" not in page
    assert "Answers" in said(browser("plan_lead").get("/improve/actions?whose=all"))
    assert "Late by 3 d" in page
    assert "Check each cell." not in page
    assert "'=Train the night." in client.get("/improve/actions?download=csv").content.decode()
    assert client.get("/improve/actions?whose=all").status_code == 403
    sent = {"position": "Both shifts are trained.", "key": "k1"}
    for _ in range(2):
        assert client.post(f"/improve/plans/actions/{sooner}/position", sent).status_code == 302
    assert said(client.get(f"/improve/plans/actions/{sooner}")).count("Both shifts are trained.") == 1
    assert browser("custody_officer").post(f"/improve/plans/actions/{sooner}/position", sent).status_code == 403


def test_whoever_has_no_action_is_told_so_and_an_auditor_reads_those_of_both_plans(db):
    assert "No action is given to your post." in said(browser("cse_team").get("/improve/actions"))
    reference = action((register()["2"], 1))
    assert reference in said(browser("auditor_local").get("/improve/actions"))
    assert browser("responding_officer").get("/improve/actions").status_code == 403


def test_nothing_chosen_is_refused_beside_its_field_and_the_words_stay(db):
    one, client = register()["2"], browser("plan_lead")
    waits = client.post(f"/recommendation/{one}/waits", {"needs": "", "why": "It builds on it."})
    assert (waits.status_code, "It builds on it." in said(waits)) == (422, True)
    assert 'href="#needs"' in waits.content.decode()
    letter = client.post(f"/recommendation/{one}/letter", {"reference": "HMI/1", "on": "1/11/2026", "words": "We see."})
    assert 'href="#says_1"' in letter.content.decode()
    post = client.post(f"/recommendation/{one}/promise", {"plan": "missing", "objective": "Found.", "post": ""})
    assert "Choose the post that answers." in said(post)


def test_what_waits_no_longer_is_said_by_page(db):
    ids, client = register(), browser("plan_lead")
    assert "waits no longer" not in said(client.get(f"/recommendation/{ids['2']}"))
    client.post(f"/recommendation/{ids['2']}/waits", {"needs": ids["3"], "why": "It builds on it."})
    assert "It waits for recommendation 3." in said(client.get(f"/recommendation/{ids['2']}"))
    client.post(f"/recommendation/{ids['2']}/waits-no-more", {"needs": ids["3"]})
    assert "It waits for" not in said(client.get(f"/recommendation/{ids['2']}"))


@pytest.mark.parametrize("address", ["/improve/actions?whose=all&state=all", "/improve/plans", "/recommendation/{}",
                                     "/recommendations", "/improve/plans/actions/A-001"])  # fmt: skip
def test_a_page_costs_as_many_queries_whatever_stands_in_the_plans(db, address):
    ids, client = register(), browser("plan_lead")
    action((ids["2"], 1))

    def cost() -> int:
        with CaptureQueriesContext(connection) as ran:
            assert client.get(address.format(ids["2"])).status_code == 200
        return len(ran)

    cost()
    before = cost()
    for number in ("1", "2", "3"):
        promise(ids[number], post="training_lead")
        action((ids[number], 0), post="training_lead")
        added(ids[number], serves=((ids[number], 0),))
    assert cost() == before
