"""A case's clocks, rebuilt from its events: each event says what happened, the area says which clocks that moves."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from goldthread.core.areas.grammar import Area, ClockUse
from goldthread.core.areas.registry import areas
from goldthread.core.clocks.book import book
from goldthread.core.clocks.facts import FactsTurn, Rung, climbed, rungs_of
from goldthread.core.clocks.instants import Moment
from goldthread.core.clocks.models import Clock
from goldthread.core.clocks.runs import Happening, Run, as_row, runs_of
from goldthread.core.journal.models import Event
from goldthread.core.journal.projections import Projection, Row, register
from goldthread.core.standards.book import Book

STREAM = "case:"
INSTANTS = ("started_at", "due_at", "ended_at", "ended_recorded_at")
COLUMNS = (
    "rule_id", "start_ref", *INSTANTS, "due_on", "as_of", "mark", "can_be_breached", "steps", "how", "is_late",
    "is_paused",
)  # fmt: skip


def fold(row: Row | None, event: Event) -> Row:
    """The clocks after an event. The order in which events were told does not matter: `runs_of` sorts them."""
    known = told(row, event)
    return {**known, "stream": event.stream, "clocks": clocks_told(known)}


def told(row: Row | None, event: Event) -> Row:
    """What is known so far: the area, the facts as they turned, and each happening with the case's risk and state then.

    Told twice, it is one. Whoever folds many events reads the clocks once, at the end.
    """
    held = row or {"area": "", "risk": "", "state": "", "happened": {}, "turns": {}}
    changed = event.facts.get("set", {})
    area = changed.get("area") or held["area"]
    risk, state = changed.get("risk", held["risk"]), changed.get("state", held["state"])
    recorded = event.recorded_at.isoformat()
    turns = dict(held["turns"])
    if event.facts.get("facts"):
        turns[str(event.pk)] = {
            "at": event.occurred_at.isoformat(),
            "recorded_at": recorded,
            "facts": event.facts["facts"],
        }
    happened = dict(held["happened"])
    activity = _activity(area, event)
    for key, at in {**event.facts.get("happened", {}), **activity}.items():
        happened[f"{event.pk}:{key}"] = {
            "at": at,
            "recorded_at": recorded,
            "risk": risk,
            "state": state,
            "corrects": event.facts.get("corrects"),
        }
    return {"area": area, "risk": risk, "state": state, "happened": happened, "turns": turns}


def _activity(area_id: str, event: Event) -> dict[str, str]:
    """That an officer did something on the case, for an area that counts how long nobody did."""
    area: Area | None = areas().get(area_id)
    if area is None or not area.activity or event.officer_id is None:
        return {}
    return dict.fromkeys(area.activity.split(), event.recorded_at.isoformat())


def clocks_told(known: Row, book_here: Book | None = None) -> list[dict[str, Any]]:
    """Each run of each clock that what is known so far gives; `book_here` is the book in force, where it is at hand."""
    area: Area | None = areas().get(known["area"])
    if area is None:
        return []
    here = book_here or book()
    turns = [_turn(int(ref), one) for ref, one in known["turns"].items()]
    found: list[dict[str, Any]] = []
    ladders: dict[str, list[Rung]] = {}
    for use in area.clocks:
        rule = here.chosen(use.rule)
        happenings = _happenings(known, use, here.rule(rule).start)
        if use.when is None:
            runs = runs_of(here, rule, happenings, cancelled_by=use.cancelled_by)
            found += [dict(as_row(run)) for run in runs if not _is_only_activity(area, run)]
            continue
        rungs = rungs_of(here, rule, happenings, turns, use.when, cancelled_by=use.cancelled_by)
        ladders.setdefault(use.ladder or use.rule, []).extend(rungs)
    for rungs in ladders.values():
        runs = climbed(here, rungs, _graver(area))
        found += [dict(as_row(run)) for run in runs if not _is_only_activity(area, run)]
    return sorted(found, key=_order)


def _is_only_activity(area: Area, run: Run) -> bool:
    """A time without a deed that the next deed ended in time is not kept: each deed begins another. A late one is."""
    is_activity = run.in_force.rule.start in area.activity.split()
    return is_activity and run.ended is not None and run.how != "cancelled" and not run.is_late_at(
        run.ended.at, run.ended.when.on)  # fmt: skip


def _graver(area: Area) -> Callable[[str, str, str], bool]:
    def is_graver(fact: str, value: str, than: str) -> bool:
        scale = area.scale(fact)
        return bool(scale and scale.is_graver(value, than))

    return is_graver


def _turn(ref: int, one: dict[str, Any]) -> FactsTurn:
    at, recorded = (datetime.fromisoformat(one[name]) for name in ("at", "recorded_at"))
    return FactsTurn(ref, Moment.of(at), recorded, one["facts"])


def _happenings(known: Row, use: ClockUse, start: str) -> list[Happening]:
    found = []
    for name, one in known["happened"].items():
        ref, key = name.split(":", 1)
        if key == start and not _starts(use, one, int(ref), known["turns"]):
            continue
        moment = Moment.of(datetime.fromisoformat(one["at"]))
        recorded = datetime.fromisoformat(one["recorded_at"])
        found.append(Happening(key, moment, recorded, int(ref), one["corrects"]))
    return found


def _starts(use: ClockUse, one: dict[str, Any], ref: int, turns: dict[str, dict[str, Any]]) -> bool:
    is_so = (not use.risks or one["risk"] in use.risks) and (not use.states or one["state"] in use.states)
    return is_so and not (use.unless and _fact_by(use.unless[0], ref, turns) in use.unless[1])


def _fact_by(fact: str, ref: int, turns: dict[str, dict[str, Any]]) -> str:
    """What a fact of the case was once an event was told; empty: not told by then."""
    told = [(int(turn), one["facts"]) for turn, one in turns.items() if int(turn) <= ref and fact in one["facts"]]
    return str(max(told, key=lambda one: one[0])[1][fact]) if told else ""


def _order(row: dict[str, Any]) -> tuple[str, int]:
    return row["rule_id"], row["start_ref"]


def _load(stream: str) -> Row | None:
    known: Row | None = None
    for event in Event.objects.filter(stream=stream).order_by("id"):
        known = told(known, event)
    return known


def _store(row: Row) -> None:
    """Write each run that is not as it was. What was told of one stands while its steps do; an ended one tells no more.

    An event moves two or three of a case's clocks. Each of the others that is written too costs four queries.
    """
    held = {(one.rule_id, one.start_ref): one for one in Clock.objects.filter(stream=row["stream"])}
    for values in row["clocks"]:
        old = held.pop((values["rule_id"], values["start_ref"]), None)
        steps_told = old.steps_told if old and old.steps == values["steps"] else 0
        ahead = values["steps"][steps_told:] if not values["ended_at"] and not values["is_paused"] else []
        watch = {"steps_told": steps_told, "next_step_at": _instant(ahead[0]["at"]) if ahead else None}
        written = {**values, **{name: _instant(values[name]) for name in INSTANTS}, **watch}
        if old and _is_as_it_was(old, values, watch):
            continue
        Clock.objects.update_or_create(
            stream=row["stream"], rule_id=values["rule_id"], start_ref=values["start_ref"], defaults=written
        )
    Clock.objects.filter(pk__in=[one.pk for one in held.values()]).delete()


def _is_as_it_was(old: Clock, values: dict[str, Any], watch: dict[str, Any]) -> bool:
    return row_of(old) == values and all(getattr(old, name) == value for name, value in watch.items())


def _stored() -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for event in Event.objects.filter(stream__startswith=STREAM).order_by("id").iterator(chunk_size=2000):
        rows[event.stream] = told(rows.get(event.stream), event)
    for stream, row in rows.items():
        row |= {"stream": stream, "clocks": []}
    for clock in Clock.objects.order_by("stream", "rule_id", "start_ref").iterator(chunk_size=2000):
        rows.setdefault(clock.stream, {"stream": clock.stream, "clocks": []})["clocks"].append(row_of(clock))
    return rows


def row_of(clock: Clock) -> dict[str, Any]:
    """A stored clock in the shape that a fold gives, to be compared with it."""
    row = {name: getattr(clock, name) for name in COLUMNS}
    texts = {name: row[name].isoformat() if row[name] else None for name in (*INSTANTS, "due_on", "as_of")}
    return {**row, **texts}


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


register(Projection("clocks", lambda stream: stream.startswith(STREAM), fold, _load, _store, _stored))
