"""Every write on a recommendation's promise: plan and objective, how far it has come, its position, what it needs."""

from collections.abc import Sequence
from datetime import date

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import Clash, NotFound, NotValid
from goldthread.improve.plans.held import Held
from goldthread.improve.plans.keeping import (
    held_recommendation,
    journal_made,
    journal_of,
    keeper,
    not_to_come,
    officer_of,
    places_of,
    post_of,
    said,
)
from goldthread.improve.plans.models import Commitment, Dependency, Position, Split
from goldthread.improve.plans.moving import check_needs, project, take
from goldthread.improve.plans.once import Sent
from goldthread.improve.plans.posts import check_answers
from goldthread.improve.plans.register import chosen, foreseen, plans
from goldthread.improve.plans.stages import MOVES, ORDER
from goldthread.improve.recommendations.models import Point, Recommendation


def commit(
    by: Reader, recommendation_id: int, plan: str, objective: str, post: str, borough: str = "", *,
    idempotency_key: str | None = None,
) -> Commitment:  # fmt: skip
    """Say in which plan a recommendation stands, what is to be achieved, and which post answers. Earlier words stay."""
    officer = keeper(by)
    chosen("plan", plan, plans())
    aim = said("objective", objective, "Enter what is to be achieved.")
    role, where = post_of(post, borough)
    sent = Sent("plan.committed", idempotency_key, (recommendation_id, plan, aim, role, where))
    with db.transaction():
        under = look(by, operation="alteration", change="plan.committed")
        if before := sent.made_before(by):
            return Commitment.objects.get(pk=before)
        recommendation = held_recommendation(recommendation_id)
        made = Commitment.objects.create(
            recommendation=recommendation, plan=plan, objective=aim, post_role=role, post_borough=where,
            at=clocks.now(), by=officer,
        )  # fmt: skip
        _depend_as_foreseen(by, recommendation)
        facts = {"plan": plan, "post": role, "of": where}
        journal_made(by, under, sent, stream(recommendation_id), facts, made.pk)
    return made


def move(
    by: Reader, recommendation_id: int, move_id: str, places: Sequence[int] = (), *, reason: str = "",
    other: int | None = None, idempotency_key: str | None = None,
) -> str:  # fmt: skip
    """Move points of a recommendation, all where none is named; the stage of the whole afterwards.

    All of them or none: a point that the move does not suit, or that lacks what the move needs, refuses it by name.
    """
    officer = keeper(by)
    step = MOVES[chosen("move", move_id, MOVES)]
    why = said("reason", reason, "Say why.") if "reason" in step.needs else reason.strip()
    sent = Sent("plan.moved", idempotency_key, (recommendation_id, move_id, sorted(places), why, other))
    with db.transaction():
        under = look(by, operation="alteration", change=f"plan.{move_id}")
        if before := sent.made_before(by):
            return Recommendation.objects.get(pk=before).state
        recommendation = held_recommendation(recommendation_id)
        held = Held(clocks.now())
        there = [place for place, _ in held.places[recommendation.pk]]
        wanted = places_of(held, recommendation.pk, list(places)) if places else there
        for place in wanted:
            check_needs(held, recommendation, place, step, other)
        take(officer, recommendation, wanted, step.to, reason=why, other=other)
        stage = project(recommendation)
        facts = {"move": move_id, "to": step.to, "places": wanted, "whole": stage}
        journal_made(by, under, sent, stream(recommendation_id), facts, recommendation.pk)
    return stage


def split(by: Reader, recommendation_id: int, texts: Sequence[str], *, idempotency_key: str | None = None) -> list[int]:
    """Split a recommendation that asks for several things in one sentence into points; their places.

    The publisher's own words stay as they are; each point goes on from where the whole stood.
    """
    officer = keeper(by)
    parts = [said("points", text, "A point has no words.") for text in texts if text.strip()]
    if len(parts) < 2:
        raise NotValid("points", "Enter two points or more, one on each line.")
    sent = Sent("plan.split", idempotency_key, (recommendation_id, parts))
    with db.transaction():
        under = look(by, operation="alteration", change="plan.split")
        if before := sent.made_before(by):
            return list(Point.objects.filter(recommendation=before).order_by("place").values_list("place", flat=True))
        recommendation = held_recommendation(recommendation_id)
        if recommendation.points.exists():
            raise Clash("It has points already.", "Points of the report are never cut up.")
        stage = recommendation.state
        Split.objects.create(recommendation=recommendation, at=clocks.now(), by=officer)
        made = Point.objects.bulk_create(
            Point(recommendation=recommendation, place=place, text=text, state=stage)
            for place, text in enumerate(parts, 1)
        )
        journal_made(by, under, sent, stream(recommendation_id), {"points": len(parts)}, recommendation.pk)
    return [point.place for point in made]


def say_position(
    by: Reader, recommendation_id: int, text: str, places: Sequence[int] = (), on: date | None = None, *,
    idempotency_key: str | None = None,
) -> Position:  # fmt: skip
    """Say where things stand. Earlier words stay. It speaks of the points it names; of the whole where it names none.

    The words name no child: figures and what was done, never a case.
    """
    by.must("read_recommendations")
    return position_of(by, recommendation_id, text, places, on, idempotency_key)


def position_of(
    by: Reader, recommendation_id: int, text: str, places: Sequence[int], on: date | None, key: str | None
) -> Position:
    """The same for a post that reads no recommendation, and says it of the action it answers for."""
    by.must("own_actions") if not by.may("keep_plans") else None
    officer = officer_of(by)
    position = said("position", text, "Enter where things stand.")
    sent = Sent("plan.position", key, (recommendation_id, position, sorted(places), on))
    with db.transaction():
        under = look(by, operation="alteration", change="plan.position")
        if before := sent.made_before(by):
            return Position.objects.get(pk=before)
        recommendation = held_recommendation(recommendation_id)
        held = Held(clocks.now())
        wanted = places_of(held, recommendation.pk, list(places)) or [0]
        check_answers(by, held, [recommendation.pk], "position")
        made = Position.objects.create(
            recommendation=recommendation, places=wanted, words=position,
            on=not_to_come("on", on or clocks.today()), at=clocks.now(), by=officer,
        )  # fmt: skip
        facts = {"position": made.pk, "places": wanted}
        journal_made(by, under, sent, stream(recommendation_id), facts, made.pk)
    return made


def depend(
    by: Reader, recommendation_id: int, needs: int, until: str = "action_complete", why: str = "", *,
    idempotency_key: str | None = None,
) -> Dependency:  # fmt: skip
    """Say that one recommendation waits for another, and why. What would wait for itself in a ring is refused."""
    keeper(by)
    source = said("why", why, "Say why it waits.")
    if until not in ORDER:
        raise NotValid("until", f'"{until[:40]}" is no stage.', f"One of: {', '.join(ORDER)}.")
    sent = Sent("plan.depends", idempotency_key, (recommendation_id, needs, until, source))
    with db.transaction():
        under = look(by, operation="alteration", change="plan.depends")
        if before := sent.made_before(by):
            return Dependency.objects.get(pk=before)
        recommendation, needed = held_recommendation(recommendation_id), held_recommendation(needs)
        made = _depend(by, recommendation, needed, until, source)
        facts = {"needs": needs, "until": until}
        journal_made(by, under, sent, stream(recommendation_id), facts, made.pk)
    return made


def depend_no_more(by: Reader, recommendation_id: int, needs: int) -> None:
    """Say that one recommendation waits for another no longer; that it did stays on record."""
    officer = keeper(by)
    with db.transaction():
        under = look(by, operation="alteration", change="plan.depends no more")
        rows = Dependency.objects.filter(recommendation_id=recommendation_id, needs_id=needs, ended_at=None)
        if not rows.update(ended_at=clocks.now(), ended_by=officer):
            raise NotFound("It does not wait for that one.", "See what it depends on.")
        journal_of(by, under, "plan.depends_no_more", stream(recommendation_id), {"needs": needs})


def stream(recommendation_id: int) -> str:
    return f"recommendation:{recommendation_id}"


def _depend_as_foreseen(by: Reader, one: Recommendation) -> None:
    """What the reports themselves say of what waits for what, once: a person who ends it is not overruled."""
    for row in foreseen():
        if one.kind != "recommendation" or (one.report.published_on, one.number) != (row.published_on, row.number):
            continue
        needed = Recommendation.objects.filter(report=one.report, kind=one.kind, number=row.needs).first()
        if needed and not Dependency.objects.filter(recommendation=one, needs=needed).exists():
            _depend(by, one, needed, row.until, row.source)


def _depend(by: Reader, one: Recommendation, needed: Recommendation, until: str, source: str) -> Dependency:
    waits = dict.fromkeys([needed.pk])
    edges = list(Dependency.objects.filter(ended_at=None).values_list("recommendation_id", "needs_id"))
    if (one.pk, needed.pk) in edges:
        raise Clash("It waits for that one already.", "See what it depends on.")
    for _ in edges:
        waits |= dict.fromkeys(needs for waiting, needs in edges if waiting in waits)
    if one.pk in waits:
        raise NotValid("needs", f"{needed.number} waits for {one.number} itself.", "Neither would ever begin.")
    return Dependency.objects.create(
        recommendation=one, needs=needed, needs_stage=until, source=source, at=clocks.now(), by=officer_of(by)
    )
