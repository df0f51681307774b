"""The invented force's plans under way: promised, acted on, written about or not, by its officers' own steps."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from goldthread.core import clocks, yaml_files
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.clocks import LONDON
from goldthread.core.organisation.queries import officers_in_role
from goldthread.improve.plans import actions, evidence, letters, working
from goldthread.improve.plans.held import Place
from goldthread.improve.plans.models import Commitment
from goldthread.improve.recommendations.models import Recommendation, Report

BEGAN = 126  # days ago: the screens' example of a recommendation open so long
ACCEPTED = -118


@dataclass(frozen=True)
class _Force:
    """Who writes, which recommendations there are, and the day of the demonstration."""

    lead: Reader
    ids: dict[str, int]
    now: datetime

    def day(self, days: int) -> date:
        return clocks.day_of(self.now) + timedelta(days=days)

    def on(self, days: int) -> AbstractContextManager[None]:
        """Work as on that day, in the morning."""
        at = self.now + timedelta(days=days) if days else self.now
        morning = datetime.combine(clocks.day_of(at), time(9, 30), LONDON)
        return clocks.held_at(min(morning, self.now))

    def places(self, named: Iterable[str]) -> tuple[Place, ...]:
        """`2.3` as the recommendation's id and the place."""
        split = (one.partition(".") for one in named)
        return tuple((self.ids[number], int(place or 0)) for number, _, place in split)


def plant_plans(report: Report) -> None:
    """Plan the nine recommendations as the force has so far. Does nothing where they are planned already."""
    if Commitment.objects.exists():
        return
    officer = officers_in_role("plan_lead", clocks.now())[0]
    ids = dict(Recommendation.objects.filter(report=report).values_list("number", "pk"))
    force = _Force(reader_for(officer, "command:demo load"), ids, clocks.now())
    _promise(force)
    steps: list[tuple[int, Callable[[], Any]]] = []
    for row in _told()["actions"]:
        steps += _action(force, row)
    steps += [
        (day, _position(force, number, points, day, words)) for number, points, day, words in _told()["positions"]
    ]
    for row in _told()["evidence"]:
        steps += _evidence(force, row)
    steps += [(day, _moves(force, named, moves)) for named, moves, day in _told()["moves"]]
    steps.append((_told()["letter"]["day"], _letter(force)))
    for day, step in sorted(steps, key=lambda one: one[0]):
        with force.on(day):
            step()


def _promise(force: _Force) -> None:
    with force.on(ACCEPTED):
        for number, parts in _told()["split"].items():
            actions.split(force.lead, force.ids[number], parts)
        for number, (plan, post, objective) in _told()["objectives"].items():
            actions.move(force.lead, force.ids[number], "accept")
            actions.commit(force.lead, force.ids[number], plan, objective, post)


def _action(force: _Force, row: list[Any]) -> list[tuple[int, Callable[[], Any]]]:
    """An action's steps: added when it was first thought of, then reported on."""
    named, words, plan, origin, post, start, due, states = row
    told = working.Told(
        words, plan, origin, post, force.day(due), start_on=force.day(start), serves=force.places(named)
    )
    held: dict[str, str] = {}

    def add() -> None:
        held["reference"] = working.add_action(force.lead, told).action.reference

    def say(state: str) -> Callable[[], Any]:
        return lambda: working.report_action(force.lead, held["reference"], state)

    added = min([start, *states, -16])
    return [(added, add), *((day, say(state)) for day, state in states.items())]


def _position(force: _Force, number: str, points: list[int], day: int, words: str) -> Callable[[], Any]:
    return lambda: actions.say_position(force.lead, force.ids[number], words, points, force.day(day))


def _evidence(force: _Force, row: list[Any]) -> list[tuple[int, Callable[[], Any]]]:
    named, title, kind, effective, words, added, approved = row
    told = evidence.Told(
        title,
        kind,
        force.day(effective),
        force.places(named),
        data=f"{title}\n\n{words}\n".encode(),
        name=f"{title}.txt",
    )
    held: dict[str, int] = {}

    def add() -> None:
        held["id"] = evidence.add_evidence(force.lead, told).pk

    steps: list[tuple[int, Callable[[], Any]]] = [(added, add)]
    chief = officers_in_role("chief_officer", force.now)
    if approved is not None and chief:
        approver = reader_for(chief[0], "command:demo load")
        steps.append((approved, lambda: evidence.approve_evidence(approver, held["id"])))
    gone = _told()["withdrawn"]
    if gone["title"] == title:
        steps.append((gone["day"], lambda: evidence.withdraw_evidence(force.lead, held["id"], gone["why"])))
    return steps


def _moves(force: _Force, named: list[str], moves: list[str]) -> Callable[[], None]:
    def move() -> None:
        places = force.places(named)
        for recommendation in dict.fromkeys(one for one, _ in places):
            for step in moves:
                actions.move(
                    force.lead, recommendation, step, [place for one, place in places if one == recommendation]
                )

    return move


def _letter(force: _Force) -> Callable[[], Any]:
    told = _told()["letter"]
    says = {force.places([named])[0]: word for named, word in told["says"].items()}
    return lambda: letters.record_letter(force.lead, told["reference"], force.day(told["day"]), told["words"], says)


@cache
def _told() -> dict[str, Any]:
    found: dict[str, Any] = yaml_files.read(Path(__file__).with_name("plans.yaml"))
    return found
