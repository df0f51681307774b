"""Supervisors review ended work that chance chose: one sample a week, frozen as drawn, and what its reviews found."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area, Framed, Judgement, Sample
from goldthread.core.areas.registry import areas
from goldthread.core.cases.drawing import digest_of, draw
from goldthread.core.cases.models import Case, Drawn
from goldthread.core.cases.projection import stream_of
from goldthread.core.cases.queueing import rows_of
from goldthread.core.cases.reviewing import check_may_review, may_review
from goldthread.core.cases.weighing import Weighed, weigh
from goldthread.core.clocks import LONDON
from goldthread.core.clocks.book import book
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.core.shares import TOO_FEW, Stratum, wilson

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Found:
    """What the reviews of sampled cases found: `wrong` of `answered`; some could not be judged from what is written."""

    drawn: int
    reviewed: int
    answered: int
    wrong: int

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.wrong, self.answered)

    def as_json(self) -> dict[str, Any]:
        between = self.interval
        return {
            "drawn": self.drawn,
            "reviewed": self.reviewed,
            "answered": self.answered,
            "wrong": self.wrong,
            "share": round(self.wrong / self.answered, 4) if self.answered else None,
            "low": round(between[0], 4) if between else None,
            "high": round(between[1], 4) if between else None,
            "too_few": self.answered < TOO_FEW,
        }


@dataclass(frozen=True)
class Together:
    """What several weeks found: all their counts, and the share of all that ended in them, each week by its weight."""

    found: Found
    weighed: Weighed

    def as_json(self) -> dict[str, Any]:
        told = self.weighed
        share, low, high = (None if one is None else round(one, 4) for one in (told.share, told.low, told.high))
        return {**self.found.as_json(), "share": share, "low": low, "high": high, "too_few": told.share is None,
                "weeks": told.weeks, "weeks_left_out": told.left_out, "ended": told.ended}  # fmt: skip


@dataclass(frozen=True)
class OneDraw:
    """A sample as it was drawn, with its rows as a list shows them, and what was found so far."""

    area: Area
    drawn: Drawn
    rows: list[dict[str, Any]]
    found: Found

    def as_json(self) -> dict[str, Any]:
        return {**_head(self.drawn), **self.found.as_json(), "cases": self.rows}


def draw_week(by: Reader, area_id: str, week: date | None = None) -> Drawn:
    """Draw the sample of a week that is over, the last one unless another is named. The first draw of a week stands."""
    area, kind = sampled_area(by, area_id)
    officer = by.officer
    if officer is None:  # `sampled_area` refused it
        raise Refusal("no_person", "A service draws no sample.", "A named officer must.")
    monday = _monday(week)
    frame: list[Framed] = import_string(kind.frame)(_midnight(monday), _midnight(monday + WEEK))
    if not frame:
        raise NotValid("week", "Nothing ended so in that week.", "Choose another week.")
    seed = secrets.token_hex(8)
    size = int(book().setting(kind.size, clocks.today()))
    chosen = draw(frame, size, seed)
    people = sorted({UUID(one.person_id) for one in chosen if one.person_id})
    with db.transaction():
        look(by, people=people, operation="alteration", change="sample drawn", list=f"{area.id} sample {monday}",
             seed=seed, frame=digest_of(frame))  # fmt: skip
        before = Drawn.objects.filter(area=area.id, kind=kind.id, week=monday).select_related("drawn_by").first()
        if before:
            raise Clash(f"{before.drawn_by} drew that week already.", "The first draw stands: review what it drew.")
        return Drawn.objects.create(
            area=area.id,
            kind=kind.id,
            week=monday,
            drawn_by=officer,
            drawn_at=clocks.now(),
            seed=seed,
            frame_size=len(frame),
            frame_digest=digest_of(frame),
            cases=[{"case": one.case_id, "state": one.state, "strata": list(one.strata)} for one in chosen],
        )


def list_draws(by: Reader, area_id: str) -> tuple[Area, list[tuple[Drawn, Found]]]:
    """The samples of an area, the newest first, each with what was found; names nobody."""
    area, kind = sampled_area(by, area_id)
    look(by, list=f"{area.id} samples")
    draws = list(Drawn.objects.filter(area=area.id, kind=kind.id).select_related("drawn_by").order_by("-week"))
    judged = _judged(draws)
    return area, [(one, _found(kind, one, judged)) for one in draws]


def together(draws: Iterable[tuple[Drawn, Found]]) -> Together:
    """Several weeks as one share, each weighed by how many ended in it."""
    held = list(draws)
    counts = [sum(getattr(one, name) for _, one in held) for name in Found.__dataclass_fields__]
    weeks = [Stratum(drawn.frame_size, one.answered, one.wrong) for drawn, one in held]
    return Together(Found(*counts), weigh(weeks))


def by_quarter(draws: Iterable[tuple[Drawn, Found]]) -> list[tuple[str, Together]]:
    """The quarters of the calendar, like 2026-Q3, the newest first. A week is of the quarter of its Monday."""
    held: dict[str, list[tuple[Drawn, Found]]] = {}
    for drawn, one in draws:
        held.setdefault(f"{drawn.week.year}-Q{(drawn.week.month + 2) // 3}", []).append((drawn, one))
    return [(quarter, together(held[quarter])) for quarter in sorted(held, reverse=True)]


def open_draw(by: Reader, draw_id: int) -> OneDraw:
    """One sample with its cases: who each is about, what was said of it, and which this reader may not review."""
    by.must("open_picture")
    with_samples = [one for one in areas().values() if one.sample]
    if not any(may_review(by, one) for one in with_samples):
        check_may_review(by, with_samples[0])  # before anything is read: who reviews nothing learns of no sample
    found = db.fetch("SELECT * FROM goldthread_drawn_ids(%s)", [draw_id])
    if not found:
        raise NotFound("There is no such sample.", "See the list of samples.")
    area, kind = sampled_area(by, found[0]["area"])
    people: dict[UUID, UUID | None] = {row["case_id"]: row["person_id"] for row in found}
    about = sorted({one for one in people.values() if one})
    look(by, people=about, work=area.id, list=f"{area.id} sample {draw_id}")
    drawn, ids = Drawn.objects.select_related("drawn_by").get(pk=draw_id), list(people)
    judged, own = _judged([drawn]), _decided_by(by, ids)
    rows = {row["reference"]: row for row in rows_of(people)}
    references = dict(Case.objects.filter(pk__in=ids).values_list("pk", "reference"))
    lines = [
        {**rows[references[UUID(one["case"])]], **_line(kind, one, judged.get((drawn.pk, one["case"]))),
         "is_own": UUID(one["case"]) in own}
        for one in drawn.cases if UUID(one["case"]) in references
    ]  # fmt: skip
    return OneDraw(area, drawn, lines, _found(kind, drawn, judged))


def sampled_area(by: Reader, area_id: str) -> tuple[Area, Sample]:
    """The area and its sample, for those who review its cases."""
    area = areas().get(area_id)
    if area is None or area.sample is None:
        told = ", ".join(one.id for one in areas().values() if one.sample)
        raise NotValid("area", f'"{area_id[:40]}" is not an area with a sample.', f"Areas: {told}.")
    check_may_review(by, area)
    return area, area.sample


def waiting_for(by: Reader, case: Case, area: Area) -> Drawn | None:
    """The sample in which this case waits to be judged, if there is one. Under an open look."""
    if area.sample is None:
        return None
    holding = Drawn.objects.filter(area=area.id, cases__contains=[{"case": str(case.pk)}]).order_by("-week")
    for drawn in holding:
        if (drawn.pk, str(case.pk)) not in _judged([drawn]):
            return drawn
    return None


def judgements_for(area: Area, drawn: Drawn, case: Case) -> list[Judgement]:
    """What may be said of a drawn case, by the state it ended in."""
    state = next(one["state"] for one in drawn.cases if one["case"] == str(case.pk))
    return [one for one in area.sample.judgements if not one.states or state in one.states] if area.sample else []


def check_judgement(by: Reader, area: Area, case: Case, judged: str) -> Drawn:
    """The sample that a judgement belongs to, or why it cannot be given: nobody judges their own decision."""
    drawn = waiting_for(by, case, area)
    if drawn is None:
        raise NotValid("judged", "This case waits in no sample.", "Leave the judgement out.")
    if judged not in {one.id for one in judgements_for(area, drawn, case)}:
        known = ", ".join(one.id for one in judgements_for(area, drawn, case))
        raise NotValid("judged", "Choose what you say of the decision.", f"One of: {known}.")
    if case.pk in _decided_by(by, [case.pk]):
        raise Refusal("own_work", "You decided in this case yourself.", "Another supervisor judges it.")
    return drawn


def last_judgement(area: Area, events: Iterable[Mapping[str, Any]]) -> Judgement | None:
    """What the last review said of the decision that ended a case, newest event first; a later move voids it."""
    for event in events:
        facts = event["facts"] or {}
        if "move" in facts:
            return None
        judged = facts.get("review", {}).get("judged", "")
        if judged and area.sample:
            return area.sample.judgement(judged)
    return None


def _monday(week: date | None) -> date:
    this = clocks.today() - timedelta(days=clocks.today().weekday())
    monday = this - WEEK if week is None else week - timedelta(days=week.weekday())
    if monday >= this:
        raise NotValid("week", "That week is not over.", "Choose one that is.")
    if monday < this - 53 * WEEK:
        raise NotValid("week", "That is more than a year ago.", "Choose a later week.")
    return monday


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _judged(draws: list[Drawn]) -> dict[tuple[int, str], dict[str, Any]]:
    """What was said of each drawn case, by sample and case: the first time it was said. One query."""
    streams = [stream_of(one["case"]) for drawn in draws for one in drawn.cases]
    rows = db.fetch(
        """SELECT DISTINCT ON (e.stream, e.facts#>>'{review,sample}') e.stream, e.occurred_at,
                  (e.facts#>>'{review,sample}')::bigint AS sample, e.facts#>>'{review,judged}' AS judged,
                  goldthread_called(e.officer_id, e.recorded_at) AS who
             FROM journal_event e
            WHERE e.stream = ANY(%s) AND e.kind = 'case.reviewed' AND e.facts->'review' ? 'sample'
            ORDER BY e.stream, e.facts#>>'{review,sample}', e.id""",
        [streams],
    )
    return {(row["sample"], row["stream"].removeprefix("case:")): row for row in rows}


def _decided_by(by: Reader, ids: list[UUID]) -> set[UUID]:
    """Those of these cases in which the reader took a step, or which they hold."""
    if by.officer is None:
        return set()
    rows = db.fetch(
        """SELECT c.id FROM cases_case c WHERE c.id = ANY(%(ids)s::uuid[]) AND (c.owner_id = %(me)s OR EXISTS (
                SELECT 1 FROM journal_event e
                 WHERE e.stream = 'case:' || c.id AND e.officer_id = %(me)s AND e.facts ? 'move'))""",
        {"ids": ids, "me": by.officer.pk},
    )
    return {row["id"] for row in rows}


def _found(kind: Sample, drawn: Drawn, judged: Mapping[tuple[int, str], Mapping[str, Any]]) -> Found:
    said = [judged[drawn.pk, one["case"]]["judged"] for one in drawn.cases if (drawn.pk, one["case"]) in judged]
    answers = [found for one in said if (found := kind.judgement(one)) and found.is_answer]
    return Found(len(drawn.cases), len(said), len(answers), sum(one.is_wrong for one in answers))


def _line(kind: Sample, one: Mapping[str, Any], said: Mapping[str, Any] | None) -> dict[str, Any]:
    judgement = kind.judgement(said["judged"]) if said else None
    return {
        "ended": one["state"],
        "strata": dict(zip(kind.strata, one["strata"], strict=True)),
        "judged": said["judged"] if said else "",
        "judged_words": judgement.words if judgement else "",
        "judged_by": said["who"] if said else None,
        "judged_at": said["occurred_at"].isoformat() if said else None,
        "is_wrong": bool(judgement and judgement.is_wrong),
    }


def _head(drawn: Drawn) -> dict[str, Any]:
    return {
        "id": drawn.pk,
        "area": drawn.area,
        "week": drawn.week.isoformat(),
        "drawn_by": str(drawn.drawn_by),
        "drawn_at": drawn.drawn_at.isoformat(),
        "seed": drawn.seed,
        "frame_size": drawn.frame_size,
        "frame_digest": drawn.frame_digest,
    }


def head_with(drawn: Drawn, found: Found) -> dict[str, Any]:
    """One sample of the list, as it goes out by API and command."""
    return {**_head(drawn), **found.as_json()}
