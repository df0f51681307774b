"""Reading the plans: how every recommendation stands, or stood at a past instant, from one batch of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.organisation.queries import officers_in_role
from goldthread.core.refusals import NotFound
from goldthread.improve.governance.queries import must_see, sight_of
from goldthread.improve.plans.beside import notes_of
from goldthread.improve.plans.held import Held, pair
from goldthread.improve.plans.models import ActionVersion, Evidence
from goldthread.improve.plans.posts import is_theirs
from goldthread.improve.plans.seen import as_seen, withheld
from goldthread.improve.plans.stages import GONE, is_as_far, slowest, words
from goldthread.improve.plans.standing import (
    ActionNow,
    EvidenceNow,
    LetterNow,
    PointNow,
    PositionNow,
    RecommendationNow,
    ServedNow,
)
from goldthread.improve.recommendations.models import Recommendation
from goldthread.improve.recommendations.queries import title_of
from goldthread.improve.recommendations.timescales import words_of


@dataclass(frozen=True)
class Around:
    """What stands around an action: the points it serves, what was said of them (the latest first), what proves it."""

    serves: tuple[ServedNow, ...]
    positions: tuple[PositionNow, ...]
    evidence: tuple[EvidenceNow, ...]


def standing(by: Reader, at: datetime | None = None) -> list[RecommendationNow]:
    """Every recommendation of the register with every nested point, as it stands or as it stood at an instant.

    Plans, positions and evidence are in it only for whoever's post or seat shows them (governance: `sight_of`).
    The number of queries does not grow with the number of recommendations.
    """
    by.must("read_recommendations")
    hidden = withheld(by)
    return [as_seen(one, hidden) for one in all_standing(Held(at or clocks.now()))]


def all_standing(held: Held) -> list[RecommendationNow]:
    """The same out of what is held, for a sweep that asks for nobody."""
    every = [_recommendation(held, one) for one in held.recommendations]
    return [replace(one, notes=notes_of(one, every)) for one in every]


def one_standing(by: Reader, recommendation_id: int, at: datetime | None = None) -> RecommendationNow:
    """One recommendation as it stands among the others."""
    found = [one for one in standing(by, at) if one.recommendation_id == recommendation_id]
    if not found:
        raise NotFound("There is no such recommendation.", "See the list of recommendations.")
    return found[0]


def actions_standing(by: Reader, at: datetime | None = None) -> list[ActionNow]:
    """Every action of both plans, those that serve no recommendation too: the force's own additions."""
    by.must("read_recommendations")
    must_see(by, "plans")
    held = Held(at or clocks.now())
    return [_action(held, row, None) for row in held.actions]


def action_standing(by: Reader, reference: str) -> tuple[ActionNow, list[ActionVersion]]:
    """One action as it stands, and every version of it, the latest first."""
    if not by.may("own_actions"):
        by.must("read_recommendations")
    held = Held(clocks.now())
    versions = [row for row in held.versions if row.action.reference == reference.strip().upper()]
    if not versions:
        raise NotFound(f"There is no action {reference[:20]}.", "See the plans.")
    if not is_theirs(by, versions[-1].post_role, versions[-1].post_borough):
        by.must("read_recommendations")
        must_see(by, "plans")
    return _action(held, versions[-1], None), versions[::-1]


def actions_of(by: Reader, *, ended_too: bool = False) -> list[ActionNow]:
    """The actions that the reader's own post answers for, the first due first; done and dropped ones where asked."""
    by.must("own_actions")
    held = Held(clocks.now())
    rows = [row for row in held.actions if ended_too or row.state in ("planned", "in_progress")]
    mine = [_action(held, row, None) for row in rows if is_theirs(by, row.post_role, row.post_borough)]
    return sorted(mine, key=lambda action: (action.due_on, action.reference))


def around(by: Reader, action: ActionNow) -> Around:
    """What an action serves, and what was said and proved of it that the reader sees: their own words, or by sight."""
    held, sees = Held(clocks.now()), sight_of(by).sees
    numbers = {one.pk: one.number for one in held.recommendations}
    texts = {(one, place): text for one, points in held.places.items() for place, text in points}
    me = by.officer.pk if by.officer else None
    return Around(
        tuple(
            ServedNow(one, place, f"{numbers[one]}.{place}" if place else numbers[one], texts.get((one, place), ""))
            for one, place in action.serves
            if one in numbers
        ),
        tuple(
            PositionNow(numbers[row.recommendation_id], row.words, row.on, str(row.by))
            for row in reversed(held.positions)
            if ("positions" in sees or row.by_id == me)
            and {(row.recommendation_id, place) for place in row.places} & set(action.serves)
        ),
        tuple(
            _evidence(held, row, 0)
            for row in held.evidence
            if ("evidence" in sees or row.by_id == me) and set(map(pair, row.serves)) & set(action.serves)
        ),
    )


def closed_at(at: datetime) -> set[int]:
    """The recommendations that were closed, merged or superseded at an instant."""
    held = Held(at)
    stages = {one.pk: slowest(held.stage(one.pk, place) for place, _ in held.places[one.pk])
              for one in held.recommendations}  # fmt: skip
    return {one for one, stage in stages.items() if stage in ("closed", *GONE)}


def holder_of(role: str) -> str | None:
    """Who holds the post of a role now; the first by username where several do."""
    found = officers_in_role(role, clocks.now())
    return str(found[0]) if found else None


def _recommendation(held: Held, one: Recommendation) -> RecommendationNow:
    today = clocks.day_of(held.at)
    points = tuple(_point(held, one, place, text) for place, text in held.places[one.pk])
    stage = slowest(point.stage for point in points)
    promised = held.commitments.get(one.pk)
    role, borough = (promised.post_role, promised.post_borough) if promised else ("", "")
    position = next((row for row in reversed(held.positions) if row.recommendation_id == one.pk), None)
    depends, waits = _dependencies(held, one)
    letters = _letters(held, one)
    evidence = [_evidence(held, row, one.pk) for row in held.evidence if _serves(row.serves, one.pk)]
    is_open = stage not in ("closed", *GONE)
    published = one.report.published_on
    return RecommendationNow(
        report_id=one.report_id,
        recommendation_id=one.pk,
        number=one.number,
        title=one.title or title_of(one.text, points[0].text if points[0].place else ""),
        text=one.text,
        time_group=words_of(one.timescale),
        due_on=one.due_on,
        days_open=(today - published).days if published and is_open else None,
        stage=stage,
        stage_words=words(stage),
        plan=promised.plan if promised else "",
        objective=promised.objective if promised else "",
        responsible_post=held.post_words(role, borough) if role else "",
        responsible_name=held.holders.get((role, borough)),
        position=position.words if position else None,
        position_on=position.on if position else None,
        position_by=str(position.by) if position else None,
        actions=tuple(_action(held, row, one.pk) for row in held.actions if _serves(row.serves, one.pk)),
        points=points,
        depends_on=depends,
        waits_for=waits,
        evidence=tuple(row for row in evidence if row.withdrawn_at is None),
        withdrawn=tuple(row for row in evidence if row.withdrawn_at is not None),
        closed_by_letter=letters[-1] if letters and stage == "closed" else None,
        letters=letters,
        report=one.report.title,
        is_late=is_open and one.due_on is not None and one.due_on < today,
        responsible_role=role,
        responsible_borough=borough,
        kind=one.kind,
        publisher=one.report.publisher,
        published_on=published,
        page=one.page,
        is_complete=one.is_complete,
    )


def _point(held: Held, one: Recommendation, place: int, text: str) -> PointNow:
    stage = held.stage(one.pk, place)
    heard = held.heard.get((one.pk, place))
    # What was said before the register held the report is not known here: silence counts from then.
    since = heard or one.report.confirmed_at or held.at
    today = clocks.day_of(held.at)
    quiet = (today - clocks.day_of(since)).days
    is_silent = stage not in ("closed", *GONE) and quiet >= held.silence_days
    last = clocks.day_of(heard) if heard else None
    ruled = held.ruled.get((one.pk, place))
    decided_by = ruled[1] if ruled and ruled[0] == heard else ""
    return PointNow(place, text, stage, words(stage), last, quiet if is_silent else None, quiet, decided_by)


def _action(held: Held, row: ActionVersion, of: int | None) -> ActionNow:
    serves = tuple(pair(one) for one in row.serves)
    numbers = {one.pk: one.number for one in held.recommendations}
    others = dict.fromkeys(numbers[one] for one, _ in serves if one != of and one in numbers)
    return ActionNow(
        reference=row.action.reference,
        words=row.words,
        plan=row.plan,
        origin=row.origin,
        post=held.post_words(row.post_role, row.post_borough),
        name=held.holders.get((row.post_role, row.post_borough)),
        due_on=row.due_on,
        state=row.state,
        done_on=row.done_on,
        is_late=row.state in ("planned", "in_progress") and row.due_on < clocks.day_of(held.at),
        points=tuple(place for one, place in serves if one == of),
        post_role=row.post_role,
        post_borough=row.post_borough,
        start_on=row.start_on,
        first_due_on=row.first_due_on,
        reason=row.reason,
        version=row.version,
        serves=serves,
        also=tuple(others),
    )


def _evidence(held: Held, row: Evidence, of: int) -> EvidenceNow:
    """One piece as it was then: an approval or a withdrawal that came later is not told."""
    approved = row.approved_at is not None and row.approved_at <= held.at
    withdrawn = row.withdrawn_at is not None and row.withdrawn_at <= held.at
    return EvidenceNow(
        id=row.pk,
        title=row.title,
        digest=row.file.digest if row.file else "",
        effective_on=row.effective_on,
        approved_by=str(row.approved_by) if approved else None,
        approved_at=row.approved_at if approved else None,
        kind=row.kind,
        added_by=str(row.by),
        added_at=row.at,
        address=row.address,
        file_name=row.file.name if row.file else "",
        points=tuple(place for one, place in map(pair, row.serves) if one == of),
        withdrawn_at=row.withdrawn_at if withdrawn else None,
        withdrawn_why=row.withdrawn_why if withdrawn else "",
        withdrawn_by=str(row.withdrawn_by) if withdrawn else "",
    )


def _letters(held: Held, one: Recommendation) -> tuple[LetterNow, ...]:
    """The letters that speak of a recommendation, oldest first, with what each says of which place."""
    found: dict[int, LetterNow] = {}
    for row in held.letter_points:
        if row.recommendation_id != one.pk:
            continue
        letter = row.letter
        earlier = found[letter.pk].says if letter.pk in found else ()
        found[letter.pk] = LetterNow(
            letter.reference, letter.on, letter.digest, letter.words,
            says=(*earlier, (row.place, row.says)), has_file=letter.file_id is not None, id=letter.pk,
        )  # fmt: skip
    return tuple(found.values())


def _dependencies(held: Held, one: Recommendation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers it needs, and those of them that are not yet far enough."""
    numbers = {each.pk: each.number for each in held.recommendations}
    needed = [row for row in held.dependencies if row.recommendation_id == one.pk and row.needs_id in numbers]
    waits = [
        row for row in needed
        if not is_as_far(slowest(held.stage(row.needs_id, place) for place, _ in held.places[row.needs_id]),
                         row.needs_stage)
    ]  # fmt: skip
    return tuple(numbers[row.needs_id] for row in needed), tuple(numbers[row.needs_id] for row in waits)


def _serves(serves: Sequence[Sequence[int]], recommendation: int) -> bool:
    return any(one[0] == recommendation for one in serves)
