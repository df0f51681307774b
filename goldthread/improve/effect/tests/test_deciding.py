"""What people decide of a test of effect: pass marks, and readings that are kept."""

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.journal.models import Event
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.improve.effect import actions, queries
from goldthread.improve.effect.declared import OURS, OWN
from goldthread.improve.effect.models import Evaluation
from goldthread.respond.missing.tests.playing import london
from goldthread.testing import factories as make

NOW = "2026-11-20T12:00"
HALF_A_YEAR = (london("2026-05-01T00:00"), london("2026-11-01T00:00"))


def adopted(number: str = "2", value: float = 300, why: str = "Five hours is what we promised."):
    with clocks.held_at(london(NOW)):
        return actions.adopt(make.reader("chief_officer"), number, value, why)


class TestAdopting:
    def test_a_mark_is_proposed_until_a_named_chief_officer_adopts_it(self, db) -> None:
        by = make.reader("plan_lead")
        before = queries.one_tested(by, "2")
        adopted(value=240)
        after = queries.one_tested(by, "2")
        assert (before.adopted_by, before.pass_mark) == (None, 300)
        assert after.pass_mark == 240
        assert after.adopted_on is not None
        assert "PROPOSED" not in " ".join(after.sentences)
        assert after.is_passed is None  # nobody was missing: nothing can be said

    def test_it_is_an_event_with_who_and_when(self, db) -> None:
        adopted()
        with database.as_service():
            told = Event.objects.get(kind="effect.mark_adopted")
        assert told.officer is not None
        assert told.facts["value"] == 300
        assert told.facts["outcome"] == "held-to-safe"

    def test_nobody_else_adopts_one(self, db) -> None:
        for role in ("plan_lead", "analyst", "borough_commander"):
            with pytest.raises(Refusal, match="cannot adopt a standard"):
                actions.adopt(make.reader(role), "2", 300, "We like it.")

    def test_it_can_be_withdrawn_and_is_then_proposed_again(self, db) -> None:
        adopted()
        with clocks.held_at(london("2026-11-21T12:00")):
            actions.withdraw(make.reader("chief_officer"), "2", "Too loose.")
            by = make.reader("plan_lead")
            assert queries.one_tested(by, "2").adopted_by is None
            assert [one.value for one in queries.adoptions_of(by, "2")] == [None, 300]
            with pytest.raises(Clash, match="No pass mark"):
                actions.withdraw(make.reader("chief_officer"), "2", "Again.")

    @pytest.mark.parametrize(
        ("number", "value", "why", "words"),
        [("2", -1, "Why", "minutes, from 0"), ("3", 1.5, "Why", "from 0 to 1"), ("2", float("nan"), "Why", "minutes"),
         ("2", 300, "  ", "why this is enough"), ("2", 300, "x" * 1001, "no more than 1,000")],
    )  # fmt: skip
    def test_what_cannot_be_a_mark_is_refused(self, db, number, value, why, words) -> None:
        with pytest.raises(NotValid, match=words):
            adopted(number, value, why)

    def test_a_test_that_measures_nothing_takes_no_mark(self, db, monkeypatch, tmp_path) -> None:
        unmeasured = '    outcome: ""\n    unknown_because: "nobody records it"\n'
        own = tmp_path / "own.yaml"
        own.write_text(OURS.read_text().replace("    outcome: custody:moved\n", unmeasured))
        monkeypatch.setenv(OWN, str(own))
        with pytest.raises(NotValid, match="Nothing is measured here yet"):
            adopted("8", 0.5, "Why")

    def test_the_same_mark_twice_is_a_clash_and_a_number_without_a_test_is_not_found(self, db) -> None:
        adopted()
        with pytest.raises(Clash, match="adopted already"):
            adopted()
        with pytest.raises(NotFound):
            adopted("12")


class TestKeeping:
    def test_a_reading_is_kept_whole_with_its_digest(self, db) -> None:
        with clocks.held_at(london(NOW)):
            kept = actions.keep(make.reader("plan_lead"), "2", *HALF_A_YEAR)
        with database.as_service():
            held = Evaluation.objects.get(pk=kept.pk)
        assert actions.digest_of(held) == held.digest
        held.told["verdict"] = "better"
        assert actions.digest_of(held) != held.digest

    def test_a_time_that_is_not_over_is_not_kept(self, db) -> None:
        with clocks.held_at(london(NOW)), pytest.raises(NotValid, match="not over"):
            actions.keep(make.reader("plan_lead"), "2")

    def test_the_same_reading_is_kept_once(self, db) -> None:
        with clocks.held_at(london(NOW)):
            actions.keep(make.reader("plan_lead"), "2", *HALF_A_YEAR)
            with pytest.raises(Clash, match="word for word"):
                actions.keep(make.reader("plan_lead"), "2", *HALF_A_YEAR)

    def test_who_keeps_no_recommendations_keeps_no_reading(self, db) -> None:
        with pytest.raises(Refusal, match="cannot change the recommendations"):
            actions.keep(make.reader("analyst"), "2", *HALF_A_YEAR)
