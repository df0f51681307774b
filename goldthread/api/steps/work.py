"""Steps of work: record a concern, read and move a case, read a queue."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from goldthread.api.shapes.work import ConcernOccasion
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.cases import (
    allocating,
    boards,
    briefing,
    checking,
    handing,
    handing_many,
    indicators,
    keeping,
    opening,
    replaying,
    reviewing,
    sampling,
)
from goldthread.core.cases import exporting as exporting_queue
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.board_sheets import open_sheet
from goldthread.core.cases.in_hand import open_in_hand
from goldthread.core.cases.models import Case
from goldthread.core.cases.queries import open_case_file
from goldthread.core.cases.queueing import Wanted, open_queue
from goldthread.core.plain import plain
from goldthread.core.refusals import NotValid
from goldthread.link.native.met import Met
from goldthread.respond.concern import actions as concerns
from goldthread.respond.concern import exporting
from goldthread.respond.concern.telling import OWN, Adult, Child, Times, Told
from goldthread.web import paper

Answer = dict[str, Any]
MET = ("name", "age", "sex", "description", "address", "relationship")


def record_concern(by: Reader, code: str, *, key: str | None = None, **told: Any) -> Answer:
    """`told` is what the action takes: seen, words, alone, danger, done, risk, occurred_at and the rest."""
    return _standing(concerns.record_concern(by, code, idempotency_key=key, **told))


def area_figures(by: Reader, area: str, month: str = "") -> Answer:
    """The figures of an area, for a month or for the last twelve."""
    return indicators.area_figures(by, area, month).as_json()


def cases_behind(by: Reader, area: str, indicator: str, borough: str = "", month: str = "", page: int = 1) -> Answer:
    """The cases that count in one figure, two hundred a page."""
    return indicators.cases_behind(by, area, indicator, borough=borough, month=month, page=page).as_json()


def open_briefing(
    by: Reader, borough: str = "", period: str = "", *, area: str = "", at: datetime | None = None
) -> Answer:
    """The lines of every area the reader may see, or of one: of their own borough, of another, or of `all`."""
    return briefing.open_briefing(by, borough, period, area=area, at=at).as_json()


def open_work(
    by: Reader,
    area: str,
    *,
    child: str,
    answers: Mapping[str, Any] | None = None,
    risk: str = "",
    occurred_at: datetime | None = None,
    key: str | None = None,
) -> Answer:
    """Open work of any area by its declaration."""
    opened = opening.open_work(
        by, area, child, answers=answers, risk=risk, occurred_at=occurred_at, idempotency_key=key
    )
    return _standing(opened)


def record_occasion(by: Reader, asked: Mapping[str, Any], *, key: str | None = None) -> Answer:
    """`asked` is of the shape `ConcernOccasion`. A concern for each child, and what to think of yet."""
    children = [
        Child(**_who(one, f"new:{place}", "child"), **{name: one[name] for name in OWN})
        for place, one in enumerate(asked["children"])
    ]
    adults = [Adult(**_who(one, f"new:a{place}", "associate")) for place, one in enumerate(asked["adults"])]
    told: dict[str, Any] = {name: asked[name] for name in Told.__dataclass_fields__}
    told |= {name: tuple(told[name]) for name in ("categories", "immediate")}
    times = Times(asked["written_at"], asked["device_now"])
    made = concerns.record_occasion(by, children, Told(**told), adults=adults, times=times, idempotency_key=key)
    return {
        "occasion": made.id,
        "cases": [_standing(case) for case in made.cases],
        "notes": [note.as_json() for note in made.notes],
        "moved": dict(made.moved or {}),
        "clock_ahead": made.clock_ahead,
    }


def occasion_told(text: str) -> Answer:
    """The same shape from a text of JSON, checked as the API checks its bodies."""
    try:
        return dict(ConcernOccasion(**json.loads(text)).dict())
    except (ValidationError, ValueError, TypeError, RecursionError) as wrong:
        found = wrong.errors()[0] if isinstance(wrong, ValidationError) else None
        where = ".".join(str(part) for part in found["loc"]) if found else "told"
        words = f"{where}: {found['msg']}." if found else "This is not an object of JSON."
        raise NotValid(where, words, "The reference page of the API says what it holds.") from None


def concern_export(by: Reader, system: str, *, batch: str = "", only: Sequence[str] = ()) -> Answer:
    return exporting.export_concerns(by, system, batch=batch, only=only).as_json()


def concern_export_text(made: Answer) -> str:
    return exporting.as_csv(made)


def _who(one: Mapping[str, Any], key: str, role: str) -> dict[str, Any]:
    """Somebody by code, or as met."""
    if one["code"]:
        return {"code": one["code"]}
    return {"met": Met(key, role, **{name: one[name] for name in MET})}


def case(by: Reader, reference: str) -> Answer:
    """The case file; `last_event_id` is what a later move names as the last event seen."""
    found = open_case_file(by, reference)
    return found.as_json()


def replay_case(
    by: Reader,
    reference: str,
    *,
    as_known_at: datetime | None = None,
    as_it_was_at: datetime | None = None,
    reason: str = "",
) -> Answer:
    """The case as it was known, or as it was, at an instant."""
    found = replaying.replay_case(by, reference, as_known_at=as_known_at, as_it_was_at=as_it_was_at, reason=reason)
    return found.as_json()


def move(
    by: Reader,
    reference: str,
    move_id: str,
    *,
    note: str = "",
    answers: Mapping[str, Any] | None = None,
    seen_event_id: int | None = None,
    occurred_at: datetime | None = None,
    key: str | None = None,
) -> Answer:
    moved = move_case(
        by,
        reference,
        move_id,
        note=note,
        answers=answers,
        occurred_at=occurred_at,
        seen_event_id=seen_event_id,
        idempotency_key=key,
    )
    return _standing(moved)


def answer_item(
    by: Reader,
    reference: str,
    item: str,
    *,
    answer: str = "",
    why: str = "",
    occurred_at: datetime | None = None,
    key: str | None = None,
) -> Answer:
    return _standing(
        checking.answer_item(by, reference, item, answer, why=why, occurred_at=occurred_at, idempotency_key=key)
    )


def add_note(
    by: Reader, reference: str, note: str, *, occurred_at: datetime | None = None, key: str | None = None
) -> Answer:
    return _standing(checking.add_note(by, reference, note, occurred_at=occurred_at, idempotency_key=key))


def give_case(by: Reader, reference: str, officer: str, *, why: str = "", key: str | None = None) -> Answer:
    return _standing(allocating.allocate(by, reference, officer, why=why, idempotency_key=key))


def hand_over_case(by: Reader, reference: str, *, key: str | None = None, **told: Any) -> Answer:
    """`told` is what the action takes: to, done, next, next_by, worry."""
    return _standing(handing.offer(by, reference, idempotency_key=key, **told))


def step_hand_over(by: Reader, reference: str, step: str, *, question: str = "", key: str | None = None) -> Answer:
    """`accept`, `ask`, `refuse` or `take-back`."""
    if step == "accept":
        return _standing(handing.accept(by, reference, idempotency_key=key))
    if step == "ask":
        return _standing(handing.ask(by, reference, question, idempotency_key=key))
    if step == "refuse":
        return _standing(handing.refuse(by, reference, question, idempotency_key=key))
    if step == "take-back":
        return _standing(handing.withdraw(by, reference, idempotency_key=key))
    raise NotValid("step", f'"{step}" is not a step.', "Steps: accept, ask, refuse, take-back.")


def offer_hand_overs(by: Reader, cases: Sequence[str], *, key: str | None = None, **told: Any) -> Answer:
    """`told` is as in `hand_over_case`, and `besides`."""
    return handing_many.as_json(handing_many.offer_many(by, cases, idempotency_key=key, **told))


def accept_hand_overs(by: Reader, cases: Sequence[str], *, key: str | None = None) -> Answer:
    return handing_many.as_json(handing_many.accept_many(by, cases, idempotency_key=key))


def review_case(by: Reader, reference: str, *, key: str | None = None, **told: Any) -> Answer:
    """`told` is what a review says (`core.cases.reviewing.Reviewed`)."""
    return _standing(reviewing.review(by, reference, reviewing.Reviewed(**told), idempotency_key=key))


def draw_sample(by: Reader, area: str, week: date | None = None) -> Answer:
    """Draw a week's sample of ended work: its number and from how many; its cases are read by `sample`."""
    drawn = sampling.draw_week(by, area, week)
    return sampling.head_with(drawn, sampling.Found(len(drawn.cases), 0, 0, 0))


def samples(by: Reader, area: str) -> Answer:
    """Every sample of an area and what was found, and all of them together."""
    found, draws = sampling.list_draws(by, area)
    return {
        "area": found.id,
        "together": sampling.together(draws).as_json(),
        "quarters": [{"quarter": name, **one.as_json()} for name, one in sampling.by_quarter(draws)],
        "samples": [sampling.head_with(drawn, one) for drawn, one in draws],
    }


def sample(by: Reader, sample_id: int) -> Answer:
    return sampling.open_draw(by, sample_id).as_json()


def carry_out(by: Reader, reference: str, done: str, *, key: str | None = None) -> Answer:
    """What a review asked for is done."""
    return _standing(reviewing.carry_out(by, reference, done, idempotency_key=key))


def in_hand(by: Reader) -> Answer:
    return open_in_hand(by).as_json()


def board(by: Reader, area: str) -> Answer:
    return boards.open_board(by, area).as_json()


def board_rows(by: Reader, area: str, *, scale: str = "", **wanted: Any) -> Answer:
    """A board by rows with what a sheet tells of each; `wanted` and `scale` as in `queue`."""
    return open_sheet(by, area, _wanted(scale, wanted)).as_json()


def board_file(by: Reader, area: str, ending: str, *, scale: str = "", **wanted: Any) -> Answer:
    """The same as one file that needs no system: a page, or a table where the ending is csv."""
    text, cases = paper.file_of(by, area, ending, _wanted(scale, wanted))
    return {"area": area, "cases": cases, "text": text}


def queue(by: Reader, area: str, *, scale: str = "", **wanted: Any) -> Answer:
    """`wanted` is what `Wanted` holds; `scale` is NAME=VALUE."""
    return open_queue(by, area, _wanted(scale, wanted)).as_json()


def queue_views(by: Reader, area: str) -> Answer:
    """The views of a queue that this officer keeps."""
    return {"area": area, "views": [keeping.as_json(one) for one in keeping.views_of(by, area)]}


def keep_view(by: Reader, area: str, name: str, *, first: bool = False, scale: str = "", **wanted: Any) -> Answer:
    """`wanted` and `scale` as in `queue`."""
    return keeping.as_json(keeping.keep_view(by, area, name, _wanted(scale, wanted), is_default=first))


def change_view(by: Reader, area: str, view_id: int, *, name: str | None = None, first: bool | None = None) -> Answer:
    """Rename a view, show it first or no longer; what is not given stays. Both or neither."""
    if name is not None:
        keeping.rename_view(by, area, view_id, name)
    if first is not None:
        keeping.show_first(by, area, view_id, first)
    return queue_views(by, area)


def delete_view(by: Reader, area: str, view_id: int) -> Answer:
    """What is kept after one view was deleted."""
    keeping.delete_view(by, area, view_id)
    return queue_views(by, area)


def queue_export(by: Reader, area: str, *, scale: str = "", **wanted: Any) -> Answer:
    """`wanted` and `scale` as in `queue`; every page of it."""
    return exporting_queue.export_queue(by, area, _wanted(scale, wanted))


def queue_export_text(made: Answer) -> str:
    return exporting_queue.as_file(made)


def _wanted(scale: str, wanted: Mapping[str, Any]) -> Wanted:
    name, _, value = scale.partition("=")
    return Wanted(scales={name: value} if scale else {}, **wanted)


def _standing(moved: Case) -> Answer:
    """Where a case stands now: what whoever moved it needs for the next move, and nothing about the child."""
    state = areas()[moved.area].state(moved.state)
    return plain(
        {
            "reference": moved.reference,
            "area": moved.area,
            "state": state.id,
            "state_words": state.words,
            "whose_turn": state.whose_turn,
            "owner": str(moved.owner) if moved.owner else None,
            "risk": moved.risk,
            "opened_at": moved.opened_at,
            "closed_at": moved.closed_at,
            "last_event_id": moved.last_event_id,
        }
    )
