"""How a point is moved: what a move needs, the row that says so, and the stage of the whole that follows."""

from collections.abc import Iterable, Sequence

from goldthread.core import clocks
from goldthread.core.organisation.models import Officer
from goldthread.core.refusals import NotValid
from goldthread.improve.plans import shown
from goldthread.improve.plans.held import Held
from goldthread.improve.plans.models import ActionVersion, Letter, StageTaken
from goldthread.improve.plans.stages import ALL_DONE, Move, slowest, words
from goldthread.improve.recommendations.models import Recommendation


def check_needs(held: Held, one: Recommendation, place: int, move: Move, other: int | None) -> None:
    """Refuse a move that does not suit the point's stage, or whose needs are not met, saying what is missing."""
    stage, name = held.stage(one.pk, place), name_of(one, place)
    if stage not in move.start:
        before = ", ".join(words(each).lower() for each in move.start)
        raise NotValid("move", f"{name} is at: {words(stage).lower()}.", f"{move.words} comes after: {before}.")
    if "commitment" in move.needs and one.pk not in held.commitments:
        raise NotValid("move", f"{name} has no objective and no post that answers.", "Enter them first.")
    acting = acting_on(held, one.pk, place)
    missing = {
        "dated_action": (not acting, "has no action with a date", "Add one that serves it."),
        "begun_action": (all(row.state == "planned" for row in acting), "has no action that has begun",
                         "Say first which action is under way."),
        "all_done": (not acting or any(row.state != "done" for row in acting),
                     "has actions that are not done", "Each must be done, or dropped with a reason."),
        "passed_twice": ("passed_twice" in move.needs and not shown.is_shown(one.pk, clocks.today()),
                         "has not passed its test twice, months apart", "Effect is measured, never typed in."),
        "other": (other is None or other == one.pk or not Recommendation.objects.filter(pk=other).exists(),
                  "is merged with nothing", "Name the other recommendation."),
    }  # fmt: skip
    for need in move.needs:
        is_missing, what, remedy = missing.get(need, (False, "", ""))
        if is_missing:
            raise NotValid("move", f"{name} {what}.", remedy)


def acting_on(held: Held, recommendation: int, place: int) -> list[ActionVersion]:
    """The actions that serve a place, or the whole of its recommendation; dropped ones do not act."""
    return [
        row for row in held.actions
        if row.state != "dropped" and any(tuple(one) in ((recommendation, place), (recommendation, 0))
                                          for one in row.serves)
    ]  # fmt: skip


def take(
    officer: Officer, one: Recommendation, places: Sequence[int], stage: str, *, reason: str = "",
    other: int | None = None, letter: Letter | None = None,
) -> None:  # fmt: skip
    """Write the move of each place."""
    StageTaken.objects.bulk_create(
        StageTaken(recommendation=one, place=place, stage=stage, reason=reason, other_id=other, letter=letter,
                   at=clocks.now(), by=officer)
        for place in places
    )  # fmt: skip


def project(one: Recommendation) -> str:
    """Write the stages that follow from the moves into the register's own rows; the stage of the whole."""
    held = Held(clocks.now())
    stages = {place: held.stage(one.pk, place) for place, _ in held.places[one.pk]}
    for point in one.points.all():
        if point.state != stages[point.place]:
            point.state = stages[point.place]
            point.save(update_fields=["state"])
    one.state = slowest(stages.values())
    one.save(update_fields=["state"])
    return one.state


def take_back(officer: Officer, serves: Iterable[Sequence[int]], reason: str) -> None:
    """Take points back to work that said all is done, since an action of theirs is not."""
    held = Held(clocks.now())
    wanted = {(one[0], one[1]) for one in serves}
    for recommendation in Recommendation.objects.select_for_update().filter(pk__in={one for one, _ in wanted}):
        places = [
            place for place, _ in held.places[recommendation.pk]
            if {(recommendation.pk, place), (recommendation.pk, 0)} & wanted
            and held.stage(recommendation.pk, place) in ALL_DONE
        ]  # fmt: skip
        if places:
            take(officer, recommendation, places, "in_progress", reason=reason)
            project(recommendation)


def name_of(one: Recommendation, place: int) -> str:
    return f"Point {one.number}.{place}" if place else f"Recommendation {one.number}"
