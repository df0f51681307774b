"""Officers decide who is who: with a reason, twice where two established people would be joined, and reversibly."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connections

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.alerts.models import Alert
from goldthread.core.journal.models import Event
from goldthread.core.people import decisions
from goldthread.core.people.actions import Grouping, Moved, Pair, keep_possibles, regroup
from goldthread.core.people.models import Link, LinkDecision, PeopleChange, Person, Possible
from goldthread.core.people.noticing import SEEN, tell
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.link.picture.queries import open_picture
from goldthread.testing import factories as make

WHY = "Checked with the school today."


def mention(number: str, **changes: str) -> UUID:
    """A call about one child; the mention of the child."""
    make.load_child(number, **changes)
    with database.as_service():
        return database.fetch_one("SELECT id FROM records_mention WHERE source_record_id = %s", [number])["id"]


def sisters() -> tuple[UUID, UUID]:
    return mention("1/01OCT26"), mention("2/01OCT26", forenames="Ann", birth_date="2012-02-03")


def established() -> tuple[UUID, UUID]:
    """Two people of two records each."""
    one, other = sisters()
    mention("3/01OCT26")
    mention("4/01OCT26", forenames="Ann", birth_date="2012-02-03")
    return one, other


def boss(name: str = "supervisor"):
    return make.reader("supervisor", username=name)


def in_force() -> list[tuple[str, str]]:
    with database.as_service():
        return list(LinkDecision.objects.order_by("decided_at").values_list("answer", "state"))


class TestDeciding:
    def test_an_answer_binds_at_once_where_one_side_is_a_single_record(self, db):
        decisions.decide(boss(), *sisters(), "same", WHY)
        assert in_force() == [("same", "in_force")]

    def test_the_pair_is_one_whichever_side_is_named_first(self, db):
        one, other = sisters()
        made = decisions.decide(boss(), other, one, "different", WHY)
        assert (made.mention_id, made.other_id) == tuple(sorted((one, other)))

    def test_joining_two_established_people_waits_for_a_second_officer(self, db):
        pair = established()
        assert decisions.decide(boss(), *pair, "same", WHY).state == "waiting"
        with database.as_service():
            assert decisions.decided_about(pair) == decisions.Decided()

    def test_parting_two_established_people_waits_for_nobody(self, db):
        assert decisions.decide(boss(), *established(), "different", WHY).state == "in_force"

    def test_the_officer_who_answered_first_cannot_answer_second(self, db):
        pair = established()
        decisions.decide(boss(), *pair, "same", WHY)
        with pytest.raises(Refusal, match="Another officer"):
            decisions.decide(boss(), *pair, "same", WHY)

    def test_a_second_officer_of_the_same_mind_puts_it_in_force(self, db):
        pair = established()
        decisions.decide(boss(), *pair, "same", WHY)
        assert decisions.decide(boss("second"), *pair, "same", WHY).state == "in_force"
        with database.as_service():
            assert decisions.decided_about(pair).must == (tuple(sorted(pair)),)

    def test_a_second_officer_of_another_mind_leaves_them_apart(self, db):
        pair = established()
        decisions.decide(boss(), *pair, "same", WHY)
        assert decisions.decide(boss("second"), *pair, "different", WHY).state == "not_agreed"
        with database.as_service():
            assert decisions.decided_about(pair) == decisions.Decided()

    def test_what_was_decided_is_not_decided_over(self, db):
        pair = sisters()
        decisions.decide(boss(), *pair, "different", WHY)
        with pytest.raises(Clash, match="decided already"):
            decisions.decide(boss("second"), *pair, "same", WHY)

    def test_a_decision_withdrawn_binds_no_more_and_may_be_decided_anew(self, db):
        pair = sisters()
        made = decisions.decide(boss(), *pair, "different", WHY)
        decisions.withdraw(boss("second"), made.pk, "The school was wrong.")
        decisions.decide(boss(), *pair, "same", WHY)
        assert in_force() == [("different", "withdrawn"), ("same", "in_force")]

    def test_two_officers_who_answer_at_once_are_heard_one_after_the_other(self, db):
        pair = sisters()
        readers, start = [boss(), boss("second")], threading.Barrier(2)

        def answer(by) -> str:
            start.wait()
            try:
                return decisions.decide(by, *pair, "different", WHY).state
            except Clash as clash:
                return clash.words
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            said = sorted(pool.map(answer, readers))
        assert said == ["That pair was decided already.", "in_force"]
        assert in_force() == [("different", "in_force")]

    @pytest.mark.parametrize(("answer", "reason", "field"), [("same", " ", "reason"), ("maybe", WHY, "answer")])
    def test_an_answer_needs_to_be_one_of_three_and_to_have_a_reason(self, db, answer, reason, field):
        with pytest.raises(NotValid) as refused:
            decisions.decide(boss(), *sisters(), answer, reason)
        assert refused.value.field == field
        assert in_force() == []

    def test_an_officer_without_the_permission_decides_nothing(self, db):
        pair = sisters()
        with pytest.raises(Refusal):
            decisions.decide(make.reader("responding_officer"), *pair, "same", WHY)
        assert in_force() == []

    def test_a_pair_with_a_hidden_side_is_not_there(self, db):
        one = mention("1/01OCT26")
        make.deliver("cad", make.ndjson([make.cad_row("9/01OCT26", restriction="hidden")]))
        with database.as_service():
            hidden = database.fetch_one("SELECT id FROM records_mention WHERE source_record_id = '9/01OCT26'")["id"]
        with pytest.raises(NotFound):
            decisions.decide(boss(), one, hidden, "same", WHY)

    def test_the_reason_is_in_the_journal_and_not_in_the_row(self, db):
        made = decisions.decide(boss(), *sisters(), "different", WHY)
        with database.as_service():
            event = Event.objects.get(stream=f"link:{made.pk}")
            assert event.payload.body == {"reason": WHY}
            assert WHY not in str(event.facts)


class TestParting:
    def test_records_taken_out_are_decided_to_be_another_than_each_that_stays(self, db):
        one, stays, also = mention("1/01OCT26"), mention("2/01OCT26"), mention("3/01OCT26")
        made = decisions.part(boss(), make.code_of("1/01OCT26"), [one], WHY)
        pairs = {(row.mention_id, row.other_id) for row in made}
        assert pairs == {tuple(sorted((one, stays))), tuple(sorted((one, also)))}
        assert {row.state for row in made} == {"in_force"}

    def test_parting_ends_an_earlier_decision_that_they_are_one(self, db):
        one, other = mention("1/01OCT26"), mention("2/01OCT26")
        decisions.decide(boss(), one, other, "same", WHY)
        decisions.part(boss("second"), make.code_of("1/01OCT26"), [one], WHY)
        assert in_force() == [("same", "withdrawn"), ("different", "in_force")]

    def test_one_record_at_least_stays(self, db):
        one = mention("1/01OCT26")
        with pytest.raises(NotValid, match="must stay"):
            decisions.part(boss(), make.code_of("1/01OCT26"), [one], WHY)

    def test_a_record_of_somebody_else_cannot_be_taken_out(self, db):
        _, other = sisters()
        with pytest.raises(NotValid, match="this person has now"):
            decisions.part(boss(), make.code_of("1/01OCT26"), [other], WHY)


class TestChanges:
    def solve(self, *groups: list[UUID]):
        with database.as_service():
            held = {one: clocks.now() for group in groups for one in group}
            return regroup([Grouping(frozenset(group), {}) for group in groups], held)

    def kinds(self) -> list[str]:
        with database.as_service():
            return list(PeopleChange.objects.order_by("id").values_list("kind", flat=True))

    def test_a_new_person_is_created(self, db):
        mention("1/01OCT26")
        assert self.kinds() == ["created"]

    def test_a_record_that_joins_somebody_is_linked(self, db):
        mention("1/01OCT26")
        mention("2/01OCT26")
        assert self.kinds() == ["created", "linked"]

    def test_somebody_retired_into_another_is_merged(self, db):
        one, other = sisters()
        self.solve([one, other])
        assert self.kinds() == ["created", "created", "merged"]
        with database.as_service():
            assert Person.objects.filter(retired_at=None).count() == 1

    def test_records_that_become_a_new_person_are_split_off(self, db):
        one, other, third = mention("1/01OCT26"), mention("2/01OCT26"), mention("3/01OCT26")
        change = self.solve([one, other], [third])
        assert self.kinds()[3:] == ["created", "split"]
        assert [moved.mentions for moved in change.parted] == [(third,)]

    def test_records_that_go_to_somebody_else_are_unlinked_here_and_linked_there(self, db):
        one, also, other = mention("1/01OCT26"), mention("2/01OCT26"), mention("3/01OCT26", forenames="Ann")
        fourth = mention("4/01OCT26", forenames="Ann")
        self.solve([one], [other, fourth, also])
        assert sorted(self.kinds()[4:]) == ["linked", "unlinked"]

    def test_solving_again_changes_nothing(self, db):
        one, other = sisters()
        self.solve([one, other])
        before = self.kinds()
        assert self.solve([one, other]).linked == 0
        assert self.kinds() == before

    def test_a_link_that_stands_keeps_its_start_and_says_its_newest_reason(self, db):
        one, other = mention("1/01OCT26"), mention("2/01OCT26")
        with database.as_service():
            start = Link.objects.get(mention=one).from_at
            regroup([Grouping(frozenset([one, other]), {one: ["m-2"], other: ["m-2"]}, {one: {"total": 9.5}})], {})
            again = Link.objects.get(mention=one)
        assert (again.from_at, again.reasons, again.explanation) == (start, ["m-2"], {"total": 9.5})


class TestPossibles:
    def keep(self, touched, *pairs: Pair) -> int:
        with database.as_service():
            held = [mention for pair in pairs for mention in (pair.mention, pair.other)]
            return keep_possibles(touched, pairs, dict.fromkeys(held, clocks.now()))

    def open(self) -> list[tuple[UUID, UUID]]:
        with database.as_service():
            return list(Possible.objects.filter(to_at=None).values_list("mention", "other"))

    def test_a_pair_is_kept_once_however_often_it_is_found(self, db):
        low, high = sorted(sisters())
        pair = Pair(low, high, 3.5, "twins", {"total": 3.5})
        assert (self.keep([low], pair), self.keep([high], pair)) == (1, 0)
        assert self.open() == [(low, high)]

    def test_a_pair_found_no_more_is_closed_and_not_deleted(self, db):
        low, high = sorted(sisters())
        self.keep([low], Pair(low, high, 3.5, "", {}))
        self.keep([high])
        assert self.open() == []
        with database.as_service():
            assert Possible.objects.count() == 1

    def test_a_pair_of_others_is_left_as_it_is(self, db):
        low, high = sorted(sisters())
        third = mention("3/01OCT26", forenames="Zoe")
        self.keep([low], Pair(low, high, 3.5, "", {}))
        self.keep([third])
        assert self.open() == [(low, high)]


class TestNotices:
    def saw(self, role: str) -> None:
        with database.transaction():
            open_picture(make.reader(role), make.code_of("1/01OCT26"))

    def moved(self, one: UUID) -> Moved:
        with database.as_service():
            link = Link.objects.get(mention=one, to_at=None)
            return Moved(link.person_id, link.person_id, (one,), link.from_at)

    def test_whoever_opened_the_wrong_picture_is_told_once_until_they_have_read_it(self, db):
        one = mention("1/01OCT26")
        self.saw("responding_officer")
        with database.as_service():
            assert (tell([self.moved(one)]), tell([self.moved(one)])) == (1, 0)
            told = Alert.objects.get()
        assert (told.to_officer.username, told.words, told.person_code) == (
            "responding_officer", SEEN, make.code_of("1/01OCT26"),
        )  # fmt: skip

    def test_nobody_is_told_who_did_not_open_it(self, db):
        one = mention("1/01OCT26")
        make.reader("responding_officer")
        with database.as_service():
            assert tell([self.moved(one)]) == 0

    def test_whoever_opened_it_before_the_wrong_record_came_is_not_told(self, db):
        mention("1/01OCT26")
        self.saw("responding_officer")
        late = mention("2/01OCT26")
        with database.as_service():
            assert tell([self.moved(late)]) == 0


def test_a_look_is_logged_with_both_people_of_a_decision(db):
    pair = sisters()
    decisions.decide(boss(), *pair, "different", WHY)
    people = {make.person_id_of(make.code_of(number)) for number in ("1/01OCT26", "2/01OCT26")}
    with database.transaction():
        look(make.reader("dpo"))
        logged = database.fetch("SELECT people FROM access_logentry WHERE operation = 'alteration'")
    assert people in [set(row["people"]) for row in logged]
