"""The desk grades, shares or does not, and hears what came of it: what each step asks, refuses and starts."""

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.answering import Answers
from goldthread.core.cases.models import Case
from goldthread.core.cases.queries import open_case_file
from goldthread.core.clocks.models import Clock
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.respond.concern.actions import record_concern
from goldthread.respond.concern.guards import warn_strategy_awaited
from goldthread.testing import factories as make

SHARE = {
    "recipient": "merrowfield",
    "basis": "public_task",
    "consent": "not_safe",
    "route": "file",
    "summary": "Alone at night, the third time.",
    "why": "Neglect over months.",
}
AMBER = {"grade": "amber", "level": "3", "open_to": "no", "why": "Third time in a month."}


@pytest.fixture
def desk(db):
    return make.reader("mash_desk")


def taken(desk, code: str) -> str:
    with database.transaction():
        case = record_concern(make.reader("responding_officer"), code, seen="Alone at night.", danger="no")
    move(desk, case.reference, "take")
    return case.reference


def move(by, reference: str, move_id: str, note: str = "", **answers) -> Case:
    with database.transaction():
        return move_case(by, reference, move_id, note=note, answers=answers)


def open_clocks() -> set[str]:
    with database.as_service():
        return {clock.rule_id for clock in Clock.objects.filter(ended_at=None)}


def refused(by, reference: str, move_id: str, **answers) -> Refusal:
    with pytest.raises(Refusal) as found:
        move(by, reference, move_id, **answers)
    return found.value


def test_nothing_is_graded_before_the_history_is_read_and_the_checks_are_done(desk):
    reference = taken(desk, make.load_child())
    assert refused(desk, reference, "grade", **AMBER).field == "checklist"


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({**AMBER, "grade": ""}, "grade"),
        ({**AMBER, "grade": "purple"}, "grade"),
        ({**AMBER, "why": " "}, "why"),
        ({**AMBER, "colour": "red"}, "colour"),
        ({**AMBER, "indicators": ["neglect", "weather"]}, "indicators"),
    ],
)
def test_what_is_missing_impossible_or_not_asked_is_named(desk, answers, field):
    reference = taken(desk, make.load_child())
    assert refused(desk, reference, "grade", **answers).field == field


def test_the_grade_starts_its_own_clock_and_stays_on_the_case_while_the_reason_stays_with_the_event(desk):
    reference = taken(desk, make.load_child())
    make.graded(desk, reference, **AMBER, indicators=["neglect"])
    assert open_clocks() >= {"mash.amber.wd"}  # the invented force counts one working day
    with database.transaction():
        file = open_case_file(desk, reference)
        assert file.case.facts["grade"] == "amber"
        assert file.case.facts["indicators"] == ["neglect"]
        assert "Third time" not in str(file.case.facts)
        graded = next(event for event in file.events if event["kind"] == "concern.graded")
        assert graded["body"]["why"] == "Third time in a month."


def test_sharing_starts_the_chase_and_the_outcome_ends_it(desk):
    reference = taken(desk, make.load_child())
    make.graded(desk, reference, **AMBER)
    move(desk, reference, "share", **SHARE)
    assert open_clocks() == {"mash.amber.wd", "mash.outcome_chase", "csc.referral_decision", "concern.review"}
    move(desk, reference, "outcome", outcome_stage="referral", outcome_referral="referral_nfa", outcome_on="2026-11-03")
    assert open_clocks() == {"concern.review"}
    move(desk, reference, "close", note="They will not assess.")
    with database.as_service():
        case = Case.objects.get(reference=reference)
        told = Alert.objects.get(kind="concern.closed")
    assert (case.state, case.facts["outcome_referral"]) == ("closed", "referral_nfa")
    assert told.to_officer == case.opened_by


STRATEGY = {"strategy_urgent": "yes", "strategy_whom": "Duty manager", "why": "A second injury."}


def offered(by, reference: str) -> set[str]:
    with database.transaction():
        return {one.id for one in open_case_file(by, reference).moves if "strategy" in one.id}


def test_a_strategy_discussion_is_chased_and_told_of_only_once_it_was_asked_for(desk):
    reference = taken(desk, make.load_child())
    assert offered(desk, reference) == {"ask_for_strategy"}
    move(desk, reference, "ask_for_strategy", **STRATEGY)
    assert offered(desk, reference) == {"chase_strategy", "strategy_held", "strategy_not_held"}
    with pytest.raises(Clash), database.transaction():
        move_case(desk, reference, "ask_for_strategy", answers=STRATEGY)
    move(desk, reference, "strategy_not_held", strategy="declined", why="They see no significant harm.")
    assert offered(desk, reference) == {"ask_for_strategy"}


def test_a_strategy_discussion_is_timed_from_the_asking_until_it_is_held_and_the_urgent_one_to_the_same_day(desk):
    reference = taken(desk, make.load_child())
    move(desk, reference, "ask_for_strategy", **{**STRATEGY, "strategy_urgent": "no"})
    running = open_clocks()
    assert running >= {"csc.strategy", "mash.strategy_chase"}
    assert "csc.strategy.urgent" not in running
    move(desk, reference, "strategy_held", strategy_on=clocks.today().isoformat(), why="A joint enquiry.")
    assert not {one for one in open_clocks() if "strategy" in one}
    move(desk, reference, "ask_for_strategy", **STRATEGY)
    assert open_clocks() >= {"csc.strategy", "csc.strategy.urgent", "mash.strategy_chase"}


def test_asking_again_counts_the_chase_anew_and_closing_ends_it(desk):
    reference = taken(desk, make.load_child())
    move(desk, reference, "ask_for_strategy", **STRATEGY)
    move(desk, reference, "chase_strategy", asked_whom="Duty manager, by telephone", said="Tomorrow at ten.")
    assert "mash.strategy_chase" in open_clocks()
    make.graded(desk, reference, grade="green")
    with database.transaction():
        assert warn_strategy_awaited(desk, open_case_file(desk, reference).case, Answers())
    move(desk, reference, "not_share", not_shared_because="known", why="They hold it.")
    assert not {one for one in open_clocks() if "strategy" in one}


def test_an_outcome_of_another_stage_is_not_taken_for_this_one(desk):
    reference = taken(desk, make.load_child())
    make.graded(desk, reference, **AMBER)
    move(desk, reference, "share", **SHARE)
    wrong = {"outcome_stage": "closure", "outcome_closure": "contact_nfa", "outcome_on": "2026-11-03"}
    assert refused(desk, reference, "outcome", **wrong).field == "outcome_closure"


def test_amber_is_lowered_by_a_supervisor_and_raised_by_the_desk(desk):
    reference = taken(desk, make.load_child())
    make.graded(desk, reference, **AMBER)
    lower = {"grade": "green", "level": "2", "why": "The aunt has moved in."}
    assert refused(desk, reference, "regrade", **lower).code == "not_in_role"
    move(make.reader("supervisor"), reference, "regrade", **lower)
    move(desk, reference, "regrade", grade="red", level="4", why="A knife was found.")
    assert refused(make.reader("supervisor"), reference, "regrade", **lower).field == "agreed_by"


def test_blue_is_not_shared_and_amber_is_not_closed_unshared_by_the_desk(desk):
    code = make.load_child()
    blue, amber = taken(desk, code), taken(desk, code)
    make.graded(desk, blue)
    make.graded(desk, amber, **AMBER)
    assert refused(desk, blue, "share", **SHARE).field == "recipient"
    assert refused(desk, amber, "not_share", **make.KEPT_UNSHARED).code == "not_in_role"


def test_a_childs_third_unshared_notification_in_a_year_is_a_sergeants_to_close(desk):
    code = make.load_child()
    for _ in range(2):
        make.closed_unshared(desk, taken(desk, code))
    third = taken(desk, code)
    make.graded(desk, third)
    assert refused(desk, third, "not_share", **make.KEPT_UNSHARED).code == "sergeant_first"
    assert move(make.reader("supervisor"), third, "not_share", **make.KEPT_UNSHARED).state == "not_shared"


def test_the_officer_who_is_asked_answers_and_the_owner_is_told(desk):
    reference = taken(desk, make.load_child())
    assert move(desk, reference, "ask", question="Who else was there?").state == "asked"
    assert move(make.reader("responding_officer"), reference, "answer", reply="An uncle.").state == "researching"
    with database.as_service():
        told = {alert.kind: alert.to_officer.username for alert in Alert.objects.exclude(to_officer=None)}
    assert told == {"concern.asked": "responding_officer", "concern.answered": "mash_desk"}


def test_one_key_with_another_grade_is_a_clash_and_with_the_same_is_one_grading(desk):
    reference = taken(desk, make.load_child())
    make.graded(desk, reference, **AMBER)
    up = {"grade": "red", "level": "4", "why": "A knife."}

    def sent(**answers):
        with database.transaction():
            return move_case(desk, reference, "regrade", answers={**up, **answers}, idempotency_key="k")

    assert sent().last_event_id == sent().last_event_id
    with pytest.raises(Clash):
        sent(grade="green")


def test_a_case_that_another_system_owns_is_not_moved_here(desk):
    reference = taken(desk, make.load_child())
    with database.as_service():
        Case.objects.filter(reference=reference).update(owned_by="Merlin")
    assert refused(desk, reference, "ask", question="Who?").code == "not_ours"


def test_a_checklist_answer_needs_its_why_where_nothing_was_done(desk):
    from goldthread.core.cases.checking import answer_item

    reference = taken(desk, make.load_child())
    with database.transaction(), pytest.raises(NotValid) as found:
        answer_item(desk, reference, "checks_done", "unknown")
    assert found.value.field == "why"
