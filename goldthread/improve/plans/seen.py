"""What a reader sees of a plan by post and seat: what is withheld is said to be withheld, never shown as empty."""

from dataclasses import replace

from goldthread.core.access.reader import Reader
from goldthread.improve.governance.queries import sight_of
from goldthread.improve.plans.standing import RecommendationNow


def withheld(by: Reader) -> frozenset[str]:
    """Which parts a reader does not see: plans, positions, evidence. One query."""
    sight = sight_of(by)
    return frozenset(part for part in ("plans", "positions", "evidence") if part not in sight.sees)


def as_seen(one: RecommendationNow, hidden: frozenset[str]) -> RecommendationNow:
    """A recommendation without what its reader does not see; what was asked, its points, stages and letters stay."""
    if "plans" in hidden:
        one = replace(
            one, plan="", objective="", responsible_post="", responsible_name=None, responsible_role="",
            responsible_borough="", actions=(), notes=(), depends_on=(), waits_for=(),
        )  # fmt: skip
    if "positions" in hidden:
        one = replace(one, position=None, position_on=None, position_by=None)
    if "evidence" in hidden:
        one = replace(one, evidence=(), withdrawn=())
    return replace(one, hidden=tuple(sorted(hidden))) if hidden else one
