"""A missing child's case played by hand: each step at its London time, by the role that takes it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.models import Case
from goldthread.core.cases.reviewing import Reviewed, review
from goldthread.core.clocks.models import Clock
from goldthread.core.organisation.authorities import authorities
from goldthread.respond.missing.grading import child_of
from goldthread.respond.missing.reporting import report_missing
from goldthread.testing import factories as make

LONDON = ZoneInfo("Europe/London")
REPORT = {
    "informant_role": "childrens_home",
    "informant": "M. Cole, the home's manager",
    "channel": "101",
    "missing_from": "childrens_home",
    "q_worry": "She went out in the evening and does not answer.",
    **dict.fromkeys(
        ("q_out_of_character", "q_medical", "q_medication", "q_disability", "q_victim_crime", "q_hurt", "q_cse_now",
         "q_cce", "q_self_harm", "q_danger_others", "q_abroad"), "no"),
    "q_previous": "yes",
    "care": "s31",
}  # fmt: skip
RANKS = {"supervisor": "Sergeant", "duty_inspector": "Inspector", "superintendent": "Superintendent"}


def london(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold)


@pytest.fixture
def jess(db, monkeypatch) -> str:
    monkeypatch.setenv("GOLDTHREAD_PROFILE", "met")  # the example is of London's profile
    with clocks.held_at(london("2026-09-02T12:00")):
        child = make.child(forenames="Jess", surname="Kent", birth_date="2011-05-11", sex="F")
        make.deliver("cad", make.ndjson([make.cad_row("1/01SEP26", linked_persons=[child])]))
        make.officer("control_room")
        for username, rank in RANKS.items():
            officer = make.officer("supervisor" if username == "superintendent" else username, username)
            with database.as_service():
                officer.rank = rank
                officer.save(update_fields=["rank"])
    return make.code_of("1/01SEP26")


def report(code: str, at: str, **told) -> Case:
    """A child who is away at an earlier report came back by then: else this is one more report of that episode."""
    come_back(code, london(at) - timedelta(minutes=30))
    with clocks.held_at(london(at)), database.transaction():
        return report_missing(make.reader("control_room"), code, **{**REPORT, **told})


def come_back(code: str, at: datetime) -> None:
    """A child who is away is found by then, and back."""
    with database.as_service():
        away = [one for one in Case.objects.filter(area="missing", owned_by="") if one.facts.get("returned_on") is None
                and one.closed_at is None and child_of(one) == make.person_id_of(code)]  # fmt: skip
    for case in away:
        with clocks.held_at(at), database.transaction():
            by, told = make.reader("control_room"), {"located_on": at.isoformat(), "located_how": "self_return"}
            if case.state not in ("located", "safe"):
                move_case(
                    by, case.reference, "locate", answers={**told, "located_place": "At home", "located_with": "-"}
                )
            move_case(by, case.reference, "return", answers={"returned_on": at.isoformat(), "returned_to": "home",
                      "return_safe": "Her aunt is there."})  # fmt: skip


def step(case: Case, move: str, at: str, role: str = "control_room", **answers) -> Case:
    with clocks.held_at(london(at)), database.transaction():
        return move_case(make.reader(role), case.reference, move, answers=answers)


def reviewed(case: Case, by: str, at: str) -> None:
    told = Reviewed(looked_at=["grade", "linked"], verdict="sound", found="The grade is right.")
    with clocks.held_at(london(at)), database.transaction():
        review(make.reader("supervisor", username=by), case.reference, told)


def found(case: Case, at: str, how: str, with_whom: str = "Nobody", borough: str = "") -> None:
    step(case, "locate", at, located_on=london(at).isoformat(), located_how=how, located_place="In the street",
         located_with=with_whom, located_borough=borough)  # fmt: skip


def back(case: Case, at: str, to: str = "placement") -> None:
    step(case, "return", at, returned_on=london(at).isoformat(), returned_to=to, return_safe="The home is staffed.")


def spoken_to(case: Case, at: str) -> None:
    step(case, "interview", at, interview="done", interview_on=london(at).isoformat(), spoken="alone",
         words="I went to see a friend.")  # fmt: skip


def listened_to(case: Case, at: str) -> None:
    step(case, "return_interview", at, return_interview="done", return_interview_on=london(at).isoformat(),
         independent="yes")  # fmt: skip


def told_of(case: Case, rule_id: str) -> list[tuple[datetime, str]]:
    """Each run of a clock: when it was due, and what became of it."""
    with database.as_service():
        rows = Clock.objects.filter(stream=f"case:{case.pk}", rule_id=rule_id).order_by("start_ref")
        return [(row.due_at, became(row)) for row in rows]


def became(row: Clock) -> str:
    if row.how == "stopped":
        return "met late" if row.is_late else "met"
    return row.how or "running"


def authority() -> str:
    return next(iter(authorities()))
