"""How far a point has come: the moves there are, what each needs; a recommendation is no further than its slowest.

The states are of domain/inspection.md 9; the moves are ours. Only a letter of the inspectorate closes or returns.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from goldthread.improve.recommendations.stages import STAGES

# From the least far to the furthest. What was returned has its work before it again.
ORDER = (
    "imported", "contested", "accepted", "returned", "planned", "in_progress", "action_complete", "effect_tested",
    "effect_shown", "submitted", "under_review", "closed",
)  # fmt: skip
# No longer in play: it goes on as part of another.
GONE = ("merged", "superseded")
# An action that is added or taken up again takes a point back from these: they say that all is done.
ALL_DONE = ("action_complete", "effect_tested")


@dataclass(frozen=True)
class Move:
    """One move: from which stages, to which, and what it needs besides the permission to keep the plans."""

    id: str
    words: str
    start: tuple[str, ...]
    to: str
    needs: tuple[str, ...] = ()


_OPEN = ORDER[:-1]
MOVES = {
    move.id: move
    for move in (
        Move("accept", "Accept", ("imported", "contested"), "accepted"),
        Move("contest", "Contest", ("imported", "accepted"), "contested", ("reason",)),
        Move("plan", "Mark as planned", ("accepted", "returned"), "planned", ("commitment", "dated_action")),
        Move("start", "Mark as in progress", ("planned", "returned"), "in_progress", ("begun_action",)),
        Move("complete", "Mark action as complete", ("in_progress",), "action_complete", ("all_done",)),
        Move("test", "Begin to test its effect", ("action_complete",), "effect_tested"),
        Move("show", "Record effect as shown", ("effect_tested",), "effect_shown", ("passed_twice",)),
        Move("back", "Take back to work", (*ALL_DONE, "effect_shown"), "in_progress", ("reason",)),
        Move("submit", "Submit to the inspectorate", ("effect_shown",), "submitted"),
        Move("review", "Record that the inspectorate looks", ("submitted",), "under_review"),
        Move("merge", "Merge with another", _OPEN, "merged", ("reason", "other")),
        Move("supersede", "Record as superseded", _OPEN, "superseded", ("reason", "other")),
    )
}
# What a letter says of a point, and the stage that this brings. "Progressed" takes back only what waited or was closed.
LETTER = {"closed": "Closed", "returned": "Returned", "progressed": "Still being progressed"}


def after_letter(says: str, stage: str) -> str:
    """The stage of a point once a letter has spoken of it."""
    if says == "progressed":
        return "in_progress" if stage in ("submitted", "under_review", "closed") else stage
    return says


def slowest(stages: Iterable[str]) -> str:
    """The stage of a recommendation: that of the point least far on, among those still in play."""
    every = list(stages)
    live = [stage for stage in every if stage not in GONE]
    return min(live, key=ORDER.index) if live else every[0] if every else ORDER[0]


def is_as_far(stage: str, as_stage: str) -> bool:
    """True when a stage is at least as far on as another; what went on elsewhere holds nobody up."""
    return stage in GONE or ORDER.index(stage) >= ORDER.index(as_stage)


def words(stage: str) -> str:
    return STAGES[stage]
