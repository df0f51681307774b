"""What holds of every lawful history of a missing child's case: the same random histories in each run."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.roles import roles
from goldthread.core.cases.briefing import open_briefing
from goldthread.core.cases.queries import open_case_file
from goldthread.core.cases.replaying import replay_case
from goldthread.core.clocks.book import book
from goldthread.core.clocks.models import Clock
from goldthread.core.journal.models import Event
from goldthread.core.journal.queries import verify
from goldthread.core.refusals import Refusal
from goldthread.respond.missing.area import AREA
from goldthread.respond.missing.tests.histories import History
from goldthread.respond.missing.tests.playing import (
    RANKS,
    back,
    found,
    listened_to,
    london,
    report,
    reviewed,
    spoken_to,
    step,
)
from goldthread.respond.missing.tests.test_figures import answered, closing, told_care
from goldthread.respond.missing.tests.test_replay import STANDING
from goldthread.testing import factories as make

EXAMPLES, STEPS = 8, 14
KEPT = (3, 8, STEPS)  # the steps after which it is kept how the case stood
CLOSED_WITH = ("interview", "return_interview", "care_told", "harm", "reasons", "onward")
ACTIVITY = ("MIS-C21.high", "MIS-C21.med")  # each deed begins another, and one that was ended in time is not kept


@pytest.fixture
def children(db: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A child for each history, and officers of each rank."""
    monkeypatch.setenv("GOLDTHREAD_PROFILE", "met")
    with clocks.held_at(london("2026-01-02T12:00")):
        named = [make.child(forenames=f"Ann{chr(97 + n)}", surname=f"Oak{chr(97 + n)}e", birth_date="2011-05-11")
                 for n in range(EXAMPLES)]  # fmt: skip
        make.deliver("cad", make.ndjson([make.cad_row(f"{n + 1}/01JAN26", linked_persons=[one])
                                         for n, one in enumerate(named)]))  # fmt: skip
        for username in ("control_room", "missing_unit", *RANKS):
            officer = make.officer("supervisor" if username == "superintendent" else username, username)
            with database.as_service():
                officer.rank = RANKS.get(username, "")
                officer.save(update_fields=["rank"])
    return [make.code_of(f"{n + 1}/01JAN26") for n in range(EXAMPLES)]


def test_whatever_happens_nothing_is_lost_and_the_journal_tells_the_same(children: list[str]) -> None:
    left = list(children)

    @settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(st.data())
    def lives(data: st.DataObject) -> None:
        watched = Watched(History(data.draw, left.pop() if left else children[0]))
        for _ in range(STEPS):
            watched.step()
        watched.end()

    lives()
    with database.as_service():
        assert verify().as_json()["differences"] == []


class Watched:
    """A history with what must hold after each step of it."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.runs: set[tuple[str, int]] = set()
        self.late: dict[tuple[str, int], datetime] = {}
        self.is_owned = False
        self.stood: list[tuple[datetime, dict[str, Any]]] = []
        history.begin()
        self._check()

    def step(self) -> None:
        self.history.go_on()
        self._check()

    def end(self) -> None:
        """A replay at some moment is where the case stood then, at now where it stands; so is the briefing."""
        one = self.history
        for at, stood in self.stood:
            with clocks.held_at(one.now), database.transaction():
                told = replay_case(make.reader("supervisor"), one.reference, as_known_at=at).as_json()
            assert {name: told[name] for name in STANDING} == stood, (at, one.steps)
        with clocks.held_at(one.now), database.transaction():
            assert self._listed(None) == self._listed(one.now), one.steps

    def _listed(self, at: datetime | None) -> list[dict[str, Any]]:
        """This case in the briefing; others lie at other times."""
        listed = open_briefing(make.reader("supervisor"), "all", area="missing", at=at).as_json()["open"]
        return [one for one in listed if one["reference"] == self.history.reference]

    def _check(self) -> None:
        with database.as_service():
            stream = f"case:{self.history.case().pk}"
            running = list(Clock.objects.filter(stream=stream))
            happened = {key for facts in Event.objects.filter(stream=stream).values_list("facts", flat=True)
                        for key in facts.get("happened", {})}  # fmt: skip
        self._check_turn()
        self._check_kept(running, happened)
        self._check_late(running)
        if len(self.history.steps) in KEPT:
            self._keep()

    def _keep(self) -> None:
        with clocks.held_at(self.history.now), database.transaction():
            file = open_case_file(make.reader("supervisor"), self.history.reference).as_json()
        self.stood.append((self.history.now, {name: file[name] for name in STANDING}))

    def _check_turn(self) -> None:
        """An open case is of a desk whose turn it is, or its owner's: once taken it is never without one again.

        Graded and not taken yet, it has no owner: then it stands with the desk, first in its queue.
        """
        case, said = self.history.case(), self.history.steps
        state = AREA.state(case.state)
        assert (case.closed_at is None) is not state.is_closed, said
        assert state.is_closed or state.whose_turn in (*roles(), "owner"), said
        assert case.owner_id or not self.is_owned, said
        self.is_owned = case.owner_id is not None
        if state.is_closed:
            assert case.offered_at is None, said
        if case.state == "closed":
            assert all(case.facts.get(name) for name in CLOSED_WITH), said
            assert case.reviewed_at, said

    def _check_kept(self, running: list[Clock], happened: set[str]) -> None:
        """Every clock whose start happened is there, in some state, and none that was there is gone."""
        runs = {(one.rule_id, one.start_ref) for one in running if one.rule_id not in ACTIVITY}
        assert self.runs <= runs, (self.runs - runs, self.history.steps)
        self.runs = runs
        here = book()
        for use in AREA.clocks:
            rule = here.chosen(use.rule)
            if use.when or use.states or use.unless or use.risks or here.rule(rule).counts_after:
                continue  # it starts only under a condition
            if here.rule(rule).start in happened:
                assert any(one.rule_id == rule for one in running), (rule, self.history.steps)

    def _check_late(self, running: list[Clock]) -> None:
        """What was seen late stays late, unless the deed is told to have been done in time: then that is told late."""
        found = {(one.rule_id, one.start_ref): one for one in running}
        for key, due in self.late.items():
            one = found.get(key)
            assert one is not None, (key, self.history.steps)
            in_time = one.ended_at is not None and one.ended_at <= due and one.ended_recorded_at > due
            is_late = one.is_late or (one.ended_at is None and one.due_at <= due)
            assert is_late or in_time, (key, one.due_at, one.ended_at, one.how, self.history.steps)
            assert one.due_at == due or in_time, (key, due, one.due_at, self.history.steps)
        for key, one in found.items():
            if (
                one.ended_at is None and one.due_at and one.due_at < self.history.now and not one.is_paused
            ) or one.is_late:
                self.late.setdefault(key, one.due_at)


NEEDED = ("interview", "return_interview", "care_told", "review", "items")


@pytest.mark.parametrize("left_out", ["", *NEEDED])
def test_a_case_closes_only_with_an_interview_a_notification_a_review_and_its_checklist(
    jess: str, left_out: str
) -> None:
    case = report(jess, "2026-11-10T10:00")
    step(case, "grade", "2026-11-10T10:05", grade="medium", why="Out since the morning.")
    found(case, "2026-11-10T12:00", "police")
    back(case, "2026-11-10T13:00")
    ways: dict[str, Callable[[], Any]] = {
        "interview": lambda: spoken_to(case, "2026-11-10T14:00"),
        "return_interview": lambda: listened_to(case, "2026-11-11T14:00"),
        "care_told": lambda: told_care(case, "2026-11-11T15:00"),
        "review": lambda: reviewed(case, "supervisor", "2026-11-11T16:00"),
        "items": lambda: answered(case, "2026-11-11T17:00"),
    }
    for name in NEEDED:
        if name != left_out:
            ways[name]()
    if not left_out:
        assert closing(case, "2026-11-12T10:00").state == "closed"
        return
    with pytest.raises(Refusal):
        closing(case, "2026-11-12T10:00")
    with database.as_service():
        case.refresh_from_db()
    assert case.state == "returned"
