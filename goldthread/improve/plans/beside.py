"""The two plans beside each other: what they share, where they contradict each other, and where neither acts.

Two plans and one risk: the inspectorate tests that they are fully co-ordinated (domain/inspection.md 11.1).
"""

from collections.abc import Iterator, Sequence

from goldthread.improve.plans.standing import ActionNow, RecommendationNow


def notes_of(one: RecommendationNow, every: Sequence[RecommendationNow]) -> tuple[str, ...]:
    """What somebody must know of one recommendation besides its own lines. Nothing once it is closed."""
    if one.is_closed or not one.plan:
        return ()
    return (*_gaps(one), *_both_plans(one), *_same_words(one, every), *_dates(one, every))


def _live(one: RecommendationNow) -> list[ActionNow]:
    return [action for action in one.actions if action.state != "dropped"]


def _gaps(one: RecommendationNow) -> Iterator[str]:
    served = {place for action in _live(one) for place in action.points}
    for point in one.points:
        if point.place not in served and 0 not in served:
            yield f"No action serves point {one.number}.{point.place}." if point.place else "No action serves it."


def _both_plans(one: RecommendationNow) -> Iterator[str]:
    """Places on which both plans act, and actions that serve recommendations of both."""
    for point in one.points:
        acting = [action for action in _live(one) if point.place in action.points]
        if len({action.plan for action in acting}) > 1:
            where = f"point {one.number}.{point.place}" if point.place else f"recommendation {one.number}"
            yield f"Both plans act on {where}: {', '.join(action.reference for action in acting)}."
    for action in _live(one):
        if action.also:
            yield f"{action.reference} is shared: it serves {', '.join(action.also)} as well."


def _same_words(one: RecommendationNow, every: Sequence[RecommendationNow]) -> Iterator[str]:
    others = {action.reference: action for each in every for action in _live(each)}
    for action in _live(one):
        for other in others.values():
            if other.reference == action.reference or _plain(other.words) != _plain(action.words):
                continue
            days = "" if other.due_on == action.due_on else " Their dates differ."
            first, second = sorted((action.reference, other.reference))
            yield f"{first} and {second} say the same: do it once.{days}"


def _dates(one: RecommendationNow, every: Sequence[RecommendationNow]) -> Iterator[str]:
    """Dates against each other: an action after the day the whole is due, or begun before what it needs is ready."""
    after = [a.reference for a in _live(one) if one.due_on and a.due_on > one.due_on and a.state != "done"]
    if after:
        yield f"Due after recommendation {one.number} itself was: {', '.join(after)}."
    for needed in (each for each in every if each.number in one.waits_for and each.report_id == one.report_id):
        ready = max((action.due_on for action in _live(needed) if action.state != "done"), default=None)
        for action in _live(one):
            if ready and action.start_on and action.start_on < ready and action.state != "done":
                yield f"{action.reference} begins before {needed.number} is to be ready."


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
