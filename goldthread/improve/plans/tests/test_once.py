"""Sent twice under one key it is added once; other content under the same key is refused, by every door alike."""

import re
from datetime import date

import pytest

from goldthread.api.tests.calls import answer, call, token_of
from goldthread.cli.tests.commands import command
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.refusals import Clash
from goldthread.improve.plans import actions, evidence, letters, owners, working
from goldthread.improve.plans.models import Action, Evidence, Position, Split, StageTaken
from goldthread.improve.plans.tests.plans_help import action, lead, register
from goldthread.improve.recommendations.tests.register_help import browser
from goldthread.testing import factories as make

DAY = date(2026, 11, 1)
ADDING = {
    "objective": lambda one, other, words, key: actions.commit(
        lead(), one, "missing", words, "supervisor", idempotency_key=key
    ),
    "position": lambda one, other, words, key: actions.say_position(lead(), one, words, [1], idempotency_key=key),
    "dependency": lambda one, other, words, key: actions.depend(lead(), one, other, why=words, idempotency_key=key),
    "action": lambda one, other, words, key: working.add_action(
        lead(), working.Told(words, "missing", "force", "supervisor", DAY, serves=((one, 1),)), idempotency_key=key
    ),
    "evidence": lambda one, other, words, key: evidence.add_evidence(
        lead(), evidence.Told("Record", "outcome", DAY, ((one, 1),), data=words.encode()), idempotency_key=key
    ),
    "letter": lambda one, other, words, key: letters.record_letter(
        lead(), "HMI/1", DAY, words, {(one, 1): "returned"}, idempotency_key=key
    ),
}


@pytest.mark.parametrize("what", ADDING)
def test_the_same_key_gives_the_same_thing_and_refuses_other_words(db, what):
    ids = register()

    def add(words: str, key: str | None = "k1") -> int:
        with database.transaction():
            return ADDING[what](ids["2"], ids["3"], words, key).pk

    assert add("Train the desk.") == add("Train the desk.")
    with pytest.raises(Clash, match="already sent with other content"):
        add("Train all.")


def test_points_moved_or_split_twice_under_one_key_are_so_once_and_a_form_pressed_twice_shows_them(db):
    ids, client = register(), browser("plan_lead")
    asked = {"move": "accept", "points": "1", "key": "k1"}
    for _ in range(2):
        assert client.post(f"/recommendation/{ids['2']}/stage", asked).status_code == 302
    assert StageTaken.objects.filter(stage="accepted").count() == 1
    other = client.post(f"/recommendation/{ids['2']}/stage", {**asked, "points": "2"})
    assert (other.status_code, "already sent with other content" in other.content.decode()) == (409, True)
    key, told = token_of("plan_lead"), {"points": ["See each child", "Hear each child"]}
    sent = [call(key, "POST", f"/plans/{ids['3']}/points", told, headers={"Idempotency-Key": "9"}) for _ in range(2)]
    assert [[point["place"] for point in answer(each)["points"]] for each in sent] == [[1, 2], [1, 2]]
    assert Split.objects.count() == 1
    by_hand = {"points": "See each child\nHear each child", "key": "k2"}
    assert "It has points already." in client.post(f"/recommendation/{ids['3']}/split", by_hand).content.decode()


def test_how_an_action_stands_pressed_twice_says_that_it_was_saved_and_who_else_saved_it(db):
    reference = action((register()["2"], 1))
    page, sent = f"/improve/plans/actions/{reference}", {"report": "yes", "state": "in_progress", "version": "1"}
    assert browser("training_lead").post(page, sent).status_code == 302
    again = browser("training_lead").post(page, sent)
    assert (again.status_code, f"You saved {reference} already" in again.content.decode()) == (409, True)
    assert f"altered {reference} meanwhile" in browser("plan_lead").post(page, sent).content.decode()
    assert Action.objects.get().versions.count() == 2


def test_a_post_that_opens_nothing_reads_of_the_journal_what_it_sent_under_its_own_key_and_no_more(db):
    reference, by = action((register()["2"], 1)), make.reader("training_lead")
    with database.transaction():
        owners.say_of_action(by, reference, "Both desks are trained.", idempotency_key="k1")
        working.report_action(by, reference, "in_progress")
    with database.transaction():
        owners.say_of_action(lead(), reference, "Three desks are trained.", idempotency_key="k2")
    with database.transaction():
        look(by, operation="consultation", layer="none")
        read = database.fetch("SELECT kind, stream FROM journal_event")
    assert [row["kind"] for row in read] == ["plan.position"]


def test_without_a_key_it_is_said_again(db):
    one = register()["2"]
    for _ in range(2):
        with database.transaction():
            ADDING["position"](one, None, "The desks are trained.", None)
    assert Position.objects.count() == 2


def test_a_form_pressed_twice_adds_one_action_and_its_next_form_has_another_key(db):
    address, client = f"/recommendation/{register()['2']}/action", browser("plan_lead")
    keys = {re.search(r'name="key" value="(\S+)"', client.get(address).content.decode())[1] for _ in range(2)}
    sent = {"words": "Train the desk.", "plan": "missing", "origin": "force", "post": "supervisor",
            "due_on": "1/2/2027", "key": "k1"}  # fmt: skip
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert Action.objects.count() == 1
    answer = client.post(address, {**sent, "words": "Train all."})
    assert (answer.status_code, "already sent with other content" in answer.content.decode()) == (409, True)
    assert len(keys) == 2


def test_a_call_and_a_command_sent_twice_add_once(db):
    one, key = register()["2"], token_of("plan_lead")
    told = {"title": "A list", "kind": "outcome", "effective_on": "2026-11-01", "address": "Registry 14",
            "serves": [[one, 1]]}  # fmt: skip
    sent = [call(key, "POST", "/plan-evidence", told, headers={"Idempotency-Key": "7"}) for _ in range(2)]
    assert {answer(each)["evidence"] for each in sent} == {Evidence.objects.get().pk}
    words = ("plan", "position", str(one), "The desks are trained.", "--key", "7")
    assert [command(*words, by="plan_lead").code for _ in range(2)] == [3, 3]  # the key is of the evidence
    assert [command(*words[:-1], "8", by="plan_lead").code for _ in range(2)] == [0, 0]
    assert Position.objects.count() == 1
