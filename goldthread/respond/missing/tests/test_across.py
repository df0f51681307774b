"""A missing report is handed over to another borough: MIS-C20, 60 minutes, and the first owner's until accepted."""

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.lateness import act
from goldthread.core.cases.models import Case
from goldthread.core.clocks.models import Clock
from goldthread.core.organisation.models import Borough
from goldthread.core.refusals import NotValid, Refusal
from goldthread.respond.missing.tests.playing import london, report, step, told_of
from goldthread.testing import factories as make

WHY = {"across_why": "She was seen there.", "across_done": "CCTV is asked for.", "across_worry": "Mr P lives there."}


@pytest.fixture
def case(jess) -> Case:
    with clocks.held_at(london("2026-09-02T12:00")):
        for name, borough in (("inspector_q", "Quayside"), ("inspector_m", "Merrowfield")):
            make.officer("duty_inspector", name, borough)
    made = report(jess, "2026-10-23T22:40")
    step(made, "grade", "2026-10-23T22:50", grade="medium", why="Out after dark.")
    return made


def across(case: Case, move: str, at: str, by: str, **answers):
    note = answers.pop("note", "")
    with clocks.held_at(london(at)), database.transaction():
        return move_case(make.reader("duty_inspector", username=by), case.reference, move, answers=answers, note=note)


def propose(case: Case) -> Case:
    return across(case, "propose_across", "2026-10-23T23:00", "inspector_m", to_borough=_code("Quayside"), **WHY)


def _code(name: str) -> str:
    return Borough.objects.get(name=name).code


def heard(words: str) -> list[str]:
    with database.as_service():
        return [one.to_borough.name for one in Alert.objects.filter(kind="missing_across", words__contains=words)]


def test_until_the_other_inspector_accepts_it_is_still_the_first_boroughs(case):
    before = case.borough_id
    proposed = propose(case)
    assert (proposed.borough_id, proposed.facts["crossing"]) == (before, "proposed")
    assert told_of(case, "MIS-C20") == [(london("2026-10-24T00:00"), "running")]
    assert heard("Answer within the hour") == ["Quayside"]


def test_accepted_it_is_the_other_boroughs_and_its_inspector_owns_it(case):
    propose(case)
    accepted = across(case, "accept_across", "2026-10-23T23:40", "inspector_q")
    assert (accepted.borough.name, accepted.owner.username) == ("Quayside", "inspector_q")
    assert told_of(case, "MIS-C20") == [(london("2026-10-24T00:00"), "met")]
    assert heard("accepted a missing child from you") == ["Merrowfield"]


def test_who_proposed_it_cannot_accept_it(case):
    propose(case)
    with pytest.raises(Refusal, match="their inspector answers"):
        across(case, "accept_across", "2026-10-23T23:10", "inspector_m")


def test_not_accepted_it_stays_and_the_giver_hears_why_not(case):
    propose(case)
    stays = across(case, "decline_across", "2026-10-23T23:20", "inspector_q", note="She lives in your borough.")
    assert (stays.borough_id, told_of(case, "MIS-C20")[0][1]) == (case.borough_id, "met")
    assert heard("still yours") == ["Merrowfield"]


def test_what_nobody_answers_in_the_hour_lapses_stays_where_it_is_and_both_sides_hear(case):
    propose(case)
    with clocks.held_at(london("2026-10-24T00:01")):
        act()
        act()
    with database.as_service():
        case = Case.objects.select_related("borough").get(pk=case.pk)
    assert (case.facts["crossing"], case.borough.name) == ("lapsed", "Merrowfield")
    assert sorted(heard("did not answer")) == ["Merrowfield", "Quayside", "Quayside"]  # theirs, theirs to command, ours
    with database.as_service():
        assert Clock.objects.get(stream=f"case:{case.pk}", rule_id="MIS-C20").is_late


def test_it_is_proposed_to_another_borough_than_its_own(case):
    with pytest.raises(NotValid, match="that borough's already"):
        across(case, "propose_across", "2026-10-23T23:00", "inspector_m", to_borough=case.borough_id, **WHY)
