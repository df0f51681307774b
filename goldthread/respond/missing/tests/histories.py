"""Random lawful histories of one missing child's case: moves that the area offers, answered as its declaration allows.

A step may be refused: by rank, by a guard, by the checklist. Then nothing may have changed. Times advance by at least a
minute; what happened is told up to hours after, never from before the report.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.areas.grammar import Ask, Move
from goldthread.core.areas.moves import is_open
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.answering import offered
from goldthread.core.cases.checking import answer_item
from goldthread.core.cases.handing import accept, offer
from goldthread.core.cases.lateness import act
from goldthread.core.cases.models import Case
from goldthread.core.cases.reviewing import Reviewed, review
from goldthread.core.refusals import Refusal
from goldthread.respond.missing.area import AREA
from goldthread.respond.missing.reporting import report_missing
from goldthread.respond.missing.tests.playing import REPORT, london
from goldthread.testing import factories as make

# The nights the clocks go back and forward are among them.
STARTS = [london(text) for text in (
    "2026-10-24T21:00", "2026-10-25T00:30", "2026-03-28T22:00", "2026-03-29T00:40", "2026-06-12T15:00",
    "2026-11-20T02:10",
)]  # fmt: skip
AHEAD = [1, 3, 20, 45, 90, 200, 500, 1500, 4500]  # minutes
BACK = [0, 0, 5, 50, 300]
ROLES = ("control_room", "missing_unit", "supervisor", "duty_inspector")
REVIEWERS = ("supervisor", "duty_inspector", "superintendent")
# Steps besides the area's own moves, and how the walk is drawn towards an end.
OTHERS = ("review", "item", "hand_over", "accept", "wait")


@dataclass
class History:
    """One case as it goes on, and what was seen of it on the way."""

    draw: Any
    code: str
    now: datetime = field(default=STARTS[0])
    reported: datetime = field(default=STARTS[0])
    reference: str = ""
    steps: list[str] = field(default_factory=list)

    def begin(self) -> None:
        self.now = self.draw(st.sampled_from(STARTS), label="start")
        self.reported = self.now - timedelta(minutes=self.draw(st.sampled_from(BACK), label="told late by"))
        told = {**REPORT, "q_cse_now": self.draw(st.sampled_from(["no", "unknown", "yes"]))}
        with clocks.held_at(self.now), database.transaction():
            case = report_missing(make.reader("control_room"), self.code, occurred_at=self.reported, **told)
        self.reference = case.reference

    def go_on(self) -> None:
        """One step, some time later; the service acts in between, or is late itself."""
        self.now += timedelta(minutes=self.draw(st.sampled_from(AHEAD), label="later by"))
        with clocks.held_at(self.now):
            if self.draw(st.booleans(), label="the service acts"):
                act()
        before = self.case()
        offered_now = [one for one in AREA.moves_from(before.state) if is_open(one, before.facts)]
        onward = [one.id for one in offered_now if one.ends_in]  # twice as likely: else few histories come to an end
        chosen = self.draw(st.sampled_from([*(one.id for one in offered_now), *onward, *OTHERS]), label="step")
        self.now += timedelta(seconds=1)
        try:
            with clocks.held_at(self.now), database.transaction():
                self._take(chosen, before)
        except Refusal as refusal:
            self.steps.append(f"{self.now:%d %H:%M} {chosen}: refused, {refusal.words[:40]}")
            assert self.case().last_event_id == before.last_event_id, "a refused step wrote something"
        else:
            self.steps.append(f"{self.now:%d %H:%M} {chosen}")

    def case(self) -> Case:
        with database.as_service():
            return Case.objects.get(reference=self.reference)

    def _take(self, chosen: str, case: Case) -> None:
        if chosen == "review":
            by = make.reader("supervisor", username=self.draw(st.sampled_from(REVIEWERS)))
            review(by, self.reference, Reviewed(["grade"], "sound", "The grade is right."))
        elif chosen == "item":
            self._answer_all()
        elif chosen == "hand_over":
            offer(make.reader("control_room"), self.reference, to="missing_unit", done="Rung.", next="Go there.",
                  next_by=self.now + timedelta(hours=2), worry="none")  # fmt: skip
        elif chosen == "accept":
            accept(make.reader("missing_unit"), self.reference)
        elif chosen != "wait":
            self._move(AREA.move(chosen) or AREA.moves[0], case)

    def _move(self, move: Move, case: Case) -> None:
        answers: dict[str, Any] = {}
        for ask in move.asks:
            if ask.when is None or answers.get(ask.when[0]) in ask.when[1]:
                answers[ask.id] = self._answered(ask)
        note = "Read again." if move.needs_note else ""
        may = [role for role in ROLES if make.reader(role).may(move.permission)]
        role = self.draw(st.sampled_from(may or ROLES), label="role")
        move_case(make.reader(role), self.reference, move.id, note=note, answers=answers)

    def _answered(self, ask: Ask) -> Any:
        if not ask.required and self.draw(st.booleans()):
            return ""
        if ask.kind == "instant" and ask.ahead:
            return (self.now + timedelta(minutes=self.draw(st.sampled_from([30, 100, 239])))).isoformat()
        if ask.kind == "instant":
            back = timedelta(minutes=self.draw(st.sampled_from(BACK), label=f"{ask.id} back by"))
            return max(self.reported, self.now - back).isoformat()
        if ask.kind == "day":
            return clocks.day_of(self.now).isoformat()
        if ask.kind in ("text", "long"):
            return "As told."
        chosen = self.draw(st.sampled_from([value for value, _ in offered(ask)]), label=ask.id)
        return [chosen] if ask.kind == "choices" else chosen

    def _answer_all(self) -> None:
        """Every item that closing needs, by whoever is there."""
        for item in (one for one in AREA.checklist if "close" in one.needed_for):
            answer_item(make.reader("control_room"), self.reference, item.id, "not_needed", why="As told.")
