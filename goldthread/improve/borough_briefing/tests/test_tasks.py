"""A task has a name and a time; who it was given to hears of it; what came of it stands in the next briefing."""

from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.models import LogEntry
from goldthread.core.alerts.models import Alert
from goldthread.core.journal.models import Event
from goldthread.core.journal.queries import verify
from goldthread.core.organisation.models import DutyShift, Post
from goldthread.core.people.rights import erase
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.improve.borough_briefing import actions, queries
from goldthread.improve.borough_briefing.actions import Wanted
from goldthread.improve.borough_briefing.keeping import LineToKeep, add_line, keep_ward
from goldthread.improve.borough_briefing.models import IntelligenceLine, Task
from goldthread.testing import factories as make
from goldthread.testing.tasks import a_task


@pytest.fixture
def boss(db):
    return make.reader("duty_inspector")


@pytest.fixture
def pc(db):
    return make.reader("responding_officer")


def soon(hours: float = 3):
    return clocks.now() + timedelta(hours=hours)


def give(by, words: str = "Visit the aunt.", **wanted) -> Task:
    with database.transaction():
        return actions.give_task(by, Wanted(words, wanted.pop("due_at", soon()), **wanted))


def did(step, *told, **more) -> Task:
    with database.transaction():
        return step(*told, **more)


def kept(reference: str) -> Task:
    with database.as_service():
        return Task.objects.select_related("officer").get(reference=reference)


def alerts_of(task: Task) -> list[Alert]:
    with database.as_service():
        return list(Alert.objects.filter(kind="task", case_reference=task.reference).order_by("pk"))


class TestGiving:
    def test_the_officer_it_is_given_to_is_alerted_and_it_climbs(self, boss, pc):
        task = give(boss, officer="responding_officer")
        (told,) = alerts_of(task)
        assert (told.to_officer, told.words.startswith(f"Task {task.reference} by ")) == (pc.officer, True)
        assert [step["role"] for step in told.climbs] == ["supervisor", "duty_inspector", "borough_commander"]

    def test_the_alert_says_nothing_of_what_is_asked_or_of_whom(self, boss, pc):
        task = give(boss, "Visit the aunt in Elm Road.", officer="responding_officer", about=make.load_child())
        assert "aunt" not in alerts_of(task)[0].words

    def test_given_to_a_post_it_is_whoevers_on_duty_there(self, boss, pc):
        with database.as_service():
            post = Post.objects.get(officer=pc.officer)
            DutyShift.objects.create(post=post, starts_at=soon(-1), ends_at=soon(7))
        assert give(boss, role="responding_officer").officer == pc.officer

    def test_without_anybody_on_duty_it_has_no_name_and_is_saved_all_the_same(self, boss):
        task = give(boss, role="responding_officer")
        assert (task.officer, task.state) == (None, "given")
        assert alerts_of(task)[0].words == f"Task {task.reference} has no name on it."

    def test_pressed_twice_it_is_given_once_and_says_so(self, boss, pc):
        due_at = soon()
        first = give(boss, officer=pc.officer.username, due_at=due_at)
        with pytest.raises(Clash, match=first.reference):
            give(boss, officer=pc.officer.username, due_at=due_at)
        assert len(alerts_of(first)) == 1
        with database.as_service():
            assert Task.objects.count() == 1

    def test_a_task_about_a_child_is_a_look_at_the_child(self, boss, pc):
        code = make.load_child()
        give(boss, about=code, officer="responding_officer")
        with database.as_service():
            row = LogEntry.objects.latest("id")
        assert (row.operation, row.people) == ("alteration", [make.person_id_of(code)])

    @pytest.mark.parametrize(("field", "wanted"), [
        ("words", {"words": "  "}), ("words", {"words": "x" * 201}), ("due_at", {"due_at": None}),
        ("due_at", {"due_at": soon(-1)}), ("due_at", {"due_at": soon(24 * 15)}), ("officer", {"officer": "nobody"}),
        ("officer", {"officer": "plan_lead"}), ("role", {"role": "partner"}),
    ])  # fmt: skip
    def test_what_cannot_be_is_refused_beside_its_field(self, boss, field, wanted):
        make.reader("plan_lead")
        with pytest.raises(NotValid) as found:
            give(boss, **wanted)
        assert found.value.field == field

    def test_only_those_who_lead_a_borough_give_tasks_and_only_there(self, pc, boss):
        with pytest.raises(Refusal, match="cannot give a task"):
            give(pc)
        with pytest.raises(Refusal, match="Your briefing is Merrowfield's"):
            give(boss, borough="oxlade")

    def test_an_officer_of_another_borough_is_not_given_one(self, boss):
        make.officer("responding_officer", "far", borough="Oxlade")
        with pytest.raises(NotValid, match="is not of Merrowfield"):
            give(boss, officer="far")


class TestAnswering:
    def test_accepting_ends_its_climb_and_twice_changes_nothing(self, boss, pc):
        task = give(boss, officer="responding_officer")
        for _ in range(2):
            assert did(actions.accept_task, pc, task.reference).state == "accepted"
        assert alerts_of(task)[0].next_climb_at is None
        with database.as_service():
            assert Event.objects.filter(kind="task.accepted").count() == 1

    def test_not_done_needs_the_reason(self, boss, pc):
        task = give(boss, officer="responding_officer")
        with pytest.raises(NotValid, match="Say why it was not done"):
            did(actions.answer_task, pc, task.reference, "not_done")
        done = did(actions.answer_task, pc, task.reference, "not_done", why="Nobody was in.")
        assert (done.state, done.why, done.ended_by) == ("not_done", "Nobody was in.", pc.officer)

    def test_it_may_have_been_done_before_it_was_told(self, boss, pc):
        task, before = give(boss, officer="responding_officer"), soon(-0.01)
        assert did(actions.answer_task, pc, task.reference, "done", at=before).ended_at == before
        with pytest.raises(NotValid, match="in the future"):
            did(actions.answer_task, pc, give(boss, officer="responding_officer").reference, "done", at=soon(2))

    def test_another_officer_does_not_answer_it_and_whoever_gives_tasks_may(self, boss, pc):
        task = give(boss, officer="responding_officer")
        with pytest.raises(Refusal, match="somebody else's"):
            did(actions.answer_task, make.reader("mash_desk"), task.reference, "done")
        assert did(actions.answer_task, boss, task.reference, "done").ended_by == boss.officer

    def test_what_has_ended_ends_once(self, boss, pc):
        task = give(boss, officer="responding_officer")
        did(actions.answer_task, pc, task.reference, "done")
        for step in (actions.accept_task, lambda by, ref: actions.withdraw_task(by, ref, "Twice.")):
            with pytest.raises(Clash, match="has ended"):
                did(step, boss, task.reference)

    def test_nothing_is_held_under_a_reference_that_nobody_has(self, pc):
        with pytest.raises(NotFound):
            did(actions.accept_task, pc, "W-BBBBBBB")

    def test_one_without_a_name_is_named_and_its_officer_hears_of_it(self, boss, pc):
        task = give(boss)
        assert did(actions.name_officer, boss, task.reference, "responding_officer").officer == pc.officer
        nobody, now = alerts_of(task)
        assert (nobody.withdrawn_why, now.to_officer) == ("It was given to somebody else.", pc.officer)

    def test_one_without_a_name_is_taken_by_anybody_of_the_post(self, boss, pc):
        task = give(boss, role="responding_officer")
        assert did(actions.accept_task, pc, task.reference).officer == pc.officer

    def test_carried_over_it_stays_as_it_ended_and_a_new_one_leads_back(self, boss, pc):
        task = give(boss, officer="responding_officer", about=make.load_child())
        did(actions.answer_task, pc, task.reference, "not_done", why="Nobody was in.")
        again = did(actions.carry_over, boss, task.reference, soon(20))
        assert (again.carried_from_id, again.officer, again.mention_id) == (task.pk, pc.officer, task.mention_id)
        assert (kept(task.reference).state, kept(task.reference).why) == ("carried", "Nobody was in.")
        with pytest.raises(Clash):
            did(actions.carry_over, boss, task.reference, soon(20))

    def test_the_journal_rebuilds_every_task(self, boss, pc):
        task = give(boss, officer="responding_officer")
        did(actions.accept_task, pc, task.reference)
        did(actions.answer_task, pc, task.reference, "not_done", why="Nobody was in.")
        did(actions.carry_over, boss, task.reference, soon(20))
        with database.as_service():
            assert verify().differences == []


class TestReading:
    def test_my_tasks_are_mine_the_next_due_first_under_one_look(self, boss, pc):
        code = make.load_child(birth_date="2012-03-02")
        give(boss, "Later.", officer="responding_officer", due_at=soon(9))
        give(boss, "First.", officer="responding_officer", about=code)
        give(boss, "Another's.", officer="duty_inspector")
        with database.transaction():
            found = queries.my_tasks(pc)
        assert [(one.words, bool(one.child)) for one in found] == [("First.", True), ("Later.", False)]
        with database.as_service():
            assert LogEntry.objects.latest("id").people == [make.person_id_of(code)]

    def test_yesterdays_stand_in_todays_with_what_came_of_them(self, boss, pc):
        with clocks.held_at(clocks.now() - timedelta(days=1)):
            done, not_done, silent = (a_task(words=one) for one in ("Visit the aunt.", "Ring the school.", "See her."))
            did(actions.answer_task, pc, done, "done")
            did(actions.answer_task, pc, not_done, "not_done", why="Nobody was in.")
        with database.transaction():
            sheet = queries.open_sheet(boss)
        assert (sheet.counts.yesterday.done, sheet.counts.yesterday.not_done, sheet.counts.yesterday.open) == (1, 1, 1)
        assert {one.reference: one.why for one in sheet.yesterday} == {done: "", not_done: "Nobody was in.", silent: ""}

    def test_one_that_nobody_answered_for_days_does_not_fall_off_the_sheet(self, boss, pc):
        with clocks.held_at(clocks.now() - timedelta(days=4)):
            old = a_task()
        with clocks.held_at(clocks.now() - timedelta(days=1)):
            a_task()
        with database.transaction():
            assert queries.open_sheet(boss).yesterday[0].reference == old

    def test_as_known_then_a_result_told_later_is_not_known(self, boss, pc):
        with clocks.held_at(clocks.now() - timedelta(days=1)):
            task = a_task()
        then = clocks.now()
        did(actions.answer_task, pc, task, "done")
        with database.transaction():
            before, now = queries.open_sheet(boss, at=then), queries.open_sheet(boss)
        assert (before.yesterday[0].state, now.yesterday[0].state) == ("accepted", "done")


def test_what_was_to_be_done_about_a_child_goes_when_the_child_is_erased_and_the_task_stays(boss, pc):
    code = make.load_child()
    task = give(boss, "Visit the aunt in Elm Road.", officer="responding_officer", about=code)
    did(actions.answer_task, pc, task.reference, "not_done", why="The aunt was away.")
    with database.transaction():
        erase(make.reader("dpo"), code, rule="DPA 2018 s47", authority="DPO")
    found = kept(task.reference)
    assert (found.words, found.why, found.state) == ("Erased", "", "not_done")
    with database.as_service():
        assert not verify().differences


def test_free_words_that_name_somebody_all_the_same_go_when_they_are_erased(boss, pc):
    code = make.load_child(surname="Kowal", forenames="Tilda")
    ward, other = make.reader("ward_officer"), "A grey car waits outside the school."
    named = give(boss, "See Tilda, and tell the KOWAL aunt.", officer="responding_officer")
    with database.transaction():
        for words in ("Tilda Kowal is often at the arcade.", f"{code} is seen there.", other):
            add_line(ward, LineToKeep(words, "2", "B", "C", "Police only."))
        keep_ward(ward, "Harbour", look_for="Kowal, Tilda and her brother.")
    with database.transaction():
        erase(make.reader("dpo"), code, rule="DPA 2018 s47", authority="DPO")
        sheet = queries.open_sheet(boss)
    assert kept(named.reference).words == "Erased"
    assert [(one.words, one.conditions) for one in sheet.lines] == [(other, "Police only.")]
    assert [one.look_for for one in sheet.wards] == [""]
    with database.as_service():
        assert set(IntelligenceLine.objects.values_list("words", flat=True)) == {"Erased", other}
