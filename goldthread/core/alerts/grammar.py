"""The grammar of a tripwire: what joins, on whose word, who is told how soon, and how many false alarms it may cost.

Inert data: nothing here imports Django or an area. `evaluating` runs what is declared.
"""

from dataclasses import dataclass
from typing import Literal

from goldthread.core.standards.marks import Mark


@dataclass(frozen=True, slots=True)
class Told:
    """A post that is told: the one on duty, in the borough it is about; of several the accredited."""

    role: str
    skill: str = ""


@dataclass(frozen=True, slots=True)
class Tripwire:
    """One rule. `find` is a query that says where it holds now, for the people, records and dwellings just touched.

    It gives `subject` (a mention), `person` (who that is), `occasion`, `at` (when it happened; NULL where it lasts),
    `known_at` (when the force's sources held the last piece), `mentions` and `records` it rests on, `borough` by name,
    and `facts`: counts and days. It is a function of what is held alone, so that run again it gives the same; where
    `is_timed` it reads `now`, and the sweep asks it.

    `listens` are the sources whose rows can complete it. Only linked mentions count: a possible link never fires.
    It fires once for a subject and occasion, and again only after `again_days`; where `about` is a place, once for the
    occasion, whoever the subject is. What became known more than `fresh_days` ago is history, and fires no alert.
    `told_by` is a condition on `w` (occasion, subject, since) that is true where work of ours told the same already:
    then it stays silent. `budget` is how many false alarms a shift of eight hours it may cost in the whole force.
    """

    id: str
    title: str
    sentence: str
    do: str
    say: str
    source: str
    mark: Mark
    verified: bool
    listens: tuple[str, ...]
    told: tuple[Told, ...]
    urgency: Literal["now", "today", "soon"]
    budget: float
    find: str
    about: Literal["person", "place"] = "person"
    again_days: int | None = None
    fresh_days: int = 28
    is_timed: bool = False
    told_by: str = "false"
